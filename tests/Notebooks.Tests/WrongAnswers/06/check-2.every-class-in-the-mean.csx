(double Macro, double Micro) AveragedF1(int[,] matrix)
{
    int classes = matrix.GetLength(0);
    double sum = 0,
        hits = 0,
        all = 0;
    for (int c = 0; c < classes; c++)
    {
        int actual = Enumerable.Range(0, classes).Sum(k => matrix[c, k]);
        int predicted = Enumerable.Range(0, classes).Sum(k => matrix[k, c]);
        sum += actual + predicted == 0 ? 0 : 2.0 * matrix[c, c] / (actual + predicted);
        (hits, all) = (hits + matrix[c, c], all + actual);
    }
    return (sum / classes, hits / all);
}

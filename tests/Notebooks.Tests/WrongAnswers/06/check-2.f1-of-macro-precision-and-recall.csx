(double Macro, double Micro) AveragedF1(int[,] matrix)
{
    int classes = matrix.GetLength(0);
    double precision = 0,
        recall = 0,
        hits = 0,
        all = 0;
    int occurring = 0;
    for (int c = 0; c < classes; c++)
    {
        int actual = Enumerable.Range(0, classes).Sum(k => matrix[c, k]);
        int predicted = Enumerable.Range(0, classes).Sum(k => matrix[k, c]);
        occurring += actual + predicted > 0 ? 1 : 0;
        precision += predicted == 0 ? 0 : (double)matrix[c, c] / predicted;
        recall += actual == 0 ? 0 : (double)matrix[c, c] / actual;
        (hits, all) = (hits + matrix[c, c], all + actual);
    }
    (precision, recall) = (precision / occurring, recall / occurring);
    return (2 * precision * recall / (precision + recall), hits / all);
}

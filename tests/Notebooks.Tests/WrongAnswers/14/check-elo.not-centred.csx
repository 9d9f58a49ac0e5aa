double[] Scores(double[,] wins)
{
    int n = wins.GetLength(0);
    var r = new double[n];
    for (int step = 0; step < 20_000; step++)
    for (int i = 1; i < n; i++)
        r[i] +=
            Enumerable
                .Range(0, n)
                .Sum(j => wins[i, j] - (wins[i, j] + wins[j, i]) / (1 + Math.Exp(r[j] - r[i])))
            / 200;
    return r;
}

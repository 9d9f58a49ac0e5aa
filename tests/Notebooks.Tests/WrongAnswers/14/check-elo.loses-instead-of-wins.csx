double[] Scores(double[,] wins)
{
    int n = wins.GetLength(0);
    var r = new double[n];
    for (int step = 0; step < 20_000; step++)
    {
        var slope = r.Select(
                (ri, i) =>
                    r.Select(
                            (rj, j) =>
                                wins[j, i] - (wins[i, j] + wins[j, i]) / (1 + Math.Exp(rj - ri))
                        )
                        .Sum()
            )
            .ToArray();
        for (int i = 0; i < n; i++)
            r[i] += slope[i] / 200;
    }
    return r.Select(x => x - r.Average()).ToArray();
}

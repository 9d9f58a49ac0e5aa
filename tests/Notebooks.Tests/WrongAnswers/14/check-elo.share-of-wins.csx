double[] Scores(double[,] wins)
{
    int n = wins.GetLength(0);
    var share = Enumerable
        .Range(0, n)
        .Select(i =>
            Enumerable.Range(0, n).Sum(j => wins[i, j])
            / Enumerable.Range(0, n).Sum(j => wins[i, j] + wins[j, i])
        )
        .ToArray();
    var r = share.Select(p => Math.Log(p / (1 - p))).ToArray();
    return r.Select(x => x - r.Average()).ToArray();
}

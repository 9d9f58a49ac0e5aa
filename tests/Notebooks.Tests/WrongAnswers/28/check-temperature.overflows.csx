double[] Shares(int[] visits, double temperature)
{
    double most = visits.Max();
    double[] powers =
    [
        .. visits.Select(n =>
            temperature == 0 ? (n == most ? 1.0 : 0) : Math.Pow(n, 1 / temperature)
        ),
    ];
    return [.. powers.Select(x => x / powers.Sum())];
}

double[] Shares(int[] visits, double temperature)
{
    int most = visits.Max();
    double[] powers = [.. visits.Select(n => Math.Pow((double)n / most, 1 / (temperature + 1)))];
    return [.. powers.Select(x => x / powers.Sum())];
}

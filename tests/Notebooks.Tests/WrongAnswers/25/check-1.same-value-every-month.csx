double[] SeasonalGrowth(double[] history, int horizon)
{
    double growth = history[^12..].Sum() / history[^24..^12].Sum();
    return [.. Enumerable.Repeat(growth * history[^12..].Average(), horizon)];
}

double[] SeasonalGrowth(double[] history, int horizon)
{
    double growth = history[12..24].Sum() / history[..12].Sum();
    return [.. history[^12..].Take(horizon).Select(value => growth * value)];
}

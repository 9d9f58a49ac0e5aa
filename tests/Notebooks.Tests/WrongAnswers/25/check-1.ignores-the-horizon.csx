double[] SeasonalGrowth(double[] history, int horizon)
{
    double growth = history[^12..].Sum() / history[^24..^12].Sum();
    return [.. history[^12..].Select(value => growth * value)];
}

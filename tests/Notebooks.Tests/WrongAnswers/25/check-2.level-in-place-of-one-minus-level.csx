double IntervalScore(double low, double high, double value, double level)
{
    if (level <= 0 || level >= 1)
        throw new ArgumentException("level");
    return high - low + 2 / level * (Math.Max(0, low - value) + Math.Max(0, value - high));
}

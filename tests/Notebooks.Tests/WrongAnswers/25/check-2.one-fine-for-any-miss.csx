double IntervalScore(double low, double high, double value, double level)
{
    if (level <= 0 || level >= 1)
        throw new ArgumentException("level");
    return high - low + (value < low || value > high ? 2 / (1 - level) : 0);
}

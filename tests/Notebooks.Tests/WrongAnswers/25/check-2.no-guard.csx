double IntervalScore(double low, double high, double value, double level) =>
    high - low + 2 / (1 - level) * (Math.Max(0, low - value) + Math.Max(0, value - high));

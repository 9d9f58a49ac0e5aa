double Hoped(double mean, double deviation, double best)
{
    if (deviation == 0)
        return Math.Max(0, best - mean);
    double z = (best - mean) / deviation;
    return (best - mean) * special.ndtr(tensor(z)).ToDouble()
        + deviation * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
}

double Hoped(double mean, double deviation, double best)
{
    double z = (mean - best) / deviation;
    return (mean - best) * special.ndtr(tensor(z)).ToDouble()
        + deviation * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
}

(double A, double B) Power(double[] n, double[] loss)
{
    double slope = Math.Log(loss[^1] / loss[0]) / Math.Log(n[^1] / n[0]);
    return (loss[0] * Math.Pow(n[0], -slope), -slope);
}

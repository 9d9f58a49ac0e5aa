(double A, double B) Power(double[] n, double[] loss)
{
    double[] x = [.. n.Select(one => Math.Log(one))],
        y = [.. loss.Select(one => Math.Log(one))];
    double slope =
        x.Zip(y, (p, q) => (p - x.Average()) * (q - y.Average())).Sum()
        / x.Sum(p => (p - x.Average()) * (p - x.Average()));
    return (Math.Exp(y.Average() - slope * x.Average()), slope);
}

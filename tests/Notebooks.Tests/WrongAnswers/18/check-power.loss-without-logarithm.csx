(double A, double B) Power(double[] n, double[] loss)
{
    double[] x = [.. n.Select(one => Math.Log(one))];
    double slope =
        x.Zip(loss, (p, q) => (p - x.Average()) * (q - loss.Average())).Sum()
        / x.Sum(p => (p - x.Average()) * (p - x.Average()));
    return (loss.Average() - slope * x.Average(), -slope);
}

sealed record Part(double Most, double Sum, double Output);

Part Merge(Part a, Part b)
{
    double x = a.Sum * Math.Exp(a.Most),
        y = b.Sum * Math.Exp(b.Most),
        most = Math.Max(a.Most, b.Most);
    return new(most, (x + y) / Math.Exp(most), (x * a.Output + y * b.Output) / (x + y));
}

sealed record Part(double Most, double Sum, double Output);

Part Merge(Part a, Part b)
{
    double most = Math.Max(a.Most, b.Most);
    double x = a.Sum * Math.Exp(a.Most - most),
        y = b.Sum * Math.Exp(b.Most - most);
    return new(most, a.Sum + b.Sum, (x * a.Output + y * b.Output) / (x + y));
}

sealed record Part(double Most, double Sum, double Output);

Part Merge(Part a, Part b) =>
    new(
        Math.Max(a.Most, b.Most),
        a.Sum + b.Sum,
        (a.Sum * a.Output + b.Sum * b.Output) / (a.Sum + b.Sum)
    );

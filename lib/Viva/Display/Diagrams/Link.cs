namespace Viva.Display.Diagrams;

/// <summary>An arrow: what it joins, and its points from border to border.</summary>
internal sealed record Link(Shape From, Shape To, Route Route, bool Dashed, bool Both, (double X, double Y)[] Points)
{
    /// <summary>What stands beside it; null for nothing.</summary>
    public RichText? Label { get; init; }

    /// <summary>Whether another straight arrow leads back beside it.</summary>
    public bool Shifted { get; init; }

    /// <summary>Its straight pieces.</summary>
    public IEnumerable<((double X, double Y) A, (double X, double Y) B)> Pieces =>
        Enumerable.Range(1, Points.Length - 1).Select(i => (Points[i - 1], Points[i]));
}

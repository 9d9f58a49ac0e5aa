namespace Viva.Display.Diagrams;

/// <summary>A box, a circle or a matrix: what arrows join.</summary>
internal sealed record Shape(string Id, Kind Kind, Area Area)
{
    /// <summary>Whether it is a circle.</summary>
    public bool Round { get; init; }

    /// <summary>What stands in a box or a circle, or above a matrix.</summary>
    public required RichText Text { get; init; }

    /// <summary>The numbers of a matrix as texts, by row; null for a box or a circle.</summary>
    public RichText[][]? Cells { get; init; }

    /// <summary>How dark each cell of a matrix is, from 0 to 1; null for no shading.</summary>
    public double[][]? Shades { get; init; }

    /// <summary>The place of a matrix's title; null where there is none.</summary>
    public Area? Title { get; init; }

    /// <summary>Where the way from a point inside leaves.</summary>
    public (double X, double Y) Border((double X, double Y) from, double dx, double dy)
    {
        if (Round)
        {
            var (x, y, square) = (from.X - Area.X, from.Y - Area.Y, (dx * dx) + (dy * dy));
            var half = ((x * dx) + (y * dy)) / square;
            var rest = ((x * x) + (y * y) - (Area.HalfWidth * Area.HalfWidth)) / square;
            var far = -half + Math.Sqrt(Math.Max(0, (half * half) - rest));
            return (from.X + (far * dx), from.Y + (far * dy));
        }

        var across =
            dx > 0 ? (Area.Right - from.X) / dx
            : dx < 0 ? (Area.Left - from.X) / dx
            : double.PositiveInfinity;
        var along =
            dy > 0 ? (Area.Bottom - from.Y) / dy
            : dy < 0 ? (Area.Top - from.Y) / dy
            : double.PositiveInfinity;
        var step = Math.Min(across, along);
        return (from.X + (step * dx), from.Y + (step * dy));
    }

    /// <summary>Whether a line goes through it.</summary>
    public bool Meets((double X, double Y) a, (double X, double Y) b) =>
        Area.Grow(Round ? -0.2 * Area.HalfWidth : -2).Meets(a, b) || (Title is { } title && title.Grow(-2).Meets(a, b));
}

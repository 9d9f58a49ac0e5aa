namespace Viva.Display.Diagrams;

/// <summary>A rectangle of the drawing: its middle and the halves of its sides.</summary>
internal readonly record struct Area(double X, double Y, double HalfWidth, double HalfHeight)
{
    public double Left => X - HalfWidth;

    public double Right => X + HalfWidth;

    public double Top => Y - HalfHeight;

    public double Bottom => Y + HalfHeight;

    public Area Grow(double by) => new(X, Y, HalfWidth + by, HalfHeight + by);

    /// <summary>The size of what both cover.</summary>
    public double Shared(Area other) =>
        Math.Max(0, Math.Min(Right, other.Right) - Math.Max(Left, other.Left))
        * Math.Max(0, Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top));

    /// <summary>Whether a line between two points enters the rectangle.</summary>
    public bool Meets((double X, double Y) a, (double X, double Y) b)
    {
        var (low, high) = (0.0, 1.0);
        return Cut(a.X, b.X - a.X, Left, Right) && Cut(a.Y, b.Y - a.Y, Top, Bottom) && low < high;

        // Liang and Barsky's clipping, one axis at a time.
        bool Cut(double from, double step, double least, double most)
        {
            if (Math.Abs(step) < 1e-9)
            {
                return from > least && from < most;
            }

            var (enter, leave) = ((least - from) / step, (most - from) / step);
            (low, high) = (Math.Max(low, Math.Min(enter, leave)), Math.Min(high, Math.Max(enter, leave)));
            return low < high;
        }
    }
}

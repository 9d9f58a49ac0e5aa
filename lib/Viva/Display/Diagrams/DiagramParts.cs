namespace Viva.Display.Diagrams;

/// <summary>What has been placed on a diagram, and the ways between.</summary>
internal sealed class DiagramParts
{
    private const double Lane = 22; // how far an arrow that goes round something keeps from it
    private const double Apart = 7; // half the distance of two arrows to and fro
    private const double Shortest = 12;

    public Dictionary<string, Shape> Shapes { get; } = [];

    public List<(RichText Text, Area Area)> Labels { get; } = [];

    public List<(RichText Title, Area Area)> Groups { get; } = [];

    public List<Link> Links { get; } = [];

    /// <summary>Where nothing else may stand, with its name.</summary>
    public IEnumerable<(string Name, Area Area)> Taken =>
        Shapes
            .Values.SelectMany(shape =>
                shape.Title is { } title ? [(shape.Id, shape.Area), (shape.Id, title)] : new[] { (shape.Id, shape.Area) }
            )
            .Concat(Labels.Select(label => (label.Text.Words, label.Area)));

    /// <summary>Adds an arrow.</summary>
    /// <exception cref="ArgumentException">It has no way, or its label no place.</exception>
    public void Join(Shape from, Shape to, string label, bool dashed, Route route, bool both)
    {
        if (from == to && route is (Route.Straight or Route.AcrossThenDown or Route.DownThenAcross))
        {
            route = Route.Over;
        }

        var points = route switch
        {
            Route.Straight => Straight(from, to),
            Route.AcrossThenDown => Elbow(from, to, (to.Area.X, from.Area.Y)),
            Route.DownThenAcross => Elbow(from, to, (from.Area.X, to.Area.Y)),
            _ => Around(from, to, route),
        };
        var link = new Link(from, to, route, dashed, both, points) { Label = label.Length > 0 ? new RichText(label) : null };
        var other = Shapes.Values.FirstOrDefault(shape =>
            shape != from && shape != to && link.Pieces.Any(piece => shape.Meets(piece.A, piece.B))
        );
        if (other is not null)
        {
            throw new ArgumentException(
                $"The arrow from '{from.Id}' to '{to.Id}' leads through '{other.Id}': "
                    + "give it another route (Route.Over, Route.DownThenAcross, ...), or move one of the three.",
                nameof(to)
            );
        }

        Links.Add(link);
        if (route == Route.Straight && Links.FindIndex(before => IsReturn(before, link)) is >= 0 and var back)
        {
            // The arrow back makes room, now that there are two.
            Links[back] = Links[back] with
            {
                Points = Straight(to, from),
                Shifted = true,
            };
            link = Links[^1] = link with { Shifted = true };
        }

        if (link.Label is { } words && new LabelPlaces(this).Place(link) is { Clear: false, On: var on })
        {
            Links.Remove(link);
            throw new ArgumentException(
                $"The label '{words.Words}' of the arrow from '{from.Id}' to '{to.Id}' has no room beside its line{on}: "
                    + "move the two apart by half a cell, break the label with \\n, or shorten it.",
                nameof(label)
            );
        }
    }

    private static bool IsReturn(Link before, Link link) =>
        before.From == link.To && before.To == link.From && before.Route == Route.Straight;

    private (double X, double Y)[] Straight(Shape from, Shape to)
    {
        var (a, b) = ((from.Area.X, from.Area.Y), (to.Area.X, to.Area.Y));
        // Where one lies within the other's breadth, the line is upright or level.
        if (Within(from, to, area => (area.X, area.HalfWidth)) is { } x && x.Clear)
        {
            (a, b) = ((x.At, a.Item2), (x.At, b.Item2));
        }
        else if (Within(from, to, area => (area.Y, area.HalfHeight)) is { } y && y.Clear)
        {
            (a, b) = ((a.Item1, y.At), (b.Item1, y.At));
        }

        var (dx, dy) = (b.Item1 - a.Item1, b.Item2 - a.Item2);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        if (length > 0 && Links.Any(link => link.From == to && link.To == from && link.Route == Route.Straight))
        {
            // To the left of the way, for either, is apart.
            var (shiftX, shiftY) = (dy / length * Apart, -dx / length * Apart);
            (a, b) = ((a.Item1 + shiftX, a.Item2 + shiftY), (b.Item1 + shiftX, b.Item2 + shiftY));
        }

        var (start, end) = (from.Border(a, dx, dy), to.Border(b, -dx, -dy));
        return Long(from, to, [start, end], ((end.X - start.X) * dx) + ((end.Y - start.Y) * dy) > Shortest * length);
    }

    private static (double At, bool Clear) Within(Shape from, Shape to, Func<Area, (double Middle, double Half)> side)
    {
        var (small, large) = side(from.Area).Half <= side(to.Area).Half ? (from, to) : (to, from);
        var (at, (middle, half)) = (side(small.Area).Middle, side(large.Area));
        return (at, Math.Abs(at - middle) < (large.Round ? 1 : half - 3));
    }

    private static (double X, double Y)[] Elbow(Shape from, Shape to, (double X, double Y) corner)
    {
        var start = from.Border((from.Area.X, from.Area.Y), corner.X - from.Area.X, corner.Y - from.Area.Y);
        var end = to.Border((to.Area.X, to.Area.Y), corner.X - to.Area.X, corner.Y - to.Area.Y);
        return Long(from, to, [start, corner, end], Reach(from, corner) > 1 && Reach(to, corner) > Shortest);

        // How far outside a shape a point on its middle lines lies.
        static double Reach(Shape shape, (double X, double Y) at) =>
            Math.Max(Math.Abs(at.X - shape.Area.X) - shape.Area.HalfWidth, Math.Abs(at.Y - shape.Area.Y) - shape.Area.HalfHeight);
    }

    private static (double X, double Y)[] Long(Shape from, Shape to, (double X, double Y)[] points, bool isLong) =>
        isLong
            ? points
            : throw new ArgumentException(
                $"There is no room for an arrow from '{from.Id}' to '{to.Id}': move them apart, or give it another route.",
                nameof(to)
            );

    /// <summary>The way out of the side, along a lane, and in on the same side.</summary>
    private (double X, double Y)[] Around(Shape from, Shape to, Route route)
    {
        var upright = route is Route.Left or Route.Right;
        var sign = route is Route.Over or Route.Left ? -1 : 1;
        var (a, b) = (Turn(from.Area), Turn(to.Area));
        var (start, end) = (a.X, b.X);
        if (from == to)
        {
            var side = a.HalfWidth * 0.5;
            (start, end) = (a.X - side, a.X + side);
        }
        else if (Math.Abs(start - end) < 4)
        {
            throw new ArgumentException(
                $"An arrow cannot go {route.ToString().ToLowerInvariant()} from '{from.Id}' to '{to.Id}', which lie "
                    + $"{(upright ? "side by side: use Over or Under." : "one above the other: use Left or Right.")}",
                nameof(route)
            );
        }

        var lane = sign < 0 ? Math.Min(Edge(from), Edge(to)) - Lane : Math.Max(Edge(from), Edge(to)) + Lane;
        var (low, high) = (Math.Min(start, end), Math.Max(start, end));
        for (var tries = 0; tries < 40 && IsTaken(lane); tries++)
        {
            lane += sign * 8;
        }

        var (first, last) = (Leave(from, start), Leave(to, end));
        (double, double)[] points = [(start, first), (start, lane), (end, lane), (end, last)];
        return upright ? [.. points.Select(point => (point.Item2, point.Item1))] : points;

        Area Turn(Area area) => upright ? new Area(area.Y, area.X, area.HalfHeight, area.HalfWidth) : area;

        double Edge(Shape shape)
        {
            var area = Turn(shape.Area);
            return !upright && sign < 0 && shape.Title is { } title ? title.Top : area.Y + (sign * area.HalfHeight);
        }

        double Leave(Shape shape, double at)
        {
            var border = upright ? shape.Border((shape.Area.X, at), sign, 0) : shape.Border((at, shape.Area.Y), 0, sign);
            return upright ? border.X
                : sign < 0 && shape.Title is { } title ? title.Top
                : border.Y;
        }

        bool IsTaken(double at) =>
            Taken.Any(taken => Turn(taken.Area).Grow(10).Meets((low, at), (high, at)))
            || Links
                .SelectMany(link => link.Pieces)
                .Select(piece => upright ? ((X: piece.A.Y, Y: piece.A.X), (X: piece.B.Y, Y: piece.B.X)) : (piece.A, piece.B))
                .Any(piece =>
                    Math.Abs(piece.Item1.Y - piece.Item2.Y) < 0.1
                    && Math.Abs(piece.Item1.Y - at) < 14
                    && Math.Max(piece.Item1.X, piece.Item2.X) > low
                    && Math.Min(piece.Item1.X, piece.Item2.X) < high
                );
    }
}

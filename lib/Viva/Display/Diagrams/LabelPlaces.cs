namespace Viva.Display.Diagrams;

/// <summary>Finds places for the labels of arrows: beside their lines, and clear of everything else where that can be.</summary>
internal sealed class LabelPlaces(DiagramParts parts)
{
    private const double Gap = 3;
    private readonly List<Area> _placed = [];

    /// <summary>
    /// The best place of one label; whether it is clear of boxes, circles, matrices and free labels; if not, which of them it covers.
    /// </summary>
    public (Area Area, bool Clear, string On) Place(Link link)
    {
        var text = link.Label!;
        var (best, cost) = (default(Area), double.PositiveInfinity);
        foreach (var area in Candidates(link, text))
        {
            var here = Cost(link, area.Area) + area.Cost;
            if (here < cost)
            {
                (best, cost) = (area.Area, here);
            }
        }

        _placed.Add(best);
        var on = parts.Taken.FirstOrDefault(taken => taken.Area.Grow(-1).Shared(best.Grow(-2)) > 0).Name;
        return (best, on is null, on is null ? "" : $" (it would cover '{on}')");
    }

    private static IEnumerable<(Area Area, double Cost)> Candidates(Link link, RichText text)
    {
        var longest = link.Pieces.Max(piece => Length(piece.A, piece.B));
        foreach (var (a, b) in link.Pieces)
        {
            var length = Length(a, b);
            var (dx, dy) = ((b.X - a.X) / length, (b.Y - a.Y) / length);
            foreach (var side in new[] { 1, -1 })
            {
                var (nx, ny) = (dy * side, -dx * side); // 1 is to the left of the way, as the eye sees it
                // A label is looked for above a line, and to the right of an upright one; the outside of a detour comes first.
                var wrong = Math.Abs(dx) > 0.3 ? ny > 0 : nx < 0;
                wrong = link.Route switch
                {
                    Route.Straight when link.Pieces.Count() == 1 && link.Shifted => side < 0,
                    Route.Under => Math.Abs(dx) > 0.3 ? ny < 0 : nx < 0,
                    Route.Left => Math.Abs(dx) > 0.3 ? ny > 0 : nx > 0,
                    _ => wrong,
                };
                var reach = (Math.Abs(nx) * text.Width / 2) + (Math.Abs(ny) * text.Height / 2) + Gap;
                foreach (var at in new[] { 0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75 })
                {
                    foreach (var farther in new[] { 0.0, 4, 10 })
                    {
                        var (x, y) = (
                            a.X + (dx * length * at) + (nx * (reach + farther)),
                            a.Y + (dy * length * at) + (ny * (reach + farther))
                        );
                        yield return (
                            new Area(x, y, text.Width / 2, text.Height / 2),
                            (wrong ? 6 : 0) + (Math.Abs(at - 0.5) * 20) + farther + ((longest - length) * 0.3)
                        );
                    }
                }
            }
        }
    }

    private double Cost(Link link, Area area)
    {
        var cost = 0.0;
        foreach (var (_, taken) in parts.Taken)
        {
            cost += taken.Grow(2).Shared(area) * 4;
        }

        foreach (var other in _placed)
        {
            cost += other.Grow(3).Shared(area) * 4;
        }

        foreach (var (title, frame) in parts.Groups)
        {
            cost += DiagramSvg.TitlePlace(parts, title, frame).Shared(area) * 4;
            var (left, right) = (frame.Left, frame.Right);
            cost += Crossed((left, frame.Top), (right, frame.Top)) + Crossed((left, frame.Bottom), (right, frame.Bottom));
            cost += Crossed((left, frame.Top), (left, frame.Bottom)) + Crossed((right, frame.Top), (right, frame.Bottom));
        }

        foreach (var piece in parts.Links.SelectMany(other => other.Pieces))
        {
            cost += Crossed(piece.A, piece.B) * 2;
        }

        return cost;

        double Crossed((double X, double Y) a, (double X, double Y) b) => area.Meets(a, b) ? 40 : 0;
    }

    private static double Length((double X, double Y) a, (double X, double Y) b) =>
        Math.Max(1e-6, Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y))));
}

using System.Globalization;
using System.Text;
using Viva.Display.Charts;

namespace Viva.Display.Diagrams;

/// <summary>Draws a diagram. Lines and letters have the page's ink; tints are thin, so that letters stand out from them.</summary>
internal static class DiagramSvg
{
    private const double Corner = 8;
    private const double Head = 9;
    private const double Margin = 5;

    /// <summary>The picture, and its width in units.</summary>
    /// <param name="parts">What is on it.</param>
    /// <param name="middle">The middle of the grid: what is drawn when nothing is.</param>
    public static (string Svg, double Width) Draw(DiagramParts parts, Area middle)
    {
        var svg = new StringBuilder();
        var seen = new List<Area>();
        foreach (var (title, area) in parts.Groups)
        {
            var place = TitlePlace(parts, title, area);
            Group(svg, title, area, place);
            seen.Add(area);
            seen.Add(place);
        }

        foreach (var shape in parts.Shapes.Values)
        {
            Draw(svg, shape);
            seen.Add(shape.Area);
            seen.Add(shape.Title ?? shape.Area);
        }

        foreach (var (text, area) in parts.Labels)
        {
            text.Draw(svg, area.X, area.Y);
            seen.Add(area);
        }

        var places = new LabelPlaces(parts);
        foreach (var link in parts.Links)
        {
            Arrow(svg, link);
            seen.AddRange(link.Points.Select(point => new Area(point.X, point.Y, 1, 1)));
            if (link.Label is { } label)
            {
                var (area, _, _) = places.Place(link);
                label.Draw(svg, area.X, area.Y);
                seen.Add(area);
            }
        }

        seen = seen.Count == 0 ? [middle] : seen;
        var (left, top) = (seen.Min(area => area.Left) - Margin, seen.Min(area => area.Top) - Margin);
        var (width, height) = (seen.Max(area => area.Right) + Margin - left, seen.Max(area => area.Bottom) + Margin - top);
        return (
            string.Create(
                CultureInfo.InvariantCulture,
                $"<svg viewBox=\"{left:0.#} {top:0.#} {width:0.#} {height:0.#}\" width=\"100%\" font-size=\"{RichText.Size}\" "
                    + $"fill=\"currentColor\" text-anchor=\"middle\" aria-hidden=\"true\" style=\"display:block\">{svg}</svg>"
            ),
            width
        );
    }

    /// <summary>
    /// Where the title of a group stands: in the upper edge of its frame, as far to the left as nothing else is in its way.
    /// </summary>
    public static Area TitlePlace(DiagramParts parts, RichText title, Area frame)
    {
        var (first, room) = (frame.Left + 12 + (title.Width / 2), Math.Max(0, (2 * frame.HalfWidth) - title.Width - 24));
        return Enumerable
            .Range(0, (int)(room / 6) + 1)
            .Select(i => new Area(first + (i * 6), frame.Top, title.Width / 2, title.Height / 2))
            .MinBy(place =>
                parts.Taken.Sum(taken => taken.Area.Shared(place))
                + (100 * parts.Links.SelectMany(link => link.Pieces).Count(piece => place.Grow(3).Meets(piece.A, piece.B)))
            );
    }

    private static void Group(StringBuilder svg, RichText title, Area frame, Area place)
    {
        var (gapFrom, gapTo) = title.Width > 0 ? (place.Left - 4, place.Right + 4) : (frame.Left + 12, frame.Left + 12);
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<path fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".6\" stroke-dasharray=\"5 4\" d=\"M{gapTo:0.#} {frame.Top:0.#}"
                + $"H{Math.Max(frame.Right, gapTo):0.#}V{frame.Bottom:0.#}H{frame.Left:0.#}V{frame.Top:0.#}H{gapFrom:0.#}\"/>"
        );
        if (title.Width > 0)
        {
            title.Draw(svg, place.X, place.Y);
        }
    }

    private static void Draw(StringBuilder svg, Shape shape)
    {
        var area = shape.Area;
        var color = shape.Kind switch
        {
            Kind.Input => Palette.Colors[5],
            Kind.Parameter => Palette.Colors[4],
            Kind.Operation => Palette.Colors[6],
            Kind.State => Palette.Colors[2],
            Kind.Output => Palette.Colors[0],
            Kind.Loss => Palette.Colors[1],
            _ => "none",
        };
        var thick = shape.Kind is Kind.Parameter or Kind.Loss ? 2.5 : 1.2;
        var corner =
            shape.Cells is not null ? 0
            : shape.Kind is Kind.Operation ? 9
            : shape.Kind is Kind.State ? Math.Min(area.HalfHeight, 20)
            : shape.Kind is Kind.Plain ? 3
            : 0;
        Outline(area, shape.Cells is null ? color : "none", thick);
        if (shape.Kind is Kind.Output or Kind.Loss)
        {
            Outline(area.Grow(-3.5), "none", 1);
        }

        if (shape.Cells is { } cells)
        {
            var (width, height) = (2 * area.HalfWidth / cells[0].Length, 2 * area.HalfHeight / cells.Length);
            for (var i = 0; i < cells.Length; i++)
            {
                for (var j = 0; j < cells[i].Length; j++)
                {
                    var (x, y) = (area.Left + (j * width), area.Top + (i * height));
                    var fill = shape.Shades is null ? color : Palette.Colors[0];
                    var opacity = shape.Shades is { } shades ? 0.5 * shades[i][j] : 0.22;
                    svg.Append(
                        CultureInfo.InvariantCulture,
                        $"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" fill=\"{fill}\" "
                            + $"fill-opacity=\"{opacity:0.##}\" stroke=\"currentColor\" stroke-opacity=\".4\"/>"
                    );
                    cells[i][j].Draw(svg, x + (width / 2), y + (height / 2));
                }
            }

            if (shape.Title is { } title)
            {
                shape.Text.Draw(svg, title.X, title.Y);
            }
        }
        else
        {
            shape.Text.Draw(svg, area.X, area.Y);
        }

        void Outline(Area at, string fill, double stroke)
        {
            var outline = shape.Round
                ? string.Create(CultureInfo.InvariantCulture, $"circle cx=\"{at.X:0.#}\" cy=\"{at.Y:0.#}\" r=\"{at.HalfWidth:0.#}\"")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"rect x=\"{at.Left:0.#}\" y=\"{at.Top:0.#}\" width=\"{2 * at.HalfWidth:0.#}\" "
                        + $"height=\"{2 * at.HalfHeight:0.#}\" rx=\"{corner:0.#}\""
                );
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<{outline} fill=\"{fill}\" fill-opacity=\".22\" stroke=\"currentColor\" stroke-width=\"{stroke}\"/>"
            );
        }
    }

    private static void Arrow(StringBuilder svg, Link link)
    {
        var points = link.Points.ToArray();
        var heads = new StringBuilder(Point(points, last: true));
        if (link.Both)
        {
            heads.Append(Point(points, last: false));
        }

        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{points[0].X:0.#} {points[0].Y:0.#}"));
        for (var i = 1; i < points.Length; i++)
        {
            var (x, y) = points[i];
            if (i + 1 == points.Length)
            {
                path.Append(CultureInfo.InvariantCulture, $"L{x:0.#} {y:0.#}");
                continue;
            }

            var (before, after) = (Toward(points[i], points[i - 1]), Toward(points[i], points[i + 1]));
            path.Append(CultureInfo.InvariantCulture, $"L{before.X:0.#} {before.Y:0.#}Q{x:0.#} {y:0.#} {after.X:0.#} {after.Y:0.#}");
        }

        svg.Append(
            $"<path fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.4\""
                + $"{(link.Dashed ? " stroke-dasharray=\"5 4\"" : "")} d=\"{path}\"/>"
                + $"<path d=\"{heads}\"/>"
        );

        static (double X, double Y) Toward((double X, double Y) from, (double X, double Y) to)
        {
            var (dx, dy) = (to.X - from.X, to.Y - from.Y);
            var length = Math.Sqrt((dx * dx) + (dy * dy));
            var step = length < 1e-6 ? 0 : Math.Min(Corner, length / 2) / length;
            return (from.X + (dx * step), from.Y + (dy * step));
        }
    }

    /// <summary>A triangle at one end; the line is cut back to its base.</summary>
    private static string Point((double X, double Y)[] points, bool last)
    {
        var (tip, before) = last ? (points[^1], points[^2]) : (points[0], points[1]);
        var (dx, dy) = (tip.X - before.X, tip.Y - before.Y);
        var length = Math.Max(1e-6, Math.Sqrt((dx * dx) + (dy * dy)));
        (dx, dy) = (dx / length, dy / length);
        var foot = (X: tip.X - (dx * Head), Y: tip.Y - (dy * Head));
        points[last ? ^1 : 0] = (tip.X - (dx * (Head - 1)), tip.Y - (dy * (Head - 1)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"M{tip.X:0.#} {tip.Y:0.#}L{foot.X - (dy * 4):0.#} {foot.Y + (dx * 4):0.#}L{foot.X + (dy * 4):0.#} {foot.Y - (dx * 4):0.#}z"
        );
    }
}

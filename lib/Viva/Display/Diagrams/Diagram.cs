using System.Globalization;
using System.Text;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display.Formatters;

namespace Viva.Display.Diagrams;

/// <summary>
/// A picture of boxes, circles, matrices and arrows, which the author places on a grid. It renders itself as SVG in the page's colours.
/// Columns and rows count from 0, and a whole number is the middle of a cell: (0, 0) is that of the first, (0.5, 0) lies between the
/// first two. In texts, <c>_</c> and <c>^</c> lower and raise the letter or the braces after them (<c>h_t</c>, <c>W^{(1)}</c>),
/// <c>\n</c> begins a line, and <c>\_</c> is an underscore. Up to 7 columns have letters of 9 pixels and more on a screen that is 360
/// pixels wide; a wider picture scrolls in its own box.
/// </summary>
[TypeFormatterSource(typeof(ViewFormatters<Diagram>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed class Diagram : IView
{
    internal const double CellWidth = 72;
    internal const double CellHeight = 64;
    private const double MatrixRow = 24;

    private readonly int _columns;
    private readonly int _rows;
    private readonly DiagramParts _parts = new();

    /// <summary>An empty diagram.</summary>
    /// <param name="title">Above the picture; empty for none.</param>
    /// <param name="columns">Cells across.</param>
    /// <param name="rows">Cells down.</param>
    /// <param name="alt">What the picture shows, in words, for those who cannot see it.</param>
    /// <exception cref="ArgumentException">The words are empty, or the grid has no cell.</exception>
    public Diagram(string title, int columns, int rows, string alt)
    {
        ArgumentNullException.ThrowIfNull(title);
        if (string.IsNullOrWhiteSpace(alt))
        {
            throw new ArgumentException(
                "A diagram needs words for those who cannot see it: give alt the parts, how they are joined, and the point.",
                nameof(alt)
            );
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        (Title, AlternativeText, _columns, _rows) = (title, alt, columns, rows);
    }

    /// <summary>The title above the picture; empty when there is none.</summary>
    public string Title { get; }

    /// <summary>What the picture shows, in words.</summary>
    public string AlternativeText { get; }

    /// <summary>Adds a box.</summary>
    /// <param name="id">The name by which arrows find it.</param>
    /// <param name="column">The column of its middle.</param>
    /// <param name="row">The row of its middle.</param>
    /// <param name="text">What stands in it.</param>
    /// <param name="kind">The part that it plays.</param>
    /// <param name="width">Its width in cells; 0 for what its text needs.</param>
    /// <param name="height">Its height in cells; 0 for what its text needs.</param>
    /// <exception cref="ArgumentException">
    /// The id is empty or taken, the place is off the grid or taken, or the text does not fit the size.
    /// </exception>
    public Diagram Box(string id, double column, double row, string text, Kind kind = Kind.Plain, double width = 0, double height = 0)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rich = new RichText(text);
        var (needsWidth, needsHeight) = (rich.Width + 10, rich.Height + 4);
        Fits(needsWidth / CellWidth, width, nameof(width));
        Fits(needsHeight / CellHeight, height, nameof(height));
        var halfWidth = (width > 0 ? width * CellWidth : Math.Max(needsWidth + 2, 0.72 * CellWidth)) / 2;
        var halfHeight = (height > 0 ? height * CellHeight : Math.Max(needsHeight + 8, 0.55 * CellHeight)) / 2;
        return Add(new Shape(id, kind, At(id, column, row, halfWidth, halfHeight)) { Text = rich });

        void Fits(double needed, double given, string side)
        {
            if (given != 0 && !(given >= needed))
            {
                var least = HtmlText.Number(Math.Ceiling(needed * 20) / 20);
                throw new ArgumentException(
                    $"The text of '{id}' does not fit: it needs a {side} of {least} cells and has {HtmlText.Number(given)}. "
                        + $"Give it that {side}, leave the {side} out, or break the text with \\n.",
                    side
                );
            }
        }
    }

    /// <summary>Adds a circle as large as its text needs; for signs such as + and σ.</summary>
    /// <exception cref="ArgumentException">The id is empty or taken, or the place is off the grid or taken.</exception>
    public Diagram Circle(string id, double column, double row, string text, Kind kind = Kind.Operation)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rich = new RichText(text);
        var radius = Math.Max(17, (Math.Sqrt((rich.Width * rich.Width) + (rich.Height * rich.Height * 0.5)) / 2) + 5);
        return Add(new Shape(id, kind, At(id, column, row, radius, radius)) { Text = rich, Round = true });
    }

    /// <summary>Adds a small matrix with its numbers in the cells.</summary>
    /// <param name="id">The name by which arrows find it.</param>
    /// <param name="column">The column of its middle.</param>
    /// <param name="row">The row of its middle.</param>
    /// <param name="values">The numbers, row by row.</param>
    /// <param name="title">Above it, such as its name and shape.</param>
    /// <param name="kind">The part that it plays.</param>
    /// <param name="shade">Whether the cells are the darker the farther their number is from 0.</param>
    /// <param name="format">How the numbers are written, with the invariant culture.</param>
    /// <exception cref="ArgumentException">
    /// There is no number, the id is empty or taken, or the place is off the grid or taken.
    /// </exception>
    public Diagram Matrix(
        string id,
        double column,
        double row,
        double[,] values,
        string title = "",
        Kind kind = Kind.Plain,
        bool shade = false,
        string format = "0.##"
    )
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(title);
        if (values.Length == 0)
        {
            throw new ArgumentException($"The matrix '{id}' has no number: give it one row and one column at least.", nameof(values));
        }

        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        var largest = values.Cast<double>().Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        var cells = Table((i, j) => new RichText(HtmlText.Number(values[i, j], format).Replace('-', '−')));
        var cellWidth = Math.Max(MatrixRow, cells.SelectMany(line => line).Max(cell => cell.Width) + 8);
        var area = At(id, column, row, columns * cellWidth / 2, rows * MatrixRow / 2);
        var rich = new RichText(title);
        return Add(
            new Shape(id, kind, area)
            {
                Text = rich,
                Cells = cells,
                Shades = shade
                    ? Table((i, j) => largest > 0 && double.IsFinite(values[i, j]) ? Math.Abs(values[i, j]) / largest : 0)
                    : null,
                Title = title.Length > 0 ? new Area(area.X, area.Top - (rich.Height / 2) - 3, rich.Width / 2, rich.Height / 2) : null,
            }
        );

        T[][] Table<T>(Func<int, int, T> cell) =>
            [.. Enumerable.Range(0, rows).Select(i => Enumerable.Range(0, columns).Select(j => cell(i, j)).ToArray())];
    }

    /// <summary>Adds a text without a frame.</summary>
    /// <exception cref="ArgumentException">The text is empty, or the place is off the grid or taken.</exception>
    public Diagram Label(double column, double row, string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        var rich = new RichText(text);
        var area = At(rich.Words, column, row, rich.Width / 2, rich.Height / 2);
        Free(rich.Words, area);
        _parts.Labels.Add((rich, area));
        return this;
    }

    /// <summary>Adds a dashed frame round whole cells.</summary>
    /// <param name="column">Its first column.</param>
    /// <param name="row">Its first row.</param>
    /// <param name="columns">Its cells across.</param>
    /// <param name="rows">Its cells down.</param>
    /// <param name="title">In its upper edge; empty for none.</param>
    /// <exception cref="ArgumentException">The frame is off the grid or has no cell.</exception>
    public Diagram Group(double column, double row, double columns, double rows, string title = "")
    {
        ArgumentNullException.ThrowIfNull(title);
        if (!(columns > 0 && rows > 0 && column >= -0.5 && row >= -0.5 && column + columns <= _columns + 0.5 && row + rows <= _rows + 0.5))
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The group '{title}' from ({column}, {row}) over {columns} columns and {rows} rows leaves the grid of {_columns} "
                        + $"columns and {_rows} rows: move it, make it smaller, or give the diagram more cells."
                ),
                nameof(column)
            );
        }

        var area = new Area(
            (column + (columns / 2)) * CellWidth,
            ((row + (rows / 2)) * CellHeight) - 3,
            (columns * CellWidth / 2) - 3,
            (rows * CellHeight / 2) - 4
        );
        _parts.Groups.Add((new RichText(title), area));
        return this;
    }

    /// <summary>
    /// Adds an arrow between two things that are there already, from border to border. Two straight arrows to and fro run side by side.
    /// </summary>
    /// <param name="from">The id of the thing at which it begins.</param>
    /// <param name="to">The id of the thing at its point; the same id makes a loop.</param>
    /// <param name="label">What stands beside it; empty for nothing.</param>
    /// <param name="dashed">Whether its line is dashed.</param>
    /// <param name="route">Its way.</param>
    /// <param name="both">Whether it has a point at either end.</param>
    /// <exception cref="ArgumentException">
    /// An id is unknown, the way leads through something else or has no room, or the label has none beside it.
    /// </exception>
    public Diagram Arrow(string from, string to, string label = "", bool dashed = false, Route route = Route.Straight, bool both = false)
    {
        ArgumentNullException.ThrowIfNull(label);
        _parts.Join(Find(from, nameof(from)), Find(to, nameof(to)), label, dashed, route, both);
        return this;
    }

    /// <summary>Title and alternative text.</summary>
    public override string ToString() => Title.Length > 0 ? $"Diagram: {Title}. {AlternativeText}" : $"Diagram. {AlternativeText}";

    string IView.Text => ToString();

    string IView.Html
    {
        get
        {
            var (svg, width) = DiagramSvg.Draw(_parts, new Area(_columns * CellWidth / 2, _rows * CellHeight / 2, 0, 0));
            var html = new StringBuilder(
                string.Create(CultureInfo.InvariantCulture, $"<figure style=\"margin:.5em 0;max-width:{Math.Min(1080, width * 1.2):0}px\">")
            );
            if (Title.Length > 0)
            {
                html.Append($"<figcaption style=\"font-weight:600;margin:.2em 0\">{HtmlText.Encode(Title)}</figcaption>");
            }

            // Letters of 15 units stay above 9 pixels.
            return html.Append("<div style=\"overflow-x:auto\"><div role=\"img\" ")
                .Append(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"aria-label=\"{HtmlText.Encode(AlternativeText)}\" style=\"min-width:{width * 0.61:0}px\">"
                    )
                )
                .Append(svg)
                .Append("</div></div></figure>")
                .ToString();
        }
    }

    private Diagram Add(Shape shape)
    {
        Free(shape.Id, shape.Area);
        if (shape.Title is { } title)
        {
            Free(shape.Id, title);
        }

        _parts.Shapes.Add(shape.Id, shape);
        return this;
    }

    private Shape Find(string id, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id, parameter);
        return _parts.Shapes.TryGetValue(id, out var shape)
            ? shape
            : throw new ArgumentException(
                _parts.Shapes.Count == 0
                    ? $"There is nothing called '{id}' for the arrow: add the boxes before the arrows."
                    : $"There is nothing called '{id}' for the arrow; so far there are {string.Join(", ", _parts.Shapes.Keys)}. "
                        + "Put the name right, or add the box before the arrow.",
                parameter
            );
    }

    private Area At(string id, double column, double row, double halfWidth, double halfHeight)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        if (_parts.Shapes.ContainsKey(id))
        {
            throw new ArgumentException($"There is a '{id}' already: give each box, circle and matrix an id of its own.", nameof(id));
        }

        Inside(column, _columns, nameof(column));
        Inside(row, _rows, nameof(row));
        return new Area((column + 0.5) * CellWidth, (row + 0.5) * CellHeight, halfWidth, halfHeight);

        void Inside(double at, int count, string side)
        {
            if (!(at >= -0.5 && at <= count - 0.5))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"'{id}' is at {side} {at}, off the grid: the {count} {side}s go from 0 to {count - 1}. "
                            + $"Move it, or give the diagram more {side}s."
                    ),
                    side
                );
            }
        }
    }

    private void Free(string id, Area area)
    {
        var other = _parts.Taken.FirstOrDefault(taken => taken.Area.Grow(-1).Shared(area) > 0);
        if (other.Name is not null)
        {
            throw new ArgumentException(
                $"'{id}' lies on '{other.Name}': move one of them, by half a cell perhaps, or shorten its text.",
                nameof(id)
            );
        }
    }
}

using System.Globalization;
using System.Text;
using SkiaSharp;
using Viva.Display;
using Viva.Display.Charts;

namespace Viva.Rl.Environments;

/// <summary>The drawing of a grid world in SVG, and its words.</summary>
internal sealed class GridPicture
{
    private const int Legend = 34;

    private static readonly string[] Directions = ["up", "right", "down", "left"];

    // The scale as one row of pixels: the same for every picture, and a tenth of the size of sixteen rectangles.
    private static readonly Lazy<string> Ramp = new(() =>
    {
        using var row = new SKBitmap(24, 1);
        for (var i = 0; i < row.Width; i++)
        {
            row.SetPixel(i, 0, Palette.Viridis.At(i / (row.Width - 1.0)));
        }

        return Png(row);
    });

    private readonly GridLayout _layout;
    private readonly GridRewards _rewards;
    private readonly IReadOnlyList<double>? _values;
    private readonly IReadOnlyList<int>? _policy;
    private readonly IReadOnlyList<int> _path;
    private readonly StringBuilder _svg = new();
    private readonly SortedDictionary<string, (StringBuilder Words, SvgPath Arrows)> _inks = new(StringComparer.Ordinal);
    private readonly int _size;
    private readonly double _low;
    private readonly double _high;
    private readonly string _format;
    private readonly string _valueName;

    /// <summary>A drawing of a layout; values, policy and path have been checked.</summary>
    public GridPicture(
        GridLayout layout,
        GridRewards rewards,
        IReadOnlyList<double>? values,
        IReadOnlyList<int>? policy,
        IReadOnlyList<int>? path,
        string valueName
    )
    {
        (_layout, _rewards, _values, _policy, _path, _valueName) = (layout, rewards, values, policy, path ?? [], valueName);
        _size = Math.Clamp(720 / layout.Columns, 28, 64);
        var shown = Cells().Where(HasValue).Select(state => values![state]).ToArray();
        (_low, _high) = shown.Length > 0 ? (shown.Min(), shown.Max()) : (0, 0);
        _format = Math.Max(Math.Abs(_low), Math.Abs(_high)) switch
        {
            >= 100 => "0",
            >= 10 => "0.0",
            _ => "0.00",
        };
    }

    /// <summary>
    /// The picture, which reads out as the given words. What looks alike shares its attributes: a page may hold dozens of these.
    /// </summary>
    public string Html(string words)
    {
        var (width, height) = (_layout.Columns * _size, _layout.Rows * _size);
        var below = _values is null ? 0 : Legend;
        Add($"<div role=\"img\" aria-label=\"{HtmlText.Encode(words)}\" style=\"max-width:{width + 2}px;overflow:hidden\">");
        Add($"<svg viewBox=\"-1 -1 {width + 2} {height + 2 + below}\" width=\"100%\" fill=\"currentColor\"");
        Add($" text-anchor=\"middle\" aria-hidden=\"true\">");
        Squares(width, height);
        Frames();
        foreach (var state in Cells())
        {
            Content(state);
        }

        foreach (var (ink, (labels, arrows)) in _inks)
        {
            Add($"<g fill=\"{ink}\" font-size=\"{Px(_size * 0.26)}\" dominant-baseline=\"central\">{labels}</g>");
            if (!arrows.IsEmpty)
            {
                Add($"<path fill=\"none\" stroke=\"{ink}\" stroke-width=\"2\" stroke-linecap=\"round\" d=\"{arrows}\"/>");
            }
        }

        if (_values is not null)
        {
            Key(width, height);
        }

        return _svg.Append("</svg></div>").ToString();
    }

    /// <summary>The alternative text: the map, the range of the values, the arrows row by row, the path.</summary>
    public string Description(string? title)
    {
        var text = Describe.Start("Grid world", title);
        text.Append(
            CultureInfo.InvariantCulture,
            $" {Count(_layout.Rows, "row")} and {Count(_layout.Columns, "column")}, start at {Place(_layout.Start)}"
        );
        foreach (var (letter, name) in new[] { ('G', "goal"), ('g', "lesser goal"), ('X', "pit"), ('#', "wall"), ('C', "cliff") })
        {
            var where = Cells().Where(state => _layout[state] == letter).ToArray();
            if (where.Length > 0)
            {
                var places =
                    where.Length <= 3
                        ? string.Join(" and ", where.Select(Place))
                        : string.Create(CultureInfo.InvariantCulture, $"{where.Length} cells from {Place(where[0])} to {Place(where[^1])}");
                text.Append(CultureInfo.InvariantCulture, $", {name} at {places}");
            }
        }

        text.Append('.');
        if (Cells().Where(HasValue).ToArray() is { Length: > 0 } valued)
        {
            var (low, high) = (valued.MinBy(state => _values![state]), valued.MaxBy(state => _values![state]));
            var subject = _valueName == "value" ? "Values" : $"The {_valueName}";
            text.Append(
                CultureInfo.InvariantCulture,
                $" {subject} from {HtmlText.Number(_values![low])} at {Place(low)} to {HtmlText.Number(_values[high])} "
                    + $"at {Place(high)}; {HtmlText.Number(_values[_layout.Start])} at the start."
            );
        }

        if (_policy is not null && _layout.Rows * _layout.Columns <= 100)
        {
            text.Append(" Policy by rows:");
            for (var row = 0; row < _layout.Rows; row++)
            {
                var names = Enumerable
                    .Range(row * _layout.Columns, _layout.Columns)
                    .Select(state => IsFree(state) ? Directions[_policy[state]] : "none");
                text.Append(' ').AppendJoin(' ', names).Append(row + 1 < _layout.Rows ? ';' : '.');
            }
        }

        if (_path.Count > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $" A path of {Count(_path.Count - 1, "step")} from {Place(_path[0])} to {Place(_path[^1])}, "
                    + $"at its highest in row {_path.Min(state => state / _layout.Columns)}."
            );
        }

        return text.ToString();
    }

    private IEnumerable<int> Cells() => Enumerable.Range(0, _layout.Rows * _layout.Columns);

    private bool IsFree(int state) => _layout[state] is 'S' or '.';

    private bool HasValue(int state) => _values is not null && IsFree(state) && double.IsFinite(_values[state]);

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private string Place(int state) => $"row {state / _layout.Columns}, column {state % _layout.Columns}";

    private string Fill(int state) =>
        _layout[state] switch
        {
            '#' => "#7f7f7f",
            'C' or 'X' => "#333333",
            'G' or 'g' => "#ffffff",
            _ => HasValue(state) ? Color(_values![state]) : "none",
        };

    private void Content(int state)
    {
        var (x, y) = (state % _layout.Columns * _size, state / _layout.Columns * _size);
        var fill = Fill(state);
        var ink =
            fill == "none" ? "currentColor"
            : Palette.IsLight(SKColor.Parse(fill)) ? "#000000"
            : "#ffffff";
        switch (_layout[state])
        {
            case 'C':
                Text(x + (_size / 2.0), y + (_size / 2.0), ink, "cliff");
                return;
            case 'G' or 'g' or 'X':
                Text(x + (_size / 2.0), y + (_size * 0.38), ink, _layout[state] == 'X' ? "pit" : "goal", _size * 0.36);
                Text(
                    x + (_size / 2.0),
                    y + (_size * 0.74),
                    ink,
                    HtmlText.Number(
                        _layout[state] switch
                        {
                            'G' => _rewards.Goal,
                            'g' => _rewards.LesserGoal,
                            _ => _rewards.Pit,
                        },
                        "+0.##;-0.##;0"
                    )
                );
                return;
            case '#':
                return;
        }

        if (state == _layout.Start)
        {
            Text(x + (_size * 0.2), y + (_size * 0.24), ink, "S");
        }

        if (HasValue(state))
        {
            Text(x + (_size / 2.0), y + (_size * (_policy is null ? 0.5 : 0.75)), ink, HtmlText.Number(_values![state], _format));
        }

        if (_policy is not null)
        {
            Arrow(x + (_size / 2.0), y + (_size * (HasValue(state) ? 0.36 : 0.5)), _policy[state], ink);
        }
    }

    private void Arrow(double x, double y, int direction, string ink)
    {
        var (half, head) = ((int)Math.Round(_size * 0.2), (int)Math.Round(_size * 0.1));
        var (dx, dy) = direction switch
        {
            0 => (0, -1),
            1 => (1, 0),
            2 => (0, 1),
            _ => (-1, 0),
        };
        var (tipX, tipY) = (Math.Round(x) + (dx * half), Math.Round(y) + (dy * half));
        // From the tail to the tip; then the two sides of the head, which lie behind the tip across the shaft.
        Ink(ink)
            .Arrows.MoveTo(tipX - (2 * dx * half), tipY - (2 * dy * half))
            .LineTo(tipX, tipY)
            .MoveTo(tipX + (head * (dy - dx)), tipY + (head * (dx - dy)))
            .LineTo(tipX, tipY)
            .LineTo(tipX - (head * (dy + dx)), tipY - (head * (dx + dy)));
    }

    // One pixel a cell and lines between them take far less space in a page than a rectangle for each.
    private void Squares(int width, int height)
    {
        using var pixels = new SKBitmap(_layout.Columns, _layout.Rows);
        foreach (var state in Cells().Where(state => Fill(state) != "none"))
        {
            pixels.SetPixel(state % _layout.Columns, state / _layout.Columns, SKColor.Parse(Fill(state)));
        }

        Add($"<image width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\"");
        Add($" href=\"{Png(pixels)}\"/>");
        var lines = new SvgPath();
        for (var row = 0; row <= _layout.Rows; row++)
        {
            lines.MoveTo(0, row * _size).LineTo(width, row * _size);
        }

        for (var column = 0; column <= _layout.Columns; column++)
        {
            lines.MoveTo(column * _size, 0).LineTo(column * _size, height);
        }

        Add($"<path stroke=\"currentColor\" stroke-opacity=\"0.5\" d=\"{lines}\"/>");
    }

    private static string Png(SKBitmap pixels)
    {
        using var png = pixels.Encode(SKEncodedImageFormat.Png, 100);
        return "data:image/png;base64," + Convert.ToBase64String(png.AsSpan());
    }

    // Frames, and not a line through the middles, leave arrows and numbers to be read.
    private void Frames()
    {
        if (_path.Count == 0)
        {
            return;
        }

        var (frames, side) = (new SvgPath(), _size - 5);
        foreach (var (x, y) in _path.Distinct().Select(state => (state % _layout.Columns * _size, state / _layout.Columns * _size)))
        {
            frames.MoveTo(x, y).LineTo(x + side, y).LineTo(x + side, y + side).LineTo(x, y + side).Close();
        }

        foreach (var (color, width) in new[] { ("#ffffff", 5), (Palette.Color(1), 3) })
        {
            Add($"<path transform=\"translate(2.5 2.5)\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\" d=\"{frames}\"/>");
        }
    }

    private void Key(int width, int height)
    {
        var (bar, top) = (Math.Min(width, 240), height + 8);
        Add($"<image x=\"0\" y=\"{top}\" width=\"{bar}\" height=\"8\" preserveAspectRatio=\"none\" href=\"{Ramp.Value}\"/>");
        Add($"<g font-size=\"12\"><text x=\"0\" y=\"{top + 21}\" text-anchor=\"start\">{HtmlText.Number(_low, _format)}</text>");
        Add($"<text x=\"{Px(bar / 2.0)}\" y=\"{top + 21}\">{HtmlText.Encode(_valueName)}</text>");
        Add($"<text x=\"{bar}\" y=\"{top + 21}\" text-anchor=\"end\">{HtmlText.Number(_high, _format)}</text></g>");
    }

    private void Text(double x, double y, string ink, string text, double? size = null) =>
        Ink(ink)
            .Words.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{Px(x)}\" y=\"{Px(y)}\"{(size is { } own ? $" font-size=\"{Px(own)}\"" : "")}>{HtmlText.Encode(text)}</text>"
            );

    private (StringBuilder Words, SvgPath Arrows) Ink(string ink)
    {
        if (!_inks.TryGetValue(ink, out var written))
        {
            _inks[ink] = written = (new(), new());
        }

        return written;
    }

    private static string Px(double at) => Math.Round(at, 1).ToString(CultureInfo.InvariantCulture);

    private void Add(FormattableString markup) => _svg.Append(markup.ToString(CultureInfo.InvariantCulture));

    private string Color(double value) => ColorRamp.Hex(Palette.Viridis.At(_high > _low ? (value - _low) / (_high - _low) : 0.5));
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SkiaSharp;
using static Viva.Display.Charts.ChartJson;

namespace Viva.Display.Charts;

/// <summary>
/// A plain picture of a chart in SVG. It stands where the chart will be until plotly.js has drawn it, and for good where scripts do not run
/// or there is no network. It draws lines, points, bars, bands and heat maps; other kinds of chart have no picture.
/// </summary>
internal sealed class StaticChart
{
    private const int Width = 760;
    private const int Letter = 7; // the width of most letters, and no less than that of the mean one
    private const int Margin = 16;
    private const int Line = 18;
    private const int Bottom = 46;
    private const int MaxPoints = 160;
    private const int MaxMarkers = 600;
    private const int Strip = 16;

    private readonly StringBuilder _svg = new();
    private readonly JsonObject[] _traces;
    private readonly JsonObject _layout;
    private readonly int _width;
    private readonly int _height;
    private readonly int _left;
    private readonly int _right;
    private readonly int _top;
    private readonly (int Trace, string Name, int X, int Line)[] _legend;
    private readonly ChartScale _x;
    private readonly ChartScale _y;

    private StaticChart(ChartDocument chart, int width)
    {
        (_traces, _layout, _width, _height) = (chart.Traces, chart.Layout, width, chart.Height);
        _legend = [.. LegendPlaces()];
        var names = _traces.Where(IsLying).SelectMany(trace => trace["y"] as JsonArray ?? []).Select(name => ReadText(name)?.Length ?? 0);
        _left = Math.Min(Math.Max(64, (names.DefaultIfEmpty(0).Max() * Letter) + 34), width / 2);
        (_right, _top) = (width - Margin, 12 + (Line * (1 + _legend.Select(entry => entry.Line).DefaultIfEmpty(0).Max())));
        _height += _top - 12 - Line;
        _x = new ChartScale(_traces, _layout, "x", _left, _right);
        _y = new ChartScale(_traces, _layout, "y", _height - Bottom, _top);
        if (ReadText(_layout["yaxis"]?["scaleanchor"]) == "x")
        {
            var unit = Math.Min(_x.Unit, _y.Unit);
            _right = (int)Math.Round(_x.Scale(unit));
            // What is saved is taken off below: the picture is lower, and the axes keep their places.
            var top = _y.Scale(unit);
            if (!_y.Reversed)
            {
                var spare = (int)Math.Floor(top - _top);
                _height -= spare;
                _y = new ChartScale(_traces, _layout, "y", _height - Bottom, _top);
                _y.Scale(unit);
            }
        }
    }

    /// <summary>Whether there is a picture of this kind of chart.</summary>
    internal static bool CanDraw(ChartDocument chart) =>
        chart.Traces.Length > 0
        && chart.Traces.All(trace => ReadText(trace["type"]) is "scatter" or "bar" or "heatmap" or "contour")
        && !chart.Traces.Any(trace => IsLying(trace) && ReadText(trace["type"]) != "bar")
        && (!chart.Traces.Any(IsLying) || chart.Traces.All(IsLying));

    private static bool IsLying(JsonObject trace) => ReadText(trace["orientation"]) == "h";

    /// <summary>The picture; empty for a kind of chart that has none.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="width">
    /// The width in pixels for which letters and points have their size; a picture that is shown smaller is drawn for a smaller one.
    /// </param>
    internal static string Svg(ChartDocument chart, int width = Width) => CanDraw(chart) ? new StaticChart(chart, width).Draw() : "";

    private string Draw()
    {
        _svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg viewBox=\"0 0 {_width} {_height}\" width=\"100%\" font-size=\"12\" fill=\"currentColor\" aria-hidden=\"true\">"
        );
        var surface = _traces.FirstOrDefault(trace => trace["z"] is JsonArray);
        Axes(grid: surface is null);
        var bars = _traces.Count(trace => ReadText(trace["type"]) == "bar");
        for (int i = 0, bar = 0; i < _traces.Length; i++)
        {
            if (_traces[i] == surface)
            {
                Surface(surface);
            }
            else if (ReadText(_traces[i]["type"]) == "bar")
            {
                Bars(_traces[i], Color(_traces[i], i), bar++, bars);
            }
            else if (_traces[i]["z"] is null)
            {
                Points(_traces[i], Color(_traces[i], i));
            }
        }

        Legend();
        return _svg.Append("</svg>").ToString();
    }

    private void Axes(bool grid)
    {
        var lines = new SvgPath();
        _svg.Append("<g text-anchor=\"middle\">");
        foreach (var (at, label) in _x.Ticks(Math.Max(2, (_right - _left) / 110)))
        {
            lines.MoveTo(at, _top).LineTo(at, _height - Bottom);
            _svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{Px(at)}\" y=\"{_height - Bottom + 16}\">{HtmlText.Encode(label)}</text>"
            );
        }

        _svg.Append("</g><g text-anchor=\"end\">");
        foreach (var (at, label) in _y.Ticks(5))
        {
            lines.MoveTo(_left, at).LineTo(_right, at);
            _svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{_left - 6}\" y=\"{Px(at + 4)}\">{HtmlText.Encode(Short(label))}</text>");
        }

        _svg.Append("</g>");
        if (grid)
        {
            _svg.Append(CultureInfo.InvariantCulture, $"<path stroke=\"currentColor\" stroke-opacity=\".15\" d=\"{lines}\"/>");
        }

        // The titles are HTML-escaped already, for plotly.js.
        if (ReadText(_layout["xaxis"]?["title"] is JsonObject x ? x["text"] : _layout["xaxis"]?["title"]) is { } xTitle)
        {
            _svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{(_left + _right) / 2}\" y=\"{_height - 8}\" text-anchor=\"middle\">{Plain(xTitle)}</text>"
            );
        }

        if (ReadText(_layout["yaxis"]?["title"] is JsonObject y ? y["text"] : _layout["yaxis"]?["title"]) is { } yTitle)
        {
            _svg.Append(
                CultureInfo.InvariantCulture,
                $"<text transform=\"translate(14 {(_height - Bottom + _top) / 2})rotate(-90)\" "
                    + $"text-anchor=\"middle\">{Plain(yTitle)}</text>"
            );
        }
    }

    private void Points(JsonObject trace, string color)
    {
        var mode = ReadText(trace["mode"]) ?? "lines+markers";
        var (xs, ys) = (_x.Places(trace), _y.Places(trace));
        var count = Math.Min(xs.Length, ys.Length);
        var step = Math.Max(1, (count + MaxPoints - 1) / MaxPoints);
        var fill = ReadText(trace["fill"]);
        if (mode.Contains("lines", StringComparison.Ordinal) || fill is not null)
        {
            var path = new SvgPath();
            var pen = false;
            var stairs = ReadText(trace["line"]?["shape"]) == "hv";
            double first = double.NaN,
                last = double.NaN,
                level = double.NaN;
            for (var i = 0; i < count; i = i == count - 1 ? count : Math.Min(i + step, count - 1))
            {
                if (!_x.Shows(xs[i]) || !_y.Shows(ys[i]))
                {
                    pen = false;
                    continue;
                }

                if (pen && stairs)
                {
                    path.LineTo(xs[i], level);
                }

                _ = pen ? path.LineTo(xs[i], ys[i]) : path.MoveTo(xs[i], ys[i]);
                (pen, last, level) = (true, xs[i], ys[i]);
                if (double.IsNaN(first))
                {
                    first = xs[i];
                }
            }

            var dash = ReadText(trace["line"]?["dash"]) switch
            {
                "dash" => "8 5",
                "dot" => "2 4",
                "dashdot" => "8 4 2 4",
                "longdash" => "14 5",
                "longdashdot" => "14 4 2 4",
                _ => "",
            };
            var width = ReadNumber(trace["line"]?["width"]) ?? 2;
            var outline =
                $"fill=\"none\" stroke=\"{color}\" stroke-width=\"{width.ToString(CultureInfo.InvariantCulture)}\""
                + $"{(dash.Length > 0 ? $" stroke-dasharray=\"{dash}\"" : "")}";
            var line = path.ToString();
            if (fill is not null && !path.IsEmpty)
            {
                if (fill != "toself")
                {
                    path.LineTo(last, _height - Bottom).LineTo(first, _height - Bottom);
                }

                _svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"{ReadText(trace["fillcolor"]) ?? color}\" d=\"{path.Close()}\"/>");
            }

            if (width > 0)
            {
                _svg.Append(CultureInfo.InvariantCulture, $"<path {outline} d=\"{line}\"/>");
            }
        }

        if (mode.Contains("markers", StringComparison.Ordinal))
        {
            var every = Math.Max(1, (count + MaxMarkers - 1) / MaxMarkers);
            Markers(
                trace,
                color,
                Enumerable
                    .Range(0, (count + every - 1) / every)
                    .Select(i => (X: xs[i * every], Y: ys[i * every]))
                    .Where(point => _x.Shows(point.X) && _y.Shows(point.Y))
            );
        }

        Errors(trace, xs);
    }

    /// <summary>
    /// All of a trace's markers as one path. Their shapes differ as plotly.js's do, since not everybody can tell the colours apart.
    /// </summary>
    private void Markers(JsonObject trace, string color, IEnumerable<(double X, double Y)> points)
    {
        var size = (ReadNumber(trace["marker"]?["size"]) ?? 7) * (_width < Width ? 0.6 : 1);
        var symbol = ReadText(trace["marker"]?["symbol"]);
        var (half, path) = (Math.Max(3, Math.Round(size / 2)), new SvgPath());
        // To and fro in strips, so that the steps from point to point have few digits.
        foreach (
            var (x, y) in points
                .Select(point => (X: Math.Round(point.X), Y: Math.Round(point.Y)))
                .Distinct()
                .OrderBy(point => Math.Floor(point.Y / Strip))
                .ThenBy(point => Math.Floor(point.Y / Strip) % 2 == 0 ? point.X : -point.X)
        )
        {
            switch (symbol)
            {
                case "triangle-up":
                    path.MoveTo(x, y - half).LineTo(x + half, y + half).LineTo(x - half, y + half).Close();
                    break;
                case "triangle-down":
                    path.MoveTo(x, y + half).LineTo(x + half, y - half).LineTo(x - half, y - half).Close();
                    break;
                case "diamond":
                    path.MoveTo(x, y - half).LineTo(x + half, y).LineTo(x, y + half).LineTo(x - half, y).Close();
                    break;
                case "cross":
                    path.MoveTo(x, y - half).LineTo(x, y + half).MoveTo(x - half, y).LineTo(x + half, y);
                    break;
                case "x" or "star":
                    path.MoveTo(x - half, y - half).LineTo(x + half, y + half).MoveTo(x + half, y - half).LineTo(x - half, y + half);
                    if (symbol == "star")
                    {
                        path.MoveTo(x, y + half).LineTo(x, y - half);
                    }

                    break;
                default:
                    path.MoveTo(x, y).Close();
                    break;
            }
        }

        var opacity = ReadNumber(trace["marker"]?["opacity"]) is { } given
            ? string.Create(CultureInfo.InvariantCulture, $" opacity=\"{given}\"")
            : "";
        // A line of no length is a dot: round or square, as its ends are.
        var style = symbol switch
        {
            "triangle-up" or "triangle-down" or "diamond" => $"fill=\"{color}\"",
            "cross" or "x" or "star" => $"stroke=\"{color}\" stroke-width=\"2\"",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"stroke=\"{color}\" stroke-width=\"{size}\" stroke-linecap=\"{(symbol == "square" ? "square" : "round")}\""
            ),
        };
        _svg.Append(CultureInfo.InvariantCulture, $"<path {style}{opacity} d=\"{path}\"/>");
    }

    private void Bars(JsonObject trace, string color, int index, int count)
    {
        var lying = IsLying(trace);
        var (across, along, scale) = lying ? (_y.Places(trace), _x.Places(trace), _x) : (_x.Places(trace), _y.Places(trace), _y);
        var slot = across.Length > 1 ? Math.Abs(across[1] - across[0]) : (lying ? _height - Bottom - _top : _right - _left) / 2.0;
        var width = slot * (trace["width"] is null ? 0.8 : 0.98) / count;
        var path = new SvgPath();
        for (var i = 0; i < Math.Min(across.Length, along.Length); i++)
        {
            if (!double.IsFinite(across[i]) || !double.IsFinite(along[i]))
            {
                continue;
            }

            var start = across[i] - (width * count / 2) + (width * index);
            Move(scale.Zero, start);
            Draw(along[i], start);
            Draw(along[i], start + width);
            Draw(scale.Zero, start + width);
            path.Close();
            across[i] = start + (width / 2);
        }

        _svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"{color}\" d=\"{path}\"/>");
        Errors(trace, across, lying);

        void Move(double length, double at) => _ = lying ? path.MoveTo(length, at) : path.MoveTo(at, length);

        void Draw(double length, double at) => _ = lying ? path.LineTo(length, at) : path.LineTo(at, length);
    }

    private void Errors(JsonObject trace, double[] places, bool lying = false)
    {
        var (axis, scale) = lying ? ("x", _x) : ("y", _y);
        if (trace[$"error_{axis}"]?["array"] is not JsonArray array)
        {
            return;
        }

        var (errors, values) = (ReadNumbers(array), ReadNumbers(trace[axis] as JsonArray ?? []));
        var path = new SvgPath();
        for (var i = 0; i < Math.Min(Math.Min(places.Length, values.Length), errors.Length); i++)
        {
            var (low, high) = (scale.Place(values[i] - errors[i]), scale.Place(values[i] + errors[i]));
            if (double.IsFinite(places[i]) && double.IsFinite(low) && double.IsFinite(high))
            {
                _ = lying ? path.MoveTo(low, places[i]).LineTo(high, places[i]) : path.MoveTo(places[i], low).LineTo(places[i], high);
            }
        }

        _svg.Append(CultureInfo.InvariantCulture, $"<path stroke=\"currentColor\" stroke-width=\"2\" d=\"{path}\"/>");
    }

    private void Surface(JsonObject trace)
    {
        var rows = ((JsonArray)trace["z"]!).OfType<JsonArray>().Select(ReadNumbers).ToArray();
        if (rows.Length == 0 || rows[0].Length == 0)
        {
            return;
        }

        var finite = rows.SelectMany(row => row).Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (low, high) = (ReadNumber(trace["zmin"]) ?? finite.Min(), ReadNumber(trace["zmax"]) ?? finite.Max());
        var colors = ColorRamp.Read(trace["colorscale"]);
        using var bitmap = new SKBitmap(rows[0].Length, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            // A heat map of ours has its first row on top; a contour plot's y grows upwards.
            var source = _y.Reversed ? rows[i] : rows[^(i + 1)];
            for (var j = 0; j < Math.Min(source.Length, bitmap.Width); j++)
            {
                if (double.IsFinite(source[j]))
                {
                    bitmap.SetPixel(j, i, colors.At(high > low ? (source[j] - low) / (high - low) : 0.5));
                }
            }
        }

        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        _svg.Append(
            CultureInfo.InvariantCulture,
            $"<image x=\"{_left}\" y=\"{_top}\" width=\"{_right - _left}\" height=\"{_height - _top - Bottom}\" "
                + $"preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" "
                + $"href=\"data:image/png;base64,{Convert.ToBase64String(png.AsSpan())}\"/>"
        );

        // The numbers in the cells, dark on light and light on dark.
        if (trace["text"] is not JsonArray texts)
        {
            return;
        }

        var (cellWidth, cellHeight) = ((_right - _left) / (double)rows[0].Length, (_height - _top - Bottom) / (double)rows.Length);
        for (var i = 0; i < Math.Min(rows.Length, texts.Count); i++)
        {
            for (var j = 0; j < Math.Min(rows[i].Length, (texts[i] as JsonArray)?.Count ?? 0); j++)
            {
                var ground = colors.At(high > low ? (rows[i][j] - low) / (high - low) : 0.5);
                var ink = (0.3 * ground.Red) + (0.6 * ground.Green) + (0.1 * ground.Blue) > 140 ? "#222" : "#fff";
                _svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<text x=\"{Px(_left + ((j + 0.5) * cellWidth))}\" y=\"{Px(_top + ((i + 0.5) * cellHeight) + 4)}\" "
                        + $"text-anchor=\"middle\" fill=\"{ink}\">{HtmlText.Encode(ReadText(texts[i]![j]))}</text>"
                );
            }
        }
    }

    private void Legend()
    {
        foreach (var (i, name, x, line) in _legend)
        {
            var y = 14 + (line * Line);
            if (ReadText(_traces[i]["mode"]) == "markers")
            {
                Markers(_traces[i], Color(_traces[i], i), [(x + 9, y)]);
            }
            else
            {
                _svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<path stroke=\"{Color(_traces[i], i)}\" stroke-width=\"4\" d=\"M{x} {y}h18\"/>"
                );
            }

            _svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x + 23}\" y=\"{y + 4}\">{HtmlText.Encode(name)}</text>");
        }
    }

    // The names of the traces above the axes, on as many lines as they need.
    private IEnumerable<(int Trace, string Name, int X, int Line)> LegendPlaces()
    {
        const int Mark = 44;
        const int Start = 8;
        var (x, line) = (Start, 0);
        for (var i = 0; i < _traces.Length; i++)
        {
            if (
                ReadText(_traces[i]["name"]) is not { } name
                || _traces.Length < 2
                || _traces[i]["showlegend"]?.GetValueKind() == JsonValueKind.False
                || _traces[i]["z"] is not null
            )
            {
                continue;
            }

            var width = Mark + (name.Length * Letter);
            if (x > Start && x + width - 20 > _width)
            {
                (x, line) = (Start, line + 1);
            }

            yield return (i, name, x, line);
            x += width;
        }
    }

    // A label on the left that would leave the picture ends early.
    private string Short(string label) =>
        label.Length * Letter <= _left - 8 + Letter ? label : label[..Math.Max(1, (_left / Letter) - 2)] + "…";

    private static string Color(JsonObject trace, int index) =>
        ReadText(trace["line"]?["color"]) ?? ReadText(trace["marker"]?["color"]) ?? Palette.Color(index);

    // Titles come escaped, and a foreign chart's may hold tags.
    private static string Plain(string title) => HtmlText.Encode(new Markup(title).Text);

    private static string Px(double at) => Math.Round(at).ToString("0", CultureInfo.InvariantCulture);
}

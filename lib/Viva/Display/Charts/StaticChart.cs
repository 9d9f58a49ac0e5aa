using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SkiaSharp;

namespace Viva.Display.Charts;

/// <summary>
/// A plain picture of a chart in SVG, from the same JSON: it stands where the chart will be until plotly.js has drawn it, and for good
/// where scripts do not run or there is no network. Lines, points, bars, bands and heat maps; for any other chart there is none.
/// </summary>
internal sealed class StaticChart
{
    private const int Width = 760;
    private const int Left = 64;
    private const int Right = 16;
    private const int Top = 30;
    private const int Bottom = 46;
    private const int MostPoints = 160;
    private const int MostMarkers = 600;
    private const int Strip = 16;

    private readonly StringBuilder _svg = new();
    private readonly JsonObject[] _traces;
    private readonly JsonObject _layout;
    private readonly int _width;
    private readonly int _height;
    private readonly Scale _x;
    private readonly Scale _y;

    private StaticChart(JsonObject[] traces, JsonObject layout, int width, int height)
    {
        (_traces, _layout, _width, _height) = (traces, layout, width, height);
        _x = new Scale(traces, layout, "x", Left, width - Right);
        _y = new Scale(traces, layout, "y", height - Bottom, Top);
    }

    /// <summary>The picture of a figure's JSON; empty for a kind of chart that has none.</summary>
    /// <param name="chart">The JSON.</param>
    /// <param name="width">
    /// The width to which the size of its letters and points belongs; a picture that is shown smaller is drawn for less.
    /// </param>
    internal static string Svg(string chart, int width = Width)
    {
        var figure = JsonNode.Parse(chart)!;
        var layout = figure["layout"] as JsonObject ?? [];
        var height = figure["height"] is JsonValue given && given.TryGetValue<int>(out var pixels) ? pixels : 360;
        var traces = (figure["data"] as JsonArray ?? []).OfType<JsonObject>().ToArray();
        if (
            traces.Length == 0
            || !traces.All(trace => Text(trace["type"]) is "scatter" or "bar" or "heatmap" or "contour")
            || traces.Any(trace => Text(trace["orientation"]) == "h")
        )
        {
            return "";
        }

        return new StaticChart(traces, layout, width, height).Draw();
    }

    private string Draw()
    {
        _svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg viewBox=\"0 0 {_width} {_height}\" width=\"100%\" font-size=\"12\" fill=\"currentColor\" aria-hidden=\"true\">"
        );
        var surface = _traces.FirstOrDefault(trace => trace["z"] is JsonArray);
        Axes(grid: surface is null);
        var bars = _traces.Count(trace => Text(trace["type"]) == "bar");
        for (int i = 0, bar = 0; i < _traces.Length; i++)
        {
            if (_traces[i] == surface)
                Surface(surface);
            else if (Text(_traces[i]["type"]) == "bar")
                Bars(_traces[i], Color(_traces[i], i), bar++, bars);
            else if (_traces[i]["z"] is null)
                Points(_traces[i], Color(_traces[i], i));
        }

        Legend();
        return _svg.Append("</svg>").ToString();
    }

    private void Axes(bool grid)
    {
        var lines = new SvgPath();
        _svg.Append("<g text-anchor=\"middle\">");
        foreach (var (at, label) in _x.Ticks(_width / 120))
        {
            lines.MoveTo(at, Top).LineTo(at, _height - Bottom);
            _svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{Px(at)}\" y=\"{_height - Bottom + 16}\">{HtmlText.Encode(label)}</text>"
            );
        }

        _svg.Append("</g><g text-anchor=\"end\">");
        foreach (var (at, label) in _y.Ticks(5))
        {
            lines.MoveTo(Left, at).LineTo(_width - Right, at);
            _svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{Px(at + 4)}\">{HtmlText.Encode(label)}</text>");
        }

        _svg.Append("</g>");
        if (grid)
            _svg.Append(CultureInfo.InvariantCulture, $"<path stroke=\"currentColor\" stroke-opacity=\".15\" d=\"{lines}\"/>");

        // The titles are HTML-escaped already, for plotly.js.
        if (Text(_layout["xaxis"]?["title"] is JsonObject x ? x["text"] : _layout["xaxis"]?["title"]) is { } xTitle)
        {
            _svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"{(Left + _width - Right) / 2}\" y=\"{_height - 8}\" text-anchor=\"middle\">{Plain(xTitle)}</text>"
            );
        }

        if (Text(_layout["yaxis"]?["title"] is JsonObject y ? y["text"] : _layout["yaxis"]?["title"]) is { } yTitle)
        {
            _svg.Append(
                CultureInfo.InvariantCulture,
                $"<text transform=\"translate(14 {(_height - Bottom + Top) / 2})rotate(-90)\" text-anchor=\"middle\">{Plain(yTitle)}</text>"
            );
        }
    }

    private void Points(JsonObject trace, string color)
    {
        var mode = Text(trace["mode"]) ?? "lines+markers";
        var (xs, ys) = (_x.Places(trace), _y.Places(trace));
        var count = Math.Min(xs.Length, ys.Length);
        var step = Math.Max(1, (count + MostPoints - 1) / MostPoints);
        var fill = Text(trace["fill"]);
        if (mode.Contains("lines", StringComparison.Ordinal) || fill is not null)
        {
            var path = new SvgPath();
            var pen = false;
            var stairs = Text(trace["line"]?["shape"]) == "hv";
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
                    path.LineTo(xs[i], level);
                _ = pen ? path.LineTo(xs[i], ys[i]) : path.MoveTo(xs[i], ys[i]);
                (pen, last, level) = (true, xs[i], ys[i]);
                if (double.IsNaN(first))
                    first = xs[i];
            }

            var dash = Text(trace["line"]?["dash"]) switch
            {
                "dash" => "8 5",
                "dot" => "2 4",
                "dashdot" => "8 4 2 4",
                "longdash" => "14 5",
                "longdashdot" => "14 4 2 4",
                _ => "",
            };
            var width = trace["line"]?["width"] is JsonValue value && value.TryGetValue<double>(out var given) ? given : 2;
            var outline =
                $"fill=\"none\" stroke=\"{color}\" stroke-width=\"{width.ToString(CultureInfo.InvariantCulture)}\""
                + $"{(dash.Length > 0 ? $" stroke-dasharray=\"{dash}\"" : "")}";
            var line = path.ToString();
            if (fill is not null && !path.IsEmpty)
            {
                if (fill != "toself")
                    path.LineTo(last, _height - Bottom).LineTo(first, _height - Bottom);
                _svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"{Text(trace["fillcolor"]) ?? color}\" d=\"{path.Close()}\"/>");
            }

            if (width > 0)
                _svg.Append(CultureInfo.InvariantCulture, $"<path {outline} d=\"{line}\"/>");
        }

        if (mode.Contains("markers", StringComparison.Ordinal))
        {
            var every = Math.Max(1, (count + MostMarkers - 1) / MostMarkers);
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
    /// All of a trace's markers as one path. Their shapes differ as plotly.js's do, since not everybody tells the colours apart.
    /// </summary>
    private void Markers(JsonObject trace, string color, IEnumerable<(double X, double Y)> points)
    {
        var size = (Number(trace["marker"]?["size"]) ?? 7) * (_width < Width ? 0.6 : 1);
        var symbol = Text(trace["marker"]?["symbol"]);
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
                        path.MoveTo(x, y + half).LineTo(x, y - half);
                    break;
                default:
                    path.MoveTo(x, y).Close();
                    break;
            }
        }

        var opacity = Number(trace["marker"]?["opacity"]) is { } given
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
        var (xs, ys) = (_x.Places(trace), _y.Places(trace));
        var slot = xs.Length > 1 ? Math.Abs(xs[1] - xs[0]) : _width / 2.0;
        var width = slot * (trace["width"] is null ? 0.8 : 0.98) / count;
        var path = new SvgPath();
        for (var i = 0; i < Math.Min(xs.Length, ys.Length); i++)
        {
            if (!double.IsFinite(xs[i]) || !double.IsFinite(ys[i]))
                continue;
            var left = xs[i] - (width * count / 2) + (width * index);
            path.MoveTo(left, _y.Zero).LineTo(left, ys[i]).LineTo(left + width, ys[i]).LineTo(left + width, _y.Zero).Close();
            xs[i] = left + (width / 2);
        }

        _svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"{color}\" d=\"{path}\"/>");
        Errors(trace, xs);
    }

    private void Errors(JsonObject trace, double[] xs)
    {
        if (trace["error_y"]?["array"] is not JsonArray array)
            return;
        var (errors, values) = (Scale.Numbers(array), Scale.Numbers(trace["y"] as JsonArray ?? []));
        var path = new SvgPath();
        for (var i = 0; i < Math.Min(Math.Min(xs.Length, values.Length), errors.Length); i++)
        {
            var (low, high) = (_y.Place(values[i] - errors[i]), _y.Place(values[i] + errors[i]));
            if (double.IsFinite(xs[i]) && double.IsFinite(low) && double.IsFinite(high))
                path.MoveTo(xs[i], low).LineTo(xs[i], high);
        }

        _svg.Append(CultureInfo.InvariantCulture, $"<path stroke=\"currentColor\" stroke-width=\"2\" d=\"{path}\"/>");
    }

    private void Surface(JsonObject trace)
    {
        var rows = ((JsonArray)trace["z"]!).OfType<JsonArray>().Select(Scale.Numbers).ToArray();
        if (rows.Length == 0 || rows[0].Length == 0)
            return;
        var finite = rows.SelectMany(row => row).Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (low, high) = (Limit("zmin") ?? finite.Min(), Limit("zmax") ?? finite.Max());
        var colors = Ramp(trace["colorscale"]);
        using var bitmap = new SKBitmap(rows[0].Length, rows.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            // A heat map of ours has its first row on top; a contour plot's y grows upwards.
            var source = _y.Reversed ? rows[i] : rows[^(i + 1)];
            for (var j = 0; j < Math.Min(source.Length, bitmap.Width); j++)
            {
                if (double.IsFinite(source[j]))
                    bitmap.SetPixel(j, i, Blend(colors, high > low ? (source[j] - low) / (high - low) : 0.5));
            }
        }

        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        _svg.Append(
            CultureInfo.InvariantCulture,
            $"<image x=\"{Left}\" y=\"{Top}\" width=\"{_width - Left - Right}\" height=\"{_height - Top - Bottom}\" "
                + $"preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" "
                + $"href=\"data:image/png;base64,{Convert.ToBase64String(png.AsSpan())}\"/>"
        );

        // The numbers in the cells, dark on light and light on dark.
        if (trace["text"] is not JsonArray texts)
            return;
        var (cellWidth, cellHeight) = ((_width - Left - Right) / (double)rows[0].Length, (_height - Top - Bottom) / (double)rows.Length);
        for (var i = 0; i < Math.Min(rows.Length, texts.Count); i++)
        {
            for (var j = 0; j < Math.Min(rows[i].Length, (texts[i] as JsonArray)?.Count ?? 0); j++)
            {
                var ground = Blend(colors, high > low ? (rows[i][j] - low) / (high - low) : 0.5);
                var ink = (0.3 * ground.Red) + (0.6 * ground.Green) + (0.1 * ground.Blue) > 140 ? "#222" : "#fff";
                _svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<text x=\"{Px(Left + ((j + 0.5) * cellWidth))}\" y=\"{Px(Top + ((i + 0.5) * cellHeight) + 4)}\" "
                        + $"text-anchor=\"middle\" fill=\"{ink}\">{HtmlText.Encode(Text(texts[i]![j]))}</text>"
                );
            }
        }

        double? Limit(string name) => trace[name] is JsonValue value && value.TryGetValue<double>(out var limit) ? limit : null;
    }

    private void Legend()
    {
        var at = Left;
        for (var i = 0; i < _traces.Length; i++)
        {
            if (
                Text(_traces[i]["name"]) is not { } name
                || _traces.Length < 2
                || _traces[i]["showlegend"]?.GetValueKind() == JsonValueKind.False
                || _traces[i]["z"] is not null
            )
            {
                continue;
            }

            if (Text(_traces[i]["mode"]) == "markers")
            {
                Markers(_traces[i], Color(_traces[i], i), [(at + 9, 14)]);
            }
            else
            {
                _svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<path stroke=\"{Color(_traces[i], i)}\" stroke-width=\"4\" d=\"M{at} 14h18\"/>"
                );
            }

            _svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{at + 23}\" y=\"18\">{HtmlText.Encode(name)}</text>");
            at += 44 + (name.Length * 7);
        }
    }

    private static string Color(JsonObject trace, int index) =>
        Text(trace["line"]?["color"]) ?? Text(trace["marker"]?["color"]) ?? Palette.Color(index);

    // Titles come escaped, and a foreign chart's may hold tags.
    private static string Plain(string title) => HtmlText.Encode(new Markup(title).Text);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

    private static string Px(double at) => Math.Round(at).ToString("0", CultureInfo.InvariantCulture);

    private static (double At, SKColor Color)[] Ramp(JsonNode? scale) =>
        scale is JsonArray stops
            ?
            [
                .. stops
                    .OfType<JsonArray>()
                    .Where(stop => stop.Count == 2 && SKColor.TryParse(Text(stop[1]) ?? "", out _))
                    .Select(stop => (stop[0]!.GetValue<double>(), SKColor.Parse(Text(stop[1])!))),
            ]
            :
            [
                (0, SKColor.Parse("#440154")),
                (0.25, SKColor.Parse("#3b528b")),
                (0.5, SKColor.Parse("#21918c")),
                (0.75, SKColor.Parse("#5ec962")),
                (1, SKColor.Parse("#fde725")),
            ];

    private static SKColor Blend((double At, SKColor Color)[] ramp, double at)
    {
        if (ramp.Length == 0 || !double.IsFinite(at))
            return SKColors.Gray;
        var next = Math.Clamp(
            Array.FindIndex(ramp, stop => stop.At >= at) is var found && found < 0 ? ramp.Length - 1 : found,
            0,
            ramp.Length - 1
        );
        if (next == 0)
            return ramp[0].Color;
        var (low, high) = (ramp[next - 1], ramp[next]);
        var share = Math.Clamp((at - low.At) / (high.At - low.At), 0, 1);
        return new SKColor(
            Mix(low.Color.Red, high.Color.Red),
            Mix(low.Color.Green, high.Color.Green),
            Mix(low.Color.Blue, high.Color.Blue)
        );

        byte Mix(byte from, byte to) => (byte)Math.Round(from + ((to - from) * share));
    }

    /// <summary>One axis: from the data to places on the picture.</summary>
    private sealed class Scale
    {
        private readonly string _axis;
        private readonly double _from;
        private readonly double _to;
        private readonly bool _log;
        private readonly bool _powers;
        private readonly List<string>? _categories;
        private readonly double _low = double.PositiveInfinity;
        private readonly double _high = double.NegativeInfinity;

        public Scale(JsonObject[] traces, JsonObject layout, string axis, double from, double to)
        {
            (_axis, _from, _to) = (axis, from, to);
            var settings = layout[axis + "axis"];
            _log = Text(settings?["type"]) == "log";
            _powers = Text(settings?["exponentformat"]) == "power";
            Reversed = Text(settings?["autorange"]) == "reversed";
            if (
                Text(settings?["type"]) == "category"
                || traces.Any(trace => trace[axis] is JsonArray values && values.Any(value => Text(value) is not null))
            )
            {
                _categories = [.. traces.SelectMany(trace => trace[axis] as JsonArray ?? []).Select(Name).Distinct()];
            }

            if (Reversed)
                (_from, _to) = (_to, _from);

            var pad = 0.0;
            foreach (var trace in traces)
            {
                var values = Values(trace);
                var errors = axis == "y" && trace["error_y"]?["array"] is JsonArray array ? Numbers(array) : [];
                var bar = Text(trace["type"]) == "bar";
                for (var i = 0; i < values.Length; i++)
                {
                    if (!double.IsFinite(values[i]))
                        continue;
                    var error = i < errors.Length && double.IsFinite(errors[i]) ? errors[i] : 0;
                    (_low, _high) = (Math.Min(_low, values[i] - error), Math.Max(_high, values[i] + error));
                }

                if (bar && axis == "y" && !_log)
                    (_low, _high) = (Math.Min(_low, 0), Math.Max(_high, 0));
                if (axis == "x" && (bar || _categories is not null || (trace["z"] is not null && trace["x"] is null)))
                    pad = Math.Max(pad, _categories is null && values.Length > 1 ? Math.Abs(values[1] - values[0]) / 2 : 0.5);
                if (axis == "y" && trace["z"] is not null && (_categories is not null || trace["y"] is null))
                    pad = 0.5;
            }

            if (settings?["range"] is JsonArray { Count: 2 } range && Numbers(range) is [var least, var most] && least < most)
            {
                (_low, _high) = (least, most);
                return;
            }

            if (_low > _high)
                (_low, _high) = (0, 1);
            var onlyZ = traces.Any(trace => trace["z"] is not null);
            var margin =
                _high > _low ? (_high - _low) * (onlyZ || pad > 0 ? 0 : 0.04)
                : pad > 0 ? 0
                : 0.5;
            _high += pad + margin;
            if (!(axis == "y" && _low == 0 && traces.All(trace => Text(trace["type"]) == "bar")))
                _low -= pad + margin;
        }

        public bool Reversed { get; }

        public double Zero => Math.Clamp(At(0), Math.Min(_from, _to), Math.Max(_from, _to));

        /// <summary>Whether a place lies on the picture: a range that was asked for may leave points out.</summary>
        public bool Shows(double place) => place >= Math.Min(_from, _to) - 0.5 && place <= Math.Max(_from, _to) + 0.5;

        public static double[] Numbers(JsonArray array) => [.. array.Select(value => Number(value))];

        /// <summary>Where a number of the data lies.</summary>
        public double Place(double value) =>
            At(
                _log
                    ? value > 0
                        ? Math.Log10(value)
                        : double.NaN
                    : value
            );

        public double[] Places(JsonObject trace) => [.. Values(trace).Select(At)];

        public IEnumerable<(double At, string Label)> Ticks(int about)
        {
            if (_categories is not null)
            {
                var every = Math.Max(1, _categories.Count / 20);
                return Enumerable.Range(0, _categories.Count).Where(i => i % every == 0).Select(i => (At(i), _categories[i]));
            }

            var raw = (_high - _low) / about;
            var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
            var step =
                power
                * (
                    (raw / power) switch
                    {
                        < 1.5 => 1,
                        < 3.5 => 2,
                        < 7.5 => 5,
                        _ => 10,
                    }
                );
            if (_log)
                step = Math.Max(1, Math.Round(step));
            var first = (long)Math.Ceiling(_low / step);
            var last = (long)Math.Floor(_high / step);
            return Enumerable
                .Range(0, (int)Math.Clamp(last - first + 1, 0, 30))
                .Select(i => (first + i) * step)
                .Select(value => (At(value), _log ? Decade(value) : HtmlText.Number(Math.Round(value, 12))));
        }

        // As plotly.js labels the power of ten: 1, 10, then 10², or plain.
        private string Decade(double power) =>
            _powers && power is not (0 or 1)
                ? "10" + string.Concat($"{power:0}".Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']))
                : HtmlText.Number(Math.Pow(10, power));

        private double At(double value) => _from + ((_to - _from) * (value - _low) / (_high - _low));

        private double[] Values(JsonObject trace)
        {
            var other = _axis == "x" ? "y" : "x";
            double[] values;
            if (trace[_axis] is JsonArray array)
            {
                values = _categories is null ? Numbers(array) : [.. array.Select(value => (double)_categories.IndexOf(Name(value)))];
            }
            else
            {
                var count = trace["z"] is JsonArray rows
                    ? _axis == "y"
                        ? rows.Count
                        : (rows.FirstOrDefault() as JsonArray)?.Count ?? 0
                    : (trace[other] as JsonArray)?.Count ?? 0;
                var (start, step) = (Number(trace[_axis + "0"], 0), Number(trace["d" + _axis], 1));
                values = [.. Enumerable.Range(0, count).Select(i => start + (i * step))];
            }

            return _log ? [.. values.Select(value => value > 0 ? Math.Log10(value) : double.NaN)] : values;
        }

        private static string Name(JsonNode? value) => Text(value) ?? value?.ToString() ?? "";

        private static double Number(JsonNode? node) => Number(node, double.NaN);

        private static double Number(JsonNode? node, double missing) =>
            node is JsonValue value && value.TryGetValue<double>(out var number) ? number
            : node is JsonValue whole && whole.TryGetValue<long>(out var integer) ? integer
            : missing;
    }
}

using System.Numerics;
using System.Text.Json.Nodes;

namespace Viva.Display.Charts;

/// <summary>
/// Charts with a title, axis labels, a legend where there is more than one series, and alternative text, which is written from the data
/// when the caller gives none. A value that is not finite leaves a gap.
/// </summary>
public static partial class Plot
{
    /// <summary>One line over 0, 1, 2, ...</summary>
    public static Figure Line<T>(
        IEnumerable<T> y,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        bool logX = false,
        bool logY = false,
        string? alternativeText = null
    )
        where T : INumberBase<T> => Lines([Series.Of(yLabel ?? "", y)], title, xLabel, yLabel, logX, logY, alternativeText);

    /// <summary>One line through the points (x, y).</summary>
    /// <exception cref="ArgumentException">x and y differ in length or are empty.</exception>
    public static Figure Line<TX, TY>(
        IEnumerable<TX> x,
        IEnumerable<TY> y,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        bool logX = false,
        bool logY = false,
        string? alternativeText = null,
        bool equalUnits = false
    )
        where TX : INumberBase<TX>
        where TY : INumberBase<TY> =>
        Lines([Series.Of(yLabel ?? "", x, y)], title, xLabel, yLabel, logX, logY, alternativeText, equalUnits);

    /// <summary>
    /// Several lines on one pair of axes. A series may carry a band (<see cref="Series.Low"/>, <see cref="Series.High"/>), error bars, or
    /// be drawn as points. Lines differ by colour, by dash and, where there are few points, by marker.
    /// Whole numbers on the x axis, such as epochs, have no fractions between them. With <paramref name="equalUnits"/> a unit is as long on
    /// one axis as on the other: a ROC curve is square, a circle round.
    /// </summary>
    /// <exception cref="ArgumentException">There is no series, or one whose arrays differ in length.</exception>
    public static Figure Lines(
        IEnumerable<Series> series,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        bool logX = false,
        bool logY = false,
        string? alternativeText = null,
        bool equalUnits = false
    )
    {
        var all = Checked(series, nameof(series));
        var data = new JsonArray();
        for (var i = 0; i < all.Length; i++)
        {
            AddSeries(data, all[i], i, all.Length > 1);
        }

        var layout = Axes(xLabel, yLabel, logX, logY, all);
        WholeTicks(layout["xaxis"]!, logX, all);
        EqualUnits(layout, equalUnits);
        return Figure.OfChart(title, alternativeText ?? Describe.Lines("Line chart", title, xLabel, yLabel, all), data, layout);
    }

    /// <summary>Points (x, y).</summary>
    /// <exception cref="ArgumentException">x and y differ in length or are empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A range does not grow, is not finite, or is not positive on a logarithmic axis.
    /// </exception>
    public static Figure Scatter<TX, TY>(
        IEnumerable<TX> x,
        IEnumerable<TY> y,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        bool logX = false,
        bool logY = false,
        string? alternativeText = null,
        (double From, double To)? xRange = null,
        (double From, double To)? yRange = null,
        bool equalUnits = false
    )
        where TX : INumberBase<TX>
        where TY : INumberBase<TY> =>
        Scatter([Series.Of(yLabel ?? "", x, y)], title, xLabel, yLabel, null, logX, logY, alternativeText, xRange, yRange, equalUnits);

    /// <summary>
    /// Groups of points, each with its own colour and marker, with lines drawn over them if given (a fit, a boundary). The axes fit the
    /// points, unless ranges are given: several charts to compare need the same. With <paramref name="equalUnits"/> a unit is as long on
    /// one axis as on the other, as in a map.
    /// </summary>
    /// <exception cref="ArgumentException">There is no group, or one whose arrays differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A range does not grow, is not finite, or is not positive on a logarithmic axis.
    /// </exception>
    public static Figure Scatter(
        IEnumerable<Series> groups,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        IEnumerable<Series>? lines = null,
        bool logX = false,
        bool logY = false,
        string? alternativeText = null,
        (double From, double To)? xRange = null,
        (double From, double To)? yRange = null,
        bool equalUnits = false
    )
    {
        var points = Checked(groups, nameof(groups)).Select(group => group with { Points = true }).ToArray();
        var over = lines is null ? [] : Checked(lines, nameof(lines));
        var data = new JsonArray();
        var count = points.Length + over.Length;
        for (var i = 0; i < points.Length; i++)
        {
            AddSeries(data, points[i], i, count > 1);
        }

        for (var i = 0; i < over.Length; i++)
        {
            AddSeries(data, over[i], points.Length + i, count > 1, markers: false);
        }

        var layout = Axes(xLabel, yLabel, logX, logY, [.. points, .. over]);
        Limit(layout["xaxis"]!, xRange, logX, nameof(xRange));
        Limit(layout["yaxis"]!, yRange, logY, nameof(yRange));
        EqualUnits(layout, equalUnits);
        return Figure.OfChart(
            title,
            alternativeText ?? Describe.Lines("Scatter plot", title, xLabel, yLabel, [.. points, .. over]),
            data,
            layout
        );
    }

    /// <summary>
    /// One bar for each label, with error bars if given (half their length). Bars lie where labels are too long for upright ones.
    /// </summary>
    /// <exception cref="ArgumentException">The numbers of labels, values and errors differ, or there are no labels.</exception>
    public static Figure Bar<T>(
        IEnumerable<string> labels,
        IEnumerable<T> values,
        IEnumerable<double>? errors = null,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        bool logY = false,
        string? alternativeText = null
    )
        where T : INumberBase<T> =>
        GroupedBar(
            labels,
            [new Series(yLabel ?? "", Numeric.ToArray(values, nameof(values))) { Error = errors?.ToArray() }],
            title,
            xLabel,
            yLabel,
            logY,
            alternativeText
        );

    /// <summary>
    /// For each label one bar of every series, side by side; <see cref="Series.Error"/> gives error bars. Bars lie where labels are
    /// too long for upright ones; <paramref name="xLabel"/> is then still the name of the labels, and stands on the left.
    /// </summary>
    /// <exception cref="ArgumentException">A series does not have one value for each label, or there is no series.</exception>
    public static Figure GroupedBar(
        IEnumerable<string> labels,
        IEnumerable<Series> series,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        bool logY = false,
        string? alternativeText = null
    )
    {
        ArgumentNullException.ThrowIfNull(labels);
        var names = labels.ToArray();
        var all = Checked(series, nameof(series));
        var data = new JsonArray();
        // Letters of about 7 pixels on a page of about 600; plotly.js would slant what does not fit.
        var lying = names.Length > 0 && names.Max(name => name.Length) * 7 * names.Length > 500;
        var (place, value) = lying ? ("y", "x") : ("x", "y");
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i].Y.Length != names.Length)
            {
                throw new ArgumentException($"There are {names.Length} labels and {all[i].Y.Length} values.", nameof(labels));
            }

            var trace = Trace("bar", all[i].Name, all.Length > 1);
            if (lying)
            {
                trace["orientation"] = "h";
            }

            trace[place] = ChartJson.Texts(names);
            trace[value] = ChartJson.Numbers(all[i].Y);
            if (all[i].Error is { } error)
            {
                trace["error_" + value] = new JsonObject { ["array"] = ChartJson.Numbers(error) };
            }

            if (all.Length == 1 && names.Length <= 12)
            {
                trace["texttemplate"] = $"%{{{value}:.4~g}}";
                trace["textangle"] = 0;
                trace["insidetextanchor"] = "middle";
                trace["textposition"] = all[i].Error is null ? "auto" : "inside";
            }

            if (i > 0)
            {
                trace["marker"] = new JsonObject
                {
                    ["pattern"] = new JsonObject
                    {
                        ["shape"] = Palette.Hatches[i % Palette.Hatches.Length],
                        ["fillmode"] = "replace",
                        ["solidity"] = 0.6,
                    },
                };
            }

            data.Add(trace);
        }

        var layout = Axes(xLabel, yLabel, false, logY, all);
        layout["xaxis"]!["type"] = "category"; // labels such as "2019" are names, not numbers
        if (lying)
        {
            layout = new JsonObject { ["xaxis"] = layout["yaxis"]!.DeepClone(), ["yaxis"] = layout["xaxis"]!.DeepClone() };
            layout["yaxis"]!["autorange"] = "reversed"; // the first on top
        }

        return Figure.OfChart(
            title,
            alternativeText ?? Describe.Bars(title, xLabel, yLabel, names, all),
            data,
            layout,
            lying ? Math.Clamp((names.Length * Math.Max(30, 16 * all.Length)) + 110, 200, 720) : 360
        );
    }

    /// <summary>The distribution of values over equal bins.</summary>
    /// <exception cref="ArgumentException">No value is finite, or <paramref name="bins"/> is not positive.</exception>
    public static Figure Histogram<T>(
        IEnumerable<T> values,
        int bins = 30,
        string? title = null,
        string? xLabel = null,
        string? yLabel = "count",
        string? alternativeText = null
    )
        where T : INumberBase<T> => Histogram([Series.Of("", values)], bins, title, xLabel, yLabel, alternativeText);

    /// <summary>Distributions of several series' y values over the same bins, drawn as steps so that none hides another.</summary>
    /// <exception cref="ArgumentException">No value is finite, or <paramref name="bins"/> is not positive.</exception>
    public static Figure Histogram(
        IEnumerable<Series> groups,
        int bins = 30,
        string? title = null,
        string? xLabel = null,
        string? yLabel = "count",
        string? alternativeText = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        var all = Checked(groups, nameof(groups));
        var finite = all.Select(group => group.Y.Where(double.IsFinite).ToArray()).ToArray();
        if (finite.All(values => values.Length == 0))
        {
            throw new ArgumentException("There is no finite value to count.", nameof(groups));
        }

        var low = finite.Where(values => values.Length > 0).Min(values => values.Min());
        var high = finite.Where(values => values.Length > 0).Max(values => values.Max());
        var width = high > low ? (high - low) / bins : 1;
        if (high <= low)
        {
            (low, bins) = (low - 0.5, 1);
        }

        var data = new JsonArray();
        for (var i = 0; i < all.Length; i++)
        {
            var counts = new double[bins];
            foreach (var value in finite[i])
            {
                counts[Math.Min(bins - 1, (int)((value - low) / width))]++;
            }

            var trace = Trace(all.Length > 1 ? "scatter" : "bar", all[i].Name, all.Length > 1);
            if (all.Length > 1)
            {
                // Steps over the bins' edges.
                trace["x"] = ChartJson.Numbers([.. Enumerable.Range(0, bins + 1).Select(bin => low + (bin * width))]);
                trace["y"] = ChartJson.Numbers([.. counts, counts[^1]]);
                trace["mode"] = "lines";
                trace["fill"] = "tozeroy";
                trace["fillcolor"] = Palette.Translucent(i, 0.2);
                trace["line"] = new JsonObject { ["shape"] = "hv", ["dash"] = Palette.Dashes[i % Palette.Dashes.Length] };
            }
            else
            {
                trace["x0"] = ChartJson.Number(low + (width / 2), 9);
                trace["dx"] = ChartJson.Number(width, 9);
                trace["y"] = ChartJson.Numbers(counts);
                trace["width"] = ChartJson.Number(width, 9);
                trace["marker"] = new JsonObject
                {
                    ["line"] = new JsonObject { ["width"] = 0.5, ["color"] = "rgba(255,255,255,.6)" },
                };
            }

            data.Add(trace);
        }

        return Figure.OfChart(
            title,
            alternativeText ?? Describe.Histogram(title, xLabel, all, finite),
            data,
            Axes(xLabel, yLabel, false, false)
        );
    }

    /// <summary>Figures side by side where there is room, one below another where there is not.</summary>
    /// <exception cref="ArgumentException">There is no figure.</exception>
    public static Figure Grid(params Figure[] figures) => Grid(null, figures);

    /// <summary>Figures side by side under one title.</summary>
    /// <exception cref="ArgumentException">There is no figure.</exception>
    public static Figure Grid(string? title, params Figure[] figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        if (figures.Length == 0)
        {
            throw new ArgumentException("There is no figure.", nameof(figures));
        }

        return Figure.OfParts(
            title,
            string.Join(" ", figures.Select((figure, i) => $"{i + 1} of {figures.Length}: {figure.AlternativeText}")),
            figures
        );
    }

    /// <summary>
    /// Pictures of the same thing at several times or settings, of which a slider shows one; a button plays them in turn, to the last. The
    /// figures are drawn as plain pictures. Where scripts do not run, and on paper, all stand side by side.
    /// </summary>
    /// <param name="title">Above the slider.</param>
    /// <param name="label">What the slider changes, such as "training step".</param>
    /// <param name="slides">Each picture's place on the slider in words, such as "500", and the picture; two at least.</param>
    /// <exception cref="ArgumentException">
    /// The label or a place is empty, there are fewer than two slides, or a chart is of a kind that has no plain picture.
    /// </exception>
    public static Figure Slides(string? title, string label, params IEnumerable<(string At, Figure Figure)> slides)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        ArgumentNullException.ThrowIfNull(slides);
        var all = slides.ToArray();
        if (all.Length < 2)
        {
            throw new ArgumentException($"A slider needs at least 2 slides; this one has {all.Length}.", nameof(slides));
        }

        for (var i = 0; i < all.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(all[i].At) || all[i].Figure is null)
            {
                throw new ArgumentException($"Slide {i + 1} of {all.Length} lacks its place or its figure.", nameof(slides));
            }

            if (!all[i].Figure.HasPicture)
            {
                throw new ArgumentException(
                    $"The chart of slide '{all[i].At}' is of a kind that has no plain picture; "
                        + "lines, points, bars, heat maps and contours have one.",
                    nameof(slides)
                );
            }
        }

        var text = Describe
            .Start("Pictures with a slider", title)
            .Append(
                $" {all.Length} pictures by {label}, from {all[0].At} to {all[^1].At}. The first: "
                    + $"{all[0].Figure.AlternativeText} The last: {all[^1].Figure.AlternativeText}"
            );
        return Figure.OfSlides(title, text.ToString(), label, all);
    }

    private static void AddSeries(JsonArray data, Series series, int index, bool legend, bool markers = true)
    {
        series = Thinned(series);
        if (series.Low is { } low && series.High is { } high)
        {
            // One closed outline, there along the upper edge and back along the lower one, over the points where both are known.
            var known = Enumerable.Range(0, low.Length).Where(i => double.IsFinite(low[i]) && double.IsFinite(high[i])).ToArray();
            var band = Trace("scatter", series.Name, false);
            band["x"] = ChartJson.Numbers([.. known.Select(i => series.X[i]), .. known.Reverse().Select(i => series.X[i])]);
            band["y"] = ChartJson.Numbers([.. known.Select(i => high[i]), .. known.Reverse().Select(i => low[i])]);
            band["mode"] = "lines";
            band["fill"] = "toself";
            band["fillcolor"] = Palette.Translucent(index, 0.2);
            band["line"] = new JsonObject { ["width"] = 0 };
            band["hoverinfo"] = "skip";
            data.Add(band);
        }

        var trace = Trace("scatter", series.Name, legend);
        if (IsEven(series.X, out var start, out var step))
        {
            if (start != 0)
            {
                trace["x0"] = ChartJson.Number(start, 9);
            }

            if (step != 1)
            {
                trace["dx"] = ChartJson.Number(step, 9);
            }
        }
        else
        {
            trace["x"] = ChartJson.Numbers(series.X);
        }

        trace["y"] = ChartJson.Numbers(series.Y);
        var few = series.Y.Length <= 30;
        trace["mode"] =
            series.Points ? "markers"
            : few && markers ? "lines+markers"
            : "lines";
        if (!series.Points)
        {
            trace["line"] = new JsonObject { ["color"] = Palette.Color(index), ["dash"] = Palette.Dashes[index % Palette.Dashes.Length] };
        }

        if (series.Points || (few && markers))
        {
            trace["marker"] = new JsonObject
            {
                ["color"] = Palette.Color(index),
                ["symbol"] = Palette.Markers[index % Palette.Markers.Length],
                ["size"] = series.Y.Length > 1000 ? 4 : 7,
            };
            if (series.Points && series.Y.Length > 100)
            {
                trace["marker"]!["opacity"] = 0.7;
            }
        }

        if (series.Error is { } error)
        {
            trace["error_y"] = new JsonObject { ["array"] = ChartJson.Numbers(error) };
        }

        data.Add(trace);
    }

    private static JsonObject Trace(string type, string name, bool legend)
    {
        var trace = new JsonObject { ["type"] = type };
        if (name.Length > 0)
        {
            trace["name"] = name;
        }

        trace["showlegend"] = legend;
        return trace;
    }

    private static JsonObject Axes(string? xLabel, string? yLabel, bool logX, bool logY) =>
        new() { ["xaxis"] = Axis(xLabel, logX), ["yaxis"] = Axis(yLabel, logY) };

    private static JsonObject Axes(string? xLabel, string? yLabel, bool logX, bool logY, Series[] series)
    {
        var axes = Axes(xLabel, yLabel, logX, logY);
        if (logX)
        {
            LabelDecades(axes["xaxis"]!, series.SelectMany(one => one.X));
        }

        if (logY)
        {
            LabelDecades(axes["yaxis"]!, series.SelectMany(one => one.Y));
        }

        return axes;
    }

    // A logarithmic axis over very many powers of ten labels every second, third, ... power. All labels are in the same notation: plain
    // where that is short, else powers of ten. plotly.js by itself would write 100µ and 10n.
    private static void LabelDecades(JsonNode axis, IEnumerable<double> values)
    {
        const int Labels = 10;
        var shown = values.Where(value => value > 0 && double.IsFinite(value)).DefaultIfEmpty(1).ToArray();
        var (low, high) = (shown.Min(), shown.Max());
        var decades = Math.Log10(high) - Math.Log10(low);
        if (decades > Labels)
        {
            axis["dtick"] = Math.Ceiling(decades / Labels);
        }

        axis["exponentformat"] = low >= 1e-4 && high < 1e6 ? "none" : "power";
    }

    private static JsonObject Axis(string? label, bool log = false)
    {
        var axis = new JsonObject();
        if (!string.IsNullOrEmpty(label))
        {
            axis["title"] = new JsonObject { ["text"] = HtmlText.Encode(label) };
        }

        if (log)
        {
            axis["type"] = "log";
            axis["dtick"] = 1; // whole powers of ten
        }

        return axis;
    }

    // Where every x is a whole number and there are few of them, plotly.js would mark halves: epoch 1.5.
    private static void WholeTicks(JsonNode axis, bool log, Series[] series)
    {
        var xs = series.SelectMany(one => one.X).Where(double.IsFinite).ToArray();
        if (!log && xs.Length > 0 && xs.Max() - xs.Min() is >= 1 and <= 10 && xs.All(x => x == Math.Floor(x)))
        {
            axis["dtick"] = 1;
        }
    }

    private static void EqualUnits(JsonObject layout, bool equal)
    {
        if (equal)
        {
            layout["xaxis"]!["constrain"] = "domain";
            layout["yaxis"]!["constrain"] = "domain";
            layout["yaxis"]!["scaleanchor"] = "x";
        }
    }

    private static void Limit(JsonNode axis, (double From, double To)? range, bool log, string parameter)
    {
        if (range is not var (from, to))
        {
            return;
        }

        if (!double.IsFinite(from) || !double.IsFinite(to) || from >= to || (log && from <= 0))
        {
            throw new ArgumentOutOfRangeException(
                parameter,
                range,
                $"A range goes from a finite number to a larger one{(log ? ", both positive on a logarithmic axis" : "")}."
            );
        }

        axis["range"] = new JsonArray(log ? Math.Log10(from) : from, log ? Math.Log10(to) : to);
    }

    private static Series[] Checked(IEnumerable<Series> series, string parameter)
    {
        ArgumentNullException.ThrowIfNull(series, parameter);
        var all = series.ToArray();
        if (all.Length == 0)
        {
            throw new ArgumentException("There is no series.", parameter);
        }

        foreach (var one in all)
        {
            ArgumentNullException.ThrowIfNull(one, parameter);
            one.Check(parameter);
        }

        return all;
    }

    // A line of very many points looks the same when each short stretch is drawn by its lowest and its highest point, and by its gap.
    private static Series Thinned(Series series)
    {
        const int Stretches = 2000;
        var count = series.Y.Length;
        if (series.Points || count <= 3 * Stretches || series.Low is not null || series.Error is not null)
        {
            return series;
        }

        var kept = new SortedSet<int> { 0, count - 1 };
        for (var i = 0; i < Stretches; i++)
        {
            var (from, to) = ((int)((long)count * i / Stretches), (int)((long)count * (i + 1) / Stretches));
            var (low, high) = (-1, -1);
            for (var j = from; j < to; j++)
            {
                if (!double.IsFinite(series.Y[j]))
                {
                    kept.Add(j);
                }
                else
                {
                    (low, high) = (low < 0 || series.Y[j] < series.Y[low] ? j : low, high < 0 || series.Y[j] > series.Y[high] ? j : high);
                }
            }

            if (low >= 0)
            {
                kept.Add(low);
                kept.Add(high);
            }
        }

        return series with
        {
            X = [.. kept.Select(i => series.X[i])],
            Y = [.. kept.Select(i => series.Y[i])],
        };
    }

    private static bool IsEven(double[] x, out double start, out double step)
    {
        start = x[0];
        step = x.Length > 1 ? (x[^1] - x[0]) / (x.Length - 1) : 1;
        if (!(Math.Abs(step) > 0) || !double.IsFinite(step))
        {
            return false;
        }

        for (var i = 0; i < x.Length; i++)
        {
            if (!(Math.Abs(x[i] - (start + (i * step))) <= 1e-6 * Math.Abs(step)))
            {
                return false;
            }
        }

        return true;
    }
}

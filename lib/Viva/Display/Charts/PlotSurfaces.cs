using System.Text.Json.Nodes;
using static TorchSharp.torch;

namespace Viva.Display.Charts;

public static partial class Plot
{
    /// <summary>
    /// A table of numbers as colours, the first row on top. Small ones print their numbers too. With <paramref name="diverging"/> the
    /// colours run both ways from zero.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// <paramref name="z"/> is empty, or the count of names is not that of the rows or columns.
    /// </exception>
    public static Figure HeatMap(
        double[,] z,
        IEnumerable<string>? xNames = null,
        IEnumerable<string>? yNames = null,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        string? valueLabel = null,
        bool? cellText = null,
        string? cellFormat = null,
        bool diverging = false,
        string? alternativeText = null
    )
    {
        CheckSurface(z);
        int rows = z.GetLength(0),
            columns = z.GetLength(1);
        var names = (X: xNames?.ToArray(), Y: yNames?.ToArray());
        if (names.X is not null && names.X.Length != columns)
        {
            throw new ArgumentException($"There are {columns} columns and {names.X.Length} names.", nameof(xNames));
        }

        if (names.Y is not null && names.Y.Length != rows)
        {
            throw new ArgumentException($"There are {rows} rows and {names.Y.Length} names.", nameof(yNames));
        }

        var trace = Surface("heatmap", z, valueLabel, diverging);
        if (names.X is not null)
        {
            trace["x"] = ChartJson.Texts(names.X);
        }

        if (names.Y is not null)
        {
            trace["y"] = ChartJson.Texts(names.Y);
        }

        if (cellText ?? rows * columns <= 144)
        {
            var text = new JsonArray();
            for (var i = 0; i < rows; i++)
            {
                text.Add(
                    (JsonNode)
                        ChartJson.Texts(
                            Enumerable
                                .Range(0, columns)
                                .Select(j => double.IsFinite(z[i, j]) ? HtmlText.Number(z[i, j], cellFormat ?? CellFormat(z[i, j])) : "")
                        )
                );
            }

            trace["text"] = text;
            trace["texttemplate"] = "%{text}";
            trace["xgap"] = 1;
            trace["ygap"] = 1;
        }

        var layout = Axes(xLabel, yLabel, false, false);
        layout["yaxis"]!["autorange"] = "reversed";
        layout["xaxis"]!["showgrid"] = false;
        layout["yaxis"]!["showgrid"] = false;
        layout["xaxis"]!["zeroline"] = false;
        layout["yaxis"]!["zeroline"] = false;
        if (names.X is not null)
        {
            layout["xaxis"]!["type"] = "category";
        }

        if (names.Y is not null)
        {
            layout["yaxis"]!["type"] = "category";
        }

        return Figure.OfChart(
            title,
            alternativeText
                ?? Describe.Surface(
                    "Heat map",
                    title,
                    xLabel,
                    yLabel,
                    z,
                    (i, j) => $"{names.Y?[i] ?? "row " + i}, {names.X?[j] ?? "column " + j}"
                ),
            new JsonArray(trace),
            layout,
            Math.Clamp((rows * 28) + 120, 260, 460)
        );
    }

    /// <summary>A heat map of a matrix of shape (rows, columns).</summary>
    /// <exception cref="ArgumentException">The tensor is not a matrix.</exception>
    public static Figure HeatMap(
        Tensor matrix,
        IEnumerable<string>? xNames = null,
        IEnumerable<string>? yNames = null,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        string? valueLabel = null,
        bool? cellText = null,
        string? cellFormat = null,
        bool diverging = false,
        string? alternativeText = null
    ) => HeatMap(Matrix(matrix), xNames, yNames, title, xLabel, yLabel, valueLabel, cellText, cellFormat, diverging, alternativeText);

    /// <summary>
    /// Level lines of <paramref name="z"/>, one row for each y and one column for each x, with points and lines over them if given
    /// (data, the path of an optimiser). With <paramref name="equalUnits"/> a unit is as long on one axis as on the other.
    /// </summary>
    /// <exception cref="ArgumentException">The lengths of x and y are not those of the columns and rows.</exception>
    public static Figure Contour(
        double[,] z,
        double[] x,
        double[] y,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        string? valueLabel = null,
        IEnumerable<Series>? over = null,
        bool diverging = false,
        string? alternativeText = null,
        bool equalUnits = false
    )
    {
        CheckSurface(z);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Length != z.GetLength(1))
        {
            throw new ArgumentException($"There are {z.GetLength(1)} columns and {x.Length} x values.", nameof(x));
        }

        if (y.Length != z.GetLength(0))
        {
            throw new ArgumentException($"There are {z.GetLength(0)} rows and {y.Length} y values.", nameof(y));
        }

        var trace = Surface("contour", z, valueLabel, diverging);
        trace["x"] = ChartJson.Numbers(x);
        trace["y"] = ChartJson.Numbers(y);
        trace["line"] = new JsonObject { ["width"] = 0.5 };
        var series = over is null ? [] : Checked(over, nameof(over));
        var data = new JsonArray(trace);
        for (var i = 0; i < series.Length; i++)
        {
            AddSeries(data, series[i], Palette.OverSurface[i % Palette.OverSurface.Length], series.Length > 1);
            var marker = data[^1]!["marker"] ??= new JsonObject();
            marker["line"] = new JsonObject { ["color"] = "#fff", ["width"] = 1 };
            if (!series[i].Points)
            {
                continue;
            }

            // No hue stands out on every colour of a surface; white and black with an outline do.
            marker["color"] = Palette.PointsOverSurface[i % Palette.PointsOverSurface.Length];
            marker["symbol"] = Palette.Markers[i % Palette.Markers.Length];
            marker["line"]!["color"] = i % Palette.PointsOverSurface.Length == 1 ? "#fff" : "#000";
        }

        var text = Describe.Surface(
            "Contour plot",
            title,
            xLabel,
            yLabel,
            z,
            (i, j) => $"({HtmlText.Number(x[j])}, {HtmlText.Number(y[i])})"
        );
        if (series.Length > 0)
        {
            text += string.Concat(
                series.Select(one =>
                    $" {one.Name}: {one.Y.Length} points, the last at ({HtmlText.Number(one.X[^1])}, {HtmlText.Number(one.Y[^1])})."
                )
            );
        }

        var layout = Axes(xLabel, yLabel, false, false);
        EqualUnits(layout, equalUnits);
        return Figure.OfChart(title, alternativeText ?? text, data, layout, 400);
    }

    /// <summary>
    /// Level lines of a function over a rectangle, evaluated on a grid of 61 by 61 points; see the overload that takes them as numbers.
    /// </summary>
    /// <exception cref="ArgumentException">A range is empty.</exception>
    public static Figure Contour(
        Func<double, double, double> function,
        (double Low, double High) x,
        (double Low, double High) y,
        string? title = null,
        string? xLabel = null,
        string? yLabel = null,
        string? valueLabel = null,
        IEnumerable<Series>? over = null,
        bool diverging = false,
        string? alternativeText = null,
        bool equalUnits = false
    )
    {
        ArgumentNullException.ThrowIfNull(function);
        const int Count = 61;
        var (xs, ys) = (Steps(x, nameof(x)), Steps(y, nameof(y)));
        var z = new double[Count, Count];
        for (var i = 0; i < Count; i++)
        {
            for (var j = 0; j < Count; j++)
            {
                z[i, j] = function(xs[j], ys[i]);
            }
        }

        return Contour(z, xs, ys, title, xLabel, yLabel, valueLabel, over, diverging, alternativeText, equalUnits);

        static double[] Steps((double Low, double High) range, string parameter) =>
            range.High > range.Low
                ? [.. Enumerable.Range(0, Count).Select(i => range.Low + ((range.High - range.Low) * i / (Count - 1)))]
                : throw new ArgumentException($"The range from {range.Low} to {range.High} is empty.", parameter);
    }

    /// <summary>Counts of predictions as a table of colours; see the overload that takes them as numbers.</summary>
    /// <exception cref="ArgumentException">The count of names is not that of the classes.</exception>
    public static Figure ConfusionMatrix(
        Metrics.Confusion matrix,
        IEnumerable<string>? classNames = null,
        string? title = "Confusion matrix",
        string? alternativeText = null
    )
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var counts = new long[matrix.Classes, matrix.Classes];
        for (var i = 0; i < matrix.Classes; i++)
        {
            for (var j = 0; j < matrix.Classes; j++)
            {
                counts[i, j] = matrix[i, j];
            }
        }

        return ConfusionMatrix(counts, classNames, title, alternativeText);
    }

    /// <summary>
    /// Counts of predictions as a table of colours: a row for each actual class, a column for each
    /// predicted one. The colour is the share of the row. Where no mistake is frequent, mistakes have colours of their own, up to the most
    /// frequent, so that they are not lost beside the diagonal.
    /// </summary>
    /// <exception cref="ArgumentException">The table is not square, or the count of names is not that of the classes.</exception>
    public static Figure ConfusionMatrix(
        long[,] counts,
        IEnumerable<string>? classNames = null,
        string? title = "Confusion matrix",
        string? alternativeText = null
    )
    {
        ArgumentNullException.ThrowIfNull(counts);
        var classes = counts.GetLength(0);
        if (classes == 0 || counts.GetLength(1) != classes)
        {
            throw new ArgumentException(
                $"A confusion matrix is square; this one has {classes} rows and {counts.GetLength(1)} columns.",
                nameof(counts)
            );
        }

        var names = classNames?.ToArray() ?? [.. Enumerable.Range(0, classes).Select(i => HtmlText.Number(i))];
        if (names.Length != classes)
        {
            throw new ArgumentException($"There are {classes} classes and {names.Length} names.", nameof(classNames));
        }

        var share = new double[classes, classes];
        long right = 0,
            all = 0;
        var mistakes = new List<(long Count, int Actual, int Predicted)>();
        for (var i = 0; i < classes; i++)
        {
            long row = 0;
            for (var j = 0; j < classes; j++)
            {
                row += counts[i, j];
            }

            all += row;
            right += counts[i, i];
            for (var j = 0; j < classes; j++)
            {
                share[i, j] = row == 0 ? 0 : (double)counts[i, j] / row;
                if (i != j && counts[i, j] > 0)
                {
                    mistakes.Add((counts[i, j], i, j));
                }
            }
        }

        var trace = Surface("heatmap", share, null, false);
        var most = mistakes.Select(mistake => share[mistake.Actual, mistake.Predicted]).DefaultIfEmpty(0).Max();
        var diagonal = Enumerable.Range(0, classes).Min(i => share[i, i]);
        var rare = most is > 0 and < 0.2 && diagonal > most / Palette.MistakesEnd;
        trace["colorscale"] = (rare ? Palette.Mistakes : Palette.Shares).ToJson();
        trace["zmin"] = 0;
        trace["zmax"] = rare ? ChartJson.Number(most / Palette.MistakesEnd, 4) : 1;
        trace["showscale"] = false;
        trace["x"] = ChartJson.Texts(names);
        trace["y"] = ChartJson.Texts(names);
        trace["xgap"] = 1;
        trace["ygap"] = 1;
        var text = new JsonArray();
        for (var i = 0; i < classes; i++)
        {
            text.Add((JsonNode)ChartJson.Texts(Enumerable.Range(0, classes).Select(j => HtmlText.Number(counts[i, j]))));
        }

        trace["text"] = text;
        trace["texttemplate"] = "%{text}";
        trace["hovertemplate"] = "actual %{y}, predicted %{x}: %{text} (%{z:.1%})<extra></extra>";

        var layout = Axes("predicted class", "actual class", false, false);
        foreach (var axis in new[] { layout["xaxis"]!, layout["yaxis"]! })
        {
            axis["type"] = "category";
            axis["showgrid"] = false;
            axis["zeroline"] = false;
        }

        layout["yaxis"]!["autorange"] = "reversed";
        var worst = mistakes
            .OrderByDescending(mistake => mistake.Count)
            .Take(3)
            .Select(mistake => $"{names[mistake.Actual]} taken for {names[mistake.Predicted]} {mistake.Count} times")
            .ToArray();
        var description = Describe
            .Start("Confusion matrix", title == "Confusion matrix" ? null : title)
            .Append($" {right} of {all} predictions right ({HtmlText.Number(all == 0 ? double.NaN : (double)right / all, "P1")}).")
            .Append(worst.Length == 0 ? " No mistakes." : $" Most frequent mistakes: {string.Join(", ", worst)}.")
            .ToString();
        return Figure.OfChart(
            title,
            alternativeText ?? description,
            new JsonArray(trace),
            layout,
            Math.Clamp((classes * 34) + 90, 260, 520)
        );
    }

    private static JsonObject Surface(string type, double[,] z, string? valueLabel, bool diverging)
    {
        var (rows, columns) = (z.GetLength(0), z.GetLength(1));
        var values = new JsonArray();
        var row = new double[columns];
        var largest = 0.0;
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                row[j] = z[i, j];
                if (double.IsFinite(row[j]))
                {
                    largest = Math.Max(largest, Math.Abs(row[j]));
                }
            }

            values.Add((JsonNode)ChartJson.Numbers(row, 4));
        }

        var trace = new JsonObject { ["type"] = type, ["z"] = values };
        if (!string.IsNullOrEmpty(valueLabel))
        {
            trace["colorbar"] = new JsonObject { ["title"] = new JsonObject { ["text"] = HtmlText.Encode(valueLabel) } };
        }

        if (diverging)
        {
            trace["colorscale"] = Palette.Diverging.ToJson();
            trace["zmid"] = 0;
            if (largest > 0)
            {
                (trace["zmin"], trace["zmax"]) = (ChartJson.Number(-largest, 4), ChartJson.Number(largest, 4));
            }
        }
        else
        {
            trace["colorscale"] = "Viridis";
        }

        return trace;
    }

    private static double[,] Matrix(Tensor matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.dim() != 2)
        {
            throw new ArgumentException(
                $"A matrix has two dimensions; this tensor has the shape ({string.Join(", ", matrix.shape)}).",
                nameof(matrix)
            );
        }

        using var cpu = matrix.detach().to(float64).cpu().contiguous();
        var flat = cpu.data<double>().ToArray();
        var result = new double[matrix.shape[0], matrix.shape[1]];
        Buffer.BlockCopy(flat, 0, result, 0, flat.Length * sizeof(double));
        return result;
    }

    private static void CheckSurface(double[,] z)
    {
        ArgumentNullException.ThrowIfNull(z);
        if (z.Length == 0)
        {
            throw new ArgumentException("There is no value.", nameof(z));
        }
    }

    private static string CellFormat(double value) => Math.Abs(value) >= 100 || value == Math.Floor(value) ? "0" : "0.##";
}

using System.Text;

namespace Viva.Display.Charts;

/// <summary>Writes a chart's alternative text from its data: kind, title, axes, series, ranges and where they end.</summary>
internal static class Describe
{
    internal static string Lines(string kind, string? title, string? xLabel, string? yLabel, IReadOnlyList<Series> series)
    {
        var text = Start(kind, title);
        text.Append(Range(xLabel ?? "x", series.SelectMany(one => one.X)));
        text.Append(Range(yLabel ?? "y", series.SelectMany(one => one.Y)));
        foreach (var one in series)
        {
            var finite = Enumerable.Range(0, one.Y.Length).Where(i => double.IsFinite(one.Y[i])).ToArray();
            text.Append(' ')
                .Append(
                    one.Name.Length > 0 && series.Count > 1 ? one.Name
                    : one.Points ? "Points"
                    : "The line"
                )
                .Append(": ");
            if (finite.Length == 0)
            {
                text.Append("no finite value.");
            }
            else if (one.Points)
            {
                text.Append($"{one.Y.Length} points, mean {Number(finite.Average(i => one.Y[i]))}.");
            }
            else
            {
                text.Append($"from {Number(one.Y[finite[0]])} to {Number(one.Y[finite[^1]])}{Extremes(one, finite)}.");
            }
        }

        return text.ToString();
    }

    internal static string Bars(string? title, string? xLabel, string? yLabel, IReadOnlyList<string> labels, IReadOnlyList<Series> series)
    {
        var text = Start("Bar chart", title);
        if (xLabel is not null || yLabel is not null)
        {
            text.Append($" {yLabel ?? "values"}{(xLabel is null ? "" : " for each " + xLabel)}.");
        }

        foreach (var one in series)
        {
            if (series.Count > 1)
            {
                text.Append($" {one.Name}:");
            }

            var shown = Math.Min(labels.Count, 12);
            for (var i = 0; i < shown; i++)
            {
                text.Append(
                    $" {labels[i]} {Number(one.Y[i])}{(one.Error is { } error ? " ± " + Number(error[i]) : "")}{(i + 1 < shown ? "," : "")}"
                );
            }

            if (shown < labels.Count)
            {
                text.Append($" and {labels.Count - shown} more, from {Number(one.Y.Min())} to {Number(one.Y.Max())}");
            }

            text.Append('.');
        }

        return text.ToString();
    }

    internal static string Histogram(string? title, string? xLabel, IReadOnlyList<Series> series, IReadOnlyList<double[]> finite)
    {
        var text = Start("Histogram", title);
        if (xLabel is not null)
        {
            text.Append($" Distribution of {xLabel}.");
        }

        for (var i = 0; i < series.Count; i++)
        {
            var values = finite[i];
            if (series.Count > 1)
            {
                text.Append($" {series[i].Name}:");
            }

            if (values.Length == 0)
            {
                text.Append(" no finite value.");
                continue;
            }

            var mean = values.Average();
            text.Append(
                $" {values.Length} values from {Number(values.Min())} to {Number(values.Max())}, mean {Number(mean)}, "
                    + $"standard deviation {Number(Math.Sqrt(values.Average(v => (v - mean) * (v - mean))))}."
            );
        }

        return text.ToString();
    }

    internal static string Surface(string kind, string? title, string? xLabel, string? yLabel, double[,] z, Func<int, int, string> where)
    {
        var text = Start(kind, title);
        text.Append($" {z.GetLength(0)} rows ({yLabel ?? "y"}) and {z.GetLength(1)} columns ({xLabel ?? "x"}).");
        (int Row, int Column) low = (-1, -1),
            high = (-1, -1);
        for (var i = 0; i < z.GetLength(0); i++)
        {
            for (var j = 0; j < z.GetLength(1); j++)
            {
                if (!double.IsFinite(z[i, j]))
                {
                    continue;
                }

                if (low.Row < 0 || z[i, j] < z[low.Row, low.Column])
                {
                    low = (i, j);
                }

                if (high.Row < 0 || z[i, j] > z[high.Row, high.Column])
                {
                    high = (i, j);
                }
            }
        }

        text.Append(
            low.Row < 0
                ? " No finite value."
                : $" Lowest {Number(z[low.Row, low.Column])} at {where(low.Row, low.Column)}, "
                    + $"highest {Number(z[high.Row, high.Column])} at {where(high.Row, high.Column)}."
        );
        return text.ToString();
    }

    internal static StringBuilder Start(string kind, string? title)
    {
        var text = new StringBuilder(kind);
        if (!string.IsNullOrEmpty(title))
        {
            text.Append(": ").Append(title);
        }

        return title is [.., '.' or '?' or '!'] ? text : text.Append('.');
    }

    private static string Range(string label, IEnumerable<double> values)
    {
        double low = double.PositiveInfinity,
            high = double.NegativeInfinity;
        foreach (var value in values.Where(double.IsFinite))
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        return low > high ? "" : $" {label} from {Number(low)} to {Number(high)}.";
    }

    private static string Extremes(Series series, int[] finite)
    {
        var low = finite.MinBy(i => series.Y[i]);
        var high = finite.MaxBy(i => series.Y[i]);
        var text = "";
        if (low != finite[0] && low != finite[^1])
        {
            text += $", lowest {Number(series.Y[low])} at {Number(series.X[low])}";
        }

        if (high != finite[0] && high != finite[^1])
        {
            text += $", highest {Number(series.Y[high])} at {Number(series.X[high])}";
        }

        return text;
    }

    private static string Number(double value) => HtmlText.Number(value);
}

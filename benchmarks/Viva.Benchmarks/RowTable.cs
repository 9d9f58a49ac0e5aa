using System.Globalization;

namespace Viva.Benchmarks;

/// <summary>Prints rows as they come, in columns.</summary>
internal sealed class RowTable(TextWriter writer)
{
    private bool _started;

    /// <summary>Whether a row missed its bar.</summary>
    public bool Missed { get; private set; }

    public void Print(string benchmark, Row row)
    {
        if (!_started)
        {
            writer.WriteLine($"{"benchmark", -10} {"measure", -66} {"value", 12} {"unit", -10} {"bar", -10}");
        }

        _started = true;
        var bar =
            row.AtMost is { } most ? $"<= {Number(most)}"
            : row.AtLeast is { } least ? $">= {Number(least)}"
            : "";
        writer.WriteLine(
            (
                $"{benchmark, -10} {row.Measure, -66} {Number(row.Value), 12} {row.Unit, -10} {bar, -10} "
                + $"{(bar.Length == 0 ? "" : row.Met ? "ok" : "MISSED")}"
            ).TrimEnd()
        );
        Missed |= !row.Met;
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture);
}

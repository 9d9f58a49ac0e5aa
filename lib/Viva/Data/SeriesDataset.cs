using System.Globalization;
using Viva.Data.Records;
using Viva.Display.Charts;

namespace Viva.Data;

/// <summary>
/// Measurements at even steps of time, one or several columns, in three parts that follow each other: what is learned from the first is
/// chosen by the second and judged by the third, and no part knows its future.
/// </summary>
/// <param name="Name">The name in the catalogue.</param>
/// <param name="Origin">Whether this is the published data or made here.</param>
/// <param name="Times">When each row was measured (a month or a year by its first day).</param>
/// <param name="Columns">The columns, each with a value for every row.</param>
/// <param name="Season">How many rows one season has, such as 12 for months; 1 where there is none.</param>
/// <param name="Train">The rows to learn from.</param>
/// <param name="Validation">The rows to make choices by.</param>
/// <param name="Test">The rows kept for the final judgement.</param>
public sealed record SeriesDataset(
    string Name,
    DataOrigin Origin,
    DateTime[] Times,
    IReadOnlyList<SeriesColumn> Columns,
    int Season,
    Range Train,
    Range Validation,
    Range Test
) : IDataset
{
    /// <summary>How many rows there are.</summary>
    public int Count => Times.Length;

    /// <summary>The values of the column called <paramref name="column"/>.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public double[] this[string column] =>
        Columns.FirstOrDefault(candidate => candidate.Name == column)?.Values
        ?? throw new ArgumentException(
            $"{Name} has no column '{column}'; it has {string.Join(", ", Columns.Select(candidate => $"'{candidate.Name}'"))}.",
            nameof(column)
        );

    /// <inheritdoc/>
    public object Sample()
    {
        // A chart cannot show more points than a screen has.
        var rows = Evenly.Pick([.. Enumerable.Range(0, Count)], 1500).ToArray();
        var years = rows.Select(i => Times[i].Year + (Times[i].DayOfYear - 1 + Times[i].TimeOfDay.TotalDays) / 366).ToArray();
        return Plot.Lines(
            Columns.Select(column => new Series(column.Name, years, [.. rows.Select(i => column.Values[i])])),
            ToString(),
            "year",
            Columns.Count == 1 ? Columns[0].Name : null
        );
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} ({(Origin == DataOrigin.Real ? "real" : "built-in")}): {Count:N0} rows from {Times[0]:yyyy-MM-dd} to "
                + $"{Times[^1]:yyyy-MM-dd}, {string.Join(", ", Columns.Select(column => column.Name))}"
        );

    /// <summary>A series whose first seven tenths are for training and last two for the test.</summary>
    internal static SeriesDataset InTenths(
        string name,
        DataOrigin origin,
        DateTime[] times,
        IReadOnlyList<SeriesColumn> columns,
        int season
    )
    {
        var (validation, test) = (times.Length * 7 / 10, times.Length * 8 / 10);
        return new SeriesDataset(name, origin, times, columns, season, ..validation, validation..test, test..times.Length);
    }
}

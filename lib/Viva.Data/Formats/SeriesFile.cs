using System.Globalization;
using Viva.Data.Records;

namespace Viva.Data.Formats;

/// <summary>A table of a column of times and columns of numbers, none missing, the times at even steps or at least in order.</summary>
public static class SeriesFile
{
    /// <summary>Reads the table; <paramref name="format"/> is that of its times, such as <c>yyyy-MM</c>.</summary>
    /// <exception cref="DataException">A column is missing, a time or number cannot be read, or the times do not rise.</exception>
    public static (DateTime[] Times, IReadOnlyList<SeriesColumn> Columns) Read(
        ReadOnlySpan<byte> bytes,
        string file,
        string timeColumn,
        string format,
        params string[] columns
    )
    {
        var table = CsvTable.Parse(bytes, file);
        var written = table.Texts(timeColumn);
        var times = new DateTime[written.Length];
        for (var i = 0; i < times.Length; i++)
        {
            if (!DateTime.TryParseExact(written[i], format, CultureInfo.InvariantCulture, DateTimeStyles.None, out times[i]))
            {
                throw new DataException(
                    file,
                    $"record {i + 1}, column '{timeColumn}': '{written[i]}' is not a time such as {format}",
                    "Correct the field, or fetch the file again."
                );
            }

            if (i > 0 && times[i] <= times[i - 1])
            {
                throw new DataException(
                    file,
                    $"record {i + 1}, column '{timeColumn}': {written[i]} is not after {written[i - 1]}",
                    "Correct the field, or fetch the file again."
                );
            }
        }

        SeriesColumn[] values = [.. columns.Select(column => new SeriesColumn(column, Finite(table, column, file)))];
        return times.Length >= 10
            ? (times, values)
            : throw new DataException(file, $"holds {times.Length} rows; a series needs 10", "Fetch the file again.");
    }

    private static double[] Finite(CsvTable table, string column, string file)
    {
        var values = table.Numbers(column);
        var missing = Array.FindIndex(values, double.IsNaN);
        return missing < 0
            ? values
            : throw new DataException(
                file,
                $"record {missing + 1}, column '{column}': the value is missing",
                "Complete it, or fetch the file again."
            );
    }
}

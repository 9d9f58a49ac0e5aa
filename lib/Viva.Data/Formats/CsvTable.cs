using System.Globalization;
using System.Text;

namespace Viva.Data.Formats;

/// <summary>
/// A CSV file (RFC 4180) read strictly: every record has every column, every number is written with the invariant culture, the text is
/// UTF-8, with or without a byte order mark. Lines may end in LF, CRLF or CR, blank lines are skipped, and a quoted field may span lines.
/// Whatever deviates is a <see cref="DataException"/> that names the file, the line and the column.
/// </summary>
public sealed class CsvTable
{
    private const int LargestFile = 512 * 1024 * 1024;

    private readonly string _source;
    private readonly CsvFormat _format;
    private readonly List<string>[] _fields; // by column, then by row
    private readonly List<int> _lines; // by row

    private CsvTable(string source, CsvFormat format, IReadOnlyList<string> columns, List<string>[] fields, List<int> lines)
    {
        (_source, _format, _fields, _lines) = (source, format, fields, lines);
        Columns = columns;
    }

    /// <summary>The column names, in file order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The number of records, the header not counted.</summary>
    public int RowCount => _lines.Count;

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="DataException">The file cannot be read, is not UTF-8, or is not a table.</exception>
    public static CsvTable Read(string path, CsvFormat? format = null)
    {
        byte[] bytes;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestFile })
            {
                throw new DataException(path, "larger than 512 MB", "Split the file; a table is read whole.");
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, $"cannot be read ({e.Message})", "Check the path and its permissions.", innerException: e);
        }
        return Parse(bytes, path, format);
    }

    /// <summary>Reads the bytes of a file; <paramref name="source"/> names it in error messages.</summary>
    /// <exception cref="DataException">The bytes are not UTF-8 or not a table.</exception>
    public static CsvTable Parse(ReadOnlySpan<byte> utf8, string source, CsvFormat? format = null) =>
        Parse(Decode(utf8, source), source, format);

    /// <summary>Reads text; <paramref name="source"/> names it in error messages.</summary>
    /// <exception cref="DataException">The text is not a table.</exception>
    public static CsvTable Parse(string text, string source, CsvFormat? format = null)
    {
        format ??= new CsvFormat();
        if (text is ['\uFEFF', ..])
        {
            text = text[1..]; // a byte order mark
        }

        if (text.IndexOf('\0') is >= 0 and var at)
        {
            throw new DataException(
                source,
                $"line {LineAt(text.AsSpan(0, at))}: a NUL character, which text does not contain",
                "Save it as text in UTF-8; it may be in UTF-16, or not a table."
            );
        }

        using var reader = new CsvRecords(text, source, format);
        var columns = format.Columns;
        if (columns is null)
        {
            var header = new List<string>();
            if (!reader.Next(header))
            {
                throw new DataException(source, "empty; its first line must name the columns", "Fetch or save the file again.");
            }

            columns = header;
        }
        if (columns.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new DataException(
                source,
                twice.Key.Length > 0 ? $"two columns are named '{Shorten(twice.Key)}'" : "two columns have no name",
                "Rename one."
            );
        }

        var fields = columns.Select(_ => new List<string>()).ToArray();
        var lines = new List<int>();
        var shared = new Dictionary<string, string>(); // a category's name is kept once
        var record = new List<string>(columns.Count);
        while (reader.Next(record))
        {
            if (record.Count != columns.Count)
            {
                var (gap, nextStep) =
                    record.Count < columns.Count
                        ? ($"column '{columns[record.Count]}' is missing", "Complete the line, or fetch the file again: it may be cut off.")
                        : (
                            $"the first one too many is '{Shorten(record[columns.Count])}'",
                            record[columns.Count].Length > 0
                                ? $"Quote a field that holds '{format.Separator}'."
                                : $"Remove the '{format.Separator}' at the end of the line, or name a column for it."
                        );
                throw new DataException(
                    source,
                    $"line {reader.Line}: {record.Count} fields where there are {columns.Count} columns; {gap}",
                    nextStep
                );
            }
            for (var c = 0; c < columns.Count; c++)
            {
                if (!shared.TryGetValue(record[c], out var field))
                {
                    shared[record[c]] = field = record[c];
                }

                fields[c].Add(field);
            }
            lines.Add(reader.Line);
        }
        return new CsvTable(source, format, columns, fields, lines);
    }

    /// <summary>A column as text; null where the value is missing.</summary>
    /// <exception cref="DataException">There is no such column.</exception>
    public string?[] Texts(string column) => Column(column).Select(field => IsMissing(field) ? null : field).ToArray();

    /// <summary>A column of numbers, written as in 1234.5 or 1e-3; NaN where the value is missing.</summary>
    /// <exception cref="DataException">There is no such column, or a field is not a finite number.</exception>
    public double[] Numbers(string column)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return Convert<double>(
            column,
            "a number such as 1234.5",
            field =>
                IsMissing(field) ? double.NaN
                : double.TryParse(field, style, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
                : null
        );
    }

    /// <summary>A column of whole numbers, none missing.</summary>
    /// <exception cref="DataException">There is no such column, or a field is not a whole number that fits 32 bits.</exception>
    public int[] Integers(string column) =>
        Convert<int>(
            column,
            "a whole number such as 1234",
            field => int.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null
        );

    /// <summary>A column of two categories as true and false, none missing.</summary>
    /// <exception cref="DataException">There is no such column, or a field is in neither list.</exception>
    public bool[] Flags(string column, IReadOnlyList<string> whenTrue, IReadOnlyList<string> whenFalse) =>
        Convert<bool>(
            column,
            $"one of {string.Join(", ", whenTrue.Concat(whenFalse).Select(name => $"'{name}'"))}",
            field =>
                whenTrue.Contains(field) ? true
                : whenFalse.Contains(field) ? false
                : null
        );

    private T[] Convert<T>(string column, string expected, Func<string, T?> convert)
        where T : struct
    {
        var fields = Column(column);
        var values = new T[fields.Count];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] =
                convert(fields[row])
                ?? throw new DataException(
                    _source,
                    $"line {_lines[row]}, column '{column}': '{Shorten(fields[row])}' is not {expected}",
                    "Correct the field, or fetch the file again."
                );
        }
        return values;
    }

    private List<string> Column(string name)
    {
        for (var c = 0; c < Columns.Count; c++)
        {
            if (Columns[c] == name)
            {
                return _fields[c];
            }
        }
        throw new DataException(
            _source,
            $"no column '{name}'; there are {string.Join(", ", Columns.Select(c => $"'{Shorten(c)}'"))}",
            "Check the header line and the separator."
        );
    }

    private bool IsMissing(string field) => field.Length == 0 || field == _format.Missing;

    private static string Shorten(string field) => field.Length <= 40 ? field : field[..40] + "...";

    private static string Decode(ReadOnlySpan<byte> bytes, string source)
    {
        if (bytes is [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..])
        {
            throw new DataException(source, "encoded in UTF-32", "Save it as UTF-8.", offset: 0);
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new DataException(source, "encoded in UTF-16", "Save it as UTF-8.", offset: 0);
        }

        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var at = Math.Clamp(e.Index, 0, bytes.Length);
            var line = LineAt(Encoding.Latin1.GetString(bytes[..at]));
            throw new DataException(
                source,
                $"line {line}: not UTF-8 text",
                "Save it as UTF-8; it may be in Windows-1252 or compressed.",
                at,
                e
            );
        }
    }

    /// <summary>The number of the line, from 1, on which what follows <paramref name="before"/> stands.</summary>
    internal static int LineAt(ReadOnlySpan<char> before)
    {
        var line = 1;
        for (var i = 0; i < before.Length; i++)
        {
            line += before[i] == '\n' || (before[i] == '\r' && (i + 1 == before.Length || before[i + 1] != '\n')) ? 1 : 0;
        }

        return line;
    }
}

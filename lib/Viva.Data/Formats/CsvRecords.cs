using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Viva.Data.Formats;

/// <summary>
/// The records of a CSV text, one call each. CsvHelper splits them; where it finds that a field is malformed, the error says on which line.
/// </summary>
internal sealed class CsvRecords : IDisposable
{
    private readonly string _source;
    private readonly CsvFormat _format;
    private readonly CsvParser _parser;
    private int _field;

    public CsvRecords(string text, string source, CsvFormat format)
    {
        (_source, _format) = (source, format);
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = format.Separator.ToString(),
            HasHeaderRecord = false,
            TrimOptions = format.Trim ? TrimOptions.Trim : TrimOptions.None,
            AllowComments = format.Comment is not null,
            Comment = format.Comment ?? '#',
            BadDataFound = found => throw Malformed(found.Field),
        };
        _parser = new CsvParser(new StringReader(text), configuration);
    }

    /// <summary>The line on which the last record began, counted from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Reads the next record into <paramref name="record"/>; false at the end.</summary>
    /// <exception cref="DataException">A field is malformed.</exception>
    public bool Next(List<string> record)
    {
        record.Clear();
        if (!_parser.Read())
        {
            return false;
        }

        Line = FirstLine(_parser.RawRecord, _parser.RawRow);
        for (_field = 0; _field < _parser.Count; _field++)
        {
            record.Add(_parser[_field]);
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _parser.Dispose();

    /// <summary>
    /// The parser counts lines to the end of a record. The line end behind the record does not count, unless a quote without its partner
    /// made it a part of the last field.
    /// </summary>
    private static int FirstLine(string record, int lastLine)
    {
        var open = record.Count(c => c == '"') % 2 == 1;
        var lines = record.AsSpan();
        if (!open)
        {
            lines =
                lines.EndsWith("\r\n") ? lines[..^2]
                : lines is [.., '\n' or '\r'] ? lines[..^1]
                : lines;
        }

        return lastLine - (CsvTable.LineAt(lines) - 1);
    }

    private DataException Malformed(string field)
    {
        var (what, nextStep) =
            !field.TrimStart(' ').StartsWith('"') ? ("a quote inside a field that is not quoted", "Quote the field and double the quote.")
            : field.Count(c => c == '"') % 2 == 1
                ? ("a quoted field without its closing quote", "Close it, or fetch the file again: it may be cut off.")
            : ("text after a closing quote", "Double a quote that belongs to the field.");
        var column = _format.Columns is { } names && _field < names.Count ? $"column '{names[_field]}'" : $"field {_field + 1}";
        return new DataException(_source, $"line {Line}, {column}: {what}", nextStep);
    }
}

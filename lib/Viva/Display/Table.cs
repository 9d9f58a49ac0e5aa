using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display.Formatters;

namespace Viva.Display;

/// <summary>
/// A small table: headings, rows, numbers to the right with the invariant culture. It renders itself as HTML and as aligned text.
/// </summary>
[TypeFormatterSource(typeof(ViewFormatters<Table>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed partial class Table : IView
{
    private readonly string[] _headers;
    private readonly string?[] _formats;
    private readonly List<object?[]> _rows = [];

    /// <summary>A table with these headings.</summary>
    /// <exception cref="ArgumentException">There is no heading.</exception>
    public Table(params string[] headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        if (headers.Length == 0)
        {
            throw new ArgumentException("A table needs at least one heading.", nameof(headers));
        }

        _headers = [.. headers];
        _formats = new string?[headers.Length];
    }

    /// <summary>The text above the table; null for none.</summary>
    public string? Caption { get; set; }

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentException">The number of cells is not the number of headings.</exception>
    public Table Add(params object?[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Length != _headers.Length)
        {
            throw new ArgumentException($"The table has {_headers.Length} columns, but this row has {cells.Length} cells.", nameof(cells));
        }

        _rows.Add([.. cells]);
        return this;
    }

    /// <summary>Formats the numbers of one column, such as <c>"P1"</c> for 97.5%.</summary>
    /// <exception cref="ArgumentException">There is no such heading.</exception>
    public Table Format(string header, string format)
    {
        var column = Array.IndexOf(_headers, header);
        if (column < 0)
        {
            throw new ArgumentException($"There is no column '{header}'; the columns are {string.Join(", ", _headers)}.", nameof(header));
        }

        _formats[column] = format;
        return this;
    }

    /// <summary>Sets the caption.</summary>
    public Table WithCaption(string caption)
    {
        Caption = caption;
        return this;
    }

    /// <summary>A table of records: a column for each public property (or field of a tuple), a row for each record.</summary>
    public static Table Of<T>(IEnumerable<T> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (IsSimple(typeof(T)))
        {
            var single = new Table("Value");
            foreach (var record in records)
            {
                single.Add(record);
            }

            return single;
        }

        var properties = typeof(T)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
            .ToArray();
        var fields = properties.Length > 0 ? [] : typeof(T).GetFields(BindingFlags.Public | BindingFlags.Instance);
        var table = new Table([.. properties.Select(property => Words(property.Name)), .. fields.Select(field => Words(field.Name))]);
        foreach (var record in records)
        {
            table.Add([.. properties.Select(property => property.GetValue(record)), .. fields.Select(field => field.GetValue(record))]);
        }

        return table;
    }

    string IView.Html
    {
        get
        {
            var (cells, numeric) = Render();
            var html = new StringBuilder("<table style=\"border-collapse:collapse;margin:.5em 0;font-variant-numeric:tabular-nums\">");
            if (!string.IsNullOrEmpty(Caption))
            {
                html.Append(
                    $"<caption style=\"caption-side:top;text-align:left;font-weight:600;"
                        + $"padding:.2em 0\">{HtmlText.Encode(Caption)}</caption>"
                );
            }

            html.Append("<thead><tr>");
            for (var j = 0; j < _headers.Length; j++)
            {
                // The corner above the row names is no heading.
                var tag = _headers[j].Length > 0 ? "th scope=\"col\"" : "td";
                html.Append(
                    $"<{tag} style=\"text-align:{Side(numeric[j])};padding:.25em .7em;"
                        + $"border-bottom:2px solid\">{HtmlText.Encode(_headers[j])}</{tag[..2]}>"
                );
            }

            html.Append("</tr></thead><tbody>");
            for (var i = 0; i < cells.Count; i++)
            {
                html.Append("<tr style=\"border-bottom:1px solid rgba(128,128,128,.35)\">");
                for (var j = 0; j < _headers.Length; j++)
                {
                    // A column of words on the left names the row.
                    var tag = j == 0 && !numeric[0] && _headers.Length > 1 ? "th scope=\"row\"" : "td";
                    var content = _rows[i][j] is IView view ? view.Html : HtmlText.Encode(cells[i][j]);
                    html.Append(
                        $"<{tag} style=\"text-align:{Side(numeric[j])};"
                            + $"padding:.25em .7em{(tag == "td" ? "" : ";font-weight:400")}\">{content}</{tag[..2]}>"
                    );
                }

                html.Append("</tr>");
            }

            return html.Append("</tbody></table>").ToString();

            static string Side(bool right) => right ? "right" : "left";
        }
    }

    string IView.Text
    {
        get
        {
            var (cells, numeric) = Render();
            var widths = Enumerable
                .Range(0, _headers.Length)
                .Select(j => Math.Max(_headers[j].Length, cells.Count == 0 ? 0 : cells.Max(row => row[j].Length)))
                .ToArray();
            var text = new StringBuilder();
            if (!string.IsNullOrEmpty(Caption))
            {
                text.AppendLine(Caption);
            }

            Line(_headers);
            text.AppendLine(string.Join("  ", widths.Select(width => new string('-', width))));
            foreach (var row in cells)
            {
                Line(row);
            }

            return text.ToString().TrimEnd().ReplaceLineEndings("\n");

            void Line(IReadOnlyList<string> row) =>
                text.AppendLine(
                    string.Join("  ", row.Select((cell, j) => numeric[j] ? cell.PadLeft(widths[j]) : cell.PadRight(widths[j]))).TrimEnd()
                );
        }
    }

    /// <summary>The table as aligned text.</summary>
    public override string ToString() => ((IView)this).Text;

    private (List<string[]> Cells, bool[] Numeric) Render()
    {
        var numeric = new bool[_headers.Length];
        var cells = _rows.Select(_ => new string[_headers.Length]).ToList();
        for (var j = 0; j < _headers.Length; j++)
        {
            var column = _rows.Select(row => row[j]).ToArray();
            numeric[j] = column.Any(IsNumber) && column.All(cell => cell is null || IsNumber(cell));
            var format = _formats[j] ?? DecimalsOf(column);
            for (var i = 0; i < column.Length; i++)
            {
                cells[i][j] = CellText(column[i], format);
            }
        }

        return (cells, numeric);
    }

    // All values of a column have the same number of decimals, so that the points line up: as many as four digits need.
    private static string? DecimalsOf(object?[] column)
    {
        var reals = column
            .Where(cell => cell is double or float or decimal or Half)
            .Select(cell => Convert.ToDouble(cell is Half half ? (double)half : cell, CultureInfo.InvariantCulture))
            .Where(double.IsFinite)
            .ToArray();
        if (reals.Length == 0)
        {
            return null;
        }

        if (reals.Any(value => Math.Abs(value) >= 1e7 || (value != 0 && Math.Abs(value) < 1e-4)))
        {
            return null;
        }

        var texts = reals.Select(value => HtmlText.Number(value));
        var decimals = Math.Min(
            4,
            texts.Max(text =>
                text.Contains('.', StringComparison.Ordinal) ? text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1 : 0
            )
        );
        return reals.Any(value => value != 0 && Math.Abs(value) < 1e-3) ? null : "F" + decimals;
    }

    private static string CellText(object? cell, string? format) =>
        cell switch
        {
            null => "",
            string text => text,
            double or float or decimal => HtmlText.Number(Convert.ToDouble(cell, CultureInfo.InvariantCulture), format),
            Half half => HtmlText.Number((double)half, format),
            _ when IsNumber(cell) && format is not null && !format.StartsWith('F') => ((IFormattable)cell).ToString(
                format,
                HtmlText.NumberFormat
            ),
            IView view => view.Text,
            bool flag => flag ? "yes" : "no",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable sequence => string.Join(", ", sequence.Cast<object?>().Take(20).Select(item => CellText(item, null))),
            _ => cell.ToString() ?? "",
        };

    private static bool IsNumber(object? cell) =>
        cell is double or float or decimal or Half or int or long or short or byte or sbyte or uint or ulong or ushort;

    private static bool IsSimple(Type type) =>
        type.IsPrimitive
        || type.IsEnum
        || type == typeof(string)
        || type == typeof(decimal)
        || type == typeof(Half)
        || type == typeof(object);

    // TestAccuracy -> Test accuracy; MSE and Item1 stay as they are.
    private static string Words(string name) => CaseChange().Replace(name, match => " " + match.Value.ToLowerInvariant());

    [GeneratedRegex("(?<=[a-z0-9])[A-Z](?=[a-z])")]
    private static partial Regex CaseChange();
}

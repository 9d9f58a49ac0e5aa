using System.Globalization;
using System.Text.RegularExpressions;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Viva.Notebooks.Documents;

/// <summary>
/// What the first cell of a notebook says about it: <c># 23 · Title</c>, the question as a quotation, and a table "At a glance". Whatever
/// is missing is null, or absent from <see cref="Rows"/>.
/// </summary>
/// <param name="Number">The number in the title.</param>
/// <param name="Title">The title without its number.</param>
/// <param name="Question">The question as an interviewer asks it.</param>
/// <param name="Columns">The two headings of the table.</param>
/// <param name="Rows">The table's rows: label and text, formulas and code left out.</param>
public sealed partial record NotebookHeader(
    int? Number,
    string? Title,
    string? Question,
    IReadOnlyList<string> Columns,
    IReadOnlyList<KeyValuePair<string, string>> Rows
)
{
    /// <summary>Minutes to read, from the row "Read".</summary>
    public int? ReadMinutes =>
        this["Read"] is { } text && Minutes().Match(text) is { Success: true } match
            ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : null;

    /// <summary>The text of a row, or null.</summary>
    public string? this[string label] => Rows.Where(row => row.Key == label).Select(row => row.Value).FirstOrDefault();

    /// <summary>Reads the header of a notebook.</summary>
    public static NotebookHeader Of(NotebookDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var first = document.Cells is [{ Kind: CellKind.Markdown } cell, ..] ? Markdown.Parse(cell.Source) : [];
        var heading = first.OfType<HeadingBlock>().FirstOrDefault(block => block.Level == 1);
        var title = TitleParts().Match(heading?.Inline is { } inline ? Markdown.TextOf(inline) : "");
        var question = first.OfType<QuoteBlock>().FirstOrDefault()?.OfType<ParagraphBlock>().FirstOrDefault();
        var rows = (first.OfType<Table>().FirstOrDefault()?.OfType<TableRow>() ?? [])
            .Select(row => row.OfType<TableCell>().Select(CellText).ToArray())
            .Where(row => row.Length == 2)
            .ToList();

        return new NotebookHeader(
            title.Success ? int.Parse(title.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) : null,
            title.Success ? title.Groups["title"].Value : null,
            question?.Inline is { } words ? Markdown.TextOf(words).ReplaceLineEndings(" ") : null,
            rows.FirstOrDefault() ?? [],
            [.. rows.Skip(1).Select(row => KeyValuePair.Create(row[0], row[1]))]
        );
    }

    private static string CellText(TableCell cell) =>
        string.Join(
                ' ',
                cell.OfType<ParagraphBlock>().Where(block => block.Inline is not null).Select(block => Markdown.TextOf(block.Inline!))
            )
            .Trim();

    [GeneratedRegex(@"^(?<number>\d{2}) · (?<title>\S.*)$")]
    private static partial Regex TitleParts();

    [GeneratedRegex(@"\b(\d{1,3}) minutes?\b")]
    private static partial Regex Minutes();
}

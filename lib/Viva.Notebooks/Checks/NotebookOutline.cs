using System.Globalization;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Checks;

/// <summary>A notebook as the rules see it: its cells parsed, its sections found.</summary>
internal sealed partial class NotebookOutline
{
    public NotebookOutline(NotebookDocument document, string path)
    {
        Document = document;
        Path = path;
        Cells = [.. document.Cells.Select((cell, i) => new OutlineCell(cell, i + 1))];
        Core = [.. Cells.Except(FindDeeper(Cells))];
        Header = NotebookHeader.Of(document);
        var name = FileName().Match(System.IO.Path.GetFileName(path));
        Number = name.Success ? int.Parse(name.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

        var starts = Headings.Where(heading => heading.Level == 2).ToList();
        Sections =
        [
            .. starts.Select(
                (start, i) =>
                {
                    var end = i + 1 < starts.Count ? starts[i + 1].Cell.Number - 1 : Cells.Count;
                    var first = start.Cell.Number - 1;
                    return new Section(start.Text, start.Cell, start.Line, [.. Cells.Skip(first).Take(Math.Max(1, end - first))]);
                }
            ),
        ];
    }

    public NotebookDocument Document { get; }

    public string Path { get; }

    /// <summary>The number in the file's name, or null when the name has another form.</summary>
    public int? Number { get; }

    /// <summary>Whether the notebook answers a coding question, which puts the deliverable first.</summary>
    public bool IsCoding => Number is { } number && Syllabus.Find(number)?.IsCoding == true;

    public NotebookHeader Header { get; }

    public IReadOnlyList<OutlineCell> Cells { get; }

    /// <summary>The cells outside sections tagged <c>deeper</c>: what everybody reads.</summary>
    public IReadOnlyList<OutlineCell> Core { get; }

    public IEnumerable<OutlineCell> CodeCells => Cells.Where(cell => cell.Cell.Kind == CellKind.Code);

    public IEnumerable<OutlineCell> MarkdownCells => Cells.Where(cell => cell.Cell.Kind == CellKind.Markdown);

    public IEnumerable<Heading> Headings => MarkdownCells.SelectMany(cell => cell.Headings);

    /// <summary>The parts that a heading of level 2 starts.</summary>
    public IReadOnlyList<Section> Sections { get; }

    /// <summary>The numbered sections that hold the answer in depth.</summary>
    public IEnumerable<Section> DepthSections => Sections.Where(section => Section.IsDepth(section.Title));

    public Section? Find(string title) => Sections.FirstOrDefault(section => section.Title == title);

    // A heading with the tag begins such a section, which lasts to the next heading of its level or a higher one.
    private static IEnumerable<OutlineCell> FindDeeper(IReadOnlyList<OutlineCell> cells)
    {
        int? level = null;
        foreach (var cell in cells)
        {
            if (cell.Cell.Kind == CellKind.Markdown)
            {
                var headings = cell.Headings.ToList();
                if (headings.Any(heading => heading.Level <= level))
                {
                    level = null;
                }

                if (level is null && cell.BeginsDeeper)
                {
                    level = headings[0].Level;
                }
            }
            if (level is not null)
            {
                yield return cell;
            }
        }
    }

    [GeneratedRegex(@"^(\d{2})-[a-z0-9]+(-[a-z0-9]+)*\.ipynb$")]
    public static partial Regex FileName();
}

/// <summary>A heading in a Markdown cell; the line is counted from 1 in the cell.</summary>
internal sealed record Heading(OutlineCell Cell, int Line, int Level, string Text, bool IsFirst);

/// <summary>A section: its heading and its cells, the heading's own first.</summary>
internal sealed partial record Section(string Title, OutlineCell Start, int Line, IReadOnlyList<OutlineCell> Cells)
{
    public IEnumerable<OutlineCell> Code => Cells.Where(cell => cell.Cell.Kind == CellKind.Code);

    public IEnumerable<OutlineCell> Text => Cells.Where(cell => cell.Cell.Kind == CellKind.Markdown);

    /// <summary>The heading without its number.</summary>
    public string Claim => Number().Replace(Title, "");

    public static bool IsDepth(string title) => title.Length > 0 && char.IsAsciiDigit(title[0]);

    /// <summary>Whether the title begins with the number, as <c>3 · </c> or <c>3. </c>.</summary>
    public bool HasNumber(int number) =>
        Number().Match(Title) is { Success: true } match && match.Groups[1].Value == number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d+)( ·|\.) +")]
    private static partial Regex Number();
}

/// <summary>A cell with its Markdown or its C# parsed, once and when first needed.</summary>
internal sealed class OutlineCell
{
    private readonly Lazy<MarkdownDocument> _markdown;
    private readonly Lazy<CellCode> _code;
    private readonly Lazy<HashSet<int>> _folded;

    public OutlineCell(NotebookCell cell, int number)
    {
        Cell = cell;
        Number = number;
        _markdown = new Lazy<MarkdownDocument>(() => Markdown.Parse(cell.Source));
        _code = new Lazy<CellCode>(() => new CellCode(cell.Source));
        _folded = new Lazy<HashSet<int>>(() => [.. FoldedLines(Lines)]);
    }

    public NotebookCell Cell { get; }

    /// <summary>The cell's place in the notebook, from 1.</summary>
    public int Number { get; }

    /// <summary>The lines of the cell's text.</summary>
    public string[] Lines => Cell.Source.ReplaceLineEndings("\n").Split('\n');

    /// <summary>Whether the cell is a heading, of a section or inside one, that begins a section tagged <c>deeper</c>.</summary>
    public bool BeginsDeeper =>
        Cell.Kind == CellKind.Markdown && Cell.Tags.Contains("deeper") && Headings.FirstOrDefault() is { IsFirst: true, Level: 2 or 3 };

    public MarkdownDocument Text => _markdown.Value;

    public CellCode Code => _code.Value;

    public IEnumerable<(int Line, string Text)> Prose => Markdown.Prose(Text);

    /// <summary>The prose outside folded answers.</summary>
    public IEnumerable<(int Line, string Text)> OpenProse => Prose.Where(block => !IsFolded(block.Line));

    public IEnumerable<Heading> Headings =>
        Text.Descendants<HeadingBlock>()
            .Select(heading => new Heading(
                this,
                heading.Line + 1,
                heading.Level,
                heading.Inline is null ? "" : Cell.Source[heading.Inline.Span.Start..(heading.Inline.Span.End + 1)].Trim(),
                IsFirst: ReferenceEquals(Text.FirstOrDefault(), heading)
            ));

    /// <summary>Whether a line, from 1, is part of a folded answer.</summary>
    public bool IsFolded(int line) => _folded.Value.Contains(line);

    private static IEnumerable<int> FoldedLines(string[] lines)
    {
        var folded = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimStart();
            folded |= line.StartsWith("<details", StringComparison.Ordinal);
            if (folded)
            {
                yield return i + 1;
            }

            folded &= !line.StartsWith("</details", StringComparison.Ordinal);
        }
    }
}

using System.Text.RegularExpressions;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Checks;

/// <summary>The rules about reading a notebook: how long it takes, what it asks of the reader, which words it explains.</summary>
internal static partial class ReadingRules
{
    private const double WordsPerMinute = 180;
    private const double SecondsPerLine = 5;
    private const int MostMinutes = 30;
    private const int HeaderMayDiffer = 5;

    private const string PredictMark = "**Predict:**";

    private static readonly string[] Skipped = ["exercise", "check", "solution"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("reading-time", "Half an hour is what a reader gives, and the header promises how much of it.", ReadingTime),
        new("predictions", "Who has said what to expect looks at the result.", Predictions),
        new("terms", "A reader who meets a word for the first time finds there what it means.", Terms),
    ];

    private static IEnumerable<Fault> ReadingTime(NotebookOutline notebook)
    {
        var (minutes, words, lines) = Measure(notebook);
        if (minutes > MostMinutes)
        {
            yield return new Fault(
                null,
                null,
                $"The core takes {minutes} minutes to read ({words} words at {WordsPerMinute:0} a minute, {lines} lines of code at "
                    + $"{SecondsPerLine:0} s), {MostMinutes} are the most: shorten it, or move what it can do "
                    + "without to a section tagged deeper."
            );
        }

        if (notebook.Header.ReadMinutes is { } promised && Math.Abs(promised - minutes) > HeaderMayDiffer)
        {
            yield return new Fault(
                notebook.Cells[0],
                null,
                $"The row 'Read' says {promised} minutes, and the core takes {minutes}: write '{minutes} minutes'."
            );
        }
    }

    /// <summary>The time that the core takes: its words outside folded answers, and its lines of code outside exercises.</summary>
    private static (int Minutes, int Words, int Lines) Measure(NotebookOutline notebook)
    {
        var words = notebook
            .Core.Where(cell => cell.Cell.Kind == CellKind.Markdown)
            .SelectMany(cell => cell.OpenProse)
            .Sum(block => AnatomyRules.Words().Count(block.Text));
        var lines = notebook
            .Core.Where(cell => cell.Cell.Kind == CellKind.Code && !cell.Cell.Tags.Intersect(Skipped).Any())
            .Sum(cell => cell.Lines.Count(line => !string.IsNullOrWhiteSpace(line)));
        return ((int)Math.Round(words / WordsPerMinute + lines * SecondsPerLine / 60), words, lines);
    }

    private static IEnumerable<Fault> Predictions(NotebookOutline notebook)
    {
        foreach (var cell in notebook.MarkdownCells)
        {
            foreach (var (firstLine, text) in cell.OpenProse)
            {
                foreach (Match match in Prediction().Matches(text))
                {
                    var line = firstLine + text.AsSpan(0, match.Groups["words"].Index).Count('\n');
                    if (!cell.Lines[line - 1].StartsWith(PredictMark, StringComparison.Ordinal))
                    {
                        yield return new Fault(
                            cell,
                            line,
                            $"'{match.Groups["words"].Value.ReplaceLineEndings(" ")}': a question to the reader is a line that begins "
                                + $"with {PredictMark}."
                        );
                    }
                    else if (!IsAnswered(notebook, cell, line))
                    {
                        yield return new Fault(
                            cell,
                            line,
                            "The prediction has no answer: fold it below (<details>), or give it in the next cell of the section."
                        );
                    }

                    // What belongs to the question may say what it likes.
                    break;
                }
            }
        }
    }

    private static bool IsAnswered(NotebookOutline notebook, OutlineCell cell, int line) =>
        Enumerable.Range(line, cell.Lines.Length - line + 1).Any(cell.IsFolded)
        || notebook.Sections.Any(section => section.Cells.Contains(cell) && section.Cells[^1] != cell);

    private static IEnumerable<Fault> Terms(NotebookOutline notebook)
    {
        var glossary = Glossary.Beside(notebook.Path);
        var start = notebook.Find(AnatomyRules.ShortAnswer)?.Cells[^1].Number ?? 1;
        var end = notebook.Find(AnatomyRules.Sources)?.Start.Number ?? int.MaxValue;
        var met = new HashSet<string>();
        foreach (var cell in notebook.Core.Where(cell => cell.Cell.Kind == CellKind.Markdown && cell.Number > start && cell.Number < end))
        {
            foreach (var block in cell.Text.Descendants<LeafBlock>().Where(block => block is not HeadingBlock))
            {
                if (block.Inline is null || cell.IsFolded(block.Line + 1))
                {
                    continue;
                }

                var text = Markdown.TextOf(block.Inline);
                var italics = Italics(block.Inline);
                foreach (var (term, position, length) in glossary.Find(text))
                {
                    if (met.Add(term) && !italics.Any(range => range.Start <= position && position + length <= range.End))
                    {
                        var line = block.Line + 1 + text.AsSpan(0, position).Count('\n');
                        yield return new Fault(
                            cell,
                            line,
                            $"'{term}' is a term of the glossary and is used here first: say what it means, and write *{term}*."
                        );
                    }
                }
            }
        }
    }

    /// <summary>Where text stands in italics, as ranges of what <see cref="Markdown.TextOf"/> gives.</summary>
    private static List<(int Start, int End)> Italics(ContainerInline inline)
    {
        var ranges = new List<(int, int)>();
        Walk(inline, 0);
        return ranges;

        int Walk(ContainerInline container, int start)
        {
            var end = start;
            foreach (var child in container)
            {
                end = child is ContainerInline inner and not LinkInline { IsImage: true } ? Walk(inner, end) : end + Length(child);
            }

            if (container is EmphasisInline { DelimiterCount: 1 })
            {
                ranges.Add((start, end));
            }

            return end;
        }
    }

    private static int Length(Inline inline) =>
        inline switch
        {
            LiteralInline literal => literal.Content.Length,
            HtmlEntityInline entity => entity.Transcoded.Length,
            LineBreakInline or CodeInline or MathInline or AutolinkInline or LinkInline => 1,
            _ => 0,
        };

    // Each way of asking for a prediction. "Guess" and "Predict" count where they begin a sentence and ask, not as verbs of the field.
    [GeneratedRegex(
        @"(?:^|\n|[.?:;]\s+)(?<words>Predict(ion)?\s*:|Predict\s+(first|before|now)\b"
            + @"|Guess(?=\s*:|\s+(what|which|how|whether|first|before)\b))"
            + @"|\b(?<words>Before\s+(you\s+run|running)|What\s+(do|would)\s+you\s+(expect|predict|guess)|"
            + @"(Make|Take|Write\s+down)\s+(a|your)\s+(prediction|guess))\b"
    )]
    private static partial Regex Prediction();
}

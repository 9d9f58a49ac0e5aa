using System.Text.RegularExpressions;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Viva.Notebooks.Checks;

/// <summary>The rules about Markdown cells: what every renderer shows, what every reader can follow.</summary>
internal static partial class ProseRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("heading-levels", "Screen readers and the contents follow the levels.", HeadingLevels),
        new("links", "A link that leads nowhere is worse than none.", Links),
        new("link-texts", "Screen readers list links by their texts.", LinkTexts),
        new(
            "table-alignment",
            "Where a table does not say, classic Jupyter sets its columns to the right and other renderers to the left.",
            TableAlignment
        ),
        new("alternative-text", "A picture that cannot be seen must be told.", AlternativeText),
        new("maths", "An unbalanced formula shows as raw source, or swallows the text behind it.", Maths),
        new("details", "Renderers disagree on anything but the plain form, and then the answer is lost or shown at once.", DetailsForm),
        new("no-exclamation", "The results may excite; the prose states them.", NoExclamation),
        new("no-filler", "A word that can go should.", NoFiller),
    ];

    private static IEnumerable<Fault> HeadingLevels(NotebookOutline notebook)
    {
        var previous = 0;
        foreach (var heading in notebook.Headings)
        {
            if (heading.Level > previous + 1)
            {
                yield return new Fault(
                    heading.Cell,
                    heading.Line,
                    $"'{new string('#', heading.Level)} {heading.Text}' skips a level: use {new string('#', previous + 1)}."
                );
            }

            if (heading.Text.Length == 0)
            {
                yield return new Fault(heading.Cell, heading.Line, "The heading is empty: give it words.");
            }

            previous = heading.Level;
        }
    }

    private static IEnumerable<Fault> Links(NotebookOutline notebook)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(notebook.Path))!;
        foreach (var (cell, link) in AllLinks(notebook))
        {
            var url = link.Url ?? "";
            var line = link.Line + 1;
            if (url.Length == 0)
            {
                yield return new Fault(cell, line, "The link has no target: add it or take the link away.");
            }
            else if (url.StartsWith("attachment:", StringComparison.Ordinal))
            {
                var name = Uri.UnescapeDataString(url["attachment:".Length..]);
                if ((cell.Cell.Json["attachments"] as System.Text.Json.Nodes.JsonObject)?.ContainsKey(name) != true)
                {
                    yield return new Fault(
                        cell,
                        line,
                        $"The cell has no attachment '{name}': paste the picture again, or correct the name."
                    );
                }
            }
            else if (!Scheme().IsMatch(url) && !url.StartsWith('#') && !url.StartsWith('/'))
            {
                var target = Uri.UnescapeDataString(url.Split('#', '?')[0]);
                if (Path.Exists(Path.Combine(folder, target)))
                {
                    continue;
                }

                if (Syllabus.Find(target) is { } planned)
                {
                    yield return new Fault(
                        cell,
                        line,
                        $"Question {planned.Number} is not written yet: write its name as plain text, and the link when the "
                            + "notebook is there."
                    );
                }
                else
                {
                    yield return new Fault(cell, line, $"There is no file '{target}' beside the notebook: correct the link.");
                }
            }
            else if (url.StartsWith('/') || url.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            {
                yield return new Fault(cell, line, $"'{url}' exists on one machine only: link relative to the notebook.");
            }
        }
    }

    private static IEnumerable<Fault> LinkTexts(NotebookOutline notebook)
    {
        foreach (var (cell, link) in AllLinks(notebook).Where(found => !found.Link.IsImage))
        {
            var text = Documents.Markdown.TextOf(link).Trim();
            if (text.Length == 0 || EmptyText().IsMatch(text))
            {
                yield return new Fault(cell, link.Line + 1, $"The link text '{text}' does not say where it leads: name the target.");
            }
        }
    }

    private static IEnumerable<Fault> TableAlignment(NotebookOutline notebook)
    {
        foreach (var cell in notebook.MarkdownCells)
        {
            foreach (var table in cell.Text.Descendants<Table>())
            {
                if (
                    table.FirstOrDefault() is TableRow header
                    && table.ColumnDefinitions.Take(header.Count).Any(column => column.Alignment is null)
                )
                {
                    yield return new Fault(cell, table.Line + 2, "A column has no side: write :--- for words and ---: for numbers.");
                }
            }
        }
    }

    private static IEnumerable<Fault> AlternativeText(NotebookOutline notebook)
    {
        foreach (var (cell, link) in AllLinks(notebook).Where(found => found.Link.IsImage))
        {
            if (string.IsNullOrWhiteSpace(Documents.Markdown.TextOf(link)))
            {
                yield return new Fault(
                    cell,
                    link.Line + 1,
                    $"The picture '{link.Url}' has no alternative text: ![what it shows]({link.Url})."
                );
            }
        }
        foreach (var cell in notebook.MarkdownCells)
        {
            foreach (Match image in HtmlImage().Matches(cell.Cell.Source))
            {
                if (!HtmlAlternative().IsMatch(image.Value))
                {
                    yield return new Fault(
                        cell,
                        LineAt(cell, image.Index),
                        "The <img> has no alternative text: add alt=\"what it shows\"."
                    );
                }
            }
        }
    }

    private static IEnumerable<Fault> Maths(NotebookOutline notebook)
    {
        foreach (var cell in notebook.MarkdownCells)
        {
            foreach (var literal in cell.Text.Descendants<LiteralInline>())
            {
                var text = literal.Content.ToString();
                if (text.AsSpan(literal.IsFirstCharacterEscaped ? 1 : 0).Contains('$'))
                {
                    yield return new Fault(
                        cell,
                        literal.Line + 1,
                        "A $ here opens or closes no formula: complete it, take spaces out at its inner ends, or write \\$ for the money."
                    );
                }
            }
            foreach (var formula in cell.Text.Descendants<MathInline>())
            {
                if (Unbalanced(formula.Content.ToString()) is { } problem)
                {
                    yield return new Fault(cell, formula.Line + 1, $"In ${formula.Content}$ {problem}.");
                }
            }
            foreach (var block in cell.Text.Descendants<MathBlock>())
            {
                if (block.ClosingFencedCharCount == 0)
                {
                    yield return new Fault(
                        cell,
                        block.Line + 1,
                        "The formula that $$ opens here has no end: close it with $$ on a line of its own."
                    );
                }
                else if (Unbalanced(block.Lines.ToString()) is { } problem)
                {
                    yield return new Fault(cell, block.Line + 1, $"In the formula {problem}.");
                }
            }
        }
    }

    private static string? Unbalanced(string tex)
    {
        var plain = EscapedBrace().Replace(tex, "");
        var open = 0;
        foreach (var c in plain)
        {
            open += c switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (open < 0)
            {
                break;
            }
        }
        if (open != 0)
        {
            return open > 0 ? "a { is not closed" : "a } has no {";
        }

        if (Left().Count(plain) != Right().Count(plain))
        {
            return "\\left and \\right do not pair";
        }

        var environments = new Stack<string>();
        foreach (Match match in Environment().Matches(tex))
        {
            if (match.Groups["end"].Success && (environments.Count == 0 || environments.Pop() != match.Groups["name"].Value))
            {
                return $"\\end{{{match.Groups["name"].Value}}} does not close what was opened";
            }

            if (!match.Groups["end"].Success)
            {
                environments.Push(match.Groups["name"].Value);
            }
        }
        return environments.Count > 0 ? $"\\begin{{{environments.Peek()}}} has no \\end" : null;
    }

    private static IEnumerable<Fault> DetailsForm(NotebookOutline notebook)
    {
        foreach (var cell in notebook.MarkdownCells)
        {
            var lines = cell.Cell.Source.ReplaceLineEndings("\n").Split('\n');
            int? open = null;
            var fenced = false;
            for (var i = 0; i < lines.Length; i++)
            {
                var line = lines[i].Trim();
                if (line.StartsWith("```", StringComparison.Ordinal))
                {
                    fenced = !fenced;
                }

                if (fenced)
                {
                    continue;
                }

                if (line.StartsWith("<details", StringComparison.Ordinal))
                {
                    if (open is not null)
                    {
                        yield return new Fault(cell, i + 1, $"<details> opens while that of line {open} is open: close it first.");
                    }

                    if (i + 1 >= lines.Length || !SummaryLine().IsMatch(lines[i + 1].Trim()))
                    {
                        yield return new Fault(cell, i + 1, "After <details> the next line must be <summary>the question</summary>.");
                    }
                    else if (Markup().IsMatch(lines[i + 1]))
                    {
                        yield return new Fault(cell, i + 2, "Markdown is not rendered inside <summary>: use words, <code> or <em>.");
                    }

                    if (i + 2 < lines.Length && lines[i + 2].Trim().Length > 0)
                    {
                        yield return new Fault(cell, i + 3, "After </summary> a blank line must follow, or the answer is not rendered.");
                    }

                    if (line is not ("<details>" or "<details open>"))
                    {
                        yield return new Fault(cell, i + 1, "<details> must stand alone on its line.");
                    }

                    open = i + 1;
                }
                else if (line.Contains("</details>", StringComparison.Ordinal))
                {
                    if (open is null)
                    {
                        yield return new Fault(cell, i + 1, "</details> closes nothing: remove it, or open it in this cell.");
                    }

                    if (line != "</details>")
                    {
                        yield return new Fault(cell, i + 1, "</details> must stand alone on its line.");
                    }
                    else if (i > 0 && lines[i - 1].Trim().Length > 0)
                    {
                        yield return new Fault(cell, i + 1, "Before </details> a blank line must stand.");
                    }

                    open = null;
                }
            }
            if (open is not null)
            {
                yield return new Fault(cell, open, "<details> is not closed: add </details> in this cell.");
            }
        }
    }

    private static IEnumerable<Fault> NoExclamation(NotebookOutline notebook) =>
        Search(
            notebook,
            Exclamation(),
            (_, line) => $"'{line}' has an exclamation mark: end the sentence with a full stop (a factorial goes between $ signs)."
        );

    private static IEnumerable<Fault> NoFiller(NotebookOutline notebook) =>
        Search(notebook, Filler(), (phrase, _) => $"'{phrase}' says nothing: take it out.");

    private static IEnumerable<Fault> Search(NotebookOutline notebook, Regex pattern, Func<string, string, string> message)
    {
        foreach (var cell in notebook.MarkdownCells)
        {
            foreach (var (firstLine, text) in cell.Prose)
            {
                foreach (Match match in pattern.Matches(text))
                {
                    var line = firstLine + text.AsSpan(0, match.Index).Count('\n');
                    var start = Math.Max(0, match.Index - 20);
                    var around = text[start..(match.Index + match.Length)].ReplaceLineEndings(" ").Trim();
                    yield return new Fault(cell, line, message(match.Value.ReplaceLineEndings(" "), around));
                }
            }
        }
    }

    private static IEnumerable<(OutlineCell Cell, LinkInline Link)> AllLinks(NotebookOutline notebook) =>
        notebook.MarkdownCells.SelectMany(cell => cell.Text.Descendants<LinkInline>(), (cell, link) => (cell, link));

    private static int LineAt(OutlineCell cell, int position) => 1 + cell.Cell.Source.AsSpan(0, position).Count('\n');

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9+.-]+:")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^(click here|here|this|link|this link|more|page)$", RegexOptions.IgnoreCase)]
    private static partial Regex EmptyText();

    [GeneratedRegex(@"<img\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex HtmlImage();

    [GeneratedRegex(@"\balt\s*=\s*(""[^""]+""|'[^']+')", RegexOptions.IgnoreCase)]
    private static partial Regex HtmlAlternative();

    [GeneratedRegex(@"\\[{}\\]")]
    private static partial Regex EscapedBrace();

    [GeneratedRegex(@"\\left(?![a-zA-Z])")]
    private static partial Regex Left();

    [GeneratedRegex(@"\\right(?![a-zA-Z])")]
    private static partial Regex Right();

    [GeneratedRegex(@"\\(begin|(?<end>end))\{(?<name>[^}]*)\}")]
    private static partial Regex Environment();

    [GeneratedRegex(@"^<summary>.*\S.*</summary>$")]
    private static partial Regex SummaryLine();

    [GeneratedRegex(@"`|\*\*|\$|\]\(")]
    private static partial Regex Markup();

    // '!' as a sign of prose; '!=' or '!x' in prose is code without its marks and is found as well.
    [GeneratedRegex("[!\uff01]")]
    private static partial Regex Exclamation();

    [GeneratedRegex(
        @"\b(as\s+we\s+all\s+know|as\s+everyone\s+knows|obviously|of\s+course|needless\s+to\s+say|simply|basically"
            + @"|it\s+is\s+worth\s+noting|it\s+should\s+be\s+noted|it\s+is\s+important\s+to\s+note"
            + @"|in\s+conclusion|delv(e|es|ing)\s+into|div(e|ing)\s+into|deep\s+dive"
            + @"|leverag(es|ed|ing)|utili[sz](e|es|ed|ing)|seamless(ly)?|cutting[\s-]edge|game[\s-]changer|in\s+today['\u2019]s)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Filler();
}

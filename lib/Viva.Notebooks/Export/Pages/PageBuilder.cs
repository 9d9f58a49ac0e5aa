using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export.Code;

namespace Viva.Notebooks.Export.Pages;

/// <summary>Makes the page of one notebook.</summary>
/// <param name="options">How it looks.</param>
/// <param name="names">The notebooks to which a page can link.</param>
internal sealed partial class PageBuilder(ExportOptions options, IReadOnlySet<string> names)
{
    // A shorter time is not worth showing.
    private const double MinSeconds = 0.95;

    private readonly HtmlFilter _filter = new(options.Trust);

    /// <summary>Renders all of an executed notebook but its code.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="path">Its file, for messages and for the page's name.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="NotebookException">A formula cannot be typeset.</exception>
    public PageDraft Draft(NotebookDocument document, string path, CancellationToken cancellation)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var header = NotebookHeader.Of(document);
        var words = new MarkdownHtml(path, _filter, Link);
        var gist = new MarkdownHtml(path, _filter, Link);
        var cells = new List<PageCell>();
        var claims = new SectionClaims();
        var sections = new List<(string Heading, string Id, StringBuilder Text)> { (header.Title ?? name, "", new StringBuilder()) };
        for (var i = 0; i < document.Cells.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var cell = document.Cells[i];
            var number = i + 1;
            if (options.Solutions == SolutionStyle.None && cell.Tags.Contains("solution"))
            {
                continue;
            }

            if (cell.Kind == CellKind.Markdown)
            {
                var before = words.Headings.Count;
                var html = words.Render(cell.Source, number, attachments: cell.Json["attachments"] as JsonObject);
                var headings = words.Headings.Skip(before).ToList();
                foreach (var heading in headings.Where(heading => heading.Level <= 3))
                {
                    sections.Add((heading.Text, heading.Id, new StringBuilder()));
                    claims.Begin(heading);
                }

                sections[^1].Text.Append(Text(html)).Append(' ');
                cells.Add(
                    new PageCell(cell)
                    {
                        Words = Scrolling(html),
                        Gist = options.Slides ? gist.Render(cell.Source, number, gist: true) : "",
                        Headings = headings,
                    }
                );
            }
            else if (cell.Kind == CellKind.Code)
            {
                claims.Add(cell);
                var renderer = new OutputHtml(_filter, text => words.Render(text, number));
                var isSetup = SetupImport().IsMatch(cell.Source);
                cells.Add(
                    new PageCell(cell)
                    {
                        Outputs = string.Join(
                            '\n',
                            cell.Outputs.OfType<JsonObject>()
                                .Where(output => !(isSetup && IsProgress(output)))
                                .Select(renderer.Render)
                                .Where(shown => shown.Length > 0)
                        ),
                    }
                );
                sections[^1].Text.Append(cell.Source).Append(' ');
            }
        }

        var title = header is { Number: { } question, Title: { } own }
            ? string.Create(CultureInfo.InvariantCulture, $"{question:00} · {own}")
            : words.Headings.FirstOrDefault()?.Text ?? name;
        return new PageDraft(
            new NotebookPage(name, header.Number, title)
            {
                Headings = words.Headings,
                Sections =
                [
                    .. sections
                        .Where(part => part.Text.Length > 0)
                        .Select(part => new SearchEntry(
                            title,
                            part.Heading,
                            name + ".html" + (part.Id.Length > 0 ? "#" + part.Id : ""),
                            Blanks().Replace(part.Text.ToString(), " ").Trim()
                        )),
                ],
                Question = header.Question ?? "",
                ReadMinutes = header.ReadMinutes,
                Goal = header["You will be able to"] ?? "",
                ShortAnswer = Section(document, "The short answer", new MarkdownHtml(path, _filter, Link)),
                Quiz =
                [
                    .. Details()
                        .Matches(Section(document, "Check yourself", new MarkdownHtml(path, _filter, Link)))
                        .Select(match => (match.Groups[1].Value, match.Groups[2].Value)),
                ],
                HasCharts = cells.Any(cell => cell.Outputs.Contains(HtmlFilter.FigureType, StringComparison.Ordinal)),
            },
            [
                .. cells.Select(cell =>
                    cell with
                    {
                        Words = Anchored(cell.Words, claims),
                        Badge = cell.Heading is { } heading ? claims.Badge(heading.Id) : "",
                    }
                ),
            ]
        );
    }

    /// <summary>The page, with its slides when they are asked for.</summary>
    /// <param name="draft">The notebook without its code.</param>
    public NotebookPage Build(PageDraft draft)
    {
        var cells = draft.Cells.Zip(
            CodeHtml.HintOnce([.. draft.Cells.Select(cell => cell.Code)]),
            (cell, code) => cell with { Code = code }
        );
        return draft.Page with { Main = Folded(cells), Slides = options.Slides ? SlideDeck.Of(draft) : [] };
    }

    /// <summary>The cells one after the other; solutions and deeper sections are folded.</summary>
    private string Folded(IEnumerable<PageCell> cells)
    {
        var html = new StringBuilder();
        var open = new Stack<int>(); // the levels of the deeper sections around a cell
        foreach (var cell in cells)
        {
            End(cell.Headings);
            if (cell.IsDeeper)
            {
                var end = cell.Words.IndexOf("</h", StringComparison.Ordinal) + "</h2>".Length;
                // The heading stands outside: it holds links, and a summary is a control itself.
                html.Append("<div class=\"words\">").Append(cell.Words, 0, end).Append("</div>\n");
                html.Append("<details class=\"deeper\"><summary>In depth</summary>\n");
                if (!string.IsNullOrWhiteSpace(cell.Words[end..]))
                {
                    html.Append("<div class=\"words\">").Append(cell.Words, end, cell.Words.Length - end).Append("</div>\n");
                }

                open.Push(cell.Heading!.Level);
                End(cell.Headings.Skip(1));
                continue;
            }

            html.Append(
                cell.IsSolution && options.Solutions == SolutionStyle.Folded
                    ? $"<details class=\"solution\"><summary>Solution</summary>\n{CellHtml(cell)}</details>\n"
                    : CellHtml(cell)
            );
        }

        return html.Append(string.Concat(open.Select(_ => "</details>\n"))).ToString();

        void End(IEnumerable<PageHeading> headings)
        {
            var level = headings.Select(heading => heading.Level).DefaultIfEmpty(int.MaxValue).Min();
            while (open.TryPeek(out var around) && level <= around)
            {
                html.Append("</details>\n");
                open.Pop();
            }
        }
    }

    private static string CellHtml(PageCell cell)
    {
        if (cell.Source.Kind == CellKind.Markdown)
        {
            return $"<div class=\"words\">{cell.Words}</div>\n";
        }

        var html = new StringBuilder("<section class=\"cell\" id=\"cell-").Append(WebUtility.HtmlEncode(cell.Source.Id)).Append("\">\n");
        if (cell.Source.Tags.Contains("exercise"))
        {
            html.Append("<span class=\"tag\">Exercise</span>");
        }
        else if (cell.Source.Tags.Contains("check"))
        {
            html.Append("<span class=\"tag\">Check</span>");
        }

        html.Append(CodeBlock(cell.Code));
        if (cell.Outputs.Length > 0)
        {
            html.Append("<div class=\"outputs\">\n").Append(cell.Outputs).Append("\n</div>\n");
        }

        if (Seconds(cell.Source) is >= MinSeconds and var seconds)
        {
            var shown = seconds.ToString(seconds < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture);
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"seconds\">{shown} s</p>\n");
        }

        return html.Append("</section>\n").ToString();
    }

    /// <summary>A block of code with its button.</summary>
    public static string CodeBlock(string code) =>
        $"<div class=\"code\"><pre><code>{code}</code></pre><button type=\"button\" class=\"copy\">Copy</button></div>\n";

    /// <summary>How long the cell took, from the times that Jupyter's clients and our runner write.</summary>
    private static double? Seconds(NotebookCell cell)
    {
        return
            cell.Metadata["execution"] is JsonObject times
            && Time("iopub.execute_input") is { } start
            && Time("shell.execute_reply") is { } end
            ? (end - start).TotalSeconds
            : null;

        DateTimeOffset? Time(string name) =>
            DateTimeOffset.TryParse(times[name]?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time
                : null;
    }

    /// <summary>The section with this heading, without the heading.</summary>
    private static string Section(NotebookDocument document, string heading, MarkdownHtml words)
    {
        var start = document
            .Cells.ToList()
            .FindIndex(cell => cell.Kind == CellKind.Markdown && cell.Source.StartsWith("## " + heading, StringComparison.Ordinal));
        return start < 0 ? "" : FirstHeading().Replace(words.Render(document.Cells[start].Source, start + 1), "", 1).Trim();
    }

    // A link between notebooks becomes a link between pages, if the other page exists.
    private string? Link(string address) =>
        Notebook().Match(address) is not { Success: true } notebook ? address
        : names.Contains(notebook.Groups[1].Value) ? notebook.Groups[1].Value + ".html" + notebook.Groups[2].Value
        : null;

    private static string Scrolling(string html) =>
        Table().Replace(html, "<div class=\"scroll\">$0").Replace("</table>", "</table></div>", StringComparison.Ordinal);

    /// <summary>What setup.dib prints is how it builds the library, on one machine once: no part of the notebook.</summary>
    private static bool IsProgress(JsonObject output) =>
        NotebookOutput.Type(output) == "stream" && (output["name"] as JsonValue)?.ToString() == "stdout";

    private static string Anchored(string html, SectionClaims claims) =>
        Headings()
            .Replace(
                html,
                match =>
                    $"{match.Groups[1].Value}{claims.Badge(match.Groups[2].Value)}<a class=\"anchor\" href=\"#{match.Groups[2].Value}\" "
                    + $"aria-label=\"Link to this section\">#</a>{match.Groups[3].Value}"
            );

    private static string Text(string html) => WebUtility.HtmlDecode(Tag().Replace(html, " "));

    [GeneratedRegex(@"^(?:\./)?([^/:?#]+)\.ipynb(#.*)?$")]
    private static partial Regex Notebook();

    [GeneratedRegex(@"^\s*#!import\s+(?:\S*/)?setup\.dib\s*$")]
    private static partial Regex SetupImport();

    [GeneratedRegex(@"<table\b[^>]*>")]
    private static partial Regex Table();

    [GeneratedRegex("(<h[2-4] id=\"([^\"]+)\">.*?)(</h[2-4]>)", RegexOptions.Singleline)]
    private static partial Regex Headings();

    [GeneratedRegex("<h2.*?</h2>", RegexOptions.Singleline)]
    private static partial Regex FirstHeading();

    [GeneratedRegex("<details>\\s*<summary>(.*?)</summary>(.*?)</details>", RegexOptions.Singleline)]
    private static partial Regex Details();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

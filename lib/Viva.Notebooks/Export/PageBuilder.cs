using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Export;

/// <summary>Makes the page of one notebook.</summary>
internal sealed partial class PageBuilder(ExportOptions options)
{
    /// <summary>The page of an executed notebook.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="path">Its file, for messages and imports.</param>
    /// <param name="sourceFolder">The folder against which its imports resolve.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="NotebookException">A formula cannot be set.</exception>
    public SitePage Build(NotebookDocument document, string path, string sourceFolder, CancellationToken cancellation)
    {
        var filter = new HtmlFilter(options.Trust);
        var name = Path.GetFileNameWithoutExtension(path);
        var header = NotebookHeader.Of(document);
        var words = new MarkdownHtml(path, filter, Link);
        var code = new CodeHtml(sourceFolder);
        var main = new StringBuilder();
        var texts = new List<(string Heading, string Id, StringBuilder Text)> { (header.Title ?? name, "", new StringBuilder()) };
        var hasCharts = false;
        for (var i = 0; i < document.Cells.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var cell = document.Cells[i];
            var solution = cell.Tags.Contains("solution");
            if (solution && options.Solutions == SolutionStyle.None)
                continue;

            var html = new StringBuilder();
            if (cell.Kind == CellKind.Markdown)
            {
                var before = words.Headings.Count;
                html.Append("<div class=\"words\">").Append(Scrolling(words.Render(cell.Source, i + 1))).Append("</div>\n");
                foreach (var heading in words.Headings.Skip(before).Where(heading => heading.Level <= 3))
                    texts.Add((heading.Text, heading.Id, new StringBuilder()));
                texts[^1].Text.AppendJoin(' ', Markdown.Prose(Markdown.Parse(cell.Source)).Select(part => part.Text)).Append(' ');
            }
            else if (cell.Kind == CellKind.Code)
            {
                var outputs = Outputs(cell, new OutputHtml(filter, text => words.Render(text, i + 1)));
                hasCharts |= outputs.Contains(HtmlFilter.FigureType, StringComparison.Ordinal);
                html.Append(Cell(cell, code, outputs, cancellation));
                texts[^1].Text.Append(cell.Source).Append(' ');
            }

            if (solution && options.Solutions == SolutionStyle.Folded)
                main.Append("<details class=\"solution\"><summary>Solution</summary>\n").Append(html).Append("</details>\n");
            else
                main.Append(html);
        }

        var title = header is { Number: { } number, Title: { } own } ? string.Create(CultureInfo.InvariantCulture, $"{number:00} · {own}") : words.Headings.FirstOrDefault()?.Text ?? name;
        return new SitePage(name + ".html", header.Number, title)
        {
            Main = Anchored(main.ToString()),
            Headings = words.Headings,
            Sections = [.. texts.Where(part => part.Text.Length > 0).Select(part => new SearchEntry(title, part.Heading, name + ".html" + (part.Id.Length > 0 ? "#" + part.Id : ""), Blanks().Replace(part.Text.ToString(), " ").Trim()))],
            Question = header.Question ?? "",
            ReadMinutes = header.ReadMinutes,
            Goal = header["You will be able to"] ?? "",
            ShortAnswer = Section(document, "The short answer", new MarkdownHtml(path, filter, Link)),
            Quiz = [.. Details().Matches(Section(document, "Check yourself", new MarkdownHtml(path, filter, Link))).Select(match => (match.Groups[1].Value, match.Groups[2].Value))],
            HasCharts = hasCharts,
        };
    }

    private static string Cell(NotebookCell cell, CodeHtml code, string outputs, CancellationToken cancellation)
    {
        var html = new StringBuilder("<section class=\"cell\" id=\"cell-").Append(WebUtility.HtmlEncode(cell.Id)).Append("\" aria-label=\"Code\">\n");
        if (cell.Tags.Contains("exercise"))
            html.Append("<span class=\"tag\">Exercise</span>");
        else if (cell.Tags.Contains("check"))
            html.Append("<span class=\"tag\">Check</span>");
        html.Append("<div class=\"code\"><button type=\"button\" class=\"copy\">Copy</button><pre tabindex=\"0\" role=\"region\" aria-label=\"C# code\"><code>")
            .Append(code.Render(cell.Source, cancellation)).Append("</code></pre></div>\n");
        if (outputs.Length > 0)
            html.Append("<div class=\"outputs\">\n").Append(outputs).Append("</div>\n");
        if (Seconds(cell) is >= 0.95 and var seconds)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"seconds\">{(seconds < 9.95 ? seconds.ToString("0.0", CultureInfo.InvariantCulture) : seconds.ToString("0", CultureInfo.InvariantCulture))} s</p>\n");
        return html.Append("</section>\n").ToString();
    }

    private static string Outputs(NotebookCell cell, OutputHtml renderer)
    {
        var html = new StringBuilder();
        foreach (var output in cell.Outputs)
        {
            if (output is System.Text.Json.Nodes.JsonObject known && renderer.Render(known) is { Length: > 0 } shown)
                html.Append(shown).Append('\n');
        }

        return html.ToString();
    }

    /// <summary>How long the cell took, from the times that Jupyter's clients and our runner write.</summary>
    private static double? Seconds(NotebookCell cell)
    {
        return cell.Metadata["execution"] is System.Text.Json.Nodes.JsonObject times && Time("iopub.execute_input") is { } start && Time("shell.execute_reply") is { } end
            ? (end - start).TotalSeconds
            : null;

        DateTimeOffset? Time(string name) =>
            DateTimeOffset.TryParse(times[name]?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }

    /// <summary>The Markdown of the section with this heading, without the heading.</summary>
    private static string Section(NotebookDocument document, string heading, MarkdownHtml words)
    {
        var start = document.Cells.ToList().FindIndex(cell => cell.Kind == CellKind.Markdown && cell.Source.StartsWith("## " + heading, StringComparison.Ordinal));
        return start < 0 ? "" : FirstHeading().Replace(words.Render(document.Cells[start].Source, start + 1), "", 1).Trim();
    }

    // Links between notebooks become links between pages, also to those that only the whole site has.
    private static string Link(string address) => Notebook().Replace(address, ".html$1");

    private static string Scrolling(string html) => html.Replace("<table>", "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>", StringComparison.Ordinal).Replace("</table>", "</table></div>", StringComparison.Ordinal);

    private static string Anchored(string html) => Headings().Replace(html, match =>
        $"{match.Groups[1].Value}<a class=\"anchor\" href=\"#{match.Groups[2].Value}\" aria-label=\"Link to this section\">#</a>{match.Groups[3].Value}");

    [GeneratedRegex(@"\.ipynb(#.*)?$")]
    private static partial Regex Notebook();

    [GeneratedRegex("(<h[2-4] id=\"([^\"]+)\">.*?)(</h[2-4]>)", RegexOptions.Singleline)]
    private static partial Regex Headings();

    [GeneratedRegex("<h2.*?</h2>", RegexOptions.Singleline)]
    private static partial Regex FirstHeading();

    [GeneratedRegex("<details>\\s*<summary>(.*?)</summary>(.*?)</details>", RegexOptions.Singleline)]
    private static partial Regex Details();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Markdig.Helpers;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export.Mathematics;

namespace Viva.Notebooks.Export;

/// <summary>A heading of a page.</summary>
/// <param name="Level">1 to 6.</param>
/// <param name="Id">What a link to it ends in.</param>
/// <param name="Html">Its content.</param>
/// <param name="Text">Its words.</param>
internal sealed record PageHeading(int Level, string Id, string Html, string Text);

/// <summary>
/// Renders the Markdown of one notebook. Formulas become MathML; what the author wrote as HTML passes through the <see cref="HtmlFilter"/>. Headings
/// get ids that are unique in the page.
/// </summary>
/// <param name="file">The notebook, for messages.</param>
/// <param name="filter">Makes HTML harmless.</param>
/// <param name="link">Where a link leads on the site; null when nowhere, then only its text stays.</param>
internal sealed partial class MarkdownHtml(string file, HtmlFilter filter, Func<string, string?> link)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>The headings so far, in order.</summary>
    public List<PageHeading> Headings { get; } = [];

    /// <summary>The HTML of a cell's Markdown.</summary>
    /// <param name="source">The Markdown.</param>
    /// <param name="cell">The cell's number, from 1, for messages.</param>
    /// <param name="gist">Whether to keep of each paragraph only its first sentence.</param>
    /// <exception cref="NotebookException">A formula cannot be set.</exception>
    public string Render(string source, int cell, bool gist = false)
    {
        var document = Markdown.Parse(source);
        if (gist)
        {
            foreach (var paragraph in document.OfType<ParagraphBlock>())
                KeepFirstSentence(paragraph);
        }

        foreach (var reference in document.Descendants<LinkInline>().Where(reference => !reference.IsImage && reference.Url is not null).ToList())
        {
            if (link(reference.Url!) is { } address)
                reference.Url = address;
            else
                reference.ReplaceBy(new ContainerInline(), copyChildren: true);
        }

        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new HtmlRenderer(writer);
        Markdown.SetUp(renderer);
        // The filter would take formulas apart: they wait outside it.
        var formulas = new List<string>();
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathInlineRenderer>(new InlineFormula(this, formulas, cell, source));
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathBlockRenderer>(new BlockFormula(this, formulas, cell));
        foreach (var heading in document.Descendants<HeadingBlock>())
            heading.GetAttributes().Id = UniqueId(heading.Inline is null ? "" : Markdown.TextOf(heading.Inline));
        renderer.Render(document);

        var html = filter.Clean(writer.ToString());
        for (var i = 0; i < formulas.Count; i++)
            html = html.Replace(Placeholder(i), formulas[i], StringComparison.Ordinal);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            var id = heading.GetAttributes().Id!;
            Headings.Add(new PageHeading(heading.Level, id, Content(html, id), heading.Inline is null ? "" : Markdown.TextOf(heading.Inline)));
        }

        return html;
    }

    private static void KeepFirstSentence(ParagraphBlock paragraph)
    {
        var end = false;
        foreach (var inline in paragraph.Inline!.ToList())
        {
            if (end)
            {
                inline.Remove();
            }
            else if (inline is LiteralInline literal)
            {
                var text = literal.Content.ToString();
                // A sentence ends where its stop ends the text or a blank and no small letter follows ("i.e. so").
                var stop = SentenceEnd().Match(text + (literal.NextSibling is null or LineBreakInline ? "\n" : ""));
                if (stop.Success)
                {
                    literal.Content = new StringSlice(text[..(stop.Index + 1)]);
                    end = true;
                }
            }
        }
    }

    [GeneratedRegex(@"[.?!](?=\s+[^a-z\s]|\s*$)")]
    private static partial Regex SentenceEnd();

    private static string Content(string html, string id)
    {
        var start = html.IndexOf('>', html.IndexOf($"id=\"{id}\"", StringComparison.Ordinal)) + 1;
        return html[start..html.IndexOf("</h", start, StringComparison.Ordinal)];
    }

    private string UniqueId(string text)
    {
        var words = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
                words.Append(c);
            else if (words.Length > 0 && words[^1] != '-')
                words.Append('-');
        }

        var stem = words.ToString().Trim('-') is { Length: > 0 } name ? name : "section";
        var id = stem;
        for (var n = 2; !_ids.Add(id); n++)
            id = string.Create(CultureInfo.InvariantCulture, $"{stem}-{n}");
        return id;
    }

    private static string Placeholder(int index) => string.Create(CultureInfo.InvariantCulture, $"\uE000{index}\uE001");

    private string Formula(string tex, bool display, int cell, int line, int column)
    {
        try
        {
            return TexMath.ToMathMl(tex, display);
        }
        catch (TexException e)
        {
            // A formula on several lines: the column counts through it, the reader's editor counts in the line.
            var before = tex[..Math.Min(e.Column - 1, tex.Length)];
            var breaks = before.Count(c => c == '\n');
            var place = breaks == 0 ? column + e.Column - 1 : e.Column - 1 - before.LastIndexOf('\n');
            throw new NotebookException($"the formula cannot be set: {e.Problem}", "Correct it, or write it with other commands", file, line + breaks, place, cell, e);
        }
    }

    private sealed class InlineFormula(MarkdownHtml owner, List<string> formulas, int cell, string source) : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline formula)
        {
            renderer.Write(Placeholder(formulas.Count));
            var start = source.LastIndexOf('\n', Math.Max(0, formula.Span.Start - 1)) + 1;
            var column = formula.Span.Start - (formula.Span.Start == 0 ? 0 : start) + formula.DelimiterCount + 1;
            formulas.Add(owner.Formula(formula.Content.ToString(), formula.DelimiterCount > 1, cell, formula.Line + 1, column));
        }
    }

    private sealed class BlockFormula(MarkdownHtml owner, List<string> formulas, int cell) : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock formula)
        {
            renderer.Write("<div class=\"formula\">").Write(Placeholder(formulas.Count)).Write("</div>");
            formulas.Add(owner.Formula(formula.Lines.ToString(), display: true, cell, formula.Line + 2, 1));
        }
    }
}

using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Markdig.Extensions.Mathematics;
using Markdig.Helpers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export.Formulas;

namespace Viva.Notebooks.Export.Pages;

/// <summary>
/// Renders the Markdown of one notebook. Formulas become MathML; what the author wrote as HTML passes through the <see cref="HtmlFilter"/>.
/// Headings get ids that are unique in the page.
/// </summary>
/// <param name="file">The notebook, for messages.</param>
/// <param name="filter">Makes HTML harmless.</param>
/// <param name="link">Where a link leads on the site; when that is null, only the link's text stays.</param>
internal sealed partial class MarkdownHtml(string file, HtmlFilter filter, Func<string, string?> link)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>The headings so far, in order.</summary>
    public List<PageHeading> Headings { get; } = [];

    /// <summary>The HTML of a cell's Markdown.</summary>
    /// <param name="source">The Markdown.</param>
    /// <param name="cell">The cell's number, from 1, for messages.</param>
    /// <param name="gist">Whether to keep of each paragraph only its first sentence.</param>
    /// <param name="attachments">The pictures that the cell carries, by name, each by type.</param>
    /// <exception cref="NotebookException">A formula cannot be typeset.</exception>
    public string Render(string source, int cell, bool gist = false, JsonObject? attachments = null)
    {
        // The text that is parsed differs from the source only in blanks for line breaks: places in one are places in the other.
        var document = Markdown.Parse(OnOneLine(source));
        if (gist)
        {
            foreach (var paragraph in document.OfType<ParagraphBlock>())
            {
                KeepFirstSentence(paragraph);
            }
        }

        foreach (
            var reference in document.Descendants<LinkInline>().Where(reference => !reference.IsImage && reference.Url is not null).ToList()
        )
        {
            if (link(reference.Url!) is { } address)
            {
                reference.Url = HtmlFilter.Fragment(address);
            }
            else
            {
                reference.ReplaceBy(new ContainerInline(), copyChildren: true);
            }
        }

        foreach (
            var picture in document
                .Descendants<LinkInline>()
                .Where(picture =>
                    picture.IsImage && picture.Url is not null && picture.Url.StartsWith("attachment:", StringComparison.Ordinal)
                )
        )
        {
            if (
                attachments?[Uri.UnescapeDataString(picture.Url!["attachment:".Length..])] is JsonObject types
                && types.FirstOrDefault(type => type.Key.StartsWith("image/", StringComparison.Ordinal))
                    is { Value: JsonValue content } found
                && content.TryGetValue<string>(out var data)
            )
            {
                picture.Url = $"data:{found.Key};base64,{data}";
            }
        }

        RefuseRawFormulas(document, source, cell);
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new HtmlRenderer(writer);
        Markdown.SetUp(renderer);
        // The filter would take formulas apart: they wait outside it. What stands for them cannot be guessed, so nobody can write it.
        var formulas = new Formulas(this, cell, source);
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathInlineRenderer>(new InlineFormula(formulas));
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathBlockRenderer>(new BlockFormula(formulas));
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlBlockRenderer>(new HtmlWithFormulas(formulas));
        var headings = document.Descendants<HeadingBlock>().ToList();
        foreach (var heading in headings)
        {
            heading.GetAttributes().Id = UniqueId(heading.Inline is null ? "" : Words(heading.Inline));
        }

        renderer.Render(document);

        var html = formulas.PutBack(filter.Clean(writer.ToString(), link));
        foreach (var heading in headings)
        {
            // One that stands in HTML which is left out is left out with it.
            var id = heading.GetAttributes().Id!;
            var tag = string.Create(CultureInfo.InvariantCulture, $"<h{heading.Level} id=\"{id}\">");
            var start = html.IndexOf(tag, StringComparison.Ordinal) + tag.Length;
            var end =
                start < tag.Length
                    ? -1
                    : html.IndexOf(string.Create(CultureInfo.InvariantCulture, $"</h{heading.Level}>"), start, StringComparison.Ordinal);
            if (end < 0)
            {
                continue;
            }

            var content = LinkOrPicture().Replace(html[start..end], ""); // contents are links themselves
            Headings.Add(
                new PageHeading(heading.Level, id, content, WebUtility.HtmlDecode(Tag().Replace(Source().Replace(content, ""), "")).Trim())
            );
        }

        return html;
    }

    /// <summary>Puts formulas between $$ that share lines with their text on one line each, where the Markdown reader sees them.</summary>
    private static string OnOneLine(string source)
    {
        if (!source.Contains("$$", StringComparison.Ordinal))
        {
            return source;
        }

        var text = new StringBuilder(source);
        foreach (var match in FormulaOverLines().Matches(source).Where(match => match.Groups["formula"].Success))
        {
            var formula = match.Groups["formula"];
            // A formula with the dollar signs on lines of their own is a block as it is.
            if (formula.Value.StartsWith('\n') && formula.Value.TrimEnd(' ', '\t').EndsWith('\n'))
            {
                continue;
            }

            text.Replace('\n', ' ', formula.Index, formula.Length);
        }

        return text.ToString();
    }

    /// <summary>
    /// Refuses what the author meant as a formula but the Markdown reader does not read as one: it would show as raw source.
    /// </summary>
    private void RefuseRawFormulas(MarkdownDocument document, string source, int cell)
    {
        LiteralInline? dollar = null;
        foreach (var text in document.Descendants<LiteralInline>())
        {
            if (text.Content.AsSpan().IndexOf("\\begin{", StringComparison.Ordinal) is >= 0 and var at)
            {
                throw new NotebookException(
                    "a formula outside dollar signs would show as raw source",
                    "Put it between $$ and $$",
                    file,
                    Line(source, text.Span.Start),
                    Column(source, text.Span.Start) + at,
                    cell
                );
            }

            if (text.Content.IndexOf('$') < 0 || text.IsFirstCharacterEscaped)
            {
                continue;
            }

            if (
                dollar is not null
                && dollar.Parent == text.Parent
                && Line(source, dollar.Span.Start) < Line(source, text.Span.Start)
                && Command().IsMatch(source[dollar.Span.Start..text.Span.End])
            )
            {
                throw new NotebookException(
                    "a formula runs past the end of its line and would show as raw source",
                    "Put it on one line, or between $$ and $$ on lines of their own",
                    file,
                    Line(source, dollar.Span.Start),
                    Column(source, dollar.Span.Start + dollar.Content.IndexOf('$') - dollar.Content.Start),
                    cell
                );
            }

            dollar = text;
        }
    }

    /// <summary>The line of a place in the source, from 1.</summary>
    private static int Line(string source, int at) => source.AsSpan(0, at).Count('\n') + 1;

    /// <summary>The column of a place in the source, from 1.</summary>
    private static int Column(string source, int at) => at - (at == 0 ? 0 : source.LastIndexOf('\n', at - 1) + 1) + 1;

    /// <summary>The words of a heading, code and formulas as they are written.</summary>
    private static string Words(ContainerInline container) =>
        string.Concat(
            container.Select(inline =>
                inline switch
                {
                    LiteralInline literal => literal.Content.ToString(),
                    HtmlEntityInline entity => entity.Transcoded.ToString(),
                    CodeInline code => code.Content,
                    MathInline formula => formula.Content.ToString(),
                    ContainerInline inner => Words(inner),
                    _ => " ",
                }
            )
        );

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

    private string UniqueId(string text)
    {
        var words = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
            {
                words.Append(c);
            }
            else if (words.Length > 0 && words[^1] != '-')
            {
                words.Append('-');
            }
        }

        var stem = words.ToString().Trim('-') is { Length: > 0 } name ? name : "section";
        if (HtmlFilter.IsReserved(stem))
        {
            stem = "section-" + stem;
        }

        var id = stem;
        for (var n = 2; !_ids.Add(id); n++)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{stem}-{n}");
        }

        return id;
    }

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
            throw new NotebookException(
                $"the formula cannot be typeset: {e.Problem}",
                "Correct it, or write it with other commands",
                file,
                line + breaks,
                place,
                cell,
                e
            );
        }
    }

    [GeneratedRegex(@"</?(?:a|img)\b[^>]*>")]
    private static partial Regex LinkOrPicture();

    [GeneratedRegex("<annotation.*?</annotation>", RegexOptions.Singleline)]
    private static partial Regex Source();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\\[A-Za-z]")]
    private static partial Regex Command();

    // Fenced code and code spans are taken first, so that nothing in them is a formula.
    [GeneratedRegex(
        @"^[ \t]*(?<fence>```+|~~~+)[^\n]*\n(?:.*?\n)??[ \t]*\k<fence>|(?<tick>`+)[^\n]*?\k<tick>"
            + @"|(?<![\\$])\$\$(?!\$)(?<formula>(?:(?!\n[ \t]*\n)[^$])*\n(?:(?!\n[ \t]*\n)[^$])*)\$\$(?!\$)",
        RegexOptions.Multiline | RegexOptions.Singleline
    )]
    private static partial Regex FormulaOverLines();

    [GeneratedRegex(
        """<!--.*?-->|</?[A-Za-z](?:[^"'<>]|"[^"]*"|'[^']*')*>|(?<![\\$\w])\$(?![\s$])(?<formula>[^$<\n]+?)(?<![\s\\])\$(?![\w$])""",
        RegexOptions.Singleline
    )]
    private static partial Regex TagOrFormula();

    [GeneratedRegex("<(?:pre|code|script|style|textarea|svg|math)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex Verbatim();

    /// <summary>The formulas of one cell, each with a mark in its place until the filter has run.</summary>
    private sealed class Formulas(MarkdownHtml owner, int cell, string source)
    {
        private readonly string _mark = string.Create(
            CultureInfo.InvariantCulture,
            $"\uE000{Random.Shared.NextInt64():x16}{Random.Shared.NextInt64():x16}."
        );
        private readonly List<string> _formulas = [];

        public string Source => source;

        public string Mark(string tex, bool display, int line, int column)
        {
            _formulas.Add(owner.Formula(tex, display, cell, line, column));
            return string.Create(CultureInfo.InvariantCulture, $"{_mark}{_formulas.Count - 1}\uE001");
        }

        /// <summary>The HTML with the formulas in place of their marks.</summary>
        public string PutBack(string html)
        {
            if (_formulas.Count == 0)
            {
                return html;
            }

            var whole = new StringBuilder(html.Length * 2);
            var at = 0;
            for (int start; (start = html.IndexOf(_mark, at, StringComparison.Ordinal)) >= 0; )
            {
                var end = html.IndexOf('\uE001', start);
                whole.Append(html, at, start - at);
                // In an attribute, where only broken HTML can bring it, a formula would break out.
                if (start == 0 || html.LastIndexOf('<', start - 1) <= html.LastIndexOf('>', start - 1))
                {
                    whole.Append(
                        _formulas[int.Parse(html.AsSpan(start + _mark.Length, end - start - _mark.Length), CultureInfo.InvariantCulture)]
                    );
                }

                at = end + 1;
            }

            return whole.Append(html, at, html.Length - at).ToString();
        }
    }

    private sealed class InlineFormula(Formulas formulas) : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline formula)
        {
            var tex = formula.Content.ToString();
            if (!renderer.EnableHtmlForInline) // the words of a picture
            {
                renderer.WriteEscape(tex);
                return;
            }

            // As it is in the source, with its line breaks, in which the places of errors count.
            var source = formulas.Source;
            var at = formula.Span.Start + formula.DelimiterCount;
            while (tex.Length > 0 && at < source.Length && char.IsWhiteSpace(source[at]) && !char.IsWhiteSpace(tex[0]))
            {
                at++; // the reader takes blanks at the ends away
            }

            if (at + tex.Length <= source.Length && source.Substring(at, tex.Length) is var original && original.Replace('\n', ' ') == tex)
            {
                tex = original;
            }

            var display = formula.DelimiterCount > 1;
            var mark = formulas.Mark(tex, display, Line(source, at), Column(source, at));
            renderer.Write(display ? $"<span class=\"formula\">{mark}</span>" : mark);
        }
    }

    private sealed class BlockFormula(Formulas formulas) : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock formula) =>
            renderer
                .Write("<div class=\"formula\">")
                .Write(formulas.Mark(formula.Lines.ToString(), display: true, Line(formulas.Source, formula.Span.Start) + 1, 1))
                .Write("</div>");
    }

    /// <summary>HTML as its author wrote it, with formulas in its text too, for example in the summary of a fold.</summary>
    private sealed class HtmlWithFormulas(Formulas formulas) : HtmlObjectRenderer<HtmlBlock>
    {
        protected override void Write(HtmlRenderer renderer, HtmlBlock block)
        {
            var html = block.Lines.ToString();
            renderer.WriteLine(
                Verbatim().IsMatch(html)
                    ? html
                    : TagOrFormula()
                        .Replace(
                            html,
                            match =>
                                match.Groups["formula"] is { Success: true } formula
                                    ? formulas.Mark(
                                        formula.Value,
                                        display: false,
                                        Line(formulas.Source, block.Span.Start) + html.AsSpan(0, formula.Index).Count('\n'),
                                        Column(html, formula.Index)
                                    )
                                    : match.Value
                        )
            );
        }
    }
}

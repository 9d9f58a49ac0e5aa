using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Viva.Notebooks.Documents;

/// <summary>Markdown as notebooks use it: CommonMark with pipe tables and $ mathematics.</summary>
internal static partial class Markdown
{
    /// <summary>Stands in prose for a formula, a code span or a bare address: a word that is not prose.</summary>
    public const char Placeholder = '\ufffc';

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseMathematics()
        .UsePreciseSourceLocation()
        .Build();

    /// <exception cref="NotebookException">The text nests deeper than the parser can read.</exception>
    public static MarkdownDocument Parse(string text)
    {
        try
        {
            return Markdig.Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException exception)
        {
            throw new NotebookException(
                "the Markdown nests too deeply (lists, quotations, brackets or emphasis inside one another)",
                "Nest it less deeply",
                innerException: exception
            );
        }
    }

    /// <summary>Makes a renderer know what the parser knows.</summary>
    public static void SetUp(Markdig.Renderers.HtmlRenderer renderer) => Pipeline.Setup(renderer);

    /// <summary>
    /// What a reader reads, block by block, each with its first line (from 1): no code, no mathematics,
    /// no markup. A line break in the source is one in the text.
    /// </summary>
    public static IEnumerable<(int Line, string Text)> Prose(MarkdownDocument document)
    {
        foreach (var block in document.Descendants<LeafBlock>())
        {
            switch (block)
            {
                case MathBlock:
                    yield return (block.Line + 1, Placeholder.ToString());
                    break;
                case HtmlBlock html:
                    yield return (block.Line + 1, Tag().Replace(html.Lines.ToString(), ""));
                    break;
                case { Inline: { } inline }:
                    yield return (block.Line + 1, TextOf(inline));
                    break;
            }
        }
    }

    /// <summary>The words of an inline and what it contains.</summary>
    public static string TextOf(ContainerInline container)
    {
        var text = new StringBuilder();
        Append(text, container);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ContainerInline container)
    {
        foreach (var inline in container)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case LineBreakInline:
                    text.Append('\n');
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case CodeInline or MathInline or AutolinkInline or LinkInline { IsImage: true }:
                    text.Append(Placeholder);
                    break;
                case ContainerInline inner:
                    Append(text, inner);
                    break;
            }
        }
    }

    [GeneratedRegex("<!--.*?-->|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tag();
}

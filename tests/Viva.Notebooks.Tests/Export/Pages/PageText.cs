using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Viva.Notebooks.Export.Formulas;

namespace Viva.Notebooks.Tests.Export.Pages;

/// <summary>
/// The middle of a page in the form in which people review it: an element on one line as long as it fits, formulas as their source, code
/// without its colours, line breaks within preformatted text as ⏎, what is long cut.
/// </summary>
internal static class PageText
{
    private const int Longest = 160;

    public static string Of(string page)
    {
        var main = new HtmlParser().ParseDocument(page).QuerySelector("main")!;
        foreach (var turn in main.QuerySelectorAll("nav.turn").ToList())
        {
            turn.Remove();
        }

        var text = new StringBuilder();
        foreach (var child in main.ChildNodes)
        {
            Write(text, child, 0);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, INode node, int indent)
    {
        var line = Line(node);
        if (line.Trim().Length == 0)
        {
            return;
        }

        if (
            node is not IElement element
            || indent + line.Length <= Longest
            || element.ChildElementCount == 0
            || element.LocalName is "pre" or "math"
        )
        {
            text.Append(' ', indent).Append(line.Trim()).Append('\n');
            return;
        }

        text.Append(' ', indent).Append(Opening(element)).Append('\n');
        foreach (var child in element.ChildNodes)
        {
            Write(text, child, indent + 1);
        }

        text.Append(' ', indent).Append("</").Append(element.LocalName).Append(">\n");
    }

    private static string Line(INode node)
    {
        if (node is not IElement element)
        {
            return MathElement.Escape(node.TextContent).Replace('\n', ' ');
        }

        var inside = element.LocalName switch
        {
            "math" => MathElement.Escape(element.QuerySelector("annotation")!.TextContent),
            "pre" => MathElement.Escape(Cut(element.TextContent.Replace("\n", "⏎", StringComparison.Ordinal))),
            _ => string.Concat(element.ChildNodes.Select(Line)),
        };
        return element.LocalName is "img" or "hr" or "br" ? Opening(element) : $"{Opening(element)}{inside}</{element.LocalName}>";
    }

    private static string Opening(IElement element) =>
        "<"
        + element.LocalName
        + string.Concat(
            element
                .Attributes.Where(attribute => attribute.Name != "xmlns")
                .Select(attribute => $" {attribute.Name}=\"{MathElement.Escape(Cut(attribute.Value))}\"")
        )
        + ">";

    private static string Cut(string text) =>
        text.Length <= 120
            ? text
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{text[..80]}… {text.Length} characters …{text[^20..]}");
}

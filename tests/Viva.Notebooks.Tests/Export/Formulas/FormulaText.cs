using System.Text;
using System.Xml.Linq;
using Viva.Notebooks.Export.Formulas;

namespace Viva.Notebooks.Tests.Export.Formulas;

/// <summary>Formulas in the form in which people review them, and where they come from.</summary>
internal static class FormulaText
{
    public static readonly XNamespace Math = "http://www.w3.org/1998/Math/MathML";

    /// <summary>The math element of a formula.</summary>
    public static XElement Of(string formula, bool display = true) =>
        XElement.Parse(TexMath.ToMathMl(formula, display), LoadOptions.PreserveWhitespace);

    /// <summary>What shows of a formula, indented: an element stands on one line as long as it fits.</summary>
    public static string Of(XElement math)
    {
        var text = new StringBuilder();
        var shown = math.Element(Math + "semantics")!.Elements().First();
        foreach (var element in shown.Name.LocalName == "mrow" && !shown.HasAttributes ? shown.Elements() : [shown])
        {
            Write(text, element, 2);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, XElement element, int indent)
    {
        var line = Line(element);
        if (indent + line.Length <= 130 || !element.HasElements)
        {
            text.Append(' ', indent).Append(line).Append('\n');
            return;
        }

        text.Append(' ', indent).Append('<').Append(element.Name.LocalName).Append(Attributes(element)).Append(">\n");
        foreach (var child in element.Elements())
        {
            Write(text, child, indent + 2);
        }

        text.Append(' ', indent).Append("</").Append(element.Name.LocalName).Append(">\n");
    }

    private static string Line(XElement element)
    {
        var inside = element.HasElements ? string.Concat(element.Elements().Select(Line)) : Visible(element.Value);
        var name = element.Name.LocalName;
        return inside.Length == 0 ? $"<{name}{Attributes(element)}/>" : $"<{name}{Attributes(element)}>{inside}</{name}>";
    }

    private static string Attributes(XElement element) =>
        string.Concat(
            element
                .Attributes()
                .Where(attribute => !attribute.IsNamespaceDeclaration)
                .Select(attribute => $" {attribute.Name}=\"{attribute.Value}\"")
        );

    // What cannot be seen has a name here.
    private static string Visible(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\u2061", "&ApplyFunction;", StringComparison.Ordinal)
            .Replace("\u00a0", "&nbsp;", StringComparison.Ordinal)
            .Replace("\u2006", "&#x2006;", StringComparison.Ordinal);
}

using System.Globalization;
using System.Text;

namespace Viva.Notebooks.Export.Formulas;

/// <summary>What an atom is to its neighbours; decides whether a minus sign joins two things or belongs to the one after it.</summary>
internal enum AtomClass
{
    Ordinary,

    /// <summary>A sign that grows: a sum, an integral.</summary>
    Operator,

    /// <summary>A function with a name.</summary>
    Function,
    Binary,
    Relation,
    Open,
    Close,
    Punctuation,
    Space,
}

/// <summary>Where the scripts of an element go.</summary>
internal enum ScriptPlace
{
    /// <summary>At its upper and lower right.</summary>
    Side,

    /// <summary>Above and below where formulas stand on lines of their own, at the side within text: what sums do.</summary>
    Limits,

    /// <summary>Above and below everywhere: what braces do.</summary>
    Above,
}

/// <summary>An element of MathML: a name, attributes, and either text or children.</summary>
internal sealed record MathElement(string Name, string? Text, IReadOnlyList<MathElement> Children)
{
    public MathElement(string name, string text)
        : this(name, text, []) { }

    public MathElement(string name, params IReadOnlyList<MathElement> children)
        : this(name, null, children) { }

    public IReadOnlyList<(string Name, string Value)> Attributes { get; init; } = [];

    public AtomClass Class { get; init; }

    public ScriptPlace Scripts { get; init; }

    /// <summary>This element with one more attribute, or another value of one it has.</summary>
    public MathElement With(string name, string value) =>
        this with
        {
            Attributes = [.. Attributes.Where(attribute => attribute.Name != name), (name, value)],
        };

    /// <summary>One element for a sequence: a row, unless it is a single element already.</summary>
    public static MathElement Row(IReadOnlyList<MathElement> elements) =>
        elements.Count == 1 ? elements[0] : new MathElement("mrow", elements);

    public void Write(StringBuilder markup)
    {
        markup.Append('<').Append(Name);
        foreach (var (name, value) in Attributes)
        {
            markup.Append(CultureInfo.InvariantCulture, $" {name}=\"{Escape(value)}\"");
        }

        markup.Append('>');
        if (Text is not null)
        {
            markup.Append(Escape(Text));
        }

        foreach (var child in Children)
        {
            child.Write(markup);
        }

        markup.Append("</").Append(Name).Append('>');
    }

    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal);
}

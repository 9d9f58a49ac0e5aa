namespace Viva.Display;

/// <summary>
/// Names the formatters of a type that shows itself in a notebook. .NET Interactive and Viva's own session
/// recognise this attribute by its name, so the library needs no reference to either.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>A type with a parameterless constructor and a method <c>IEnumerable&lt;object&gt; CreateTypeFormatters()</c>.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The MIME types a host shows, best first; null or non-empty.</summary>
    public string[]? PreferredMimeTypes { get; set; }
}

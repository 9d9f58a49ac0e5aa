using Microsoft.DotNet.Interactive.Formatting;

namespace Viva.Display.Formatters;

/// <summary>The formatters of a type of the library that is shown as HTML and as text.</summary>
/// <typeparam name="T">The type.</typeparam>
internal sealed class ViewFormatters<T> : ITypeFormatterSource
    where T : IView
{
    internal static IReadOnlyList<ITypeFormatter> Both { get; } =
    [new MimeFormatter<T>(MimeTypes.Html, value => value.Html), new MimeFormatter<T>(MimeTypes.Text, value => value.Text)];

    /// <inheritdoc/>
    public IEnumerable<ITypeFormatter> CreateTypeFormatters() => Both;
}

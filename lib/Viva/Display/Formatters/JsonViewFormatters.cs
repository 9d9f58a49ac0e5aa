using Microsoft.DotNet.Interactive.Formatting;

namespace Viva.Display.Formatters;

/// <summary>The formatters of a type of the library that a program reads too: HTML, text and JSON.</summary>
/// <typeparam name="T">The type.</typeparam>
internal sealed class JsonViewFormatters<T> : ITypeFormatterSource
    where T : IJsonView
{
    /// <inheritdoc/>
    public IEnumerable<ITypeFormatter> CreateTypeFormatters() =>
        [.. ViewFormatters<T>.Both, new MimeFormatter<T>(T.JsonType, value => value.Json)];
}

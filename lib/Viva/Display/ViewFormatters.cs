using System.ComponentModel;

namespace Viva.Display;

/// <summary>The formatters of every type of the library that is shown as HTML and as text. Called by a host by name.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ViewFormatters
{
    /// <summary>One formatter for HTML and one for text.</summary>
#pragma warning disable CA1822 // Hosts call it on an instance.
    public IEnumerable<object> CreateTypeFormatters() => Both;
#pragma warning restore CA1822

    internal static IReadOnlyList<MimeFormatter> Both { get; } =
    [
        new(MimeTypes.Html, value => (value as IView)?.Html),
        new(MimeTypes.Text, value => (value as IView)?.Text),
    ];
}

using System.ComponentModel;

namespace Viva.Display;

/// <summary>The formatters of a measured result: HTML, text, and the form that a runner collects. Called by a host by name.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ResultFormatters
{
    /// <summary>One formatter for each MIME type.</summary>
#pragma warning disable CA1822 // Hosts call it on an instance.
    public IEnumerable<object> CreateTypeFormatters() =>
        [.. ViewFormatters.Both, new MimeFormatter(MimeTypes.Result, value => (value as ResultView)?.Json)];
#pragma warning restore CA1822
}

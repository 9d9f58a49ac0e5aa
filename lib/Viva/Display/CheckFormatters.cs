using System.ComponentModel;

namespace Viva.Display;

/// <summary>The formatters of a check's outcome: HTML, text, and the form that a runner reads. Called by a host by name.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CheckFormatters
{
    /// <summary>One formatter for each MIME type.</summary>
#pragma warning disable CA1822 // Hosts call it on an instance.
    public IEnumerable<object> CreateTypeFormatters() =>
        [.. ViewFormatters.Both, new MimeFormatter(MimeTypes.Check, value => (value as CheckView)?.Json)];
#pragma warning restore CA1822
}

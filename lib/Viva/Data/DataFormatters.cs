using System.ComponentModel;
using Viva.Display;

namespace Viva.Data;

/// <summary>The formatters of a data set's line: HTML, text, and the form that a runner reads. Called by a host by name.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DataFormatters
{
    /// <summary>One formatter for each MIME type.</summary>
#pragma warning disable CA1822 // Hosts call it on an instance.
    public IEnumerable<object> CreateTypeFormatters() =>
        [.. ViewFormatters.Both, new MimeFormatter(MimeTypes.Data, value => (value as DataLine)?.Json)];
#pragma warning restore CA1822
}

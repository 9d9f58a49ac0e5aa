using Microsoft.DotNet.Interactive.Formatting;
using Viva.Data.Download;
using Viva.Display;
using Viva.Display.Formatters;

namespace Viva.Data;

/// <summary>One state of a download, as a bar.</summary>
/// <param name="State">The state.</param>
[TypeFormatterSource(typeof(ViewFormatters<DownloadView>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
internal sealed record DownloadView(DownloadState State) : IView
{
    /// <inheritdoc/>
    public string Html =>
        $"<div style=\"font-variant-numeric:tabular-nums\"><progress max=\"{State.Total}\" value=\"{State.Done}\" "
        + $"aria-label=\"{HtmlText.Encode(State.File)}\" style=\"width:14em;max-width:40%;vertical-align:middle\"></progress> "
        + $"{HtmlText.Encode(Text)}</div>";

    /// <inheritdoc/>
    public string Text => State.ToString();

    /// <inheritdoc/>
    public override string ToString() => Text;
}

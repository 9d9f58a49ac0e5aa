using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display;
using Viva.Display.Formatters;
using Viva.Display.Live;

namespace Viva.Data;

/// <summary>One state of a download: what has arrived, how fast, and how long the rest will take.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Place">Where it comes from.</param>
/// <param name="Done">How many bytes are here.</param>
/// <param name="Total">How many there will be.</param>
/// <param name="Before">How many of them an earlier try left.</param>
/// <param name="Elapsed">How long this try has taken.</param>
[TypeFormatterSource(typeof(ViewFormatters<DownloadView>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
internal sealed record DownloadView(string File, string Place, long Done, long Total, long Before, TimeSpan Elapsed) : IView
{
    /// <inheritdoc/>
    public string Html =>
        $"<div style=\"font-variant-numeric:tabular-nums\"><progress max=\"{Total}\" value=\"{Done}\" "
        + $"aria-label=\"{HtmlText.Encode(File)}\" style=\"width:14em;max-width:40%;vertical-align:middle\"></progress> "
        + $"{HtmlText.Encode(Text)}</div>";

    /// <inheritdoc/>
    public string Text
    {
        get
        {
            // A rate over less than this says more about the clock than about the line.
            var arrived = Done - Before;
            var rate = Elapsed.TotalSeconds < 0.2 || arrived == 0 ? 0 : arrived / Elapsed.TotalSeconds;
            var speed = rate == 0 ? "" : $", {DataLine.Size((long)rate)}/s";
            var left = rate == 0 || Done >= Total ? "" : $", {ProgressView.Duration(TimeSpan.FromSeconds((Total - Done) / rate))} left";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{File} from {Place}: {100 * Done / Total}% of {DataLine.Size(Total)}{speed}{left}"
            );
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

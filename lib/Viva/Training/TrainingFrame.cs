using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display;
using Viva.Display.Formatters;

namespace Viva.Training;

/// <summary>One state of the live output: a bar with a line, and the curves below it.</summary>
[TypeFormatterSource(typeof(ViewFormatters<TrainingFrame>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
internal sealed class TrainingFrame(string line, double? progress, string below) : IView
{
    public string Html
    {
        get
        {
            var bar = progress is { } part
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"<progress max=\"1\" value=\"{part:0.###}\" aria-label=\"training\" "
                        + $"style=\"width:10em;max-width:30%;vertical-align:middle\"></progress> "
                )
                : "";
            return $"<div style=\"font-variant-numeric:tabular-nums\">{bar}{HtmlText.Encode(line)}</div>{below}";
        }
    }

    public string Text => line;

    public override string ToString() => line;
}

using Microsoft.DotNet.Interactive.Formatting;
using Viva.Data;
using Viva.Display.Formatters;

namespace Viva.Display.Live;

/// <summary>One state of a progress bar.</summary>
[TypeFormatterSource(typeof(ViewFormatters<ProgressView>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
internal sealed class ProgressView(long done, long total, string unit, string note, TimeSpan elapsed) : IView
{
    private const int Width = 24;

    public string Html =>
        $"<div style=\"font-variant-numeric:tabular-nums\"><progress max=\"{total}\" value=\"{done}\" "
        + $"aria-label=\"{HtmlText.Encode(unit)}\" style=\"width:14em;max-width:40%;vertical-align:middle\"></progress> "
        + $"{HtmlText.Encode(Words)}</div>";

    public string Text
    {
        get
        {
            var filled = (int)(Width * done / total);
            return $"[{new string('#', filled)}{new string('.', Width - filled)}] {Words}";
        }
    }

    private string Words
    {
        get
        {
            var time =
                done == 0 ? ""
                : done < total ? $", {Duration.Text(elapsed * ((double)(total - done) / done))} left"
                : $" in {Duration.Text(elapsed)}";
            return $"{unit} {done} of {total}{time}{(note.Length > 0 ? ", " + note : "")}";
        }
    }

    public override string ToString() => Text;
}

using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display;
using Viva.Display.Charts;
using Viva.Display.Formatters;

namespace Viva.Claims;

/// <summary>The line that a measured result shows.</summary>
[TypeFormatterSource(typeof(JsonViewFormatters<ResultView>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text, MimeTypes.Result])]
internal sealed class ResultView(
    string name,
    double value,
    double? atLeast,
    double? atMost,
    string? format,
    string? notEnforced,
    bool quick = false
) : IJsonView
{
    static string IJsonView.JsonType => MimeTypes.Result;

    private bool HasBar => atLeast is not null || atMost is not null;

    // A value that is not finite meets no bar: an infinite accuracy is a fault of the measurement. Without a bar there is nothing to miss.
    private bool Met => !HasBar || (double.IsFinite(value) && (atLeast is null || value >= atLeast) && (atMost is null || value <= atMost));

    public string Html
    {
        get
        {
            var line = $"{HtmlText.Encode(name)}: <strong>{Number(value)}</strong>{HtmlText.Encode(Bar)}";
            return $"<div style=\"margin:.3em 0\">{(HasBar ? HtmlText.Badge(Met, Met ? "met" : "missed") + " " : "")}"
                + $"{line}{HtmlText.Encode(Note)}</div>";
        }
    }

    public string Text => $"{(HasBar ? Met ? "✓ met: " : "✗ missed: " : "")}{name}: {Number(value)}{Bar}{Note}";

    public string Json
    {
        get
        {
            var json = new JsonObject { ["name"] = name, ["value"] = double.IsFinite(value) ? value : null };
            if (atLeast is { } low)
            {
                json["atLeast"] = low;
            }

            if (atMost is { } high)
            {
                json["atMost"] = high;
            }

            json["met"] = Met;
            if (HasBar)
            {
                json["enforced"] = notEnforced is null;
            }

            if (quick)
            {
                json["quick"] = true;
            }

            return ChartJson.Write(json);
        }
    }

    private string Bar => HasBar ? (quick ? " (in quick mode " : " (") + string.Join(", ", Bounds()) + ")" : "";

    private IEnumerable<string> Bounds()
    {
        if (atLeast is { } low)
        {
            yield return "at least " + Number(low);
        }

        if (atMost is { } high)
        {
            yield return "at most " + Number(high);
        }
    }

    private string Note
    {
        get
        {
            if (!HasBar)
            {
                return "";
            }

            var note = double.IsFinite(value) ? "" : " A value that is not finite meets no bar.";
            if (notEnforced is not null)
            {
                note += $" {notEnforced}: the bar is shown, not enforced.";
            }

            return note.Length > 0 ? "." + note : "";
        }
    }

    public override string ToString() => Text;

    private string Number(double number) => HtmlText.Number(number, format);
}

using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display;
using Viva.Display.Charts;
using Viva.Display.Formatters;

namespace Viva.Claims;

/// <summary>The line that a check shows.</summary>
[TypeFormatterSource(typeof(JsonViewFormatters<CheckView>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text, MimeTypes.Check])]
internal sealed class CheckView(bool ok, string claim, string detail) : IJsonView
{
    static string IJsonView.JsonType => MimeTypes.Check;

    public string Html =>
        $"<div style=\"margin:.3em 0\">{(ok ? HtmlText.Badge(ok, "right") : HtmlText.OpenBadge("your turn"))} "
        + $"{HtmlText.Encode(Words)}</div>";

    public string Text => $"{(ok ? "✓ right" : "○ your turn")}: {Words}";

    public string Json => ChartJson.Write(new JsonObject { ["ok"] = ok, ["message"] = Message });

    // An exercise that nobody has tried yet fails too, and a check cannot tell the two apart: it blames nobody and says what is missing.
    private string Words => ok ? Message : $"{claim} – not yet{(detail.Length > 0 ? ": " + detail : "")}";

    private string Message => detail.Length > 0 ? $"{claim}: {detail}" : claim;

    public override string ToString() => Text;
}

using System.Text.Json.Nodes;

namespace Viva.Display;

/// <summary>The line that a check shows.</summary>
[TypeFormatterSource(typeof(CheckFormatters), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text, MimeTypes.Check])]
internal sealed class CheckView(bool ok, string claim, string detail) : IView
{
    public string Html => $"<div style=\"margin:.3em 0\">{HtmlText.Badge(ok, ok ? "right" : "not yet")} {HtmlText.Encode(claim)}{(detail.Length > 0 ? ": " + HtmlText.Encode(detail) : "")}</div>";

    public string Text => $"{(ok ? "✓ right" : "✗ not yet")}: {Message}";

    internal string Json => ChartJson.Write(new JsonObject { ["ok"] = ok, ["message"] = Message });

    private string Message => detail.Length > 0 ? $"{claim}: {detail}" : claim;

    public override string ToString() => Text;
}

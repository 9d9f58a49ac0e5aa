using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display;
using Viva.Display.Charts;
using Viva.Display.Formatters;

namespace Viva.Claims;

/// <summary>The lines that a claim shows.</summary>
/// <param name="sentence">What is claimed.</param>
/// <param name="holds">Whether the run bears it out.</param>
/// <param name="evidence">What the run measured.</param>
/// <param name="notJudged">Why the claim is not judged, or null.</param>
[TypeFormatterSource(typeof(JsonViewFormatters<ClaimView>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text, MimeTypes.Claim])]
internal sealed class ClaimView(string sentence, bool holds, string evidence, string? notJudged) : IJsonView
{
    static string IJsonView.JsonType => MimeTypes.Claim;

    public string Html =>
        $"<div style=\"margin:.6em 0\">{Badge} <strong>{HtmlText.Encode(sentence)}</strong><br>{HtmlText.Encode(Found)}</div>";

    public string Text => $"{(notJudged is null ? holds ? "✓" : "✗" : "○")} {Verdict}: {sentence}\n  {Found}";

    public string Json
    {
        get
        {
            var json = new JsonObject
            {
                ["sentence"] = sentence,
                ["holds"] = holds,
                ["evidence"] = evidence,
                ["judged"] = notJudged is null,
            };
            if (notJudged is not null)
            {
                json["notJudged"] = notJudged;
            }

            return ChartJson.Write(json);
        }
    }

    private string Badge => notJudged is null ? HtmlText.Badge(holds, Verdict) : HtmlText.OpenBadge(Verdict);

    private string Verdict =>
        notJudged is not null ? $"not judged ({notJudged})"
        : holds ? "holds"
        : "does not hold";

    // What a short run or other data gave is told, and weighed by nobody.
    private string Found => notJudged is null ? evidence : $"This run found: {evidence}";

    public override string ToString() => Text;
}

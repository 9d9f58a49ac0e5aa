using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace Viva.Notebooks.Export;

/// <summary>
/// Takes everything out of HTML that could run, load or navigate by itself, and keeps what shows: text, tables, pictures inside the page, drawings,
/// styles. Figures of this project keep their data, which the page's own script draws.
/// </summary>
internal sealed class HtmlFilter
{
    /// <summary>The type of the element in which a figure keeps its data.</summary>
    public const string FigureType = "application/vnd.viva.figure+json";

    // A picture beyond this would make the page unusable, whatever it shows.
    private const int LongestAddress = 8_000_000;

    private static readonly string[] Drawing =
        ["svg", "g", "path", "text", "tspan", "rect", "line", "circle", "ellipse", "polyline", "polygon", "title", "desc", "defs", "linearGradient", "radialGradient", "stop", "clipPath"];

    private static readonly string[] DrawingAttributes =
    [
        "viewbox", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "points", "fill", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray",
        "stroke-linecap", "stroke-linejoin", "fill-opacity", "opacity", "transform", "text-anchor", "dominant-baseline", "font-size", "font-weight", "font-family", "offset", "stop-color",
        "stop-opacity", "gradientunits", "preserveaspectratio",
    ];

    private readonly bool _trusted;
    private readonly HtmlSanitizer _sanitizer = new();

    /// <param name="trusted">Whether HTML passes as it is.</param>
    public HtmlFilter(bool trusted)
    {
        _trusted = trusted;
        _sanitizer.AllowedTags.UnionWith(["details", "summary", "figure", "figcaption", "section", "article", "aside", "header", "footer", "main", "mark", "time", "progress", "meter", .. Drawing]);
        _sanitizer.AllowedTags.ExceptWith(["form", "input", "button", "select", "option", "textarea", "link", "style", "iframe", "object", "embed", "base", "meta"]);
        _sanitizer.AllowedAttributes.UnionWith(["class", "id", "open", "role", "hidden", "scope", "width", "height", "start", "value", "max", "min", "lang", "dir", "alt", .. DrawingAttributes]);
        _sanitizer.AllowDataAttributes = true;
        foreach (var name in (string[])["aria-label", "aria-hidden", "aria-labelledby", "aria-describedby", "aria-valuenow", "aria-valuemin", "aria-valuemax"])
            _sanitizer.AllowedAttributes.Add(name);
        _sanitizer.AllowedSchemes.Clear();
        _sanitizer.AllowedSchemes.UnionWith(["http", "https", "mailto", "data"]);
        _sanitizer.FilterUrl += (_, e) => e.SanitizedUrl = Address(e.Tag, e.SanitizedUrl ?? e.OriginalUrl);
        // A style may look as it likes; what it loads or lays over the page goes.
        _sanitizer.AllowedCssProperties.ExceptWith(["position", "background-image", "background", "list-style-image", "list-style", "border-image", "content", "cursor"]);
        _sanitizer.AllowedCssProperties.UnionWith(["gap", "display", "font-variant-numeric", "border-radius", "image-rendering", "flex", "overflow-wrap", "object-fit"]);
        _sanitizer.AllowedAtRules.Clear();
    }

    /// <summary>The harmless part of a piece of HTML.</summary>
    public string Clean(string html)
    {
        if (_trusted || !html.Contains('<', StringComparison.Ordinal))
            return html;
        var document = new HtmlParser().ParseDocument("<!doctype html><body>" + html);
        var charts = new List<string>();
        foreach (var script in document.QuerySelectorAll($"script[type=\"{FigureType}\"]").ToList())
        {
            if (Chart(script.TextContent) is { } chart)
            {
                var mark = document.CreateElement("span");
                mark.SetAttribute("data-chart", charts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
                charts.Add(chart);
                script.Replace(mark);
            }
        }

        var clean = _sanitizer.Sanitize(document.Body!.InnerHtml);
        for (var i = 0; i < charts.Count; i++)
            clean = clean.Replace(FormattableString.Invariant($"<span data-chart=\"{i}\"></span>"), $"<script type=\"{FigureType}\">{charts[i]}</script>", StringComparison.Ordinal);
        return clean;
    }

    /// <summary>A figure's data written anew, so that nothing but data is in it; null when it is none.</summary>
    private static string? Chart(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject { } chart && chart["data"] is JsonArray && chart["layout"] is JsonObject ? chart.ToJsonString() : null; // the writer escapes <
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Address(IElement element, string address)
    {
        var trimmed = address.Trim();
        if (!trimmed.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return element.TagName.Equals("img", StringComparison.OrdinalIgnoreCase) ? null : trimmed; // a page makes no request
        var picture = trimmed.StartsWith("data:image/png", StringComparison.OrdinalIgnoreCase) || trimmed.StartsWith("data:image/jpeg", StringComparison.OrdinalIgnoreCase)
            || trimmed.StartsWith("data:image/gif", StringComparison.OrdinalIgnoreCase) || trimmed.StartsWith("data:image/webp", StringComparison.OrdinalIgnoreCase);
        return picture && trimmed.Length <= LongestAddress && element.TagName.Equals("img", StringComparison.OrdinalIgnoreCase) ? trimmed : null;
    }
}

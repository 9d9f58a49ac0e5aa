using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display.Formatters;
using Viva.Runtime;

namespace Viva.Display.Charts;

/// <summary>
/// A picture with a title and alternative text. It renders itself as HTML: a chart drawn by plotly.js or pictures that need no script. The
/// chart stands in the HTML as a script element of type <c>application/vnd.viva.figure+json</c> that holds
/// <c>{"data":[...],"layout":{...},"height":360}</c>, so that an exporter finds it without running anything.
/// </summary>
[TypeFormatterSource(typeof(ViewFormatters<Figure>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed class Figure : IView
{
    private const int Panel = 380; // the width in pixels of one chart of several

    private readonly ChartDocument? _chart;
    private readonly string _pictures;
    private readonly IReadOnlyList<Figure> _parts;
    private readonly string? _label;
    private readonly IReadOnlyList<string> _places = [];

    private Figure(string title, string alternativeText, ChartDocument? chart, string pictures, IReadOnlyList<Figure> parts) =>
        (Title, AlternativeText, _chart, _pictures, _parts) = (title, alternativeText, chart, pictures, parts);

    private Figure(string title, string alternativeText, string label, (string At, Figure Figure)[] slides)
        : this(title, alternativeText, null, "", [.. slides.Select(slide => slide.Figure)]) =>
        (_label, _places) = (label, [.. slides.Select(slide => slide.At)]);

    /// <summary>The title above the picture; empty when there is none.</summary>
    public string Title { get; }

    /// <summary>What the picture shows, in words.</summary>
    public string AlternativeText { get; }

    /// <summary>
    /// Makes a figure of a chart of Plotly.NET (<c>GenericChart</c>) or XPlot.Plotly (<c>PlotlyChart</c>). The chart's title becomes the
    /// figure's, and Plotly.NET's default template gives way to the notebook's look.
    /// </summary>
    /// <exception cref="ArgumentException">The chart is of another type, or the alternative text is empty.</exception>
    public static Figure From(object chart, string alternativeText)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentException.ThrowIfNullOrWhiteSpace(alternativeText);
        var (data, layout) = ForeignChart.Read(chart);
        return OfForeign(alternativeText, data, layout);
    }

    /// <summary>A figure of another library's chart: its title becomes the figure's, and its size gives way to the page's.</summary>
    internal static Figure OfForeign(string alternativeText, JsonArray data, JsonObject layout)
    {
        var title = TakeTitle(layout);
        var height = layout["height"] is JsonValue given && given.TryGetValue<int>(out var pixels) ? pixels : 400;
        layout.Remove("height");
        layout.Remove("width");
        return OfChart(title, alternativeText, data, layout, height);
    }

    /// <summary>The alternative text.</summary>
    public override string ToString() => AlternativeText;

    string IView.Html => ToHtml(Run.Offline);

    string IView.Text => AlternativeText;

    /// <summary>The chart; null for pictures.</summary>
    internal ChartDocument? Chart => _chart;

    internal static Figure OfChart(string? title, string alternativeText, JsonArray data, JsonObject layout, int height = 360) =>
        new(title ?? "", alternativeText, new ChartDocument(data, layout, height), "", []);

    internal static Figure OfHtml(string? title, string alternativeText, string html) => new(title ?? "", alternativeText, null, html, []);

    internal static Figure OfParts(string? title, string alternativeText, IReadOnlyList<Figure> parts) =>
        new(title ?? "", alternativeText, null, "", parts);

    internal static Figure OfSlides(string? title, string alternativeText, string label, (string At, Figure Figure)[] slides) =>
        new(title ?? "", alternativeText, label, slides);

    /// <summary>Whether the figure can be shown without scripts.</summary>
    internal bool HasPicture => _parts.All(part => part.HasPicture) && (_chart is null || StaticChart.CanDraw(_chart));

    internal string ToHtml(bool offline) =>
        Body()
        + (HasChart ? PlotlyScript.Carrier(Title + AlternativeText, offline) + PlotlyScript.Loader(offline) : "")
        + (HasSlides ? SlidesScript.Text : "");

    private bool HasChart => _chart is not null || (_label is null && _parts.Any(part => part.HasChart));

    private bool HasSlides => _label is not null || _parts.Any(part => part.HasSlides);

    private string Body(bool panel = false)
    {
        var caption =
            Title.Length == 0
                ? "<figcaption hidden></figcaption>"
                : $"<figcaption style=\"font-weight:600;margin:.2em 0\">{HtmlText.Encode(Title)}</figcaption>";
        // Each picture of a group has its own words in it, and the group need not say them again.
        var name = HtmlText.Encode(Title.Length > 0 ? Title : $"{_parts.Count} pictures");
        if (_label is not null)
        {
            return $"<div class=\"slides\" role=\"group\" aria-label=\"{name}\" style=\"max-width:1080px\">"
                + $"{caption.Replace("figcaption", "div", StringComparison.Ordinal)}{Still()}</div>";
        }

        if (_parts.Count > 0)
        {
            var parts = string.Concat(
                _parts.Select(part => $"<div style=\"flex:1 1 280px;min-width:0\">{part.Body(_parts.Count > 1)}</div>")
            );
            return $"<div role=\"group\" aria-label=\"{name}\" style=\"max-width:1080px\">"
                + $"{caption.Replace("figcaption", "div", StringComparison.Ordinal)}<div style=\"display:flex;flex-wrap:wrap;"
                + $"gap:0 1em\">{parts}</div></div>";
        }

        if (_chart is null)
        {
            return $"<figure style=\"margin:.5em 0\">{caption}{_pictures}</figure>";
        }

        // A plain picture, or else the words, stands in the chart's place until it is drawn, and for good where scripts do not run.
        var stand = HasPicture
            ? panel
                ? StaticChart.Svg(_chart, Panel)
                : StaticChart.Svg(_chart)
            : HtmlText.Encode(AlternativeText);
        return $"<figure class=\"viva\" style=\"margin:.5em 0;max-width:760px\">{caption}<div role=\"img\" "
            + $"aria-label=\"{HtmlText.Encode(AlternativeText)}\" style=\"overflow:hidden\">{stand}</div><small></small>"
            + $"<script type=\"{MimeTypes.Figure}\">{_chart.Json}</script></figure>";
    }

    /// <summary>
    /// The figure without its title and as it is where no script runs: charts are plain pictures, drawn for a third of the page's width.
    /// </summary>
    private string Still()
    {
        if (_chart is not null)
        {
            return $"<div role=\"img\" aria-label=\"{HtmlText.Encode(AlternativeText)}\">{StaticChart.Svg(_chart, Panel)}</div>";
        }

        if (_parts.Count == 0)
        {
            return _pictures;
        }

        // slides.js and site.js find the slides as the children of the element that carries the slider's label.
        var label = _label is null ? "" : $" role=\"group\" aria-label=\"{HtmlText.Encode(_label)}\"";
        var parts = _parts
            .Select(
                (part, i) =>
                    (
                        Words: _label is null ? part.Title
                        : part.Title.Length > 0 ? $"{_places[i]}: {part.Title}"
                        : _places[i],
                        Picture: part.Still()
                    )
            )
            .Select(part =>
                "<figure style=\"margin:.5em 0;min-width:0\"><figcaption style=\"font-weight:600;"
                + $"margin:.2em 0\">{HtmlText.Encode(part.Words)}</figcaption>{part.Picture}</figure>"
            );
        return $"<div{label} style=\"display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,220px),1fr));"
            + $"gap:0 1em\">{string.Concat(parts)}</div>";
    }

    private static string TakeTitle(JsonObject layout)
    {
        var title = layout["title"] switch
        {
            JsonObject o => o["text"]?.GetValue<string>() ?? "",
            JsonValue v when v.GetValueKind() == JsonValueKind.String => v.GetValue<string>(),
            _ => "",
        };
        layout.Remove("title");
        return title;
    }
}

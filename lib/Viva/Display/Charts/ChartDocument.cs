using System.Text.Json.Nodes;

namespace Viva.Display.Charts;

/// <summary>
/// A chart in the terms of plotly.js: its traces, its layout and its height in pixels. The plain picture is drawn from these nodes, and
/// the page gets them as JSON, which is written once.
/// </summary>
internal sealed class ChartDocument
{
    private readonly Lazy<string> _json;

    internal ChartDocument(JsonArray data, JsonObject layout, int height)
    {
        (Traces, Layout, Height) = ([.. data.OfType<JsonObject>()], layout, height);
        var document = new JsonObject
        {
            ["data"] = data,
            ["layout"] = layout,
            ["height"] = height,
        };
        _json = new Lazy<string>(() => ChartJson.Write(document));
    }

    internal JsonObject[] Traces { get; }

    internal JsonObject Layout { get; }

    /// <summary>In pixels.</summary>
    internal int Height { get; }

    /// <summary><c>{"data":[...],"layout":{...},"height":360}</c></summary>
    internal string Json => _json.Value;
}

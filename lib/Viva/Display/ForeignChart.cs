using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Plotly.NET;
using XPlot.Plotly;

namespace Viva.Display;

/// <summary>Reads the data and the layout of a chart of Plotly.NET or XPlot.Plotly.</summary>
internal static partial class ForeignChart
{
    internal static (JsonArray Data, JsonObject Layout) Read(object chart)
    {
        switch (chart)
        {
            case GenericChart plotly:
                var node = JsonNode.Parse(GenericChart.toFigureJson(plotly))!.AsObject();
                var layout = Take(node, "layout") as JsonObject ?? [];
                layout.Remove("template");
                return (Take(node, "data") as JsonArray ?? [], layout);
            case PlotlyChart xplot:
                var match = PlottingCall().Match(xplot.GetPlottingJS());
                if (!match.Success)
                    break;
                var options = JsonNode.Parse(match.Groups["layout"].Value) as JsonObject ?? []; // without a layout it writes ""
                RemoveInternals(options);
                return (JsonNode.Parse(match.Groups["data"].Value)!.AsArray(), options);
        }

        throw new ArgumentException($"{chart.GetType()} is not a chart of Plotly.NET (GenericChart) or XPlot.Plotly (PlotlyChart).", nameof(chart));
    }

    private static JsonNode? Take(JsonObject from, string name)
    {
        var node = from[name];
        from.Remove(name);
        return node;
    }

    // XPlot leaves marks of its own in the layout that plotly.js does not know.
    private static void RemoveInternals(JsonObject layout)
    {
        foreach (var part in layout.Select(pair => pair.Value).OfType<JsonObject>())
            part.Remove("_isSubplotObj");
    }

    [GeneratedRegex(@"var data = (?<data>\[.*\]);\s*var layout = (?<layout>\{.*\}|"""");\s*Plotly\.newPlot", RegexOptions.Singleline)]
    private static partial Regex PlottingCall();
}

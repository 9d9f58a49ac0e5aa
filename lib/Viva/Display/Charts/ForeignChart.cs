using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Plotly.NET;
using XPlot.Plotly;

namespace Viva.Display.Charts;

/// <summary>Reads the data and the layout of a chart of Plotly.NET or XPlot.Plotly.</summary>
internal static partial class ForeignChart
{
    private static readonly string? Folder = Path.GetDirectoryName(typeof(ForeignChart).Assembly.Location);

    /// <summary>
    /// The type of the charts of an assembly, when that is the copy of Plotly.NET or XPlot.Plotly
    /// beside this library, whose charts can be read.
    /// </summary>
    internal static Type? TypeIn(Assembly assembly)
    {
        var name = assembly.GetName().Name switch
        {
            "Plotly.NET" => "Plotly.NET.GenericChart",
            "XPlot.Plotly" => "XPlot.Plotly.PlotlyChart",
            _ => null,
        };
        return name is not null && !assembly.IsDynamic && Path.GetDirectoryName(assembly.Location) == Folder
            ? assembly.GetType(name)
            : null;
    }

    /// <summary>Whether a value is such a chart.</summary>
    internal static bool Is(object? value)
    {
        for (var type = value?.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            if (TypeIn(type.Assembly) == type)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The chart as a figure, with alternative text that says what it holds.</summary>
    internal static Figure ToFigure(object chart)
    {
        var (data, layout) = Read(chart);
        return Figure.OfForeign(Words(data), data, layout);
    }

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
                {
                    break;
                }

                var options = JsonNode.Parse(match.Groups["layout"].Value) as JsonObject ?? []; // without a layout it writes ""
                RemoveInternals(options);
                return (JsonNode.Parse(match.Groups["data"].Value)!.AsArray(), options);
        }

        throw new ArgumentException(
            $"{chart.GetType()} is not a chart of Plotly.NET (GenericChart) or XPlot.Plotly (PlotlyChart).",
            nameof(chart)
        );
    }

    // A chart of 2 traces: scatter "training", scatter "validation".
    private static string Words(JsonArray data)
    {
        var traces = data.OfType<JsonObject>()
            .Select(trace => Text(trace, "type", "scatter") + (Text(trace, "name", "") is { Length: > 0 } name ? $" \"{name}\"" : ""))
            .ToArray();
        return traces.Length == 1
            ? $"A chart: {traces[0]}."
            : string.Create(CultureInfo.InvariantCulture, $"A chart of {traces.Length} traces: {string.Join(", ", traces)}.");

        static string Text(JsonObject trace, string name, string otherwise) =>
            trace[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : otherwise;
    }

    private static JsonNode? Take(JsonObject from, string name)
    {
        var node = from[name];
        from.Remove(name);
        return node;
    }

    // XPlot leaves marks in the layout that plotly.js does not know.
    private static void RemoveInternals(JsonObject layout)
    {
        foreach (var part in layout.Select(pair => pair.Value).OfType<JsonObject>())
        {
            part.Remove("_isSubplotObj");
        }
    }

    [GeneratedRegex(@"var data = (?<data>\[.*\]);\s*var layout = (?<layout>\{.*\}|"""");\s*Plotly\.newPlot", RegexOptions.Singleline)]
    private static partial Regex PlottingCall();
}

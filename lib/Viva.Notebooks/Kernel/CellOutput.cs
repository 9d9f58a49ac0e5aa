using System.Text.Json;
using System.Text.Json.Nodes;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Kernel;

/// <summary>One output of a cell, in the order in which the cell made it.</summary>
public sealed record CellOutput
{
    private static readonly IReadOnlyDictionary<string, string> NoData = new Dictionary<string, string>();

    private CellOutput(OutputKind kind) => Kind = kind;

    /// <summary>What this output is.</summary>
    public OutputKind Kind { get; }

    /// <summary>The stream's name (<c>stdout</c>, <c>stderr</c>), the display's id, or the error's type.</summary>
    public string Name { get; private init; } = "";

    /// <summary>The stream's text or the error's message.</summary>
    public string Text { get; private init; } = "";

    /// <summary>The error's trace, one line each, with the cell's own line numbers.</summary>
    public IReadOnlyList<string> Trace { get; private init; } = [];

    /// <summary>A display's or result's representations by MIME type; JSON types hold JSON text.</summary>
    public IReadOnlyDictionary<string, string> Data { get; private init; } = NoData;

    /// <summary>Text on <paramref name="name"/>, <c>stdout</c> or <c>stderr</c>.</summary>
    public static CellOutput Stream(string name, string text) => new(OutputKind.Stream) { Name = name, Text = text };

    /// <summary>A display that <see cref="Update"/> can replace by its id.</summary>
    public static CellOutput Display(string id, IReadOnlyDictionary<string, string> data) =>
        new(OutputKind.Display) { Name = id, Data = data };

    /// <summary>The new content of the display <paramref name="id"/>.</summary>
    public static CellOutput Update(string id, IReadOnlyDictionary<string, string> data) =>
        new(OutputKind.Update) { Name = id, Data = data };

    /// <summary>The trailing value.</summary>
    public static CellOutput Result(IReadOnlyDictionary<string, string> data) => new(OutputKind.Result) { Data = data };

    /// <summary>The error that ended the cell.</summary>
    public static CellOutput Error(string type, string message, IReadOnlyList<string> trace) =>
        new(OutputKind.Error)
        {
            Name = type,
            Text = message,
            Trace = trace,
        };

    /// <summary>This output as nbformat 4 stores it. An update is stored as the display that it became.</summary>
    public JsonObject ToJson(int executionCount) =>
        Kind switch
        {
            OutputKind.Stream => NotebookOutput.Stream(Name, Text),
            OutputKind.Error => NotebookOutput.Error(Name, Text, Trace),
            OutputKind.Result => NotebookOutput.ExecuteResult(executionCount, Bundle()),
            _ => NotebookOutput.DisplayData(Bundle()),
        };

    private IEnumerable<KeyValuePair<string, JsonNode?>> Bundle() =>
        Data.Select(entry =>
            KeyValuePair.Create(entry.Key, IsJson(entry.Key) && TryParse(entry.Value, out var json) ? json : JsonValue.Create(entry.Value))
        );

    /// <summary>Reads what a formatter wrote as JSON; false when it is not JSON, since anybody may write a formatter.</summary>
    internal static bool TryParse(string text, out JsonNode? json)
    {
        try
        {
            json = JsonNode.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            json = null;
            return false;
        }
    }

    private static bool IsJson(string type) => type.EndsWith("+json", StringComparison.Ordinal) || type == "application/json";
}

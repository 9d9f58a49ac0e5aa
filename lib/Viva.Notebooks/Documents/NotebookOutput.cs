using System.Text.Json.Nodes;

namespace Viva.Notebooks.Documents;

/// <summary>Makes and reads the four kinds of output that nbformat 4 stores.</summary>
public static class NotebookOutput
{
    /// <summary>What a cell wrote to <c>stdout</c> or <c>stderr</c>.</summary>
    public static JsonObject Stream(string name, string text) =>
        new()
        {
            ["name"] = name,
            ["output_type"] = "stream",
            ["text"] = NotebookJson.Lines(text),
        };

    /// <summary>Something a cell showed on the way.</summary>
    /// <param name="data">For each MIME type its content: text, or JSON for a <c>+json</c> type.</param>
    public static JsonObject DisplayData(IEnumerable<KeyValuePair<string, JsonNode?>> data) =>
        new()
        {
            ["data"] = Bundle(data),
            ["metadata"] = new JsonObject(),
            ["output_type"] = "display_data",
        };

    /// <summary>The value of a cell's trailing expression.</summary>
    /// <param name="executionCount">The cell's prompt number.</param>
    /// <param name="data">For each MIME type its content: text, or JSON for a <c>+json</c> type.</param>
    public static JsonObject ExecuteResult(int executionCount, IEnumerable<KeyValuePair<string, JsonNode?>> data) =>
        new()
        {
            ["data"] = Bundle(data),
            ["execution_count"] = executionCount,
            ["metadata"] = new JsonObject(),
            ["output_type"] = "execute_result",
        };

    /// <summary>The exception that ended a cell.</summary>
    public static JsonObject Error(string name, string value, IEnumerable<string> traceback) =>
        new()
        {
            ["ename"] = name,
            ["evalue"] = value,
            ["output_type"] = "error",
            ["traceback"] = new JsonArray([.. traceback.Select(line => JsonValue.Create(line))]),
        };

    /// <summary><c>stream</c>, <c>display_data</c>, <c>execute_result</c> or <c>error</c>.</summary>
    public static string Type(JsonObject output) => NotebookJson.StringOf(output["output_type"])!;

    /// <summary>The text of a stream; empty for other outputs.</summary>
    public static string StreamText(JsonObject output) => NotebookJson.TextOf(output["text"]) ?? "";

    /// <summary>The content of one MIME type as text, or null when the output lacks it or holds JSON there.</summary>
    public static string? Text(JsonObject output, string mimeType) => NotebookJson.TextOf((output["data"] as JsonObject)?[mimeType]);

    /// <summary>The content of one MIME type as stored, or null when the output lacks it.</summary>
    public static JsonNode? Data(JsonObject output, string mimeType) => (output["data"] as JsonObject)?[mimeType];

    private static JsonObject Bundle(IEnumerable<KeyValuePair<string, JsonNode?>> data)
    {
        var bundle = new JsonObject();
        foreach (var (mimeType, content) in data.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var splits = mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType is "image/svg+xml" or "application/javascript";
            bundle[mimeType] = splits && NotebookJson.StringOf(content) is { } text ? NotebookJson.Lines(text) : content?.DeepClone();
        }
        return bundle;
    }
}

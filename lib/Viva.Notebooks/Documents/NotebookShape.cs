using System.Text.Json;
using System.Text.Json.Nodes;

namespace Viva.Notebooks.Documents;

/// <summary>The structure that nbformat 4 prescribes: checked after reading, put into canonical form for writing.</summary>
internal static class NotebookShape
{
    private const string Repair = "Repair the file in a text editor, or restore it from version control";

    /// <summary>
    /// The root of a well-formed notebook. Metadata, outputs and prompt numbers that some tools leave out are filled in; anything else that
    /// is missing or has a wrong type is an error.
    /// </summary>
    public static JsonObject Require(JsonNode? node, string? file)
    {
        if (node is not JsonObject root)
        {
            throw Malformed("a notebook must be a JSON object, but this is " + Name(node), file);
        }

        if (!root.ContainsKey("nbformat"))
        {
            throw Malformed("this is JSON, but not a notebook: 'nbformat' is missing", file);
        }

        int? major = Integer(root["nbformat"]),
            minor = Integer(root["nbformat_minor"]);
        if (major is null)
        {
            throw Malformed("'nbformat' is not an integer", file);
        }

        if (major != 4)
        {
            var nextStep =
                major < 4
                    ? "Convert it: jupyter nbconvert --to notebook --nbformat 4 FILE"
                    : "Save it as nbformat 4 in the program that wrote it";
            throw new NotebookException($"the notebook is nbformat {major}, but only nbformat 4 can be read", nextStep, file);
        }
        if (minor is null or < 0)
        {
            throw Malformed("'nbformat_minor' is not an integer", file);
        }

        if (root["metadata"] is null && !root.ContainsKey("metadata"))
        {
            root["metadata"] = new JsonObject();
        }

        if (root["metadata"] is not JsonObject)
        {
            throw Malformed("'metadata' is not an object", file);
        }

        if (root["cells"] is not JsonArray cells)
        {
            throw Malformed("'cells' is not an array", file);
        }

        var seen = new Dictionary<string, int>();
        for (var i = 0; i < cells.Count; i++)
        {
            RequireCell(cells[i], file, i + 1);
            if (NotebookJson.StringOf(cells[i]!["id"]) is { } id && !seen.TryAdd(id, i + 1))
            {
                throw new NotebookException(
                    $"cells {seen[id]} and {i + 1} both have the id '{id}'",
                    "Give one of them another id",
                    file,
                    cell: i + 1
                );
            }
        }
        return root;
    }

    /// <summary>A copy in which every text is laid out as <c>nbformat.write</c> does it.</summary>
    public static JsonObject Canonical(JsonObject notebook)
    {
        var copy = (JsonObject)notebook.DeepClone();
        var metadata = (JsonObject)copy["metadata"]!;
        metadata.Remove("orig_nbformat");
        metadata.Remove("orig_nbformat_minor");
        metadata.Remove("signature");

        foreach (var cell in ((JsonArray)copy["cells"]!).Cast<JsonObject>())
        {
            ((JsonObject)cell["metadata"]!).Remove("trusted");
            Split(cell, "source");
            foreach (var (_, attachment) in cell["attachments"] as JsonObject ?? [])
            {
                if (attachment is JsonObject bundle)
                {
                    SplitBundle(bundle);
                }
            }
            foreach (var output in (cell["outputs"] as JsonArray ?? []).OfType<JsonObject>())
            {
                if (NotebookOutput.Type(output) == "stream")
                {
                    Split(output, "text");
                }
                else if (output["data"] is JsonObject bundle)
                {
                    SplitBundle(bundle);
                }
            }
        }
        return copy;
    }

    private static void RequireCell(JsonNode? node, string? file, int number)
    {
        if (node is not JsonObject cell)
        {
            throw Malformed("a cell must be a JSON object, but this is " + Name(node), file, number);
        }

        var kind = NotebookJson.StringOf(cell["cell_type"]) ?? throw Malformed("'cell_type' is missing or not a string", file, number);
        if (kind is not ("code" or "markdown" or "raw"))
        {
            throw Malformed($"'{kind}' is not a cell type (code, markdown, raw)", file, number);
        }

        if (cell["id"] is not null || cell.ContainsKey("id"))
        {
            var id = NotebookJson.StringOf(cell["id"]) ?? throw Malformed("'id' is not a string", file, number);
            if (!CellIds.IsValid(id))
            {
                throw Malformed($"'{id}' is not a valid cell id: use 1 to 64 letters, digits, hyphens or underscores", file, number);
            }
        }

        if (!cell.ContainsKey("metadata"))
        {
            cell["metadata"] = new JsonObject();
        }

        if (cell["metadata"] is not JsonObject metadata)
        {
            throw Malformed("'metadata' is not an object", file, number);
        }

        if (metadata.ContainsKey("tags") && !AreStrings(metadata["tags"]))
        {
            throw Malformed("'tags' is not an array of strings", file, number);
        }

        if (NotebookJson.TextOf(cell["source"]) is null)
        {
            throw Malformed("'source' is neither a string nor an array of strings", file, number);
        }

        if (cell.ContainsKey("attachments") && cell["attachments"] is not JsonObject)
        {
            throw Malformed("'attachments' is not an object", file, number);
        }

        if (kind == "code")
        {
            RequireExecution(cell, file, number);
        }
    }

    private static void RequireExecution(JsonObject cell, string? file, int number)
    {
        if (!cell.ContainsKey("execution_count"))
        {
            cell["execution_count"] = null;
        }

        if (!cell.ContainsKey("outputs"))
        {
            cell["outputs"] = new JsonArray();
        }

        if (cell["execution_count"] is not null && Integer(cell["execution_count"]) is null or < 0)
        {
            throw Malformed("'execution_count' is neither null nor a whole number", file, number);
        }

        if (cell["outputs"] is not JsonArray outputs)
        {
            throw Malformed("'outputs' is not an array", file, number);
        }

        foreach (var node in outputs)
        {
            if (node is not JsonObject output)
            {
                throw Malformed("an output must be a JSON object, but this is " + Name(node), file, number);
            }

            var problem = NotebookJson.StringOf(output["output_type"]) switch
            {
                "stream" when NotebookJson.TextOf(output["text"]) is null =>
                    "a stream's 'text' is neither a string nor an array of strings",
                "display_data" or "execute_result" when output["data"] is not JsonObject => "an output's 'data' is not an object",
                "error" when !AreStrings(output["traceback"]) => "an error's 'traceback' is not an array of strings",
                "stream" or "display_data" or "execute_result" or "error" => null,
                null => "'output_type' is missing or not a string",
                var other => $"'{other}' is not an output type (stream, display_data, execute_result, error)",
            };
            if (problem is not null)
            {
                throw Malformed(problem, file, number);
            }
        }
    }

    private static void Split(JsonObject parent, string name)
    {
        if (NotebookJson.TextOf(parent[name]) is { } text)
        {
            parent[name] = NotebookJson.Lines(text);
        }
    }

    // Reading joins every text that is not JSON, writing splits text and the two other types that are source: an image stays one string.
    private static void SplitBundle(JsonObject bundle)
    {
        foreach (var mimeType in bundle.Select(entry => entry.Key).ToList())
        {
            var json =
                mimeType == "application/json"
                || (mimeType.StartsWith("application/", StringComparison.Ordinal) && mimeType.EndsWith("+json", StringComparison.Ordinal));
            var splits = mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType is "application/javascript" or "image/svg+xml";
            if (json || NotebookJson.TextOf(bundle[mimeType]) is not { } text)
            {
                continue;
            }

            bundle[mimeType] = splits ? NotebookJson.Lines(text) : JsonValue.Create(text);
        }
    }

    private static bool AreStrings(JsonNode? node) => node is JsonArray items && items.All(item => NotebookJson.StringOf(item) is not null);

    private static int? Integer(JsonNode? node) => node is JsonValue value && value.TryGetValue(out int number) ? number : null;

    private static string Name(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            null or JsonValueKind.Null => "null",
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a string",
            JsonValueKind.Number => "a number",
            _ => "true or false",
        };

    private static NotebookException Malformed(string problem, string? file, int? cell = null) => new(problem, Repair, file, cell: cell);
}

using System.Text.Json.Nodes;

namespace Viva.Notebooks.Documents;

/// <summary>One cell: a view of its JSON, so that it keeps whatever this class does not know.</summary>
public sealed class NotebookCell
{
    private string? _source;

    internal NotebookCell(JsonObject json)
    {
        Json = json;
        Kind = NotebookJson.StringOf(json["cell_type"]) switch
        {
            "code" => CellKind.Code,
            "markdown" => CellKind.Markdown,
            _ => CellKind.Raw,
        };
    }

    /// <summary>The cell as it is stored.</summary>
    public JsonObject Json { get; }

    /// <summary>Code, Markdown or raw text.</summary>
    public CellKind Kind { get; }

    /// <summary>The cell's name, unique in its notebook: 1 to 64 letters, digits, hyphens and underscores.</summary>
    public string Id
    {
        get => NotebookJson.StringOf(Json["id"])!;
        set => Json["id"] = value;
    }

    /// <summary>The text of the cell, with line breaks as stored (usually <c>\n</c>) and none at the end.</summary>
    public string Source
    {
        get => _source ??= NotebookJson.TextOf(Json["source"])!;
        set
        {
            _source = value;
            Json["source"] = NotebookJson.Lines(value);
        }
    }

    /// <summary>The cell's metadata; changing the object changes the notebook.</summary>
    public JsonObject Metadata => (JsonObject)Json["metadata"]!;

    /// <summary>The cell's tags, such as <c>exercise</c>. Setting an empty list removes the entry.</summary>
    public IReadOnlyList<string> Tags
    {
        get => Metadata["tags"] is JsonArray tags ? [.. tags.Select(tag => NotebookJson.StringOf(tag)!)] : [];
        set
        {
            if (value.Count == 0)
            {
                Metadata.Remove("tags");
            }
            else
            {
                Metadata["tags"] = new JsonArray([.. value.Select(tag => JsonValue.Create(tag))]);
            }
        }
    }

    /// <summary>
    /// The kernel that the cell names in its metadata (<c>csharp</c>, <c>fsharp</c>, ...), or null when the notebook's default applies.
    /// </summary>
    public string? KernelName =>
        NotebookJson.StringOf((Metadata["polyglot_notebook"] as JsonObject)?["kernelName"])
        ?? NotebookJson.StringOf((Metadata["dotnet_interactive"] as JsonObject)?["language"]);

    /// <summary>
    /// A code cell's outputs as nbformat stores them (<see cref="NotebookOutput"/> makes them); changing
    /// the list changes the notebook. Empty for other cells.
    /// </summary>
    public JsonArray Outputs => Json["outputs"] as JsonArray ?? [];

    /// <summary>A code cell's prompt number, null when it has not run.</summary>
    public int? ExecutionCount
    {
        get => (int?)Json["execution_count"];
        set => Json["execution_count"] = value;
    }

    /// <summary>For a cell of a .dib file, the line of the file, from 1, where <see cref="Source"/> starts; null otherwise.</summary>
    public int? FileLine { get; internal init; }

    /// <summary>Makes a cell that belongs to no notebook yet.</summary>
    /// <param name="kind">What the cell is.</param>
    /// <param name="source">Its text.</param>
    /// <param name="id">Its name; null lets the notebook derive one from the text.</param>
    /// <param name="tags">Its tags.</param>
    /// <exception cref="ArgumentException">The id has characters that nbformat does not allow.</exception>
    public static NotebookCell Create(CellKind kind, string source, string? id = null, params IReadOnlyList<string> tags)
    {
        if (id is not null && !CellIds.IsValid(id))
        {
            throw new ArgumentException($"'{id}' is not a valid cell id: use 1 to 64 letters, digits, hyphens or underscores.", nameof(id));
        }

        var json = new JsonObject
        {
            ["cell_type"] = kind.ToString().ToLowerInvariant(),
            ["id"] = id,
            ["metadata"] = new JsonObject(),
        };
        if (kind == CellKind.Code)
        {
            json["execution_count"] = null;
            json["outputs"] = new JsonArray();
        }
        return new NotebookCell(json) { Source = source, Tags = tags };
    }
}

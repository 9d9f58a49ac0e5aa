using System.Text.Json.Nodes;

namespace Viva.Notebooks.Documents;

/// <summary>
/// A notebook file: Jupyter's .ipynb (nbformat 4.0 to 4.5) or .NET Interactive's .dib. Reading and writing an unchanged nbformat 4.5 file
/// gives the same bytes; a changed one keeps its layout and everything that this class does not know.
/// </summary>
/// <remarks>Source: https://nbformat.readthedocs.io/en/latest/format_description.html</remarks>
public sealed class NotebookDocument
{
    private readonly List<NotebookCell> _cells;
    private readonly JsonStyle _style;
    private readonly Lazy<string>? _originalCanonical;

    internal NotebookDocument(JsonObject json, IEnumerable<NotebookCell> cells, JsonStyle style, string? file, string? originalText = null)
    {
        Json = json;
        File = file;
        _cells = [.. cells];
        CellIds.Fill(_cells);
        _style = style;
        OriginalText = originalText;
        _originalCanonical = originalText is null ? null : new Lazy<string>(() => Parse(originalText).ToCanonicalJson());
    }

    /// <summary>The notebook as it is stored.</summary>
    public JsonObject Json { get; }

    /// <summary>The file that the notebook was read from, or null.</summary>
    public string? File { get; }

    /// <summary>The cells in order. <see cref="Insert"/> and <see cref="RemoveAt"/> change the list.</summary>
    public IReadOnlyList<NotebookCell> Cells => _cells;

    /// <summary>The notebook's metadata; changing the object changes the notebook.</summary>
    public JsonObject Metadata => (JsonObject)Json["metadata"]!;

    /// <summary>The kernel of cells that name none: <c>csharp</c>, unless the notebook's metadata says otherwise.</summary>
    public string DefaultKernel => NotebookMetadata.DefaultKernel(Metadata);

    /// <summary>
    /// The text that the notebook was read from, or null when writing it must differ (an older minor version, a .dib file).
    /// </summary>
    internal string? OriginalText { get; }

    /// <summary>An empty notebook with the metadata of a C# notebook.</summary>
    public static NotebookDocument Create()
    {
        var json = new JsonObject
        {
            ["cells"] = new JsonArray(),
            ["metadata"] = NotebookMetadata.CSharp(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        return new NotebookDocument(json, [], JsonStyle.Canonical, file: null);
    }

    /// <summary>Reads a file: .dib by its extension, anything else as .ipynb.</summary>
    /// <exception cref="NotebookException">The file is missing, unreadable or malformed.</exception>
    public static NotebookDocument Read(string path) =>
        path.EndsWith(".dib", StringComparison.OrdinalIgnoreCase) ? ReadDib(path) : Parse(NotebookFile.ReadText(path), path);

    /// <summary>Reads a .dib file: one cell for each section.</summary>
    /// <exception cref="NotebookException">The file is missing, unreadable or malformed.</exception>
    public static NotebookDocument ReadDib(string path) => DibReader.Parse(NotebookFile.ReadText(path), path);

    /// <summary>Reads the JSON text of an .ipynb file.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">The name for messages.</param>
    /// <exception cref="NotebookException">The text is malformed.</exception>
    public static NotebookDocument Parse(string json, string? file = null)
    {
        var root = NotebookShape.Require(NotebookJson.Parse(json.TrimStart('\ufeff'), file), file);
        var cells = ((JsonArray)root["cells"]!).Select(cell => new NotebookCell((JsonObject)cell!));
        var current = (int)root["nbformat_minor"]! >= 5;
        if (!current)
        {
            root["nbformat_minor"] = 5;
        }

        return new NotebookDocument(root, cells, JsonStyle.Of(json), file, current ? json : null);
    }

    /// <summary>Reads the text of a .dib file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">The name for messages.</param>
    /// <exception cref="NotebookException">The text is malformed.</exception>
    public static NotebookDocument ParseDib(string text, string? file = null) => DibReader.Parse(text, file);

    /// <summary>Puts a cell before the one at <paramref name="index"/>; a cell without an id gets one.</summary>
    /// <exception cref="ArgumentException">Another cell has the same id.</exception>
    public void Insert(int index, NotebookCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        if (cell.Json["id"] is not null && _cells.Any(other => other.Id == cell.Id))
        {
            throw new ArgumentException($"There is already a cell '{cell.Id}'.", nameof(cell));
        }

        ((JsonArray)Json["cells"]!).Insert(index, cell.Json);
        _cells.Insert(index, cell);
        CellIds.Fill(_cells);
    }

    /// <summary>Puts a cell at the end; a cell without an id gets one.</summary>
    /// <exception cref="ArgumentException">Another cell has the same id.</exception>
    public void Add(NotebookCell cell) => Insert(_cells.Count, cell);

    /// <summary>Takes a cell out.</summary>
    public void RemoveAt(int index)
    {
        ((JsonArray)Json["cells"]!).RemoveAt(index);
        _cells.RemoveAt(index);
    }

    /// <summary>A copy that shares nothing with this notebook.</summary>
    public NotebookDocument Clone() => Parse(ToJson(), File);

    /// <summary>
    /// The .ipynb text, nbformat 4.5: exactly the text that was read if nothing has changed, otherwise laid out the same way.
    /// </summary>
    public string ToJson()
    {
        if (OriginalText is not null && _originalCanonical!.Value == ToCanonicalJson())
        {
            return OriginalText;
        }

        var json = NotebookJson.Write(Json, _style);
        return _style.FinalNewLine ? json + _style.NewLine : json;
    }

    /// <summary>
    /// The one canonical .ipynb text, which is what <c>nbformat.write</c> writes: keys sorted,
    /// indented by one space, texts as lists of lines.
    /// </summary>
    public string ToCanonicalJson() => NotebookJson.Write(NotebookShape.Canonical(Json), JsonStyle.Canonical) + "\n";

    /// <summary>Writes <see cref="ToJson"/> to a file; a reader sees the old file or the new one, never part of one.</summary>
    /// <exception cref="NotebookException">The file cannot be written.</exception>
    public void Write(string path) => NotebookFile.WriteText(path, ToJson());
}

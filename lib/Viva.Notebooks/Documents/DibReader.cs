using System.Text.Json.Nodes;

namespace Viva.Notebooks.Documents;

/// <summary>
/// Reads .NET Interactive's .dib format: a line <c>#!kernel</c> starts a section, <c>#!markdown</c> one of text, and <c>#!meta</c> is
/// followed by JSON about the file. A line <c>#!word</c> that names no kernel (<c>#!time</c>, <c>#!import</c>) belongs to its section.
/// </summary>
internal static class DibReader
{
    // The kernels that .NET Interactive brings, with their other names. A file's #!meta block adds its own.
    private static readonly string[] Kernels =
    [
        "csharp c#",
        "fsharp f#",
        "pwsh powershell",
        "javascript js",
        "markdown md",
        "html",
        "http",
        "kql",
        "mermaid",
        "raw",
        "sql",
        "value",
    ];

    public static NotebookDocument Parse(string text, string? file)
    {
        var document = new JsonObject
        {
            ["cells"] = new JsonArray(),
            ["metadata"] = NotebookMetadata.CSharp(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        var kernels = Kernels
            .SelectMany(names => names.Split(' '), (names, name) => (name, kernel: names.Split(' ')[0]))
            .ToDictionary(entry => entry.name, entry => entry.kernel, StringComparer.OrdinalIgnoreCase);
        var kernel = "csharp";
        var cells = new List<NotebookCell>();
        var lines = text.TrimStart('\ufeff').ReplaceLineEndings("\n").Split('\n');

        for (int start = 0, line = 0; line <= lines.Length; line++)
        {
            var next = line < lines.Length ? SectionName(lines[line], kernels) : null;
            if (line < lines.Length && next is null)
            {
                continue;
            }

            if (kernel == "#meta")
            {
                kernel = ReadMeta(lines[start..line], start + 1, (JsonObject)document["metadata"]!, kernels, file);
            }
            else if (Section(lines, start, line, kernel) is { } cell)
            {
                cells.Add(cell);
            }

            if (next is not null)
            {
                kernel = next;
            }

            start = line + 1;
        }

        foreach (var cell in cells)
        {
            ((JsonArray)document["cells"]!).Add(cell.Json);
        }

        return new NotebookDocument(document, cells, JsonStyle.Canonical, file);
    }

    private static string? SectionName(string line, Dictionary<string, string> kernels)
    {
        if (!line.StartsWith("#!", StringComparison.Ordinal))
        {
            return null;
        }

        var name = line[2..].Trim();
        return name == "meta" ? "#meta" : kernels.GetValueOrDefault(name);
    }

    private static NotebookCell? Section(string[] lines, int start, int end, string kernel)
    {
        while (start < end && string.IsNullOrWhiteSpace(lines[start]))
        {
            start++;
        }

        while (start < end && string.IsNullOrWhiteSpace(lines[end - 1]))
        {
            end--;
        }

        if (start == end)
        {
            return null;
        }

        var kind = kernel switch
        {
            "markdown" => CellKind.Markdown,
            "raw" => CellKind.Raw,
            _ => CellKind.Code,
        };
        var cell = NotebookCell.Create(kind, string.Join('\n', lines[start..end]));
        if (kind == CellKind.Code)
        {
            cell.Metadata["polyglot_notebook"] = new JsonObject { ["kernelName"] = kernel };
        }

        return new NotebookCell(cell.Json) { FileLine = start + 1 };
    }

    private static string ReadMeta(string[] lines, int firstLine, JsonObject metadata, Dictionary<string, string> kernels, string? file)
    {
        var json = string.Join('\n', lines);
        if (string.IsNullOrWhiteSpace(json))
        {
            return "csharp";
        }

        JsonNode? meta;
        try
        {
            meta = NotebookJson.Parse(json, file);
        }
        catch (NotebookException e)
        {
            throw new NotebookException(
                $"the #!meta block is not JSON ({e.Problem})",
                "Repair the block or remove it",
                file,
                firstLine + (e.Line ?? 1) - 1,
                e.Column,
                innerException: e
            );
        }
        if (meta is not JsonObject properties)
        {
            throw new NotebookException("the #!meta block is not a JSON object", "Repair the block or remove it", file, firstLine);
        }

        metadata["polyglot_notebook"] = properties.DeepClone();
        var kernelInfo = properties["kernelInfo"] as JsonObject;
        foreach (var item in (kernelInfo?["items"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (NotebookJson.StringOf(item["name"]) is not { } name)
            {
                continue;
            }

            kernels[name] = name;
            foreach (var alias in item["aliases"] as JsonArray ?? [])
            {
                if (NotebookJson.StringOf(alias) is { } other)
                {
                    kernels.TryAdd(other, name);
                }
            }
        }
        return NotebookJson.StringOf(kernelInfo?["defaultKernelName"]) is { } standard
            ? kernels.GetValueOrDefault(standard, standard)
            : "csharp";
    }
}

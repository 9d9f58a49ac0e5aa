using System.Text.Json.Nodes;

namespace Viva.Notebooks.Documents;

/// <summary>The metadata that makes Jupyter and VS Code open a notebook as C#.</summary>
internal static class NotebookMetadata
{
    /// <summary>
    /// The kernel that a notebook's metadata chooses, by the names of the official tool; another language has its own name.
    /// </summary>
    public static string DefaultKernel(JsonObject metadata)
    {
        if (
            NotebookJson.StringOf(((metadata["polyglot_notebook"] as JsonObject)?["kernelInfo"] as JsonObject)?["defaultKernelName"]) is
            { Length: > 0 } chosen
        )
        {
            return chosen;
        }

        var spec = metadata["kernelspec"] as JsonObject;
        string? kernel = NotebookJson.StringOf(spec?["name"]),
            language =
                NotebookJson.StringOf(spec?["language"]) ?? NotebookJson.StringOf((metadata["language_info"] as JsonObject)?["name"]);
        return kernel switch
        {
            ".net-fsharp" => "fsharp",
            ".net-powershell" => "pwsh",
            not null when kernel.StartsWith(".net", StringComparison.Ordinal) => "csharp",
            _ when language is null or "C#" or "csharp" or "polyglot-notebook" or "dotnet-interactive.csharp" => "csharp",
            _ => language.ToLowerInvariant(),
        };
    }

    /// <summary>The metadata of a C# notebook, as VS Code Polyglot Notebooks writes it.</summary>
    public static JsonObject CSharp() =>
        new()
        {
            ["kernelspec"] = new JsonObject
            {
                ["display_name"] = ".NET (C#)",
                ["language"] = "C#",
                ["name"] = ".net-csharp",
            },
            ["language_info"] = new JsonObject { ["name"] = "polyglot-notebook" },
            ["polyglot_notebook"] = new JsonObject
            {
                ["kernelInfo"] = new JsonObject
                {
                    ["defaultKernelName"] = "csharp",
                    ["items"] = new JsonArray(
                        new JsonObject
                        {
                            ["aliases"] = new JsonArray(),
                            ["languageName"] = "csharp",
                            ["name"] = "csharp",
                        }
                    ),
                },
            },
        };
}

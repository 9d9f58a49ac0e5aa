using System.Text.Json.Nodes;

namespace Viva.Notebooks.Documents;

/// <summary>The metadata that makes Jupyter and VS Code open a notebook as C#.</summary>
internal static class NotebookMetadata
{
    /// <summary>The metadata of a C# notebook, as VS Code Polyglot Notebooks writes it.</summary>
    public static JsonObject CSharp() => new()
    {
        ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
        ["language_info"] = new JsonObject { ["name"] = "polyglot-notebook" },
        ["polyglot_notebook"] = new JsonObject
        {
            ["kernelInfo"] = new JsonObject
            {
                ["defaultKernelName"] = "csharp",
                ["items"] = new JsonArray(new JsonObject { ["aliases"] = new JsonArray(), ["languageName"] = "csharp", ["name"] = "csharp" }),
            },
        },
    };
}

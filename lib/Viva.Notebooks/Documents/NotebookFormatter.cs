using System.Text.Json.Nodes;

namespace Viva.Notebooks.Documents;

/// <summary>
/// Puts a notebook into its committed form: no outputs, no prompt numbers, no metadata that tools leave behind, and the
/// metadata of a C# notebook as VS Code Polyglot Notebooks writes it. Text, ids, tags and all other metadata stay.
/// </summary>
public static class NotebookFormatter
{
    private const string CSharpKernel = ".net-csharp";

    // What editors and kernels record while a notebook is open or runs; no author wrote any of it.
    private static readonly string[] VolatileInNotebook =
    [
        "celltoolbar",
        "colab",
        "dotnet_interactive",
        "orig_nbformat",
        "orig_nbformat_minor",
        "signature",
        "toc",
        "varInspector",
        "vscode",
        "widgets",
    ];

    private static readonly string[] VolatileInCell =
    [
        "ExecuteTime",
        "collapsed",
        "colab",
        "dotnet_interactive",
        "execution",
        "is_executing",
        "outputId",
        "pycharm",
        "scrolled",
        "trusted",
        "vscode",
    ];

    /// <summary>The canonical text of the committed form; the notebook itself is not changed.</summary>
    public static string Format(NotebookDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var copy = document.Clone();
        Clean(copy);
        return copy.ToCanonicalJson();
    }

    /// <summary>Removes from the notebook itself what <see cref="Format"/> removes from its copy.</summary>
    public static void Clean(NotebookDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var isCSharp = NotebookJson.StringOf((document.Metadata["kernelspec"] as JsonObject)?["name"]) == CSharpKernel;
        CleanNotebook(document, isCSharp);
        foreach (var cell in document.Cells)
        {
            CleanCell(cell, isCSharp);
        }
    }

    private static void CleanNotebook(NotebookDocument document, bool isCSharp)
    {
        foreach (var name in VolatileInNotebook)
        {
            document.Metadata.Remove(name);
        }

        if (!isCSharp)
        {
            return;
        }

        var metadata = NotebookMetadata.CSharp();
        var onlyCSharp = document.Cells.All(cell => cell.KernelName is null or "csharp");
        foreach (var name in onlyCSharp ? ["kernelspec", "language_info", "polyglot_notebook"] : (string[])["kernelspec", "language_info"])
        {
            document.Metadata[name] = metadata[name]!.DeepClone();
        }
    }

    private static void CleanCell(NotebookCell cell, bool isCSharp)
    {
        var kernel = cell.KernelName;
        foreach (var name in VolatileInCell)
        {
            cell.Metadata.Remove(name);
        }

        if (cell.Metadata["jupyter"] is JsonObject jupyter)
        {
            jupyter.Remove("outputs_hidden");
            if (jupyter.Count == 0)
            {
                cell.Metadata.Remove("jupyter");
            }
        }
        if (cell.Metadata["tags"] is JsonArray { Count: 0 })
        {
            cell.Metadata.Remove("tags");
        }

        if (cell.Kind != CellKind.Code)
        {
            cell.Metadata.Remove("polyglot_notebook");
            return;
        }

        cell.Outputs.Clear();
        cell.ExecutionCount = null;
        if (isCSharp && cell.Metadata["polyglot_notebook"] is null)
        {
            cell.Metadata["polyglot_notebook"] = new JsonObject { ["kernelName"] = kernel ?? "csharp" };
        }
    }
}

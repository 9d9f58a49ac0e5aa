using System.Globalization;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Running;

namespace Viva.Cli;

/// <summary>
/// A small notebook that calls the helper library for a command: it runs in a process of its own, as every notebook does, so that the
/// library is built where it is missing, and a crash in native code is a line of the report.
/// </summary>
internal static class ProbeNotebook
{
    /// <summary>The id of the first cell, which imports the library.</summary>
    public const string ImportId = "library";

    /// <summary>Runs cells after the import of the library; ids tell them apart.</summary>
    /// <exception cref="NotebookException">The notebook cannot be written.</exception>
    public static async Task<NotebookRun> RunAsync(
        Repository repository,
        string name,
        IEnumerable<(string Id, string Code)> cells,
        RunOptions options,
        IProgress<RunProgress>? progress,
        CancellationToken cancellation
    )
    {
        var probe = NotebookDocument.Create();
        probe.Add(NotebookCell.Create(CellKind.Code, "#!import ../notebooks/setup.dib", ImportId));
        foreach (var (id, code) in cells)
        {
            probe.Add(NotebookCell.Create(CellKind.Code, code, id));
        }

        // setup.dib finds its list of references relative to the notebook, so the probe stands one folder below the root as notebooks do.
        var file = string.Create(CultureInfo.InvariantCulture, $"{name}-{Environment.ProcessId}.ipynb");
        var path = Path.Combine(repository.Root, "artifacts", file);
        try
        {
            probe.Write(path);
            return await NotebookRunner.RunAsync(path, options, progress, cancellation).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(path);
        }
    }
}

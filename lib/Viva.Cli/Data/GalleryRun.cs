using System.Text.Json;
using Viva.Data.Catalog;
using Viva.Data.Inventory;
using Viva.Notebooks.Running;

namespace Viva.Cli.Data;

/// <summary>
/// Writes pages about data sets, which takes tensors and charts: a small notebook does it with the library, one cell for each set.
/// </summary>
internal static class GalleryRun
{
    /// <summary>Writes the pages of the sets into a folder and tells what came of each.</summary>
    public static async Task<IReadOnlyList<DatasetOutcome>> RunAsync(
        CommandContext context,
        Repository repository,
        IReadOnlyList<KnownDataset> datasets,
        string folder,
        IProgress<RunProgress> progress,
        CancellationToken cancellation
    )
    {
        var cells = datasets.Select(dataset => (dataset.Name, $"DatasetGallery.Show({Literal(dataset.Name)}, {Literal(folder)});"));
        var options = new RunOptions
        {
            AllowErrors = true,
            NotebookTimeout = TimeSpan.FromHours(6),
            CellTimeout = TimeSpan.FromHours(3),
        };
        var run = await ProbeNotebook.RunAsync(repository, "gallery", cells, options, progress, cancellation).ConfigureAwait(false);
        return Outcomes(run, datasets, name => context.Relative(Path.Combine(folder, name + ".html")));
    }

    /// <summary>What came of each set: a page is there only where its cell ran to its end.</summary>
    /// <exception cref="LibraryException">No cell of a set was reached.</exception>
    internal static IReadOnlyList<DatasetOutcome> Outcomes(
        NotebookRun run,
        IReadOnlyList<KnownDataset> datasets,
        Func<string, string> pageOf
    )
    {
        var failures = run.Allowed.Concat(run.Failure is { } last ? [last] : []).ToList();
        if (failures.FirstOrDefault(failure => failure.CellId is null or ProbeNotebook.ImportId) is { } first)
        {
            throw new LibraryException(first.Message.ReplaceLineEndings(" ").Trim());
        }

        var written = run.Cells.Where(cell => cell.Ok).Select(cell => cell.Id).ToHashSet();
        return [.. datasets.Select(Outcome)];

        DatasetOutcome Outcome(KnownDataset dataset)
        {
            if (failures.FirstOrDefault(failure => failure.CellId == dataset.Name) is { } failed)
            {
                return new DatasetOutcome(dataset.Name, false, Words(failed), $"Check its files: viva data verify {dataset.Name}");
            }

            // A set that crashes the process takes those after it along.
            return written.Contains(dataset.Name)
                ? new DatasetOutcome(dataset.Name, true, pageOf(dataset.Name))
                : new DatasetOutcome(dataset.Name, false, "not shown: the run ended before it", $"Try: viva data show {dataset.Name}");
        }
    }

    private static string Words(RunFailure failure)
    {
        var text = failure.Message.ReplaceLineEndings(" ").Trim();
        const string Type = "DataException: ";
        return text.IndexOf(Type, StringComparison.Ordinal) is >= 0 and var at ? text[(at + Type.Length)..] : text;
    }

    private static string Literal(string text) => JsonSerializer.Serialize(text);
}

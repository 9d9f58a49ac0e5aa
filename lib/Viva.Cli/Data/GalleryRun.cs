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
        var failures = run.Allowed.Concat(run.Failure is { } failure ? [failure] : []).ToList();
        if (failures.FirstOrDefault(failure => failure.CellId is null or ProbeNotebook.ImportId) is { } first)
        {
            throw new LibraryException(first.Message.ReplaceLineEndings(" ").Trim());
        }

        return
        [
            .. datasets.Select(dataset =>
                failures.FirstOrDefault(failure => failure.CellId == dataset.Name) is { } failed
                    ? new DatasetOutcome(dataset.Name, false, Words(failed), $"Check its files: viva data verify {dataset.Name}")
                    : new DatasetOutcome(dataset.Name, true, context.Relative(Path.Combine(folder, dataset.Name + ".html")))
            ),
        ];
    }

    private static string Words(RunFailure failure)
    {
        var text = failure.Message.ReplaceLineEndings(" ").Trim();
        const string Type = "DataException: ";
        return text.IndexOf(Type, StringComparison.Ordinal) is >= 0 and var at ? text[(at + Type.Length)..] : text;
    }

    private static string Literal(string text) => JsonSerializer.Serialize(text);
}

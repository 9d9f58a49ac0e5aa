using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Export;

/// <summary>A notebook to export: the executed file, and the folder from which it was run.</summary>
/// <param name="Path">The executed notebook.</param>
/// <param name="SourceFolder">The folder of the notebook itself, against which it imports.</param>
public sealed record ExportSource(string Path, string SourceFolder);

/// <summary>Writes executed notebooks as web pages that need no network, no server and no kernel.</summary>
public static class NotebookExporter
{
    /// <summary>Writes a site: a page for each notebook, a front page with search, flash cards and a quiz; or, for single files, the pages alone.</summary>
    /// <param name="sources">The notebooks in the order of the pages.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="options">How they look.</param>
    /// <param name="cancellation">Ends the work; no file is written then.</param>
    /// <returns>The files written.</returns>
    /// <exception cref="NotebookException">A notebook cannot be read, or a formula in it cannot be set.</exception>
    public static IReadOnlyList<string> Export(IReadOnlyList<ExportSource> sources, string folder, ExportOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(options);
        var pages = new SitePage[sources.Count];
        try
        {
            Parallel.For(0, sources.Count, new ParallelOptions { CancellationToken = cancellation }, i =>
            {
                var document = NotebookDocument.Read(sources[i].Path);
                pages[i] = new PageBuilder(options).Build(document, sources[i].Path, sources[i].SourceFolder, cancellation);
            });
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<NotebookException>().FirstOrDefault() is { } first)
        {
            throw new NotebookException(first.Problem, first.NextStep, first.File, first.Line, first.Column, first.Cell, first);
        }

        return new SiteWriter(folder, options).Write(pages);
    }
}

using System.Collections.Concurrent;
using Viva.Notebooks.Analysis;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export.Code;
using Viva.Notebooks.Export.Pages;
using Viva.Notebooks.Export.Site;

namespace Viva.Notebooks.Export;

/// <summary>Writes executed notebooks as web pages that need no network, no server and no kernel.</summary>
public static class NotebookExporter
{
    /// <summary>
    /// Writes a site: a page for each notebook, a front page with search, flash cards and a quiz; or, for single files, the pages alone.
    /// </summary>
    /// <param name="sources">The notebooks in the order of the pages.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="options">How they look.</param>
    /// <param name="cancellation">Ends the work; no file is written then.</param>
    /// <returns>The files written.</returns>
    /// <exception cref="NotebookException">A notebook cannot be read, or a formula in it cannot be typeset.</exception>
    public static IReadOnlyList<string> Export(
        IReadOnlyList<ExportSource> sources,
        string folder,
        ExportOptions options,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(options);
        var documents = sources.Select(source => NotebookDocument.Read(source.Path)).ToList();
        var drafts = new PageDraft[sources.Count];
        var code = new Dictionary<NotebookCell, string>[sources.Count];
        var references = new CodeReferences();
        var cache = new CodeCache(options.Cache);
        HashSet<string> names = options.SingleFile ? [] : [.. sources.Select(source => Path.GetFileNameWithoutExtension(source.Path))];
        // Two kinds of work, so that two cores do not wait for one another while the runtime compiles either.
        var work = Enumerable
            .Range(0, sources.Count)
            .SelectMany(i =>
                new Action[]
                {
                    () => code[i] = Coloured(documents[i], sources[i], cache, references, cancellation),
                    () => drafts[i] = new PageBuilder(options, names).Draft(documents[i], sources[i].Path, cancellation),
                }
            );
        try
        {
            Parallel.ForEach(
                Partitioner.Create(work, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { CancellationToken = cancellation },
                action => action()
            );
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<NotebookException>().FirstOrDefault() is { } first)
        {
            throw new NotebookException(first.Problem, first.NextStep, first.File, first.Line, first.Column, first.Cell, first);
        }

        var pages = drafts
            .Zip(
                code,
                (draft, colours) =>
                    new PageBuilder(options, names).Build(
                        draft with
                        {
                            Cells = [.. draft.Cells.Select(cell => cell with { Code = colours.GetValueOrDefault(cell.Source, "") })],
                        }
                    )
            )
            .ToList();
        return new SiteWriter(folder, options).Write(pages);
    }

    /// <summary>Why a notebook cannot become a page, or null.</summary>
    /// <exception cref="NotebookException">It cannot be read.</exception>
    public static NotebookException? Fault(ExportSource source) =>
        CellDepth.Find(NotebookDocument.Read(source.Path)).FirstOrDefault(fault => fault.Line is null);

    /// <summary>Whether the notebooks have figures, which plotly.js draws.</summary>
    public static bool NeedsPlotly(IEnumerable<ExportSource> sources) =>
        sources.Any(source => File.ReadAllText(source.Path).Contains(HtmlFilter.FigureType, StringComparison.Ordinal));

    private static Dictionary<NotebookCell, string> Coloured(
        NotebookDocument document,
        ExportSource source,
        CodeCache cache,
        CodeReferences references,
        CancellationToken cancellation
    )
    {
        var cells = document.Cells.Where(cell => cell.Kind == CellKind.Code).ToList();
        IReadOnlyList<string> code = [.. cells.Select(cell => cell.Source)];
        var coloured = cache.Get(
            Path.GetFileNameWithoutExtension(source.Path),
            source.SourceFolder,
            code,
            () => new CodeHtml(source.SourceFolder, references).Render(code, cancellation)
        );
        return cells.Zip(coloured).ToDictionary(pair => pair.First, pair => pair.Second);
    }
}

using Notebooks.Tests.Browser;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export;
using Viva.Notebooks.Export.Pages;
using Viva.Notebooks.Running;

[assembly: AssemblyFixture(typeof(Notebooks.Tests.ExecutedNotebooks))]

namespace Notebooks.Tests;

/// <summary>The notebooks, each run once in quick mode for all tests that ask, and the sites made of them.</summary>
public sealed class ExecutedNotebooks : IAsyncDisposable
{
    private static readonly string Folder = Path.Combine(Clone.Root, "artifacts", "notebooks-tested");

    private const string Import = "#!import setup.dib";

    private readonly string _cache = Directory.CreateTempSubdirectory("viva-cache-").FullName;
    private readonly Dictionary<(string Notebook, bool Real), Task<NotebookRun>> _runs = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _faults = [];
    private readonly CancellationTokenSource _end = new();
    private NotebookRun? _gallery;
    private string? _sample;
    private string? _whole;
    private string? _single;

    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory
            .GetFiles(Clone.Notebooks, "*.ipynb")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal),
    ];

    public static string FileOf(string notebook) => Path.Combine(Clone.Notebooks, notebook + ".ipynb");

    public async ValueTask DisposeAsync()
    {
        // A run that was begun in advance and that no test asked for.
        await _end.CancelAsync();
        await Task.WhenAll(_runs.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        _end.Dispose();
        Directory.Delete(_cache, recursive: true);
    }

    /// <summary>The environment variables of these runs, for a front end that is to show the same; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment(bool real) =>
        new Dictionary<string, string?>
        {
            ["VIVA_OFFLINE"] = "1",
            ["VIVA_MIRROR"] = real ? Clone.Mirror : null,
            ["VIVA_QUICK"] = "1",
            ["VIVA_THREADS"] = "1", // two run at once
            ["VIVA_SEED"] = null,
            ["VIVA_CACHE"] = _cache,
        };

    /// <summary>
    /// The run of a notebook on built-in data, or on the real data of the mirror. While a test waits for one, the next is run beside it.
    /// </summary>
    public async Task<NotebookRun> RunAsync(string notebook, bool real)
    {
        var run = Begin(notebook, real);
        if (!run.IsCompleted && Names.FirstOrDefault(name => !_runs.ContainsKey((name, real))) is { } next)
        {
            _ = Begin(next, real);
        }

        return await run;
    }

    private Task<NotebookRun> Begin(string notebook, bool real)
    {
        if (!_runs.TryGetValue((notebook, real), out var run))
        {
            _runs[(notebook, real)] = run = BeginAsync(notebook, real);
        }

        return run;
    }

    private async Task<NotebookRun> BeginAsync(string notebook, bool real)
    {
        // Where nothing stood in for real data, both runs would be the same.
        if (real && await Begin(notebook, real: false) is { Ok: true, UsedSubstitute: false } builtIn)
        {
            return builtIn;
        }

        return real ? await RunAsync(FileOf(notebook), real, "real") : await RunBuiltInAsync(notebook);
    }

    /// <summary>The wrong answers that a notebook's checks do not reject, each with what happened instead.</summary>
    internal async Task<IReadOnlyList<string>> WrongAnswerFaultsAsync(string notebook)
    {
        await RunAsync(notebook, real: false);
        return _faults[notebook];
    }

    /// <summary>
    /// The run on built-in data judges the wrong answers too: a copy of the notebook has them at its end, each followed by its check, and
    /// nobody else sees them.
    /// </summary>
    private async Task<NotebookRun> RunBuiltInAsync(string notebook)
    {
        var document = NotebookDocument.Read(FileOf(notebook));
        var own = document.Cells.Count;
        var checks = WrongAnswer.ChecksOf(document).Select(check => check.Id).ToHashSet();
        List<WrongAnswer> answers = [.. WrongAnswer.Of(notebook).Where(answer => checks.Contains(answer.Check))];
        foreach (var cell in answers.SelectMany(answer => answer.Cells(document)).ToList())
        {
            document.Add(cell);
        }

        // One below the clone, as the notebooks are: setup.dib counts on it.
        var copy = Path.Combine(Clone.Root, "artifacts", notebook + ".ipynb");
        var import = document.Cells.First(cell => cell.Source.Trim() == Import);
        import.Source = "#!import ../notebooks/setup.dib";
        document.Write(copy);
        var run = await RunAsync(copy, real: false, "built-in");
        File.Delete(copy);

        var executed = NotebookDocument.Read(run.OutputPath!);
        _faults[notebook] =
        [
            .. answers
                .Select((answer, i) => (answer.File, Fault: WrongAnswer.Fault(run, executed, own + 2 * i + 1)))
                .Where(judged => judged.Fault is not null)
                .Select(judged => $"{Path.GetRelativePath(WrongAnswer.Folder, judged.File)}: {judged.Fault}"),
        ];
        while (executed.Cells.Count > own)
        {
            executed.RemoveAt(own);
        }

        executed.Cells.Single(cell => cell.Id == import.Id).Source = Import;
        executed.Write(run.OutputPath!);
        return run with
        {
            Path = FileOf(notebook),
            Cells = [.. run.Cells.Where(cell => cell.Number <= own)],
            Allowed = [.. run.Allowed.Where(failure => failure.Cell <= own)],
            Failure = run.Failure?.Cell > own ? null : run.Failure,
        };
    }

    /// <summary>
    /// A site of the gallery, which is run, and of the notebooks as they stand, which are not: the words
    /// of all pages, and one page with outputs of every kind.
    /// </summary>
    public async Task<string> SampleSiteAsync() =>
        _sample ??= Export(
            "sample-site",
            single: false,
            [await GalleryAsync(), .. Names.Select(name => new ExportSource(FileOf(name), Clone.Notebooks))]
        );

    /// <summary>The site of all notebooks, with their outputs.</summary>
    public async Task<string> WholeSiteAsync() => _whole ??= Export("site", single: false, await AllAsync());

    /// <summary>The same pages as single files.</summary>
    public async Task<string> SingleFilesAsync() =>
        _single ??= Export("single-files", single: true, [await GalleryAsync(), .. await AllAsync()]);

    private async Task<List<ExportSource>> AllAsync()
    {
        var sources = new List<ExportSource>();
        foreach (var name in Names)
        {
            sources.Add(new ExportSource((await RunAsync(name, real: false)).OutputPath!, Clone.Notebooks));
        }

        return sources;
    }

    private async Task<ExportSource> GalleryAsync()
    {
        // setup.dib looks for the library from the folder of the notebook, which must lie where the notebooks do: one below the clone.
        var path = Path.Combine(Clone.Root, "artifacts", "gallery.ipynb");
        Gallery.Create().Write(path);
        _gallery ??= await RunAsync(path, real: false, "gallery");
        Assert.True(_gallery.Failure?.Message.Contains(Gallery.Failure, StringComparison.Ordinal), _gallery.Failure?.ToString());
        return new ExportSource(_gallery.OutputPath!, Path.GetDirectoryName(path)!);
    }

    private async Task<NotebookRun> RunAsync(string path, bool real, string folder)
    {
        var options = new RunOptions
        {
            OutputFolder = Path.Combine(Folder, folder),
            CellTimeout = TimeSpan.FromMinutes(10),
            NotebookTimeout = TimeSpan.FromMinutes(15),
            Environment = Environment(real),
        };
        using var either = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken, _end.Token);
        return await NotebookRunner.RunAsync(path, options, null, either.Token);
    }

    private static string Export(string name, bool single, IReadOnlyList<ExportSource> sources)
    {
        var plotly = PlotlyLibrary.Read(Path.Combine(Clone.Root, "artifacts", "bin", "Viva", "release", "Plotly.NET.dll"));
        Assert.True(plotly is not null, "plotly.js is not there: build lib/Viva first.");
        var folder = Path.Combine(Folder, name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        NotebookExporter.Export(
            sources,
            folder,
            new ExportOptions
            {
                SingleFile = single,
                Slides = true,
                Plotly = plotly,
                Cache = Path.Combine(Folder, "code"),
            }
        );
        return folder;
    }
}

using Viva.Notebooks.Documents;
using Viva.Notebooks.Running;

namespace Viva.Benchmarks;

/// <summary>How long a notebook's process takes to start, to run a trivial cell and to import setup.dib. Best of several, each in a new process.</summary>
internal static class SessionBenchmark
{
    private const int Repeats = 5;

    public static IEnumerable<Row> Run()
    {
        yield return new Row("start to first cell's result", Best(() => Cells("1 + 1").Seconds), "s", AtMost: 1.5);

        string[] trivial = [.. Enumerable.Range(0, 40).Select(i => $"var x{i} = {i};\nx{i} + 1")];
        yield return new Row("a trivial cell, median of 40", Best(() => Median(Cells(trivial).Cells.Select(cell => cell.Seconds))) * 1000, "ms", AtMost: 20);

        Cells("#!import ../notebooks/setup.dib");
        yield return new Row("import of setup.dib, built, as first cell", Best(() => Cells("#!import ../notebooks/setup.dib").Cells[0].Seconds), "s", AtMost: 2.5);
        yield return new Row("start to first figure", Best(() => Cells("#!import ../notebooks/setup.dib", "Plot.Line([1.0, 4, 9], title: \"Squares\", xLabel: \"x\", yLabel: \"y\")").Seconds), "s");
    }

    private static NotebookRun Cells(params string[] cells)
    {
        // One folder below the root, as notebooks are: setup.dib finds its list of references relative to the notebook.
        string path = Path.Combine(Root(), "artifacts", "benchmark.ipynb");
        var document = NotebookDocument.Create();
        foreach (string code in cells) document.Add(NotebookCell.Create(CellKind.Code, code));
        document.Write(path);
        try
        {
            var run = NotebookRunner.RunAsync(path, new RunOptions()).GetAwaiter().GetResult();
            return run.Ok ? run : throw new InvalidOperationException(run.Failure!.ToString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Viva.slnx"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Viva.slnx.");
    }

    private static double Best(Func<double> measure) => Enumerable.Range(0, Repeats).Min(_ => measure());

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}

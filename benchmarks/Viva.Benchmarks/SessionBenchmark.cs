using Viva.Notebooks.Documents;
using Viva.Notebooks.Running;

namespace Viva.Benchmarks;

/// <summary>
/// How long a notebook's process takes to start, to run a trivial cell, to import setup.dib and to show a figure; beside the official tool,
/// in turns. Each time in new processes; the medians.
/// </summary>
internal static class SessionBenchmark
{
    private const int Repeats = 5;
    private const string Setup = "#!import ../notebooks/setup.dib";
    private const string Figure = "Plot.Line([1.0, 4, 9], title: \"Squares\", xLabel: \"x\", yLabel: \"y\")";

    public static IEnumerable<Row> Run()
    {
        string[] trivial = [.. Enumerable.Range(0, 40).Select(i => $"var x{i} = {i};\nx{i} + 1")];
        Cells(Setup);
        List<double> ours = [],
            cell = [],
            theirs = [],
            theirCell = [],
            import = [],
            figure = [],
            theirImport = [],
            theirFigure = [];
        for (var i = 0; i < Repeats; i++)
        {
            ours.Add(Cells("1 + 1").Seconds);
            cell.Add(Median(Cells(trivial).Cells.Select(run => run.Seconds)) * 1000);
            var tool = OfficialTool.Seconds(Root(), ["1 + 1", .. trivial]);
            theirs.Add(tool[0]);
            theirCell.Add(Median(tool.Zip(tool.Skip(1), (before, after) => (after - before) * 1000)));
            import.Add(Cells(Setup).Seconds);
            figure.Add(Cells(Setup, Figure).Seconds);
            var toolFigure = OfficialTool.Seconds(Root(), Setup, Figure);
            theirImport.Add(toolFigure[0]);
            theirFigure.Add(toolFigure[1]);
        }
        yield return new Row("start to first result", Median(ours), "s");
        yield return new Row("the same, official tool", Median(theirs), "s");
        yield return new Row("ours over theirs", Median(ours) / Median(theirs), "", AtMost: 0.6);
        yield return new Row("a trivial cell, median of 40", Median(cell), "ms", AtMost: 18);
        yield return new Row("the same, official tool", Median(theirCell), "ms");
        yield return new Row("start to end of setup.dib, built", Median(import), "s", AtMost: 3.0);
        yield return new Row("the same, official tool", Median(theirImport), "s");
        yield return new Row("start to first figure", Median(figure), "s", AtMost: 3.3);
        yield return new Row("the same, official tool", Median(theirFigure), "s");
    }

    private static NotebookRun Cells(params string[] cells)
    {
        // One folder below the root, as notebooks are: setup.dib finds its list of references relative to the notebook.
        var path = Path.Combine(Root(), "artifacts", "benchmark.ipynb");
        var document = NotebookDocument.Create();
        foreach (var code in cells)
        {
            document.Add(NotebookCell.Create(CellKind.Code, code));
        }

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
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Viva.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Viva.slnx.");
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}

using System.Globalization;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Running;

namespace Viva.Cli;

/// <summary>
/// Whether the helper library builds and loads and libtorch computes rightly, seen as a notebook sees it: a small one runs in a process of
/// its own, so that a crash in native code is a line of the report.
/// </summary>
internal static class LibraryExamination
{
    // 64 ones times 64 ones, 64 by 64 times: the sum is 64 cubed.
    private const string Multiply = """
        var product = torch.ones(64, 64).matmul(torch.ones(64, 64)).sum().item<float>();
        if (product != 262144f) throw new Exception($"two matrices multiply to {product}, not to 262144");
        """;

    // libtorch has been silently wrong on some processors: what notebooks train is compared with the same steps by hand.
    private const string Compare = """
        var worst = LayerPrecision.Compare(shapes: 240).OrderByDescending(row => double.IsNaN(row.Error) ? double.MaxValue : row.Error).First();
        if (!(worst.Error < 1e-4)) throw new Exception($"{worst.Layer} with gradients {(worst.Gradients ? "on" : "off")} is wrong by {worst.Error:G2} ({worst.Size})");
        """;

    public static async Task<IReadOnlyList<Verdict>> RunAsync(Repository repository, CancellationToken cancellation)
    {
        // setup.dib finds its list of references relative to the notebook, so the probe stands one folder below the root as notebooks do.
        var path = Path.Combine(
            repository.Root,
            "artifacts",
            string.Create(CultureInfo.InvariantCulture, $"doctor-{Environment.ProcessId}.ipynb")
        );
        var probe = NotebookDocument.Create();
        probe.Add(NotebookCell.Create(CellKind.Code, "#!import ../notebooks/setup.dib", "library"));
        probe.Add(NotebookCell.Create(CellKind.Code, Multiply, "multiply"));
        probe.Add(NotebookCell.Create(CellKind.Code, Compare, "compare"));
        try
        {
            probe.Write(path);
            var run = await NotebookRunner
                .RunAsync(path, new RunOptions { NotebookTimeout = TimeSpan.FromMinutes(10) }, cancellation: cancellation)
                .ConfigureAwait(false);
            return Verdicts(run);
        }
        catch (NotebookException e)
        {
            return [new Verdict(Health.Fail, "Library", e.Problem, e.NextStep + ".")];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IReadOnlyList<Verdict> Verdicts(NotebookRun run)
    {
        var loaded = new Verdict(Health.Ok, "Library", "is built and loads");
        if (run.Failure is not { } failure)
        {
            var seconds = run.Seconds.ToString("0.0", CultureInfo.InvariantCulture);
            return
            [
                loaded,
                new Verdict(Health.Ok, "libtorch", $"multiplies two matrices ({seconds} s, the start of the session included)"),
                new Verdict(Health.Ok, "Numbers", Right),
            ];
        }

        var what = string.Join(
            ' ',
            failure.Message.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)
        );
        return failure.CellId switch
        {
            "compare" =>
            [
                loaded,
                new Verdict(Health.Ok, "libtorch", "multiplies two matrices"),
                new Verdict(
                    Health.Fail,
                    "Numbers",
                    what,
                    "Set ONEDNN_MAX_CPU_ISA=SSE41 in the environment: slower, and right wherever it was tried."
                ),
            ],
            "multiply" => [loaded, new Verdict(Health.Fail, "libtorch", what, "Delete artifacts/bin/Viva and run viva doctor again.")],
            _ => [new Verdict(Health.Fail, "Library", what, "Build it by hand to see more: dotnet build lib/Viva")],
        };
    }

    private const string Right = "LSTM, GRU, RNN and convolution give what the steps by hand give, with gradients and without (240 sizes)";
}

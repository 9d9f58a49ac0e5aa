using System.Globalization;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Running;

namespace Viva.Cli.Doctor;

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
        var worst = LayerPrecision.Compare(shapes: 240).MaxBy(row => double.IsNaN(row.Error) ? double.MaxValue : row.Error);
        var gradients = worst.Gradients ? "on" : "off";
        if (!(worst.Error < 1e-4))
            throw new Exception($"{worst.Layer} with gradients {gradients} is wrong by {worst.Error:G2} ({worst.Size})");
        """;

    public static async Task<IReadOnlyList<Verdict>> RunAsync(Repository repository, CancellationToken cancellation)
    {
        try
        {
            (string, string)[] cells = [("multiply", Multiply), ("compare", Compare)];
            var options = new RunOptions { NotebookTimeout = TimeSpan.FromMinutes(10) };
            return Verdicts(await ProbeNotebook.RunAsync(repository, "doctor", cells, options, null, cancellation).ConfigureAwait(false));
        }
        catch (NotebookException e)
        {
            return [new Verdict(Health.Fail, "Library", e.Problem, e.NextStep + ".")];
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

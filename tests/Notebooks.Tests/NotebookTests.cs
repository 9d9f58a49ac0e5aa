using Viva.Notebooks.Checks;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Running;

namespace Notebooks.Tests;

/// <summary>Every notebook runs from top to bottom, on whatever data there is, and keeps its contract.</summary>
public sealed class NotebookTests : IDisposable
{
    private const double BudgetMb = 3 * 1024;

    private readonly string _cache = Directory.CreateTempSubdirectory("viva-cache-").FullName;

    public static TheoryData<string> All => [.. Directory.GetFiles(Clone.Notebooks, "*.ipynb").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(_cache, recursive: true);

    [Theory]
    [MemberData(nameof(All))]
    public void A_notebook_keeps_its_contract(string notebook)
    {
        var errors = NotebookCheck.Run(File(notebook)).Where(finding => finding.Severity == Severity.Error);
        Assert.Empty(errors.Select(finding => finding.ToString()));
    }

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(All))]
    public async Task A_notebook_runs_offline_on_built_in_data(string notebook)
    {
        var run = await Run(notebook, "built-in", new() { ["VIVA_OFFLINE"] = "1", ["VIVA_MIRROR"] = null });
        Assert.All(run.Data, use => Assert.Equal("built-in", use.Origin));
    }

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(All))]
    public async Task A_notebook_runs_on_real_data(string notebook)
    {
        Assert.SkipUnless(Directory.Exists(Clone.Mirror), $"There is no mirror of the data sets at {Clone.Mirror}.");
        var run = await Run(notebook, "real", new() { ["VIVA_OFFLINE"] = "1", ["VIVA_MIRROR"] = Clone.Mirror });
        Assert.False(run.UsedSubstitute, string.Join(", ", run.Data));
    }

    private async Task<NotebookRun> Run(string notebook, string data, Dictionary<string, string?> environment)
    {
        environment["VIVA_QUICK"] = "1";
        environment["VIVA_SEED"] = null;
        environment["VIVA_CACHE"] = _cache;
        var options = new RunOptions
        {
            OutputFolder = Path.Combine(Clone.Root, "artifacts", "notebooks-tested", data),
            CellTimeout = TimeSpan.FromMinutes(10),
            NotebookTimeout = TimeSpan.FromMinutes(15),
            Environment = environment,
        };
        var run = await NotebookRunner.RunAsync(File(notebook), options, null, TestContext.Current.CancellationToken);
        Assert.True(run.Ok, run.Failure is { } failure ? $"{failure}\n{string.Join('\n', failure.Trace)}" : "");
        Assert.True(run.PeakMemoryMb < BudgetMb, FormattableString.Invariant($"{run.PeakMemoryMb:0} MB"));
        Assert.Equal(NotebookDocument.Read(File(notebook)).Cells.Count(cell => cell.Kind == CellKind.Code), run.Cells.Count);
        return run;
    }

    private static string File(string notebook) => Path.Combine(Clone.Notebooks, notebook + ".ipynb");
}

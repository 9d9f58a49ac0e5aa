using Viva.Notebooks.Checks;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Running;

namespace Notebooks.Tests;

/// <summary>Every notebook runs from top to bottom, on whatever data there is, and keeps its contract.</summary>
public sealed class NotebookTests(ExecutedNotebooks notebooks)
{
    private const double BudgetMb = 3 * 1024;

    public static TheoryData<string> All => [.. ExecutedNotebooks.Names];

    [Theory]
    [MemberData(nameof(All))]
    public void A_notebook_keeps_its_contract(string notebook)
    {
        var errors = NotebookCheck.Run(ExecutedNotebooks.FileOf(notebook)).Where(finding => finding.Severity == Severity.Error);
        Assert.Empty(errors.Select(finding => finding.ToString()));
    }

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(All))]
    public async Task A_notebook_runs_offline_on_built_in_data(string notebook)
    {
        var run = await Run(notebook, real: false);
        Assert.All(run.Data, use => Assert.True(use.Origin == "built-in" || IsMissing(use), use.ToString()));
    }

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(All))]
    public async Task A_notebook_runs_on_real_data(string notebook)
    {
        Assert.SkipUnless(Directory.Exists(Clone.Mirror), $"There is no mirror of the data sets at {Clone.Mirror}.");
        var run = await Run(notebook, real: true);
        Assert.All(run.Data, use => Assert.True(!use.Substitute || IsMissing(use), use.ToString()));
    }

    // These runs are offline. Published weights out of a package are in no mirror, and nothing stands in for them: the notebook says so
    // and goes on without.
    private static bool IsMissing(DataUse use) => use.Origin == "missing";

    private async Task<NotebookRun> Run(string notebook, bool real)
    {
        var run = await notebooks.RunAsync(notebook, real);
        Assert.True(run.Ok, run.Failure is { } failure ? $"{failure}\n{string.Join('\n', failure.Trace)}" : "");
        Assert.True(run.PeakMemoryMb < BudgetMb, FormattableString.Invariant($"{run.PeakMemoryMb:0} MB"));
        Assert.Equal(
            NotebookDocument.Read(ExecutedNotebooks.FileOf(notebook)).Cells.Count(cell => cell.Kind == CellKind.Code),
            run.Cells.Count
        );
        RequireQuickBars(notebook, run);
        return run;
    }

    /// <summary>Runs here are quick: what has a bar has one for quick mode too, and meets it, or the notebook is broken.</summary>
    private static void RequireQuickBars(string notebook, NotebookRun run)
    {
        var barred = run.Results.Where(result => result.HasBar).ToList();
        Assert.All(
            barred,
            result =>
                Assert.True(
                    result.Quick,
                    $"{notebook}: '{result.Name}' has no bar for quick mode: give Result.Report quickAtLeast or quickAtMost."
                )
        );
        Assert.All(
            barred,
            result =>
                Assert.True(
                    result.Met,
                    FormattableString.Invariant(
                        $"{notebook}: '{result.Name}' is {result.Value} and misses its quick bar ({result.AtLeast} to {result.AtMost})."
                    )
                )
        );
    }
}

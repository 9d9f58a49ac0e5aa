using Viva.Notebooks.Documents;

namespace Notebooks.Tests.FrontEnds;

/// <summary>Notebooks in Jupyter, with the kernel that <c>dotnet interactive jupyter install</c> gives it.</summary>
public sealed class JupyterTests(ExecutedNotebooks notebooks)
{
    private static readonly string Folder = Path.Combine(Clone.Root, "artifacts", "notebooks-tested", "jupyter");

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("01-how-deep-learning-works")]
    [InlineData("13-reinforcement-learning")]
    [InlineData("23-mnist-cnn")]
    public async Task Jupyter_shows_what_viva_run_shows(string notebook)
    {
        await FrontEnd.RequireJupyterAsync();
        var run = await notebooks.RunAsync(notebook, real: false);
        Assert.True(run.Ok, run.Failure?.ToString());

        var (exitCode, output, error) = await FrontEnd.RunAsync(
            [
                "jupyter",
                "nbconvert",
                "--to",
                "notebook",
                "--execute",
                "--ExecutePreprocessor.timeout=600",
                "--output-dir",
                Folder,
                ExecutedNotebooks.FileOf(notebook),
            ],
            notebooks.Environment(real: false)
        );
        // nbconvert stops at the first cell that fails and prints its words.
        Assert.True(exitCode == 0, output + error);

        var comparison = new Comparison(NotebookDocument.Read(run.OutputPath!));
        foreach (
            var cell in NotebookDocument.Read(Path.Combine(Folder, notebook + ".ipynb")).Cells.Where(cell => cell.Kind == CellKind.Code)
        )
        {
            comparison.Compare(cell.Id, [.. Shown.Of(cell).Where(output => !IsPageScript(output))]);
        }

        comparison.AssertNone();
    }

    /// <summary>The kernel opens its first cell with a script that connects the page to it.</summary>
    private static bool IsPageScript(Shown output) =>
        output.Html?.Contains("dotnet-interactive-this-cell", StringComparison.Ordinal) == true;
}

using System.Text.Json.Nodes;
using Viva.Notebooks.Documents;

namespace Notebooks.Tests.FrontEnds;

/// <summary>A notebook in Microsoft's kernel, spoken to as VS Code speaks to it.</summary>
public sealed class StdioTests(ExecutedNotebooks notebooks)
{
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("06-evaluating-models")]
    public async Task VS_Codes_kernel_shows_what_viva_run_shows(string notebook)
    {
        await FrontEnd.RequireToolAsync();
        var run = await notebooks.RunAsync(notebook, real: false);
        Assert.True(run.Ok, run.Failure?.ToString());
        var comparison = new Comparison(NotebookDocument.Read(run.OutputPath!));

        await using var kernel = await StdioKernel.StartAsync(Clone.Notebooks, notebooks.Environment(real: false));
        foreach (var cell in NotebookDocument.Read(ExecutedNotebooks.FileOf(notebook)).Cells.Where(cell => cell.Kind == CellKind.Code))
        {
            var events = await kernel.SubmitAsync(cell.Source);
            foreach (var happened in events)
            {
                var value = happened["event"]!;
                if (StdioKernel.Name(happened) is "CommandFailed" or "ErrorProduced")
                {
                    comparison.Add(cell.Id, $"{StdioKernel.Name(happened)}: {value["message"]}");
                }
                else if (StdioKernel.Name(happened) == "DiagnosticsProduced")
                {
                    AddWarnings(comparison, cell.Id, value["diagnostics"]!.AsArray());
                }
            }
            comparison.Compare(cell.Id, StdioKernel.Outputs(events));
        }
        comparison.AssertNone();
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_restarted_kernel_begins_afresh()
    {
        await FrontEnd.RequireToolAsync();
        for (var start = 1; start <= 2; start++)
        {
            await using var kernel = await StdioKernel.StartAsync(Clone.Notebooks, notebooks.Environment(real: false));
            Assert.Equal("CommandFailed", StdioKernel.Name((await kernel.SubmitAsync("once"))[^1]));
            foreach (var cell in (string[])["#!import setup.dib", "double once = torch.ones(3).sum().ToDouble();", "Show.Value(once);"])
            {
                Assert.Equal("CommandSucceeded", StdioKernel.Name((await kernel.SubmitAsync(cell))[^1]));
            }
        }
    }

    private static void AddWarnings(Comparison comparison, string cell, JsonArray diagnostics)
    {
        foreach (var diagnostic in diagnostics.Where(diagnostic => (string?)diagnostic!["severity"] is "warning" or "error"))
        {
            comparison.Add(cell, $"the compiler's {diagnostic!["severity"]} {diagnostic["code"]}: {diagnostic["message"]}");
        }
    }
}

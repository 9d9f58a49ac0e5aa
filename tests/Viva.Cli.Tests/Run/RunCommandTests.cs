using System.Text.Json.Nodes;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Running;

namespace Viva.Cli.Tests.Run;

/// <summary>The whole of <c>viva run</c>: real cells in real processes.</summary>
public sealed class RunCommandTests : IDisposable
{
    private const string ResultType = NotebookRunner.ResultType,
        DataType = NotebookRunner.DataType;

    private readonly Clone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public async Task Json_is_alone_on_stdout_and_has_the_documented_shape()
    {
        Save(
            "23-digits.ipynb",
            Shows(DataType, """{"name":"mnist","origin":"real"}"""),
            Shows(ResultType, """{"name":"test accuracy","value":0.9951,"atLeast":0.994,"met":true}""")
        );
        var (exitCode, output, error) = await _clone.RunAsync("run", "23", "--json");
        Assert.Equal(ExitCode.Good, exitCode);

        var notebook = (JsonObject)JsonNode.Parse(output)!["notebooks"]![0]!;
        Assert.InRange((double)notebook["seconds"]!, 0.1, 600);
        Assert.InRange((double)notebook["peakMemoryMb"]!, 20, 2000);
        notebook["seconds"] = 71.2;
        notebook["peakMemoryMb"] = 1400;
        Assert.Equal(
            """{"number":23,"ok":true,"seconds":71.2,"peakMemoryMb":1400,"data":"real","results":["""
                + """{"name":"test accuracy","value":0.9951,"atLeast":0.994,"met":true,"enforced":true}],"claims":[]}""",
            notebook.ToJsonString()
        );
        Assert.Contains("23-digits: cell 1 of 2", error, StringComparison.Ordinal);
        Assert.True(File.Exists(_clone.At("artifacts", "notebooks", "23-digits.ipynb")));
    }

    [Theory]
    [InlineData("real", false, ExitCode.Failed)]
    [InlineData("real", true, ExitCode.Good)]
    [InlineData("built-in", false, ExitCode.Good)]
    public async Task A_missed_bar_fails_in_full_mode_on_real_data_only(string origin, bool quick, int expected)
    {
        Save(
            "23-digits.ipynb",
            Shows(DataType, $$"""{"name":"mnist","origin":"{{origin}}","substitute":{{(origin == "real" ? "false" : "true")}}}"""),
            Shows(ResultType, """{"name":"test accuracy","value":0.5,"atLeast":0.994,"met":false}""")
        );
        var (exitCode, output, _) = quick ? await _clone.RunAsync("run", "23", "--quick") : await _clone.RunAsync("run", "23");
        Assert.Equal(expected, exitCode);
        Assert.Contains(
            expected == ExitCode.Good ? "at least 0.994 missed, not enforced" : "at least 0.994 missed",
            output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("real", true, ExitCode.Good)]
    [InlineData("real", false, ExitCode.Failed)]
    [InlineData("built-in", false, ExitCode.Failed)]
    public async Task A_missed_quick_bar_fails_on_whatever_data(string origin, bool met, int expected)
    {
        Save(
            "23-digits.ipynb",
            Shows(DataType, $$"""{"name":"mnist","origin":"{{origin}}","substitute":{{(origin == "real" ? "false" : "true")}}}"""),
            Shows(ResultType, $$"""{"name":"test accuracy","value":0.5,"atLeast":0.9,"met":{{(met ? "true" : "false")}},"quick":true}""")
        );
        var (exitCode, output, _) = await _clone.RunAsync("run", "23", "--quick");
        Assert.Equal(expected, exitCode);
        Assert.Contains(met ? "at least 0.9 (quick) met" : "at least 0.9 (quick) missed", output, StringComparison.Ordinal);
        Assert.DoesNotContain("not enforced", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_seeds_give_every_value_the_mean_and_the_standard_deviation()
    {
        var seed = "int.Parse(System.Environment.GetEnvironmentVariable(\"VIVA_SEED\"))";
        Save(
            "23-digits.ipynb",
            Rendering(ResultType)
                + $"new Shown {{ Text = $\"{{{{\\\"name\\\":\\\"seed\\\",\\\"value\\\":{{{seed}}},\\\"met\\\":true}}}}\" }}"
        );
        var (exitCode, output, _) = await _clone.RunAsync("run", "23", "--seeds", "3", "--json");
        Assert.Equal(ExitCode.Good, exitCode);
        var notebook = JsonNode.Parse(output)!["notebooks"]![0]!;
        Assert.Equal("[1,2,3]", notebook["seeds"]!.ToJsonString());
        Assert.Equal(
            """{"name":"seed","value":2,"met":true,"values":[1,2,3],"mean":2,"standardDeviation":1}""",
            notebook["results"]![0]!.ToJsonString()
        );
        Assert.True(File.Exists(_clone.At("artifacts", "notebooks", "seed-3", "23-digits.ipynb")));
    }

    [Fact]
    public async Task A_failing_cell_is_named_with_file_line_and_next_step_and_the_others_still_run()
    {
        Save("06-bad.ipynb", "1", "int x = 1;\nthrow new System.Exception(\"broken\");");
        Save("23-digits.ipynb", "1");
        var (exitCode, output, _) = await _clone.RunAsync("run", "all");
        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains($"FAIL {Path.Combine("notebooks", "06-bad.ipynb")}, cell 2 (cell-2), line 2", output, StringComparison.Ordinal);
        Assert.Contains("System.Exception: broken", output, StringComparison.Ordinal);
        Assert.Contains("Next: ", output, StringComparison.Ordinal);
        Assert.Contains("23-digits: done", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_malformed_notebook_fails_and_a_machine_without_the_setup_is_another_code()
    {
        File.WriteAllText(_clone.At("notebooks", "06-bad.ipynb"), "{");
        Assert.Equal(ExitCode.Failed, (await _clone.RunAsync("run", "6")).ExitCode);

        Save("23-digits.ipynb", "#!import setup.dib");
        Assert.Equal(ExitCode.Environment, (await _clone.RunAsync("run", "23")).ExitCode);
    }

    [Fact]
    public async Task The_timeout_ends_an_endless_notebook()
    {
        Save("23-digits.ipynb", "while (true) { }");
        var (exitCode, output, _) = await _clone.RunAsync("run", "23", "--timeout", "8");
        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("did not end within 8 s", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "23", "--seeds", "0")]
    [InlineData("run", "23", "--timeout", "-1")]
    [InlineData("run", "31")]
    public async Task Wrong_usage_is_told_before_anything_runs(params string[] arguments)
    {
        Save("23-digits.ipynb", "1");
        var (exitCode, _, error) = await _clone.RunAsync(arguments);
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.NotEmpty(error);
        Assert.False(Directory.Exists(_clone.At("artifacts")));
    }

    private void Save(string name, params string[] cells)
    {
        var document = NotebookDocument.Create();
        foreach (var code in cells)
        {
            document.Add(NotebookCell.Create(CellKind.Code, code, $"cell-{document.Cells.Count + 1}"));
        }

        document.Write(_clone.At("notebooks", name));
    }

    private static string Shows(string mimeType, string json) => Rendering(mimeType) + $"new Shown {{ Text = \"\"\"\n{json}\n\"\"\" }}";

    /// <summary>A type that renders itself as one MIME type, which is how the library reports results and data.</summary>
    private static string Rendering(string mimeType) =>
        $$"""
            using Microsoft.DotNet.Interactive.Formatting;
            class Shown { public string Text; }
            Formatter.Register<Shown>((shown, writer) => writer.Write(shown.Text), "{{mimeType}}");
            Formatter.SetPreferredMimeTypesFor(typeof(Shown), "{{mimeType}}");

            """;
}

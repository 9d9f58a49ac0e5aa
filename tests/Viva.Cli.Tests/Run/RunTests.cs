using System.Diagnostics;
using System.Text.Json.Nodes;
using Viva.Cli.Run;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Running;

namespace Viva.Cli.Tests.Run;

public sealed class RunTests
{
    private const string Accuracy = "test accuracy";

    [Theory]
    [InlineData(false, false, ExitCode.Failed)]
    [InlineData(true, false, ExitCode.Good)]
    [InlineData(false, true, ExitCode.Good)]
    public void A_missed_bar_counts_in_full_mode_on_real_data_only(bool quick, bool substitute, int exitCode)
    {
        var outcome = Outcome(quick, Run(0.98, substitute));
        Assert.Equal(exitCode == ExitCode.Good, outcome.Ok);
        Assert.False(Assert.Single(outcome.Results).Met);
    }

    [Fact]
    public void The_mean_over_the_seeds_is_held_against_the_bar()
    {
        Assert.True(Outcome(quick: false, Run(0.9938), Run(0.9946)).Ok);
        Assert.False(Outcome(quick: false, Run(0.9938), Run(0.9940)).Ok);
        Assert.False(Outcome(quick: false, Run(double.NaN)).Ok);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_not_finite_meets_no_bar_and_is_null_in_the_json(double value)
    {
        var outcome = Outcome(quick: false, Run(value), Run(0.999));
        Assert.False(outcome.Ok);
        Assert.Equal(
            "[null,0.999]",
            JsonNode.Parse(RunReport.Json([outcome]))!["notebooks"]![0]!["results"]![0]!["values"]!.ToJsonString()
        );
    }

    [Fact]
    public void Results_of_one_name_are_held_against_the_bar_one_by_one_and_over_the_seeds()
    {
        NotebookRun Folds(double first, double second) =>
            Run(first) with
            {
                Results = [Measured(Accuracy, first), Measured(Accuracy + " (2)", second)],
            };
        Assert.False(Outcome(quick: false, Folds(0.999, 0.5)).Ok);
        var outcome = Outcome(quick: false, Folds(0.9950, 0.9960), Folds(0.9970, 0.9900));
        Assert.Equal(
            [
                [0.9950, 0.9970],
                [0.9960, 0.9900],
            ],
            outcome.Results.Select(result => result.Values)
        );
        Assert.Equal([true, false], outcome.Results.Select(result => result.Met));
    }

    [Fact]
    public void The_table_shows_both_bars()
    {
        var both = Run(0.5) with
        {
            Results = [new MeasuredResult("width", 0.5, 0.25, 0.75, true), new MeasuredResult("loss", double.NaN, null, 1, false)],
        };
        using var text = new StringWriter();
        RunReport.WriteTable(CommandContext.Console(text, redirected: true), [Outcome(quick: false, both)]);
        Assert.Contains("at least 0.25, at most 0.75 met", text.ToString(), StringComparison.Ordinal);
        Assert.Matches("loss +not finite +at most 1 missed", text.ToString());
    }

    [Fact]
    public void The_json_has_the_documented_shape()
    {
        var json = JsonNode.Parse(RunReport.Json([Outcome(quick: false, Run(0.9951))]));
        Assert.Equal(
            """{"notebooks":[{"number":23,"ok":true,"seconds":71.2,"peakMemoryMb":1400,"data":"real","results":["""
                + """{"name":"test accuracy","value":0.9951,"atLeast":0.994,"met":true,"enforced":true}],"claims":[]}]}""",
            json!.ToJsonString()
        );
    }

    [Fact]
    public void The_json_tells_a_quick_bar_and_whether_a_bar_is_enforced()
    {
        var run = Run(0.5, substitute: true) with
        {
            Results =
            [
                new MeasuredResult("accuracy", 0.5, 0.4, null, true, Quick: true),
                new MeasuredResult("error", 0.5, null, 0.4, false),
                new MeasuredResult("seconds", 3, null, null, true),
            ],
        };
        var outcome = Outcome(quick: true, run);
        var results = JsonNode.Parse(RunReport.Json([outcome]))!["notebooks"]![0]!["results"]!;
        Assert.Equal(
            """[{"name":"accuracy","value":0.5,"atLeast":0.4,"met":true,"enforced":true,"quick":true},"""
                + """{"name":"error","value":0.5,"atMost":0.4,"met":false,"enforced":false},{"name":"seconds","value":"""
                + """3,"met":true}]""",
            results.ToJsonString()
        );
        Assert.True(outcome.Ok);
    }

    [Fact]
    public void Several_seeds_add_their_values_the_mean_and_the_sample_standard_deviation()
    {
        var notebook = JsonNode.Parse(RunReport.Json([Outcome(quick: false, Run(0.9950), Run(0.9960), Run(0.9970))]))!["notebooks"]![0]!;
        var result = notebook["results"]![0]!;
        Assert.Equal([1, 2, 3], notebook["seeds"]!.AsArray().Select(seed => (int)seed!));
        Assert.Equal([0.9950, 0.9960, 0.9970], result["values"]!.AsArray().Select(value => (double)value!));
        Assert.Equal(0.9960, (double)result["mean"]!, 12);
        Assert.Equal(0.0010, (double)result["standardDeviation"]!, 12);
    }

    [Fact]
    public void A_judged_claim_that_does_not_hold_fails_and_one_that_is_not_judged_does_not()
    {
        Assert.True(Outcome(quick: false, Claiming(Claimed("a grows", true))).Ok);
        Assert.False(Outcome(quick: false, Claiming(Claimed("a grows", true), Claimed("b falls", false))).Ok);
        Assert.False(Outcome(quick: false, Claiming(Claimed("a grows", true)), Claiming(Claimed("a grows", false))).Ok);
        Assert.True(Outcome(quick: true, Claiming(Claimed("a grows", false, "quick mode"))).Ok);
    }

    [Fact]
    public void The_report_lists_claims_with_their_evidence()
    {
        var text = Claims(Outcome(quick: false, Claiming(Claimed("a grows [fast]", true), Claimed("b", false), Claimed("c", true, "why"))));
        Assert.Matches(@"23-mnist-cnn +holds +a grows \[fast\] +3 of 4\b", text);
        Assert.Matches("does not hold +b +3 of 4", text);
        Assert.Matches(@"not judged \(why\) +c +3 of 4", text);
        Assert.Equal("", Claims(Outcome(quick: false, Run(0.9951))));
    }

    [Fact]
    public void With_seeds_the_report_has_a_row_for_each_claim_and_a_column_for_each_seed()
    {
        var outcome = Outcome(
            quick: false,
            Claiming(Claimed("a", true), Claimed("b", true), Claimed("d", false, "built-in data")),
            Claiming(Claimed("b", false), Claimed("a", true), Claimed("d", false, "built-in data")),
            Claiming(Claimed("a", true), Claimed("c", true), Claimed("d", false, "built-in data"))
        );
        var text = Claims(outcome);
        Assert.Matches("Claim +1 +2 +3 +Seeds", text);
        Assert.Matches("a +✓ +✓ +✓ +held 3 of 3", text);
        Assert.Matches("b +✓ +✗ +missing +held 1 of 3", text);
        Assert.Matches("d +○ +○ +○ +not judged", text);
        Assert.Matches("c +missing +missing +✓ +held 1 of 3", text);
        Assert.Contains("✓ holds, ✗ does not hold, ○ not judged", text, StringComparison.Ordinal);
        Assert.Equal(
            """{"sentence":"b","held":1,"of":3,"seeds":["""
                + """{"seed":1,"holds":true,"evidence":"3 of 4","judged":true,"cell":7,"cellId":"loss"},"""
                + """{"seed":2,"holds":false,"evidence":"3 of 4","judged":true,"cell":7,"cellId":"loss"},{"seed":3,"missing":true}]}""",
            JsonNode.Parse(RunReport.Json([outcome]))!["notebooks"]![0]!["claims"]![1]!.ToJsonString()
        );
    }

    [Fact]
    public void The_json_tells_a_claim_its_place_and_why_it_is_not_judged()
    {
        var outcome = Outcome(quick: false, Claiming(Claimed("a", true), Claimed("b", false, "built-in data")));
        Assert.Equal(
            """[{"sentence":"a","holds":true,"evidence":"3 of 4","judged":true,"cell":7,"cellId":"loss"},"""
                + """{"sentence":"b","holds":false,"evidence":"3 of 4","judged":"""
                + """false,"notJudged":"built-in data","cell":7,"cellId":"loss"}]""",
            JsonNode.Parse(RunReport.Json([outcome]))!["notebooks"]![0]!["claims"]!.ToJsonString()
        );
    }

    [Theory]
    [InlineData(true, ExitCode.Failed)]
    [InlineData(false, ExitCode.Good)]
    public async Task A_failed_claim_names_its_cell_and_the_notebook_goes_on(bool judged, int expected)
    {
        using var clone = new Clone();
        var claim = new JsonObject
        {
            ["sentence"] = "The sky is green",
            ["holds"] = false,
            ["evidence"] = "it was blue",
            ["judged"] = judged,
        };
        var code = $"\"{claim.ToJsonString().Replace("\"", "\\\"", StringComparison.Ordinal)}\".DisplayAs(\"{NotebookRunner.ClaimType}\");";
        var file = AddCode(clone, ("sky", code), ("after", "1 + 1"));

        var (exitCode, output, _) = await RunProgramAsync(clone, "run", file);

        Assert.Equal(expected, exitCode);
        Assert.Equal(judged, output.Contains("FAIL own.ipynb, cell 1 (sky)", StringComparison.Ordinal));
        Assert.Equal(judged, output.Contains("The claim does not hold: The sky is green", StringComparison.Ordinal));
        Assert.Contains("it was blue", output, StringComparison.Ordinal);
        Assert.Single(NotebookDocument.Read(clone.At("artifacts", "notebooks", "own.ipynb")).Cells[1].Outputs);
    }

    [Fact]
    public async Task A_notebook_that_runs_leaves_its_executed_copy_and_exit_code_0()
    {
        using var clone = new Clone();
        var file = AddCode(clone, ("sum", "1 + 1"));

        var (exitCode, output, _) = await RunProgramAsync(clone, "run", file);

        Assert.True(exitCode == ExitCode.Good, output);
        Assert.Contains("cell 1 of 1 (sum)", output, StringComparison.Ordinal);
        var executed = NotebookDocument.Read(clone.At("artifacts", "notebooks", "own.ipynb"));
        Assert.Contains(
            "<pre>2</pre>",
            NotebookOutput.Text((JsonObject)Assert.Single(executed.Cells[0].Outputs!)!, "text/html"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("VIVA_QUICK", "1", ExitCode.Good, "missed, not enforced")]
    [InlineData("VIVA_QUICK", " 1 ", ExitCode.Good, "missed, not enforced")]
    [InlineData("VIVA_QUICK", "0", ExitCode.Failed, "missed")]
    [InlineData("VIVA_QUICK", "yes", ExitCode.Usage, "VIVA_QUICK is 'yes': it must be 0 or 1.")]
    [InlineData("VIVA_SEED", "2147483648", ExitCode.Usage, "VIVA_SEED is '2147483648': it must be a whole number from 0 to 2147483647.")]
    [InlineData("VIVA_SEED", "-1", ExitCode.Usage, "VIVA_SEED is '-1'")]
    [InlineData("VIVA_SEED", " 7 ", ExitCode.Failed, "missed")]
    public async Task The_command_reads_the_variables_as_the_notebooks_do(string name, string value, int expected, string words)
    {
        using var clone = new Clone();
        var file = AddCode(
            clone,
            (
                "accuracy",
                "\"{\\\"name\\\":\\\"accuracy\\\",\\\"value\\\":0.1,\\\"atLeast\\\":0.5,\\\"met\\\":false}\""
                    + ".DisplayAs(\"application/vnd.viva.result+json\");"
            )
        );
        var (exitCode, output, error) = await RunProgramAsync(clone, new Dictionary<string, string> { [name] = value }, "run", file);
        Assert.Equal(expected, exitCode);
        Assert.Contains(words, output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seeds_past_the_largest_are_refused_before_anything_runs()
    {
        using var clone = new Clone();
        var file = AddCode(clone, ("sum", "1 + 1"));
        var (exitCode, output, error) = await RunProgramAsync(
            clone,
            new Dictionary<string, string> { ["VIVA_SEED"] = "2147483647" },
            "run",
            file,
            "--seeds",
            "2"
        );
        Assert.Equal((ExitCode.Usage, ""), (exitCode, output));
        Assert.Contains(
            "--seeds 2 from VIVA_SEED 2147483647 would go past 2147483647, the largest seed: set VIVA_SEED to 2147483646 or less.",
            error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_failing_cell_is_named_with_line_and_next_step_and_stdout_is_json_alone()
    {
        using var clone = new Clone();
        var file = AddCode(clone, ("good", "int n = 0;"), ("bad", "int two = 2;\nConsole.WriteLine(two / n);"));

        var (exitCode, output, error) = await RunProgramAsync(clone, "run", file, "--json");

        Assert.Equal(ExitCode.Failed, exitCode);
        var notebook = JsonNode.Parse(output)!["notebooks"]![0]!;
        Assert.False((bool)notebook["ok"]!);
        Assert.Equal(("bad", 2), ((string)notebook["error"]!["cellId"]!, (int)notebook["error"]!["line"]!));
        Assert.NotEqual("", (string)notebook["error"]!["nextStep"]!);
        Assert.Contains("own.ipynb, cell 2 (bad), line 2", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relative_cache_and_mirror_count_from_where_the_command_is_typed()
    {
        using var clone = new Clone();
        var file = AddCode(
            clone,
            (
                "places",
                "Console.Write(string.Join(' ', new[] { \"VIVA_CACHE\", \"VIVA_MIRROR\" }.Select(Environment.GetEnvironmentVariable)));"
            )
        );
        var notebook = clone.At("notebooks", "own.ipynb");
        File.Move(file, notebook);

        var (exitCode, output, _) = await RunProgramAsync(
            clone,
            new Dictionary<string, string> { ["VIVA_CACHE"] = "kept", ["VIVA_MIRROR"] = "../stick/" },
            "run",
            notebook
        );

        Assert.True(exitCode == ExitCode.Good, output);
        var executed = NotebookDocument.Read(clone.At("artifacts", "notebooks", "own.ipynb"));
        var text = Assert.Single(executed.Cells[0].Outputs!)!["text"]!.ToString();
        Assert.Contains(clone.At("kept"), text, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(Path.GetDirectoryName(clone.Root)!, "stick"), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://room:8000/viva")]
    [InlineData("file:///media/stick")]
    [InlineData("localhost:8000")]
    [InlineData("~/viva")]
    public void An_address_and_a_folder_of_the_home_are_left_to_the_library(string value) =>
        Assert.Equal(value, PathVariables.Absolute(value, "/here"));

    // Ctrl+C goes the same way, but a shell's background jobs, of which these tests may be one, ignore it.
    [Fact]
    public async Task A_signal_ends_the_run_and_leaves_what_had_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix.");
        using var clone = new Clone();
        var file = AddCode(
            clone,
            ("first", "Console.WriteLine(\"before\");"),
            ("endless", $"System.IO.File.WriteAllText(@\"{clone.At("begun")}\", \"\");\nwhile (true) {{ }}")
        );
        using var process = StartProgram(clone, [], "run", file, "--json");
        var running = EndAsync(process);
        while (!running.IsCompleted && !File.Exists(clone.At("begun")))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var (exitCode, output, error) = await running;
        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Equal("The run was interrupted in this cell.", (string?)JsonNode.Parse(output)!["notebooks"]![0]!["error"]!["message"]);
        Assert.Contains("the outputs so far are in artifacts/notebooks/own.ipynb", error, StringComparison.Ordinal);
        var executed = NotebookDocument.Read(clone.At("artifacts", "notebooks", "own.ipynb"));
        Assert.Equal("before\n", NotebookOutput.StreamText((JsonObject)executed.Cells[0].Outputs[0]!));
    }

    private static RunOutcome Outcome(bool quick, params NotebookRun[] runs) =>
        new(new RunTarget(23, "23-mnist-cnn", "notebooks/23-mnist-cnn.ipynb"), [.. Enumerable.Range(1, runs.Length)], runs, quick);

    private static NotebookRun Run(double accuracy, bool substitute = false) =>
        new()
        {
            Path = "notebooks/23-mnist-cnn.ipynb",
            Cells = [],
            Results = [Measured(Accuracy, accuracy)],
            Data = [new DataUse("mnist", substitute ? "built-in" : "real", substitute)],
            Seconds = 71.2,
            PeakMemoryMb = 1400,
        };

    private static NotebookRun Claiming(params MeasuredClaim[] claims) => Run(0.9951) with { Claims = claims };

    private static MeasuredClaim Claimed(string sentence, bool holds, string notJudged = "") =>
        new(sentence, holds, "3 of 4", notJudged.Length == 0, notJudged) { Cell = 7, CellId = "loss" };

    private static string Claims(RunOutcome outcome)
    {
        using var text = new StringWriter();
        RunReport.WriteClaims(CommandContext.Console(text, redirected: true), [outcome]);
        return text.ToString();
    }

    private static MeasuredResult Measured(string name, double value) =>
        new(name, value, 0.994, null, double.IsFinite(value) && value >= 0.994);

    /// <summary>The command as a program of its own, in the clone's folder.</summary>
    private static Task<(int ExitCode, string Output, string Error)> RunProgramAsync(Clone clone, params string[] arguments) =>
        RunProgramAsync(clone, [], arguments);

    private static async Task<(int ExitCode, string Output, string Error)> RunProgramAsync(
        Clone clone,
        Dictionary<string, string> variables,
        params string[] arguments
    )
    {
        using var process = StartProgram(clone, variables, arguments);
        return await EndAsync(process);
    }

    private static Process StartProgram(Clone clone, Dictionary<string, string> variables, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "viva.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = clone.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in (string[])["VIVA_QUICK", "VIVA_SEED"])
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<(int ExitCode, string Output, string Error)> EndAsync(Process process)
    {
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }

    private static string AddCode(Clone clone, params (string Id, string Source)[] cells)
    {
        var document = NotebookDocument.Create();
        foreach (var (id, source) in cells)
        {
            document.Add(NotebookCell.Create(CellKind.Code, source, id));
        }

        var file = clone.At("own.ipynb");
        document.Write(file);
        return file;
    }
}

using System.Diagnostics;
using System.Text.Json.Nodes;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Running;

namespace Viva.Notebooks.Tests.Running;

public sealed class NotebookRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Output => _folder.File("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Cells_run_in_order_and_the_executed_notebook_holds_their_outputs()
    {
        var run = await Run(Code("a", "int x = 20;\nSystem.Console.WriteLine(x);"), Code("b", "x + 1"));
        Assert.True(run.Ok, run.Failure?.ToString());
        Assert.Equal([(1, "a"), (2, "b")], run.Cells.Select(cell => (cell.Number, cell.Id)));
        Assert.InRange(run.PeakMemoryMb, 20, 1000);
        Assert.InRange(run.Cells.Sum(cell => cell.Seconds), 0.01, run.Seconds);

        var cells = Executed().Cells;
        Assert.Equal("20\n", NotebookOutput.StreamText(First(cells[0])));
        Assert.Equal("21", Documents.Notebooks.PlainText(First(cells[1])));
        Assert.Equal(2, cells[1].ExecutionCount);
        Assert.Equal(["nb.ipynb"], Directory.GetFiles(Output).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Jupyters_own_validator_accepts_the_executed_notebook()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/python3") && await Python("import nbformat") == 0, "Needs /usr/bin/python3 with nbformat.");
        await Run(
            Code("streams", "System.Console.Write(\"a\\nb\");\nSystem.Console.Error.Write(\"é\");\n1"),
            Code("json", Shows("application/vnd.viva.result+json", """{"name":"r","value":1,"met":true}""")),
            Code("fails", "throw new System.Exception(\"x\");")
        );
        Assert.Equal(0, await Python($"import nbformat; nbformat.validate(nbformat.read(r'{Output}/nb.ipynb', as_version=4))"));
    }

    [Fact]
    public async Task Old_outputs_are_gone_even_from_cells_that_did_not_run()
    {
        var old = Code("b", "1");
        old.Outputs.Add((JsonNode)NotebookOutput.Stream("stdout", "old"));
        old.ExecutionCount = 9;
        await Run(Code("a", "throw new System.Exception(\"x\");"), old);
        Assert.Empty(Executed().Cells[1].Outputs);
        Assert.Null(Executed().Cells[1].ExecutionCount);
    }

    [Fact]
    public async Task An_updated_display_is_stored_once_with_its_last_value()
    {
        await Run(
            Code("a", "var shown = display(\"first\");\nSystem.Console.Write(\"x\");\nshown.Update(\"second\");"),
            Code("b", "shown.Update(\"third\");")
        );
        var outputs = Executed().Cells[0].Outputs;
        Assert.Equal(2, outputs.Count);
        Assert.Equal("display_data", NotebookOutput.Type((JsonObject)outputs[0]!));
        Assert.Equal("third", NotebookOutput.Text((JsonObject)outputs[0]!, "text/plain"));
        Assert.Empty(Executed().Cells[1].Outputs);
    }

    [Fact]
    public async Task Claims_are_collected_with_their_cells_and_one_that_does_not_hold_stops_nothing()
    {
        var run = await Run(
            Code("a", Shows(NotebookRunner.ClaimType, """{"sentence":"s","holds":false,"evidence":"e","judged":true}""")),
            Code("b", Shows(NotebookRunner.ClaimType, """{"sentence":"s","holds":true,"evidence":"f","judged":false,"notJudged":"why"}""")),
            Code("c", Shows(NotebookRunner.ClaimType, """{"sentence":3,"holds":"yes"}"""))
        );
        Assert.True(run.Ok, run.Failure?.ToString());
        Assert.Equal(
            [
                new MeasuredClaim("s", false, "e", true) { Cell = 1, CellId = "a" },
                new MeasuredClaim("s (2)", true, "f", false, "why") { Cell = 2, CellId = "b" },
                new MeasuredClaim("", false, "", false) { Cell = 3, CellId = "c" },
            ],
            run.Claims
        );
        Assert.Equal([true, false, false], run.Claims.Select(claim => claim.Fails));
    }

    [Fact]
    public async Task Results_and_data_are_collected_from_what_cells_show()
    {
        var run = await Run(
            Code("a", Shows(NotebookRunner.ResultType, """{"name":"accuracy","value":0.5,"atLeast":0.9,"met":false}""")),
            Code("b", Shows(NotebookRunner.DataType, """{"name":"mnist","origin":"built-in","substitute":true}"""))
        );
        Assert.True(run.Ok, run.Failure?.ToString());
        Assert.Equal(new MeasuredResult("accuracy", 0.5, 0.9, null, false), Assert.Single(run.Results));
        Assert.Equal(new DataUse("mnist", "built-in", Substitute: true), Assert.Single(run.Data));
        Assert.True(run.UsedSubstitute);
    }

    [Fact]
    public async Task Results_of_one_name_are_kept_apart_by_their_ordinals()
    {
        string Report(string name, string value, bool met) =>
            $"@\"{{\"\"name\"\":\"\"{name}\"\",\"\"value\"\":{value},\"\"met\"\":{(met ? "true" : "false")}}}\".DisplayAs(\""
            + $"{NotebookRunner.ResultType}\");\n";
        var run = await Run(
            Code("a", Report("fold", "0.9", true) + Report("fold (2)", "0.8", true)),
            Code("b", Report("fold", "0.1", false))
        );
        Assert.Equal(
            [("fold", 0.9, true), ("fold (2)", 0.8, true), ("fold (3)", 0.1, false)],
            run.Results.Select(result => (result.Name, result.Value, result.Met))
        );
    }

    [Fact]
    public async Task The_check_runs_again_after_its_solution_and_must_then_hold()
    {
        var run = await Run(Code("e", "int answer = 0;", "exercise"), Check("c", "answer == 42"), Code("s", "answer = 42;", "solution"));
        Assert.True(run.Ok, run.Failure?.ToString());
        Assert.Contains("false", Executed().Cells[1].Outputs.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("true", Executed().Cells[2].Outputs.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_solution_that_does_not_pass_its_check_fails_the_notebook()
    {
        var run = await Run(
            Code("e", "int answer = 0;", "exercise"),
            Check("c", "answer == 42"),
            Code("s", "answer = 41;", "solution"),
            Code("after", "1")
        );
        Assert.Equal((RunFailureKind.Check, "s"), (run.Failure?.Kind, run.Failure?.CellId));
        Assert.Contains("does not pass the check 'c': the claim", run.Failure?.Message, StringComparison.Ordinal);
        Assert.Equal(3, run.Cells.Count);
    }

    [Fact]
    public async Task A_failed_check_in_an_ordinary_cell_fails_the_notebook()
    {
        var run = await Run(Code("claim", Shows(NotebookRunner.CheckType, """{"ok":false,"message":"by hand = by library"}""")));
        Assert.Equal((RunFailureKind.Check, "claim"), (run.Failure?.Kind, run.Failure?.CellId));
    }

    [Fact]
    public async Task A_cell_that_throws_ends_the_run_with_its_place_and_shows_the_error_in_the_notebook()
    {
        var run = await Run(
            Code("good", "1"),
            NotebookCell.Create(CellKind.Markdown, "text", "text"),
            Code("bad", "\nthrow new System.Exception(\"broken\");"),
            Code("never", "2")
        );
        Assert.Equal((RunFailureKind.Cell, 3, "bad", 2), (run.Failure?.Kind, run.Failure?.Cell, run.Failure?.CellId, run.Failure?.Line));
        Assert.Equal($"{_folder.File("nb.ipynb")}, cell 3 (bad), line 2", run.Failure?.Where);
        Assert.Contains("broken", run.Failure?.Message, StringComparison.Ordinal);
        Assert.Equal("error", NotebookOutput.Type(First(Executed().Cells[2])));
        Assert.Empty(Executed().Cells[3].Outputs);
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_names_line_and_error()
    {
        var run = await Run(Code("bad", "int x = 1;\nint y = oops;"));
        Assert.Equal(2, run.Failure?.Line);
        Assert.Contains("CS0103", run.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_of_another_language_is_refused()
    {
        var cell = Code("fs", "let x = 1");
        cell.Metadata["polyglot_notebook"] = new JsonObject { ["kernelName"] = "fsharp" };
        var run = await Run(cell);
        Assert.Equal("fs", run.Failure?.CellId);
        Assert.Contains("written in F#", run.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notebook_of_another_language_is_refused_not_compiled()
    {
        var document = NotebookDocument.Create();
        document.Add(Code("py", "print(1)"));
        document.Metadata.Remove("polyglot_notebook");
        document.Metadata["kernelspec"] = new JsonObject
        {
            ["display_name"] = "Python 3",
            ["language"] = "python",
            ["name"] = "python3",
        };
        document.Metadata["language_info"] = new JsonObject { ["name"] = "python" };
        File.WriteAllText(_folder.File("nb.ipynb"), document.ToJson());
        var run = await Start();
        Assert.Equal((RunFailureKind.Cell, "py"), (run.Failure?.Kind, run.Failure?.CellId));
        Assert.StartsWith("The cell is written in Python, but only C# runs here", run.Failure?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData(NotebookRunner.ResultType)]
    public async Task What_calls_itself_JSON_and_is_none_is_kept_as_text(string type)
    {
        var run = await Run(Code("a", $"\"{{oops\".DisplayAs(\"{type}\");"));
        Assert.True(run.Ok, run.Failure?.ToString());
        Assert.Empty(run.Results);
        Assert.Equal("{oops", NotebookOutput.Text(First(Executed().Cells[0]), type));
    }

    [Fact]
    public async Task A_cell_that_is_meant_to_fail_may()
    {
        var run = await Run(Code("bad", "throw new Exception(\"shown\");", "raises-exception"), Code("good", "1"));
        Assert.True(run.Ok, run.Failure?.ToString());
        Assert.Equal("bad", Assert.Single(run.Allowed).CellId);
        Assert.Equal("error", NotebookOutput.Type(First(Executed().Cells[0])));
        Assert.Equal("1", Documents.Notebooks.PlainText(First(Executed().Cells[1])));
    }

    [Fact]
    public async Task With_errors_allowed_the_cells_after_a_failure_run()
    {
        Save(Code("bad", "int x = oops;"), Code("good", "1"));
        var run = await NotebookRunner.RunAsync(
            _folder.File("nb.ipynb"),
            Options with
            {
                AllowErrors = true,
            },
            null,
            TestContext.Current.CancellationToken
        );
        Assert.True(run.Ok, run.Failure?.ToString());
        Assert.Contains("CS0103", Assert.Single(run.Allowed).Message, StringComparison.Ordinal);
        Assert.Equal(2, run.Cells.Count);
    }

    [Fact]
    public async Task Answers_reach_the_cell_that_asks()
    {
        Save(Code("ask", "#!set --name who --value @input:\"Your name\"\nConsole.Write(who.ToString().Trim('\"'));"));
        var run = await NotebookRunner.RunAsync(
            _folder.File("nb.ipynb"),
            Options with
            {
                Inputs = new Dictionary<string, string> { ["your name"] = "Ada" },
            },
            null,
            TestContext.Current.CancellationToken
        );
        Assert.True(run.Ok, run.Failure?.ToString());
        Assert.Equal("Ada", NotebookOutput.StreamText(First(Executed().Cells[0])));
    }

    [Fact]
    public async Task References_and_scripts_are_found_beside_the_notebook()
    {
        File.Copy(typeof(FactAttribute).Assembly.Location, _folder.File("copy.dll"));
        File.WriteAllText(_folder.File("helper.csx"), "int Twice(int x) => 2 * x;\nint Fails() => throw new FormatException();");
        var run = await Run(
            Code(
                "load",
                "#r \"copy.dll\"\n#load \"helper.csx\"\nConsole.Write(typeof(Xunit.FactAttribute).Assembly.GetName().Name + Twice(4));"
            ),
            Code("missing", "#r \"missing.dll\"", "raises-exception"),
            Code("line", "int one = 1;\nFails();", "raises-exception")
        );
        Assert.True(run.Ok, run.Failure?.ToString());
        Assert.Equal("xunit.v3.core8", NotebookOutput.StreamText(First(Executed().Cells[0])));
        Assert.Contains("CS0006", run.Allowed[0].Message, StringComparison.Ordinal);
        Assert.Equal(2, run.Allowed[1].Line);
        Assert.Contains(run.Allowed[1].Trace, line => line.Contains("helper.csx, line 2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"cells\": [")]
    [InlineData("[]")]
    public async Task A_malformed_notebook_is_one_failure_and_writes_nothing(string text)
    {
        File.WriteAllText(_folder.File("nb.ipynb"), text);
        var run = await NotebookRunner.RunAsync(_folder.File("nb.ipynb"), Options, null, TestContext.Current.CancellationToken);
        Assert.Equal(RunFailureKind.Notebook, run.Failure?.Kind);
        Assert.NotEmpty(run.Failure!.NextStep);
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public async Task A_missing_notebook_is_one_failure()
    {
        var run = await NotebookRunner.RunAsync(_folder.File("none.ipynb"), Options, null, TestContext.Current.CancellationToken);
        Assert.Equal(RunFailureKind.Notebook, run.Failure?.Kind);
        Assert.Contains("none.ipynb", run.Failure?.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_import_is_a_failure_of_the_environment()
    {
        var run = await Run(Code("setup", "#!import setup.dib"), Code("b", "1"));
        Assert.Equal((RunFailureKind.Environment, "setup"), (run.Failure?.Kind, run.Failure?.CellId));
        Assert.Contains("setup.dib does not exist", run.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_folder_that_cannot_be_written_is_a_failure_of_the_environment()
    {
        File.WriteAllText(Output, "a file, not a folder");
        var run = await Run(Code("a", "1"));
        Assert.Equal(RunFailureKind.Environment, run.Failure?.Kind);
        Assert.Null(run.OutputPath);
        Assert.Contains(Output, run.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_of_one_notebook_at_once_leave_one_whole_file()
    {
        Save(Code("a", "string.Concat(System.Linq.Enumerable.Repeat(\"x\", 100_000))"));
        var runs = await Task.WhenAll(Start(), Start());
        Assert.All(runs, run => Assert.True(run.Ok, run.Failure?.ToString()));
        Assert.Equal(100_000, NotebookOutput.Text(First(Executed().Cells[0]), "text/plain")?.Length);
        Assert.Single(Directory.GetFileSystemEntries(Output));
    }

    [Fact]
    public async Task A_cancelled_run_ends_its_process_and_keeps_what_had_run()
    {
        Save(
            Code("before", "Console.WriteLine(\"first\");"),
            Code(
                "endless",
                "Console.WriteLine(\"second\");\nawait System.Threading.Tasks.Task.Delay(500);\n"
                    + $"System.IO.File.WriteAllText(@\"{_folder.File("pid")}\", Environment.ProcessId.ToString());\nwhile (true) {{ }}"
            ),
            Code("never", "1")
        );
        using var cancellation = new CancellationTokenSource();
        var running = NotebookRunner.RunAsync(_folder.File("nb.ipynb"), Options, null, cancellation.Token);
        while (!running.IsCompleted && (!File.Exists(_folder.File("pid")) || File.ReadAllText(_folder.File("pid")).Length == 0))
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        var id = int.Parse(File.ReadAllText(_folder.File("pid")), System.Globalization.CultureInfo.InvariantCulture);

        await cancellation.CancelAsync();
        var run = await running;
        Assert.Equal((RunFailureKind.Interrupted, 2, "endless"), (run.Failure?.Kind, run.Failure?.Cell, run.Failure?.CellId));
        Assert.Equal(Path.Combine(Output, "nb.ipynb"), run.OutputPath);
        var cells = Executed().Cells;
        Assert.Equal("first\n", NotebookOutput.StreamText(First(cells[0])));
        Assert.Equal("second\n", NotebookOutput.StreamText(First(cells[1])));
        Assert.Equal("error", NotebookOutput.Type((JsonObject)cells[1].Outputs[^1]!));
        Assert.Null(cells[2].ExecutionCount);
        for (var i = 0; i < 100 && IsAlive(id); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.False(IsAlive(id));
    }

    [Fact]
    public async Task A_run_cancelled_before_it_begins_writes_nothing()
    {
        Save(Code("a", "1"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            NotebookRunner.RunAsync(_folder.File("nb.ipynb"), Options, null, new CancellationToken(canceled: true))
        );
        Assert.False(Directory.Exists(Output));
    }

    private RunOptions Options => new() { OutputFolder = Output };

    private Task<NotebookRun> Start() =>
        NotebookRunner.RunAsync(_folder.File("nb.ipynb"), Options, null, TestContext.Current.CancellationToken);

    private async Task<NotebookRun> Run(params NotebookCell[] cells)
    {
        Save(cells);
        return await Start();
    }

    private void Save(params NotebookCell[] cells) => File.WriteAllText(_folder.File("nb.ipynb"), Documents.Notebooks.Of(cells));

    private NotebookDocument Executed() => NotebookDocument.Read(Path.Combine(Output, "nb.ipynb"));

    private static JsonObject First(NotebookCell cell) => (JsonObject)cell.Outputs[0]!;

    private static NotebookCell Code(string id, string source, params string[] tags) =>
        NotebookCell.Create(CellKind.Code, source, id, tags);

    /// <summary>A cell that shows one representation of something, by a type that renders itself.</summary>
    private static string Shows(string mimeType, string text) => Rendering(mimeType) + $"new Shown {{ Text = \"\"\"\n{text}\n\"\"\" }}";

    private static NotebookCell Check(string id, string condition) =>
        Code(
            id,
            Rendering(NotebookRunner.CheckType)
                + $"new Shown {{ Text = \"{{\\\"ok\\\":\" + ({condition} ? \"true\" : \"false\") + \",\\\"message\\\":\\\"the "
                + $"claim\\\"}}\" }}",
            "check"
        );

    private static string Rendering(string mimeType) =>
        $$"""
            using Microsoft.DotNet.Interactive.Formatting;
            class Shown { public string Text; }
            Formatter.Register<Shown>((shown, writer) => writer.Write(shown.Text), "{{mimeType}}");
            Formatter.SetPreferredMimeTypesFor(typeof(Shown), "{{mimeType}}");

            """;

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static async Task<int> Python(string program)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", program]) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}

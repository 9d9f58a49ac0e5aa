using System.Text.Json.Nodes;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Running;

namespace Viva.Notebooks.Tests.Running;

/// <summary>Cells that take their process down or never end.</summary>
public sealed class BadCellTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_endless_loop_is_interrupted_at_its_line()
    {
        var run = await Run("int n = 0;\nwhile (true) { n++; }", TimeSpan.FromSeconds(40));
        Assert.Equal((RunFailureKind.Timeout, 2, "bad", 2), (run.Failure?.Kind, run.Failure?.Cell, run.Failure?.CellId, run.Failure?.Line));
        Assert.Contains("did not end within 40 s and was interrupted", run.Failure?.Message, StringComparison.Ordinal);
        Assert.Contains("--timeout", run.Failure?.NextStep, StringComparison.Ordinal);
        Assert.Equal("before\n", NotebookOutput.StreamText(Outputs(0)[0]));
    }

    [Fact]
    public async Task A_cell_that_blocks_in_native_code_costs_its_process()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Uses the Unix shell.");
        var run = await Run(
            """
            [System.Runtime.InteropServices.DllImport("libc")] static extern int system(string command);
            System.Console.WriteLine("asleep");
            system("sleep 600");
            """,
            TimeSpan.FromSeconds(40)
        );
        Assert.Equal(RunFailureKind.Timeout, run.Failure?.Kind);
        Assert.Contains("did not react to the interruption, and its process was ended", run.Failure?.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["asleep\n", "error"],
            Outputs(1)
                .Select(output => NotebookOutput.Type(output) == "stream" ? NotebookOutput.StreamText(output) : NotebookOutput.Type(output))
        );
    }

    [Theory]
    [InlineData("System.Environment.Exit(7);", "exit code 7")]
    [InlineData("System.Environment.FailFast(\"on purpose\");", "signal 6")]
    [InlineData("System.Diagnostics.Process.GetCurrentProcess().Kill();", "signal 9")]
    [InlineData("int F(int x) => F(x + 1) + 1;\nF(0);", "signal 6")]
    [InlineData(
        "new System.Threading.Thread(() => throw new System.Exception(\"on a thread\")).Start();\nSystem.Threading.Thread.Sleep(60_000);",
        "signal 6"
    )]
    public async Task A_cell_that_ends_the_process_is_named(string code, string how)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix.");
        var run = await Run(code, TimeSpan.FromMinutes(2));
        Assert.Equal((RunFailureKind.ProcessEnded, "bad"), (run.Failure?.Kind, run.Failure?.CellId));
        Assert.Contains(how, run.Failure?.Message, StringComparison.Ordinal);
        Assert.NotEmpty(run.Failure!.NextStep);
        Assert.Equal("error", NotebookOutput.Type(Outputs(1)[^1]));
        Assert.Empty(Outputs(2));
    }

    [Fact]
    public async Task The_sentence_of_native_code_that_ends_the_process_is_the_message()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Calls the C library.");
        var run = await Run(
            """
            [System.Runtime.InteropServices.DllImport("libc")] static extern void abort();
            Console.Error.WriteLine(
                "terminate called after throwing an instance of 'c10::Error'\n"
                + "  what():  mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)\nException raised from meta");
            System.Threading.Thread.Sleep(500);
            abort();
            """,
            TimeSpan.FromMinutes(2)
        );
        Assert.Equal((RunFailureKind.ProcessEnded, "bad"), (run.Failure?.Kind, run.Failure?.CellId));
        Assert.Equal(
            "libtorch ended the notebook's process: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)",
            run.Failure?.Message
        );
    }

    [Fact]
    public async Task The_last_words_of_a_dying_process_are_kept()
    {
        await Run("System.Environment.FailFast(\"on purpose\");", TimeSpan.FromMinutes(2));
        Assert.Contains("on purpose", NotebookOutput.StreamText(Outputs(1)[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Out_of_memory_in_managed_code_fails_the_cell_alone()
    {
        var run = await Run(
            "var huge = new System.Collections.Generic.List<byte[]>();\nwhile (true) "
                + "huge.Add(System.GC.AllocateUninitializedArray<byte>(2_000_000_000));",
            TimeSpan.FromMinutes(2),
            new() { ["DOTNET_GCHeapHardLimit"] = "0x20000000" }
        );
        Assert.Equal((RunFailureKind.Cell, 2), (run.Failure?.Kind, run.Failure?.Line));
        Assert.Contains("OutOfMemoryException", run.Failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_output_is_cut_with_a_note()
    {
        var run = await Run("for (int i = 0; i < 1_000_000; i++) System.Console.WriteLine(new string('x', 99));", TimeSpan.FromMinutes(2));
        Assert.True(run.Ok, run.Failure?.ToString());
        var outputs = Outputs(1);
        Assert.Equal(1_000_000, NotebookOutput.StreamText(outputs[0]).Length);
        Assert.Contains("100,000,000 characters in all", NotebookOutput.StreamText(outputs[1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_native_code_and_other_processes_print_is_kept_at_its_cell()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Uses the Unix shell.");
        var run = await Run(
            """
            using System.Diagnostics;
            [System.Runtime.InteropServices.DllImport("libc")] static extern nint write(int file, byte[] text, nint length);
            write(1, "native é\n"u8.ToArray(), 10);
            Process.Start("sh", ["-c", "echo child; echo wrong >&2"]).WaitForExit();
            """,
            TimeSpan.FromMinutes(2)
        );
        Assert.True(run.Ok, run.Failure?.ToString());
        Assert.Equal(
            "native é\nchild\n",
            string.Concat(Outputs(1).Where(output => (string?)output["name"] == "stdout").Select(NotebookOutput.StreamText))
        );
        Assert.Equal(
            "wrong\n",
            string.Concat(Outputs(1).Where(output => (string?)output["name"] == "stderr").Select(NotebookOutput.StreamText))
        );
    }

    [Fact]
    public async Task A_cell_that_closes_stdout_or_leaves_a_process_behind_does_not_stop_the_notebook()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Uses the Unix shell.");
        var run = await Run(
            """
            [System.Runtime.InteropServices.DllImport("libc")] static extern int close(int file);
            System.Diagnostics.Process.Start("sleep", ["300"]);
            System.Console.Write("before it closes");
            close(1);
            System.Console.Out.Close();
            """,
            TimeSpan.FromMinutes(2)
        );
        Assert.True(run.Ok, run.Failure?.ToString());
        Assert.Equal("before it closes", NotebookOutput.StreamText(Outputs(1)[0]));
        Assert.Equal("after\n", NotebookOutput.StreamText(Outputs(2)[0]));
    }

    [Theory]
    [InlineData(
        "Process.Start(new ProcessStartInfo(\"sleep\", \"300\") { RedirectStandardOutput = true, RedirectStandardError = true, "
            + "RedirectStandardInput = true });"
    )]
    [InlineData("Process.Start(\"setsid\", [\"-f\", \"sleep\", \"300\"]).WaitForExit();")]
    [InlineData("new Thread(() => { while (true) Thread.Sleep(100); }).Start();")]
    public async Task What_a_cell_leaves_behind_does_not_hold_up_the_end_of_the_run(string code)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Uses Unix programs.");
        var run = await Run("using System.Diagnostics;\nusing System.Threading;\n" + code, TimeSpan.FromMinutes(4));
        Assert.True(run.Ok, run.Failure?.ToString());
        Assert.InRange(run.Seconds, 0, 200);
    }

    [Fact]
    public async Task A_process_left_behind_does_not_hold_up_the_time_out_of_the_cell_after_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Uses Unix programs.");
        var run = await Run(
            "System.Diagnostics.Process.Start(\"setsid\", [\"-f\", \"sleep\", \"300\"]).WaitForExit();\nwhile (true) { }",
            TimeSpan.FromSeconds(20)
        );
        Assert.Equal((RunFailureKind.Timeout, "bad"), (run.Failure?.Kind, run.Failure?.CellId));
        Assert.Equal("before\n", NotebookOutput.StreamText(Outputs(0)[0]));
        Assert.InRange(run.Seconds, 20, 200);
    }

    private async Task<NotebookRun> Run(string code, TimeSpan timeout, Dictionary<string, string?>? environment = null)
    {
        var path = _folder.File("nb.ipynb");
        File.WriteAllText(
            path,
            Documents.Notebooks.Of(
                NotebookCell.Create(CellKind.Code, "System.Console.WriteLine(\"before\");", "before"),
                NotebookCell.Create(CellKind.Code, code, "bad"),
                NotebookCell.Create(CellKind.Code, "System.Console.WriteLine(\"after\");", "after")
            )
        );
        var options = new RunOptions
        {
            OutputFolder = _folder.Path + "/out",
            CellTimeout = timeout,
            Grace = TimeSpan.FromSeconds(3),
            Environment = environment ?? [],
        };
        return await NotebookRunner.RunAsync(path, options, null, TestContext.Current.CancellationToken);
    }

    /// <summary>The outputs of a cell in the executed notebook, which is there however the run ended.</summary>
    private List<JsonObject> Outputs(int cell) =>
        [.. NotebookDocument.Read(_folder.File("out/nb.ipynb")).Cells[cell].Outputs.Select(output => (JsonObject)output!)];
}

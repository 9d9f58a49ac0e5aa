using Viva.Notebooks.Kernel;

namespace Viva.Notebooks.Tests.Kernel;

public sealed class ErrorTests : IDisposable
{
    private readonly TestSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task A_compile_error_gives_line_column_and_the_source_line()
    {
        var error = await _session.Error("int a = 1;\nint b = a + oops;");
        Assert.Equal((CellErrorKind.Compilation, "CS0103", 2), (error.Kind, error.Type, error.Line));
        Assert.Equal(
            [
                "cell, line 2, column 13: error CS0103: The name 'oops' does not exist in the current context",
                "    int b = a + oops;",
                "                ^",
            ],
            error.Trace
        );
    }

    [Fact]
    public async Task An_exception_has_the_cells_lines_and_no_frame_of_the_engine()
    {
        var error = await _session.Error(
            """
            int Inner(int x)
            {
                if (x == 0) throw new System.InvalidOperationException("no more");
                return Inner(x - 1);
            }

            int y = Inner(1);
            """
        );
        Assert.Equal(
            (CellErrorKind.Exception, "System.InvalidOperationException", "no more", 3),
            (error.Kind, error.Type, error.Message, error.Line)
        );
        Assert.Equal(
            [
                "System.InvalidOperationException: no more",
                "   at Inner(Int32 x) in cell, line 3",
                "   at Inner(Int32 x) in cell, line 4",
                "   at cell, line 7",
            ],
            error.Trace
        );
    }

    [Fact]
    public async Task An_exception_in_an_async_method_after_an_await_has_the_cells_lines()
    {
        var error = await _session.Error(
            """
            using System;
            using System.Threading.Tasks;
            async Task Later()
            {
                await Task.Delay(10);
                throw new FormatException("late");
            }
            await Later();
            """
        );
        Assert.Equal(6, error.Line);
        Assert.Equal(["System.FormatException: late", "   at Later() in cell, line 6", "   at cell, line 8"], error.Trace);
    }

    [Fact]
    public async Task Causes_are_told_with_their_lines()
    {
        var error = await _session.Error(
            """
            using System;
            void Low() => throw new FormatException("low");
            try { Low(); }
            catch (Exception e) { throw new InvalidOperationException("high", e); }
            """
        );
        Assert.Equal(4, error.Line);
        Assert.Contains("caused by System.FormatException: low", error.Trace);
        Assert.Contains("   at Low() in cell, line 2", error.Trace);
    }

    [Fact]
    public async Task The_native_frames_that_libtorch_adds_to_its_sentence_are_left_out()
    {
        const string Native =
            "the sizes 3 and 4 differ\\nException raised from infer_size_impl at /pytorch/aten/src/ATen/ExpandUtils.cpp:31 "
            + "(most recent call first):\\nframe #0: c10::Error::Error(c10::SourceLocation) + 0x80 (0x7f01)\\nframe #1: <unknown "
            + "function> + 0x2ab (0x7f02 in libtorch_cpu.so)\\n";
        var error = await _session.Error(
            $"using System.Runtime.InteropServices;\nthrow new ExternalException(\"{Native}\", new ExternalException(\"{Native}\"));"
        );
        Assert.Equal(("the sizes 3 and 4 differ", 2), (error.Message, error.Line));
        Assert.Equal(
            [
                "System.Runtime.InteropServices.ExternalException: the sizes 3 and 4 differ",
                "   at cell, line 2",
                "caused by System.Runtime.InteropServices.ExternalException: the sizes 3 and 4 differ",
            ],
            error.Trace
        );
    }

    [Fact]
    public async Task Code_that_nests_too_deep_for_the_compiler_fails_its_cell_alone()
    {
        var error = await _session.Error($"int one = 1;\nint x = {new string('(', 20_000)}one{new string(')', 20_000)};");
        Assert.Equal((CellErrorKind.Compilation, 2), (error.Kind, error.Line));
        Assert.Contains("nests more than 250 brackets", error.Message, StringComparison.Ordinal);
        Assert.Equal("2", await _session.Value("1 + 1"));
    }

    [Fact]
    public async Task An_aggregate_exception_tells_each_of_its_exceptions()
    {
        var error = await _session.Error(
            """
            using System;
            using System.Threading.Tasks;
            Task.WaitAll(Task.Run(() => throw new FormatException("one")), Task.Run(() => throw new TimeoutException("two")));
            """
        );
        Assert.Contains("caused by System.FormatException: one", error.Trace);
        Assert.Contains("caused by System.TimeoutException: two", error.Trace);
    }

    [Fact]
    public async Task An_exception_in_a_method_of_an_earlier_cell_names_both()
    {
        await _session.Run("void Early() =>\n    throw new System.Exception(\"x\");");
        var error = await _session.Error("\nEarly();");
        Assert.Equal(["System.Exception: x", "   at Early() in cell, line 2", "   at cell, line 2"], error.Trace);
    }

    [Fact]
    public async Task An_exception_while_the_trailing_value_is_shown_fails_the_cell()
    {
        var error = await _session.Error("using System.Linq;\nEnumerable.Range(0, 3).Select(i => 6 / (i - 1))");
        Assert.Equal(("System.DivideByZeroException", 2), (error.Type, error.Line));
    }

    [Theory]
    [InlineData("int n = 0; while (true) { n++; }", true)]
    [InlineData("while (true) { try { System.Threading.Thread.Sleep(1); } catch (System.Exception) { } }", true)]
    [InlineData("System.Threading.Thread.Sleep(60_000);", true)]
    [InlineData("await System.Threading.Tasks.Task.Delay(60_000);", false)]
    public async Task A_cell_is_interrupted_wherever_it_is(string code, bool knowsLine)
    {
        using var cancellation = new CancellationTokenSource();
        var running = _session.RunUntil("System.Console.Write(\"started\");\n" + code, cancellation.Token);
        while (_session.Outputs.Count == 0)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await Task.Delay(1000, TestContext.Current.CancellationToken);
        Assert.False(running.IsCompleted);

        await cancellation.CancelAsync();
        var result = await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(CellErrorKind.Interrupted, result.Error?.Kind);
        if (knowsLine)
        {
            Assert.Equal(2, result.Error?.Line);
        }

        Assert.Equal("2", await _session.Value("1 + 1"));
    }

    [Fact]
    public async Task A_cell_that_heeds_the_kernels_token_ends_at_once_and_the_next_runs_in_peace()
    {
        using var cancellation = new CancellationTokenSource();
        var running = _session.RunUntil(
            "Console.Write(\"started\");\nawait Task.Delay(60_000, "
                + "Microsoft.DotNet.Interactive.KernelInvocationContext.Current.CancellationToken);",
            cancellation.Token
        );
        while (_session.Outputs.Count == 0)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await cancellation.CancelAsync();
        var result = await running.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(CellErrorKind.Interrupted, result.Error?.Kind);
        Assert.Equal("7", await _session.Value("for (int i = 0; i < 20; i++) System.Threading.Thread.Sleep(50);\n7"));
    }
}

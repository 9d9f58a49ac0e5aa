using Viva.Notebooks.Documents;
using Viva.Notebooks.Kernel;

namespace Viva.Notebooks.Tests.Kernel;

public sealed class KernelSessionTests : IDisposable
{
    private readonly TestSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task A_trailing_expression_is_shown_and_a_statement_is_not()
    {
        Assert.Equal("2", await _session.Value("1 + 1"));
        Assert.Null(await _session.Value("1.ToString();"));
        Assert.Null(await _session.Value("void F() { }\nF()"));
        Assert.Null(await _session.Value("// nothing"));
        Assert.Null(await _session.Value(""));
        Assert.Equal("<null>", await _session.Value("(string)null"));
    }

    [Fact]
    public async Task Variables_types_methods_and_usings_carry_over()
    {
        await _session.Value("using System.Text;\nusing static System.Math;\nusing Numbers = System.Collections.Generic.List<double>;");
        await _session.Value("var list = new Numbers { 1, 4 };\nclass Point { public int X = 3; }\nstatic int Twice(this int x) => 2 * x;");
        Assert.Equal("5", await _session.Value("list[1] + Abs(-1)"));
        Assert.Equal("6", await _session.Value("new Point().X.Twice()"));
        Assert.Equal("ab", await _session.Value("new StringBuilder(\"a\").Append('b').ToString()"));
        Assert.Equal("7", await _session.Value("var list = 7;\nlist"));
    }

    [Fact]
    public async Task Variables_survive_a_cell_that_throws_and_a_cell_that_does_not_compile()
    {
        await _session.Error("int a = 1;\nthrow new System.Exception();\nint b = 2;");
        await _session.Error("int c = oops;");
        Assert.Equal("1", await _session.Value("a"));
    }

    [Fact]
    public async Task Many_cells_run_one_after_another()
    {
        for (var i = 0; i < 70; i++)
        {
            await _session.Value($"int v{i} = {i};");
        }

        Assert.Equal("70", await _session.Value("v1 + v69"));
    }

    [Fact]
    public async Task Await_works_at_the_top_level()
    {
        Assert.Equal(
            "3",
            await _session.Value(
                "await System.Threading.Tasks.Task.Delay(10);\nint three = await System.Threading.Tasks.Task.FromResult(3);\nthree"
            )
        );
    }

    [Fact]
    public async Task Waiting_for_a_task_without_await_does_not_block_for_ever()
    {
        await _session.Value("using System.Threading.Tasks;\nasync Task<int> Slow() { await Task.Delay(20); return 4; }");
        Assert.Equal("4", await _session.Value("Slow().Result"));
    }

    [Fact]
    public async Task The_language_is_CSharp_14()
    {
        Assert.Equal(
            "5",
            await _session.Value(
                "class Clipped { public int Value { get; set => field = System.Math.Min(value, 5); } }\nnew Clipped { Value = 9 }.Value"
            )
        );
        var error = await _session.Error("public static class E { extension(int x) { public int Twice => 2 * x; } }");
        Assert.Equal("CS9283", error.Type);
    }

    [Fact]
    public async Task Streams_and_displays_keep_their_order()
    {
        await _session.Value(
            """
            using System;
            Console.Write("a");
            Console.WriteLine("b");
            Console.Error.Write("c");
            var one = display(1);
            Console.Write("d");
            one.Update(2);
            Console.Write("e");
            42
            """
        );
        Assert.Equal(
            ["stdout:ab\n", "stderr:c", "Display:1", "stdout:d", "Update:2", "stdout:e", "Result:42"],
            _session.Outputs.Select(output =>
                output.Kind == OutputKind.Stream ? $"{output.Name}:{output.Text}" : $"{output.Kind}:{TestSession.Text(output)}"
            )
        );
        Assert.Equal(_session.Outputs[2].Name, _session.Outputs[4].Name);
    }

    [Fact]
    public async Task Text_appears_while_the_cell_still_runs()
    {
        var running = _session.Run("System.Console.Write(\"early\");\nSystem.Threading.Thread.Sleep(5000);");
        for (var i = 0; i < 100 && _session.Outputs.Count == 0; i++)
        {
            await Task.Delay(40, TestContext.Current.CancellationToken);
        }

        Assert.Equal("early", Assert.Single(_session.Outputs).Text);
        Assert.False(running.IsCompleted);
        await running;
    }

    [Fact]
    public async Task A_thread_that_outlives_its_cell_still_prints_here()
    {
        await _session.Value(
            "new System.Threading.Thread(() => { System.Threading.Thread.Sleep(200); System.Console.Write(\"late\"); }).Start();"
        );
        await _session.Value("System.Threading.Thread.Sleep(600);");
        Assert.Equal("late", Assert.Single(_session.Outputs).Text);
    }

    [Fact]
    public async Task A_cell_that_redirects_or_closes_the_console_does_not_silence_the_next()
    {
        await _session.Value("System.Console.SetOut(System.IO.TextWriter.Null);\nSystem.Console.Error.Close();");
        await _session.Value("System.Console.Write(\"heard\");\nSystem.Console.Error.Write(\"too\");");
        Assert.Equal(["heard", "too"], _session.Outputs.Select(output => output.Text));
    }

    [Fact]
    public async Task Time_is_shown_on_request()
    {
        await _session.Value("#!time\nSystem.Threading.Thread.Sleep(20);");
        Assert.StartsWith("Wall time: ", _session.Outputs[^1].Data["text/plain"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!fsharp\nlet x = 1", 0, "written in F#, but only C# runs here")]
    [InlineData("int one = 1;\n#!nosuch\n1", 2, "Unknown magic command '#!nosuch'")]
    [InlineData("1\n#!import", 2, "Missing required parameter '--file'")]
    [InlineData("\n#!import none.dib", 2, "none.dib does not exist")]
    public async Task A_directive_that_cannot_be_carried_out_names_its_line(string code, int line, string message)
    {
        var error = await _session.Error(code);
        Assert.Equal(line, error.Line);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dib_csx_and_ipynb_files_are_imported_from_the_notebooks_folder()
    {
        _session.Write(
            "a.dib",
            "#!csharp\n\nusing System.Text;\nint a = 1;\n\n#!markdown\n\n# no code\n\n#!csharp\n\n#!import b.csx\n\nint c = a + b;\n"
        );
        _session.Write("b.csx", "int b = 20;");
        var notebook = NotebookDocument.Create();
        notebook.Add(NotebookCell.Create(CellKind.Code, "int d = 300;"));
        _session.Write("d.ipynb", notebook.ToJson());
        await _session.Value("System.IO.Directory.SetCurrentDirectory(\"/\");");
        Assert.Equal("321", await _session.Value("#!import a.dib\n#!import d.ipynb\nc + d"));
        Assert.Equal("x", await _session.Value("new StringBuilder(\"x\").ToString()"));
    }

    [Fact]
    public async Task A_failing_section_ends_the_import_and_names_the_line_of_its_file()
    {
        _session.Write(
            "a.dib",
            "#!csharp\n\nint ok = 1;\n\n#!csharp\n\nint x = 1;\nthrow new System.Exception(\"the sdk is missing\");\n\n"
                + "#!csharp\n\nint never = 1;\n"
        );
        var error = await _session.Error("// line 1\n#!import a.dib\nint after = 1;");
        Assert.Equal(("the sdk is missing", 2), (error.Message, error.Line));
        Assert.Contains(error.Trace, line => line.Contains("a.dib, line 8", StringComparison.Ordinal));
        Assert.Equal("CS0103", (await _session.Error("never")).Type);
        Assert.Equal("CS0103", (await _session.Error("after")).Type);
    }

    [Fact]
    public async Task A_file_that_imports_itself_is_an_error()
    {
        _session.Write("a.dib", "#!csharp\n\n#!import a.dib\n");
        Assert.Contains("Does a file import itself?", (await _session.Error("#!import a.dib")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_import_names_the_file()
    {
        _session.Write("a.ipynb", "{\"cells\": [");
        Assert.Contains("a.ipynb", (await _session.Error("#!import a.ipynb")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_cell_showed_is_not_kept_alive_by_the_session()
    {
        await _session.Value(
            "class Big { public static int Freed; ~Big() => System.Threading.Interlocked.Increment(ref Freed); public override "
                + "string ToString() => \"big\"; }"
        );
        await _session.Value("new Big()");
        await _session.Value("0"); // the kernel keeps the last value until the next
        Assert.Equal(
            "1",
            await _session.Value(
                "for (int i = 0; i < 50 && Big.Freed == 0; i++) { System.GC.Collect(); System.GC.WaitForPendingFinalizers(); }\nBig.Freed"
            )
        );
    }

    [Fact]
    public async Task Another_culture_in_a_cell_changes_neither_shown_values_nor_later_cells()
    {
        var german =
            "var german = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();\n"
            + "german.NumberFormat.NumberDecimalSeparator = \",\";\n";
        Assert.Equal("1.5", await _session.Value(german + "System.Globalization.CultureInfo.CurrentCulture = german;\n1.5"));
        Assert.Equal("1.5", await _session.Value("$\"{1.5}\""));
    }
}

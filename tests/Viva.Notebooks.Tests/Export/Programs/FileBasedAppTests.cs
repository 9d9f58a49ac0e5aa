using Viva.Notebooks.Documents;
using Viva.Notebooks.Export;
using static Viva.Notebooks.Tests.Export.Programs.ProgramTrial;

namespace Viva.Notebooks.Tests.Export.Programs;

/// <summary>A notebook as a program prints what the session prints, whatever its cells do with names, types and methods.</summary>
public sealed class FileBasedAppTests : IDisposable
{
    private readonly ProgramTrial _trial = new();

    public void Dispose() => _trial.Dispose();

    [Fact]
    public async Task A_variable_declared_again_gets_a_number_and_earlier_methods_keep_the_old_one()
    {
        var (program, printed) = await _trial.Same(
            "using System;",
            "int x = 1;\nint Get() => x;",
            "string x = \"two\";\nConsole.WriteLine(x + Get());",
            "x = \"three\";\nx + Get()",
            "x.Length"
        );
        Assert.Equal("two1\nthree1\n5\n", printed);
        Assert.Contains("string x2 = \"two\";", program, StringComparison.Ordinal);
        Assert.Contains("Show.Value(x2 + Get());", program, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_is_set_apart_from_a_name_that_ends_in_one()
    {
        var (program, _) = await _trial.Same("int f1 = 1;", "int f1 = 2;", "f1");
        Assert.Contains("Show.Value(f1_2);", program, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_runs_again_after_the_solution_and_sees_it()
    {
        var (program, printed) = await _trial.Same(
            CodeCell("using System;\nint calls = 0;"),
            CodeCell("int Twice(int x) => x;", "exercise"),
            CodeCell(
                "int got = Twice(4);\nvoid Say(string what) => Console.WriteLine($\"{what} {got} {++calls}\");\nSay(got == 8 ? "
                    + "\"right\" : \"not yet\");",
                "check"
            ),
            CodeCell("int Twice(int x) => x + x;", "solution"),
            CodeCell("Twice(calls)")
        );
        Assert.Equal("not yet 4 1\nright 8 2\n4\n", printed);
        Assert.Matches(
            @"#region Solution\s+int Twice2\(int x\) => x \+ x;\s+"
                + @"// The check again, for the solution:\s+int got2 = Twice2\(4\);[\s\S]*#endregion",
            program
        );
    }

    [Theory]
    [InlineData(SolutionStyle.Shown, "A solution:")]
    [InlineData(SolutionStyle.Folded, "#region Solution")]
    [InlineData(SolutionStyle.None, "")]
    public void Solutions_are_shown_folded_or_left_out(SolutionStyle style, string mark)
    {
        using var trial = new ProgramTrial(style);
        var program = trial.Program([
            CodeCell("int F() => 1;", "exercise"),
            CodeCell("F()", "check"),
            CodeCell("int F() => 2;", "solution"),
            TextCell("Two it is.", "solution"),
            TextCell("The end."),
        ]);
        Assert.Equal(
            style != SolutionStyle.None,
            program.Contains("Two it is.", StringComparison.Ordinal)
                && program.Contains("F2", StringComparison.Ordinal)
                && program.Contains(mark, StringComparison.Ordinal)
        );
        Assert.Equal(style == SolutionStyle.Folded, program.Contains("#endregion\n\n// The end.\n", StringComparison.Ordinal));
    }

    [Fact]
    public Task Methods_may_be_overloaded_recursive_generic_and_used_as_values() =>
        _trial.Same(
            "using System;\nusing System.Linq;",
            "string F(int x) => $\"int {x}\";\nstring F(string x) => $\"string {x}\";\nint Sum(int n) => n == 0 ? 0 : n + "
                + "Sum(n - 1);\nT Same<T>(T x) { return x; }",
            "string F(double x) => $\"double {x}\";\nint Sum(int n) => -1;",
            "string.Join(';', F(1), F(\"a\"), F(0.5), Sum(3), Same(4), Same<string>(\"s\"), string.Join(',', new[] { 1, 2 }.Select(F)))"
        );

    [Fact]
    public async Task A_variable_may_take_the_name_that_a_library_method_has_in_earlier_cells()
    {
        var (program, _) = await _trial.Same(
            "using static System.Math;",
            "Max(1, 2)",
            "int Max = 5;\nint Min(int a) => a;",
            "Max + Min(1) + Abs(-1)"
        );
        Assert.Contains("int Max2 = 5;", program, StringComparison.Ordinal);
        Assert.Contains("int Min(int a) => a;", program, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_block_may_declare_a_name_that_is_a_variable_too() =>
        _trial.Same(
            "using System;\nusing System.Linq;",
            "int x = 1, p = 2, e = 3, q = 4, i = 5;",
            """
            foreach (var (x, p) in new[] { (10, 20) }) Console.WriteLine(x + p);
            foreach (int q in new[] { 7 }) { int i = q; Console.WriteLine(i); }
            for (int i = 0; i < 1; i++) Console.WriteLine(i);
            try { throw new InvalidOperationException("oh"); } catch (Exception e) { Console.WriteLine(e.Message); }
            { void P(int p) => Console.WriteLine(p); int x = 3; P(x); }
            if (int.TryParse("12", out var parsed)) Console.WriteLine(parsed);
            Func<int, int> f = x => { int p = x + 1; return p; };
            Console.WriteLine(f(1));
            var query = from i in new[] { 3, 1 } let q = i * 2 where q > 0 orderby i select q;
            Console.WriteLine(string.Join(',', query));
            """,
            "(x, p, e, q, i, parsed).ToString()"
        );

    [Fact]
    public async Task Types_stand_at_the_end_and_a_type_declared_again_is_another_one()
    {
        var (program, printed) = await _trial.Same(
            "using System;",
            "// A point.\nrecord Point(int X, int Y) { public int Sum => X + Y; }\nvar a = new Point(1, 2);\nenum Colour { "
                + "Red, Green }\ndelegate int Op(int x);",
            "class Net { public int Size; public Net(int size) { Size = size; } public static Net Make() => new Net(1); ~Net() "
                + "{ } }\nOp op = x => x + a.Sum;\nNet old = Net.Make();",
            "class Net : IDisposable { public Net() { } public string Name => nameof(Net); public void Dispose() { } }\nusing "
                + "(var made = new Net()) { Console.WriteLine(made.Name + Colour.Green); }",
            "op(1) + old.Size"
        );
        Assert.Equal("NetGreen\n5\n", printed);
        Assert.Contains("// record Point: at the end of this file.", program, StringComparison.Ordinal);
        Assert.Contains("\n// A point.\nrecord Point(", program, StringComparison.Ordinal);
        Assert.Contains("class Net2 : IDisposable { public Net2() { }", program, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_types_use_of_the_cells_becomes_a_member_of_the_program_and_is_set_in_its_place()
    {
        var (program, _) = await _trial.Same(
            "using System;\nint start = 2;",
            "const int Width = 3;\nstatic int Made = Next(1);\nstatic int Next(int x)\n{\n    return x + Width;\n}\nstatic int "
                + "Unused() => 1;",
            "class Net { public Net() { Made++; } public int Size => Next(Width); }",
            "static string Say(this Net net, string what) => $\"{what} {net.Size} {Made}\";",
            "Console.WriteLine(new Net().Say(\"hi\"));\nSay(new Net(), \"ho\")",
            "Made + Width + Unused() + start"
        );
        Assert.Contains("Made = Next(1);", program, StringComparison.Ordinal);
        Assert.Contains("    internal const int Width = 3;", program, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_method_may_use_variables_that_its_cell_declares_below_it() =>
        _trial.Same(
            "int Both() => One() + two;\nint One() => one * two;\nint one = 1;\nvar (two, three) = (2, 3);\nBoth()",
            "Both() + One() + three"
        );

    [Fact]
    public Task Await_and_async_methods_work_as_in_a_cell() =>
        _trial.Same(
            "using System;\nusing System.Threading.Tasks;",
            "async Task<int> Later(int x) { await Task.Yield(); return x; }\nvar first = await Later(1);",
            "await foreach (int n in Count()) Console.WriteLine(n);\nasync System.Collections.Generic.IAsyncEnumerable<int> "
                + "Count() { yield return first; await Task.Yield(); yield return 2; }",
            "await Later(3)"
        );

    [Fact]
    public Task Usings_of_any_cell_count_for_the_whole_program() =>
        _trial.Same(
            "using System;\nConsole.WriteLine(1);",
            "// Text is built here.\nusing System.Text;\nusing Words = System.Collections.Generic.List<string>;\nvar builder = "
                + "new StringBuilder(\"x\");",
            "using static System.Math;\nvar words = new Words { builder.ToString() };\nAbs(-words.Count)"
        );

    [Fact]
    public async Task Members_named_after_a_renamed_variable_keep_their_name()
    {
        var (program, printed) = await _trial.Same(
            "int size = 1, other = 0;",
            "int size = 2;\nvar record = new { size, other };\nvar pair = (size, other);\nvoid Size(int size = 7) => "
                + "System.Console.WriteLine(size);",
            "(size, other) = (5, 6);\nSize(size: size);\nSize();\n$\"{record.size} {pair.size} {nameof(size)} {size:D3}\""
        );
        Assert.Equal("5\n7\n2 2 size 005\n", printed);
        Assert.Contains("new { size = size2, other }", program, StringComparison.Ordinal);
    }

    [Fact]
    public Task Variables_start_as_their_types_default_and_may_be_used_in_their_own_value() =>
        _trial.Same(
            "using System;\nint count;\nstring word;\nreadonly int kept = 1;",
            "Func<int, int> factorial = n => n < 2 ? 1 : n * factorial(n - 1);\nint Count() => count;",
            "Console.WriteLine(factorial(5));\nConsole.WriteLine(word == null);\nCount() + kept"
        );

    [Fact]
    public Task A_last_value_is_shown_and_a_last_call_without_one_is_only_made() =>
        _trial.Same(
            "using System;\nstring nothing = null;",
            "Console.WriteLine(\"made\")",
            "nothing",
            "int x;\nx = 4",
            "x++",
            "x // five",
            "1.5",
            "\"a\" +\n  \"b\""
        );

    [Fact]
    public async Task Strings_over_several_lines_stay_as_they_are()
    {
        var (_, printed) = await _trial.Same(
            "string x = \"\"\"\n  a\n\n\n    b  \n  \"\"\";\nstring y = @\"1\n\n\n  2 \n\";",
            "static string Z()\n{\n    return @\"a\n  b\";\n}\nclass User { public string Z1 => Z(); }",
            "x + y + new User().Z1"
        );
        Assert.Equal("a\n\n\n  b  1\n\n\n  2 \na\n  b\n", printed);
    }

    [Fact]
    public Task Names_that_a_program_has_for_itself_can_be_used() =>
        _trial.Same(
            "class Program { public static int One => 1; }\nstring args = \"args\";",
            "int Show = 3;\nclass Extensions { public int Two => 2; }",
            "args + Program.One + Show + new Extensions().Two"
        );

    [Fact]
    public Task The_line_that_asks_for_a_cells_time_is_left_out() => _trial.Same("#!csharp\nint x = 1;", "x");

    [Fact]
    public void The_setup_is_replaced_by_its_last_section()
    {
        File.WriteAllText(
            Path.Combine(_trial.Root, "setup.dib"),
            "#!csharp\n\nthrow new System.Exception(\"builds\");\n\n#!csharp\n\n#!import ../artifacts/references.dib\n\nusing "
                + "System.Text;\n\nSystem.Console.WriteLine(\"start\");\n"
        );
        var program = _trial.Program([CodeCell("#!import setup.dib"), CodeCell("new StringBuilder(\"x\").Length")]);
        Assert.Contains("using System.Text;\n", program, StringComparison.Ordinal);
        Assert.Contains(
            "System.Console.WriteLine(\"start\");\n\nShow.Value(new StringBuilder(\"x\").Length);\n",
            program,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("builds", program, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int Size => 3;", "outside a type")]
    [InlineData("int x = 1;\nif (x == 1) return;", "'return'")]
    [InlineData("#r \"x.dll\"", "#r")]
    [InlineData("#r \"nuget: X, 1.0\"", "nuget")]
    [InlineData("#!import other.dib", "only setup.dib")]
    [InlineData("#!pwsh\nls", "#!pwsh")]
    [InlineData("int y = \"text\";", "does not compile: CS0029")]
    [InlineData("int late = Late();\nint Late() => after;\nint after = 2;", "CS0165")]
    public void What_cannot_be_in_a_program_is_refused_with_the_cell_and_the_reason(string code, string reason)
    {
        var error = Assert.Throws<NotebookException>(() =>
            _trial.Program([CodeCell("int a = 1;"), TextCell("Text."), NotebookCell.Create(CellKind.Code, code, "odd")])
        );
        Assert.Equal(3, error.Cell);
        Assert.Contains("The cell 'odd'", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Contains(reason, StringComparison.Ordinal), error.Message);
    }

    [Fact]
    public void A_cell_that_does_not_compile_is_named_also_when_others_follow()
    {
        var error = Assert.Throws<NotebookException>(() =>
            _trial.Program([CodeCell("int a = Missing();"), CodeCell("int b = a;"), CodeCell("int c = b;")])
        );
        Assert.Equal(1, error.Cell);
        Assert.Contains("does not compile by itself: CS0103", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notebook_without_code_is_refused() =>
        Assert.Contains(
            "no code",
            Assert.Throws<NotebookException>(() => _trial.Program([TextCell("Text.")])).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_cell_of_another_language_is_refused()
    {
        var cell = NotebookCell.Create(CellKind.Code, "let x = 1", "odd");
        cell.Metadata["polyglot_notebook"] = new System.Text.Json.Nodes.JsonObject { ["kernelName"] = "fsharp" };
        Assert.Contains("fsharp", Assert.Throws<NotebookException>(() => _trial.Program([cell])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_way_to_the_library_is_relative_in_the_clone_and_absolute_elsewhere()
    {
        Assert.Contains("\n#:project ../../lib/Viva\n", _trial.Program([CodeCell("1")]), StringComparison.Ordinal);
        Assert.Contains("\n#:project lib/Viva\n", _trial.Program([CodeCell("1")], "nb.cs"), StringComparison.Ordinal);
        using var elsewhere = new TemporaryFolder();
        var program = _trial.Program([CodeCell("1")], elsewhere.File("nb.cs"));
        Assert.Contains($"\n#:project {_trial.Root.Replace('\\', '/')}/lib/Viva\n", program, StringComparison.Ordinal);
        Assert.Contains("\n#:property DirectoryBuildTargetsPath=", program, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_becomes_comments_that_read_like_the_notebook()
    {
        var program = _trial.Program([
            TextCell(
                "# Title\n\nTwo lines\nof one paragraph that goes on and on and on until it is too long for a line of a "
                    + "program, so that it is wrapped.\n\n- an item\n  of two lines\n- another\n\n> quoted"
            ),
            TextCell(
                "## Section\n\n| a | b |\n| --- | --- |\n\n```csharp\nint x;\n\n\nint y;\n```\n\n$$\na\n= b\n$$\n\n<details>\n"
                    + "<summary>Why?</summary>\n\nBecause.\n\n</details>"
            ),
            TextCell("before\u2028Environment.Exit(1);\u0085throw null;"),
            CodeCell("1"),
        ]);
        Assert.EndsWith(
            """
            // Title
            // =====
            //
            // Two lines of one paragraph that goes on and on and on until it is too long for a line of a program, so that it
            // is wrapped.
            //
            // - an item of two lines
            // - another
            //
            // > quoted

            // Section
            // -------
            //
            // | a | b |
            // | --- | --- |
            //
            // ```csharp
            // int x;
            //
            //
            // int y;
            // ```
            //
            // $$
            // a
            // = b
            // $$
            //
            // **Why?**
            //
            // Because.

            // before Environment.Exit(1); throw null;

            Show.Value(1);

            """.ReplaceLineEndings("\n"),
            program,
            StringComparison.Ordinal
        );
    }
}

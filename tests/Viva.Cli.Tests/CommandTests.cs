using Spectre.Console;
using Viva.Notebooks.Documents;

namespace Viva.Cli.Tests;

public class CommandTests
{
    [Fact]
    public async Task List_shows_all_thirty_questions_one_a_line_with_what_is_ready()
    {
        using var clone = new Clone();
        clone.AddNotebook("23-mnist-cnn.ipynb");
        File.WriteAllText(clone.At("notebooks", "06-evaluating-models.ipynb"), "{");

        var (exitCode, output, _) = await clone.RunAsync("list");

        var lines = output.Split('\n');
        Assert.Equal(ExitCode.Good, exitCode);
        Assert.Matches(
            @"^01 .*How does a deep-learning algorithm work\? .*planned",
            lines.Single(line => line.StartsWith("01", StringComparison.Ordinal))
        );
        Assert.Matches(
            @"^23 Recognise digits +25 min +MNIST +ready",
            lines.Single(line => line.StartsWith("23", StringComparison.Ordinal))
        );
        Assert.Matches(@"damaged: see viva check 6", lines.Single(line => line.StartsWith("06", StringComparison.Ordinal)));
        Assert.Contains("28 planned", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_reports_place_rule_and_reason_and_fails()
    {
        using var clone = new Clone();
        clone.AddNotebook("23-mnist-cnn.ipynb");

        var (exitCode, output, error) = await clone.RunAsync("check", "23");

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains($"FAIL {Path.Combine("notebooks", "23-mnist-cnn.ipynb")}", output, StringComparison.Ordinal);
        Assert.Contains("error  cell 1 (title): The table's rows must be", output, StringComparison.Ordinal);
        Assert.Contains("(sections)", output, StringComparison.Ordinal);
        Assert.Contains("  header: A reader decides", output, StringComparison.Ordinal);
        Assert.Matches(@"1 notebook checked: \d+ errors", output);
        Assert.Empty(error);
    }

    [Fact]
    public async Task Check_names_a_malformed_file_and_goes_on_to_the_next()
    {
        using var clone = new Clone();
        clone.AddNotebook("23-mnist-cnn.ipynb");
        File.WriteAllText(clone.At("notebooks", "06-evaluating-models.ipynb"), "{\n  oops");

        var (exitCode, output, _) = await clone.RunAsync("check");

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("line 2", output, StringComparison.Ordinal);
        Assert.Contains("(well-formed)", output, StringComparison.Ordinal);
        Assert.Contains("2 notebooks checked", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_lists_its_rules()
    {
        using var clone = new Clone();

        var (exitCode, output, _) = await clone.RunAsync("check", "--rules");

        Assert.Equal(ExitCode.Good, exitCode);
        Assert.Matches("(?m)^no-kernel-display +display, HTML", output);
    }

    [Fact]
    public async Task Format_writes_the_committed_form_once_and_check_only_tells()
    {
        using var clone = new Clone();
        var path = clone.AddNotebook("23-mnist-cnn.ipynb");
        var document = NotebookDocument.Read(path);
        document.Add(NotebookCell.Create(CellKind.Code, "1", "one"));
        document.Cells[1].ExecutionCount = 3;
        document.Write(path);
        var before = File.ReadAllText(path);

        var told = await clone.RunAsync("format", "--check");
        Assert.Equal(before, File.ReadAllText(path));
        var written = await clone.RunAsync("format", "all");
        var after = File.ReadAllText(path);
        var again = await clone.RunAsync("format", "--check");

        Assert.Equal((ExitCode.Failed, ExitCode.Good, ExitCode.Good), (told.ExitCode, written.ExitCode, again.ExitCode));
        Assert.Contains("not formatted", told.Output, StringComparison.Ordinal);
        Assert.Null(NotebookDocument.Read(path).Cells[1].ExecutionCount);
        Assert.Equal("1", NotebookDocument.Read(path).Cells[1].Source);
        Assert.NotEqual(before, after);
        Assert.Contains("1 looked at: 0 to format, 0 failed.", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Format_leaves_a_malformed_file_as_it_is_and_formats_the_others()
    {
        using var clone = new Clone();
        string damaged = clone.At("notebooks", "06-evaluating-models.ipynb"),
            good = clone.AddNotebook("23-mnist-cnn.ipynb");
        File.WriteAllText(damaged, "{\"cells\": [");
        File.WriteAllText(good, "\n" + File.ReadAllText(good));

        var (exitCode, output, error) = await clone.RunAsync("format");

        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Equal("{\"cells\": [", File.ReadAllText(damaged));
        Assert.StartsWith("{", File.ReadAllText(good), StringComparison.Ordinal);
        Assert.Contains("06-evaluating-models.ipynb, line 1", error, StringComparison.Ordinal);
        Assert.Contains("formatted", output, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(clone.At("notebooks")).Length);
    }

    [Fact]
    public async Task Commands_work_from_any_folder_of_the_clone_and_say_so_outside()
    {
        using var clone = new Clone();
        clone.AddNotebook("23-mnist-cnn.ipynb");
        clone.WorkingDirectory = clone.At("lib", "Viva");
        Directory.CreateDirectory(clone.WorkingDirectory);
        var inside = await clone.RunAsync("list");
        File.Delete(clone.At("Viva.slnx"));
        var outside = await clone.RunAsync("list");

        Assert.Equal(ExitCode.Good, inside.ExitCode);
        Assert.Equal(ExitCode.Usage, outside.ExitCode);
        Assert.Contains("Viva.slnx", outside.Error, StringComparison.Ordinal);
        Assert.Empty(outside.Output);
    }

    [Theory]
    [InlineData("chek")]
    [InlineData("check", "--nonsense")]
    [InlineData("run")]
    [InlineData("check", "seven")]
    [InlineData("check", "7")]
    [InlineData("check", "9-1")]
    [InlineData("check", "none.ipynb")]
    public async Task A_wrong_command_line_gives_exit_code_2_and_one_message(params string[] arguments)
    {
        using var clone = new Clone();
        clone.AddNotebook("23-mnist-cnn.ipynb");

        var (exitCode, _, error) = await clone.RunAsync(arguments);

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.NotEmpty(error);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_planned_question_is_named_as_such()
    {
        using var clone = new Clone();
        clone.AddNotebook("23-mnist-cnn.ipynb");

        var (_, _, error) = await clone.RunAsync("check", "7");

        Assert.Contains("'What is a GAN?', is planned. There are: 23.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stack_trace_shows_only_with_verbose()
    {
        using var clone = new Clone();

        var quiet = await clone.RunAsync("check", "7");
        var verbose = await clone.RunAsync("check", "7", "--verbose");

        Assert.DoesNotContain("   at ", quiet.Error, StringComparison.Ordinal);
        Assert.Contains("   at ", verbose.Error, StringComparison.Ordinal);
        Assert.Equal(quiet.ExitCode, verbose.ExitCode);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("run")]
    [InlineData("check")]
    [InlineData("format")]
    [InlineData("new")]
    [InlineData("data")]
    [InlineData("doctor")]
    public async Task Every_command_has_a_page_of_help_with_examples(string command)
    {
        using var clone = new Clone();

        var overview = await clone.RunAsync("--help");
        var page = await clone.RunAsync(command, "--help");

        Assert.Equal((ExitCode.Good, ExitCode.Good), (overview.ExitCode, page.ExitCode));
        Assert.Matches($"(?m)^  {command}.*  \\w", overview.Output);
        Assert.Contains("Examples:", page.Output, StringComparison.Ordinal);
        Assert.Contains($"  viva {command}", page.Output, StringComparison.Ordinal);
        Assert.All(overview.Output.Split('\n'), line => Assert.True(line.Length <= 120, line));
        Assert.Single(overview.Output.Split("Examples:")[1..]);
    }

    [Theory]
    [InlineData("23", "23")]
    [InlineData("1 6 23", "1 6 23")]
    [InlineData("23 1", "23 1")]
    [InlineData("1,23", "1 23")]
    [InlineData("1-10 6", "1 6")]
    [InlineData("01", "1")]
    [InlineData("all", "1 6 23")]
    [InlineData("notebooks/06-b.ipynb 6", "6")]
    public void Notebooks_are_named_by_number_range_file_or_all(string words, string numbers)
    {
        using var clone = new Clone();
        foreach (var name in (string[])["01-a.ipynb", "06-b.ipynb", "23-c.ipynb", "draft.ipynb"])
        {
            clone.AddNotebook(name);
        }

        var found = NotebookSelection.Find(words.Split(' '), clone.Root);

        Assert.Equal(numbers, string.Join(' ', found.Select(NotebookSelection.NumberOf)));
    }

    [Fact]
    public void Colours_are_for_terminals_only_and_lines_are_not_wrapped_elsewhere()
    {
        using var writer = new StringWriter();
        var console = CommandContext.Console(writer, redirected: true);

        console.MarkupLine($"[red]{new string('x', 500)}[/]");

        Assert.Equal(new string('x', 500) + Environment.NewLine, writer.ToString());
    }
}

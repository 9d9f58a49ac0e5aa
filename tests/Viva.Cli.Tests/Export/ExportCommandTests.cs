using Viva.Notebooks.Documents;

namespace Viva.Cli.Tests.Export;

/// <summary>The whole of <c>viva export</c> to pages.</summary>
public sealed class ExportCommandTests : IDisposable
{
    private readonly Clone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public async Task Notebooks_are_run_and_become_a_site_that_shows_their_outputs()
    {
        Save("06-sums.ipynb", "6 * 7");
        Save("23-digits.ipynb", "\"shown by 23\"");
        var (exitCode, output, error) = await _clone.RunAsync("export", "all");
        Assert.True(exitCode == ExitCode.Good, error);
        Assert.StartsWith("2 pages in ", output, StringComparison.Ordinal);
        Assert.Contains("42", Page("06-sums.html"), StringComparison.Ordinal);
        Assert.Contains("shown by 23", Page("23-digits.html"), StringComparison.Ordinal);
        Assert.Contains("href=\"23-digits.html\"", Page("06-sums.html"), StringComparison.Ordinal);
        Assert.Contains("06-sums.html", Page("index.html"), StringComparison.Ordinal);
        Assert.True(File.Exists(_clone.At("artifacts", "site", "assets", "search.js")));
        Assert.False(File.Exists(_clone.At("artifacts", "site", "assets", "plotly.js")), "no chart, so no plotly.js");
    }

    [Fact]
    public async Task A_failing_notebook_still_gets_its_page_with_the_error_in_it_and_the_others_theirs()
    {
        Save("06-bad.ipynb", "throw new System.Exception(\"broken\");");
        Save("23-digits.ipynb", "1");
        var (exitCode, _, error) = await _clone.RunAsync("export", "all");
        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("06-bad.ipynb, cell 2", error, StringComparison.Ordinal);
        Assert.Contains("class=\"error\"", Page("06-bad.html"), StringComparison.Ordinal);
        Assert.Contains("broken", Page("06-bad.html"), StringComparison.Ordinal);
        Assert.True(File.Exists(_clone.At("artifacts", "site", "23-digits.html")));
    }

    [Fact]
    public async Task Without_a_run_the_last_one_is_taken_and_a_notebook_changed_since_is_named()
    {
        Save("23-digits.ipynb", "1");
        var (exitCode, _, error) = await _clone.RunAsync("export", "23", "--no-run");
        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("has not been run", error, StringComparison.Ordinal);
        Assert.Contains("viva run", error, StringComparison.Ordinal);

        Executed("23-digits.ipynb", "1", "the kept output");
        (exitCode, _, error) = await _clone.RunAsync("export", "23", "--no-run");
        Assert.Equal((ExitCode.Good, ""), (exitCode, error));
        Assert.Contains("the kept output", Page("23-digits.html"), StringComparison.Ordinal);

        Save("23-digits.ipynb", "2");
        (exitCode, _, error) = await _clone.RunAsync("export", "23", "--no-run");
        Assert.Equal(ExitCode.Good, exitCode);
        Assert.Contains("has changed since it was run", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_last_run_that_broke_off_the_page_is_made_and_the_command_says_so()
    {
        Save("23-digits.ipynb", "throw new Exception(\"broken\");");
        await _clone.RunAsync("run", "23");
        var (exitCode, _, error) = await _clone.RunAsync("export", "23", "--no-run");
        Assert.Equal(ExitCode.Good, exitCode);
        Assert.Contains(
            "the last run of notebooks/23-digits.ipynb did not reach its end; the page shows how far it got. To run it again: "
                + "viva run notebooks/23-digits.ipynb",
            error.Replace('\\', '/'),
            StringComparison.Ordinal
        );
        Assert.Contains("broken", Page("23-digits.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_file_has_nothing_beside_it()
    {
        Save("23-digits.ipynb", "1");
        Executed("23-digits.ipynb", "1", "the kept output");
        var (exitCode, _, error) = await _clone.RunAsync("export", "23", "--no-run", "--single-file", "--slides", "--out", "one");
        Assert.True(exitCode == ExitCode.Good, error);
        Assert.Equal(
            ["23-digits.html", "23-digits.slides.html"],
            Directory.GetFileSystemEntries(_clone.At("one")).Select(Path.GetFileName).Order()
        );
        Assert.DoesNotContain("=\"assets/", File.ReadAllText(_clone.At("one", "23-digits.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_workshop_edition_holds_no_solution()
    {
        Save("23-digits.ipynb", "1");
        Executed("23-digits.ipynb", "\"the secret\"", "the kept output", "solution");
        await _clone.RunAsync("export", "23", "--no-run", "--solutions", "none");
        Assert.All(
            Directory.GetFiles(_clone.At("artifacts", "site"), "*", SearchOption.AllDirectories),
            file => Assert.DoesNotContain("the secret", File.ReadAllText(file), StringComparison.Ordinal)
        );
        await _clone.RunAsync("export", "23", "--no-run");
        Assert.Contains("the secret", Page("23-digits.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chart_without_the_built_library_is_a_matter_of_the_machine()
    {
        Save("23-digits.ipynb", "1");
        Executed(
            "23-digits.ipynb",
            "1",
            "<figure class=\\\"viva\\\"><script type=\\\"application/vnd.viva.figure+json\\\">{}</script></figure>"
        );
        var (exitCode, _, error) = await _clone.RunAsync("export", "23", "--no-run");
        Assert.Equal(ExitCode.Environment, exitCode);
        Assert.Contains("dotnet build lib/Viva", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_formula_is_named_with_its_cell_and_nothing_is_written()
    {
        var document = NotebookDocument.Create();
        document.Add(NotebookCell.Create(CellKind.Markdown, "# 23 · Digits\n\nHere is $x + \\unheardof$.", "words"));
        document.Write(_clone.At("notebooks", "23-digits.ipynb"));
        Directory.CreateDirectory(_clone.At("artifacts", "notebooks"));
        document.Write(_clone.At("artifacts", "notebooks", "23-digits.ipynb"));
        var (exitCode, _, error) = await _clone.RunAsync("export", "23", "--no-run");
        Assert.Equal(ExitCode.Failed, exitCode);
        Assert.Contains("\\unheardof", error, StringComparison.Ordinal);
        Assert.Contains("cell 1", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_clone.At("artifacts", "site")));
    }

    [Theory]
    [InlineData("html")]
    [InlineData("cs")]
    public async Task Two_notebooks_of_one_name_are_refused_before_anything_runs(string format)
    {
        Save("23-digits.ipynb", "1");
        Directory.CreateDirectory(_clone.At("other"));
        File.Copy(_clone.At("notebooks", "23-digits.ipynb"), _clone.At("other", "23-digits.ipynb"));
        var (exitCode, _, error) = await _clone.RunAsync(
            "export",
            "notebooks/23-digits.ipynb",
            "other/23-digits.ipynb",
            "--format",
            format
        );
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains("same file", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_clone.At("artifacts")));
    }

    [Fact]
    public async Task A_program_without_the_built_library_is_a_matter_of_the_machine()
    {
        Save("23-digits.ipynb", "6 * 7");
        var (exitCode, _, error) = await _clone.RunAsync("export", "23", "--format", "cs");
        Assert.Equal(ExitCode.Environment, exitCode);
        Assert.Contains("dotnet build lib/Viva", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_clone.At("artifacts")));
    }

    [Theory]
    [InlineData("--slides")]
    [InlineData("--single-file")]
    [InlineData("--trust")]
    [InlineData("--quick")]
    public async Task What_is_for_pages_only_is_refused_for_programs(string option)
    {
        Save("23-digits.ipynb", "1");
        var (exitCode, _, error) = await _clone.RunAsync("export", "23", "--format", "cs", option);
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains(option, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_clone.At("artifacts")));
    }

    private string Page(string name) => File.ReadAllText(_clone.At("artifacts", "site", name));

    private void Save(string name, string code)
    {
        var document = NotebookDocument.Create();
        document.Add(NotebookCell.Create(CellKind.Markdown, $"# {name[..2]} · {name}", "title"));
        document.Add(NotebookCell.Create(CellKind.Code, code, "code"));
        document.Write(_clone.At("notebooks", name));
    }

    /// <summary>A notebook as a run leaves it.</summary>
    private void Executed(string name, string code, string html, string? tag = null)
    {
        Directory.CreateDirectory(_clone.At("artifacts", "notebooks"));
        var document = NotebookDocument.Create();
        document.Add(NotebookCell.Create(CellKind.Markdown, $"# {name[..2]} · {name}", "title"));
        var cell = NotebookCell.Create(CellKind.Code, code, "code");
        if (tag is not null)
        {
            cell.Metadata["tags"] = new System.Text.Json.Nodes.JsonArray(tag);
        }

        cell.ExecutionCount = 1;
        cell.Outputs.Add(
            System.Text.Json.Nodes.JsonNode.Parse($$$"""{"output_type":"display_data","metadata":{},"data":{"text/html":"{{{html}}}"}}""")!
        );
        document.Add(cell);
        document.Write(_clone.At("artifacts", "notebooks", name));
    }
}

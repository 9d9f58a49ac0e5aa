using Viva.Notebooks.Checks;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Running;

namespace Viva.Cli.Tests.Check;

public sealed class NewCommandTests : IDisposable
{
    private readonly Clone _clone = new();

    public static TheoryData<int> Numbers => [.. Syllabus.All.Select(entry => entry.Number)];

    public void Dispose() => _clone.Dispose();

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_new_notebook_passes_the_check_is_canonical_and_says_how_much_is_to_be_written(int number)
    {
        Directory.CreateDirectory(_clone.At("data"));
        File.Copy(Path.Combine(Clone.Project, "data", "glossary.json"), _clone.At("data", "glossary.json"));
        var (exitCode, output, error) = await _clone.RunAsync("new", $"{number}");
        var path = _clone.At("notebooks", Syllabus.Find(number)!.FileName);

        Assert.Equal((ExitCode.Good, ""), (exitCode, error));
        Assert.Contains(Syllabus.Find(number)!.FileName, output, StringComparison.Ordinal);
        Assert.Equal(NotebookFormatter.Format(NotebookDocument.Read(path)), File.ReadAllText(path));
        var finding = Assert.Single(NotebookCheck.Run(path));
        Assert.Equal(("to-dos", Severity.Advice), (finding.Rule, finding.Severity));
        Assert.Matches(@"^[3-9]\d to-dos remain", finding.Message);
    }

    [Fact]
    public async Task A_new_notebook_runs()
    {
        // A coding question has all the cells of a concept, and more. The folder must be one below the clone for setup.dib.
        var document = NotebookSkeleton.Create(Syllabus.Find(30)!);
        document.Cells.Single(cell => cell.Id == "import").Source = "#!import ../notebooks/setup.dib";
        var path = Path.Combine(Clone.Project, "artifacts", "new-notebook.ipynb");
        document.Write(path);
        var options = new RunOptions
        {
            OutputFolder = _clone.At("executed"),
            Environment = new Dictionary<string, string?> { ["VIVA_QUICK"] = "1", ["VIVA_OFFLINE"] = "1" },
        };
        var run = await NotebookRunner.RunAsync(path, options, null, TestContext.Current.CancellationToken);

        Assert.True(run.Ok, run.Failure?.ToString());
        Assert.True(Assert.Single(run.Results) is { Quick: true, Met: true });
    }

    [Theory]
    [InlineData("23-mnist-cnn.ipynb")]
    [InlineData("23-my-own.ipynb")]
    public async Task A_notebook_that_is_there_is_never_overwritten(string name)
    {
        var path = _clone.AddNotebook(name);
        var before = File.ReadAllText(path);

        var (exitCode, _, error) = await _clone.RunAsync("new", "23");

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains($"{Path.Combine("notebooks", name)}. Go on writing in it, or move it away first.", error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(_clone.At("notebooks")));
    }

    [Theory]
    [InlineData("0", "There is no question 0: the syllabus has 1 to 30. See viva list.")]
    [InlineData("31", "There is no question 31: the syllabus has 1 to 30. See viva list.")]
    [InlineData("cnn", "cnn")]
    public async Task What_is_no_question_gets_no_notebook(string word, string message)
    {
        var (exitCode, _, error) = await _clone.RunAsync("new", word);

        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_clone.At("notebooks")));
    }
}

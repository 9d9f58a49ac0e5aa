using Viva.Notebooks.Checks;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export;
using Viva.Notebooks.Export.Programs;

namespace Viva.Notebooks.Tests.Checks;

/// <summary>Cells that nest so deeply that the compiler, or Markdown's parser, would end the process.</summary>
public sealed class NestingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> DeepCode =>
        [
            $"int x = {Repeat("(", 20_000)}1{Repeat(")", 20_000)};",
            $"object x = {Repeat("new object[] {", 5_000)}{Repeat("}", 5_000)};",
            $"System.Collections.Generic.{Repeat("List<", 5_000)}int{Repeat(">", 5_000)} x;",
            $"string x = {Repeat("$\"{", 500)}1{Repeat("}\"", 500)};",
            Repeat("{", 20_000) + Repeat("}", 20_000),
            Repeat("(", 20_000),
            $"string x = $\"{{{Repeat("(", 20_000)}1{Repeat(")", 20_000)}}}\";",
        ];

    public static TheoryData<string> DeepMarkdown =>
        [
            Repeat(">", 3_000) + " a",
            Repeat("[", 20_000) + "a" + Repeat("]", 20_000),
            Repeat("*a **b ", 10_000),
            string.Concat(Enumerable.Range(0, 1_500).Select(i => $"{new string(' ', 2 * i)}- a\n")),
        ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(DeepCode))]
    public void Code_that_nests_too_deep_is_an_error_of_its_cell_with_its_line(string code)
    {
        var path = Save(NotebookCell.Create(CellKind.Code, "// A comment.\n" + code, "deep"));
        var finding = Assert.Single(NotebookCheck.Run(path));
        Assert.Equal(("well-formed", 2, "deep", 2), (finding.Rule, finding.Cell, finding.CellId, finding.Line));
        Assert.StartsWith("the code nests more than 250 brackets", finding.Message, StringComparison.Ordinal);

        var refusal = Assert.Throws<NotebookException>(() =>
            FileBasedApp.Create(
                path,
                _folder.File("app.cs"),
                new ProgramOptions { Root = _folder.Path },
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal((2, 2), (refusal.Cell, refusal.Line));

        // A page shows the code without colours.
        var page = NotebookExporter.Export(
            [new ExportSource(path, _folder.Path)],
            _folder.File("site"),
            new ExportOptions { Cache = _folder.File("cache") },
            TestContext.Current.CancellationToken
        );
        Assert.Contains(page, file => file.EndsWith("nb.html", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(DeepMarkdown))]
    public void Markdown_that_nests_too_deep_is_an_error_of_its_cell(string text)
    {
        var path = Save(NotebookCell.Create(CellKind.Markdown, text, "deep"));
        var finding = Assert.Single(NotebookCheck.Run(path));
        Assert.Equal(("well-formed", 2, "deep"), (finding.Rule, finding.Cell, finding.CellId));
        Assert.StartsWith("the Markdown nests too deeply", finding.Message, StringComparison.Ordinal);
        Assert.Equal(2, NotebookExporter.Fault(new ExportSource(path, _folder.Path))?.Cell);
    }

    [Fact]
    public void Long_code_that_nests_as_people_write_is_none()
    {
        var comparisons = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"bool b{i} = {i} < 3;\n"));
        var path = Save(
            NotebookCell.Create(CellKind.Code, comparisons, "comparisons"),
            NotebookCell.Create(CellKind.Code, $"int x = {Repeat("(", 100)}1{Repeat(")", 100)};", "nested"),
            NotebookCell.Create(CellKind.Code, $"int y = 1{Repeat(" + 1", 20_000)};", "sum"),
            NotebookCell.Create(CellKind.Code, $"var s = \"{Repeat("(", 1_000)}\"; // {Repeat("(", 1_000)}", "text")
        );
        Assert.DoesNotContain(NotebookCheck.Run(path), finding => finding.Rule == "well-formed");
    }

    [Fact]
    public void Long_chains_are_shown_without_colours_and_are_no_program()
    {
        var path = Save(
            NotebookCell.Create(
                CellKind.Code,
                "int x = 3;\n" + string.Join(" else ", Enumerable.Range(0, 10_000).Select(i => $"if (x == {i}) Console.WriteLine({i});")),
                "choices"
            ),
            NotebookCell.Create(CellKind.Code, $"string s = \"\"{Repeat(".Trim()", 20_000)};", "calls")
        );
        NotebookExporter.Export(
            [new ExportSource(path, _folder.Path)],
            _folder.File("site"),
            new ExportOptions { Cache = _folder.File("cache") },
            TestContext.Current.CancellationToken
        );
        var refusal = Assert.Throws<NotebookException>(() =>
            FileBasedApp.Create(
                path,
                _folder.File("app.cs"),
                new ProgramOptions { Root = _folder.Path },
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("'choices' chains too many parts", refusal.Message, StringComparison.Ordinal);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private string Save(params NotebookCell[] cells)
    {
        var path = _folder.File("nb.ipynb");
        File.WriteAllText(path, Documents.Notebooks.Of([NotebookCell.Create(CellKind.Markdown, "# 1 · Title", "title"), .. cells]));
        return path;
    }
}

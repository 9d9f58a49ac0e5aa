using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Tests.Documents;

public class DibTests
{
    [Fact]
    public void Sections_become_cells_with_their_kernels_and_lines()
    {
        var document = NotebookDocument.ParseDib(
            """
            #!meta

            {"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":["c#"],"name":"csharp"},{"aliases":["duck"],"name":"duckdb"}]}}

            #!markdown

            # Title

            #!csharp

            #!time
            var x = 1;

            x

            #!mermaid

            graph LR

            #!duck
            select 1
            #!f#

            let y = 2
            """
        );

        Assert.Equal(
            [CellKind.Markdown, CellKind.Code, CellKind.Code, CellKind.Code, CellKind.Code],
            document.Cells.Select(cell => cell.Kind)
        );
        Assert.Equal(
            ["# Title", "#!time\nvar x = 1;\n\nx", "graph LR", "select 1", "let y = 2"],
            document.Cells.Select(cell => cell.Source)
        );
        Assert.Equal([null, "csharp", "mermaid", "duckdb", "fsharp"], document.Cells.Select(cell => cell.KernelName));
        Assert.Equal([7, 11, 18, 21, 24], document.Cells.Select(cell => cell.FileLine));
        Assert.Equal("duckdb", (string?)document.Metadata["polyglot_notebook"]!["kernelInfo"]!["items"]![1]!["name"]);
    }

    [Fact]
    public void Text_before_the_first_section_is_csharp_and_magic_commands_stay_in_it()
    {
        var document = NotebookDocument.ParseDib("#!import other.dib\r\n#r \"a.dll\"\r\nvar x = 1;\r\n");

        var cell = Assert.Single(document.Cells);
        Assert.Equal("csharp", cell.KernelName);
        Assert.Equal("#!import other.dib\n#r \"a.dll\"\nvar x = 1;", cell.Source);
    }

    [Fact]
    public void An_empty_file_has_no_cells()
    {
        Assert.Empty(NotebookDocument.ParseDib("\n\n#!csharp\n\n#!markdown\n").Cells);
    }

    [Fact]
    public void A_broken_meta_block_is_reported_with_its_line()
    {
        var e = Assert.Throws<NotebookException>(() =>
            NotebookDocument.ParseDib("#!meta\n\n{\"kernelInfo\":\n oops}\n#!csharp\n1", "setup.dib")
        );

        Assert.Equal("setup.dib", e.File);
        Assert.Equal(4, e.Line);
        Assert.Contains("#!meta", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dib_file_is_found_by_its_extension_and_can_be_written_as_ipynb()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.dib");
        File.WriteAllText(path, "#!csharp\n1 + 1\n");

        var document = NotebookDocument.Read(path);

        Assert.Equal("1 + 1", NotebookDocument.Parse(document.ToJson()).Cells[0].Source);
    }
}

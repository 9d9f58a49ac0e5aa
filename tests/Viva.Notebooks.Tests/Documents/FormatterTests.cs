using System.Text.Json.Nodes;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Tests.Documents;

public class FormatterTests
{
    [Fact]
    public void Formatting_strips_what_running_leaves_and_keeps_what_people_wrote()
    {
        var document = NotebookDocument.Parse(Notebooks.Jupyter);

        var formatted = NotebookDocument.Parse(NotebookFormatter.Format(document));

        var code = formatted.Cells[1];
        Assert.Empty(code.Outputs);
        Assert.Null(code.ExecutionCount);
        Assert.Equal(["polyglot_notebook", "tags", "unknown"], code.Metadata.Select(entry => entry.Key));
        Assert.Equal(document.Cells.Select(cell => (cell.Id, cell.Source)), formatted.Cells.Select(cell => (cell.Id, cell.Source)));
        Assert.Equal("else's", (string?)formatted.Metadata["somebody"]);
        Assert.Equal("iVBORw0KGgo=", (string?)formatted.Cells[0].Json["attachments"]!["dot.png"]!["image/png"]);
        Assert.Equal(Notebooks.Jupyter, document.ToJson());
    }

    [Fact]
    public void Formatting_twice_changes_nothing_more()
    {
        var once = NotebookFormatter.Format(NotebookDocument.Parse(Notebooks.VsCode));

        Assert.Equal(once, NotebookFormatter.Format(NotebookDocument.Parse(once)));
    }

    [Fact]
    public void The_metadata_that_two_editors_leave_becomes_one()
    {
        var document = NotebookDocument.Parse(Notebooks.VsCode);
        document.Metadata["language_info"] = new JsonObject
        {
            ["name"] = "C#",
            ["version"] = "13.0",
            ["file_extension"] = ".cs",
        };
        document.Metadata["widgets"] = new JsonObject();

        var formatted = NotebookDocument.Parse(NotebookFormatter.Format(document));

        Assert.Equal(NotebookDocument.Create().Metadata.ToJsonString(), formatted.Metadata.ToJsonString());
        Assert.Equal("csharp", formatted.Cells[0].KernelName);
        Assert.False(formatted.Cells[0].Metadata.ContainsKey("vscode"));
    }

    [Fact]
    public void An_old_cell_keeps_its_kernel_and_a_python_notebook_its_metadata()
    {
        var fsharp = Notebooks.WithCell(
            """
            {"cell_type": "code", "execution_count": 1, "id": "a", "metadata": {"dotnet_interactive": {"language": "fsharp"}},
             "outputs": [], "source": "1"}
            """
        );
        var document = NotebookDocument.Parse(fsharp);
        document.Metadata["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["name"] = ".net-csharp" };
        var python = NotebookDocument.Parse(fsharp);
        python.Metadata["kernelspec"] = new JsonObject { ["display_name"] = "Python 3", ["name"] = "python3" };

        Assert.Equal("fsharp", NotebookDocument.Parse(NotebookFormatter.Format(document)).Cells[0].KernelName);
        Assert.Equal("python3", (string?)NotebookDocument.Parse(NotebookFormatter.Format(python)).Metadata["kernelspec"]!["name"]);
    }
}

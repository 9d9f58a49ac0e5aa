using System.Text;
using System.Text.Json.Nodes;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Tests.Documents;

public class RoundTripTests
{
    public static TheoryData<string> UnchangedTexts =>
        new(
            Notebooks.Jupyter,
            Notebooks.VsCode,
            Notebooks.VsCode + "\n",
            Notebooks.Jupyter.ReplaceLineEndings("\r\n"),
            Notebooks.Jupyter.Replace("\n ", "\n\t", StringComparison.Ordinal),
            Notebooks.WithCell(
                """{"cell_type":"code","id":"a","metadata":{},  "execution_count":null,"outputs":[],"source":["\u00e9\/\ud83d\ude00"]}"""
            )
        );

    [Theory]
    [MemberData(nameof(UnchangedTexts))]
    public void An_unchanged_notebook_is_written_byte_for_byte(string text)
    {
        Assert.Equal(text, NotebookDocument.Parse(text).ToJson());
    }

    [Fact]
    public void A_change_in_a_Jupyter_file_touches_only_its_lines()
    {
        var document = NotebookDocument.Parse(Notebooks.Jupyter);
        document.Cells[1].Source = "1 + 2";

        Assert.Equal(Notebooks.Jupyter.Replace("1 + 1", "1 + 2", StringComparison.Ordinal), document.ToJson());
    }

    [Fact]
    public void A_change_in_a_VS_Code_file_keeps_its_order_indentation_escapes_and_numbers()
    {
        var document = NotebookDocument.Parse(Notebooks.VsCode);
        document.Cells[0].Tags = ["exercise"];

        var expected = Notebooks.VsCode.Replace(
            "\"zoom\": 0.00001\n",
            "\"zoom\": 0.00001,\n        \"tags\": [\n          \"exercise\"\n        ]\n",
            StringComparison.Ordinal
        );
        Assert.Equal(expected, document.ToJson());
    }

    [Fact]
    public void A_new_text_in_an_ASCII_only_file_is_escaped_like_the_rest()
    {
        var document = NotebookDocument.Parse(Notebooks.VsCode);
        document.Cells[0].Source = "// naïve 😀";

        Assert.Contains(@"// na\u00efve \ud83d\ude00", document.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_canonical_form_of_a_Jupyter_file_is_the_file()
    {
        Assert.Equal(Notebooks.Jupyter, NotebookDocument.Parse(Notebooks.Jupyter).ToCanonicalJson());
    }

    [Fact]
    public void The_canonical_form_is_the_same_from_either_style()
    {
        var canonical = NotebookDocument.Parse(Notebooks.VsCode).ToCanonicalJson();

        Assert.Equal(canonical, NotebookDocument.Parse(canonical).ToCanonicalJson());
        Assert.StartsWith("{\n \"cells\": [\n  {\n   \"cell_type\": \"code\"", canonical, StringComparison.Ordinal);
        Assert.Contains("\"zoom\": 1e-05", canonical, StringComparison.Ordinal);
        Assert.Contains("\"var café = \\\"<b>\\\";\\n\",\n", canonical, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_notebook_of_an_older_minor_version_becomes_4_5_with_stable_ids(int minor)
    {
        var old = Notebooks.WithCell(
            """
            {"cell_type": "markdown", "metadata": {}, "source": "# 04 · How does a CNN work?\nText"},
            {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": "var x = 1;"},
            {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": "var x = 1;"},
            {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": ""}
            """,
            minor
        );

        var document = NotebookDocument.Parse(old);

        Assert.Equal(["cell-04-how-does-a-cnn", "var-x-1", "var-x-1-2", "cell"], document.Cells.Select(cell => cell.Id));
        Assert.Equal(5, (int)document.Json["nbformat_minor"]!);
        Assert.Equal(document.ToJson(), NotebookDocument.Parse(old).ToJson());
        Assert.Equal(document.Cells.Select(cell => cell.Id), NotebookDocument.Parse(document.ToJson()).Cells.Select(cell => cell.Id));
    }

    [Theory]
    [InlineData("a\nb", "a\n|b")]
    [InlineData("a\n", "a\n")]
    [InlineData("", "")]
    [InlineData("a\r\nb\rc", "a\r\n|b\r|c")]
    [InlineData("a\u2028b\u0085c\vd\fe\u001cf", "a\u2028|b\u0085|c\v|d\f|e\u001c|f")]
    public void A_source_is_stored_as_the_lines_that_Python_makes(string source, string lines)
    {
        var json = Notebooks.Of(NotebookCell.Create(CellKind.Code, source, "a"));

        var expected = lines.Length == 0 ? [] : lines.Split('|');
        Assert.Equal(expected, Notebooks.FirstSource(json)!.AsArray().Select(line => (string)line!));
        Assert.Equal(source, NotebookDocument.Parse(json).Cells[0].Source);
    }

    [Fact]
    public void Cells_can_be_added_changed_and_removed()
    {
        var document = NotebookDocument.Create();
        document.Add(NotebookCell.Create(CellKind.Markdown, "# Title"));
        document.Add(NotebookCell.Create(CellKind.Code, "1", "one", "exercise"));
        document.Insert(1, NotebookCell.Create(CellKind.Raw, "raw", "raw"));
        document.RemoveAt(0);
        document.Cells[1].ExecutionCount = 1;
        document.Cells[1].Outputs.Add((JsonNode)NotebookOutput.Stream("stdout", "a\nb"));

        var copy = document.Clone();
        document.Cells[1].Outputs.Clear();

        Assert.Equal(["raw", "one"], copy.Cells.Select(cell => cell.Id));
        Assert.Equal(["exercise"], copy.Cells[1].Tags);
        Assert.Equal(1, copy.Cells[1].ExecutionCount);
        Assert.Equal("a\nb", NotebookOutput.StreamText(copy.Cells[1].Outputs[0]!.AsObject()));
        Assert.Throws<ArgumentException>(() => document.Add(NotebookCell.Create(CellKind.Code, "", "raw")));
        Assert.Throws<ArgumentException>(() => NotebookCell.Create(CellKind.Code, "", "not an id"));
    }

    [Fact]
    public void A_byte_order_mark_stays_until_the_canonical_form_drops_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("bom.ipynb");
        File.WriteAllText(path, Notebooks.Jupyter, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        var document = NotebookDocument.Read(path);
        document.Write(path);

        Assert.Equal([0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Notebooks.Jupyter)], File.ReadAllBytes(path));
        Assert.Equal(Notebooks.Jupyter, document.ToCanonicalJson());
    }

    [Fact]
    public void Writing_replaces_what_a_link_points_to_and_keeps_permissions()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Links and modes are Unix matters.");
            return;
        }

        using var folder = new TemporaryFolder();
        string target = folder.File("target.ipynb"),
            link = folder.File("link.ipynb");
        File.WriteAllText(target, "");
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(link, target);

        NotebookDocument.Parse(Notebooks.Jupyter).Write(link);

        Assert.Equal(Notebooks.Jupyter, File.ReadAllText(target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(target));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder.Path).Length);
    }

    [Fact]
    public void A_failed_write_names_the_file_and_leaves_the_old_one()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("folder.ipynb");
        Directory.CreateDirectory(path);

        var e = Assert.Throws<NotebookException>(() => NotebookDocument.Parse(Notebooks.Jupyter).Write(path));

        Assert.Contains(path, e.Message, StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
    }
}

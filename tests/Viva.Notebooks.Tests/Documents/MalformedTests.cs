using System.Text;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Tests.Documents;

public class MalformedTests
{
    private const string CodeCell =
        """{"cell_type": "code", "execution_count": null, "id": "a", "metadata": {}, "outputs": [], "source": []}""";

    public static TheoryData<string, string> Malformed =>
        new()
        {
            { "", "empty" },
            { "  \n ", "empty" },
            { "<!DOCTYPE html><html></html>", "HTML" },
            { "#!csharp\n1", ".dib" },
            { "import numpy", "not JSON" },
            { "[]", "an array" },
            { "null", "null" },
            { "\"text\"", "a string" },
            { "{}", "'nbformat' is missing" },
            { """{"nbformat": "4"}""", "'nbformat' is not an integer" },
            { """{"nbformat": 4.5}""", "'nbformat' is not an integer" },
            { """{"nbformat": 3, "nbformat_minor": 0, "worksheets": []}""", "nbformat 3" },
            { """{"nbformat": 5, "nbformat_minor": 0}""", "nbformat 5" },
            { """{"nbformat": 4, "metadata": {}, "cells": []}""", "'nbformat_minor'" },
            { """{"nbformat": 4, "nbformat_minor": 5, "metadata": [], "cells": []}""", "'metadata' is not an object" },
            { """{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}""", "'cells' is not an array" },
            { """{"nbformat": 4, "nbformat_minor": 5, "nbformat": 4, "metadata": {}, "cells": []}""", "twice" },
            { "{\n<<<<<<< HEAD\n\"nbformat\": 4\n=======\n>>>>>>> b\n}", "merge conflict" },
            { """{"nbformat": 4, "x": NaN}""", "NaN" },
            { """{"nbformat": 4,}""", "not JSON" },
            { """{"\ud800": 1, "nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}""", "surrogate" },
        };

    public static TheoryData<string, string> MalformedCells =>
        new()
        {
            { "3", "a number" },
            { "{}", "'cell_type' is missing" },
            { """{"cell_type": "heading", "id": "a", "metadata": {}, "source": ""}""", "'heading'" },
            { """{"cell_type": "raw", "id": 3, "metadata": {}, "source": ""}""", "'id' is not a string" },
            { """{"cell_type": "raw", "id": null, "metadata": {}, "source": ""}""", "'id' is not a string" },
            { """{"cell_type": "raw", "id": "a b", "metadata": {}, "source": ""}""", "'a b' is not a valid cell id" },
            { """{"cell_type": "raw", "id": "", "metadata": {}, "source": ""}""", "'' is not a valid cell id" },
            { """{"cell_type": "raw", "id": "a", "metadata": null, "source": ""}""", "'metadata'" },
            { """{"cell_type": "raw", "id": "a", "metadata": {"tags": "x"}, "source": ""}""", "'tags'" },
            { """{"cell_type": "raw", "id": "a", "metadata": {}}""", "'source'" },
            { """{"cell_type": "raw", "id": "a", "metadata": {}, "source": [1]}""", "'source'" },
            { """{"cell_type": "raw", "id": "a", "metadata": {}, "source": "", "attachments": 1}""", "'attachments'" },
            { CodeCell.Replace("\"execution_count\": null", "\"execution_count\": \"3\"", StringComparison.Ordinal), "'execution_count'" },
            { CodeCell.Replace("\"execution_count\": null", "\"execution_count\": -1", StringComparison.Ordinal), "'execution_count'" },
            { CodeCell.Replace("[], \"s", "{}, \"s", StringComparison.Ordinal), "'outputs' is not an array" },
            { CodeCell.Replace("[], \"s", "[1], \"s", StringComparison.Ordinal), "an output must be a JSON object" },
            { CodeCell.Replace("[], \"s", "[{}], \"s", StringComparison.Ordinal), "'output_type' is missing" },
            { CodeCell.Replace("[], \"s", """[{"output_type": "pyout"}], "s""", StringComparison.Ordinal), "'pyout'" },
            { CodeCell.Replace("[], \"s", """[{"output_type": "stream", "name": "stdout"}], "s""", StringComparison.Ordinal), "'text'" },
            { CodeCell.Replace("[], \"s", """[{"output_type": "display_data"}], "s""", StringComparison.Ordinal), "'data'" },
            {
                CodeCell.Replace("[], \"s", """[{"output_type": "error", "traceback": [1]}], "s""", StringComparison.Ordinal),
                "'traceback'"
            },
            { CodeCell + ", " + CodeCell, "both have the id 'a'" },
        };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_notebook_says_what_is_wrong_and_what_to_do(string text, string problem)
    {
        var e = Assert.Throws<NotebookException>(() => NotebookDocument.Parse(text, "a.ipynb"));

        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
        Assert.StartsWith("a.ipynb", e.Message, StringComparison.Ordinal);
        Assert.NotEmpty(e.NextStep);
    }

    [Theory]
    [MemberData(nameof(MalformedCells))]
    public void A_malformed_cell_is_named_by_its_number(string cells, string problem)
    {
        var good = CodeCell.Replace("\"a\"", "\"good\"", StringComparison.Ordinal);

        var e = Assert.Throws<NotebookException>(() => NotebookDocument.Parse(Notebooks.WithCell(good + "," + cells), "a.ipynb"));

        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
        Assert.InRange(e.Cell ?? 0, 2, 3);
    }

    [Fact]
    public void A_syntax_error_has_the_line_and_the_column_that_an_editor_shows()
    {
        var e = Assert.Throws<NotebookException>(() => NotebookDocument.Parse("{\n \"é😀\": oops\n}", "a.ipynb"));

        Assert.Equal((2, 8), (e.Line, e.Column));
        Assert.Contains("line 2, column 8", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_of_a_notebook_is_one_clear_error()
    {
        var whole = Notebooks.Jupyter.TrimEnd();
        for (var length = 0; length < whole.Length; length++)
        {
            if (length > 0 && char.IsHighSurrogate(whole[length - 1]))
            {
                continue; // No file ends there.
            }

            var e = Assert.Throws<NotebookException>(() => NotebookDocument.Parse(whole[..length]));
            Assert.True(length == 0 || e.Problem.Contains("truncated", StringComparison.Ordinal), $"{length}: {e.Message}");
        }
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(300)]
    public void Huge_nesting_is_an_error_and_not_a_stack_overflow(int depth)
    {
        var text = Nested(depth);

        var e = Assert.Throws<NotebookException>(() => NotebookDocument.Parse(text));

        Assert.Contains("nests deeper than 256", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nesting_as_deep_as_charts_need_is_fine()
    {
        var text = Nested(200);

        Assert.Equal(text, NotebookDocument.Parse(text).ToJson());
    }

    [Fact]
    public void Files_that_are_missing_or_not_UTF_8_say_so()
    {
        using var folder = new TemporaryFolder();
        string utf16 = folder.File("utf16.ipynb"),
            latin1 = folder.File("latin1.ipynb"),
            missing = folder.File("missing.ipynb");
        File.WriteAllText(utf16, Notebooks.Jupyter, Encoding.Unicode);
        File.WriteAllBytes(latin1, [.. "{\n\n\"caf"u8, 0xe9, .. "\": 1}"u8]);

        Assert.Contains("UTF-16", Assert.Throws<NotebookException>(() => NotebookDocument.Read(utf16)).Message, StringComparison.Ordinal);
        Assert.Equal(3, Assert.Throws<NotebookException>(() => NotebookDocument.Read(latin1)).Line);
        Assert.Contains(
            "does not exist",
            Assert.Throws<NotebookException>(() => NotebookDocument.Read(missing)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "folder",
            Assert.Throws<NotebookException>(() => NotebookDocument.Read(folder.Path)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Half_a_surrogate_pair_in_a_value_is_kept()
    {
        var text = Notebooks.WithCell("""{"cell_type": "raw", "id": "a", "metadata": {}, "source": "\ud83d!"}""");

        var document = NotebookDocument.Parse(text);

        Assert.Equal("\ud83d!", document.Cells[0].Source);
        Assert.Equal(text, document.ToJson());
        Assert.Contains("\"\\ud83d!\"", document.ToCanonicalJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Random_damage_never_gives_another_kind_of_exception()
    {
        var random = new Random(1);
        var alphabet = "{}[]\",:0eE.-\\u \n\u00e9\ud800ntf";
        for (var i = 0; i < 3000; i++)
        {
            var text = new StringBuilder(Notebooks.Jupyter);
            for (var damage = 0; damage < 1 + i % 3; damage++)
            {
                var at = random.Next(text.Length);
                if (random.Next(2) == 0)
                {
                    text.Remove(at, Math.Min(random.Next(20), text.Length - at));
                }
                else
                {
                    text.Insert(at, alphabet[random.Next(alphabet.Length)]);
                }
            }

            try
            {
                NotebookDocument.Parse(text.ToString()).ToCanonicalJson();
            }
            catch (NotebookException) { }
        }
    }

    /// <summary>A notebook whose metadata holds nested arrays.</summary>
    private static string Nested(int depth)
    {
        string open = new('[', depth),
            close = new(']', depth);
        return $$"""{"nbformat": 4, "nbformat_minor": 5, "cells": [], "metadata": {"x": {{open}}{{close}} } }""";
    }
}

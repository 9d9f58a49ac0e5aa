using System.Text.Json.Nodes;
using Viva.Notebooks.Documents;

namespace Notebooks.Tests.FrontEnds;

/// <summary>What counts as the same in two front ends.</summary>
public sealed class ComparisonTests
{
    [Theory]
    [InlineData("2 epochs in 11.2 s (1,135 samples/s); loss 0.63", "2 epochs in 9.8 s (1,402 samples/s); loss 0.63")]
    [InlineData("forward 1.87 ms, both 5.32 ms: 2.8 times as long", "forward 1.92 ms, both 6.23 ms: 3.2 times as long")]
    public void Times_may_differ(string ours, string theirs) => Assert.Empty(Compare(Value(ours), Value(theirs)));

    [Theory]
    [InlineData("Training, s")]
    [InlineData("    Seconds")]
    public void A_column_of_times_may_differ(string header) =>
        Assert.Empty(Compare(Value(Table(" 8", header: header), "<td>8</td>"), Value(Table("11", header: header), "<td>11</td>")));

    [Fact]
    public void Other_numbers_may_not_differ()
    {
        Assert.NotEmpty(Compare(Value("loss 0.63 after 2 s"), Value("loss 0.64 after 2 s")));
        Assert.NotEmpty(Compare(Value("a figure", "<path d='M0 1'>"), Value("a figure", "<path d='M0 2'>")));
        Assert.NotEmpty(Compare(Value(Table(" 8")), Value(Table(" 8", "3.5%"))));
    }

    [Fact]
    public void Neither_an_output_more_nor_one_less_passes()
    {
        var stream = NotebookOutput.Stream("stdout", "one\n");
        Assert.NotEmpty(Compare([stream], []));
        Assert.NotEmpty(Compare([], [stream]));
    }

    [Fact]
    public void A_stream_may_come_in_pieces() =>
        Assert.Empty(
            Compare(
                [NotebookOutput.Stream("stdout", "one\ntwo\n")],
                [NotebookOutput.Stream("stdout", "one\n"), NotebookOutput.Stream("stdout", "two\n")]
            )
        );

    [Fact]
    public void JSON_may_be_stored_as_text()
    {
        JsonObject[] Outputs(JsonNode json) =>
            [NotebookOutput.DisplayData([new("text/html", "x"), new("application/vnd.viva.check+json", json)])];
        Assert.Empty(Compare(Outputs(new JsonObject { ["ok"] = true }), Outputs("""{"ok":true}""")));
        Assert.NotEmpty(Compare(Outputs(new JsonObject { ["ok"] = true }), Outputs("""{"ok":false}""")));
    }

    [Fact]
    public void What_no_reader_should_see_is_told()
    {
        Assert.Contains(
            "stderr",
            Assert.Single(Compare([], [NotebookOutput.Stream("stderr", "warning CS1701")])),
            StringComparison.Ordinal
        );
        Assert.Contains("<null>", Assert.Single(Compare([], Value("", "<pre>&lt;null&gt;</pre>"))), StringComparison.Ordinal);
        var plain = NotebookOutput.DisplayData([new("text/plain", "one")]);
        Assert.Contains("without HTML", Assert.Single(Compare([plain], [plain])), StringComparison.Ordinal);
    }

    private static string Table(string seconds, string error = "3.4%", string header = "Training, s") =>
        $"Model  Error  {header}\n-----  -----  -----------\nCNN     {error}           {seconds}\n";

    private static JsonObject[] Value(string text, string? html = null) =>
        [NotebookOutput.DisplayData([new("text/plain", text), new("text/html", html ?? $"<p>{text}</p>")])];

    private static IReadOnlyList<string> Compare(JsonObject[] ours, JsonObject[] theirs)
    {
        var comparison = new Comparison(Document(ours));
        var cell = Document(theirs).Cells[0];
        comparison.Compare(cell.Id, Shown.Of(cell));
        return comparison.Problems;
    }

    private static NotebookDocument Document(JsonObject[] outputs)
    {
        var document = NotebookDocument.Create();
        var cell = NotebookCell.Create(CellKind.Code, "1");
        cell.Id = "cell";
        foreach (var output in outputs)
        {
            cell.Outputs.Add(output.DeepClone());
        }

        document.Add(cell);
        return document;
    }
}

using Viva.Display;

namespace Viva.Tests.Display;

public sealed class TableTests
{
    [Fact]
    public void Text_is_aligned_numbers_to_the_right_with_one_number_of_decimals_a_column()
    {
        var table = new Table("Model", "Accuracy", "Parameters") { Caption = "Models" }
            .Add("linear", 0.92, 7850)
            .Add("CNN", 0.9941, 421642);

        Assert.Equal(
            """
            Models
            Model   Accuracy  Parameters
            ------  --------  ----------
            linear    0.9200        7850
            CNN       0.9941      421642
            """.ReplaceLineEndings("\n"),
            table.ToString()
        );
    }

    [Fact]
    public void Html_is_escaped_has_heading_scopes_and_a_caption()
    {
        var html = Html(new Table("a<b", "n") { Caption = "x & y" }.Add("<script>", 1));

        Assert.Contains("<th scope=\"col\"", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\"", html, StringComparison.Ordinal);
        Assert.Contains("a&lt;b", html, StringComparison.Ordinal);
        Assert.Contains("x &amp; y</caption>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_give_a_column_for_each_property_under_its_name_in_words()
    {
        var table = Table.Of([new { Epoch = 1, TrainLoss = 0.5 }, new { Epoch = 2, TrainLoss = 0.25 }]);

        Assert.Equal("Epoch  Train loss\n-----  ----------\n    1        0.50\n    2        0.25", table.ToString());
    }

    [Fact]
    public void Simple_values_and_tuples_are_tables_too()
    {
        Assert.Equal("Value\n-----\n    1\n    2", Table.Of([1, 2]).ToString());
        Assert.Equal("Item1  Item2\n-----  -----\na          1", Table.Of([("a", 1)]).ToString());
    }

    [Fact]
    public void A_column_takes_a_format() =>
        Assert.Equal(
            "    a      b\n-----  -----\n50.0%  50.0%",
            new Table("a", "b").Add(0.5, 0.5).Format("a", "P1").Format("b", "P1").ToString()
        );

    [Fact]
    public void Per_cent_is_one_word_for_every_kind_of_number() =>
        Assert.Equal("  a     b\n---  ----\n96%  100%", new Table("a", "b").Add(0.962, 1).Format("a", "P0").Format("b", "P0").ToString());

    [Fact]
    public void Tiny_and_huge_numbers_and_no_number_keep_their_meaning() =>
        Assert.Equal(
            "x\n-----------\n1E-9\n15000000000\nNaN\n∞",
            new Table("x")
                .Add(1e-9)
                .Add(1.5e10)
                .Add(double.NaN)
                .Add(double.PositiveInfinity)
                .ToString()
                .Replace(" ", "", StringComparison.Ordinal)
        );

    [Fact]
    public void A_row_of_another_length_and_an_unknown_column_are_errors_that_say_so()
    {
        var table = new Table("a", "b");

        Assert.Contains(
            "2 columns, but this row has 1",
            Assert.Throws<ArgumentException>("cells", () => table.Add(1)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains("'c'", Assert.Throws<ArgumentException>("header", () => table.Format("c", "P1")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("headers", () => new Table());
    }

    private static string Html(Table table) => ((IView)table).Html;
}

using System.Text.Json.Nodes;
using Viva.Display.Charts;

namespace Viva.Tests.Display.Charts;

/// <summary>Six rows that are counted by hand: sorted by score the truth is yes, no, yes, yes, no, no.</summary>
public sealed class PlotClassifiersTests
{
    private static readonly (string, double[], bool[]) Six = (
        "six",
        [0.9, 0.8, 0.6, 0.4, 0.3, 0.1],
        [true, false, true, true, false, false]
    );

    [Fact]
    public void A_roc_steps_up_at_a_positive_and_right_at_a_negative()
    {
        var roc = Plot.Roc([Six], [0.5]);
        AssertClose([0, 0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 2 / 3.0, 1], Values(roc, 0, "x"));
        AssertClose([0, 1 / 3.0, 1 / 3.0, 2 / 3.0, 1, 1, 1], Values(roc, 0, "y"));
        Assert.Equal(1 / 3.0, Trace(roc, 1)["x0"]!.GetValue<double>(), 1e-5); // at 0.5 one of three negatives
        Assert.Equal(2 / 3.0, Assert.Single(Values(roc, 1, "y")), 1e-5); // and two of three positives
    }

    [Fact]
    public void Rows_of_equal_score_are_one_step()
    {
        var roc = Plot.Roc([("constant", [0.5, 0.5, 0.5], [true, false, true])]);
        AssertClose([0.0, 1], Values(roc, 0, "y"));
    }

    [Fact]
    public void Precision_is_drawn_over_recall()
    {
        var figure = Plot.PrecisionRecall([Six]);
        AssertClose([1 / 3.0, 1 / 3.0, 2 / 3.0, 1, 1, 1], Values(figure, 0, "x"));
        AssertClose([1, 1 / 2.0, 2 / 3.0, 3 / 4.0, 3 / 5.0, 1 / 2.0], Values(figure, 0, "y"));
    }

    [Fact]
    public void Precision_and_recall_follow_the_threshold_and_leave_a_gap_where_nobody_is_predicted_positive()
    {
        var figure = Plot.Thresholds(Six.Item2, Six.Item3);
        var precision = Trace(figure, 0)["y"]!.AsArray();
        Assert.Equal(2 / 3.0, precision[49]!.GetValue<double>(), 1e-5);
        Assert.Equal(2 / 3.0, Values(figure, 1, "y")[49], 1e-5);
        Assert.Null(precision[94]); // 0.95
    }

    [Fact]
    public void Reliability_has_the_mean_and_the_share_of_each_filled_bin_and_says_how_many_rows_it_holds()
    {
        var figure = Plot.Reliability([("m", [0.02, 0.04, 0.55, 1], [false, true, true, true])]);
        Assert.Contains("Rows in each bin", figure.AlternativeText, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("models", () => Plot.Reliability([("m", [1.2, 0.1], [true, false])]));
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused()
    {
        Assert.Throws<ArgumentException>("models", () => Plot.Roc([]));
        Assert.Throws<ArgumentException>(() => Plot.Roc([("one class", [0.1, 0.2], [true, true])]));
        Assert.Throws<ArgumentException>(() => Plot.Thresholds([0.1], [true, false]));
    }

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    private static JsonNode Trace(Figure figure, int trace) => JsonNode.Parse(figure.Chart!.Json)!["data"]![trace]!;

    private static double[] Values(Figure figure, int trace, string axis) =>
        [.. Trace(figure, trace)[axis]!.AsArray().Select(value => value!.GetValue<double>())];
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using SkiaSharp;
using Viva.Display;
using Viva.Display.Charts;
using static TorchSharp.torch;

namespace Viva.Tests.Display.Charts;

public sealed class PlotTests
{
    [Fact]
    public void What_is_not_finite_leaves_a_gap()
    {
        var y = Trace(Plot.Line([1.0, double.NaN, double.NegativeInfinity, 2]), 0)["y"]!.AsArray();

        Assert.Equal("[1,null,null,2]", y.ToJsonString());
    }

    [Fact]
    public void Numbers_carry_the_digits_that_a_chart_can_show()
    {
        Assert.Equal("[0.123457,1000000,1E-09]", ChartJson.Numbers([0.123456789, 1e6, 1e-9]).ToJsonString());
        // Close to one another and far from zero: the difference must survive.
        Assert.Equal("[1000.0001,1000.0002,1000.00035]", ChartJson.Numbers([1000.0001, 1000.0002, 1000.00035]).ToJsonString());
        Assert.Equal("[123456789,2]", ChartJson.Numbers([123456789, 2]).ToJsonString());
    }

    [Fact]
    public void Evenly_spaced_x_values_are_not_spelled_out()
    {
        var even = Trace(Plot.Line(Enumerable.Range(0, 500).Select(i => i * 0.1), Enumerable.Range(0, 500)), 0);
        Assert.Null(even["x"]);
        Assert.Equal(0.1, even["dx"]!.GetValue<double>());

        var uneven = Trace(Plot.Line([0, 1, 3], [1, 2, 3]), 0);
        Assert.Equal("[0,1,3]", uneven["x"]!.ToJsonString());
    }

    [Fact]
    public void A_line_of_very_many_points_is_thinned_but_keeps_its_spikes_and_gaps()
    {
        var y = Enumerable.Range(0, 200_000).Select(i => Math.Sin(i / 1000.0)).ToArray();
        (y[77_777], y[123_456]) = (50, double.NaN);
        var trace = Trace(Plot.Line(y), 0);

        Assert.InRange(trace["y"]!.AsArray().Count, 1000, 4010);
        Assert.Contains(50, trace["y"]!.AsArray().Select(value => value?.GetValue<double>()));
        Assert.Contains(null, trace["y"]!.AsArray());
        Assert.Equal(199_999, trace["x"]!.AsArray()[^1]!.GetValue<double>());
    }

    [Theory]
    [InlineData(1e-3, 1)]
    [InlineData(1e-10, 1)]
    [InlineData(1e-28, 3)]
    [InlineData(1e-300, 30)]
    public void A_logarithmic_axis_has_at_most_about_ten_labels(double lowest, double decadesPerLabel)
    {
        var onY = JsonNode.Parse(Plot.Line([1, 0, double.NaN, lowest], logY: true).Chart!.Json)!["layout"]!;
        var onX = JsonNode.Parse(Plot.Scatter([1, 0, lowest], [1, 2, 3], logX: true).Chart!.Json)!["layout"]!;

        Assert.Equal(decadesPerLabel, onY["yaxis"]!["dtick"]!.GetValue<double>());
        Assert.Equal(decadesPerLabel, onX["xaxis"]!["dtick"]!.GetValue<double>());
        Assert.Null(onX["yaxis"]!["dtick"]);
    }

    [Theory]
    [InlineData(1e-4, 1, "none")]
    [InlineData(0.02, 2e5, "none")]
    [InlineData(1e-10, 1e-3, "power")] // not 100p, 1n, 1µ
    [InlineData(1, 1e7, "power")]
    public void The_labels_of_a_logarithmic_axis_are_plain_or_powers_of_ten(double lowest, double highest, string format)
    {
        string On(Figure figure, string axis) =>
            JsonNode.Parse(figure.Chart!.Json)!["layout"]![axis]!["exponentformat"]!.GetValue<string>();

        Assert.Equal(format, On(Plot.Line([highest, 0, double.NaN, lowest], logY: true), "yaxis"));
        Assert.Equal(format, On(Plot.Scatter([lowest, highest], [1, 2], logX: true), "xaxis"));
        Assert.Equal(format, On(Plot.Bar(["a", "b"], [lowest, highest], logY: true), "yaxis"));
        Assert.Null(JsonNode.Parse(Plot.Line([lowest, highest]).Chart!.Json)!["layout"]!["yaxis"]!["exponentformat"]);
    }

    [Theory]
    [InlineData(1e-12, 10, "1", "10⁻¹²")]
    [InlineData(1, 1e12, "10¹²", "10⁴")]
    [InlineData(1e-3, 1, "0.001", "0.1")]
    public void The_plain_picture_has_the_same_labels(double lowest, double highest, string one, string other)
    {
        var picture = StaticChart.Svg(Plot.Line([lowest, highest], logY: true).Chart!);

        Assert.Contains($">{HtmlText.Encode(one)}</text>", picture, StringComparison.Ordinal);
        Assert.Contains($">{HtmlText.Encode(other)}</text>", picture, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_a_legend_only_for_more_than_one_line()
    {
        Assert.Equal("false", Trace(Plot.Line([1, 2], yLabel: "loss"), 0)["showlegend"]!.ToJsonString());
        Assert.Equal("true", Trace(Samples.Figures["lines"](), 1)["showlegend"]!.ToJsonString());
    }

    [Fact]
    public void Lines_differ_in_more_than_colour()
    {
        var chart = Samples.Figures["lines"]();

        Assert.NotEqual(Trace(chart, 0)["line"]!["dash"]!.ToJsonString(), Trace(chart, 1)["line"]!["dash"]!.ToJsonString());
        Assert.NotEqual(Trace(chart, 0)["marker"]!["symbol"]!.ToJsonString(), Trace(chart, 1)["marker"]!["symbol"]!.ToJsonString());
    }

    [Fact]
    public void Words_are_written_from_the_data()
    {
        var text = Samples.Figures["lines"]().AlternativeText;

        Assert.Equal(
            "Line chart: Loss. epoch from 1 to 5. loss (nats) from 0.2 to 2.1. training: from 2 to 0.2. validation: from 2.1 "
                + "to 0.75, lowest 0.7 at 4.",
            text
        );
        Assert.Equal("Bar chart: Bars. value for each letter. a & b 1 ± 0.1, <c> -2 ± 0.2.", Samples.Figures["bar"]().AlternativeText);
        Assert.Equal(
            "Confusion matrix. 11 of 12 predictions right (91.7%). Most frequent mistakes: no taken for yes 1 times.",
            Samples.Figures["confusion"]().AlternativeText
        );
    }

    [Fact]
    public void A_histogram_counts_every_value_once_also_on_the_edges()
    {
        var counts = Trace(Plot.Histogram([0.0, 1, 2, 3, 4], bins: 4), 0)["y"]!.AsArray().Select(count => count!.GetValue<long>());

        Assert.Equal([1, 1, 1, 2], counts);
    }

    [Fact]
    public void A_heat_map_of_a_tensor_keeps_rows_and_columns()
    {
        using var matrix = arange(6).reshape(2, 3).t(); // not contiguous

        Assert.Equal("[[0,3],[1,4],[2,5]]", Trace(Plot.HeatMap(matrix), 0)["z"]!.ToJsonString());
    }

    [Fact]
    public void The_pictures_of_a_grid_hold_the_tensor_s_pixels()
    {
        using var colour = zeros(2, 3, 4, 5);
        colour[1, 0, 2, 3] = 1; // red at row 2, column 3 of the second picture
        colour[1, 2, 2, 3] = 0.5f;
        colour[0, 0, 0, 0] = float.NaN;
        var html = ((IView)Plot.Images(colour)).Html;
        var pictures = html.Split("data:image/png;base64,")
            .Skip(1)
            .Select(rest => SKBitmap.Decode(Convert.FromBase64String(rest[..rest.IndexOf('"', StringComparison.Ordinal)])))
            .ToArray();

        Assert.Equal(2, pictures.Length);
        Assert.Equal((5, 4), (pictures[1].Width, pictures[1].Height));
        Assert.Equal(new SKColor(255, 0, 128), pictures[1].GetPixel(3, 2));
        Assert.Equal(SKColors.Black, pictures[1].GetPixel(2, 3));
        Assert.Equal(SKColors.Black, pictures[0].GetPixel(0, 0));
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.Contains(
            "3 x values and 2 y values",
            Assert.Throws<ArgumentException>("series", () => Plot.Line([1, 2, 3], [1, 2])).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>("series", () => Plot.Lines([]));
        Assert.Throws<ArgumentException>("series", () => Plot.Line(Array.Empty<double>()));
        Assert.Throws<ArgumentNullException>("y", () => Plot.Line((double[])null!));
        Assert.Contains(
            "2 labels and 3 values",
            Assert.Throws<ArgumentException>("labels", () => Plot.Bar(["a", "b"], [1, 2, 3])).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>("series", () => Plot.Bar(["a"], [1], [0.1, 0.2]));
        Assert.Throws<ArgumentOutOfRangeException>("bins", () => Plot.Histogram([1], 0));
        Assert.Throws<ArgumentException>("groups", () => Plot.Histogram([double.NaN]));
        Assert.Throws<ArgumentException>("xNames", () => Plot.HeatMap(new double[2, 2], ["a"]));
        Assert.Throws<ArgumentException>("z", () => Plot.HeatMap(new double[0, 0]));
        Assert.Throws<ArgumentException>("matrix", () => Plot.HeatMap(zeros(2, 2, 2)));
        Assert.Throws<ArgumentException>("y", () => Plot.Contour((_, _) => 0, (0, 1), (1, 1)));
        Assert.Throws<ArgumentException>("counts", () => Plot.ConfusionMatrix(new long[2, 3]));
        Assert.Throws<ArgumentException>("classNames", () => Plot.ConfusionMatrix(new long[2, 2], ["a"]));
        Assert.Contains(
            "(1, 2, 4, 4)",
            Assert.Throws<ArgumentException>("images", () => Plot.Images(zeros(1, 2, 4, 4))).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>("images", () => Plot.Images(zeros(0, 1, 4, 4)));
        Assert.Throws<ArgumentException>("captions", () => Plot.Images(zeros(2, 4, 4), ["one"]));
        Assert.Throws<ArgumentException>("figures", () => Plot.Grid());
    }

    private static JsonObject Trace(Figure figure, int index) => JsonNode.Parse(figure.Chart!.Json)!["data"]![index]!.AsObject();

    [Fact]
    public void The_plain_picture_s_legend_is_whole()
    {
        string[] names = ["SARSA, step 0.1", "Q-learning, step 0.1", "Holt-Winters, by validation", "the season before"];
        var picture = XElement.Parse(StaticChart.Svg(Plot.Lines(names.Select(name => new Series(name, [1, 2]))).Chart!, 380));

        foreach (var name in names)
        {
            var text = Assert.Single(picture.Elements("text"), text => text.Value == name);
            Assert.InRange((double)text.Attribute("x")! + (7 * name.Length), 0, 380);
        }

        Assert.Equal(
            4,
            picture.Elements("text").Select(text => (text.Attribute("x")!.Value, text.Attribute("y")!.Value)).Distinct().Count()
        );
    }

    [Fact]
    public void Charts_side_by_side_have_pictures_for_their_width()
    {
        var chart = Plot.Line([1.0, 2]);

        Assert.Contains("viewBox=\"0 0 760 ", ((IView)chart).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("viewBox=\"0 0 760 ", ((IView)Plot.Grid(chart, chart)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_units_are_equal_in_the_chart_and_in_the_plain_picture()
    {
        var figure = Plot.Scatter([0, 4, 0, 4], [0, 0, 2, 2], equalUnits: true);
        var layout = Layout(figure);
        Assert.Equal("x", layout["yaxis"]!["scaleanchor"]!.GetValue<string>());

        // Lines of the grid: marks at 0 and 1 stand as far apart on either axis.
        var picture = XElement.Parse(StaticChart.Svg(figure.Chart!));
        var places = picture.Elements("g").Select((group, axis) => Gap(group, axis == 0 ? "x" : "y")).ToArray();
        Assert.InRange(places[0] / places[1], 0.98, 1.02);
        Assert.Null(Layout(Plot.Scatter([0, 4], [0, 2]))["yaxis"]!["scaleanchor"]);
        var surface = Plot.Contour((x, y) => x + y, (0, 4), (0, 2), equalUnits: true);
        Assert.Equal("x", Layout(surface)["yaxis"]!["scaleanchor"]!.GetValue<string>());

        static double Gap(XElement group, string side)
        {
            var (first, last) = (group.Elements("text").First(), group.Elements("text").Last());
            return Math.Abs((double)last.Attribute(side)! - (double)first.Attribute(side)!)
                / (double.Parse(last.Value, CultureInfo.InvariantCulture) - double.Parse(first.Value, CultureInfo.InvariantCulture));
        }
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(12, 6)]
    [InlineData(16, 8)]
    [InlineData(18, 9)]
    [InlineData(20, 10)]
    [InlineData(25, 5)]
    public void Rows_of_pictures_are_even(int count, int columns) => Assert.Equal(columns, Plot.EvenColumns(count));

    [Fact]
    public void A_grid_of_ten_columns_fits_the_page() =>
        Assert.Contains("max-width:732px", ((IView)Plot.Images(zeros(20, 28, 28), columns: 10)).Html, StringComparison.Ordinal);

    [Fact]
    public void Epochs_have_no_halves()
    {
        var figure = Plot.Line([1, 2], [0.1, 0.2]);

        Assert.Equal(1, Layout(figure)["xaxis"]!["dtick"]!.GetValue<double>());
        Assert.DoesNotContain("1.5", StaticChart.Svg(figure.Chart!), StringComparison.Ordinal);
        Assert.Null(Layout(Plot.Line([1, 1.5], [0.1, 0.2]))["xaxis"]!["dtick"]);
        Assert.Null(Layout(Plot.Line([0, 400], [0.1, 0.2]))["xaxis"]!["dtick"]);
    }

    [Fact]
    public void Bars_lie_where_their_labels_are_long()
    {
        string[] labels = ["the question's recipe as it stands", "with batch normalisation", "both"];
        var lying = Plot.Bar(labels, [0.5, 0.25, 1.0], [0.1, 0.1, 0.1], xLabel: "recipe", yLabel: "accuracy");
        var (trace, layout) = (JsonNode.Parse(lying.Chart!.Json)!["data"]![0]!, Layout(lying));

        Assert.Equal("h", trace["orientation"]!.GetValue<string>());
        Assert.Equal("accuracy", layout["xaxis"]!["title"]!["text"]!.GetValue<string>());
        Assert.Equal("reversed", layout["yaxis"]!["autorange"]!.GetValue<string>());
        var places = XElement
            .Parse(StaticChart.Svg(lying.Chart!))
            .Descendants("text")
            .Where(text => labels.Contains(text.Value))
            .ToDictionary(text => text.Value, text => (int)text.Attribute("y")!);
        Assert.Equal(3, places.Count);
        Assert.True(places[labels[0]] < places[labels[1]] && places[labels[1]] < places[labels[2]]);
        Assert.Null(JsonNode.Parse(Plot.Bar(["a", "b"], [1, 2]).Chart!.Json)!["data"]![0]!["orientation"]);
    }

    [Theory]
    [InlineData(99, 1, 0.01 / 0.9)]
    [InlineData(60, 40, 1)]
    [InlineData(100, 0, 1)]
    public void Rare_mistakes_are_not_lost_beside_the_diagonal(long right, long wrong, double most)
    {
        var figure = Plot.ConfusionMatrix(
            new long[,]
            {
                { right, wrong },
                { 0, 100 },
            }
        );

        Assert.Equal(most, JsonNode.Parse(figure.Chart!.Json)!["data"]![0]!["zmax"]!.GetValue<double>(), 4);
    }

    private static JsonNode Layout(Figure figure) => JsonNode.Parse(figure.Chart!.Json)!["layout"]!;
}

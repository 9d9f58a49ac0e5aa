using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Viva.Display.Charts;
using static TorchSharp.torch;

namespace Viva.Tests.Display.Charts;

public sealed partial class SlidesTests
{
    private static readonly string[] PieLabels = ["a", "b"];

    [Fact]
    public void The_html_is_all_pictures_each_with_its_place_and_its_words()
    {
        var document = Parse(Samples.Figures["slides"]());
        var box = document.QuerySelector("div.slides[role=group] > [role=group]")!;

        Assert.Equal("day", box.GetAttribute("aria-label"));
        Assert.Equal(["1: A point", "2 & 3"], box.Children.Select(slide => slide.QuerySelector("figcaption")!.TextContent));
        Assert.All(box.Children, slide => Assert.NotEmpty(slide.QuerySelector("[role=img] > svg")!.Children));
        Assert.Equal(
            "Scatter plot: A point. x from 1 to 1. y from 2 to 2. Points: 1 points, mean 2.",
            box.QuerySelector("[role=img]")!.GetAttribute("aria-label")
        );
        Assert.Equal("Growth", document.QuerySelector(".slides > div")!.TextContent);
    }

    [Fact]
    public void Slides_bring_their_own_script_and_neither_plotly_js_nor_the_charts_data()
    {
        var html = Samples.Figures["slides"]().ToHtml(offline: false);

        Assert.Single(ScriptTag().Matches(html));
        Assert.Contains("div.slides:not(.on)", html, StringComparison.Ordinal);
        Assert.DoesNotContain("plotly", html, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(html.Length, 1, 8000);
    }

    [Fact]
    public void Slides_stand_in_a_grid_and_hold_pictures_and_grids()
    {
        var slides = Plot.Slides(
            null,
            "step",
            ("0", Plot.Images(zeros(2, 4, 4))),
            ("1", Plot.Grid("Two", Plot.Line([1, 2], "left"), Plot.Line([2, 1], "right")))
        );
        var document = Parse(Plot.Grid("Outer", slides, Plot.Line([1, 2])));

        Assert.Equal(2, document.QuerySelectorAll(".slides img").Length);
        Assert.Equal(
            ["1: Two", "left", "right"],
            document.QuerySelectorAll(".slides > [role=group] > :nth-child(2) figcaption").Select(caption => caption.TextContent)
        );
        Assert.Single(document.QuerySelectorAll("figure.viva"));
    }

    [Fact]
    public void Words_say_what_the_slider_changes_and_where_it_begins_and_ends() =>
        Assert.StartsWith(
            "Pictures with a slider: Growth. 2 pictures by day, from 1 to 2 & 3. The first: Scatter plot: A point.",
            Samples.Figures["slides"]().AlternativeText,
            StringComparison.Ordinal
        );

    [Fact]
    public void What_cannot_be_shown_is_refused()
    {
        var line = Plot.Line([1, 2]);

        Assert.Contains(
            "at least 2 slides; this one has 1",
            Assert.Throws<ArgumentException>("slides", () => Plot.Slides("t", "step", ("0", line))).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentNullException>("slides", () => Plot.Slides("t", "step", null!));
        Assert.Throws<ArgumentException>("label", () => Plot.Slides("t", " ", ("0", line), ("1", line)));
        Assert.Contains(
            "Slide 2 of 2",
            Assert.Throws<ArgumentException>("slides", () => Plot.Slides("t", "step", ("0", line), ("", line))).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>("slides", () => Plot.Slides("t", "step", ("0", line), ("1", null!)));
        var pie = Figure.From(Plotly.NET.CSharp.Chart.Pie<double, string, string>([2.0, 3.0], Labels: PieLabels), "A pie.");
        Assert.Contains(
            "slide 'pie'",
            Assert.Throws<ArgumentException>("slides", () => Plot.Slides("t", "step", ("0", line), ("pie", pie))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_range_holds_for_the_chart_and_for_its_plain_picture()
    {
        var chart = Plot.Scatter([0, 1, 50], [0, 1, 1], xRange: (-2, 2), yRange: (0, 4));
        var picture = Parse(chart).QuerySelector("figure.viva svg")!;
        var dots = picture.QuerySelector("path[stroke-linecap=round]")!.GetAttribute("d")!;

        Assert.Contains("\"range\":[-2,2]", chart.Chart!.Json, StringComparison.Ordinal);
        // From x = 64 (-2) to 744 (2) and from y = 314 (0) to 30 (4); the third point is beyond.
        Assert.Equal("m574 243zm-170 71z", dots);
        var ticks = picture.QuerySelectorAll("g[text-anchor=middle] text").Select(text => text.TextContent).ToArray();
        Assert.Equal(("-2", "2"), (ticks[0], ticks[^1]));
        Assert.Contains(
            "\"range\":[0,2]",
            Plot.Scatter([1, 10], [1, 2], logX: true, xRange: (1, 100)).Chart!.Json,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 1, false)]
    [InlineData(double.NaN, 1, false)]
    [InlineData(0, double.PositiveInfinity, false)]
    [InlineData(0, 1, true)]
    public void A_range_that_makes_no_sense_is_refused(double from, double to, bool log)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>("xRange", () => Plot.Scatter([1, 2], [1, 2], logX: log, xRange: (from, to)));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"({from}, {to})"), error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("yRange", () => Plot.Scatter([new("a", [1], [1])], logY: log, yRange: (from, to)));
    }

    [Fact]
    public void The_plain_picture_keeps_600_points()
    {
        var many = Enumerable.Range(0, 600).ToArray();
        var dots = Parse(Plot.Scatter(many, many)).QuerySelector("path[stroke-linecap=round]")!.GetAttribute("d")!;

        Assert.Equal(600, dots.Count(c => c == 'z'));
    }

    [Fact]
    public void A_slide_of_400_points_takes_at_most_4_KB()
    {
        var random = new Random(1);
        double Around(double centre) =>
            centre + (0.2 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        Figure Frame() =>
            Plot.Scatter(
                [
                    .. Enumerable
                        .Range(1, 2)
                        .Select(group => new Series(
                            $"group {group}",
                            [.. Enumerable.Range(0, 200).Select(i => Around(i % 3))],
                            [.. Enumerable.Range(0, 200).Select(i => Around(i % 2))]
                        )),
                ],
                xRange: (-1, 3),
                yRange: (-1, 2)
            );

        var (two, three) = (Html(2), Html(3));
        Assert.InRange(three.Length - two.Length, 2000, 4096);

        string Html(int count) =>
            Plot.Slides(null, "step", Enumerable.Range(0, count).Select(i => ($"{i}", Frame()))).ToHtml(offline: false);
    }

    [Fact]
    public void Groups_of_points_have_shapes_of_their_own_in_the_plain_picture_and_its_legend()
    {
        var picture = Parse(Plot.Scatter([.. Enumerable.Range(0, 8).Select(i => new Series($"group {i}", [i], [i]))]))
            .QuerySelector("figure.viva svg")!;
        var markers = picture
            .QuerySelectorAll("path")
            .Where(path => path.GetAttribute("stroke") != "currentColor")
            .Select(path => (Look: Look(path), Color: path.GetAttribute("stroke") ?? path.GetAttribute("fill")))
            .ToArray();

        Assert.Equal(8, markers.Take(8).Select(marker => marker.Look).Distinct().Count());
        Assert.Equal(markers[..8], markers[8..]);

        static string Look(IElement path) => path.GetAttribute("stroke-linecap") + FirstPlace().Replace(path.GetAttribute("d")!, "");
    }

    private static IDocument Parse(Figure figure) =>
        new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(
            $"<!doctype html><html lang=\"en\"><head><title>t</title></head><body>{figure.ToHtml(offline: false)}</body></html>"
        );

    [GeneratedRegex(@"^m\d+ \d+")]
    private static partial Regex FirstPlace();

    [GeneratedRegex("<script")]
    private static partial Regex ScriptTag();
}

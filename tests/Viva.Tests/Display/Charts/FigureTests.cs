using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Viva.Display;
using Viva.Display.Charts;
using Viva.Tests.Display.Hosts;
using Viva.Tests.Training;

namespace Viva.Tests.Display.Charts;

// Alone: which figure carries plotly.js is a fact of the whole session, and a notebook that starts in another test forgets it.
[Collection(TorchSerial.Name)]
public sealed class FigureTests
{
    private static readonly string[] Letters = ["a", "b"];
    private static readonly double[] Values = [1, 2];

    public static TheoryData<string> Kinds => [.. Samples.Figures.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Html_is_well_formed_named_and_holds_the_chart_as_json(string kind)
    {
        var figure = Samples.Figures[kind]();
        var document = Parse(figure.ToHtml(offline: false));

        foreach (var picture in document.QuerySelectorAll("figure.viva"))
        {
            // A figure with a caption may not be an image itself.
            Assert.False(picture.HasAttribute("role"));
            Assert.False(string.IsNullOrWhiteSpace(picture.QuerySelector(":scope > [role=img]")?.GetAttribute("aria-label")));
            using var chart = JsonDocument.Parse(picture.QuerySelector("script[type='application/vnd.viva.figure+json']")!.TextContent);
            Assert.NotEqual(0, chart.RootElement.GetProperty("data").GetArrayLength());
            Assert.Equal(JsonValueKind.Object, chart.RootElement.GetProperty("layout").ValueKind);
        }

        foreach (var image in document.QuerySelectorAll("img"))
        {
            Assert.False(string.IsNullOrWhiteSpace(image.GetAttribute("alt")));
        }

        Assert.Equal(figure.AlternativeText, ((IView)figure).Text);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Without_scripts_a_picture_stands_in_the_chart_s_place(string kind)
    {
        foreach (var picture in Parse(Samples.Figures[kind]().ToHtml(offline: false)).QuerySelectorAll("figure.viva"))
        {
            Assert.NotNull(picture.QuerySelector("svg"));
            Assert.DoesNotContain("NaN", picture.QuerySelector("svg")!.OuterHtml, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_small_line_chart_takes_little_space()
    {
        var html = Samples.Figures["lines"]().ToHtml(offline: false);
        var script = html.Length - html.IndexOf("</figure>", StringComparison.Ordinal);

        Assert.InRange(html.Length - script, 1, 3000);
        Assert.InRange(script, 1, 3200);
    }

    [Fact]
    public void Title_and_text_cannot_break_out()
    {
        var figure = Plot.Line([1.0, 2], "</script><b>title", "<i>x</i>", "y\"", alternativeText: "\"><script>alert(1)</script>");
        var document = Parse(figure.ToHtml(offline: false));

        Assert.Equal(2, document.QuerySelectorAll("script").Length);
        Assert.Empty(document.QuerySelectorAll("b, i"));
        Assert.Equal("</script><b>title", document.QuerySelector("figcaption")!.TextContent);
    }

    [Fact]
    public void Online_plotly_js_comes_from_the_network_with_its_hash()
    {
        var html = Samples.Figures["lines"]().ToHtml(offline: false);

        Assert.Contains("https://cdn.plot.ly/plotly-2.28.0.min.js", html, StringComparison.Ordinal);
        Assert.Contains("integrity:'sha384-", html, StringComparison.Ordinal);
        Assert.DoesNotContain(PlotlyScript.CarrierType, html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_is_that_of_the_copy_inside_plotly_net()
    {
        using var stream = typeof(Plotly.NET.GenericChart).Assembly.GetManifestResourceStream("Plotly.NET.plotly-2.28.0.min.js")!;

        Assert.Equal(PlotlyScript.Integrity, "sha384-" + Convert.ToBase64String(System.Security.Cryptography.SHA384.HashData(stream)));
    }

    [Fact]
    public void Offline_the_first_figure_carries_plotly_js_and_again_when_it_is_shown_again()
    {
        PlotlyScript.Reset();
        var (first, second) = (Plot.Line([1.0, 2], "first"), Plot.Line([1.0, 2], "second"));
        var html = first.ToHtml(offline: true);

        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.InRange(html.Length, 1_000_000, 2_000_000);
        Assert.InRange(second.ToHtml(offline: true).Length, 1, 7000);
        Assert.True(Plot.Line([1.0, 2], "first").ToHtml(offline: true).Length > 1_000_000);

        PlotlyScript.Reset();
        Assert.True(second.ToHtml(offline: true).Length > 1_000_000);
        PlotlyScript.Reset();
    }

    [Fact]
    public void Offline_an_output_of_its_own_carries_plotly_js_before_a_live_one()
    {
        PlotlyScript.Reset();
        var host = new RecordingHost();
        PlotlyScript.CarryBeforeLive(host, offline: true);
        PlotlyScript.CarryBeforeLive(host, offline: true);

        Assert.Contains(PlotlyScript.CarrierType, ((IView)Assert.Single(host.Shown)).Html, StringComparison.Ordinal);
        Assert.InRange(Plot.Line([1.0, 2], "live").ToHtml(offline: true).Length, 1, 7000);
        PlotlyScript.Reset();
    }

    [Fact]
    public void A_plotly_net_chart_keeps_its_data_and_layout_without_the_default_template()
    {
        var chart = Plotly.NET.CSharp.Chart.Line<int, double, string>([1, 2, 3], [1.5, 2.5, 2]);
        var figure = Figure.From(chart, "Three points.");
        var html = figure.ToHtml(offline: false);

        Assert.Contains("[1.5,2.5,2", html.Replace("2.0", "2", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.InRange(html.Length, 1, 8000);
        Assert.Equal("Three points.", figure.AlternativeText);
    }

    [Fact]
    public void An_xplot_chart_gives_its_title_to_the_figure()
    {
        var chart = XPlot.Plotly.Chart.Plot(new XPlot.Plotly.Bar { x = Letters, y = Values });
        chart.WithTitle("From XPlot");
        chart.WithXTitle("letter");
        var figure = Figure.From(chart, "Two bars.");

        Assert.Equal("From XPlot", figure.Title);
        Assert.Matches(new Regex("\"xaxis\":\\{\"title\":\"letter\"\\}"), figure.Chart!.Json);
    }

    [Fact]
    public void Another_object_is_no_chart_and_a_figure_needs_words()
    {
        Assert.Contains(
            "System.String",
            Assert.Throws<ArgumentException>("chart", () => Figure.From("chart", "text")).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>("alternativeText", () => Figure.From(XPlot.Plotly.Chart.Plot(new XPlot.Plotly.Bar()), " "));
    }

    private static IDocument Parse(string fragment)
    {
        // Strict: a parse error is an exception.
        var parser = new HtmlParser(new HtmlParserOptions { IsStrictMode = true });
        return parser.ParseDocument($"<!doctype html><html lang=\"en\"><head><title>t</title></head><body>{fragment}</body></html>");
    }
}

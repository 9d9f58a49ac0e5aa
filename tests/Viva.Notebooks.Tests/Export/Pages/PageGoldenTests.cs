using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export;
using Viva.Notebooks.Export.Pages;

namespace Viva.Notebooks.Tests.Export.Pages;

/// <summary>A notebook with every kind of cell and output, and the page that it becomes.</summary>
public class PageGoldenTests
{
    private static readonly Lazy<Dictionary<string, string>> Site = new(() => SmallNotebook.Export(options => options));

    /// <summary>
    /// The expectation is in <c>page.txt</c>; after a change that is meant, run with <c>VIVA_RENEW=1</c> and read the difference.
    /// </summary>
    [Fact]
    public void The_small_notebook_becomes_the_page_that_was_reviewed()
    {
        var file = TestFiles.At("Export/Pages/page.txt");
        var now = PageText.Of(Site.Value["small.html"]);
        if (Environment.GetEnvironmentVariable("VIVA_RENEW") == "1")
        {
            File.WriteAllText(file, now);
        }

        Assert.True(
            File.ReadAllText(file) == now,
            "- expected, + now; where the new form is right: VIVA_RENEW=1\n\n" + TestFiles.Difference(File.ReadAllText(file), now)
        );
    }

    [Fact]
    public void The_page_is_harmless_and_its_ids_are_unique()
    {
        var page = Site.Value["small.html"];
        HostileTests.AssertHarmless("small", page, own: true);
        var ids = Document(page).QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        foreach (var link in Document(page).QuerySelectorAll("a[href^='#']"))
        {
            Assert.Contains(Uri.UnescapeDataString(link.GetAttribute("href")![1..]), ids);
        }
    }

    [Fact]
    public void Every_section_has_a_link_to_itself_and_a_place_in_the_contents()
    {
        var page = Document(Site.Value["small.html"]);
        foreach (var heading in page.QuerySelectorAll("main h2, main h3"))
        {
            Assert.Equal("#" + heading.Id, heading.QuerySelector("a.anchor")?.GetAttribute("href"));
            Assert.NotEmpty(heading.QuerySelector("a.anchor")!.GetAttribute("aria-label")!);
            Assert.NotNull(page.QuerySelector($"nav.contents a[href='#{heading.Id}']"));
        }
    }

    [Fact]
    public void Links_between_notebooks_lead_to_pages_that_are_there()
    {
        var links = Document(Site.Value["small.html"]).QuerySelectorAll("main a");
        Assert.Equal("other.html#a-section", links.Single(link => link.TextContent == "Other").GetAttribute("href"));
        Assert.DoesNotContain(links, link => link.TextContent == "missing");
        Assert.NotNull(Document(Site.Value["other.html"]).GetElementById("a-section"));
    }

    [Fact]
    public void Every_picture_has_an_alternative_text()
    {
        var pictures = Document(Site.Value["small.html"]).QuerySelectorAll("main img");
        Assert.Equal(
            ["A dot", "", "Picture without a description", "A dot, drawn", "Picture without a description"],
            pictures.Select(picture => picture.GetAttribute("alt"))
        );
        Assert.All(pictures, picture => Assert.StartsWith("data:image/", picture.GetAttribute("src"), StringComparison.Ordinal));
    }

    [Fact]
    public void Solutions_are_folded_shown_or_gone()
    {
        var folded = Document(Site.Value["small.html"]);
        Assert.Equal(2, folded.QuerySelectorAll("details.solution").Length);
        Assert.NotNull(folded.QuerySelector("details.solution #cell-solution"));
        Assert.Equal(["Exercise", "Check"], folded.QuerySelectorAll(".tag").Select(tag => tag.TextContent));

        var shown = Document(SmallNotebook.Export(options => options with { Solutions = SolutionStyle.Shown })["small.html"]);
        Assert.Empty(shown.QuerySelectorAll("details.solution"));
        Assert.NotNull(shown.QuerySelector("#cell-solution"));

        var none = SmallNotebook.Export(options => options with { Solutions = SolutionStyle.None });
        Assert.Null(Document(none["small.html"]).QuerySelector("#cell-solution"));
        Assert.NotNull(Document(none["small.html"]).QuerySelector("#cell-exercise"));
        Assert.All(none, file => Assert.DoesNotContain("The way to it", file.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Seconds_stand_at_cells_that_took_some()
    {
        var page = Document(Site.Value["small.html"]);
        Assert.Equal("12 s", page.QuerySelector("#cell-streams .seconds")?.TextContent);
        Assert.Equal("1.0 s", page.QuerySelector("#cell-pictures .seconds")?.TextContent);
        Assert.Null(page.QuerySelector("#cell-result .seconds"));
    }

    [Theory]
    [InlineData("stdout", "a\u001b[1;31mb\u001b[0m\u001b[?25lc\u001b[2Kd", "<pre class=\"stream\">abcd</pre>")]
    [InlineData("stderr", "x < y\n\n", "<pre class=\"stream stderr\">x &lt; y</pre>")]
    [InlineData("stdout", "1%\r2%\r3%\ndone\r\n", "<pre class=\"stream\">3%\ndone</pre>")]
    [InlineData(
        "stdout",
        "\u0000\u0007bell\u001b]8;;https://example.org\u001b\\link\u001b]8;;\u001b\\",
        "<pre class=\"stream\">belllink</pre>"
    )]
    [InlineData("stdout", " \n\n", "")]
    public void Printed_text_is_what_a_terminal_shows_in_the_end(string name, string text, string expected) =>
        Assert.Equal(expected, new OutputHtml(new HtmlFilter(trusted: false), words => words).Render(NotebookOutput.Stream(name, text)));

    [Fact]
    public void Outputs_of_odd_shape_show_what_can_be_shown()
    {
        var renderer = new OutputHtml(new HtmlFilter(trusted: false), words => words);
        Assert.Equal(
            "<pre class=\"stream\">x</pre>",
            renderer.Render((JsonObject)JsonNode.Parse("""{"output_type":"stream","name":7,"text":["x"]}""")!)
        );
        Assert.Equal("", renderer.Render((JsonObject)JsonNode.Parse("""{"output_type":"display_data","data":[1],"metadata":{}}""")!));
        Assert.Equal(
            "",
            renderer.Render(
                (JsonObject)
                    JsonNode.Parse(
                        """{"output_type":"display_data","data":{"text/html":7,"image/png":{},"text/plain":null},"metadata":{}}"""
                    )!
            )
        );
        Assert.Contains(
            "<strong></strong>",
            renderer.Render((JsonObject)JsonNode.Parse("""{"output_type":"error","ename":1,"traceback":[1,{}]}""")!),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "<pre class=\"value\">left</pre>",
            renderer.Render(
                (JsonObject)JsonNode.Parse("""{"output_type":"display_data","data":{"image/png":"<not base64>","text/plain":"left"}}""")!
            )
        );
    }

    private static IHtmlDocument Document(string page) => new HtmlParser().ParseDocument(page);
}

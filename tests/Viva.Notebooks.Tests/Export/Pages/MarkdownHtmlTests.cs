using System.Text.Json.Nodes;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export;
using Viva.Notebooks.Export.Pages;

namespace Viva.Notebooks.Tests.Export.Pages;

public class MarkdownHtmlTests
{
    [Theory]
    [InlineData(@"Text $a + \foo$ here.", 1, 11, @"\foo is not known")]
    [InlineData("One.\n\nTwo $x$ and\n- **bold** $\\frac{1}{$", 4, 21, "not closed")]
    [InlineData("$$\na + b\n  + \\foo\n$$", 3, 5, @"\foo is not known")]
    [InlineData("| a | b |\n| --- | --- |\n| 1 | $\\left( x$ |", 3, 8, @"without its \right")]
    [InlineData("> - $a & b$", 1, 8, "outside a table")]
    [InlineData("# Title $\\frac{1}$", 1, 18, "is missing")]
    [InlineData("$a$\n\n$$x^$$", 3, 5, "is missing")]
    [InlineData("A long\nand $formula +\n\\alpha$ here", 2, 5, "past the end of its line")]
    [InlineData("<details>\n<summary>Why $\\foo$?</summary>\n\n</details>", 2, 15, @"\foo is not known")]
    [InlineData("One\n$$ a\n+ \\foo $$\n\nTwo", 3, 3, @"\foo is not known")]
    [InlineData("$$ a\n+ b $$\n\nTwo $\\foo$", 4, 6, @"\foo is not known")]
    [InlineData("Text\n\\begin{align} a &= b \\end{align}", 2, 1, "outside dollar signs")]
    public void A_formula_that_cannot_be_typeset_names_cell_line_column_and_next_step(string source, int line, int column, string problem)
    {
        var e = Assert.Throws<NotebookException>(() => Render(source, 7));
        Assert.Contains(problem, e.Problem, StringComparison.Ordinal);
        Assert.Equal(("a.ipynb", 7, line, column), (e.File, e.Cell, e.Line, e.Column));
        Assert.NotEmpty(e.NextStep);
        Assert.Contains($"a.ipynb, cell 7, line {line}, column {column}: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_ends_with_the_formula_that_cannot_be_set_and_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        var document = NotebookDocument.Create();
        document.Add(NotebookCell.Create(CellKind.Markdown, "# Title"));
        document.Add(NotebookCell.Create(CellKind.Markdown, "A $\\wrong$ one"));
        document.Write(folder.File("a.ipynb"));
        var e = Assert.Throws<NotebookException>(() =>
            NotebookExporter.Export(
                [new ExportSource(folder.File("a.ipynb"), folder.Path)],
                folder.File("out"),
                new ExportOptions { Plotly = [], Cache = folder.File("cache") },
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal((2, 1, 4), (e.Cell, e.Line, e.Column));
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Theory]
    [InlineData("$x$")]
    [InlineData("$$x$$")]
    [InlineData("$$\nx\n$$")]
    [InlineData("a\n$$\nx\n$$\nb")]
    [InlineData("$$ x\n$$")]
    [InlineData("$$\na +\nx $$")]
    [InlineData("$$ a\n+ x $$")]
    [InlineData("a $$x$$ b")]
    [InlineData("1. one\n\n   $$\n   x\n   $$")]
    [InlineData("- $x$")]
    [InlineData("> $$\n> x\n> $$")]
    [InlineData("| $x$ | b |\n| --- | --- |\n| a | b |")]
    [InlineData("# The $x$")]
    [InlineData("**$x$**")]
    [InlineData("[$x$](#a)")]
    [InlineData("<b>$x$</b> in a line")]
    [InlineData("<details>\n<summary>What is $x$?</summary>\n\ntext\n\n</details>")]
    [InlineData("<table><tr><td title=\"a > b\">$x$</td></tr></table>")]
    public void A_formula_is_set_wherever_it_stands(string source)
    {
        var (html, _) = Render(source);
        Assert.Contains("<mi>x</mi>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("$", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\ue000", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("It costs $5 or $10.")]
    [InlineData("It costs \\$5 or \\$x$ more")]
    [InlineData("`$x$`")]
    [InlineData("```\n$x$\n```")]
    [InlineData("```\n$$ x\n+ y $$\n```")]
    [InlineData("<pre>$x$</pre>")]
    [InlineData("<details>\n<summary>It costs $5 or $10</summary>\n</details>")]
    public void What_is_no_formula_keeps_its_dollars(string source)
    {
        var (html, _) = Render(source);
        Assert.DoesNotContain("<math", html, StringComparison.Ordinal);
        Assert.Contains("$", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_formula_in_the_words_of_a_picture_is_its_source()
    {
        var (html, _) = Render("![The curve $y = x^2$](data:image/png;base64,iVBORw0KGgo=)");
        Assert.Equal("<p><img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"The curve y = x^2\"></p>", html.Trim());
    }

    [Fact]
    public void A_picture_that_the_cell_carries_is_in_the_page()
    {
        var attachments = (JsonObject)JsonNode.Parse("""{"a dot.png":{"image/png":"iVBORw0KGgo="},"odd":7}""")!;
        var html = new MarkdownHtml("a.ipynb", new HtmlFilter(trusted: false), address => address).Render(
            "![A dot](attachment:a%20dot.png) ![Odd](attachment:odd) ![None](attachment:none)",
            1,
            attachments: attachments
        );
        Assert.Equal("<p><img src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"A dot\"> <em>Odd</em> <em>None</em></p>", html.Trim());
    }

    [Fact]
    public void Headings_have_unique_ids_and_none_of_the_pages_own()
    {
        var (html, headings) = Render(
            "# Loss\n## Loss\n## loss!\n## Content\n## Cell-1\n## Module\n## 数字 1\n## ...\n## The `Trainer` and $x^2$"
        );
        Assert.Equal(
            ["loss", "loss-2", "loss-3", "section-content", "section-cell-1", "section-module", "数字-1", "section", "the-trainer-and-x-2"],
            headings.Select(heading => heading.Id)
        );
        foreach (var heading in headings)
        {
            Assert.Contains($"<h{heading.Level} id=\"{heading.Id}\">", html, StringComparison.Ordinal);
        }

        Assert.Equal("The Trainer and x2", headings[^1].Text);
    }

    [Fact]
    public void The_contents_have_headings_without_their_links_and_pictures()
    {
        var (_, headings) = Render("## A [link](https://example.org) and `code` ![x](data:image/png;base64,iVBORw0KGgo=) & more");
        Assert.Equal("A link and <code>code</code>  &amp; more", headings.Single().Html);
        Assert.Equal("A link and code  & more", headings.Single().Text);
    }

    [Fact]
    public void A_heading_within_what_is_left_out_is_left_out()
    {
        var (html, headings) = Render("<p id=\"intro\">x</p>\n\n<select>\n\n# Gone\n\n</select>\n\n## Intro");
        Assert.Equal(["Intro"], headings.Select(heading => heading.Html));
        Assert.DoesNotContain("Gone", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_go_where_the_site_says_and_Jupyters_own_to_the_headings()
    {
        var words = new MarkdownHtml(
            "a.ipynb",
            new HtmlFilter(trusted: false),
            address =>
                address switch
                {
                    "b.ipynb" => "b.html",
                    "c.ipynb" => null,
                    _ => address,
                }
        );
        Assert.Equal(
            "<p><a href=\"b.html\">b</a> c <a href=\"#the-short-answer\">s</a> <a href=\"b.html\">raw b</a> <a>raw c</a></p>",
            words
                .Render("[b](b.ipynb) [c](c.ipynb) [s](#The-short-answer) <a href=\"b.ipynb\">raw b</a> <a href=\"c.ipynb\">raw c</a>", 1)
                .Trim()
        );
    }

    private static (string Html, List<PageHeading> Headings) Render(string source, int cell = 1)
    {
        var words = new MarkdownHtml("a.ipynb", new HtmlFilter(trusted: false), address => address);
        return (words.Render(source, cell), words.Headings);
    }
}

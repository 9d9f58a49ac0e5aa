using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export;
using Viva.Notebooks.Running;

namespace Viva.Notebooks.Tests.Export.Pages;

/// <summary>What a page makes of claims, of deeper sections and of the set-up cell.</summary>
public sealed class ClaimPageTests
{
    [Fact]
    public void A_heading_shows_the_state_of_its_claim_and_leads_to_the_cell()
    {
        var page = Page(
            Words("# Title"),
            Words("## 1. A grows.\n\nText."),
            Claiming("one", ("A grows", true, true)),
            Words("## 2. B *falls*"),
            Claiming("two", ("B falls", false, true)),
            Words("## 3. C stays"),
            Claiming("three", ("C stays", true, false)),
            Words("## 4. Nothing is claimed")
        );
        Assert.Equal(
            [
                ("1-a-grows", "✓ holds", "#cell-one"),
                ("2-b-falls", "✗ does not hold", "#cell-two"),
                ("3-c-stays", "○ not judged", "#cell-three"),
            ],
            Badges(page)
        );
        Assert.All(page.QuerySelectorAll("a.claim"), badge => Assert.EndsWith(": to the evidence", badge.GetAttribute("aria-label")!));
        Assert.All(page.QuerySelectorAll("a.claim"), badge => Assert.NotNull(page.QuerySelector(badge.GetAttribute("href")!)));
        Assert.Empty(page.QuerySelectorAll("nav.contents .claim"));
    }

    [Fact]
    public void The_last_claim_of_a_section_counts_and_one_outside_sections_only_shows()
    {
        var page = Page(
            Words("# Title"),
            Claiming("before", ("Early", true, true)),
            Words("## 1. A grows"),
            Claiming("first", ("A grows", true, true)),
            Claiming("last", ("A grows", true, true), ("A grows", false, true))
        );
        Assert.Equal([("1-a-grows", "✗ does not hold", "#cell-last")], Badges(page));
        Assert.Equal("Early", page.QuerySelector("#cell-before .outputs")!.TextContent.Trim());
    }

    [Fact]
    public void Of_nested_sections_the_one_with_the_sentence_has_the_claim_and_else_the_innermost()
    {
        var page = Page(
            Words("## 1. A grows"),
            Words("### In detail"),
            Claiming("outer", ("A grows", true, true)),
            Claiming("inner", ("Something else", false, true)),
            Words("## 2. B falls"),
            Claiming("other", ("A grows", true, false))
        );
        Assert.Equal(
            [
                ("1-a-grows", "✓ holds", "#cell-outer"),
                ("in-detail", "✗ does not hold", "#cell-inner"),
                ("2-b-falls", "○ not judged", "#cell-other"),
            ],
            Badges(page)
        );
    }

    [Fact]
    public void A_claim_of_odd_shape_is_not_judged_and_harmless()
    {
        var cell = NotebookCell.Create(CellKind.Code, "1", "odd");
        cell.Outputs.Add(
            Output(
                new JsonObject
                {
                    ["sentence"] = new JsonArray(),
                    ["holds"] = "<script>",
                    ["judged"] = 1,
                    ["evidence"] = "\"><script>",
                }
            )
        );
        cell.Outputs.Add(Output("no object"));
        var page = Page(Words("## A"), cell);
        Assert.Equal([("a", "○ not judged", "#cell-odd")], Badges(page));
    }

    [Fact]
    public void Slides_show_the_state_too_and_lead_to_the_page()
    {
        var slides = Export("nb.slides.html", Words("## 1. A grows"), Claiming("one", ("A grows", true, true)));
        var badge = Assert.Single(slides.QuerySelectorAll("a.claim"));
        Assert.Equal("nb.html#cell-one", badge.GetAttribute("href"));
        Assert.Equal("✓ holds", badge.TextContent);
        Assert.Equal("H2", badge.ParentElement!.TagName);
    }

    [Fact]
    public void A_deeper_section_is_folded_to_the_next_heading_of_its_level_or_above()
    {
        var page = Page(
            Words("## Core"),
            Words("### Why it converges\n\nA proof.", "deeper"),
            Code("proof", "1"),
            Words("#### A lemma"),
            Words("### Back"),
            Code("after", "2"),
            Words("## 9. All of it\n\nMore.", "deeper"),
            Claiming("claim", ("All of it", true, true)),
            Words("### A part", "deeper"),
            Code("part", "3"),
            Words("## Summary"),
            Code("end", "4")
        );
        var folds = page.QuerySelectorAll("details.deeper");
        Assert.Equal(["why-it-converges", "9-all-of-it", "a-part"], folds.Select(fold => Heading(fold).Id));
        Assert.All(folds, fold => Assert.False(fold.HasAttribute("open")));
        Assert.Equal(["proof"], Inside(folds[0]));
        Assert.Equal(["claim", "part"], Inside(folds[1]));
        Assert.Equal(["part"], Inside(folds[2]));
        Assert.NotNull(folds[0].QuerySelector("#a-lemma"));
        Assert.Equal("A proof.", folds[0].QuerySelector(":scope > .words")!.TextContent.Trim());
        Assert.Equal("✓ holds", Heading(folds[1]).QuerySelector(".claim")!.TextContent);
        Assert.All(folds, fold => Assert.NotNull(page.QuerySelector($"nav.contents a[href='#{Heading(fold).Id}']")));
        Assert.Null(page.QuerySelector("#summary")!.Closest("details"));
        Assert.Null(page.QuerySelector("#cell-after")!.Closest("details"));
    }

    private static IElement Heading(IElement fold) => fold.PreviousElementSibling!.QuerySelector(":is(h2, h3)")!;

    [Theory]
    [InlineData("No heading.")]
    [InlineData("# The title")]
    [InlineData("Words first.\n\n## A heading")]
    [InlineData("---\n\n## A heading")]
    public void The_tag_folds_nothing_where_no_heading_begins_the_cell(string words)
    {
        var page = Page(Words(words, "deeper"), Code("after", "1"));
        Assert.Empty(page.QuerySelectorAll("main details"));
        Assert.NotNull(page.QuerySelector("#cell-after"));
    }

    [Fact]
    public void A_deeper_section_that_ends_in_its_own_cell_folds_that_cell_only()
    {
        var page = Page(Words("## Deep\n\n## Next", "deeper"), Code("after", "1"));
        Assert.Empty(Inside(Assert.Single(page.QuerySelectorAll("details.deeper"))));
    }

    [Fact]
    public void What_the_build_of_the_library_prints_is_left_out_and_what_went_wrong_is_not()
    {
        NotebookCell Printing(string id, string code)
        {
            var cell = Code(id, code);
            cell.Outputs.Add(NotebookOutput.Stream("stdout", "Built in 130 s.\n"));
            cell.Outputs.Add(NotebookOutput.Stream("stderr", "a warning\n"));
            return cell;
        }

        var page = Page(
            Printing("setup", "#!import setup.dib"),
            Printing("beside", "#!import ../notebooks/setup.dib\n"),
            Printing("own", "1")
        );
        Assert.Equal(
            ["a warning", "a warning", "Built in 130 s.a warning"],
            page.QuerySelectorAll(".outputs").Select(shown => shown.TextContent.Trim().Replace("\n", "", StringComparison.Ordinal))
        );
    }

    private static IEnumerable<(string Heading, string Words, string Link)> Badges(IHtmlDocument page) =>
        page.QuerySelectorAll("main a.claim").Select(badge => (badge.ParentElement!.Id!, badge.TextContent, badge.GetAttribute("href")!));

    private static IEnumerable<string> Inside(IElement fold) =>
        fold.QuerySelectorAll("section.cell").Select(cell => cell.Id!["cell-".Length..]);

    private static NotebookCell Words(string text, params string[] tags) => NotebookCell.Create(CellKind.Markdown, text, null, tags);

    private static NotebookCell Code(string id, string code) => NotebookCell.Create(CellKind.Code, code, id);

    private static NotebookCell Claiming(string id, params (string Sentence, bool Holds, bool Judged)[] claims)
    {
        var cell = Code(id, "1");
        foreach (var (sentence, holds, judged) in claims)
        {
            cell.Outputs.Add(
                Output(
                    new JsonObject
                    {
                        ["sentence"] = sentence,
                        ["holds"] = holds,
                        ["evidence"] = "e",
                        ["judged"] = judged,
                    }
                )
            );
        }

        return cell;
    }

    private static JsonObject Output(JsonNode claim) =>
        NotebookOutput.DisplayData([
            new("text/plain", (claim as JsonObject)?["sentence"]?.ToString() ?? ""),
            new(NotebookRunner.ClaimType, claim),
        ]);

    private static IHtmlDocument Page(params NotebookCell[] cells) => Export("nb.html", cells);

    private static IHtmlDocument Export(string file, params NotebookCell[] cells)
    {
        using var folder = new TemporaryFolder();
        var document = NotebookDocument.Create();
        foreach (var cell in cells)
        {
            document.Add(cell);
        }

        document.Write(folder.File("nb.ipynb"));
        NotebookExporter.Export(
            [new ExportSource(folder.File("nb.ipynb"), folder.Path)],
            folder.File("out"),
            new ExportOptions { Cache = folder.File("cache"), Slides = true }
        );
        return new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(folder.File("out"), file)));
    }
}

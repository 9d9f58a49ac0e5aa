using System.Text.Json.Nodes;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export;
using Viva.Notebooks.Running;
using static Notebooks.Tests.Browser.PageRules;

namespace Notebooks.Tests.Browser;

/// <summary>Claims at their headings and deeper sections, on a small page in the browser.</summary>
public sealed class ClaimTests(Chromium chromium) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("viva-claims-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_link_into_a_deeper_section_opens_it_from_the_address_the_contents_and_a_badge()
    {
        var file = Export();
        await using (var visit = await chromium.OpenAsync(file))
        {
            var (fold, cell) = (visit.Page.Locator("details.deeper"), visit.Page.Locator("#cell-inner"));
            Assert.False(await cell.IsVisibleAsync());
            await visit.Page.ClickAsync("nav.contents a[href='#a-part']");
            await Assertions.Expect(visit.Page.Locator("#a-part")).ToBeInViewportAsync();

            // The same link works again when the fold was closed in the meantime.
            await fold.EvaluateAsync("fold => fold.open = false");
            await visit.Page.ClickAsync("nav.contents a[href='#a-part']");
            await Assertions.Expect(visit.Page.Locator("#a-part")).ToBeInViewportAsync();

            await fold.EvaluateAsync("fold => fold.open = false");
            await visit.Page.ClickAsync("[id='3-c-can-wait'] .claim");
            await Assertions.Expect(cell).ToBeInViewportAsync();
            Assert.Empty(visit.Problems);
        }

        await using var direct = await chromium.OpenAsync(file);
        await direct.Page.GotoAsync(new Uri(file).AbsoluteUri + "#cell-inner");
        await Assertions.Expect(direct.Page.Locator("#cell-inner")).ToBeInViewportAsync();
        await direct.Page.ReloadAsync();
        await Assertions.Expect(direct.Page.Locator("#cell-inner")).ToBeInViewportAsync();
    }

    [Theory]
    [InlineData("nb.html")]
    [InlineData("nb.slides.html")]
    public async Task The_page_breaks_no_rule_of_accessibility_and_fits_a_narrow_screen(string page)
    {
        var file = Path.Combine(Path.GetDirectoryName(Export())!, page);
        var faults = new List<string>();
        foreach (var (width, dark) in new[] { (1280, false), (1280, true), (360, false) })
        {
            await using var visit = await chromium.OpenAsync(file, width, dark);
            await AssertQuietAsync(visit, file);
            // As it opens, which is folded and on the first slide, then with everything shown.
            faults.AddRange(await JudgeAsync(visit, $"{width}, folded", new AxeRunOptions()));
            Assert.Empty(await visit.FaultsAsync(TooWide));
            await visit.Page.EvaluateAsync(ShowAll);
            faults.AddRange(await JudgeAsync(visit, $"{width}, open", new AxeRunOptions()));
            Assert.Empty(await visit.FaultsAsync(FocusGoesWrong));
        }

        AssertNone(faults);
    }

    [Fact]
    public async Task On_paper_the_states_are_words_and_deeper_sections_are_open()
    {
        foreach (var scripts in new[] { true, false })
        {
            await using var visit = await chromium.OpenAsync(Export(), dark: true, scripts: scripts);
            using var pdf = PdfDocument.Open(await visit.Page.PdfAsync());
            var text = string.Concat(pdf.GetPages().SelectMany(sheet => sheet.Letters).Select(letter => letter.Value))
                .Replace(" ", "", StringComparison.Ordinal);
            Assert.All(
                ["Agrowswithit✓holds", "✗doesnothold", "○notjudged", "Aproofthatcanwait"],
                words => Assert.Contains(words, text, StringComparison.Ordinal)
            );
            await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
            Assert.All(
                await visit.Page.Locator("a.claim").EvaluateAllAsync<string[]>("all => all.map(a => getComputedStyle(a).color)"),
                ink => Assert.Equal("rgb(0, 0, 0)", ink)
            );
        }
    }

    /// <summary>The page of a small notebook that makes a claim of each state, one of them in a deeper section.</summary>
    private string Export()
    {
        var document = NotebookDocument.Create();
        Words("# A notebook with claims");
        Words("## 1. A grows with it\n\nWords.");
        Claim("first", "A grows with it", holds: true, judged: true);
        Words("## 2. B falls when a heading is so long that no narrow screen shows it on one line");
        Claim("second", "B falls", holds: false, judged: true);
        Words("## 3. C can wait\n\nA proof that can wait.", "deeper");
        Words(string.Concat(Enumerable.Repeat("A line.\n\n", 60)) + "### A part\n\nMore.");
        Words(string.Concat(Enumerable.Repeat("A line.\n\n", 60)));
        Claim("inner", "C can wait", holds: true, judged: false);
        Words("## Summary\n\nThe end.");
        var source = Path.Combine(_folder, "nb.ipynb");
        document.Write(source);
        var site = Path.Combine(_folder, "site");
        NotebookExporter.Export(
            [new ExportSource(source, _folder)],
            site,
            new ExportOptions { Slides = true, Cache = Path.Combine(_folder, "cache") }
        );
        return Path.Combine(site, "nb.html");

        void Words(string text, params string[] tags) => document.Add(NotebookCell.Create(CellKind.Markdown, text, null, tags));

        void Claim(string id, string sentence, bool holds, bool judged)
        {
            var cell = NotebookCell.Create(CellKind.Code, "1 + 1", id);
            var claim = new JsonObject
            {
                ["sentence"] = sentence,
                ["holds"] = holds,
                ["evidence"] = "3 of 4",
                ["judged"] = judged,
            };
            cell.Outputs.Add(
                NotebookOutput.DisplayData([
                    new("text/html", $"<div><strong>{sentence}</strong><br>3 of 4</div>"),
                    new(NotebookRunner.ClaimType, claim),
                ])
            );
            document.Add(cell);
        }
    }
}

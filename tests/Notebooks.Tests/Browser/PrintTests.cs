using Microsoft.Playwright;
using UglyToad.PdfPig;

namespace Notebooks.Tests.Browser;

/// <summary>A page on paper, through the browser's own PDF.</summary>
public sealed class PrintTests(ExecutedNotebooks notebooks, Chromium chromium)
{
    /// <summary>The gallery, and every notebook with its outputs.</summary>
    public static IEnumerable<TheoryDataRow<string>> All =>
        [
            new("gallery"),
            .. ExecutedNotebooks.Names.Select(name => new TheoryDataRow<string>(name) { Traits = { ["Category"] = ["Slow"] } }),
        ];

    private static readonly PagePdfOptions Paper = new()
    {
        Format = "A4",
        Margin = new()
        {
            Left = "15mm",
            Right = "15mm",
            Top = "15mm",
            Bottom = "15mm",
        },
    };

    /// <summary>
    /// The test writes a mark into the upper and the lower corner of everything that must not be cut; then it looks on which sheets of the
    /// PDF they stand, whether every line of code stands there, and whether anything is beyond the
    /// margin. The theme is dark, which paper must not be.
    /// </summary>
    [Theory]
    [MemberData(nameof(All))]
    public async Task Printed_charts_and_code_are_whole(string page)
    {
        var folder = page == "gallery" ? await notebooks.SampleSiteAsync() : await notebooks.WholeSiteAsync();
        await using var visit = await chromium.OpenAsync(Path.Combine(folder, page + ".html"), dark: true);
        await visit.Page.ClickAsync("button.theme");
        await visit.Page.ClickAsync("button.theme");
        await visit.Page.Locator("figure.viva").First.ScrollIntoViewIfNeededAsync();
        var marked = await visit.Page.EvaluateAsync<string[]>(
            """
            () => {
                // What is folded away is not printed, and the kernel's tables have rows without cells.
                const whole = [...document.querySelectorAll('figure, .formula, tr')]
                    .filter(element => element.checkVisibility() && (!element.matches('tr') || element.cells.length > 0));
                whole.forEach((element, i) => {
                    const place = element.matches('tr') ? element.cells[0] : element;
                    if (!element.matches('tr')) element.style.position = 'relative';
                    for (const [letter, side] of [['a', 'top'], ['b', 'bottom']]) {
                        const mark = document.createElement('span');
                        mark.textContent = `q${letter}${i}q`;
                        mark.style.cssText = `position:absolute;right:0;${side}:0;font:5px monospace;color:#000`;
                        if (element.matches('tr')) mark.style.position = 'static';
                        const end = element.matches('tr') ? element.cells[element.cells.length - 1] : place;
                        side === 'top' ? place.prepend(mark) : end.append(mark);
                    }
                });
                return whole.map(element => element.textContent.slice(0, 80));
            }
            """
        );
        var code = await visit.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('.code pre')].map(pre => pre.textContent)"
        );
        using var pdf = PdfDocument.Open(await visit.Page.PdfAsync(Paper));
        var sheets = pdf.GetPages()
            .Select(sheet => string.Concat(sheet.Letters.Select(letter => letter.Value)).Replace(" ", "", StringComparison.Ordinal))
            .ToArray();

        for (var i = 0; i < marked.Length; i++)
        {
            var (upper, lower) = (Sheet($"qa{i}q"), Sheet($"qb{i}q"));
            Assert.True(
                upper >= 0 && upper == lower,
                $"\"{marked[i]}\" begins on sheet {upper + 1} and ends on sheet {lower + 1} of {sheets.Length}."
            );
        }

        var all = string.Concat(sheets);
        foreach (
            var line in code.SelectMany(text => text.Split('\n'))
                .Select(line => string.Concat(line.Where(c => !char.IsWhiteSpace(c))))
                .Where(line => line.All(char.IsAscii))
        )
        {
            Assert.Contains(line, all, StringComparison.Ordinal);
        }

        foreach (var sheet in pdf.GetPages())
        {
            Assert.All(
                sheet.Letters.Where(letter => !string.IsNullOrWhiteSpace(letter.Value)),
                letter => Assert.InRange(letter.BoundingBox.Right, 0, sheet.Width - 40)
            );
        }

        // The ink of every part is that of the light theme. In one go, since charts may be drawn anew at any time.
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Empty(
            await visit.FaultsAsync(
                """
                () => {
                    const parts = [...document.querySelectorAll('main *')].filter(part => !part.closest('.js-plotly-plot'));
                    const inks = theme => {
                        document.documentElement.dataset.theme = theme;
                        return parts.map(part => getComputedStyle(part).color);
                    };
                    const light = inks('light'), dark = inks('dark');
                    return parts.filter((part, i) => light[i] !== dark[i]).map(part => part.outerHTML.slice(0, 100));
                }
                """
            )
        );

        int Sheet(string mark) => Array.FindIndex(sheets, sheet => sheet.Contains(mark, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_folded_is_printed()
    {
        foreach (var scripts in new[] { true, false })
        {
            await using var visit = await chromium.OpenAsync(
                Path.Combine(await notebooks.SampleSiteAsync(), "gallery.html"),
                scripts: scripts
            );
            using var pdf = PdfDocument.Open(await visit.Page.PdfAsync(Paper));
            var text = string.Concat(pdf.GetPages().SelectMany(sheet => sheet.Letters).Select(letter => letter.Value))
                .Replace(" ", "", StringComparison.Ordinal);
            Assert.Contains("Becauseshortwavesscattermore", text, StringComparison.Ordinal);
            Assert.Contains("=>2*x;", text, StringComparison.Ordinal);
            Assert.Contains("line119ofalongoutput", text, StringComparison.Ordinal);
        }
    }
}

using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using static Notebooks.Tests.Browser.PageRules;

namespace Notebooks.Tests.Browser;

/// <summary>
/// What differs from notebook to notebook, on every notebook's page and slides: words, pictures, outputs. What the site's own scripts and
/// styles do with them is the same for all, and <see cref="PageTests"/> judges it on the gallery.
/// </summary>
public sealed class NotebookPageTests(ExecutedNotebooks notebooks, Chromium chromium)
{
    public static TheoryData<string> All => [.. ExecutedNotebooks.Names.SelectMany(name => new[] { name, name + ".slides" })];

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(All))]
    public async Task A_page_is_drawn_fits_a_narrow_screen_and_can_be_reached(string page)
    {
        var file = await File(page);
        await using var visit = await chromium.OpenAsync(file);
        // The slides show the outputs of the page, so its charts are drawn once. The other theme draws the same charts by the same call.
        if (!IsSlides(page))
        {
            await visit.ScrollThroughAsync();
            Assert.Empty(await visit.FaultsAsync(ChartsNotDrawn));
        }

        await AssertLinksAndSizeAsync(visit, file);

        // What fits 320 fits 360: the style sheet has no rule for a width between.
        await visit.Page.SetViewportSizeAsync(320, 740);
        Assert.Empty(await visit.FaultsAsync(TooWide));

        // The Tab key goes through the elements that can have the focus in the order of the page: pressing
        // it for each adds nothing on the second page.
        await visit.Page.EvaluateAsync(ShowAll);
        Assert.Empty(await visit.FaultsAsync(FocusGoesWrong));
        Assert.Empty(await visit.FaultsAsync(FormulasNotSet));
        await AssertQuietAsync(visit, file);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(All))]
    public async Task A_page_breaks_no_rule_of_accessibility(string page)
    {
        var faults = new List<string>();
        await using var visit = await chromium.OpenAsync(await File(page));
        // The charts are judged as plain pictures: what plotly.js draws of each kind is judged in the gallery.
        await visit.Page.EvaluateAsync(ShowAll);
        if (IsSlides(page))
        {
            // The slides have the colours of the page, and what they add is structure.
            faults.AddRange(await JudgeAsync(visit, "light", new() { Rules = new() { ["color-contrast"] = new() { Enabled = false } } }));
        }
        else
        {
            faults.AddRange(await JudgeAsync(visit, "light", new()));
            // In the dark all colours are those of the style sheet, but for what brings its own. No rule but contrast depends on the
            // colours, and what becomes narrow scrolls, and can be scrolled by the keyboard, by one and the same script.
            const string own = "main [style*=color]";
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            if (await visit.Page.Locator(own).CountAsync() > 0)
            {
                faults.AddRange(await JudgeAsync(visit, "dark", new() { RunOnly = RunOnlyOptions.Rules("color-contrast") }, own));
            }
        }

        AssertNone(faults);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(All))]
    public async Task A_page_can_be_read_without_scripts(string page) =>
        await AssertReadableWithoutScriptsAsync(chromium, await File(page));

    private static bool IsSlides(string page) => page.EndsWith(".slides", StringComparison.Ordinal);

    private async Task<string> File(string page) => Path.Combine(await notebooks.WholeSiteAsync(), page + ".html");
}

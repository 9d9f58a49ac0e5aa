using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using static Notebooks.Tests.Browser.PageRules;

namespace Notebooks.Tests.Browser;

/// <summary>
/// What holds for every page of the site: judged in full on one of each kind, on paper and on a telephone too. The gallery holds one of
/// everything that a notebook's page can; <see cref="NotebookPageTests"/> looks at what differs from notebook to notebook.
/// </summary>
public sealed class PageTests(ExecutedNotebooks notebooks, Chromium chromium)
{
    /// <summary>The pages of the sample site.</summary>
    public static TheoryData<string> All => ["gallery", "gallery.slides", "index", "cards", "quiz"];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_page_draws_everything_without_network_error_or_breach_of_its_policy(string page)
    {
        await using var visit = await Open(page);
        await visit.ScrollThroughAsync();
        Assert.Empty(await visit.FaultsAsync(ChartsNotDrawn));
        Assert.Empty(await visit.FaultsAsync(FormulasNotSet));

        await visit.Page.Locator("button.theme").ClickAsync();
        await visit.ScrollThroughAsync();
        Assert.Empty(await visit.FaultsAsync(ChartsNotDrawn));

        await AssertQuietAsync(visit, await File(page));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_page_breaks_no_rule_of_accessibility_in_any_colour_or_width(string page)
    {
        var faults = new List<string>();
        await using var visit = await Open(page);
        await visit.ScrollThroughAsync();
        await visit.Page.EvaluateAsync(ShowAll);
        // Contrast does not depend on the width, nor the other rules on the colours.
        faults.AddRange(await JudgeAsync(visit, "light, 1280", new()));
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        faults.AddRange(
            await JudgeAsync(visit, "dark, 1280", new() { RunOnly = RunOnlyOptions.Rules("color-contrast", "link-in-text-block") })
        );
        await visit.Page.SetViewportSizeAsync(360, 740);
        faults.AddRange(await JudgeAsync(visit, "dark, 360", new() { Rules = new() { ["color-contrast"] = new() { Enabled = false } } }));
        AssertNone(faults);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_page_fits_a_narrow_screen(string page)
    {
        foreach (var width in new[] { 360, 320 })
        {
            await using var visit = await Open(page, width);
            await visit.ScrollThroughAsync();
            Assert.Empty(await visit.FaultsAsync(TooWide));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_page_can_be_used_with_the_keyboard_alone(string page)
    {
        await using var visit = await Open(page);
        // A chart that is drawn on the way moves what is below it.
        await visit.ScrollThroughAsync();
        await visit.Page.EvaluateAsync("() => { scrollTo(0, 0); window.stops = []; }");
        for (var presses = 0; ; presses++)
        {
            Assert.True(presses < 2000, "The focus never comes to the end of the page.");
            await visit.Page.Keyboard.PressAsync("Tab");
            if (!await visit.Page.EvaluateAsync<bool>(Stop))
            {
                break;
            }
        }

        Assert.Empty(await visit.FaultsAsync(StopsWrong));

        // The first stop leads past the bar.
        await visit.Page.EvaluateAsync("() => document.querySelector('.skip').focus()");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.True(
            await visit.Page.EvaluateAsync<bool>(
                "() => document.querySelector('main').contains(document.activeElement) || ![...document.querySelectorAll('main "
                    + ":is(a[href], button, input, summary, [tabindex])')].some(e => e.checkVisibility())"
            )
        );

        await visit.Page.Locator("button.theme").FocusAsync();
        var before = await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.NotEqual(before, await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        await visit.Page.Keyboard.PressAsync("Space");
        Assert.Equal(before, await visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));

        if (await visit.Page.Locator("main details:visible").CountAsync() > 0)
        {
            var fold = visit.Page.Locator("main details:visible").First;
            var open = await fold.EvaluateAsync<bool>("fold => fold.open");
            await fold.Locator("summary").First.FocusAsync();
            await visit.Page.Keyboard.PressAsync("Enter");
            Assert.Equal(!open, await fold.EvaluateAsync<bool>("fold => fold.open"));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_page_can_be_read_without_scripts(string page) =>
        await AssertReadableWithoutScriptsAsync(chromium, await File(page));

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_pages_links_lead_to_something(string page)
    {
        await using var visit = await Open(page);
        await AssertLinksAndSizeAsync(visit, await File(page));
    }

    // Notes where the focus is; false when it has been all round. A page that opens in its middle (slides) begins there.
    private const string Stop = """
        () => {
            const e = document.activeElement;
            if (window.stops.includes(e) || (e === document.body && window.wrapped)) return false;
            if (e === document.body) return window.wrapped = true;
            window.stops.push(e);
            e.first = window.wrapped && !window.stops.some(other => other.first);
            const style = getComputedStyle(e), box = e.getBoundingClientRect();
            e.faultOfFocus = style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1 ? 'no outline'
                : box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth ? `out of sight ${box.top}`
                : parseFloat(style.opacity) < 1 ? 'faint' : '';
            return true;
        }
        """;

    private const string StopsWrong = """
        () => {
            const tell = e => e.outerHTML.slice(0, 120), stops = window.stops;
            const all = [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
                .filter(e => e.checkVisibility({ visibilityProperty: true }));
            const follows = (e, other) => other.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING;
            return [
                ...all.filter(e => !stops.includes(e)).map(e => 'never reached: ' + tell(e)),
                ...stops.filter(e => e.faultOfFocus).map(e => e.faultOfFocus + ': ' + tell(e)),
                ...stops.filter((e, i) => i && !e.first && !follows(e, stops[i - 1])).map(e => 'out of order: ' + tell(e)),
            ];
        }
        """;

    private async Task<string> File(string page) => Path.Combine(await notebooks.SampleSiteAsync(), page + ".html");

    private async Task<Visit> Open(string page, int width = 1280) => await chromium.OpenAsync(await File(page), width);
}

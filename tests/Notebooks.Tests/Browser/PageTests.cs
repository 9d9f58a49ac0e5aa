using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Notebooks.Tests.Browser;

/// <summary>What holds for every page of the site, on paper and on a telephone too.</summary>
public sealed class PageTests(ExecutedNotebooks notebooks, Chromium chromium)
{
    private static readonly string[] Sample = ["gallery", "gallery.slides", "index", "cards", "quiz"];

    /// <summary>The pages: those of the sample site, and every notebook's with its outputs.</summary>
    public static IEnumerable<TheoryDataRow<string>> All =>
    [
        .. Sample.Select(name => new TheoryDataRow<string>(name)),
        .. ExecutedNotebooks.Names.SelectMany(name => new[] { name, name + ".slides" }).Select(name => new TheoryDataRow<string>(name) { Traits = { ["Category"] = ["Slow"] } }),
    ];

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

        Assert.Equal(1, await visit.Page.Locator("meta[http-equiv=Content-Security-Policy][content*=\"default-src 'none'\"]").CountAsync());
        Assert.Empty(visit.Problems);
        var site = new Uri(await Folder(page)).AbsoluteUri + "/";
        Assert.All(visit.Requests, request => Assert.StartsWith(site, request, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_page_breaks_no_rule_of_accessibility_in_any_colour_or_width(string page)
    {
        var faults = new List<string>();
        await using var visit = await Open(page);
        await visit.ScrollThroughAsync();
        // All slides at once, as they are printed and as they are without scripts. The colour of code depends on the kind of word and on nothing
        // else: one word of each kind is judged, not thousands.
        await visit.Page.EvaluateAsync("""
            () => {
                document.documentElement.classList.remove('showing');
                document.querySelectorAll('.slide').forEach(slide => slide.hidden = false);
                const seen = new Set();
                for (const word of document.querySelectorAll('.code :is(i, b, u)')) seen.has(word.tagName + word.className) ? word.replaceWith(word.textContent) : seen.add(word.tagName + word.className);
            }
            """);
        // Contrast does not depend on the width, nor the other rules on the colours.
        await Judge("light, 1280", new());
        await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Judge("dark, 1280", new() { RunOnly = RunOnlyOptions.Rules("color-contrast", "link-in-text-block") });
        await visit.Page.SetViewportSizeAsync(360, 740);
        await Judge("dark, 360", new() { Rules = new() { ["color-contrast"] = new() { Enabled = false } } });

        async Task Judge(string look, AxeRunOptions options)
        {
            options.ResultTypes = [ResultType.Violations];
            var result = await visit.Page.RunAxe(options);
            faults.AddRange(from rule in result.Violations
                            from node in rule.Nodes
                            select $"{look}: {rule.Id}: {node.Html[..Math.Min(node.Html.Length, 200)]} ({string.Join(" ", (node.Any ?? []).Concat(node.All ?? []).Concat(node.None ?? []).Select(check => check.Message))})");
        }

        Assert.True(faults.Count == 0, $"{faults.Count}:\n{string.Join('\n', faults.Take(40))}");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_page_fits_a_narrow_screen(string page)
    {
        foreach (var width in new[] { 360, 320 })
        {
            await using var visit = await Open(page, width);
            await visit.ScrollThroughAsync();
            Assert.Empty(await visit.FaultsAsync("""
                () => document.documentElement.scrollWidth <= innerWidth ? [] : [
                    `${document.documentElement.scrollWidth} in ${innerWidth}`,
                    ...[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 12)
                        .map(e => `${e.tagName}.${e.className} ${e.getBoundingClientRect().right} ${e.textContent.slice(0, 40)}`)]
                """));
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
                break;
        }

        Assert.Empty(await visit.FaultsAsync(StopsWrong));

        // The first stop leads past the bar.
        await visit.Page.EvaluateAsync("() => document.querySelector('.skip').focus()");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.querySelector('main').contains(document.activeElement) || ![...document.querySelectorAll('main :is(a[href], button, input, summary, [tabindex])')].some(e => e.checkVisibility())"));

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
    public async Task A_page_can_be_read_without_scripts(string page)
    {
        // The pages' scripts do not run; those of the test do.
        await using var visit = await chromium.OpenAsync(Path.Combine(await Folder(page), page + ".html"), scripts: false);
        Assert.Empty(visit.Problems);
        Assert.Empty(await visit.FaultsAsync("""
            () => [...document.querySelectorAll('figure.viva')].filter(figure => !figure.closest('details:not([open])')).filter(figure => {
                const picture = figure.querySelector('[role=img]'), drawn = picture.querySelector('svg')?.getBoundingClientRect();
                return drawn ? drawn.width < 200 || drawn.height < 80 : picture.innerText.trim() !== picture.getAttribute('aria-label').trim();
            }).map(figure => figure.outerHTML.slice(0, 300))
            """));
        Assert.Empty(await visit.FaultsAsync("""
            () => [...document.querySelectorAll('main :is(h1, h2, p, pre, .answer, .slide)')]
                .filter(e => e.textContent.trim() && !e.closest('details:not([open])') && e.getBoundingClientRect().height === 0).map(e => e.outerHTML.slice(0, 200))
            """));
        Assert.Empty(await visit.FaultsAsync(FormulasNotSet));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_pages_links_lead_to_something(string page)
    {
        var folder = await Folder(page);
        await using var visit = await Open(page);
        var links = await visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]')].map(a => a.href)");
        foreach (var link in links.Where(link => link.StartsWith("file:", StringComparison.Ordinal)).Select(link => new Uri(link)))
        {
            var file = Path.Combine(folder, Path.GetFileName(link.LocalPath));
            Assert.True(File.Exists(file), link.ToString());
            if (link.Fragment.Length > 1)
                Assert.Contains($"id=\"{Uri.UnescapeDataString(link.Fragment[1..])}\"", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.All(links, link => Assert.True(link.StartsWith("file:", StringComparison.Ordinal) || link.StartsWith("https:", StringComparison.Ordinal) || link.StartsWith("http:", StringComparison.Ordinal), link));
        Assert.True(new FileInfo(Path.Combine(folder, page + ".html")).Length < 400_000, "The page without its shared parts is larger than 400 KB.");
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
            const all = [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')].filter(e => e.checkVisibility({ visibilityProperty: true }));
            return [
                ...all.filter(e => !stops.includes(e)).map(e => 'never reached: ' + tell(e)),
                ...stops.filter(e => e.faultOfFocus).map(e => e.faultOfFocus + ': ' + tell(e)),
                ...stops.filter((e, i) => i && !e.first && !(stops[i - 1].compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING)).map(e => 'out of order: ' + tell(e)),
            ];
        }
        """;

    private const string ChartsNotDrawn = """
        () => [...document.querySelectorAll('figure.viva')].filter(figure => {
            const drawing = figure.querySelector('.main-svg')?.getBoundingClientRect();
            return !drawing || figure.closest('.slide[hidden]') ? !figure.querySelector('.xtick, .pielayer path, .gl-container') : drawing.width < 200 || drawing.height < 100 || !figure.querySelector('.xtick, .pielayer path, .gl-container');
        }).map(figure => figure.querySelector('[role=img]')?.getAttribute('aria-label') ?? figure.outerHTML.slice(0, 200))
        """;

    // A fraction is higher than its numerator, unless it is only text in a row.
    private const string FormulasNotSet = """
        () => [...document.querySelectorAll('math')].filter(formula => {
            const box = formula.getBoundingClientRect(), fraction = formula.querySelector('mfrac');
            return formula.checkVisibility() && (box.width === 0 || box.height === 0
                || (fraction && fraction.getBoundingClientRect().height < 1.2 * fraction.firstElementChild.getBoundingClientRect().height));
        }).map(formula => formula.outerHTML.slice(0, 200))
        """;

    private async Task<string> Folder(string page) => ExecutedNotebooks.Names.Contains(page.Replace(".slides", "", StringComparison.Ordinal)) ? await notebooks.WholeSiteAsync() : await notebooks.SampleSiteAsync();

    private async Task<Visit> Open(string page, int width = 1280) => await chromium.OpenAsync(Path.Combine(await Folder(page), page + ".html"), width);
}

using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Notebooks.Tests.Browser;

/// <summary>What holds for every page of the site, on paper and on a telephone too.</summary>
public sealed class PageTests(ExecutedNotebooks notebooks, Chromium chromium)
{
    private static readonly string[] Sample = ["gallery", "index", "cards", "quiz"];

    /// <summary>The pages: those of the sample site, and every notebook's with its outputs.</summary>
    public static IEnumerable<TheoryDataRow<string>> All =>
    [
        .. Sample.Select(name => new TheoryDataRow<string>(name)),
        .. ExecutedNotebooks.Names.Select(name => new TheoryDataRow<string>(name) { Traits = { ["Category"] = ["Slow"] } }),
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
        foreach (var width in new[] { 1280, 360 })
        {
            await using var visit = await Open(page, width);
            await visit.ScrollThroughAsync();
            await Judge($"light, {width}");
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await Judge($"dark, {width}");

            async Task Judge(string look)
            {
                var result = await visit.Page.RunAxe();
                faults.AddRange(from rule in result.Violations
                                from node in rule.Nodes
                                select $"{look}: {rule.Id}: {node.Html[..Math.Min(node.Html.Length, 200)]} ({string.Join(" ", (node.Any ?? []).Concat(node.All ?? []).Concat(node.None ?? []).Select(check => check.Message))})");
            }
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

    private const string ChartsNotDrawn = """
        () => [...document.querySelectorAll('figure.viva')].filter(figure => {
            const drawing = figure.querySelector('.main-svg')?.getBoundingClientRect();
            return !drawing || drawing.width < 200 || drawing.height < 100 || !figure.querySelector('.xtick, .pielayer path, .gl-container');
        }).map(figure => figure.getAttribute('aria-label') ?? figure.outerHTML.slice(0, 200))
        """;

    // A fraction is higher than its numerator, unless it is only text in a row.
    private const string FormulasNotSet = """
        () => [...document.querySelectorAll('math')].filter(formula => {
            const box = formula.getBoundingClientRect(), fraction = formula.querySelector('mfrac');
            const hidden = formula.closest('details:not([open])') || formula.closest('[hidden]');
            return !hidden && (box.width === 0 || box.height === 0
                || (fraction && fraction.getBoundingClientRect().height < 1.2 * fraction.firstElementChild.getBoundingClientRect().height));
        }).map(formula => formula.outerHTML.slice(0, 200))
        """;

    private async Task<string> Folder(string page) => ExecutedNotebooks.Names.Contains(page) ? await notebooks.WholeSiteAsync() : await notebooks.SampleSiteAsync();

    private async Task<Visit> Open(string page, int width = 1280) => await chromium.OpenAsync(Path.Combine(await Folder(page), page + ".html"), width);
}

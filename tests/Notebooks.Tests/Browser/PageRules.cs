using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Notebooks.Tests.Browser;

/// <summary>Rules that hold for every page. Those that are scripts return what breaks them.</summary>
internal static class PageRules
{
    public const string ChartsNotDrawn = """
        () => [...document.querySelectorAll('figure.viva')].filter(figure => {
            const drawing = figure.querySelector('.main-svg')?.getBoundingClientRect();
            const isEmpty = !figure.querySelector('.xtick, .pielayer path, .gl-container');
            return isEmpty || (drawing && !figure.closest('.slide[hidden]') && (drawing.width < 200 || drawing.height < 100));
        }).map(figure => figure.querySelector('[role=img]')?.getAttribute('aria-label') ?? figure.outerHTML.slice(0, 200))
        """;

    // A fraction is higher than its numerator, unless it is only text in a row.
    public const string FormulasNotSet = """
        () => [...document.querySelectorAll('math')].filter(formula => {
            const box = formula.getBoundingClientRect(), fraction = formula.querySelector('mfrac');
            return formula.checkVisibility() && (box.width === 0 || box.height === 0
                || (fraction && fraction.getBoundingClientRect().height < 1.2 * fraction.firstElementChild.getBoundingClientRect().height));
        }).map(formula => formula.outerHTML.slice(0, 200))
        """;

    /// <summary>On slides, each in turn. A chart takes a moment to follow the width of the window.</summary>
    public const string TooWide = """
        async () => {
            const faults = [], slides = [...document.querySelectorAll('.slide')];
            const wide = () => document.documentElement.scrollWidth > innerWidth;
            for (let i = 0; i < Math.max(1, slides.length); i++) {
                for (let n = 0; n < 100 && wide(); n++) await new Promise(done => setTimeout(done, 20));
                if (wide()) faults.push(`${slides[i]?.id ?? 'page'}: ${document.documentElement.scrollWidth} in ${innerWidth}`,
                    ...[...document.querySelectorAll('body *')]
                        .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('math, pre, svg, table'))
                        .slice(0, 12)
                        .map(e => `${e.tagName}.${e.className} ${e.getBoundingClientRect().right} ${e.textContent.slice(0, 40)}`));
                document.querySelector('.steer .next')?.click();
            }
            return faults;
        }
        """;

    /// <summary>What the Tab key would not come to, or not in the order of the page, or where nobody would see the focus.</summary>
    public const string FocusGoesWrong = """
        () => {
            const faults = [];
            for (const e of document.querySelectorAll('a[href], button, input, summary, [tabindex]')) {
                if (!e.checkVisibility({ visibilityProperty: true })) continue;
                if (e.tabIndex < 0 && !e.matches('a, button, input, summary')) continue;
                e.focus({ preventScroll: true });
                const style = getComputedStyle(e);
                const fault = e.tabIndex < 0 || document.activeElement !== e ? 'never reached' : e.tabIndex > 0 ? 'out of order'
                    : style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 1 ? 'no outline'
                    : parseFloat(style.opacity) < 1 ? 'faint' : '';
                if (fault) faults.push(`${fault}: ${e.outerHTML.slice(0, 120)}`);
            }
            return faults;
        }
        """;

    /// <summary>
    /// Shows all that is folded, and all slides at once, as they are printed and as they are without scripts. The colour of code depends on
    /// the kind of word and on nothing else, so one word of each kind stays to be judged, not thousands; a hidden picture is not judged.
    /// </summary>
    public const string ShowAll = """
        () => {
            document.documentElement.classList.remove('showing');
            document.querySelectorAll('.slide').forEach(slide => slide.hidden = false);
            document.querySelectorAll('details').forEach(fold => fold.open = true);
            const seen = new Set();
            for (const word of document.querySelectorAll('.code :is(i, b, u)')) {
                const kind = word.tagName + word.className;
                seen.has(kind) ? word.replaceWith(word.textContent) : seen.add(kind);
            }
            document.querySelectorAll('svg[aria-hidden=true]').forEach(picture => picture.replaceChildren());
        }
        """;

    /// <summary>What axe finds.</summary>
    /// <param name="visit">The page.</param>
    /// <param name="look">The colours and the width, for the message.</param>
    /// <param name="options">Which rules.</param>
    /// <param name="within">The part of the page; all of it when null.</param>
    public static async Task<IEnumerable<string>> JudgeAsync(Visit visit, string look, AxeRunOptions options, string? within = null)
    {
        options.ResultTypes = [ResultType.Violations];
        var result = within is null
            ? await visit.Page.RunAxe(options)
            : await visit.Page.RunAxe(new AxeRunContext { Include = [new AxeSelector(within)] }, options);
        return from rule in result.Violations
            from node in rule.Nodes
            select $"{look}: {rule.Id}: {node.Html[..Math.Min(node.Html.Length, 200)]} ("
                + $"{string.Join(" ", (node.Any ?? []).Concat(node.All ?? []).Concat(node.None ?? []).Select(check => check.Message))})";
    }

    public static void AssertNone(IReadOnlyCollection<string> faults) =>
        Assert.True(faults.Count == 0, $"{faults.Count}:\n{string.Join('\n', faults.Take(40))}");

    public static async Task AssertLinksAndSizeAsync(Visit visit, string file)
    {
        var links = await visit.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]')].map(a => a.href)");
        foreach (var link in links.Where(link => link.StartsWith("file:", StringComparison.Ordinal)).Select(link => new Uri(link)))
        {
            var target = Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileName(link.LocalPath));
            Assert.True(File.Exists(target), link.ToString());
            if (link.Fragment.Length > 1)
            {
                Assert.Contains(
                    $"id=\"{Uri.UnescapeDataString(link.Fragment[1..])}\"",
                    await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken),
                    StringComparison.Ordinal
                );
            }
        }

        Assert.All(
            links,
            link =>
                Assert.True(
                    link.StartsWith("file:", StringComparison.Ordinal)
                        || link.StartsWith("https:", StringComparison.Ordinal)
                        || link.StartsWith("http:", StringComparison.Ordinal),
                    link
                )
        );
        Assert.True(new FileInfo(file).Length < 400_000, "The page without its shared parts is larger than 400 KB.");
    }

    /// <summary>No error, no breach of the policy, and nothing asked for but the site's own files.</summary>
    public static async Task AssertQuietAsync(Visit visit, string file)
    {
        Assert.Equal(1, await visit.Page.Locator("meta[http-equiv=Content-Security-Policy][content*=\"default-src 'none'\"]").CountAsync());
        Assert.Empty(visit.Problems);
        var site = new Uri(Path.GetDirectoryName(file)!).AbsoluteUri + "/";
        Assert.All(visit.Requests, request => Assert.StartsWith(site, request, StringComparison.Ordinal));
    }

    public static async Task AssertReadableWithoutScriptsAsync(Chromium chromium, string file)
    {
        // The pages' scripts do not run; those of the test do.
        await using var visit = await chromium.OpenAsync(file, scripts: false);
        Assert.Empty(visit.Problems);
        Assert.Empty(
            await visit.FaultsAsync(
                """
                () => [...document.querySelectorAll('figure.viva')].filter(figure => {
                    if (figure.closest('details:not([open])')) return false;
                    const picture = figure.querySelector('[role=img]'), drawn = picture.querySelector('svg')?.getBoundingClientRect();
                    return drawn ? drawn.width < 200 || drawn.height < 80
                        : picture.innerText.trim() !== picture.getAttribute('aria-label').trim();
                }).map(figure => figure.outerHTML.slice(0, 300))
                """
            )
        );
        Assert.Empty(
            await visit.FaultsAsync(
                """
                () => [...document.querySelectorAll('main :is(h1, h2, p, pre, .answer, .slide)')]
                    .filter(e => e.textContent.trim() && !e.closest('details:not([open])') && e.getBoundingClientRect().height === 0)
                    .map(e => e.outerHTML.slice(0, 200))
                """
            )
        );
        Assert.Empty(await visit.FaultsAsync(FormulasNotSet));
    }
}

using Microsoft.Playwright;

namespace Notebooks.Tests.Browser;

/// <summary>What a reader does with the site: searches, turns cards, copies code, changes the theme, keeps a single file.</summary>
public sealed class SiteTests(ExecutedNotebooks notebooks, Chromium chromium)
{
    [Fact]
    public async Task Search_finds_the_section_that_has_the_word_whatever_its_case_and_accents()
    {
        await using var visit = await Open("index");
        foreach (var typed in new[] { Gallery.Word, "eclairs", "ÉCLAIRS" })
        {
            await visit.Page.FillAsync(".search input", typed);
            var result = visit.Page.Locator(".results a");
            Assert.Equal(1, await result.CountAsync());
            Assert.Equal("gallery.html#the-short-answer", await result.GetAttributeAsync("href"));
            Assert.Equal("1 section", await visit.Page.InnerTextAsync(".search [role=status]"));
            Assert.Equal(Gallery.Word, await visit.Page.InnerTextAsync(".results mark"));
        }

        await visit.Page.Locator(".results a").ClickAsync();
        await visit.Page.WaitForURLAsync("**/gallery.html#the-short-answer");
        Assert.Empty(visit.Problems);
    }

    [Fact]
    public async Task Search_says_when_it_finds_nothing_and_takes_signs_as_they_are()
    {
        await using var visit = await Open("index");
        foreach (var typed in new[] { "zzqx", "(((*+", "\\d+[", "<blink>" })
        {
            await visit.Page.FillAsync(".search input", typed);
            Assert.Equal(0, await visit.Page.Locator(".results a").CountAsync());
            Assert.StartsWith("Nothing found", await visit.Page.InnerTextAsync(".search [role=status]"), StringComparison.Ordinal);
        }

        await visit.Page.FillAsync(".search input", "");
        Assert.Equal("", await visit.Page.InnerTextAsync(".search [role=status]"));
        Assert.Empty(visit.Problems);
    }

    [Theory]
    [InlineData("cards")]
    [InlineData("quiz")]
    public async Task What_is_known_is_remembered_and_can_be_left_out(string deck)
    {
        await using var visit = await Open(deck);
        var cards = await visit.Page.Locator(".card").CountAsync();
        var shown = visit.Page.Locator(".card:not([hidden])");
        Assert.Equal(1, await shown.CountAsync());
        Assert.False(await shown.Locator(".answer").IsVisibleAsync());
        await visit.Page.ClickAsync(".turn-over");
        Assert.True(await shown.Locator(".answer").IsVisibleAsync());

        var first = await shown.GetAttributeAsync("id");
        await visit.Page.ClickAsync(".know");
        Assert.NotEqual(first, await shown.GetAttributeAsync("id"));
        Assert.Contains("1 known", await visit.Page.InnerTextAsync(".count"), StringComparison.Ordinal);

        await visit.Page.ReloadAsync();
        Assert.Contains("1 known", await visit.Page.InnerTextAsync(".count"), StringComparison.Ordinal);
        await visit.Page.CheckAsync(".only-new");
        Assert.Contains($"of {cards - 1}", await visit.Page.InnerTextAsync(".count"), StringComparison.Ordinal);
        for (var i = 0; i < cards - 1; i++)
        {
            Assert.NotEqual(first, await shown.GetAttributeAsync("id"));
            await visit.Page.ClickAsync(".next");
        }

        for (var i = 0; i < cards - 1; i++)
        {
            await visit.Page.ClickAsync(".know");
        }

        Assert.Contains($"{cards} known", await visit.Page.InnerTextAsync(".count"), StringComparison.Ordinal);
        Assert.Empty(visit.Problems);
    }

    [Fact]
    public async Task Cards_obey_the_keyboard()
    {
        await using var visit = await Open("cards");
        var shown = visit.Page.Locator(".card:not([hidden])");
        var first = await shown.GetAttributeAsync("id");
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        Assert.NotEqual(first, await shown.GetAttributeAsync("id"));
        await visit.Page.Keyboard.PressAsync("ArrowLeft");
        Assert.Equal(first, await shown.GetAttributeAsync("id"));
        await visit.Page.Keyboard.PressAsync("Space");
        Assert.True(await shown.Locator(".answer").IsVisibleAsync());
        await visit.Page.Keyboard.PressAsync("k");
        Assert.Contains("1 known", await visit.Page.InnerTextAsync(".count"), StringComparison.Ordinal);
        await visit.Page.FocusAsync(".turn-over");
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.True(await shown.Locator(".answer").IsVisibleAsync());
    }

    [Fact]
    public async Task Cards_obey_the_finger()
    {
        await using var visit = await Open("cards", width: 360, touch: true);
        var shown = visit.Page.Locator(".card:not([hidden])");
        var first = await shown.GetAttributeAsync("id");
        await Swipe(300, 60);
        Assert.NotEqual(first, await shown.GetAttributeAsync("id"));
        await Swipe(60, 300);
        Assert.Equal(first, await shown.GetAttributeAsync("id"));
        await visit.Page.TapAsync(".turn-over");
        Assert.True(await shown.Locator(".answer").IsVisibleAsync());

        Task Swipe(int from, int to) =>
            shown.EvaluateAsync(
                """
                (target, [from, to]) => [['touchstart', from], ['touchend', to]].forEach(([type, clientX]) => {
                    const touch = new Touch({ identifier: 1, target, clientX, clientY: 300 });
                    const touches = type === 'touchstart' ? [touch] : [];
                    target.dispatchEvent(new TouchEvent(type, { bubbles: true, touches, changedTouches: [touch] }));
                })
                """,
                new[] { from, to }
            );
    }

    [Fact]
    public async Task The_copy_button_copies_the_code_as_it_stands_in_the_cell()
    {
        await using var visit = await Open("gallery");
        await visit.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var cell = visit.Page.Locator(".code", new() { HasText = "bool Small" });
        await cell.HoverAsync();
        await cell.Locator(".copy").ClickAsync();
        await Assertions.Expect(cell.Locator(".copy")).ToHaveTextAsync("Copied");
        Assert.Equal(Gallery.Code.ReplaceLineEndings("\n"), await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task The_contents_mark_the_section_that_is_read()
    {
        await using var visit = await Open("gallery");
        foreach (var heading in new[] { "Charts", "Pictures and tables", "Formulas" })
        {
            await visit.Page.EvaluateAsync(
                "name => [...document.querySelectorAll('h2')].find(h => h.textContent.startsWith(name)).scrollIntoView({ "
                    + "behavior: 'instant' })",
                heading
            );
            await Assertions.Expect(visit.Page.Locator("nav.contents [aria-current]")).ToHaveTextAsync(heading);
        }
    }

    [Fact]
    public async Task The_theme_that_was_chosen_holds_on_the_next_page()
    {
        await using var visit = await Open("index");
        var light = await Paper();
        await visit.Page.ClickAsync("button.theme");
        var dark = await Paper();
        Assert.NotEqual(light, dark);
        await visit.Page.ClickAsync("a[href='cards.html']");
        await visit.Page.WaitForURLAsync("**/cards.html");
        Assert.Equal(dark, await Paper());

        Task<string> Paper() => visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
    }

    [Fact]
    public async Task The_slides_follow_the_keys_and_show_their_notes()
    {
        await using var visit = await Open("gallery.slides");
        Assert.StartsWith("1 /", await visit.Page.InnerTextAsync(".steer .count"), StringComparison.Ordinal);
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        Assert.StartsWith("2 /", await visit.Page.InnerTextAsync(".steer .count"), StringComparison.Ordinal);
        Assert.Equal(1, await visit.Page.Locator(".slide:visible").CountAsync());
        await visit.Page.Keyboard.PressAsync("n");
        Assert.True(await visit.Page.Locator(".slide:visible .notes").IsVisibleAsync());
        await visit.Page.Keyboard.PressAsync("Home");
        Assert.StartsWith("1 /", await visit.Page.InnerTextAsync(".steer .count"), StringComparison.Ordinal);
        Assert.Empty(visit.Problems);
    }

    [Fact]
    public async Task No_id_occurs_twice_on_the_slides()
    {
        await using var visit = await Open("gallery.slides");
        Assert.Empty(
            await visit.Page.EvaluateAsync<string[]>(
                "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.filter((id, i) => "
                    + "ids.indexOf(id) < i); }"
            )
        );
    }

    [Fact]
    public async Task The_speakers_window_shows_the_notes_and_both_windows_go_along()
    {
        await using var visit = await Open("gallery.slides");
        var speaker = await visit.Page.RunAndWaitForPopupAsync(() => visit.Page.ClickAsync(".steer .second"));
        await speaker.WaitForLoadStateAsync();
        await Assertions.Expect(speaker.Locator(".slide:visible .notes")).ToBeVisibleAsync();
        await Assertions.Expect(speaker.Locator(".steer .second")).ToBeHiddenAsync();

        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(speaker.Locator(".steer .count")).ToContainTextAsync("2 /");
        await speaker.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(visit.Page.Locator(".steer .count")).ToContainTextAsync("3 /");
        Assert.False(await visit.Page.Locator(".slide:visible .notes").IsVisibleAsync());
        Assert.Empty(visit.Problems);
    }

    [Fact]
    public async Task Cards_forget_what_they_cannot_read()
    {
        await using var visit = await Open("cards");
        await visit.Page.EvaluateAsync("() => localStorage.setItem('viva.known', '{broken')");
        await visit.Page.ReloadAsync();
        Assert.Equal(1, await visit.Page.Locator(".card:not([hidden])").CountAsync());
        Assert.Contains("0 known", await visit.Page.InnerTextAsync(".count"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_single_file_has_everything_in_it()
    {
        var folder = await notebooks.SingleFilesAsync();
        foreach (var file in Directory.GetFiles(folder))
        {
            Assert.InRange(new FileInfo(file).Length, 1, 6_000_000);
            await using var visit = await chromium.OpenAsync(file);
            // All single files carry the same plotly.js, and which charts it draws is seen on the site's pages.
            if (Path.GetFileName(file).StartsWith("gallery", StringComparison.Ordinal))
            {
                await visit.ScrollThroughAsync();
                Assert.True(
                    await visit.Page.EvaluateAsync<bool>(
                        "() => [...document.querySelectorAll('figure.viva')].every(figure => figure.querySelector('.xtick, "
                            + ".pielayer path'))"
                    ),
                    file
                );
            }

            Assert.Empty(visit.Problems);
            Assert.Single(visit.Requests);
        }
    }

    private async Task<Visit> Open(string page, int width = 1280, bool touch = false) =>
        await chromium.OpenAsync(Path.Combine(await notebooks.SampleSiteAsync(), page + ".html"), width, touch: touch);
}

using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using Viva.Notebooks.Documents;

namespace Notebooks.Tests.Browser;

/// <summary>Pictures with a slider, in the exported page and as a notebook shows them.</summary>
public sealed class SlidesTests(ExecutedNotebooks notebooks, Chromium chromium)
{
    private const string Pictures = ".slides > [role=group] > figure";

    [Theory]
    [InlineData("page")]
    [InlineData("notebook")]
    public async Task The_slider_moves_by_keyboard_and_what_plays_stops_at_the_end(string where)
    {
        await using var visit = await chromium.OpenAsync(await FileAsync(where));
        var (shown, slider, button) = (
            visit.Page.Locator(Pictures + " >> visible=true"),
            visit.Page.Locator(".slides input"),
            visit.Page.Locator(".slides button")
        );
        await slider.FocusAsync();
        await ShowsAsync("0");
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await ShowsAsync("2");
        await visit.Page.Keyboard.PressAsync("Home");
        await ShowsAsync("0");

        await button.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(button).ToHaveTextAsync("Pause");
        await Assertions.Expect(shown.Locator("figcaption")).ToHaveTextAsync("11", new() { Timeout = 20_000 });
        await Assertions.Expect(button).ToHaveTextAsync("Play");
        await visit.Page.WaitForTimeoutAsync(600);
        await ShowsAsync("11");

        // From the end it plays from the start, and a hand on the slider stops it.
        await visit.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(shown.Locator("figcaption")).Not.ToHaveTextAsync("11");
        await Assertions.Expect(button).ToHaveTextAsync("Pause");
        await slider.PressAsync("Home");
        await Assertions.Expect(button).ToHaveTextAsync("Play");
        await visit.Page.WaitForTimeoutAsync(600);
        await ShowsAsync("0");
        Assert.Empty(visit.Problems);

        var rules = await visit.Page.Locator(".slides").RunAxe(new() { ResultTypes = [Deque.AxeCore.Commons.ResultType.Violations] });
        Assert.Empty(rules.Violations.Select(rule => rule.Id));

        async Task ShowsAsync(string place)
        {
            Assert.Equal(1, await shown.CountAsync());
            Assert.Equal(place, await shown.Locator("figcaption").InnerTextAsync());
            Assert.Equal(place, await slider.GetAttributeAsync("aria-valuetext"));
        }
    }

    [Theory]
    [InlineData("page")]
    [InlineData("notebook")]
    public async Task Without_scripts_and_on_paper_all_pictures_are_there(string where)
    {
        await using (var visit = await chromium.OpenAsync(await FileAsync(where), scripts: false))
        {
            Assert.Equal(12, await visit.Page.Locator(Pictures + " >> visible=true").CountAsync());
        }

        await using var printed = await chromium.OpenAsync(await FileAsync(where));
        Assert.Equal(1, await printed.Page.Locator(Pictures + " >> visible=true").CountAsync());
        await printed.Page.EvaluateAsync(
            "() => document.querySelectorAll('.slides figcaption').forEach(caption => caption.textContent = "
                + "`sheet${caption.textContent}here`)"
        );
        using var pdf = PdfDocument.Open(await printed.Page.PdfAsync());
        var text = string.Concat(pdf.GetPages().SelectMany(sheet => sheet.Letters).Select(letter => letter.Value))
            .Replace(" ", "", StringComparison.Ordinal);
        Assert.All(Enumerable.Range(0, 12), i => Assert.Contains($"sheet{i}here", text, StringComparison.Ordinal));
        Assert.DoesNotContain("Play", text, StringComparison.Ordinal);
    }

    /// <summary>The gallery's page; or a bare page with what the cell put out, its own script in it.</summary>
    private async Task<string> FileAsync(string where)
    {
        var folder = await notebooks.SampleSiteAsync();
        if (where == "page")
        {
            return Path.Combine(folder, "gallery.html");
        }

        var file = Path.Combine(folder, "slides-in-a-notebook.html");
        var run = NotebookDocument.Read(Path.Combine(folder, "..", "gallery", "gallery.ipynb"));
        var html = run
            .Cells.SelectMany(cell => cell.Outputs)
            .Select(output => NotebookOutput.Text(output!.AsObject(), "text/html"))
            .Single(text => text?.Contains("class=\"slides\"", StringComparison.Ordinal) == true);
        await File.WriteAllTextAsync(
            file,
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Slides</title></head><body>"
                + $"<main>{html}</main></body></html>"
        );
        return file;
    }
}

using System.Globalization;
using System.Net;
using System.Text;
using Viva.Notebooks.Export.Pages;

namespace Viva.Notebooks.Export.Site;

/// <summary>The slides of one notebook, with the speaker's notes and the buttons to step through them.</summary>
internal sealed class SlidesHtml(PageShell shell)
{
    /// <summary>The whole page.</summary>
    public string Write(NotebookPage page)
    {
        var slides = new StringBuilder();
        for (var i = 0; i < page.Slides.Count; i++)
        {
            var slide = page.Slides[i];
            var heading = slide.Level == 1 ? "h1" : "h2";
            var notes = slide.Notes.Length > 0 ? PageLinks.FromElsewhere(slide.Notes, page.FileName) : "<p>No notes.</p>";
            slides.Append(
                CultureInfo.InvariantCulture,
                $"""
                <section class="slide level-{slide.Level}" id="slide-{i + 1}" role="group" aria-labelledby="title-{i + 1}">
                <div class="face"><{heading} id="title-{i + 1}">{PageLinks.FromElsewhere(slide.Title, page.FileName)}</{heading}>
                <div class="fit">{PageLinks.FromElsewhere(slide.Content, page.FileName)}</div></div>
                <div class="notes" role="group" aria-label="Notes">{notes}</div>
                </section>

                """
            );
        }

        var body = $"""
            <main id="content" class="slides">
            {slides}
            </main>
            <nav class="steer" aria-label="Slides">{Buttons(page.Slides.Count)}</nav>
            """;
        return shell.Html(
            page.Title + " (slides)",
            "deck-page",
            body,
            page.HasCharts,
            WebUtility.HtmlEncode(page.Title),
            $"<a href=\"{page.FileName}\">Page</a>"
        );
    }

    private static string Buttons(int slides) =>
        "<button type=\"button\" class=\"previous\" aria-label=\"Previous slide\">←</button>"
        + string.Create(CultureInfo.InvariantCulture, $"<span class=\"count\" role=\"status\">1 / {slides}</span>")
        + "<button type=\"button\" class=\"next\" aria-label=\"Next slide\">→</button>"
        + "<button type=\"button\" class=\"show-notes\" aria-pressed=\"false\">Notes</button>"
        + "<button type=\"button\" class=\"second\">Speaker window</button>";
}

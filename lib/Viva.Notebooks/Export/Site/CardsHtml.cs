using System.Globalization;
using System.Net;
using System.Text;
using Viva.Notebooks.Export.Pages;

namespace Viva.Notebooks.Export.Site;

/// <summary>
/// Two pages of cards that turn over: the flash cards, made from the short answers, and the quiz, made from "Check yourself".
/// </summary>
internal sealed class CardsHtml(PageShell shell)
{
    private const string Buttons =
        "<button type=\"button\" class=\"previous\">← Previous</button>"
        + "<button type=\"button\" class=\"turn-over main\">Show the answer</button>"
        + "<button type=\"button\" class=\"know\">I know this</button>"
        + "<span class=\"grow\"></span>"
        + "<button type=\"button\" class=\"next\">Next →</button>";

    private const string Help =
        "<small><kbd>←</kbd> <kbd>→</kbd> other card, <kbd>space</kbd> turn over, <kbd>k</kbd> known. "
        + "What you know is remembered in this browser.</small>";

    /// <summary>The flash cards; null when no notebook has a short answer.</summary>
    public string? FlashCards(IReadOnlyList<NotebookPage> pages) =>
        Write(
            "Flash cards",
            "The question as an interviewer asks it; the answer that you would give in the first minute.",
            pages
                .Where(page => page.ShortAnswer.Length > 0)
                .Select(page => new Card(
                    "card-" + page.Name,
                    page.Title,
                    WebUtility.HtmlEncode(page.Question),
                    page.ShortAnswer,
                    page.FileName
                ))
        );

    /// <summary>The quiz; null when no notebook has one.</summary>
    public string? Quiz(IReadOnlyList<NotebookPage> pages) =>
        Write(
            "Quiz",
            "Every \"Check yourself\" of every notebook.",
            pages.SelectMany(page =>
                page.Quiz.Select(
                    (item, n) =>
                        new Card(
                            FormattableString.Invariant($"quiz-{page.Name}-{n + 1}"),
                            page.Title,
                            item.Question,
                            item.Answer,
                            page.FileName
                        )
                )
            )
        );

    private string? Write(string title, string lead, IEnumerable<Card> cards)
    {
        var list = new StringBuilder();
        foreach (var card in cards)
        {
            list.Append(
                CultureInfo.InvariantCulture,
                $"<article class=\"card\" id=\"{card.Id}\"><span class=\"tag\">{WebUtility.HtmlEncode(card.Title)}</span>"
                    + $"<p class=\"question\">{PageLinks.FromElsewhere(card.Question, card.Page)}</p>"
                    + $"<div class=\"answer\">{PageLinks.FromElsewhere(card.Answer, card.Page)}"
                    + $"<p><a href=\"{card.Page}\">Read the notebook</a></p></div></article>\n"
            );
        }

        if (list.Length == 0)
        {
            return null;
        }

        var body = $"""
            <div class="layout"><main id="content" class="deck">
            <h1>{title}</h1>
            <p>{lead}</p>
            <p class="count" role="status"></p>
            {list}
            <div class="row">{Buttons}</div>
            <div class="row"><label><input type="checkbox" class="only-new"> Only what I do not know yet</label></div>
            <p>{Help}</p>
            </main></div>
            """;
        return shell.Html(title, "deck", body, hasCharts: false, title);
    }

    /// <summary>A card.</summary>
    /// <param name="Id">Its id on the page of cards.</param>
    /// <param name="Title">The title of the notebook.</param>
    /// <param name="Question">The front, as HTML.</param>
    /// <param name="Answer">The back, as HTML.</param>
    /// <param name="Page">The file of the notebook's page.</param>
    private sealed record Card(string Id, string Title, string Question, string Answer, string Page);
}

using System.Globalization;
using System.Net;
using System.Text;
using Viva.Notebooks.Checks;
using Viva.Notebooks.Export.Pages;

namespace Viva.Notebooks.Export.Site;

/// <summary>The front page: the questions by theme, the search, and the way to the cards and the quiz.</summary>
internal sealed class FrontPageHtml(PageShell shell)
{
    private const string SearchField =
        "<input type=\"search\" aria-label=\"Search all notebooks\" placeholder=\"Search all notebooks\" autocomplete=\"off\">";

    private const string Lead =
        "Each answer is a notebook in C#: the answer of the first minute, then the same in depth, "
        + "with every claim run by a cell beside it.";

    private static readonly (string Name, int[] Numbers)[] Themes =
    [
        ("Foundations", [1, 2, 3, 6, 10]),
        ("Vision", [4, 8, 9, 23]),
        ("Sequences and attention", [5, 11, 12, 25, 27]),
        ("Language", [16, 17, 18, 26, 29]),
        ("Generative models", [7, 24, 30]),
        ("Reinforcement learning", [13, 14, 15, 28]),
        ("Practice", [19, 20, 21, 22]),
    ];

    /// <summary>The whole page.</summary>
    public string Write(IReadOnlyList<NotebookPage> pages)
    {
        var hasQuestions = pages.Any(page => page.Number is not null);
        var title = hasQuestions
            ? $"""
                <h1>Thirty deep-learning interview questions that you can run</h1>
                <p class="lead">{Lead}</p>
                """
            : "<h1>Notebooks</h1>";
        var decks = string.Concat(
            pages.Any(page => page.ShortAnswer.Length > 0) ? "<a class=\"button\" href=\"cards.html\">Flash cards</a>" : "",
            pages.Any(page => page.Quiz.Count > 0) ? "<a class=\"button\" href=\"quiz.html\">Quiz</a>" : ""
        );
        decks = decks.Length > 0 ? $"<div class=\"row\">{decks}</div>" : "";
        var body = $"""
            <div class="layout front"><main id="content">
            {title}
            {decks}
            <div class="search" role="search">{SearchField}<p role="status"></p></div>
            <ul class="results"></ul>
            {Tiles(pages, hasQuestions)}
            </main></div>
            """;
        return shell.Html(
            hasQuestions ? "Thirty deep-learning interview questions" : "Notebooks",
            "front",
            body,
            hasCharts: false,
            "",
            search: true
        );
    }

    private static StringBuilder Tiles(IReadOnlyList<NotebookPage> pages, bool hasQuestions)
    {
        var tiles = new StringBuilder();
        var byNumber = pages.Where(page => page.Number is not null).ToLookup(page => page.Number!.Value);
        foreach (var (name, numbers) in hasQuestions ? Themes : [])
        {
            tiles.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{Id(name)}\"><h2 id=\"{Id(name)}\">{name}</h2>\n");
            var questions = numbers.Select(number => (Question: Syllabus.Find(number)!, Page: byNumber[number].FirstOrDefault())).ToList();
            if (questions.Any(item => item.Page is not null))
            {
                tiles
                    .Append("<ul class=\"tiles\">\n")
                    .AppendJoin('\n', questions.Where(item => item.Page is not null).Select(item => Tile(item.Question, item.Page!)))
                    .Append("\n</ul>\n");
            }

            if (questions.Any(item => item.Page is null))
            {
                tiles
                    .Append("<p class=\"absent\">Not in this export: ")
                    .AppendJoin(
                        " · ",
                        questions
                            .Where(item => item.Page is null)
                            .Select(item =>
                                string.Create(CultureInfo.InvariantCulture, $"{item.Question.Number:00} {item.Question.Question}")
                            )
                    )
                    .Append("</p>\n");
            }

            tiles.Append("</section>\n");
        }

        var others = pages.Where(page => page.Number is null).ToList();
        if (others.Count > 0)
        {
            tiles
                .Append(hasQuestions ? "<h2 id=\"others\">Other notebooks</h2>\n<ul class=\"tiles\">" : "<ul class=\"tiles\">")
                .AppendJoin(
                    '\n',
                    others.Select(page =>
                        $"<li><a class=\"tile\" href=\"{page.FileName}\"><b>{WebUtility.HtmlEncode(page.Title)}</b></a></li>"
                    )
                )
                .Append("</ul>\n");
        }

        return tiles;
    }

    private static string Tile(SyllabusEntry question, NotebookPage page)
    {
        var goal = page.Goal.Length > 0 ? char.ToUpperInvariant(page.Goal[0]) + page.Goal[1..] + "." : "";
        var minutes = page.ReadMinutes is { } read ? string.Create(CultureInfo.InvariantCulture, $" · {read} minutes") : "";
        var kind = question.Number >= 23 ? " · a program" : "";
        return string.Create(CultureInfo.InvariantCulture, $"<li><a class=\"tile\" href=\"{page.FileName}\">")
            + string.Create(CultureInfo.InvariantCulture, $"<span class=\"number\">{question.Number:00}</span>")
            + $"<b>{WebUtility.HtmlEncode(question.Question)}</b>{WebUtility.HtmlEncode(goal)}"
            + $"<span class=\"meta\">{question.Level}{minutes}{kind}</span></a></li>";
    }

    private static string Id(string name) => name.ToLowerInvariant().Replace(' ', '-');
}

using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Viva.Notebooks.Checks;

namespace Viva.Notebooks.Export;

/// <summary>Writes the pages, the front page, the cards and the quiz, and what they share.</summary>
internal sealed class SiteWriter(string folder, ExportOptions options)
{
    private static readonly string Style = Asset("site.css");
    private static readonly string Script = Asset("site.js");

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

    /// <summary>Writes the whole site.</summary>
    /// <returns>The files written.</returns>
    public IReadOnlyList<string> Write(IReadOnlyList<SitePage> pages)
    {
        Directory.CreateDirectory(folder);
        var written = new List<string>();
        if (options.SingleFile)
        {
            foreach (var page in pages)
            {
                Save(page.FileName, Page(page, null, null));
                if (page.Slides.Count > 0)
                    Save(page.SlidesFileName, Slides(page));
            }

            return written;
        }

        Directory.CreateDirectory(Path.Combine(folder, "assets"));
        Save(Path.Combine("assets", "site.css"), Style);
        Save(Path.Combine("assets", "site.js"), Script);
        Save(
            Path.Combine("assets", "search.js"),
            "window.vivaIndex="
                + JsonSerializer.Serialize(
                    pages
                        .SelectMany(page => page.Sections)
                        .Select(section => new
                        {
                            page = section.Page,
                            title = section.Title,
                            url = section.Url,
                            text = section.Text,
                        })
                )
                + ";"
        );
        if (pages.Any(page => page.HasCharts))
        {
            File.WriteAllBytes(Path.Combine(folder, "assets", "plotly.js"), options.Plotly);
            written.Add(Path.Combine(folder, "assets", "plotly.js"));
        }

        for (var i = 0; i < pages.Count; i++)
            Save(pages[i].FileName, Page(pages[i], i > 0 ? pages[i - 1] : null, i + 1 < pages.Count ? pages[i + 1] : null));
        foreach (var page in pages.Where(page => page.Slides.Count > 0))
            Save(page.SlidesFileName, Slides(page));
        Save("index.html", Front(pages));
        if (pages.Any(page => page.ShortAnswer.Length > 0))
        {
            Save(
                "cards.html",
                Deck(
                    "Flash cards",
                    "The question as an interviewer asks it; the answer that you would give in the first minute.",
                    pages
                        .Where(page => page.ShortAnswer.Length > 0)
                        .Select(page =>
                            (
                                Id: "card-" + page.Name,
                                page.Title,
                                Question: WebUtility.HtmlEncode(page.Question),
                                Answer: page.ShortAnswer,
                                Page: page.FileName
                            )
                        )
                )
            );
        }

        if (pages.Any(page => page.Quiz.Count > 0))
        {
            Save(
                "quiz.html",
                Deck(
                    "Quiz",
                    "Every \"Check yourself\" of every notebook.",
                    pages.SelectMany(page =>
                        page.Quiz.Select(
                            (item, n) =>
                                (
                                    Id: FormattableString.Invariant($"quiz-{page.Name}-{n + 1}"),
                                    page.Title,
                                    item.Question,
                                    item.Answer,
                                    Page: page.FileName
                                )
                        )
                    )
                )
            );
        }

        return written;

        void Save(string name, string text)
        {
            File.WriteAllText(Path.Combine(folder, name), text, new UTF8Encoding(false));
            written.Add(Path.Combine(folder, name));
        }
    }

    private string Page(SitePage page, SitePage? previous, SitePage? next)
    {
        var contents = new StringBuilder();
        var open = false;
        foreach (var heading in page.Headings.Where(heading => heading.Level is 2 or 3))
        {
            if (heading.Level == 3 && !open)
            {
                contents.Append("<ol>");
                open = true;
            }
            else if (heading.Level == 2 && open)
            {
                contents.Append("</ol></li>");
                open = false;
            }
            else if (heading.Level == 2 && contents.Length > 0)
            {
                contents.Append("</li>");
            }

            contents.Append(
                CultureInfo.InvariantCulture,
                $"<li><a href=\"#{heading.Id}\">{heading.Html}</a>{(heading.Level == 3 ? "</li>" : "")}"
            );
        }

        contents.Append(
            open ? "</ol></li>"
            : contents.Length > 0 ? "</li>"
            : ""
        );
        var turn =
            previous is null && next is null
                ? ""
                : "<nav class=\"turn\" aria-label=\"Previous and next\">"
                    + (
                        previous is null
                            ? "<span></span>"
                            : $"<a rel=\"prev\" href=\"{previous.FileName}\">← {WebUtility.HtmlEncode(previous.Title)}</a>"
                    )
                    + (
                        next is null
                            ? "<span></span>"
                            : $"<a rel=\"next\" href=\"{next.FileName}\">{WebUtility.HtmlEncode(next.Title)} →</a>"
                    )
                    + "</nav>";
        var body = $"""
            <div class="layout">
            <nav class="contents" aria-label="On this page"><details open><summary>On this page</summary><ol>{contents}</ol></details></nav>
            <main id="content">
            {page.Main}
            {turn}
            </main>
            </div>
            """;
        return Html(
            page.Title,
            "page",
            body,
            page.HasCharts,
            WebUtility.HtmlEncode(page.Title),
            page.Slides.Count > 0 ? $"<a href=\"{page.SlidesFileName}\">Slides</a>" : ""
        );
    }

    private string Slides(SitePage page)
    {
        var slides = new StringBuilder();
        for (var i = 0; i < page.Slides.Count; i++)
        {
            var slide = page.Slides[i];
            var heading = slide.Level == 1 ? "h1" : "h2";
            slides.Append(
                CultureInfo.InvariantCulture,
                $"""
                <section class="slide level-{slide.Level}" id="slide-{i + 1}" role="group" aria-labelledby="title-{i + 1}">
                <div class="face"><{heading} id="title-{i + 1}">{slide.Title}</{heading}>
                <div class="fit">{Away(slide.Content, page.FileName)}</div></div>
                <div class="notes" role="group" aria-label="Notes">{(
                    slide.Notes.Length > 0 ? Away(slide.Notes, page.FileName) : "<p>No notes.</p>"
                )}</div>
                </section>

                """
            );
        }

        var body = $"""
            <main id="content" class="slides">
            {slides}
            </main>
            <nav class="steer" aria-label="Slides"><button type="button" class="previous" aria-label="Previous slide">←</button><span class="count" role="status">1 / {page.Slides.Count}</span><button type="button" class="next" aria-label="Next slide">→</button><button type="button" class="show-notes" aria-pressed="false">Notes</button><button type="button" class="second">Speaker window</button></nav>
            """;
        return Html(
            page.Title + " (slides)",
            "deck-page",
            body,
            page.HasCharts,
            WebUtility.HtmlEncode(page.Title),
            $"<a href=\"{page.FileName}\">Page</a>"
        );
    }

    private string Front(IReadOnlyList<SitePage> pages)
    {
        var tiles = new StringBuilder();
        var byNumber = pages.Where(page => page.Number is not null).ToLookup(page => page.Number!.Value);
        foreach (var (name, numbers) in byNumber.Count > 0 ? Themes : [])
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
                .Append(byNumber.Count > 0 ? "<h2 id=\"others\">Other notebooks</h2>\n<ul class=\"tiles\">" : "<ul class=\"tiles\">")
                .AppendJoin(
                    '\n',
                    others.Select(page =>
                        $"<li><a class=\"tile\" href=\"{page.FileName}\"><b>{WebUtility.HtmlEncode(page.Title)}</b></a></li>"
                    )
                )
                .Append("</ul>\n");
        }

        var title =
            byNumber.Count == 0
                ? "<h1>Notebooks</h1>"
                : """
                    <h1>Thirty deep-learning interview questions that you can run</h1>
                    <p class="lead">Each answer is a notebook in C#: the answer of the first minute, then the same in depth, with every claim run by a cell beside it.</p>
                    """;
        var decks = string.Concat(
            pages.Any(page => page.ShortAnswer.Length > 0) ? "<a class=\"button\" href=\"cards.html\">Flash cards</a>" : "",
            pages.Any(page => page.Quiz.Count > 0) ? "<a class=\"button\" href=\"quiz.html\">Quiz</a>" : ""
        );
        decks = decks.Length > 0 ? $"<div class=\"row\">{decks}</div>" : "";
        var body = $"""
            <div class="layout front"><main id="content">
            {title}
            {decks}
            <div class="search" role="search"><input type="search" aria-label="Search all notebooks" placeholder="Search all notebooks" autocomplete="off"><p role="status"></p></div>
            <ul class="results"></ul>
            {tiles}
            </main></div>
            """;
        return Html(
            byNumber.Count == 0 ? "Notebooks" : "Thirty deep-learning interview questions",
            "front",
            body,
            hasCharts: false,
            "",
            search: true
        );
    }

    private static string Tile(SyllabusEntry question, SitePage page)
    {
        var goal = page.Goal.Length > 0 ? char.ToUpperInvariant(page.Goal[0]) + page.Goal[1..] + "." : "";
        var minutes = page.ReadMinutes is { } read ? string.Create(CultureInfo.InvariantCulture, $" · {read} minutes") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <li><a class="tile" href="{page.FileName}"><span class="number">{question.Number:00}</span><b>{WebUtility.HtmlEncode(
                question.Question
            )}</b>{WebUtility.HtmlEncode(goal)}<span class="meta">{question.Level}{minutes}{(
                question.Number >= 23 ? " · a program" : ""
            )}</span></a></li>
            """
        );
    }

    private static string Id(string name) => name.ToLowerInvariant().Replace(' ', '-');

    private string Deck(
        string title,
        string lead,
        IEnumerable<(string Id, string Title, string Question, string Answer, string Page)> cards
    )
    {
        var list = new StringBuilder();
        foreach (var card in cards)
        {
            list.Append(
                CultureInfo.InvariantCulture,
                $"<article class=\"card\" id=\"{card.Id}\"><span class=\"tag\">{WebUtility.HtmlEncode(card.Title)}</span><p "
                    + $"class=\"question\">{Away(card.Question, card.Page)}</p><div class=\"answer\">{Away(card.Answer, card.Page)}<p>"
                    + $"<a href=\"{card.Page}\">Read the notebook</a></p></div></article>\n"
            );
        }

        var body = $"""
            <div class="layout"><main id="content" class="deck">
            <h1>{title}</h1>
            <p>{lead}</p>
            <p class="count" role="status"></p>
            {list}
            <div class="row"><button type="button" class="previous">← Previous</button><button type="button" class="turn-over main">Show the answer</button><button type="button" class="know">I know this</button><span class="grow"></span><button type="button" class="next">Next →</button></div>
            <div class="row"><label><input type="checkbox" class="only-new"> Only what I do not know yet</label></div>
            <p><small><kbd>←</kbd> <kbd>→</kbd> other card, <kbd>space</kbd> turn over, <kbd>k</kbd> known. What you know is remembered in this browser.</small></p>
            </main></div>
            """;
        return Html(title, "deck", body, hasCharts: false, title);
    }

    // A link to a place in the notebook, as it must be anywhere but on the notebook's page.
    private static string Away(string html, string page) => html.Replace("href=\"#", $"href=\"{page}#", StringComparison.Ordinal);

    private string Html(string title, string kind, string body, bool hasCharts, string here, string links = "", bool search = false)
    {
        string scripts,
            style,
            policy;
        if (options.SingleFile)
        {
            var parts = hasCharts ? new[] { Encoding.UTF8.GetString(options.Plotly), Script } : [Script];
            style = $"<style>{Style}</style>";
            scripts = string.Concat(parts.Select(part => $"<script>{Embedded(part)}</script>\n"));
            policy = string.Join(
                ' ',
                parts.Select(part => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Embedded(part))))}'")
            );
        }
        else
        {
            style = "<link rel=\"stylesheet\" href=\"assets/site.css\">";
            scripts =
                (search ? "<script src=\"assets/search.js\" defer></script>\n" : "")
                + "<script src=\"assets/site.js\" defer data-plotly=\"assets/plotly.js\"></script>";
            policy = "'self'";
        }

        var home = options.SingleFile ? "<span class=\"home\">Viva</span>" : "<a class=\"home\" href=\"index.html\">Viva</a>";
        return $"""
            <!doctype html>
            <html lang="en" class="{kind}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {policy}; style-src {(
                options.SingleFile ? "" : "'self' "
            )}'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'">
            <title>{WebUtility.HtmlEncode(title)} · Viva</title>
            {style}
            {(options.SingleFile ? "" : scripts)}
            </head>
            <body>
            <a class="skip" href="#content">Skip to the text</a>
            <header class="bar">{home}<span class="here">{here}</span>{links}<button type="button" class="theme" aria-label="Light or dark">Dark</button></header>
            {body}
            {(options.SingleFile ? scripts : "")}
            </body>
            </html>

            """;
    }

    // The end tag is the only thing that a script inside a page cannot say.
    private static string Embedded(string script) =>
        script.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase).ReplaceLineEndings("\n");

    private static string Asset(string name)
    {
        using var stream = typeof(SiteWriter).Assembly.GetManifestResourceStream("Export." + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

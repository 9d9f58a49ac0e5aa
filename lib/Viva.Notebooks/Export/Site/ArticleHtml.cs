using System.Globalization;
using System.Net;
using System.Text;
using Viva.Notebooks.Export.Pages;

namespace Viva.Notebooks.Export.Site;

/// <summary>The page of one notebook: its contents at the side, its cells, and the way to its neighbours.</summary>
internal sealed class ArticleHtml(PageShell shell)
{
    /// <summary>The whole page.</summary>
    /// <param name="page">The notebook.</param>
    /// <param name="previous">The page before it, or null.</param>
    /// <param name="next">The page after it, or null.</param>
    public string Write(NotebookPage page, NotebookPage? previous, NotebookPage? next)
    {
        var contents = $"<details open><summary>On this page</summary><ol>{Contents(page)}</ol></details>";
        var body = $"""
            <div class="layout">
            <nav class="contents" aria-label="On this page">{contents}</nav>
            <main id="content">
            {page.Main}
            {Neighbours(previous, next)}
            </main>
            </div>
            """;
        return shell.Html(
            page.Title,
            "page",
            body,
            page.HasCharts,
            WebUtility.HtmlEncode(page.Title),
            page.Slides.Count > 0 ? $"<a href=\"{page.SlidesFileName}\">Slides</a>" : ""
        );
    }

    private static string Contents(NotebookPage page)
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
        return contents.ToString();
    }

    private static string Neighbours(NotebookPage? previous, NotebookPage? next)
    {
        if (previous is null && next is null)
        {
            return "";
        }

        var back = previous is null
            ? "<span></span>"
            : $"<a rel=\"prev\" href=\"{previous.FileName}\">← {WebUtility.HtmlEncode(previous.Title)}</a>";
        var on = next is null ? "<span></span>" : $"<a rel=\"next\" href=\"{next.FileName}\">{WebUtility.HtmlEncode(next.Title)} →</a>";
        return $"<nav class=\"turn\" aria-label=\"Previous and next\">{back}{on}</nav>";
    }
}

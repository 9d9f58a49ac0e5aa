using System.Text;
using System.Text.RegularExpressions;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Export.Pages;

/// <summary>A slide.</summary>
/// <param name="Title">The heading as HTML, with the state of what its section claims.</param>
/// <param name="Level">The heading's level: 1 for the title of the notebook, 2 for a section, 3 for a part of one.</param>
/// <param name="Content">What is shown.</param>
/// <param name="Notes">What the speaker says: the full text.</param>
internal sealed record Slide(string Title, int Level, string Content, string Notes);

/// <summary>
/// Makes slides of a notebook's cells. A heading begins a slide, and so does each piece of code after the first: the words in between are
/// shown in short on the slide and stand in full in the speaker's notes.
/// </summary>
internal static partial class SlideDeck
{
    public static IReadOnlyList<Slide> Of(PageDraft draft)
    {
        var slides = new List<Slide>();
        var (title, level) = (System.Net.WebUtility.HtmlEncode(draft.Page.Title), 1);
        var content = new StringBuilder();
        var notes = new StringBuilder();
        var hasCode = false;
        foreach (var cell in draft.Cells)
        {
            if (cell.Source.Kind == CellKind.Markdown)
            {
                if (cell.Heading is { Level: <= 3 } heading)
                {
                    End();
                    (title, level) = (heading.Html + cell.Badge, heading.Level);
                }
                else if (hasCode)
                {
                    End();
                }

                content.Append("<div class=\"words\">").Append(WithoutFirstHeading(cell.Gist, cell.Heading is not null)).Append("</div>\n");
                // The headings stand on the slide too, and an id only once.
                notes.Append(HeadingId().Replace(WithoutFirstHeading(cell.Words, cell.Heading is not null), "$1"));
            }
            else
            {
                if (hasCode)
                {
                    End();
                }
                // Nobody points at a word of a slide.
                var shown =
                    PageBuilder.CodeBlock(Hint().Replace(cell.Code, ""))
                    + (cell.Outputs.Length > 0 ? $"<div class=\"outputs\">\n{cell.Outputs}\n</div>\n" : "");
                content.Append(
                    cell.IsSolution
                        ? $"<details class=\"solution\"><summary>Solution</summary>\n{shown}</details>\n"
                        : $"<div class=\"cell\">{shown}</div>\n"
                );
                hasCode = true;
            }
        }

        End();
        return slides;

        void End()
        {
            if (content.Length > 0)
            {
                slides.Add(new Slide(title, level, content.ToString(), notes.ToString()));
            }

            content.Clear();
            notes.Clear();
            hasCode = false;
        }
    }

    private static string WithoutFirstHeading(string html, bool hasHeading)
    {
        var end = hasHeading && html.StartsWith("<h", StringComparison.Ordinal) ? html.IndexOf("</h", StringComparison.Ordinal) : -1;
        return end < 0 ? html : html[(html.IndexOf('>', end) + 1)..];
    }

    [GeneratedRegex("(<h[1-6][^>]*?) id=\"[^\"]*\"")]
    private static partial Regex HeadingId();

    [GeneratedRegex(" title=\"[^\"]*\"")]
    private static partial Regex Hint();
}

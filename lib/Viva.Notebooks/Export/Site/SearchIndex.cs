using System.Text.Json;
using Viva.Notebooks.Export.Pages;

namespace Viva.Notebooks.Export.Site;

/// <summary>The script with the words of all pages, in which the front page searches.</summary>
internal static class SearchIndex
{
    /// <summary>The script's text.</summary>
    public static string Write(IReadOnlyList<NotebookPage> pages) =>
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
        + ";";
}

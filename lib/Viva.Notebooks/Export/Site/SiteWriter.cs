using System.Text;
using Viva.Notebooks.Export.Pages;

namespace Viva.Notebooks.Export.Site;

/// <summary>Writes the files of an export: the pages, the front page, the cards and the quiz, and the assets that they share.</summary>
internal sealed class SiteWriter(string folder, ExportOptions options)
{
    private readonly List<string> _written = [];

    /// <summary>Writes the whole site; for single files, the pages alone.</summary>
    /// <returns>The files written.</returns>
    public IReadOnlyList<string> Write(IReadOnlyList<NotebookPage> pages)
    {
        var shell = new PageShell(options);
        var article = new ArticleHtml(shell);
        var slides = new SlidesHtml(shell);
        Directory.CreateDirectory(folder);
        if (options.SingleFile)
        {
            foreach (var page in pages)
            {
                Save(page.FileName, article.Write(page, null, null));
                if (page.Slides.Count > 0)
                {
                    Save(page.SlidesFileName, slides.Write(page));
                }
            }

            return _written;
        }

        WriteAssets(pages);
        for (var i = 0; i < pages.Count; i++)
        {
            Save(pages[i].FileName, article.Write(pages[i], i > 0 ? pages[i - 1] : null, i + 1 < pages.Count ? pages[i + 1] : null));
        }

        foreach (var page in pages.Where(page => page.Slides.Count > 0))
        {
            Save(page.SlidesFileName, slides.Write(page));
        }

        Save("index.html", new FrontPageHtml(shell).Write(pages));
        var cards = new CardsHtml(shell);
        if (cards.FlashCards(pages) is { } flashCards)
        {
            Save("cards.html", flashCards);
        }

        if (cards.Quiz(pages) is { } quiz)
        {
            Save("quiz.html", quiz);
        }

        return _written;
    }

    private void WriteAssets(IReadOnlyList<NotebookPage> pages)
    {
        Directory.CreateDirectory(Path.Combine(folder, "assets"));
        Save(Path.Combine("assets", "site.css"), PageShell.Style);
        Save(Path.Combine("assets", "site.js"), PageShell.Script);
        Save(Path.Combine("assets", "search.js"), SearchIndex.Write(pages));
        if (!pages.Any(page => page.HasCharts))
        {
            return;
        }

        var plotly = Path.Combine(folder, "assets", "plotly.js");
        File.WriteAllBytes(plotly, options.Plotly);
        _written.Add(plotly);
    }

    private void Save(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        _written.Add(path);
    }
}

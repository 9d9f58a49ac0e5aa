namespace Viva.Notebooks.Export.Site;

/// <summary>Links in content that is taken from a notebook's page.</summary>
internal static class PageLinks
{
    /// <summary>The content for another page: a link to a place in the notebook leads to the notebook's page.</summary>
    public static string FromElsewhere(string html, string page) => html.Replace("href=\"#", $"href=\"{page}#", StringComparison.Ordinal);
}

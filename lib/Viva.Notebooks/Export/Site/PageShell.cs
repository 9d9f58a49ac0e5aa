using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Viva.Notebooks.Export.Site;

/// <summary>
/// What every page has around its content: the head with its security policy, the bar at the top, the style and the scripts.
/// </summary>
internal sealed class PageShell(ExportOptions options)
{
    /// <summary>The site's style sheet.</summary>
    public static readonly string Style = Asset("site.css");

    /// <summary>The site's script.</summary>
    public static readonly string Script = Asset("site.js");

    private const string ThemeButton = "<button type=\"button\" class=\"theme\" aria-label=\"Light or dark\">Dark</button>";

    /// <summary>A whole page.</summary>
    /// <param name="title">What the browser's tab says.</param>
    /// <param name="kind">The class of the <c>html</c> element, on which style and script depend.</param>
    /// <param name="body">The content.</param>
    /// <param name="hasCharts">Whether the page needs plotly.js.</param>
    /// <param name="here">What the bar says, as HTML.</param>
    /// <param name="links">Further links in the bar, as HTML.</param>
    /// <param name="search">Whether the page needs the search index.</param>
    public string Html(string title, string kind, string body, bool hasCharts, string here, string links = "", bool search = false)
    {
        string scripts,
            style,
            scriptSources;
        if (options.SingleFile)
        {
            var parts = hasCharts ? new[] { Encoding.UTF8.GetString(options.Plotly), Script } : [Script];
            style = $"<style>{Style}</style>";
            scripts = string.Concat(parts.Select(part => $"<script>{Embedded(part)}</script>\n"));
            scriptSources = string.Join(
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
            scriptSources = "'self'";
        }

        var policy =
            $"default-src 'none'; script-src {scriptSources}; style-src {(options.SingleFile ? "" : "'self' ")}'unsafe-inline'; "
            + "img-src data: blob:; base-uri 'none'; form-action 'none'";
        var home = options.SingleFile ? "<span class=\"home\">Viva</span>" : "<a class=\"home\" href=\"index.html\">Viva</a>";
        return $"""
            <!doctype html>
            <html lang="en" class="{kind}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <title>{WebUtility.HtmlEncode(title)} · Viva</title>
            {style}
            {(options.SingleFile ? "" : scripts)}
            </head>
            <body>
            <a class="skip" href="#content">Skip to the text</a>
            <header class="bar">{home}<span class="here">{here}</span>{links}{ThemeButton}</header>
            {body}
            {(options.SingleFile ? scripts : "")}
            </body>
            </html>

            """;
    }

    // Inside a page a script may say anything but its own end tag.
    private static string Embedded(string script) =>
        script.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase).ReplaceLineEndings("\n");

    private static string Asset(string name)
    {
        using var stream = typeof(PageShell).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

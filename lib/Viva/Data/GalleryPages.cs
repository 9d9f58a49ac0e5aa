using System.Globalization;
using System.Text;
using Viva.Data.Catalog;
using Viva.Data.Download;
using Viva.Data.Inventory;
using Viva.Display;
using Viva.Display.Charts;

namespace Viva.Data;

/// <summary>
/// The pages of the gallery: one for each data set, and one that lists all. Each is a file of its own that needs no network.
/// </summary>
internal static class GalleryPages
{
    private const string Style = """
        :root{color-scheme:light dark;--paper:#fff;--ink:#1b1d21;--soft:#5a606b;--line:#d9dce2;--card:#f6f7f9;--link:#0b57a4;
          --real:#1a6b37;--made:#8a5200;--warn:#fdf3e1}
        @media(prefers-color-scheme:dark){
          :root{--paper:#16181c;--ink:#e7e9ed;--soft:#a3aab6;--line:#353a43;--card:#1f2228;--link:#7db8f5;--warn:#33280f}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);
          font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC",sans-serif}
        main{max-width:1080px;margin:0 auto;padding:2rem 1.25rem 4rem}
        a{color:var(--link)}
        nav{font-size:.9rem;margin-bottom:1.5rem}
        h1{font-size:clamp(1.5rem,5vw,2.1rem);line-height:1.2;margin:0 0 .4rem;overflow-wrap:anywhere}
        h2{font-size:1.2rem;margin:2.2rem 0 .6rem}
        .lead{font-size:1.08rem;margin:.2rem 0 1.4rem;max-width:65ch}
        .tag{display:inline-block;padding:.05em .65em;border-radius:1em;font-size:.8rem;font-weight:600;color:#fff;white-space:nowrap}
        .real{background:var(--real)}.made{background:var(--made)}.none{background:#6a707b}
        .warn{background:var(--warn);border-left:.3rem solid var(--made);padding:.7rem 1rem;margin:1rem 0;overflow-wrap:anywhere}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.5rem 1.5rem;margin:0;padding:1rem 1.2rem;
          background:var(--card);border:1px solid var(--line);border-radius:.6rem}
        dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
        code{font:.92em ui-monospace,SFMono-Regular,Consolas,"DejaVu Sans Mono",monospace}
        .sample{overflow-x:auto}
        .sample table{font-size:.92rem}
        .sample.wide table{white-space:nowrap}
        .sample caption,.sample>figure>figcaption{display:none} /* the page has said it above */
        .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,300px),1fr));gap:1rem;
          list-style:none;margin:1rem 0;padding:0}
        .cards li{border:1px solid var(--line);border-radius:.6rem;background:var(--card);padding:1rem 1.1rem;
          display:flex;flex-direction:column;gap:.35rem}
        .cards h3{margin:0;font-size:1.02rem;line-height:1.3}.cards p{margin:0}
        .small{font-size:.86rem;color:var(--soft)}
        .cards .small:last-child{margin-top:auto;padding-top:.3rem}
        @media(max-width:520px){dl{grid-template-columns:1fr;gap:.1rem}dd{margin-bottom:.6rem}main{padding-top:1.2rem}}
        """;

    /// <summary>The page of a data set that has been loaded; <paramref name="notice"/> is what it showed then.</summary>
    public static string Page(DatasetStatus item, CatalogSet? set, IDataset dataset, DatasetNotice? notice)
    {
        var real = dataset.Origin == DataOrigin.Real;
        var body = new StringBuilder("<nav><a href=\"index.html\">All data sets</a></nav>");
        body.Append(
            CultureInfo.InvariantCulture,
            $"<h1>{Encode(item.Title)}</h1><p>{(real ? Tag("real", "real") : Tag("made", "built-in"))}</p><p "
                + $"class=\"lead\">{Encode(item.Dataset.What)}</p>"
        );
        if (notice is { Substitute: true })
        {
            body.Append(
                CultureInfo.InvariantCulture,
                $"<p class=\"warn\"><strong>This is not the published data.</strong> {Encode(notice.Note)}</p>"
            );
        }

        body.Append("<dl>");
        var place = item.Place == DatasetPlace.Mirror ? "mirror" : "cache";
        Fact("Contents", Encode(Contents(dataset)));
        Fact(
            "Origin",
            Encode(
                real ? $"the published files, read from the {place} and checked against their checksums"
                : notice is { Substitute: false, Note.Length: > 0 } ? LowerFirst(notice.Note)
                : "made by this library"
            )
        );
        if (item.Size != "-" && real)
        {
            Fact("Size", Encode(item.Size));
        }

        Fact("Licence", Encode(item.Licence));
        if (set is not null)
        {
            Fact("Citation", Encode(set.Citation));
            var places = set.Forms.SelectMany(form => form.Places).Distinct().ToList();
            if (places.Count > 0)
            {
                Fact("Published at", Encode(string.Join(", ", places)));
            }
        }

        Fact("In a notebook", $"<code>var data = {Encode(item.Call)};</code>");
        var sample = Html(dataset.Sample());
        // Many columns are scrolled through; a few, often sentences, are wrapped.
        var kind = sample.Split("<th scope=\"col\"").Length > 7 ? "sample wide" : "sample";
        body.Append(
            CultureInfo.InvariantCulture,
            $"</dl><h2>A sample</h2><div class=\"{kind}\" tabindex=\"0\" role=\"region\" aria-label=\"A sample\">{sample}</div>"
        );
        return Document(item.Title, body.ToString());

        void Fact(string label, string html) => body.Append(CultureInfo.InvariantCulture, $"<dt>{label}</dt><dd>{html}</dd>");
    }

    /// <summary>The page that lists all data sets; those that have a page are linked.</summary>
    public static string Index(IReadOnlyList<(DatasetStatus Item, bool HasPage)> sets)
    {
        var body = new StringBuilder("<h1>Data sets of Viva</h1>");
        body.Append(
            "<p class=\"lead\">What the notebooks learn from: published data sets, each behind one call, and data that the "
                + "library makes itself.</p>"
        );
        Section("Published", "real", sets.Where(set => set.Item.Place != DatasetPlace.BuiltIn));
        Section("Made by this library", "made", sets.Where(set => set.Item.Place == DatasetPlace.BuiltIn));
        return Document("Data sets of Viva", body.ToString());

        void Section(string heading, string kind, IEnumerable<(DatasetStatus Item, bool HasPage)> members)
        {
            body.Append(CultureInfo.InvariantCulture, $"<h2>{heading}</h2><ul class=\"cards\">");
            foreach (var (item, hasPage) in members)
            {
                var title = hasPage ? $"<a href=\"{Encode(item.Name)}.html\">{Encode(item.Title)}</a>" : Encode(item.Title);
                var place = item.Place switch
                {
                    DatasetPlace.Cache => "in the cache",
                    DatasetPlace.Mirror => "in the mirror",
                    DatasetPlace.Download => "to be downloaded",
                    DatasetPlace.BuiltIn => "built-in",
                    _ => "not here",
                };
                var here = item.Place is DatasetPlace.Cache or DatasetPlace.Mirror or DatasetPlace.BuiltIn;
                var size = item.Size == "-" ? "" : $" {Encode(item.Size)}.";
                body.Append(
                    CultureInfo.InvariantCulture,
                    $"<li><h3>{title}</h3><p>{Tag(here ? kind : "none", place)}</p><p>{Encode(item.Dataset.What)}</p><p class=\"small\">"
                        + $"<code>{Encode(item.Call)}</code>{(size.Length > 0 ? " ·" + size[..^1] : "")} · {Encode(item.Licence)}</p>"
                        + $"</li>"
                );
            }

            body.Append("</ul>");
        }
    }

    /// <summary>Where the page called <paramref name="name"/> is.</summary>
    public static string PathOf(string folder, string name) => Path.Combine(Path.GetFullPath(folder), name + ".html");

    /// <summary>Writes a page; the name never holds half of one.</summary>
    /// <exception cref="DataException">The folder cannot be written.</exception>
    public static string Write(string folder, string name, string html)
    {
        var path = PathOf(folder, name);
        try
        {
            Directory.CreateDirectory(folder);
            AtomicFile.Write(path, html);
            return path;
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            throw new DataException(path, $"cannot be written ({DiskFault.Words(exception)})", innerException: exception);
        }
    }

    private static string Document(string title, string body) =>
        $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <title>{Encode(title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            {body}
            </main>
            </body>
            </html>

            """.ReplaceLineEndings("\n");

    /// <summary>A sample as HTML. A chart brings its script with it.</summary>
    private static string Html(object sample)
    {
        PlotlyScript.Reset(); // every page is a document of its own
        return sample is Figure figure ? figure.ToHtml(offline: true)
            : sample is IView view ? view.Html
            : $"<pre>{Encode(sample.ToString())}</pre>";
    }

    /// <summary>What a data set says of itself, without its name and origin, which stand elsewhere on the page.</summary>
    private static string Contents(IDataset dataset)
    {
        var text = dataset.ToString() ?? "";
        return
            text.StartsWith(dataset.Name + " (", StringComparison.Ordinal)
            && text.IndexOf("): ", StringComparison.Ordinal) is > 0 and var at
            ? text[(at + 3)..]
            : text;
    }

    private static string Tag(string kind, string word) => $"<span class=\"tag {kind}\">{word}</span>";

    private static string LowerFirst(string text) => char.ToLowerInvariant(text[0]) + text[1..];

    private static string Encode(string? text) => HtmlText.Encode(text);
}

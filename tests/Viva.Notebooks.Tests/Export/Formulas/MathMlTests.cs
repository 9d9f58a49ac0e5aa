using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Viva.Notebooks.Documents;
using Viva.Notebooks.Export.Formulas;

namespace Viva.Notebooks.Tests.Export.Formulas;

public partial class MathMlTests
{
    // MathML Core, https://www.w3.org/TR/mathml-core/: its elements, and the attributes of each beside those that all have.
    private static readonly Dictionary<string, string[]> Core = new()
    {
        ["math"] = ["display", "alttext"],
        ["semantics"] = [],
        ["annotation"] = ["encoding"],
        ["mi"] = ["mathvariant"],
        ["mn"] = [],
        ["mo"] =
        [
            "form",
            "fence",
            "separator",
            "lspace",
            "rspace",
            "stretchy",
            "symmetric",
            "maxsize",
            "minsize",
            "largeop",
            "movablelimits",
        ],
        ["mtext"] = [],
        ["ms"] = [],
        ["mspace"] = ["width", "height", "depth"],
        ["mrow"] = [],
        ["mfrac"] = ["linethickness"],
        ["msqrt"] = [],
        ["mroot"] = [],
        ["mstyle"] = [],
        ["merror"] = [],
        ["mpadded"] = ["width", "height", "depth", "lspace", "voffset"],
        ["mphantom"] = [],
        ["msub"] = [],
        ["msup"] = [],
        ["msubsup"] = [],
        ["munder"] = ["accentunder"],
        ["mover"] = ["accent"],
        ["munderover"] = ["accent", "accentunder"],
        ["mmultiscripts"] = [],
        ["mprescripts"] = [],
        ["mtable"] = [],
        ["mtr"] = [],
        ["mtd"] = ["columnspan", "rowspan"],
    };

    private static readonly string[] Everywhere =
    [
        "class",
        "dir",
        "displaystyle",
        "id",
        "mathbackground",
        "mathcolor",
        "mathsize",
        "nonce",
        "scriptlevel",
        "style",
        "tabindex",
    ];

    private static readonly Dictionary<string, int> Children = new()
    {
        ["mfrac"] = 2,
        ["mroot"] = 2,
        ["msub"] = 2,
        ["msup"] = 2,
        ["msubsup"] = 3,
        ["munder"] = 2,
        ["mover"] = 2,
        ["munderover"] = 3,
        ["semantics"] = 2,
    };

    private static readonly string[] Tokens = ["mi", "mn", "mo", "mtext", "annotation"];

    [Fact]
    public void Every_formula_of_the_golden_file_is_MathML_Core()
    {
        foreach (var (formula, _) in MathMlGoldenTests.Read(TestFiles.At("Export/Formulas/formulas.txt")))
        {
            AssertCore(formula, FormulaText.Of(formula));
        }
    }

    [Fact]
    public void Every_formula_of_every_notebook_is_MathML_Core()
    {
        var count = 0;
        foreach (var path in Directory.GetFiles(Path.Combine(TestFiles.Root, "notebooks"), "*.ipynb"))
        {
            foreach (var cell in NotebookDocument.Read(path).Cells.Where(cell => cell.Kind == CellKind.Markdown))
            {
                var document = Markdown.Parse(cell.Source);
                foreach (
                    var formula in document
                        .Descendants<MathInline>()
                        .Select(inline => inline.Content.ToString())
                        .Concat(document.Descendants<MathBlock>().Select(block => block.Lines.ToString()))
                )
                {
                    AssertCore(formula, FormulaText.Of(formula));
                    count++;
                }
            }
        }

        Assert.True(count > 50, $"{count} formulas");
    }

    [Fact]
    public void The_source_goes_along_and_a_formula_of_its_own_line_says_so()
    {
        var block = FormulaText.Of(" a < b & c ".Replace("& ", "", StringComparison.Ordinal), display: true);
        Assert.Equal("block", block.Attribute("display")?.Value);
        Assert.Equal("a < b c", block.Descendants(FormulaText.Math + "annotation").Single().Value);
        Assert.Null(FormulaText.Of("a", display: false).Attribute("display"));
    }

    [Theory]
    [InlineData(@"a + \foo", 5, @"\foo is not known")]
    [InlineData(@"\begin{tikz} a \end{tikz}", 1, "tikz is not known")]
    [InlineData(@"\frac{1}{2", 9, "not closed")]
    [InlineData(@"a}", 2, "without an opening")]
    [InlineData(@"x + \left( y", 5, @"without its \right")]
    [InlineData(@"x \right)", 3, @"without \left")]
    [InlineData(@"\left x \right)", 7, "needs a delimiter")]
    [InlineData(@"\frac{1}", 9, "is missing")]
    [InlineData(@"\sqrt", 6, "is missing")]
    [InlineData(@"x^", 3, "is missing")]
    [InlineData(@"x_{a}_{b}", 6, "second subscript")]
    [InlineData(@"a & b", 3, "outside a table")]
    [InlineData(@"a \\ b", 3, "outside a table")]
    [InlineData(@"\begin{cases} a", 1, "without its")]
    [InlineData(@"\begin{cases} a \end{matrix}", 21, "where")]
    [InlineData(@"\begin{array}{c} a & b \end{array}", 1, "more than the 1")]
    [InlineData(@"\text{a \foo}", 9, "a command within text")]
    [InlineData(@"\text{if $\foo$}", 11, @"\foo is not known")]
    [InlineData(@"\text{one $ only}", 6, "pairs")]
    [InlineData(@"\color{1}x", 1, "not a colour")]
    [InlineData(@"x \operatorname{} y", 3, "has no name")]
    [InlineData(@"\operatorname*{{}}_a", 1, "has no name")]
    [InlineData(@"\hspace{wide}", 1, "not a length")]
    [InlineData("a\\", 2, "backslash at the end")]
    [InlineData("a\0b", 2, "cannot be shown")]
    public void What_cannot_be_typeset_names_its_column(string formula, int column, string problem)
    {
        var e = Assert.Throws<TexException>(() => TexMath.ToMathMl(formula, display: true));
        Assert.Contains(problem, e.Problem, StringComparison.Ordinal);
        Assert.Equal(column, e.Column);
    }

    [Fact]
    public void Half_a_character_cannot_be_set() =>
        Assert.Equal(2, Assert.Throws<TexException>(() => TexMath.ToMathMl("a" + (char)0xD835 + "b", display: true)).Column);

    [Theory]
    [InlineData("{", "}")]
    [InlineData(@"\sqrt", "")]
    [InlineData(@"\hat", "")]
    [InlineData(@"\not", "")]
    [InlineData(@"\frac", "")]
    [InlineData(@"\left(", @"\right)")]
    [InlineData("x^{", "}")]
    [InlineData(@"\begin{matrix}", @"\end{matrix}")]
    [InlineData(@"\displaystyle ", "")]
    [InlineData(@"\color{red}", "")]
    [InlineData(@"\bf ", "")]
    [InlineData(@"\over ", "")]
    [InlineData(@"\substack{", "}")]
    [InlineData(@"\sqrt[", "]{x}")]
    [InlineData(@"\xrightarrow[", "]{x}")]
    public void Deep_nesting_is_an_error_and_no_overflow(string opening, string closing)
    {
        const int Deep = 100_000;
        var formula = string.Concat(Enumerable.Repeat(opening, Deep)) + "x" + string.Concat(Enumerable.Repeat(closing, Deep));
        var e = Assert.Throws<TexException>(() => TexMath.ToMathMl(formula, display: true));
        Assert.True(e.Column > 50, e.Message);
    }

    [Fact]
    public void A_long_formula_takes_no_longer_than_its_length()
    {
        var formula = string.Join(" + ", Enumerable.Repeat(@"\frac{a_1^2}{\sqrt{x}} 12345 \text{and so on}", 4000));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        TexMath.ToMathMl(formula, display: true);
        TexMath.ToMathMl(new string('1', 200_000), display: true);
        Assert.True(watch.Elapsed.TotalSeconds < 5, $"{watch.Elapsed.TotalSeconds} s");
    }

    [Fact]
    public void Any_text_gives_MathML_Core_or_the_one_exception()
    {
        var pieces = Pieces();
        var tex = Gen.OneOf(
                Gen.OneOf(pieces),
                Pick("{", "}", "[", "]", "^", "_", "&", "'", "$", "\\", "x", "1", " ", "<", "|"),
                Gen.Char.Select(c => c.ToString())
            )
            .Array[0, 30]
            .Select(string.Concat);
        var set = 0;
        tex.Sample(
            formula =>
            {
                try
                {
                    AssertCore(formula, XElement.Parse(TexMath.ToMathMl(formula, display: false), LoadOptions.PreserveWhitespace));
                    Interlocked.Increment(ref set);
                }
                catch (TexException e)
                {
                    Assert.InRange(e.Column, 1, formula.Length + 1);
                }
            },
            iter: 20_000
        );
        Assert.True(set > 200, $"only {set} of the formulas could be set");
    }

    [Fact]
    public void Formulas_put_together_from_whole_pieces_can_all_be_set()
    {
        var formulas = MathMlGoldenTests
            .Read(TestFiles.At("Export/Formulas/formulas.txt"))
            .Select(pair => "{" + pair.Formula + "}")
            .ToArray();
        var piece = Pick(formulas);
        Gen.Select(piece, piece, piece, Gen.Int[0, 5])
            .Sample(
                (a, b, c, how) =>
                {
                    var formula = how switch
                    {
                        0 => $@"\frac{a}{b} {c}",
                        1 => $@"x_{a}^{b} + {c}",
                        2 => $@"\sqrt[{a}]{b} \left( {c} \right)",
                        3 => $@"\begin{{aligned}} {a} & {b} \\ {c} \end{{aligned}}",
                        4 => $@"\hat{a} \underbrace{b}_{c}",
                        _ => $@"\sum_{a}^{b} \text{{if ${Plain(c)}$}}",
                    };
                    AssertCore(formula, FormulaText.Of(formula));
                },
                iter: 500
            );

        static string Plain(string formula) => formula.Contains('$', StringComparison.Ordinal) ? "x" : formula;
    }

    private static Gen<string> Pick(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    // Every command that the golden file uses, and then some words that no command has.
    private static string[] Pieces()
    {
        var commands = MathMlGoldenTests
            .Read(TestFiles.At("Export/Formulas/formulas.txt"))
            .SelectMany(pair => Command().Matches(pair.Formula).Select(match => match.Value));
        return
        [
            .. commands.Distinct(),
            "{x}",
            "{a+b}",
            @"\begin{cases}",
            @"\end{cases}",
            @"\begin{array}{cc}",
            @"\end{array}",
            @"\left(",
            @"\right)",
            @"\hline",
            @"\nothing",
            "{array}",
            @"\over",
            @"\label{a}",
        ];
    }

    internal static void AssertCore(string formula, XElement math)
    {
        foreach (var element in math.DescendantsAndSelf())
        {
            var name = element.Name.LocalName;
            Assert.True(element.Name.Namespace == FormulaText.Math && Core.ContainsKey(name), $"<{name}> in {formula}");
            foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
            {
                Assert.True(
                    Core[name].Contains(attribute.Name.LocalName) || Everywhere.Contains(attribute.Name.LocalName),
                    $"{attribute.Name} of <{name}> in {formula}"
                );
                Assert.True(Value(attribute.Name.LocalName).IsMatch(attribute.Value), $"{attribute} of <{name}> in {formula}");
            }

            if (Children.TryGetValue(name, out var children))
            {
                Assert.True(children == element.Elements().Count(), $"<{name}> with {element.Elements().Count()} children in {formula}");
            }

            Assert.True(
                Tokens.Contains(name) ? !element.HasElements : element.Nodes().All(node => node is XElement),
                $"mixed content in <{name}> in {formula}"
            );
            Assert.True(name is not ("mi" or "mn" or "mo") || element.Value.Length > 0, $"empty <{name}> in {formula}");
            if (name == "mtable")
            {
                Assert.All(element.Elements(), row => Assert.Equal("mtr", row.Name.LocalName));
            }

            if (name == "mtr")
            {
                Assert.All(element.Elements(), cell => Assert.Equal("mtd", cell.Name.LocalName));
            }
        }
    }

    private static Regex Value(string attribute) =>
        attribute switch
        {
            "mathvariant" => Normal(),
            "stretchy"
            or "fence"
            or "symmetric"
            or "movablelimits"
            or "accent"
            or "accentunder"
            or "displaystyle"
            or "largeop"
            or "separator" => Boolean(),
            "lspace" or "rspace" or "width" or "height" or "depth" or "minsize" or "maxsize" or "linethickness" => Length(),
            "form" => Form(),
            "scriptlevel" => Level(),
            _ => Anything(),
        };

    [GeneratedRegex(@"\\(?:operatorname\*|[A-Za-z]+|[^A-Za-z])")]
    private static partial Regex Command();

    [GeneratedRegex("^normal$")]
    private static partial Regex Normal();

    [GeneratedRegex("^(true|false)$")]
    private static partial Regex Boolean();

    [GeneratedRegex(@"^(0|-?\d+(\.\d+)?em)$")]
    private static partial Regex Length();

    [GeneratedRegex("^(prefix|infix|postfix)$")]
    private static partial Regex Form();

    [GeneratedRegex(@"^[+-]?\d$")]
    private static partial Regex Level();

    [GeneratedRegex("^[^<>\"]*$")]
    private static partial Regex Anything();
}

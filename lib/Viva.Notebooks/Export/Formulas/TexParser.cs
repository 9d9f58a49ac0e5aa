using System.Globalization;

namespace Viva.Notebooks.Export.Formulas;

/// <summary>Reads a formula by recursive descent; one method for each kind of construct, each returns the element that it makes.</summary>
internal sealed partial class TexParser(string formula)
{
    private const int MaxDepth = 100;
    private const double ThinSpace = 3 / 18.0;

    private readonly TexReader _reader = new(formula);
    private bool _inScript;
    private int _depth;

    /// <summary>The elements of the whole formula.</summary>
    public List<MathElement> Parse() => Row(static token => token.Kind == TokenKind.End);

    private Token Next => _reader.Next;

    /// <summary>The elements up to a token that ends them, which is left.</summary>
    /// <param name="ends">Whether a token ends the row.</param>
    /// <param name="before">What stands before the row, when its first sign joins it to that.</param>
    private List<MathElement> Row(Func<Token, bool> ends, AtomClass? before = null)
    {
        Deeper();
        var elements = new List<MathElement>();
        while (!ends(Next))
        {
            if (Next.Kind != TokenKind.Command)
            {
                elements.Add(WithScripts(Atom()));
            }
            else if (Next.Text is "nonumber" or "notag" or "allowbreak" or "strut" or "mathstrut")
            {
                _reader.Take();
            }
            else if (Next.Text is "label")
            {
                _reader.TakeRaw("\\" + _reader.Take().Text);
            }
            else if (IsSwitch(Next.Text))
            {
                elements.Add(Switched(_reader.Take(), ends));
            }
            else if (Next.Text is "over" or "choose" or "atop")
            {
                elements = [Infix(_reader.Take(), Spaced(elements, before), ends)];
            }
            else
            {
                elements.Add(WithScripts(Atom()));
            }
        }

        _depth--;
        return Spaced(elements, before);
    }

    // What nests in a formula nests on the stack, so the depth is limited.
    private void Deeper()
    {
        if (++_depth > MaxDepth)
        {
            throw new TexException(Next.Column, $"nested more than {MaxDepth} levels deep");
        }
    }

    private static bool IsSwitch(string command) =>
        command is "displaystyle" or "textstyle" or "scriptstyle" or "scriptscriptstyle" or "color"
        || TexSymbols.Fonts.ContainsKey(command);

    /// <summary>What holds from here to the end of the row.</summary>
    private MathElement Switched(Token token, Func<Token, bool> ends)
    {
        if (token.Text == "color")
        {
            var colour = Colour(token);
            return new MathElement("mstyle", Row(ends)).With("mathcolor", colour);
        }

        if (TexSymbols.Fonts.TryGetValue(token.Text, out var alphabet))
        {
            return InAlphabet(MathElement.Row(Row(ends)), alphabet);
        }

        return new MathElement("mstyle", Row(ends))
            .With("displaystyle", token.Text == "displaystyle" ? "true" : "false")
            .With(
                "scriptlevel",
                token.Text switch
                {
                    "scriptstyle" => "1",
                    "scriptscriptstyle" => "2",
                    _ => "0",
                }
            );
    }

    /// <summary>A fraction as plain TeX writes it: what stands before the command over what stands after it.</summary>
    private MathElement Infix(Token token, List<MathElement> before, Func<Token, bool> ends)
    {
        var fraction = new MathElement("mfrac", MathElement.Row(before), MathElement.Row(Row(ends)));
        return token.Text switch
        {
            "choose" => Fenced("(", fraction.With("linethickness", "0"), ")"),
            "atop" => fraction.With("linethickness", "0"),
            _ => fraction,
        };
    }

    /// <summary>Settles what depends on the neighbours: a sign before a term, the space around a function's name.</summary>
    private List<MathElement> Spaced(List<MathElement> elements, AtomClass? before)
    {
        var spaced = new List<MathElement>(elements.Count);
        for (var i = 0; i < elements.Count; i++)
        {
            var element = elements[i];
            if (element.Class == AtomClass.Binary)
            {
                if (
                    before
                    is null
                        or AtomClass.Binary
                        or AtomClass.Relation
                        or AtomClass.Open
                        or AtomClass.Punctuation
                        or AtomClass.Operator
                        or AtomClass.Function
                )
                {
                    element = (element.Name == "mo" ? Tight(element).With("form", "prefix") : element) with { Class = AtomClass.Ordinary };
                }
                else if (i == 0 && element.Name == "mo")
                {
                    element = element.With("form", "infix"); // the first in a row would be taken for a prefix
                }
            }

            // As in print, the signs of small formulas have no space around them.
            if (_inScript && element.Name == "mo" && element.Class is AtomClass.Binary or AtomClass.Relation or AtomClass.Punctuation)
            {
                element = Tight(element);
            }

            if (element.Class == AtomClass.Function && before is AtomClass.Ordinary or AtomClass.Close)
            {
                spaced.Add(Space(ThinSpace));
            }

            spaced.Add(element);
            if (element.Class == AtomClass.Function && i + 1 < elements.Count)
            {
                var next = elements[i + 1].Class;
                if (next is AtomClass.Ordinary or AtomClass.Operator or AtomClass.Open)
                {
                    spaced.Add(new MathElement("mo", "\u2061")); // "applied to", for who hears the formula
                }

                if (next is AtomClass.Ordinary or AtomClass.Operator or AtomClass.Function)
                {
                    spaced.Add(Space(ThinSpace));
                }
            }

            if (element.Class != AtomClass.Space)
            {
                before = element.Class;
            }
        }

        return spaced;
    }

    private MathElement WithScripts(MathElement nucleus)
    {
        MathElement? below = null,
            above = null;
        var primes = 0;
        var place = nucleus.Scripts;
        while (true)
        {
            var token = Next;
            if (token.Kind == TokenKind.Command && token.Text is "limits" or "nolimits")
            {
                _reader.Take();
                place = token.Text == "limits" ? ScriptPlace.Above : ScriptPlace.Side;
            }
            else if (token.Kind == TokenKind.Prime)
            {
                if (above is not null)
                {
                    throw new TexException(token.Column, "a prime after a superscript: write it before");
                }

                _reader.Take();
                primes++;
            }
            else if (token.Kind == TokenKind.Subscript)
            {
                if (below is not null)
                {
                    throw new TexException(token.Column, "a second subscript: put the two in braces");
                }

                _reader.Take();
                below = Script("a subscript");
            }
            else if (token.Kind == TokenKind.Superscript)
            {
                if (above is not null)
                {
                    throw new TexException(token.Column, "a second superscript: put the two in braces");
                }

                _reader.Take();
                above = Script("a superscript");
            }
            else
            {
                break;
            }
        }

        if (primes > 0)
        {
            var signs = new MathElement(
                "mo",
                primes switch
                {
                    1 => "′",
                    2 => "″",
                    3 => "‴",
                    _ => new string('′', primes),
                }
            ).With("lspace", "0").With("rspace", "0");
            above = above is null ? signs : new MathElement("mrow", signs, above);
        }

        if (below is null && above is null)
        {
            return nucleus;
        }

        // A sum's limits move to its side within text; the attribute movablelimits of the sign says so to the browser.
        var limits = place != ScriptPlace.Side;
        if (place == ScriptPlace.Above && nucleus.Scripts != ScriptPlace.Above && nucleus.Name == "mo")
        {
            nucleus = nucleus.With("movablelimits", "false");
        }

        var scripted = (below, above) switch
        {
            (not null, not null) => new MathElement(limits ? "munderover" : "msubsup", nucleus, below, above),
            (not null, null) => new MathElement(limits ? "munder" : "msub", nucleus, below),
            _ => new MathElement(limits ? "mover" : "msup", nucleus, above!),
        };
        return scripted with { Class = nucleus.Class };
    }

    /// <summary>An argument that is set small.</summary>
    private MathElement Script(string whose)
    {
        var inScript = _inScript;
        _inScript = true;
        var script = Argument(whose);
        _inScript = inScript;
        return script;
    }

    /// <summary>A group in braces, or one token: what scripts and commands take.</summary>
    private MathElement Argument(string whose)
    {
        Deeper();
        var token = Next;
        var argument = token.Kind switch
        {
            TokenKind.Open => MathElement.Row(Group()),
            // Without braces only the first digit is meant.
            TokenKind.Character when char.IsAsciiDigit(token.Text[0]) => new MathElement("mn", _reader.Take().Text),
            TokenKind.Command when token.Text is "right" or "end" or "middle" || IsSwitch(token.Text) => null,
            TokenKind.Character or TokenKind.Command => Atom(),
            _ => null,
        };
        _depth--;
        return argument ?? throw new TexException(token.Column, $"the argument of {whose} is missing here");
    }

    private List<MathElement> Group()
    {
        var open = _reader.Take();
        var row = Row(static token => token.Kind is TokenKind.Close or TokenKind.End);
        if (!_reader.TakeIf(TokenKind.Close))
        {
            throw new TexException(open.Column, "this brace is not closed");
        }

        return row;
    }

    private MathElement Atom()
    {
        var token = Next;
        switch (token.Kind)
        {
            case TokenKind.Open:
                return
                    Group() is var group
                    && group is [{ Name: "mo", Class: AtomClass.Binary or AtomClass.Relation or AtomClass.Punctuation } sign]
                    ? Tight(sign) with
                    {
                        Class = AtomClass.Ordinary,
                    } // a sign in braces is set like a letter: 10{,}000
                    : new MathElement("mrow", group);
            case TokenKind.Subscript or TokenKind.Superscript or TokenKind.Prime:
                return new MathElement("mrow"); // scripts of nothing, as in {}^2
            case TokenKind.Close:
                throw new TexException(token.Column, "a closing brace without an opening one");
            case TokenKind.Ampersand:
                throw new TexException(token.Column, "& stands outside a table; write \\& for the sign");
            case TokenKind.NewLine:
                throw new TexException(token.Column, "\\\\ stands outside a table; put the lines in \\begin{aligned} ... \\end{aligned}");
            case TokenKind.Character:
                return char.IsAsciiDigit(token.Text[0]) || (token.Text == "." && DigitAfter(token.Column))
                    ? Number()
                    : Character(_reader.Take());
            default:
                return Command(_reader.Take());
        }
    }

    private MathElement Number()
    {
        var first = _reader.Take().Column;
        var column = first;
        while (
            Next.Kind == TokenKind.Character
            && Next.Column == column + 1
            && (char.IsAsciiDigit(Next.Text[0]) || (Next.Text == "." && DigitAfter(Next.Column)))
        )
        {
            column = _reader.Take().Column;
        }

        return new MathElement("mn", formula[(first - 1)..column]);
    }

    private bool DigitAfter(int column) => column < formula.Length && char.IsAsciiDigit(formula[column]);

    private MathElement Character(Token token)
    {
        var text = token.Text;
        switch (text)
        {
            case "+":
                return Sign("+", AtomClass.Binary);
            case "-" or "−":
                return Sign("−", AtomClass.Binary);
            case "*":
                return Sign("∗", AtomClass.Binary);
            case "=" or "<" or ">":
                return Sign(text, AtomClass.Relation);
            case ":":
                return RelationSign(":");
            case "(" or "[":
                return Sign(text, AtomClass.Open).With("stretchy", "false");
            case ")" or "]":
                return Sign(text, AtomClass.Close).With("stretchy", "false");
            case "!" or "?":
                return Tight(text, AtomClass.Close);
            case "," or ";":
                return Sign(text, AtomClass.Punctuation);
            case "|":
                return Tight("|", AtomClass.Ordinary).With("stretchy", "false");
            case "/" or "." or "@" or "\"" or "`":
                return Tight(text, AtomClass.Ordinary);
            default:
                if (TexSymbols.Commands.TryGetValue(text, out var command))
                {
                    return Command(token with { Kind = TokenKind.Command, Text = command });
                }

                return char.IsLetter(text, 0)
                    ? new MathElement(text[0] >= 0x2E80 && text[0] < 0xD800 ? "mtext" : "mi", text)
                    : Tight(text, AtomClass.Ordinary);
        }
    }

    private static MathElement Sign(string text, AtomClass kind) => new("mo", text) { Class = kind };

    private static MathElement Tight(string text, AtomClass kind) => Tight(Sign(text, kind));

    private static MathElement Tight(MathElement sign) => sign.With("lspace", "0").With("rspace", "0");

    private static MathElement Space(double em) =>
        new MathElement("mspace") { Class = AtomClass.Space }.With("width", em.ToString("0.####", CultureInfo.InvariantCulture) + "em");
}

using System.Globalization;

namespace Viva.Notebooks.Export.Mathematics;

/// <summary>Reads a formula by recursive descent; one method for each kind of construct, each returns the element that it makes.</summary>
internal sealed partial class TexParser(string formula, bool display)
{
    private const int DeepestNesting = 100;
    private const double ThinSpace = 3 / 18.0;

    private readonly TexReader _reader = new(formula);
    private bool _display = display;
    private int _depth;

    /// <summary>The elements of the whole formula.</summary>
    public List<MathElement> Parse()
    {
        var row = Row(static token => token.Kind == TokenKind.End);
        return row;
    }

    private Token Next => _reader.Next;

    private List<MathElement> Row(Func<Token, bool> ends)
    {
        if (++_depth > DeepestNesting)
            throw new TexException(Next.Column, $"nested more than {DeepestNesting} levels deep");
        var style = _display;
        var elements = new List<MathElement>();
        while (!ends(Next))
        {
            if (Next.Kind == TokenKind.Command && Next.Text is "displaystyle" or "textstyle" or "scriptstyle" or "scriptscriptstyle")
            {
                elements.Add(Styled(_reader.Take().Text, ends));
                break;
            }

            if (Next.Kind == TokenKind.Command && Next.Text is "nonumber" or "notag" or "allowbreak")
            {
                _reader.Take();
                continue;
            }

            elements.Add(WithScripts(Atom()));
        }

        _display = style;
        _depth--;
        return Spaced(elements);
    }

    private MathElement Styled(string command, Func<Token, bool> ends)
    {
        _display = command == "displaystyle";
        var style = new MathElement("mstyle", Row(ends)).With("displaystyle", _display ? "true" : "false");
        return command switch
        {
            "scriptstyle" => style.With("scriptlevel", "1"),
            "scriptscriptstyle" => style.With("scriptlevel", "2"),
            _ => style.With("scriptlevel", "0"),
        };
    }

    /// <summary>Settles what depends on the neighbours: a sign before a term, the space around a function's name.</summary>
    private static List<MathElement> Spaced(List<MathElement> elements)
    {
        var spaced = new List<MathElement>(elements.Count);
        AtomClass? before = null;
        for (var i = 0; i < elements.Count; i++)
        {
            var element = elements[i];
            if (element.Class == AtomClass.Binary
                && before is null or AtomClass.Binary or AtomClass.Relation or AtomClass.Open or AtomClass.Punctuation or AtomClass.Operator or AtomClass.Function)
            {
                element = (element.Name == "mo" ? element.With("form", "prefix").With("lspace", "0").With("rspace", "0") : element) with { Class = AtomClass.Ordinary };
            }

            if (element.Class == AtomClass.Function)
            {
                if (before is AtomClass.Ordinary or AtomClass.Close)
                    spaced.Add(Space(ThinSpace));
                spaced.Add(element);
                var next = i + 1 < elements.Count ? elements[i + 1].Class : (AtomClass?)null;
                if (next is AtomClass.Ordinary or AtomClass.Operator)
                    spaced.Add(Space(ThinSpace));
                else if (next is AtomClass.Open)
                    spaced.Add(new MathElement("mo", "\u2061")); // "applied to", for who hears the formula
            }
            else
            {
                spaced.Add(element);
            }

            if (element.Class != AtomClass.Space)
                before = element.Class;
        }

        return spaced;
    }

    private MathElement WithScripts(MathElement nucleus)
    {
        MathElement? below = null, above = null;
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
                    throw new TexException(token.Column, "a prime after a superscript: write it before");
                _reader.Take();
                primes++;
            }
            else if (token.Kind == TokenKind.Subscript)
            {
                if (below is not null)
                    throw new TexException(token.Column, "a second subscript: put the two in braces");
                _reader.Take();
                below = Argument("a subscript");
            }
            else if (token.Kind == TokenKind.Superscript)
            {
                if (above is not null)
                    throw new TexException(token.Column, "a second superscript: put the two in braces");
                _reader.Take();
                above = Argument("a superscript");
            }
            else
            {
                break;
            }
        }

        if (primes > 0)
        {
            var signs = new MathElement("mo", primes switch { 1 => "′", 2 => "″", 3 => "‴", _ => new string('′', primes) }).With("lspace", "0").With("rspace", "0");
            above = above is null ? signs : new MathElement("mrow", signs, above);
        }

        if (below is null && above is null)
            return nucleus;

        // A sum's limits move to its side within text; the attribute movablelimits of the sign says so to the browser.
        var limits = place != ScriptPlace.Side;
        if (place == ScriptPlace.Above && nucleus.Scripts != ScriptPlace.Above && nucleus.Name == "mo")
            nucleus = nucleus.With("movablelimits", "false");
        MathElement scripted = (below, above) switch
        {
            (not null, not null) => new MathElement(limits ? "munderover" : "msubsup", nucleus, below, above),
            (not null, null) => new MathElement(limits ? "munder" : "msub", nucleus, below),
            _ => new MathElement(limits ? "mover" : "msup", nucleus, above!),
        };
        return scripted with { Class = nucleus.Class };
    }

    /// <summary>A group in braces, or one token: what scripts and commands take.</summary>
    private MathElement Argument(string whose)
    {
        var token = Next;
        switch (token.Kind)
        {
            case TokenKind.Open:
                return MathElement.Row(Group());
            case TokenKind.Character when char.IsAsciiDigit(token.Text[0]):
                return new MathElement("mn", _reader.Take().Text); // without braces only the first digit is meant
            case TokenKind.Character or TokenKind.Command when !(token.Kind == TokenKind.Command && token.Text is "right" or "end" or "middle"):
                return Atom();
            default:
                throw new TexException(token.Column, $"{whose} lacks what it stands on or takes");
        }
    }

    private List<MathElement> Group()
    {
        var open = _reader.Take();
        var row = Row(static token => token.Kind is TokenKind.Close or TokenKind.End);
        if (!_reader.TakeIf(TokenKind.Close))
            throw new TexException(open.Column, "this brace is not closed");
        return row;
    }

    private MathElement Atom()
    {
        var token = Next;
        switch (token.Kind)
        {
            case TokenKind.Open:
                return new MathElement("mrow", Group());
            case TokenKind.Subscript or TokenKind.Superscript or TokenKind.Prime:
                return new MathElement("mrow"); // scripts of nothing, as in {}^2
            case TokenKind.Close:
                throw new TexException(token.Column, "a closing brace without its opening one");
            case TokenKind.Ampersand:
                throw new TexException(token.Column, "& stands outside a table; write \\& for the sign");
            case TokenKind.NewLine:
                throw new TexException(token.Column, "\\\\ stands outside a table; put the lines in \\begin{aligned} ... \\end{aligned}");
            case TokenKind.Character:
                return char.IsAsciiDigit(token.Text[0]) ? Number() : Character(_reader.Take());
            default:
                return Command(_reader.Take());
        }
    }

    private MathElement Number()
    {
        var digits = _reader.Take();
        var (text, column) = (digits.Text, digits.Column);
        while (Next.Kind == TokenKind.Character && Next.Column == column + 1 && (char.IsAsciiDigit(Next.Text[0]) || (Next.Text == "." && DigitAfter(Next.Column))))
        {
            column = Next.Column;
            text += _reader.Take().Text;
        }

        return new MathElement("mn", text);

        bool DigitAfter(int point) => point < formula.Length && char.IsAsciiDigit(formula[point]);
    }

    private static MathElement Character(Token token)
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
            case "=" or "<" or ">" or ":":
                return Sign(text, AtomClass.Relation);
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
                if (TexSymbols.Binary.Values.Contains(text))
                    return Sign(text, AtomClass.Binary);
                if (TexSymbols.Relations.Values.Contains(text))
                    return Sign(text, AtomClass.Relation);
                return char.IsLetter(text, 0) ? new MathElement(text[0] >= 0x2E80 && text[0] < 0xD800 ? "mtext" : "mi", text) : Tight(text, AtomClass.Ordinary);
        }
    }

    private static MathElement Sign(string text, AtomClass kind) => new("mo", text) { Class = kind };

    private static MathElement Tight(string text, AtomClass kind) => Sign(text, kind).With("lspace", "0").With("rspace", "0");

    private static MathElement Space(double em) =>
        new MathElement("mspace") { Class = AtomClass.Space }.With("width", em.ToString("0.####", CultureInfo.InvariantCulture) + "em");
}

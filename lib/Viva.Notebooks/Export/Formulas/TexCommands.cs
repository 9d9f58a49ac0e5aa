using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Viva.Notebooks.Export.Formulas;

/// <summary>The commands of a formula.</summary>
internal sealed partial class TexParser
{
    private MathElement Command(Token token)
    {
        var name = token.Text;
        if (name == "|")
        {
            return Tight("‖", AtomClass.Ordinary).With("stretchy", "false");
        }

        if (name == "&")
        {
            return Tight("&", AtomClass.Ordinary);
        }

        if (TexSymbols.Spaces.TryGetValue(name, out var em))
        {
            return Space(em);
        }

        if (TexSymbols.Letters.TryGetValue(name, out var letter))
        {
            return new MathElement("mi", letter);
        }

        if (TexSymbols.Upright.TryGetValue(name, out var upright))
        {
            return upright.Length == 1 && (char.IsLetter(upright[0]) || upright == "∇") ? Normal(new MathElement("mi", upright))
                : name.EndsWith("dots", StringComparison.Ordinal) ? Tight(upright, AtomClass.Ordinary)
                : new MathElement("mi", upright);
        }

        if (TexSymbols.Binary.TryGetValue(name, out var binary))
        {
            return Sign(binary, AtomClass.Binary);
        }

        if (TexSymbols.Relations.TryGetValue(name, out var relation))
        {
            return RelationSign(relation);
        }

        if (TexSymbols.Prefixes.TryGetValue(name, out var prefix))
        {
            return Tight(prefix, AtomClass.Ordinary);
        }

        if (TexSymbols.Large.TryGetValue(name, out var large))
        {
            return Sign(large, AtomClass.Operator).With("movablelimits", "true") with { Scripts = ScriptPlace.Limits };
        }

        if (TexSymbols.Integrals.TryGetValue(name, out var integral))
        {
            return Sign(integral, AtomClass.Operator);
        }

        if (TexSymbols.Functions.Contains(name))
        {
            return new MathElement("mi", name) { Class = AtomClass.Function };
        }

        if (TexSymbols.LimitFunctions.TryGetValue(name, out var function))
        {
            return LimitFunction(function);
        }

        if (TexSymbols.Accents.TryGetValue(name, out var accent))
        {
            return Accented(token, accent.Sign, accent.Stretches);
        }

        if (TexSymbols.Delimiters.TryGetValue(name, out var delimiter))
        {
            return Tight(delimiter.Text, delimiter.Class).With("stretchy", "false");
        }

        if (TexSymbols.IsAlphabet(name))
        {
            return InAlphabet(Argument("\\" + name), name);
        }

        return Construct(token);
    }

    private MathElement Construct(Token token)
    {
        var whose = "\\" + token.Text;
        switch (token.Text)
        {
            case "frac" or "dfrac" or "tfrac" or "cfrac":
                var fraction = new MathElement("mfrac", Argument(whose), Argument(whose));
                return token.Text is "frac" ? fraction : InStyle(fraction, token.Text != "tfrac");
            case "binom" or "dbinom" or "tbinom":
                var binomial = Fenced("(", new MathElement("mfrac", Argument(whose), Argument(whose)).With("linethickness", "0"), ")");
                return token.Text is "binom" ? binomial : InStyle(binomial, token.Text == "dbinom");
            case "sqrt":
                return Root(whose);
            case "text" or "textrm" or "mbox" or "textnormal" or "textbf" or "textit" or "texttt" or "textsf" or "textup" or "emph":
                return Prose(token.Text, whose);
            case "operatorname":
                var word = Joined(Argument(whose), whose, token.Column) with { Class = AtomClass.Function };
                return word.Text!.Length == 1 ? Normal(word) : word;
            case "operatorname*":
                return LimitFunction(Joined(Argument(whose), whose, token.Column).Text!);
            case "underline":
                return new MathElement("munder", Argument(whose), new MathElement("mo", "_").With("stretchy", "true")).With(
                    "accentunder",
                    "true"
                );
            case "underbrace":
                return new MathElement("munder", Argument(whose), new MathElement("mo", "⏟").With("stretchy", "true"))
                {
                    Scripts = ScriptPlace.Above,
                };
            case "overset" or "stackrel":
                var over = Script(whose);
                return On(Argument(whose), b => new MathElement("mover", b, over));
            case "underset":
                var under = Script(whose);
                return On(Argument(whose), b => new MathElement("munder", b, under));
            case "left":
                return LeftRight(token);
            case "right" or "middle":
                throw new TexException(token.Column, $"{whose} without \\left");
            case "begin":
                return Environment(token);
            case "end":
                throw new TexException(token.Column, "\\end without \\begin");
            case "substack":
                return Substack(token);
            case "phantom":
                return new MathElement("mphantom", Argument(whose));
            case "hphantom":
                return new MathElement("mpadded", new MathElement("mphantom", Argument(whose))).With("height", "0").With("depth", "0");
            case "vphantom":
                return new MathElement("mpadded", new MathElement("mphantom", Argument(whose))).With("width", "0");
            case "smash":
                return new MathElement("mpadded", Argument(whose)).With("height", "0").With("depth", "0");
            case "mathclap":
                return Argument(whose);
            case "cancel":
                return new MathElement("mrow", Argument(whose)).With(
                    "style",
                    "background:linear-gradient(to top left,transparent 48%,currentcolor 48% 52%,transparent 52%)"
                );
            case "boxed":
                return new MathElement("mrow", Argument(whose)).With("style", "border:1px solid;padding:.3em");
            case "not":
                return Negated(token);
            case "bmod":
                return Sign("mod", AtomClass.Binary).With("lspace", "0.2222em").With("rspace", "0.2222em");
            case "pmod":
                return new MathElement(
                    "mrow",
                    Space(1),
                    Tight("(", AtomClass.Open).With("stretchy", "false"),
                    new MathElement("mi", "mod"),
                    Space(2 * ThinSpace),
                    Argument(whose),
                    Tight(")", AtomClass.Close).With("stretchy", "false")
                );
            case "mod":
                return new MathElement("mrow", Space(1), new MathElement("mi", "mod"), Space(2 * ThinSpace), Argument(whose));
            case "mathord" or "mathinner":
                return OfClass(Argument(whose), AtomClass.Ordinary, "0");
            case "mathopen":
                return OfClass(Argument(whose), AtomClass.Open, "0");
            case "mathclose":
                return OfClass(Argument(whose), AtomClass.Close, "0");
            case "mathbin":
                return OfClass(Argument(whose), AtomClass.Binary, "0.2222em");
            case "mathrel":
                return OfClass(Argument(whose), AtomClass.Relation, "0.2778em");
            case "mathop":
                var named = Argument(whose);
                return named.Name == "mi"
                    ? LimitFunction(named.Text!)
                    : OfClass(named, AtomClass.Function, "0") with
                    {
                        Scripts = ScriptPlace.Limits,
                    };
            case "colon":
                return Sign(":", AtomClass.Punctuation).With("lspace", "0").With("rspace", "0.3333em");
            case "textcolor":
                var colour = Colour(token);
                return new MathElement("mstyle", Argument(whose)).With("mathcolor", colour);
            case "tag":
                return new MathElement("mtext", $"\u2003({Visible(_reader.TakeRaw(whose), token.Column)})");
            case "hspace" or "mspace":
                return Space(Length(token));
            default:
                if (TexSymbols.LongArrows.TryGetValue(token.Text, out var arrow))
                {
                    return LongArrow(arrow, whose);
                }

                return Big(token) ?? throw new TexException(token.Column, $"the command {whose} is not known");
        }
    }

    private static MathElement Normal(MathElement letter) => letter.With("mathvariant", "normal");

    // MathML gives | the spacing of a fence; as a relation it needs that of one.
    private static MathElement RelationSign(string sign) =>
        sign == ":" ? OfClass(Sign(sign, AtomClass.Relation), AtomClass.Relation, "0.2778em")
        : sign is "∣" or "∥" or "∤"
            ? Sign(sign, AtomClass.Relation).With("stretchy", "false").With("lspace", "0.2778em").With("rspace", "0.2778em")
        : sign is "↑" or "↓" or "↕" or "⇑" or "⇓" or "⇕" or "↗" or "↘" or "↙" or "↖" or "↾"
            ? Sign(sign, AtomClass.Relation).With("stretchy", "false")
        : Sign(sign, AtomClass.Relation);

    private static MathElement LimitFunction(string name) =>
        Tight(name.Replace(' ', '\u2006'), AtomClass.Function).With("form", "prefix").With("movablelimits", "true") with
        {
            Scripts = ScriptPlace.Limits,
        };

    /// <summary>An element that keeps its neighbours at the distance which its class asks for.</summary>
    private static MathElement OfClass(MathElement element, AtomClass kind, string space) =>
        (
            element.Name == "mo" ? element.With("form", "infix").With("lspace", space).With("rspace", space)
            : space == "0" ? element
            : new MathElement(
                "mrow",
                new MathElement("mspace").With("width", space),
                element,
                new MathElement("mspace").With("width", space)
            )
        ) with
        {
            Class = kind,
        };

    private static MathElement InStyle(MathElement element, bool displayStyle) =>
        new MathElement("mstyle", element).With("displaystyle", displayStyle ? "true" : "false").With("scriptlevel", "0");

    private static MathElement On(MathElement nucleus, Func<MathElement, MathElement> make) => make(nucleus) with { Class = nucleus.Class };

    private MathElement Accented(Token token, string sign, bool stretches)
    {
        var nucleus = Argument("\\" + token.Text);
        var mark = new MathElement("mo", sign).With("stretchy", stretches ? "true" : "false");
        var accented = new MathElement("mover", nucleus, mark);
        return token.Text == "overbrace" ? accented with { Scripts = ScriptPlace.Above } : accented.With("accent", "true");
    }

    private MathElement Root(string whose)
    {
        if (!(Next.Kind == TokenKind.Character && Next.Text == "["))
        {
            return new MathElement("msqrt", Argument(whose));
        }

        var open = _reader.Take();
        var degree = Row(static token =>
            token.Kind is TokenKind.End or TokenKind.Close || token is { Kind: TokenKind.Character, Text: "]" }
        );
        if (!_reader.TakeIf(TokenKind.Character, "]"))
        {
            throw new TexException(open.Column, "this bracket is not closed");
        }

        return new MathElement("mroot", Argument(whose), MathElement.Row(degree));
    }

    private MathElement LongArrow(string arrow, string whose)
    {
        MathElement? below = null;
        if (_reader.TakeIf(TokenKind.Character, "["))
        {
            below = new MathElement(
                "mrow",
                Space(0.5),
                MathElement.Row(
                    Row(static token => token.Kind is TokenKind.End or TokenKind.Close || token is { Kind: TokenKind.Character, Text: "]" })
                ),
                Space(0.5)
            );
            if (!_reader.TakeIf(TokenKind.Character, "]"))
            {
                throw new TexException(Next.Column, $"the bracket of {whose} is not closed");
            }
        }

        // The arrow is as wide as its label and the room on both sides of it.
        var sign = new MathElement("mo", arrow).With("stretchy", "true").With("lspace", "0.2778em").With("rspace", "0.2778em");
        var above = new MathElement("mrow", Space(0.5), Script(whose), Space(0.5));
        return (below is null ? new MathElement("mover", sign, above) : new MathElement("munderover", sign, below, above)) with
        {
            Class = AtomClass.Relation,
        };
    }

    /// <summary>Words in a formula; formulas between dollar signs in them are formulas again.</summary>
    private MathElement Prose(string command, string whose)
    {
        var start = Next.Column;
        var raw = _reader.TakeRaw(whose);
        var parts = Dollar().Split(raw);
        if (parts.Length % 2 == 0)
        {
            throw new TexException(start, $"the dollar signs in {whose} do not come in pairs");
        }

        var elements = new List<MathElement>();
        var at = start; // the column before the part
        for (var i = 0; i < parts.Length; at += parts[i].Length + 1, i++)
        {
            if (parts[i].Length == 0)
            {
                continue;
            }

            if (i % 2 == 1)
            {
                try
                {
                    elements.AddRange(new TexParser(parts[i]).Parse());
                }
                catch (TexException e)
                {
                    throw new TexException(at + e.Column, e.Problem);
                }

                continue;
            }

            var text = new MathElement("mtext", Visible(parts[i], at));
            elements.Add(
                command switch
                {
                    "textbf" => text.With("style", "font-weight:bold"),
                    "textit" or "emph" => text.With("style", "font-style:italic"),
                    "texttt" => text.With("style", "font-family:monospace"),
                    "textsf" => text.With("style", "font-family:sans-serif"),
                    _ => text,
                }
            );
        }

        return elements.Count == 1 ? elements[0] : new MathElement("mrow", elements);
    }

    /// <summary>
    /// The characters that a text shows. Browsers drop blanks at the ends of <c>mtext</c>, so those become ones that stay.
    /// </summary>
    private static string Visible(string text, int column)
    {
        var shown = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '}')
            {
                continue;
            }

            if (text[i] != '\\')
            {
                shown.Append(text[i] is '~' || char.IsWhiteSpace(text[i]) ? ' ' : text[i]);
            }
            else if (i + 1 < text.Length && "%_&#${} ".Contains(text[i + 1], StringComparison.Ordinal))
            {
                shown.Append(text[++i]);
            }
            else
            {
                throw new TexException(column + i + 1, "a command within text: close the text before it");
            }
        }

        var words = shown.ToString();
        var trimmed = words.Trim(' ');
        return trimmed.Length == 0
            ? new string('\u00A0', words.Length)
            : new string('\u00A0', words.Length - words.TrimStart(' ').Length)
                + trimmed
                + new string('\u00A0', words.Length - words.TrimEnd(' ').Length);
    }

    [GeneratedRegex(@"(?<!(?<!\\)(?:\\\\)*\\)\$")]
    private static partial Regex Dollar();

    private static MathElement InAlphabet(MathElement element, string alphabet)
    {
        if (alphabet is "mathrm" or "mathbf" or "mathsf" or "mathtt" && Letters(element) is { Length: > 1 } word)
        {
            return alphabet == "mathrm" ? new MathElement("mi", word) : new MathElement("mi", TexSymbols.InAlphabet(word, alphabet));
        }

        if (element.Text is not { } text)
        {
            return element with { Children = [.. element.Children.Select(child => InAlphabet(child, alphabet))] };
        }

        if (element.Name is not ("mi" or "mn"))
        {
            return element;
        }

        if (alphabet == "mathrm")
        {
            return element.Name == "mi" ? Normal(element) : element;
        }

        return element with
        {
            Text = TexSymbols.InAlphabet(text, alphabet),
        };
    }

    /// <summary>The word that a row of single letters spells, blanks and all, or null.</summary>
    private static string? Letters(MathElement element) =>
        element is { Name: "mrow", Children.Count: > 0 }
        && element.Children.All(child => child is { Name: "mi" or "mn", Text: not null } or { Name: "mspace" })
            ? string.Concat(element.Children.Select(child => child.Text ?? "\u2006"))
            : null;

    private static MathElement Joined(MathElement element, string whose, int column)
    {
        var parts = element.Name == "mrow" ? element.Children : [element];
        if (parts.Any(part => part.Text is null && part.Name != "mspace"))
        {
            throw new TexException(column, $"{whose} takes letters only");
        }

        var name = string.Concat(
            parts.Select(part =>
                part.Name == "mspace" ? "\u2006"
                : part.Text == "−" ? "-"
                : part.Text
            )
        );
        return name.Length > 0 ? new MathElement("mi", name) : throw new TexException(column, $"{whose} has no name");
    }

    private MathElement Negated(Token token)
    {
        var sign = Argument("\\not");
        return sign.Text is { Length: > 0 } text
            ? sign with
            {
                Text = text switch
                {
                    "=" => "≠",
                    "∈" => "∉",
                    "<" => "≮",
                    ">" => "≯",
                    "≤" => "≰",
                    "≥" => "≱",
                    "⊂" => "⊄",
                    "⊆" => "⊈",
                    "≡" => "≢",
                    "∼" => "≁",
                    "≈" => "≉",
                    "∣" => "∤",
                    "∥" => "∦",
                    "∃" => "∄",
                    _ => text + "\u0338",
                },
            }
            : throw new TexException(token.Column, "\\not takes one sign");
    }

    private MathElement LeftRight(Token left)
    {
        var opening = Delimiter("\\left");
        var inner = Row(static token =>
            token.Kind is TokenKind.End or TokenKind.Close or TokenKind.Ampersand or TokenKind.NewLine
            || token is { Kind: TokenKind.Command, Text: "right" or "middle" or "end" }
        );
        var parts = new List<MathElement>(inner);
        while (Next is { Kind: TokenKind.Command, Text: "middle" })
        {
            _reader.Take();
            if (Delimiter("\\middle") is { } middle)
            {
                parts.Add(
                    new MathElement("mo", middle)
                        .With("stretchy", "true")
                        .With("fence", "true")
                        .With("form", "infix")
                        .With("lspace", "0")
                        .With("rspace", "0")
                );
            }

            parts.AddRange(
                Row(static token =>
                    token.Kind is TokenKind.End or TokenKind.Close or TokenKind.Ampersand or TokenKind.NewLine
                    || token is { Kind: TokenKind.Command, Text: "right" or "middle" or "end" }
                )
            );
        }

        if (!_reader.TakeIf(TokenKind.Command, "right"))
        {
            throw new TexException(left.Column, "\\left without its \\right");
        }

        return Fenced(opening, MathElement.Row(parts), Delimiter("\\right"));
    }

    private static MathElement Fenced(string? opening, MathElement inner, string? closing)
    {
        var parts = new List<MathElement>();
        if (opening is not null)
        {
            parts.Add(new MathElement("mo", opening).With("form", "prefix").With("fence", "true").With("stretchy", "true"));
        }

        parts.Add(inner);
        if (closing is not null)
        {
            parts.Add(new MathElement("mo", closing).With("form", "postfix").With("fence", "true").With("stretchy", "true"));
        }

        return new MathElement("mrow", parts);
    }

    /// <summary>The delimiter that comes next; null for the invisible one.</summary>
    private string? Delimiter(string whose)
    {
        var token = Next;
        if (token is { Kind: TokenKind.Character, Text: "." })
        {
            _reader.Take();
            return null;
        }

        if (token.Kind == TokenKind.Command && token.Text == "|")
        {
            _reader.Take();
            return "‖";
        }

        if (
            token.Kind is TokenKind.Character or TokenKind.Command
            && TexSymbols.Delimiters.TryGetValue(token.Text, out var known)
            && !(token.Kind == TokenKind.Character && token.Text is "{" or "}")
        )
        {
            _reader.Take();
            return known.Text;
        }

        throw new TexException(token.Column, $"{whose} needs a delimiter such as ( or \\{{ or .");
    }

    private MathElement? Big(Token token)
    {
        var stem = token.Text.TrimEnd('l', 'r', 'm');
        var size = stem switch
        {
            "big" => "1.2em",
            "Big" => "1.8em",
            "bigg" => "2.4em",
            "Bigg" => "3em",
            _ => null,
        };
        if (size is null || token.Text.Length - stem.Length > 1)
        {
            return null;
        }

        var column = Next.Column;
        var text = Delimiter("\\" + token.Text) ?? throw new TexException(column, $"\\{token.Text} needs a delimiter that can be seen");
        var kind = token.Text[^1] switch
        {
            'l' => AtomClass.Open,
            'r' => AtomClass.Close,
            'm' => AtomClass.Relation,
            _ => TexSymbols.Delimiters.Values.FirstOrDefault(d => d.Text == text).Class,
        };
        var sign = Sign(text, kind).With("stretchy", "true").With("symmetric", "true").With("minsize", size).With("maxsize", size);
        var space = kind == AtomClass.Relation ? "0.2778em" : "0";
        return sign.With("lspace", space).With("rspace", space);
    }

    private double Length(Token token)
    {
        var raw = _reader.TakeRaw("\\" + token.Text).Trim();
        var unit = raw.Length > 2 ? raw[^2..] : "";
        double? scale = unit switch
        {
            "em" => 1,
            "ex" => 0.45,
            "pt" => 0.1,
            "mu" => 1 / 18.0,
            _ => null,
        };
        return scale is { } factor && double.TryParse(raw[..^2], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number * factor
            : throw new TexException(token.Column, $"'{raw}' is not a length such as 1em");
    }

    private string Colour(Token token)
    {
        var colour = _reader.TakeRaw("\\" + token.Text).Trim();
        return IsColour(colour) ? colour : throw new TexException(token.Column, $"'{colour}' is not a colour: write a name or #rrggbb");
    }

    private static bool IsColour(string text) =>
        text.Length > 0 && (text.All(char.IsAsciiLetter) || (text[0] == '#' && text.Length == 7 && text[1..].All(char.IsAsciiHexDigit)));
}

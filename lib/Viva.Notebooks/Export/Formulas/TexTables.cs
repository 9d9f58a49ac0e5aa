namespace Viva.Notebooks.Export.Formulas;

/// <summary>Tables of a formula: matrices, cases, aligned lines.</summary>
internal sealed partial class TexParser
{
    private MathElement Environment(Token begin)
    {
        var name = _reader.TakeRaw("\\begin");
        var kind = name.TrimEnd('*');
        switch (kind)
        {
            case "matrix":
                return Table(begin, name, Centred);
            case "pmatrix":
                return Fenced("(", Table(begin, name, Centred), ")");
            case "bmatrix":
                return Fenced("[", Table(begin, name, Centred), "]");
            case "Bmatrix":
                return Fenced("{", Table(begin, name, Centred), "}");
            case "vmatrix":
                return Fenced("|", Table(begin, name, Centred), "|");
            case "Vmatrix":
                return Fenced("‖", Table(begin, name, Centred), "‖");
            case "smallmatrix":
                return new MathElement("mstyle", Table(begin, name, Centred)).With("scriptlevel", "1");
            case "cases":
                return Fenced("{", Table(begin, name, Cases), null);
            case "dcases":
                return Fenced("{", Table(begin, name, Cases).With("displaystyle", "true"), null);
            case "rcases":
                return Fenced(null, Table(begin, name, Cases), "}");
            case "aligned" or "align" or "alignedat" or "alignat" or "flalign" or "split":
                return Table(begin, name, Aligned).With("displaystyle", "true");
            case "gathered" or "gather" or "multline" or "equation":
                return Table(begin, name, Centred).With("displaystyle", "true");
            case "eqnarray":
                return Table(
                        begin,
                        name,
                        static column =>
                            column switch
                            {
                                0 => "text-align:right;padding-right:0",
                                1 => "text-align:center",
                                _ => "text-align:left;padding-left:0",
                            }
                    )
                    .With("displaystyle", "true");
            case "array":
                return Array(begin, name);
            default:
                throw new TexException(begin.Column, $"the environment {name} is not known");
        }
    }

    private static string Cases(int column) => column == 0 ? "text-align:left;padding-left:0" : "text-align:left;padding-left:1em";

    private static string Centred(int column) => "";

    // Pairs of a right-hand and a left-hand column, each pair set off from the one before.
    private static string Aligned(int column) =>
        column % 2 == 0
            ? $"text-align:right;padding-right:0;padding-left:{(column == 0 ? "0" : "2em")}"
            : "text-align:left;padding-left:0;padding-right:0";

    private MathElement Array(Token begin, string name)
    {
        var columns = _reader.TakeRaw("\\begin{array}");
        var styles = new List<string>();
        var line = false;
        foreach (var c in columns.Where(c => c != ' '))
        {
            if (c == '|')
            {
                line = true;
                continue;
            }

            var side = c switch
            {
                'l' => "left",
                'c' => "center",
                'r' => "right",
                _ => throw new TexException(begin.Column, $"array columns are l, c, r and |, not '{c}'"),
            };
            styles.Add($"text-align:{side}{(line ? ";border-left:1px solid" : "")}");
            line = false;
        }

        if (line && styles.Count > 0)
        {
            styles[^1] += ";border-right:1px solid";
        }

        return Table(
            begin,
            name,
            column =>
                column < styles.Count
                    ? styles[column]
                    : throw new TexException(begin.Column, $"a row has more than the {styles.Count} columns that the array states")
        );
    }

    private MathElement Substack(Token token)
    {
        var open = Next;
        if (!_reader.TakeIf(TokenKind.Open))
        {
            throw new TexException(token.Column, "\\substack needs its lines in braces");
        }

        var rows = Rows(static _ => "padding:0");
        if (!_reader.TakeIf(TokenKind.Close))
        {
            throw new TexException(open.Column, "this brace is not closed");
        }

        return new MathElement("mtable", rows);
    }

    private MathElement Table(Token begin, string name, Func<int, string> style)
    {
        if (name.TrimEnd('*') is "alignedat" or "alignat")
        {
            _reader.TakeRaw($"\\begin{{{name}}}"); // the number of columns
        }

        var rows = Rows(style);
        if (!_reader.TakeIf(TokenKind.Command, "end"))
        {
            throw new TexException(begin.Column, $"\\begin{{{name}}} without its \\end{{{name}}}");
        }

        var column = Next.Column;
        var closed = _reader.TakeRaw("\\end");
        return closed == name
            ? new MathElement("mtable", rows)
            : throw new TexException(column, $"\\end{{{closed}}} where \\end{{{name}}} is due");
    }

    private List<MathElement> Rows(Func<int, string> style)
    {
        var rows = new List<MathElement>();
        var cells = new List<MathElement>();
        var rule = TakeRules();
        while (true)
        {
            var content = Row(
                static token =>
                    token.Kind is TokenKind.End or TokenKind.Close or TokenKind.Ampersand or TokenKind.NewLine
                    || token is { Kind: TokenKind.Command, Text: "end" },
                style == Aligned && cells.Count % 2 == 1 ? AtomClass.Ordinary : null
            ); // a sign that begins the right side joins it to the left one
            var css = style(cells.Count) + (rule ? ";border-top:1px solid" : "");
            var cell = new MathElement("mtd", content);
            cells.Add(css.Length > 0 ? cell.With("style", css.TrimStart(';')) : cell);
            if (_reader.TakeIf(TokenKind.Ampersand))
            {
                continue;
            }

            var last = Next.Kind != TokenKind.NewLine;
            // An empty last line is only the end of the one before.
            if (!last || cells.Count > 1 || content.Count > 0)
            {
                rows.Add(new MathElement("mtr", cells));
            }
            else if (rule && rows.Count > 0)
            {
                rows[^1] = rows[^1] with { Children = [.. rows[^1].Children.Select(UnderLine)] };
            }

            if (last)
            {
                return rows;
            }

            SkipRowSpace(_reader.Take());
            cells = [];
            rule = TakeRules();
        }
    }

    private static MathElement UnderLine(MathElement cell)
    {
        var style = cell.Attributes.FirstOrDefault(attribute => attribute.Name == "style").Value;
        return cell.With("style", (style is null ? "" : style + ";") + "border-bottom:1px solid");
    }

    private bool TakeRules()
    {
        var any = false;
        while (_reader.TakeIf(TokenKind.Command, "hline"))
        {
            any = true;
        }

        return any;
    }

    // \\[2pt] asks for more space between two lines; the lines have enough.
    private void SkipRowSpace(Token newLine)
    {
        if (!(Next is { Kind: TokenKind.Character, Text: "[" } && Next.Column == newLine.Column + 2))
        {
            return;
        }

        var open = _reader.Take();
        while (!_reader.TakeIf(TokenKind.Character, "]"))
        {
            if (_reader.Take().Kind == TokenKind.End)
            {
                throw new TexException(open.Column, "this bracket is not closed");
            }
        }
    }
}

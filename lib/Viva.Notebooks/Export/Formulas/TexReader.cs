namespace Viva.Notebooks.Export.Formulas;

/// <summary>Kinds of the pieces that a formula's text is cut into.</summary>
internal enum TokenKind
{
    End,
    Command,
    Character,
    Open,
    Close,
    Superscript,
    Subscript,
    Ampersand,
    NewLine,
    Prime,
}

/// <summary>A piece of a formula: a command has its name without the backslash, a character itself.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The command's name or the character.</param>
/// <param name="Column">Where it begins, from 1.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Column);

/// <summary>Cuts a formula into tokens, one ahead of the parser.</summary>
internal sealed class TexReader
{
    private readonly string _text;
    private int _at;

    public TexReader(string text)
    {
        _text = text;
        Next = Read();
    }

    /// <summary>The token that comes next.</summary>
    public Token Next { get; private set; }

    /// <summary>Takes the next token.</summary>
    public Token Take()
    {
        var token = Next;
        Next = Read();
        return token;
    }

    /// <summary>Takes the next token if it is of this kind and text.</summary>
    public bool TakeIf(TokenKind kind, string? text = null)
    {
        if (Next.Kind != kind || (text is not null && Next.Text != text))
        {
            return false;
        }

        Take();
        return true;
    }

    /// <summary>
    /// The raw text of a group in braces that begins with the next token, blanks and all: what <c>\text</c> and <c>\begin</c> take.
    /// </summary>
    public string TakeRaw(string whose)
    {
        var open = Next;
        if (open.Kind != TokenKind.Open)
        {
            throw new TexException(open.Column, $"{whose} needs its text in braces");
        }

        var depth = 1;
        var start = open.Column; // the index after the brace
        for (_at = start; _at < _text.Length; _at++)
        {
            if (_text[_at] == '\\')
            {
                _at++;
                continue;
            }

            depth +=
                _text[_at] == '{' ? 1
                : _text[_at] == '}' ? -1
                : 0;
            if (depth > 0)
            {
                continue;
            }

            var raw = _text[start.._at];
            _at++;
            Next = Read();
            return raw;
        }

        throw new TexException(open.Column, "this brace is not closed");
    }

    private Token Read()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        var column = _at + 1;
        if (_at >= _text.Length)
        {
            return new Token(TokenKind.End, "", column);
        }

        var c = _text[_at++];
        switch (c)
        {
            case '{':
                return new Token(TokenKind.Open, "{", column);
            case '}':
                return new Token(TokenKind.Close, "}", column);
            case '^':
                return new Token(TokenKind.Superscript, "^", column);
            case '_':
                return new Token(TokenKind.Subscript, "_", column);
            case '&':
                return new Token(TokenKind.Ampersand, "&", column);
            case '\'':
                return new Token(TokenKind.Prime, "'", column);
            case '~':
                return new Token(TokenKind.Command, " ", column);
            case '\\':
                return Command(column);
            default:
                if (char.IsHighSurrogate(c) && _at < _text.Length)
                {
                    return new Token(TokenKind.Character, $"{c}{_text[_at++]}", column);
                }

                return new Token(TokenKind.Character, c.ToString(), column);
        }
    }

    private Token Command(int column)
    {
        if (_at >= _text.Length)
        {
            throw new TexException(column, "a backslash at the end");
        }

        var start = _at;
        while (_at < _text.Length && char.IsAsciiLetter(_text[_at]))
        {
            _at++;
        }

        if (_at == start)
        {
            _at++;
            return _text[start] == '\\'
                ? new Token(TokenKind.NewLine, "\\", column)
                : new Token(TokenKind.Command, _text[start..(start + 1)], column);
        }

        if (_at < _text.Length && _text[_at] == '*' && _text[start.._at] == "operatorname")
        {
            _at++;
        }

        return new Token(TokenKind.Command, _text[start.._at], column);
    }
}

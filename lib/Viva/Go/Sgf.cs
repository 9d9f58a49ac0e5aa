using System.Globalization;
using System.Text;

namespace Viva.Go;

/// <summary>
/// The Smart Game Format, FF[4] (Hollosi, red-bean.com/sgf): text to trees of nodes and back, variations included. What is read and written
/// again has the same nodes, properties and values.
/// </summary>
public static class Sgf
{
    /// <summary>
    /// Reads a file: one tree for each game in it. What stands before the first "(;" is passed over, as are small letters in the names of
    /// properties, which older versions allowed.
    /// </summary>
    /// <exception cref="FormatException">The text is no SGF; the message says on which line and in which column.</exception>
    public static IReadOnlyList<SgfNode> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Reader(text).Trees();
    }

    /// <summary>Writes the trees of a file, a line for each node with more than a move.</summary>
    /// <exception cref="ArgumentException">There is no tree.</exception>
    public static string Write(IReadOnlyList<SgfNode> trees)
    {
        ArgumentNullException.ThrowIfNull(trees);
        if (trees.Count == 0)
        {
            throw new ArgumentException("A file of SGF has one game at least.", nameof(trees));
        }

        var text = new StringBuilder();
        // A node, or a text to stand between nodes: a recursion would go as deep as a game is long.
        var left = new Stack<(SgfNode? Node, string Text)>();
        foreach (var tree in trees.Reverse())
        {
            left.Push((null, ")\n"));
            left.Push((tree, "("));
        }

        while (left.TryPop(out var next))
        {
            text.Append(next.Text);
            if (next.Node is not { } node)
            {
                continue;
            }

            text.Append(';');
            foreach (var (name, values) in node.Properties)
            {
                text.Append(name);
                foreach (var value in values)
                {
                    text.Append('[').Append(Escape(value)).Append(']');
                }
            }

            if (node.Children.Count == 1)
            {
                left.Push((node.Children[0], node.Properties.Count > 1 ? "\n" : ""));
                continue;
            }

            foreach (var child in node.Children.Reverse())
            {
                left.Push((null, ")"));
                left.Push((child, "\n("));
            }
        }

        return text.ToString();
    }

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);

    private sealed class Reader(string text)
    {
        private int _at;
        private int _lines; // how many lines end before _counted
        private int _counted;

        public List<SgfNode> Trees()
        {
            _at = Start();
            var trees = new List<SgfNode>();
            do
            {
                trees.Add(Tree());
                SkipBlanks();
            } while (_at < text.Length && text[_at] == '(');

            return trees; // what follows the last tree is not the file's
        }

        private int Start()
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] != '(')
                {
                    continue;
                }

                var next = i + 1;
                while (next < text.Length && char.IsWhiteSpace(text[next]))
                {
                    next++;
                }

                if (next < text.Length && text[next] == ';')
                {
                    return i;
                }
            }

            throw new FormatException("SGF: there is no game; one begins with '(;'.");
        }

        private SgfNode Tree()
        {
            _at++;
            SgfNode? root = null;
            var last = root;
            var branches = new Stack<SgfNode>();
            while (true)
            {
                SkipBlanks();
                switch (_at < text.Length ? text[_at] : '\0')
                {
                    case ';':
                        var node = Node();
                        if (last is null)
                        {
                            root = node;
                        }
                        else
                        {
                            last.Children.Add(node);
                        }

                        last = node;
                        break;
                    case '(' when last is not null:
                        branches.Push(last);
                        _at++;
                        SkipBlanks();
                        if (_at >= text.Length || text[_at] != ';')
                        {
                            throw Wrong("a variation begins with a node, ';'");
                        }

                        break;
                    case ')' when last is not null:
                        _at++;
                        if (!branches.TryPop(out last))
                        {
                            return root!;
                        }

                        break;
                    case '\0' when _at >= text.Length:
                        throw Wrong("the text ends within a game; a ')' is missing");
                    default:
                        throw Wrong($"'{text[_at]}' stands where ';', '(' or ')' is expected");
                }
            }
        }

        private SgfNode Node()
        {
            var node = new SgfNode { Line = Line() };
            _at++;
            while (true)
            {
                SkipBlanks();
                if (_at >= text.Length || !char.IsAsciiLetter(text[_at]))
                {
                    return node;
                }

                var name = new StringBuilder();
                for (; _at < text.Length && char.IsAsciiLetter(text[_at]); _at++)
                {
                    if (char.IsAsciiLetterUpper(text[_at]))
                    {
                        name.Append(text[_at]);
                    }
                }

                var property = name.ToString();
                if (property.Length == 0)
                {
                    throw Wrong("the name of a property has no capital letter");
                }

                SkipBlanks();
                if (_at >= text.Length || text[_at] != '[')
                {
                    throw Wrong($"the property {property} has no value in '[' and ']'");
                }

                if (node[property].Count > 0)
                {
                    throw Wrong($"the property {property} stands twice in a node");
                }

                var values = new List<string>();
                for (; _at < text.Length && text[_at] == '['; SkipBlanks())
                {
                    values.Add(Value(property));
                }

                node.Properties.Add(new(property, values));
            }
        }

        private string Value(string property)
        {
            var start = _at++;
            var value = new StringBuilder();
            for (; _at < text.Length; _at++)
            {
                switch (text[_at])
                {
                    case ']':
                        _at++;
                        return value.ToString();
                    case '\\' when _at + 1 < text.Length:
                        _at++;
                        // An escaped end of a line is none: the line was only too long.
                        if (text[_at] is '\r' or '\n')
                        {
                            if (_at + 1 < text.Length && text[_at + 1] is '\r' or '\n' && text[_at + 1] != text[_at])
                            {
                                _at++;
                            }

                            break;
                        }

                        value.Append(text[_at]);
                        break;
                    case '\r':
                        value.Append('\n');
                        if (_at + 1 < text.Length && text[_at + 1] == '\n')
                        {
                            _at++;
                        }

                        break;
                    default:
                        value.Append(text[_at]);
                        break;
                }
            }

            _at = start;
            throw Wrong($"the value of {property} that begins here has no ']'");
        }

        private void SkipBlanks()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }
        }

        private int Line()
        {
            var end = Math.Min(_at, text.Length);
            _lines = (end < _counted ? 0 : _lines) + text.AsSpan((end < _counted ? 0 : _counted)..end).Count('\n');
            _counted = end;
            return _lines + 1;
        }

        private FormatException Wrong(string what)
        {
            var column = Math.Min(_at, text.Length) - text.AsSpan(0, Math.Min(_at, text.Length)).LastIndexOf('\n');
            return new(string.Create(CultureInfo.InvariantCulture, $"SGF, line {Line()}, column {column}: {what}."));
        }
    }
}

namespace Viva.Notebooks.Session;

/// <summary>Splits a cell at its <c>#!</c> lines. Each piece of code keeps its line numbers by blank lines in front of it, and the length of its lines.</summary>
internal static class CellDirectives
{
    /// <summary>A piece of a cell: code, or the file that an import names.</summary>
    internal sealed record Part(string Code, string? Import, int Line);

    /// <summary>The pieces of <paramref name="code"/> in order, and whether the cell asks for its time.</summary>
    /// <exception cref="DirectiveException">A directive is unknown or incomplete.</exception>
    public static (IReadOnlyList<Part> Parts, bool Time) Split(string code)
    {
        if (!code.Contains("#!", StringComparison.Ordinal) && !code.Contains("nuget:", StringComparison.OrdinalIgnoreCase))
            return ([new Part(code, null, 1)], false);

        var parts = new List<Part>();
        bool time = false;
        string[] lines = code.Split('\n');
        int first = 0;
        void Flush(int end)
        {
            string text = string.Join('\n', lines[first..end]);
            if (!string.IsNullOrWhiteSpace(text)) parts.Add(new Part(new string('\n', first) + text, null, first + 1));
        }

        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.StartsWith("#r", StringComparison.Ordinal) && line.Contains("nuget:", StringComparison.OrdinalIgnoreCase))
                throw new DirectiveException(i + 1, "#r \"nuget: ...\" is not supported here: packages come with the library, through #!import setup.dib.");
            if (!line.StartsWith("#!", StringComparison.Ordinal)) continue;

            string[] words = line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            switch (words[0])
            {
                case "#!import":
                    if (words.Length < 2) throw new DirectiveException(i + 1, "#!import needs the path of a .dib, .csx or .ipynb file.");
                    Flush(i);
                    parts.Add(new Part("", words[1].Trim('"'), i + 1));
                    first = i + 1;
                    break;
                case "#!time":
                    time = true;
                    lines[i] = new string(' ', lines[i].Length);
                    break;
                case "#!csharp" or "#!c#":
                    lines[i] = new string(' ', lines[i].Length);
                    break;
                default:
                    throw new DirectiveException(i + 1, $"{words[0]} is not known here: use #!import or #!time.");
            }
        }
        Flush(lines.Length);
        return (parts, time);
    }
}

/// <summary>A directive that cannot be carried out; the line is the cell's, from 1.</summary>
internal sealed class DirectiveException(int line, string message) : Exception(message)
{
    public int Line { get; } = line;
}

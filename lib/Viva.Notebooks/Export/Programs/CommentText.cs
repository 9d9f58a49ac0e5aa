using System.Text;
using System.Text.RegularExpressions;

namespace Viva.Notebooks.Export.Programs;

/// <summary>Turns a Markdown cell into line comments: paragraphs and list items wrapped, tables, code and formulas as they are.</summary>
internal static partial class CommentText
{
    private const int Width = 110;

    /// <summary>The comment; every line ends.</summary>
    public static string Of(string markdown)
    {
        var text = new StringBuilder();
        var paragraph = new StringBuilder();
        var (fence, formula) = (false, false);
        var plain = Folds().Replace(Summaries().Replace(markdown, "**$1**"), "").Trim();
        foreach (var raw in LineEnds().Split(DataAddresses().Replace(plain, "(a picture)")))
        {
            var line = raw.TrimEnd();
            var start = line.TrimStart();
            var isFence = start.StartsWith("```", StringComparison.Ordinal);
            var isFormula = Formulas().Count(start);
            if (
                fence
                || formula
                || isFence
                || isFormula > 0
                || line.Length == 0
                || start[0] is '|' or '#'
                || line.StartsWith("    ", StringComparison.Ordinal)
            )
            {
                Flush();
                if (!fence && Heading().Match(line) is { Success: true } heading)
                {
                    Comment(
                        heading.Groups[2].Value
                            + "\n// "
                            + new string(heading.Groups[1].Length == 1 ? '=' : '-', Math.Min(Width, heading.Groups[2].Length))
                    );
                }
                else if (line.Length > 0 || fence || !text.ToString().EndsWith("//\n", StringComparison.Ordinal))
                {
                    Comment(line);
                }

                fence ^= isFence;
                formula ^= isFormula % 2 == 1;
                continue;
            }

            if (Marker().Match(line).Length > 0)
            {
                Flush();
            }

            paragraph.Append(paragraph.Length > 0 ? " " : "").Append(paragraph.Length > 0 ? start : line);
            if (raw.EndsWith("  ", StringComparison.Ordinal))
            {
                Flush();
            }
        }

        Flush();
        return text.ToString();

        void Comment(string line) => text.Append(line.Length > 0 ? "// " : "//").Append(line).Append('\n');

        void Flush()
        {
            if (paragraph.Length == 0)
            {
                return;
            }

            foreach (var line in Wrap(paragraph.ToString()))
            {
                Comment(line);
            }

            paragraph.Clear();
        }
    }

    /// <summary>The lines of a paragraph; those of a list item or a quotation stand under its first one.</summary>
    private static IEnumerable<string> Wrap(string paragraph)
    {
        var marker = Marker().Match(paragraph).Value;
        var current = new StringBuilder(marker);
        foreach (var word in paragraph[marker.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (current.Length > marker.Length && current.Length + 1 + word.Length > Width)
            {
                yield return current.ToString();
                current.Clear().Append(marker.Contains('>', StringComparison.Ordinal) ? marker : new string(' ', marker.Length));
            }

            if (current.Length > marker.Length)
            {
                current.Append(' ');
            }

            current.Append(word);
        }

        yield return current.ToString();
    }

    // To the compiler each of these ends a comment.
    [GeneratedRegex(@"\r\n|[\n\r\u0085\u2028\u2029]")]
    private static partial Regex LineEnds();

    [GeneratedRegex(@"<summary>\s*(.*?)\s*</summary>", RegexOptions.Singleline)]
    private static partial Regex Summaries();

    [GeneratedRegex(@"^[ \t]*</?details( open)?>[ \t]*\n?", RegexOptions.Multiline)]
    private static partial Regex Folds();

    [GeneratedRegex(@"data:[\w/+.-]+;base64,[\w+/=]+")]
    private static partial Regex DataAddresses();

    [GeneratedRegex(@"\$\$")]
    private static partial Regex Formulas();

    [GeneratedRegex(@"^(##?) (.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s*(> ?|[-*+] |\d+\. )")]
    private static partial Regex Marker();
}

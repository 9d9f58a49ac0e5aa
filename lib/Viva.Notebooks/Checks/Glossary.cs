using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Viva.Notebooks.Checks;

/// <summary>
/// The terms that a notebook defines where it first uses them: those of <c>data/glossary.json</c>, beside the notebooks' folder, less
/// the entries marked <c>everyday</c>, words that mean something outside the field as well.
/// </summary>
internal sealed class Glossary
{
    private readonly Regex? _terms;
    private readonly List<string> _names = [];

    private Glossary(IEnumerable<string> terms)
    {
        // The longest first, so that "cell state" is one term and no use of "state".
        var pattern = new StringBuilder();
        foreach (var term in terms.OrderByDescending(term => term.Length).ThenBy(term => term, StringComparer.Ordinal))
        {
            pattern.Append(pattern.Length == 0 ? "" : "|").Append('(').Append(Pattern(term)).Append(')');
            _names.Add(term);
        }

        _terms =
            _names.Count == 0
                ? null
                : new Regex($@"(?<![\w-])(?:{pattern})(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    /// <summary>The glossary that goes with a notebook; empty when there is none.</summary>
    /// <exception cref="JsonException">The file is no glossary.</exception>
    public static Glossary Beside(string notebook)
    {
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(notebook))!, "..", "data", "glossary.json");
        if (!File.Exists(path))
        {
            return new Glossary([]);
        }

        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return new Glossary([
            .. json
                .RootElement.EnumerateArray()
                .Where(entry => !entry.TryGetProperty("everyday", out var everyday) || !everyday.GetBoolean())
                .Select(entry => entry.GetProperty("en").GetString()!),
        ]);
    }

    /// <summary>The terms in a text with their places, in order, in whatever form they stand there.</summary>
    public IEnumerable<(string Term, int Start, int Length)> Find(string text) =>
        from match in _terms?.Matches(text) ?? Enumerable.Empty<Match>()
        let term = Enumerable.Range(0, _names.Count).First(i => match.Groups[i + 1].Success)
        select (_names[term], match.Index, match.Length);

    // Words may be joined by a hyphen or a line break, and the last may stand in the plural.
    private static string Pattern(string term)
    {
        var words = term.Split(' ', '-').Select(Regex.Escape).ToArray();
        words[^1] = words[^1] switch
        {
            [.., 'y'] word when !"aeiou".Contains(word[^2], StringComparison.Ordinal) => $"{word[..^1]}(?:y|ies)",
            [.., 's' or 'x' or 'z'] or [.., 'c' or 's', 'h'] => $"{words[^1]}(?:es)?",
            _ => $"{words[^1]}s?",
        };
        return string.Join(@"[\s-]+", words);
    }
}

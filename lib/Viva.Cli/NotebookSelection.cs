using System.Globalization;
using System.Text.RegularExpressions;
using Viva.Notebooks.Checks;

namespace Viva.Cli;

/// <summary>The notebooks that the words of a command line mean: <c>23</c>, <c>1-10</c>, <c>1,6,23</c>, <c>all</c>, or files.</summary>
internal static partial class NotebookSelection
{
    /// <summary>How help names the words.</summary>
    public const string HelpName = "numbers|files|all";

    /// <summary>What help says of them.</summary>
    public const string Description = "Notebooks by number (23), range (1-10), file, or all.";

    /// <summary>The files, each once, in the order of the words.</summary>
    /// <exception cref="UsageException">A word means no notebook.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> words, string workingDirectory)
    {
        var numbered = new Lazy<SortedDictionary<int, string>>(() => Numbered(Repository.Find(workingDirectory)));
        return
        [
            .. words
                .SelectMany(word =>
                    IsFile(word) ? [File(word, workingDirectory)] : word.Split(',').SelectMany(part => ByNumber(part, numbered.Value))
                )
                .Distinct(),
        ];
    }

    /// <summary>The notebooks of a clone by number.</summary>
    public static SortedDictionary<int, string> Numbered(Repository repository)
    {
        var notebooks = new SortedDictionary<int, string>();
        if (!Directory.Exists(repository.Notebooks))
        {
            return notebooks;
        }

        foreach (var path in Directory.EnumerateFiles(repository.Notebooks, "*.ipynb").Order(StringComparer.Ordinal))
        {
            if (NumberOf(path) is { } number)
            {
                notebooks.TryAdd(number, path);
            }
        }
        return notebooks;
    }

    /// <summary>The number that a notebook's file name starts with, or null.</summary>
    public static int? NumberOf(string path) =>
        LeadingNumber().Match(Path.GetFileName(path)) is { Success: true } match ? Integer(match.Groups[1]) : null;

    private static bool IsFile(string word) =>
        word.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) || word.EndsWith(".dib", StringComparison.OrdinalIgnoreCase);

    private static string File(string word, string workingDirectory)
    {
        var path = Path.GetFullPath(word, workingDirectory);
        return System.IO.File.Exists(path) ? path : throw new UsageException($"There is no file {word}.");
    }

    private static IEnumerable<string> ByNumber(string word, SortedDictionary<int, string> notebooks)
    {
        var there = notebooks.Count == 0 ? "There is no notebook yet." : $"There are: {string.Join(", ", notebooks.Keys)}.";
        if (word == "all")
        {
            return notebooks.Count > 0 ? notebooks.Values : throw new UsageException(there);
        }

        var match = NumberOrRange().Match(word);
        if (!match.Success)
        {
            throw new UsageException($"'{word}' names no notebook: give a number (23), a range (1-10), a file, or all. {there}");
        }

        int first = Integer(match.Groups["first"]),
            last = match.Groups["last"].Success ? Integer(match.Groups["last"]) : first;
        if (last < first)
        {
            throw new UsageException($"The range {word} runs backwards: write {last}-{first}.");
        }

        var found = notebooks.Where(notebook => notebook.Key >= first && notebook.Key <= last).Select(notebook => notebook.Value).ToList();
        if (found.Count > 0)
        {
            return found;
        }

        var planned = first == last && Syllabus.Find(first) is { } entry ? $" Question {first}, '{entry.Question}', is planned." : "";
        throw new UsageException($"There is no notebook {word}.{planned} {there}");
    }

    private static int Integer(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<first>\d{1,3})(-(?<last>\d{1,3}))?$")]
    private static partial Regex NumberOrRange();

    [GeneratedRegex(@"^(\d{1,3})-")]
    private static partial Regex LeadingNumber();
}

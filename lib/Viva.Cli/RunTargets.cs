using System.Globalization;
using System.Text.RegularExpressions;

namespace Viva.Cli;

/// <summary>A notebook to run: its number, 0 when its name has none, its name and its file.</summary>
internal sealed record RunTarget(int Number, string Name, string File);

/// <summary>Finds the notebooks that the words of <c>viva run</c> mean.</summary>
internal static partial class RunTargets
{
    /// <summary>The notebooks for <paramref name="words"/>: numbers, ranges such as <c>4-7</c>, <c>all</c>, or files.</summary>
    /// <exception cref="ArgumentException">A word means no notebook; the message says so.</exception>
    public static IReadOnlyList<RunTarget> Find(IEnumerable<string> words, string root)
    {
        var numbered = All(root);
        var found = new List<RunTarget>();
        foreach (string word in words)
        {
            var range = Range().Match(word);
            if (word == "all")
            {
                if (numbered.Count == 0) throw new ArgumentException($"There is no notebook in {Path.Combine(root, "notebooks")}.");
                found.AddRange(numbered);
            }
            else if (range.Success)
            {
                int first = Integer(range.Groups[1].Value), last = range.Groups[2].Success ? Integer(range.Groups[2].Value) : first;
                var inRange = numbered.Where(target => target.Number >= first && target.Number <= last).ToList();
                if (inRange.Count == 0) throw new ArgumentException($"There is no notebook {word}. There are: {string.Join(", ", numbered.Select(target => target.Number))}.");
                found.AddRange(inRange);
            }
            else if (word.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) || word.EndsWith(".dib", StringComparison.OrdinalIgnoreCase))
            {
                if (!File.Exists(word)) throw new ArgumentException($"The file {word} does not exist.");
                found.Add(Target(Path.GetFullPath(word)));
            }
            else
            {
                throw new ArgumentException($"'{word}' is no notebook: give numbers (23), ranges (4-7), a file, or all.");
            }
        }
        return [.. found.DistinctBy(target => target.File)];
    }

    /// <summary>The notebooks of the project by number.</summary>
    private static List<RunTarget> All(string root)
    {
        string folder = Path.Combine(root, "notebooks");
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.ipynb").Select(Target).Where(target => target.Number > 0).OrderBy(target => target.Number)]
            : [];
    }

    private static RunTarget Target(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        var number = Number().Match(name);
        return new RunTarget(number.Success ? Integer(number.Groups[1].Value) : 0, name, file);
    }

    private static int Integer(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d{1,3})(?:-(\d{1,3}))?$")]
    private static partial Regex Range();

    [GeneratedRegex(@"^(\d{1,3})-")]
    private static partial Regex Number();
}

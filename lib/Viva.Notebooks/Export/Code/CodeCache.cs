using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Viva.Notebooks.Export.Code;

/// <summary>
/// Keeps a notebook's coloured code from one export to the next. Asking the compiler takes most of an export, and code changes less often
/// than results. One file for each notebook, and its key holds all that the colours depend on.
/// </summary>
/// <param name="folder">Where the files lie.</param>
internal sealed partial class CodeCache(string folder)
{
    private static readonly string ThisBuild = typeof(CodeCache).Module.ModuleVersionId.ToString();

    /// <summary>The coloured cells: those kept, or those that <paramref name="render"/> makes now.</summary>
    /// <param name="notebook">The notebook's name.</param>
    /// <param name="sourceFolder">Where its imports are looked for.</param>
    /// <param name="cells">The code of its cells.</param>
    /// <param name="render">Colours them.</param>
    public IReadOnlyList<string> Get(string notebook, string sourceFolder, IReadOnlyList<string> cells, Func<IReadOnlyList<string>> render)
    {
        var file = Path.Combine(folder, notebook + ".json");
        var key = Key(sourceFolder, cells);
        if (Read(file) is { Cells: not null } kept && kept.Key == key && kept.Cells.Count == cells.Count)
        {
            return kept.Cells;
        }

        var made = render();
        Write(file, new Kept(key, made));
        return made;
    }

    private static void Write(string file, Kept kept)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var temporary = file + ".new";
            File.WriteAllText(temporary, JsonSerializer.Serialize(kept));
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing is lost but time: the next export colours again.
        }
    }

    private static Kept? Read(string file)
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<Kept>(File.ReadAllText(file)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static string Key(string folder, IReadOnlyList<string> cells)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var seen = new HashSet<string>();
        Add(ThisBuild);
        foreach (var cell in cells)
        {
            AddCode(cell);
        }

        return Convert.ToHexString(hash.GetHashAndReset());

        void AddCode(string code)
        {
            Add(code);
            foreach (Match line in Directive().Matches(code))
            {
                var path = Path.GetFullPath(line.Groups["path"].Value.Trim().Trim('"'), folder);
                if (!seen.Add(path) || !File.Exists(path))
                {
                    continue;
                }

                if (line.Groups["import"].Success)
                {
                    AddCode(File.ReadAllText(path));
                }
                else
                {
                    Add(path + File.GetLastWriteTimeUtc(path).ToString("o", CultureInfo.InvariantCulture));
                }
            }
        }

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\0"));
    }

    // The same lines as in a session.
    [GeneratedRegex(@"^[ \t]*(?:(?<import>#!import)|#r)[ \t]+(?<path>\S.*)$", RegexOptions.Multiline)]
    private static partial Regex Directive();

    private sealed record Kept(string Key, IReadOnlyList<string> Cells);
}

using System.Text.RegularExpressions;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Analysis;

/// <summary>
/// Splits a cell at its directives. Each piece of C# keeps its line numbers, by blank lines in front of it, and the length of its lines.
/// </summary>
internal static partial class CellParts
{
    /// <summary>A piece of a cell: C#, the file that an import names, or another directive as it stands.</summary>
    /// <param name="Code">The C#; empty for a directive.</param>
    /// <param name="Import">The imported file, or null.</param>
    /// <param name="Directive">A directive that only the kernel understands, or null.</param>
    /// <param name="Line">The line of the cell, from 1.</param>
    internal sealed record Part(string Code, string? Import, string? Directive, int Line);

    /// <summary>
    /// The pieces of <paramref name="code"/> in order. <c>#!time</c> and <c>#!csharp</c> leave an
    /// empty line; lines of other languages are left out.
    /// </summary>
    public static IReadOnlyList<Part> Split(string code)
    {
        if (!code.Contains('#', StringComparison.Ordinal))
        {
            return [new Part(code, null, null, 1)];
        }

        var parts = new List<Part>();
        var lines = code.Split('\n');
        var first = 0;
        var csharp = true;
        for (var i = 0; i < lines.Length; i++)
        {
            var directive = Directive().Match(lines[i]);
            if (!directive.Success)
            {
                continue;
            }

            string word = directive.Groups["word"].Value,
                argument = directive.Groups["argument"].Value.Trim();
            if (word == "time" && csharp)
            {
                lines[i] = new string(' ', lines[i].Length);
                continue;
            }
            if (csharp)
            {
                Flush(i);
            }

            first = i + 1;
            if (KernelNames.IsCSharp(word))
            {
                csharp = true;
                continue;
            }
            parts.Add(
                word == "import" && argument.Length > 0
                    ? new Part("", argument.Trim('"'), null, i + 1)
                    : new Part("", null, lines[i].Trim(), i + 1)
            );
            csharp = csharp && !KernelNames.IsOther(word);
        }
        if (csharp)
        {
            Flush(lines.Length);
        }

        return parts;

        void Flush(int end)
        {
            var text = string.Join('\n', lines[first..end]);
            if (!string.IsNullOrWhiteSpace(text))
            {
                parts.Add(new Part(new string('\n', first) + text, null, null, first + 1));
            }
        }
    }

    /// <summary>The C# cells of an imported file, with what errors call each. Lines of a .dib are the file's.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="NotebookException">The file's name says that it is a notebook, but it is not.</exception>
    public static IEnumerable<(string Code, string Name)> OfFile(string path)
    {
        var file = Path.GetFileName(path);
        if (Path.GetExtension(path).ToUpperInvariant() is not (".DIB" or ".IPYNB"))
        {
            return [(File.ReadAllText(path), file)];
        }

        return NotebookDocument
            .Read(path)
            .Cells.Where(cell => cell.Kind == CellKind.Code && cell.KernelName is null or KernelNames.CSharp)
            .Select(cell =>
                cell.FileLine is { } line ? (new string('\n', line - 1) + cell.Source, file) : (cell.Source, $"{file} cell {cell.Id}")
            );
    }

    [GeneratedRegex(@"^\s*(#!(?<word>\S+)(?<argument>.*)|#[ri]\s*""\s*nuget:.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Directive();
}

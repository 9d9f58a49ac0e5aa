using System.Text;
using System.Text.RegularExpressions;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Kernel;

/// <summary>
/// A cell as the kernel gets it. The kernel splits a cell at its directives and forgets where the pieces were, so a
/// <c>#line</c> directive tells each piece of C# which lines of the cell it holds: compiler errors and stack traces then name those.
/// </summary>
internal sealed partial class CellSource
{
    private readonly List<int> _lines = [];

    /// <summary>Prepares a cell.</summary>
    /// <param name="code">Its text.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="language">The kernel it is for; null for C#.</param>
    /// <param name="firstLine">The number of its first line, 1 unless it is part of a file.</param>
    public CellSource(string code, string name, string? language = null, int firstLine = 1)
    {
        (Name, Language) = (name, language ?? KernelNames.CSharp);
        var lines = code.Split('\n');
        var text = new StringBuilder(code.Length + 64);
        bool csharp = KernelNames.IsCSharp(Language),
            marked = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var directive = Directive().Match(lines[i]);
            if (directive.Success)
            {
                var word = directive.Groups["word"].Value;
                if (KernelNames.IsCSharp(word))
                {
                    csharp = true;
                }
                else if (KernelNames.IsOther(word))
                {
                    csharp = false;
                }

                marked = false;
            }
            else if (csharp && !marked && lines[i].AsSpan().Trim().Length > 0)
            {
                Append($"#line {firstLine + i} \"{name.Replace('"', '\'')}\"", i);
                marked = true;
            }
            Append(lines[i], i);
        }
        Text = text.ToString();

        void Append(string line, int number)
        {
            if (_lines.Count > 0)
            {
                text.Append('\n');
            }

            text.Append(line);
            _lines.Add(firstLine + number);
        }
    }

    /// <summary>What errors call the cell.</summary>
    public string Name { get; }

    /// <summary>The kernel that the cell is for.</summary>
    public string Language { get; }

    /// <summary>What the kernel gets.</summary>
    public string Text { get; }

    /// <summary>The cell's line, from 1, that holds a directive of that name; 0 when there is none.</summary>
    public int LineOf(string directive)
    {
        var at = Array.FindIndex(Text.Split('\n'), line => line.TrimStart().StartsWith(directive, StringComparison.Ordinal));
        return Line(at + 1);
    }

    /// <summary>The cell's line for a line of <see cref="Text"/>, both from 1.</summary>
    public int Line(int line) => line >= 1 && line <= _lines.Count ? _lines[line - 1] : 0;

    [GeneratedRegex(@"^\s*#(!(?<word>[^\s]*)|[ri]\s*"")")]
    private static partial Regex Directive();
}

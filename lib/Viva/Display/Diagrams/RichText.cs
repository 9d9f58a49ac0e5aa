using System.Globalization;
using System.Text;

namespace Viva.Display.Diagrams;

/// <summary>
/// Text of a diagram: lines of runs at, above or below the line. <c>_</c> and <c>^</c> lower and raise the letter or the braces after them;
/// a backslash before one of them keeps it.
/// </summary>
internal sealed class RichText
{
    public const double Size = 15;
    private const double ScriptSize = 11.5;
    private const double LineHeight = 18;

    private readonly List<List<(string Text, int Level)>> _lines = [];

    public RichText(string text)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            _lines.Add(Parse(line));
        }

        Width = _lines.Max(line => line.Sum(run => Advance(run.Text) * (run.Level == 0 ? Size : ScriptSize)));
    }

    /// <summary>The width in units of the drawing: an estimate that is wide enough for the common fonts.</summary>
    public double Width { get; }

    public double Height => _lines.Count * LineHeight;

    /// <summary>The text without marks, on one line.</summary>
    public string Words => string.Join(' ', _lines.Select(line => string.Concat(line.Select(run => run.Text))));

    /// <summary>Writes the text with its middle at a place.</summary>
    public void Draw(StringBuilder svg, double x, double y)
    {
        for (var i = 0; i < _lines.Count; i++)
        {
            var middle = y + ((i - ((_lines.Count - 1) / 2.0)) * LineHeight);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{middle + 5:0.#}\">");
            var level = 0;
            foreach (var run in _lines[i])
            {
                if (run.Level == 0 && level == 0)
                {
                    svg.Append(HtmlText.Encode(run.Text));
                    continue;
                }

                // Each step is from where the run before stood.
                var size = run.Level == 0 ? Size : ScriptSize;
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<tspan dy=\"{(level - run.Level) * 5}\" font-size=\"{size}\">{HtmlText.Encode(run.Text)}</tspan>"
                );
                level = run.Level;
            }

            svg.Append("</text>");
        }
    }

    private static List<(string Text, int Level)> Parse(string line)
    {
        var (runs, plain) = (new List<(string, int)>(), new StringBuilder());
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length && line[i + 1] is '_' or '^' or '\\')
            {
                plain.Append(line[++i]);
                continue;
            }

            if (line[i] is not ('_' or '^') || i + 1 == line.Length)
            {
                plain.Append(line[i]);
                continue;
            }

            var level = line[i] == '^' ? 1 : -1;
            var end = line[i + 1] == '{' ? line.IndexOf('}', i) : -1;
            var script =
                end > 0 ? line[(i + 2)..end]
                : char.IsHighSurrogate(line[i + 1]) && i + 2 < line.Length ? line.Substring(i + 1, 2)
                : line.Substring(i + 1, 1);
            if (plain.Length > 0)
            {
                runs.Add((plain.ToString(), 0));
                plain.Clear();
            }

            runs.Add((script, level));
            i = end > 0 ? end : i + script.Length;
        }

        if (plain.Length > 0 || runs.Count == 0)
        {
            runs.Add((plain.ToString(), 0));
        }

        return runs;
    }

    // Close to DejaVu Sans, which is wider than the other fonts of notebooks and pages.
    private static double Advance(string text) =>
        text.EnumerateRunes()
            .Sum(rune =>
                rune.Value is 0x200B or (>= 0x300 and < 0x370) ? 0
                : "iljI.,:;|'!()[] ·ι".Contains((char)rune.Value) ? 0.36
                : "tfr-1/".Contains((char)rune.Value) ? 0.5
                : "mwMW@%".Contains((char)rune.Value) ? 0.98
                : Rune.IsUpper(rune) ? 0.7
                : rune.Value < 0x370 ? 0.62
                : rune.Value < 0x2000 ? 0.64
                : rune.Value < 0x2E80 ? 0.85
                : 1.05
            );
}

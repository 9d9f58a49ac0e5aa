using System.Buffers;
using System.Globalization;
using System.Text;

namespace Viva.Notebooks.Export.Formulas;

/// <summary>
/// Formulas as notebooks write them (the mathematics of LaTeX) turned into MathML Core: no script and no font is needed to show them, they
/// can be selected, and screen readers read them. The formula's source goes along as an annotation, so that it can be copied.
/// </summary>
public static class TexMath
{
    /// <summary>The <c>math</c> element of a formula.</summary>
    /// <param name="formula">Without its dollar signs.</param>
    /// <param name="display">Whether it stands on a line of its own.</param>
    /// <exception cref="TexException">It does not follow the grammar, or uses a command that is not known.</exception>
    public static string ToMathMl(string formula, bool display)
    {
        ArgumentNullException.ThrowIfNull(formula);
        for (var i = 0; i < formula.Length; i++)
        {
            if (Rune.DecodeFromUtf16(formula.AsSpan(i), out var rune, out var length) != OperationStatus.Done || !IsShown(rune))
            {
                throw new TexException(
                    i + 1,
                    string.Create(CultureInfo.InvariantCulture, $"the character U+{(int)formula[i]:X4} cannot be shown")
                );
            }

            i += length - 1;
        }

        var row = MathElement.Row(new TexParser(formula).Parse());
        var markup = new StringBuilder("<math xmlns=\"http://www.w3.org/1998/Math/MathML\"");
        if (display)
        {
            markup.Append(" display=\"block\"");
        }

        markup.Append("><semantics>");
        row.Write(markup);
        return markup
            .Append("<annotation encoding=\"application/x-tex\">")
            .Append(MathElement.Escape(formula.Trim()))
            .Append("</annotation></semantics></math>")
            .ToString();
    }

    // What XML and HTML take as text.
    private static bool IsShown(Rune rune) =>
        rune.Value is '\t' or '\n' or '\r'
        || !(Rune.IsControl(rune) || (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF);
}

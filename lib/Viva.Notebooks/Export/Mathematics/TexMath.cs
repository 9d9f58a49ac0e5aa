using System.Text;

namespace Viva.Notebooks.Export.Mathematics;

/// <summary>
/// Formulas as notebooks write them (the mathematics of LaTeX) turned into MathML Core: no script and no font is needed to show them, they can be
/// selected, and screen readers read them. The formula's source goes along as an annotation, so that it can be copied.
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
        var row = MathElement.Row(new TexParser(formula, display).Parse());
        var markup = new StringBuilder("<math xmlns=\"http://www.w3.org/1998/Math/MathML\"");
        if (display)
            markup.Append(" display=\"block\"");
        markup.Append("><semantics>");
        row.Write(markup);
        return markup.Append("<annotation encoding=\"application/x-tex\">").Append(MathElement.Escape(formula.Trim())).Append("</annotation></semantics></math>").ToString();
    }
}

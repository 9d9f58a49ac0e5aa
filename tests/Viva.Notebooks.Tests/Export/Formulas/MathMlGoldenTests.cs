using System.Text;

namespace Viva.Notebooks.Tests.Export.Formulas;

/// <summary>
/// Formulas and the MathML that they become, in <c>formulas.txt</c>: a line <c>$ formula</c>, under it the elements. Every expectation was
/// read against MathML Core and looked at in a browser. After a change that is meant, run with <c>VIVA_RENEW=1</c> and read the difference.
/// </summary>
public class MathMlGoldenTests
{
    [Fact]
    public void Every_formula_becomes_the_MathML_that_was_reviewed()
    {
        var file = TestFiles.At("Export/Formulas/formulas.txt");
        var expected = Read(file);
        Assert.True(expected.Count >= 120, $"{expected.Count} formulas");
        Assert.Equal(expected.Count, expected.Select(pair => pair.Formula).Distinct().Count());
        if (Environment.GetEnvironmentVariable("VIVA_RENEW") == "1")
        {
            File.WriteAllText(
                file,
                string.Join('\n', expected.Select(pair => $"$ {pair.Formula}\n{FormulaText.Of(FormulaText.Of(pair.Formula))}"))
            );
            return;
        }

        var differences = new StringBuilder();
        foreach (var (formula, elements) in expected)
        {
            var now = FormulaText.Of(FormulaText.Of(formula));
            if (now != elements)
            {
                differences.Append("$ ").Append(formula).Append('\n').Append(TestFiles.Difference(elements, now)).Append('\n');
            }
        }

        Assert.True(differences.Length == 0, $"- expected, + now; where the new form is right: VIVA_RENEW=1\n\n{differences}");
    }

    /// <summary>The formulas of the file with what is expected of them.</summary>
    internal static List<(string Formula, string Elements)> Read(string file)
    {
        var formulas = new List<(string Formula, string Elements)>();
        foreach (var line in File.ReadAllLines(file))
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal))
            {
                formulas.Add((line[2..], ""));
            }
            else if (line.Length > 0)
            {
                formulas[^1] = (formulas[^1].Formula, formulas[^1].Elements + line + "\n");
            }
        }

        return formulas;
    }
}

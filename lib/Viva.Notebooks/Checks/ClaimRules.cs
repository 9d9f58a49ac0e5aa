using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Viva.Notebooks.Checks;

/// <summary>The rules about what a notebook states and tests: claims of sections, checks of exercises.</summary>
internal static partial class ClaimRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("claims", "What a heading says is judged in every full run.", SectionsEndInClaims),
        new("hints", "A check that only says no teaches nothing.", ChecksHaveHints),
    ];

    private static IEnumerable<Fault> SectionsEndInClaims(NotebookOutline notebook)
    {
        foreach (var section in notebook.DepthSections)
        {
            // A deeper part at the end of a section of the core comes after its claim.
            var ending = section.Start.BeginsDeeper ? section.Code : section.Code.Intersect(notebook.Core);
            if (ending.LastOrDefault() is not { } last)
            {
                continue;
            }

            var claims = last.Code.Calls("Claim").Where(claim => claim.Name == "That").Select(claim => claim.Call).ToList();
            var heading = Plain(section.Claim);
            if (claims.Count == 0)
            {
                yield return new Fault(
                    last,
                    null,
                    $"The last code cell of '{section.Title}' makes no claim: end it with Claim.That(\"{heading}\", holds: ..., "
                        + "evidence: ...)."
                );
            }
            else if (!claims.Any(claim => SentenceOf(claim) is { } sentence && Plain(sentence) == heading))
            {
                yield return new Fault(
                    last,
                    last.Code.LineOf(claims[^1]),
                    $"Claim.That must state the section's heading, written out: \"{heading}\"."
                );
            }
        }
    }

    // The sentence, where it is written out, perhaps in parts that a + joins.
    private static string? SentenceOf(InvocationExpressionSyntax claim)
    {
        var arguments = claim.ArgumentList.Arguments;
        var sentence =
            arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.Text == "sentence") ?? arguments.FirstOrDefault();
        return TextOf(sentence?.Expression);

        static string? TextOf(ExpressionSyntax? expression) =>
            expression switch
            {
                LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => literal.Token.ValueText,
                BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum
                    when TextOf(sum.Left) is { } left && TextOf(sum.Right) is { } right => left + right,
                _ => null,
            };
    }

    // A heading or a sentence without what Markdown marks and without its full stop.
    private static string Plain(string text) => Marks().Replace(text, "").Trim().TrimEnd('.');

    private static IEnumerable<Fault> ChecksHaveHints(NotebookOutline notebook) =>
        from cell in notebook.CodeCells
        where cell.Cell.Tags.Contains("check")
        from check in cell.Code.Calls("Check")
        where !HasHint(check.Call, check.Name)
        select new Fault(cell, cell.Code.LineOf(check.Call), $"Check.{check.Name} has no hint: name the likeliest slip, hint: \"...\".");

    private static bool HasHint(InvocationExpressionSyntax call, string name)
    {
        // Where a hint stands that is not named.
        var place = name switch
        {
            "That" => 2,
            "Equal" => 3,
            _ => 4,
        };
        var arguments = call.ArgumentList.Arguments;
        var hint =
            arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.Text == "hint")
            ?? arguments.Skip(place).FirstOrDefault(argument => argument.NameColon is null);
        return hint is not null && hint.Expression is not LiteralExpressionSyntax { Token.ValueText: "" };
    }

    [GeneratedRegex(@"[*`$\\]")]
    private static partial Regex Marks();
}

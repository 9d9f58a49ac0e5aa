using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Viva.Notebooks.Documents;

namespace Viva.Notebooks.Analysis;

/// <summary>
/// Finds cells that nest so deeply that reading them would exhaust the stack, which nothing can catch: the compiler does not guard
/// all of its recursion, and walking what it made has no guard at all.
/// </summary>
internal static class CellDepth
{
    /// <summary>
    /// Nobody nests this many brackets; the compiler, on a thread of the usual size, takes several times as many.
    /// </summary>
    private const int MaxBrackets = 250;

    /// <summary>
    /// With this many characters that may be brackets, those in strings and comments included, even the lexer
    /// must not look: it recurses into interpolated strings.
    /// </summary>
    private const int MaxCharacters = 2_000;

    /// <summary>
    /// With this many levels of syntax, such as the links of a chain of calls or of else if, resolving the names takes minutes.
    /// </summary>
    private const int MaxLevels = 1_000;

    /// <summary>What to do about such a cell.</summary>
    public const string NextStep = "Move the inner parts into variables or cells of their own";

    /// <summary>What is wrong with such code.</summary>
    public static readonly string CodeProblem = $"the code nests more than {MaxBrackets} brackets";

    /// <summary>The line, from 1, in which C# nests too deeply; null where it does not.</summary>
    public static int? LineOf(string code)
    {
        if (Reach(code, MaxCharacters) is { } character)
        {
            return Line(code, character);
        }

        int brackets = 0,
            angles = 0;
        foreach (var token in SyntaxFactory.ParseTokens(code, options: CellAnalysis.Parse))
        {
            switch (token.Kind())
            {
                case SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken or SyntaxKind.OpenBraceToken:
                    brackets++;
                    break;
                case SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.CloseBraceToken:
                    brackets--;
                    break;
                case SyntaxKind.LessThanToken:
                    angles++;
                    break;
                case SyntaxKind.GreaterThanToken:
                    angles--;
                    break;
                case SyntaxKind.SemicolonToken:
                    angles = 0; // They were comparisons.
                    break;
            }
            // An interpolated string is one token to the lexer, and code to the parser.
            var left = MaxBrackets - brackets - angles;
            if (left < 0 || (token.IsKind(SyntaxKind.InterpolatedStringToken) && Reach(token.Text, left) is not null))
            {
                return Line(code, token.SpanStart);
            }
        }
        return null;
    }

    /// <summary>Where more than <paramref name="max"/> brackets are open, wherever they are; null where that never happens.</summary>
    private static int? Reach(string text, int max)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is ('(' or '[' or '{') && ++depth > max)
            {
                return i;
            }

            if (text[i] is (')' or ']' or '}') && depth > 0)
            {
                depth--;
            }
        }
        return null;
    }

    private static int Line(string code, int position) => 1 + code.AsSpan(0, position).Count('\n');

    /// <summary>Whether the names in the code can be resolved quickly.</summary>
    public static bool IsQuick(SyntaxNode root)
    {
        var left = new Stack<(SyntaxNode Node, int Level)>([(root, 1)]);
        while (left.TryPop(out var next))
        {
            if (next.Level > MaxLevels)
            {
                return false;
            }

            foreach (var child in next.Node.ChildNodes())
            {
                left.Push((child, next.Level + 1));
            }
        }
        return true;
    }

    /// <summary>A fault for each cell of a notebook that nests too deeply.</summary>
    public static IEnumerable<NotebookException> Find(NotebookDocument document)
    {
        foreach (var (cell, i) in document.Cells.Select((cell, i) => (cell, i)))
        {
            if (cell.Kind == CellKind.Code && LineOf(cell.Source) is { } line)
            {
                yield return new NotebookException(CodeProblem, NextStep, document.File, line, cell: i + 1);
            }
            else if (cell.Kind == CellKind.Markdown && MarkdownFault(cell.Source) is { } fault)
            {
                yield return new NotebookException(fault.Problem, fault.NextStep, document.File, cell: i + 1, innerException: fault);
            }
        }
    }

    private static NotebookException? MarkdownFault(string text)
    {
        try
        {
            Markdown.Parse(text);
            return null;
        }
        catch (NotebookException exception)
        {
            return exception;
        }
    }
}

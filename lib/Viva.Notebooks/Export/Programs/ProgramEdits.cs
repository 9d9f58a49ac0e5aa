using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Viva.Notebooks.Export.Programs;

/// <summary>The places where a cell's text changes on its way into a program; all else stays as its author wrote it.</summary>
internal sealed class ProgramEdits
{
    private readonly ProgramCell _cell;
    private readonly ProgramNames _names;
    private readonly string _text;
    private readonly SortedDictionary<(int Start, int Order), (int End, string Text)> _changes = [];

    public ProgramEdits(ProgramCell cell, ProgramNames names)
    {
        (_cell, _names, _text) = (cell, names, cell.Root.ToFullString());
        foreach (var node in cell.Root.DescendantNodes())
        {
            if (node is SimpleNameSyntax name)
            {
                Refer(name);
            }
            else if (DeclaredName(node) is { } token && names.Of(cell.Declared(node)) is { } renamed)
            {
                Replace(token.Span, renamed);
            }
        }
    }

    /// <summary>Changes a stretch of the text.</summary>
    public void Replace(TextSpan span, string text) => _changes[(span.Start, span.IsEmpty ? 0 : 1)] = (span.End, text);

    /// <summary>Removes a keyword with the blank after it.</summary>
    public void Remove(SyntaxToken token) => Replace(TextSpan.FromBounds(token.SpanStart, token.GetNextToken().SpanStart), "");

    /// <summary>A stretch of the text with its changes.</summary>
    public string Apply(TextSpan span)
    {
        var result = new StringBuilder();
        var at = span.Start;
        foreach (var ((start, _), (end, text)) in _changes)
        {
            // What stands inside a replaced stretch is gone with it.
            if (start < at || start >= span.End)
            {
                continue;
            }

            result.Append(_text, at, start - at).Append(text);
            at = end;
        }

        return result.Append(_text, at, span.End - at).ToString();
    }

    private void Refer(SimpleNameSyntax name)
    {
        var symbol = _cell.Meaning(name);
        var old = name.Identifier.ValueText;
        var renamed = _names.Of(symbol);
        if (symbol is IMethodSymbol { IsExtensionMethod: true } && ProgramCell.IsOfCell(symbol) && !IsAfterDot(name))
        {
            Replace(new TextSpan(name.SpanStart, 0), "Extensions.");
        }

        if (renamed is null || old == renamed)
        {
            return;
        }

        if (
            name.Parent is ArgumentSyntax
            {
                Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } call
            }
        )
        {
            Replace(call.Span, $"\"{old}\"");
            return;
        }

        // Where the name of a variable names a member too, the member keeps it.
        if (name.Parent is AnonymousObjectMemberDeclaratorSyntax { NameEquals: null })
        {
            renamed = $"{old} = {renamed}";
        }
        else if (name.Parent is ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax tuple } && !IsTarget(tuple))
        {
            renamed = $"{old}: {renamed}";
        }

        Replace(name.Identifier.Span, renamed);
    }

    private static bool IsAfterDot(SimpleNameSyntax name) =>
        name.Parent is MemberBindingExpressionSyntax || (name.Parent is MemberAccessExpressionSyntax member && member.Name == name);

    private static bool IsTarget(TupleExpressionSyntax tuple) =>
        tuple.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == tuple,
            ForEachVariableStatementSyntax each => each.Variable == tuple,
            ArgumentSyntax { Parent: TupleExpressionSyntax outer } => IsTarget(outer),
            _ => false,
        };

    private static SyntaxToken? DeclaredName(SyntaxNode node) =>
        node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier,
            DelegateDeclarationSyntax type => type.Identifier,
            ConstructorDeclarationSyntax constructor => constructor.Identifier,
            DestructorDeclarationSyntax destructor => destructor.Identifier,
            MethodDeclarationSyntax method => method.Identifier,
            LocalFunctionStatementSyntax function => function.Identifier,
            VariableDeclaratorSyntax variable => variable.Identifier,
            SingleVariableDesignationSyntax variable => variable.Identifier,
            ForEachStatementSyntax each => each.Identifier,
            CatchDeclarationSyntax caught => caught.Identifier,
            FromClauseSyntax clause => clause.Identifier,
            LetClauseSyntax clause => clause.Identifier,
            JoinClauseSyntax clause => clause.Identifier,
            JoinIntoClauseSyntax clause => clause.Identifier,
            QueryContinuationSyntax clause => clause.Identifier,
            _ => null,
        };
}

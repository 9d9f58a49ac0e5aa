using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Viva.Notebooks.Export.Programs;

/// <summary>A code cell as a link in the chain of script submissions, with what its names mean there.</summary>
/// <param name="Number">The number of the notebook's cell, from 1.</param>
/// <param name="Id">The cell's id.</param>
/// <param name="Model">What its names mean.</param>
internal sealed record ProgramCell(int Number, string Id, SemanticModel Model)
{
    /// <summary>The cell's syntax.</summary>
    public CompilationUnitSyntax Root { get; } = (CompilationUnitSyntax)Model.SyntaxTree.GetRoot();

    /// <summary>What a name stands for; null for what has no declaration.</summary>
    public ISymbol? Meaning(SyntaxNode name)
    {
        var found = Model.GetSymbolInfo(name);
        return Whole(found.Symbol ?? found.CandidateSymbols.FirstOrDefault());
    }

    /// <summary>What a node declares; a constructor stands for its type.</summary>
    public ISymbol? Declared(SyntaxNode node) => Whole(Model.GetDeclaredSymbol(node));

    /// <summary>True for the variables, methods and types that a cell declares for all cells after it.</summary>
    public static bool IsOfCell(ISymbol? symbol) =>
        symbol is IFieldSymbol or IMethodSymbol or INamedTypeSymbol && symbol.ContainingType is { IsScriptClass: true };

    /// <summary>The expression with which the cell ends, without a semicolon, and so shows.</summary>
    public ExpressionSyntax? Trailing =>
        Root.Members.LastOrDefault()
            is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }
            ? last.Expression
            : null;

    /// <summary>True inside a type that the cell declares.</summary>
    public static bool IsInType(SyntaxNode node) =>
        node.Ancestors().Any(outer => outer is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    private static ISymbol? Whole(ISymbol? symbol) =>
        symbol switch
        {
            IMethodSymbol { ReducedFrom: { } extension } => extension.OriginalDefinition,
            IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor or MethodKind.Destructor } member => member
                .ContainingType
                .OriginalDefinition,
            IAliasSymbol alias => alias.Target.OriginalDefinition,
            _ => symbol?.OriginalDefinition,
        };
}

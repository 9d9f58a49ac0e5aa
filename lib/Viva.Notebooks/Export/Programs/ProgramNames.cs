using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Viva.Notebooks.Export.Programs;

/// <summary>
/// Gives everything that cells declare a name that is its own in one program. In a notebook a later cell may declare a name again, and a
/// name may mean a method of a library until a cell declares a variable of that name; in a program both are errors, so the later
/// declaration gets a number: <c>table</c>, <c>table2</c>.
/// </summary>
internal sealed class ProgramNames
{
    private readonly Dictionary<(SyntaxTree Tree, int Start, string Name), string> _renamed = [];
    private readonly HashSet<string> _words;

    /// <param name="cells">The cells in the order in which they run.</param>
    /// <param name="isMember">Whether a variable or method becomes a member of the program instead of a local.</param>
    /// <param name="reserved">Names that the program itself uses.</param>
    public ProgramNames(IReadOnlyList<ProgramCell> cells, Predicate<ISymbol> isMember, IEnumerable<string> reserved)
    {
        _words =
        [
            .. cells
                .SelectMany(cell => cell.Root.DescendantTokens())
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
                .Select(token => token.ValueText),
        ];
        var (inStatements, everywhere) = Foreign(cells);
        inStatements.UnionWith(reserved);
        everywhere.UnionWith(reserved);

        var taken = new HashSet<string>();
        var locals = new HashSet<string>();
        foreach (var symbol in cells.SelectMany(Declarations))
        {
            var isLocal = symbol is not INamedTypeSymbol && !isMember(symbol);
            var name = symbol.Name;
            if (taken.Contains(name) || (isLocal ? inStatements : everywhere).Contains(name))
            {
                name = Rename(symbol);
            }

            taken.Add(name);
            if (isLocal)
            {
                locals.Add(name);
            }
        }

        // What a block declares must not have the name of a local around it; a function inside may use it again.
        foreach (var cell in cells)
        {
            foreach (var node in cell.Root.DescendantNodes())
            {
                var isRange =
                    node is FromClauseSyntax or LetClauseSyntax or JoinClauseSyntax or JoinIntoClauseSyntax or QueryContinuationSyntax;
                if (
                    (
                        isRange
                        || node
                            is VariableDeclaratorSyntax
                                or SingleVariableDesignationSyntax
                                or ForEachStatementSyntax
                                or CatchDeclarationSyntax
                                or LocalFunctionStatementSyntax
                    )
                    && cell.Declared(node) is { } symbol
                    && !ProgramCell.IsOfCell(symbol)
                    && symbol is ILocalSymbol or IRangeVariableSymbol or IMethodSymbol
                    && locals.Contains(symbol.Name)
                    && !ProgramCell.IsInType(node)
                    && (isRange || !IsInFunction(node))
                )
                {
                    Rename(symbol);
                }
            }
        }
    }

    /// <summary>The name of a symbol in the program, or null when it keeps its own.</summary>
    public string? Of(ISymbol? symbol) => symbol is not null && Place(symbol) is { } place ? _renamed.GetValueOrDefault(place) : null;

    /// <summary>What a cell declares for later cells, in its order.</summary>
    public static IEnumerable<ISymbol> Declarations(ProgramCell cell) =>
        cell
            .Root.DescendantNodes()
            .Where(node => node is MemberDeclarationSyntax or VariableDeclaratorSyntax or SingleVariableDesignationSyntax)
            .Select(cell.Declared)
            .Where(ProgramCell.IsOfCell)
            .OfType<ISymbol>()
            .DistinctBy(Place);

    private static (SyntaxTree, int, string)? Place(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.FirstOrDefault() is { } declared ? (declared.SyntaxTree, declared.Span.Start, symbol.Name) : null;

    private string Rename(ISymbol symbol)
    {
        var stem = char.IsDigit(symbol.Name[^1]) ? symbol.Name + "_" : symbol.Name;
        var number = 2;
        while (!_words.Add(stem + number.ToString(CultureInfo.InvariantCulture)))
        {
            number++;
        }

        return _renamed[Place(symbol)!.Value] = stem + number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The words that somewhere mean something that no cell declares: in statements, and anywhere.</summary>
    private static (HashSet<string> InStatements, HashSet<string> Everywhere) Foreign(IReadOnlyList<ProgramCell> cells)
    {
        var (inStatements, everywhere) = (new HashSet<string>(), new HashSet<string>());
        foreach (var cell in cells)
        {
            foreach (var name in cell.Root.DescendantNodes().OfType<SimpleNameSyntax>().Where(IsLookedUp))
            {
                if (
                    cell.Meaning(name) is not { } symbol
                    || ProgramCell.IsOfCell(symbol)
                    || symbol
                        is ILocalSymbol
                            or IParameterSymbol
                            or IRangeVariableSymbol
                            or ITypeParameterSymbol
                            or IMethodSymbol { MethodKind: MethodKind.LocalFunction }
                )
                {
                    continue;
                }

                everywhere.Add(name.Identifier.ValueText);
                if (!ProgramCell.IsInType(name))
                {
                    inStatements.Add(name.Identifier.ValueText);
                }
            }
        }

        return (inStatements, everywhere);
    }

    /// <summary>False for names that are looked up in something else, such as a member after a dot.</summary>
    private static bool IsLookedUp(SimpleNameSyntax name) =>
        name.Parent switch
        {
            MemberAccessExpressionSyntax member => member.Expression == name,
            QualifiedNameSyntax qualified => qualified.Left == name,
            MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or UsingDirectiveSyntax => false,
            AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left != name,
            _ => true,
        };

    private static bool IsInFunction(SyntaxNode node) =>
        node.Ancestors()
            .Any(outer => outer is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax);
}

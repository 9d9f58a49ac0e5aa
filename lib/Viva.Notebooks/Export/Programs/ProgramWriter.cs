using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Viva.Notebooks.Export.Programs;

/// <summary>
/// Writes cells one after another as top-level statements. Variables and methods stay where they are, as locals and local functions; types,
/// and what types use, are gathered at the end, where C# requires them.
/// </summary>
internal sealed class ProgramWriter
{
    private readonly List<ProgramCell> _cells;
    private readonly HashSet<ISymbol> _members;
    private readonly ProgramNames _names;
    private readonly StringBuilder _body = new();
    private readonly StringBuilder _types = new();
    private readonly StringBuilder _program = new();
    private readonly StringBuilder _extensions = new();
    private readonly List<(int Line, int Part, ProgramCell Cell)> _places = [];
    private readonly SortedSet<string> _usings = new(UsingOrder);
    private readonly bool _isUnsafe;

    /// <param name="cells">The cells in the order in which they run.</param>
    public ProgramWriter(List<ProgramCell> cells)
    {
        _cells = cells;
        _members = Members(cells);
        _names = new ProgramNames(
            cells,
            symbol => _members.Contains(symbol) || IsExtension(symbol),
            ["args", "Program", "Extensions", "Show"]
        );
        _isUnsafe = cells.Any(cell => cell.Root.DescendantTokens().Any(token => token.IsKind(SyntaxKind.UnsafeKeyword)));
        _usings.Add("using Viva.Display;");
    }

    /// <summary>Adds text as a comment.</summary>
    public void Comment(string markdown) => Block(CommentText.Of(markdown));

    /// <summary>Adds a line such as that of a region.</summary>
    public void Line(string line) => Block(line + "\n");

    /// <summary>Adds a cell.</summary>
    public void Cell(ProgramCell cell)
    {
        var edits = new ProgramEdits(cell, _names);
        foreach (var directive in cell.Root.Usings)
        {
            _usings.Add(directive.NormalizeWhitespace().ToString());
        }

        var code = new StringBuilder();
        foreach (var member in InOrder(cell))
        {
            Member(code, cell, edits, member);
        }

        code.Append(edits.Apply(cell.Root.EndOfFileToken.FullSpan));
        var text = code.ToString().Trim('\n');
        if (text.Length == 0)
        {
            return;
        }

        Blank(_body);
        _places.Add((Lines(_body), 0, cell));
        _body.Append(text).Append('\n');
    }

    /// <summary>The program, and for each of its lines the cell from which it comes.</summary>
    /// <param name="header">Comments and directives at its start.</param>
    public (string Text, Func<int, ProgramCell?> CellAt) Finish(string header)
    {
        var text = new StringBuilder(header);
        if (_isUnsafe)
        {
            text.Append("#:property AllowUnsafeBlocks=true\n");
        }

        text.Append('\n');
        if (_program.Length > 0)
        {
            _usings.Add("using static Program;");
        }

        foreach (var line in _usings)
        {
            text.Append(line).Append('\n');
        }

        text.Append('\n');
        var starts = new int[2];
        starts[0] = Lines(text);
        text.Append(_body);
        if (_types.Length > 0)
        {
            text.Append("\n// Types come after the statements, as C# requires.\n\n");
            starts[1] = Lines(text);
            text.Append(_types);
        }

        if (_program.Length > 0)
        {
            text.Append("\n// What the types use of the cells' variables and methods.\npartial class Program\n{\n")
                .Append(_program)
                .Append("}\n");
        }

        if (_extensions.Length > 0)
        {
            text.Append("\nstatic class Extensions\n{\n").Append(_extensions).Append("}\n");
        }

        var places = _places.Select(place => (Line: place.Line + starts[place.Part], place.Cell)).OrderBy(place => place.Line).ToList();
        return (text.ToString(), line => places.LastOrDefault(place => place.Line <= line).Cell);
    }

    /// <summary>The cell's members; a method that uses variables declared below it comes after them, as a local function has to.</summary>
    private static List<MemberDeclarationSyntax> InOrder(ProgramCell cell)
    {
        var members = cell.Root.Members.ToList();
        foreach (var method in cell.Root.Members.OfType<MethodDeclarationSyntax>())
        {
            var last = method
                .DescendantNodes()
                .OfType<IdentifierNameSyntax>()
                .Select(cell.Meaning)
                .OfType<IFieldSymbol>()
                .Where(ProgramCell.IsOfCell)
                .Select(used => used.DeclaringSyntaxReferences[0])
                .Where(declared => declared.SyntaxTree == cell.Root.SyntaxTree && declared.Span.Start > method.Span.End)
                .Select(declared => members.FindIndex(member => member.Span.Contains(declared.Span)))
                .DefaultIfEmpty(-1)
                .Max();
            if (last < 0)
            {
                continue;
            }

            members.Insert(last + 1, method);
            members.Remove(method);
        }

        return members;
    }

    private void Member(StringBuilder code, ProgramCell cell, ProgramEdits edits, MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }:
                var isVoid = cell.Model.GetTypeInfo(last.Expression).Type is { SpecialType: SpecialType.System_Void };
                code.Append(edits.Apply(TextSpan.FromBounds(member.FullSpan.Start, last.Expression.SpanStart)))
                    .Append(isVoid ? "" : "Show.Value(")
                    .Append(edits.Apply(last.Expression.Span))
                    .Append(isVoid ? ";" : ");")
                    .Append(edits.Apply(TextSpan.FromBounds(last.Expression.Span.End, member.FullSpan.End)));
                break;
            case GlobalStatementSyntax:
                code.Append(edits.Apply(member.FullSpan));
                break;
            case FieldDeclarationSyntax field:
                Variable(code, cell, edits, field);
                break;
            case MethodDeclarationSyntax method:
                Method(code, cell, edits, method);
                break;
            case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                Modifiers(
                    edits,
                    member.Modifiers,
                    SyntaxKind.PublicKeyword,
                    SyntaxKind.PrivateKeyword,
                    SyntaxKind.ProtectedKeyword,
                    SyntaxKind.InternalKeyword
                );
                Blank(_types);
                _places.Add((Lines(_types), 1, cell));
                Moved(code, _types, edits.Apply(member.FullSpan), "", Label(member, _names.Of(cell.Declared(member))));
                break;
            default:
                throw new ProgramException(cell, $"it declares '{FirstLine(member)}' outside a type, which a program cannot do");
        }
    }

    private void Variable(StringBuilder code, ProgramCell cell, ProgramEdits edits, FieldDeclarationSyntax field)
    {
        var isConstant = field.Modifiers.Any(SyntaxKind.ConstKeyword);
        var isMember = field.Declaration.Variables.Any(variable => cell.Declared(variable) is { } symbol && _members.Contains(symbol));
        Modifiers(
            edits,
            field.Modifiers,
            SyntaxKind.PublicKeyword,
            SyntaxKind.PrivateKeyword,
            SyntaxKind.ProtectedKeyword,
            SyntaxKind.InternalKeyword,
            SyntaxKind.ReadOnlyKeyword,
            SyntaxKind.StaticKeyword
        );
        if (isMember && isConstant)
        {
            var names = field.Declaration.Variables.Select(variable => _names.Of(cell.Declared(variable)) ?? variable.Identifier.ValueText);
            Moved(code, _program, edits.Apply(field.FullSpan), "internal ", $"const {string.Join(", ", names)}");
            return;
        }

        if (isMember)
        {
            // Declared in the program, set here: the order of what happens stays.
            var type = edits.Apply(field.Declaration.Type.Span);
            var leading = edits.Apply(TextSpan.FromBounds(field.FullSpan.Start, field.SpanStart));
            foreach (var variable in field.Declaration.Variables)
            {
                var name = _names.Of(cell.Declared(variable)) ?? variable.Identifier.ValueText;
                _program.Append("    internal static ").Append(type).Append(' ').Append(name).Append(";\n");
                if (variable.Initializer is { } value)
                {
                    code.Append(leading).Append(name).Append(' ').Append(edits.Apply(value.Span)).Append(";\n");
                }

                leading = "";
            }

            return;
        }

        foreach (var variable in field.Declaration.Variables)
        {
            // A field starts as its type's default, and may be used in the expression that sets it; a local does neither.
            if (variable.Initializer is null)
            {
                edits.Replace(new TextSpan(variable.Span.End, 0), " = default");
            }
            else if (
                variable
                    .Initializer.DescendantNodes()
                    .OfType<IdentifierNameSyntax>()
                    .Any(name => SymbolEqualityComparer.Default.Equals(cell.Meaning(name), cell.Declared(variable)))
            )
            {
                edits.Replace(
                    new TextSpan(variable.Initializer.SpanStart, 0),
                    $"= default; {_names.Of(cell.Declared(variable)) ?? variable.Identifier.ValueText} "
                );
            }
        }

        code.Append(edits.Apply(field.FullSpan));
    }

    private void Method(StringBuilder code, ProgramCell cell, ProgramEdits edits, MethodDeclarationSyntax method)
    {
        var symbol = cell.Declared(method)!;
        var name = _names.Of(symbol) ?? method.Identifier.ValueText;
        Modifiers(
            edits,
            method.Modifiers,
            SyntaxKind.PublicKeyword,
            SyntaxKind.PrivateKeyword,
            SyntaxKind.ProtectedKeyword,
            SyntaxKind.InternalKeyword,
            SyntaxKind.StaticKeyword
        );
        if (IsExtension(symbol))
        {
            Moved(code, _extensions, edits.Apply(method.FullSpan), "internal static ", name);
        }
        else if (_members.Contains(symbol))
        {
            Moved(code, _program, edits.Apply(method.FullSpan), "internal static ", name);
        }
        else
        {
            code.Append(edits.Apply(method.FullSpan));
        }
    }

    /// <summary>Puts a declaration, with the comments before it, elsewhere, and a line in its place that says so.</summary>
    private static void Moved(StringBuilder code, StringBuilder to, string text, string modifiers, string name)
    {
        var lines = text.Trim('\n', '\r', ' ').Split('\n');
        var first = Array.FindIndex(
            lines,
            line => line.Trim() is { Length: > 0 } trimmed && !trimmed.StartsWith("//", StringComparison.Ordinal)
        );
        lines[first] = modifiers + lines[first];
        var isWhole = modifiers.Length == 0;
        // A string over several lines must not be indented.
        var isPlain = !text.Contains("\"\"\"", StringComparison.Ordinal) && !text.Contains("@\"", StringComparison.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            to.Append(!isWhole && (isPlain || i <= first) && lines[i].Length > 0 ? "    " : "").Append(lines[i]).Append('\n');
        }

        code.Append('\n', text.Length - text.TrimStart('\n').Length).Append("// ").Append(name).Append(": at the end of this file.\n");
    }

    private static void Modifiers(ProgramEdits edits, SyntaxTokenList modifiers, params ReadOnlySpan<SyntaxKind> removed)
    {
        foreach (var modifier in modifiers)
        {
            if (removed.Contains(modifier.Kind()))
            {
                edits.Remove(modifier);
            }
        }
    }

    /// <summary>The variables and methods that types and extension methods use, and what these use in turn.</summary>
    private static HashSet<ISymbol> Members(List<ProgramCell> cells)
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        bool more;
        do
        {
            more = false;
            foreach (var cell in cells)
            {
                foreach (var member in cell.Root.Members)
                {
                    var isOutside =
                        member is BaseTypeDeclarationSyntax
                        || member is MethodDeclarationSyntax method
                            && cell.Declared(method) is { } symbol
                            && (IsExtension(symbol) || found.Contains(symbol))
                        || member is FieldDeclarationSyntax field
                            && field.Modifiers.Any(SyntaxKind.ConstKeyword)
                            && field.Declaration.Variables.Any(variable =>
                                cell.Declared(variable) is { } constant && found.Contains(constant)
                            );
                    if (!isOutside)
                    {
                        continue;
                    }

                    foreach (var name in member.DescendantNodes().OfType<SimpleNameSyntax>())
                    {
                        if (
                            cell.Meaning(name) is { } used
                            && ProgramCell.IsOfCell(used)
                            && used is not INamedTypeSymbol
                            && !IsExtension(used)
                        )
                        {
                            more |= found.Add(used);
                        }
                    }
                }
            }
        } while (more);
        return found;
    }

    private static bool IsExtension(ISymbol symbol) => symbol is IMethodSymbol { IsExtensionMethod: true };

    private static string Label(MemberDeclarationSyntax member, string? renamed) =>
        member switch
        {
            RecordDeclarationSyntax type => $"record {renamed ?? type.Identifier.ValueText}",
            TypeDeclarationSyntax type => $"{type.Keyword.ValueText} {renamed ?? type.Identifier.ValueText}",
            EnumDeclarationSyntax type => $"enum {renamed ?? type.Identifier.ValueText}",
            DelegateDeclarationSyntax type => $"delegate {renamed ?? type.Identifier.ValueText}",
            _ => FirstLine(member),
        };

    private static string FirstLine(SyntaxNode node) => node.ToString().Split('\n')[0].Trim();

    private void Block(string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        Blank(_body);
        _body.Append(text);
    }

    private static void Blank(StringBuilder text)
    {
        if (text.Length > 0)
        {
            text.Append('\n');
        }
    }

    private static int Lines(StringBuilder text)
    {
        var lines = 0;
        foreach (var chunk in text.GetChunks())
        {
            lines += chunk.Span.Count('\n');
        }

        return lines;
    }

    /// <summary>Plain usings first, then static ones, then names for types.</summary>
    private static readonly IComparer<string> UsingOrder = Comparer<string>.Create(
        (left, right) => Rank(left) == Rank(right) ? string.CompareOrdinal(left.TrimEnd(';'), right.TrimEnd(';')) : Rank(left) - Rank(right)
    );

    private static int Rank(string directive) =>
        directive.Contains('=', StringComparison.Ordinal) ? 3
        : directive.StartsWith("using static ", StringComparison.Ordinal) ? 2
        : directive.StartsWith("using System", StringComparison.Ordinal) ? 0
        : 1;
}

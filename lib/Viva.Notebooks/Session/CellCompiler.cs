using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Viva.Notebooks.Session;

/// <summary>
/// Compiles cells to a chain of script submissions: each sees the variables, types and usings of those before it. A submission is a
/// class whose instance holds the cell's variables; its factory runs the cell's statements.
/// </summary>
internal sealed class CellCompiler(string folder, SessionAssemblies assemblies)
{
    // Optimised code, since training loops run in cells; the symbols still give line numbers.
    private readonly CSharpCompilationOptions _options = new(
        Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,
        metadataReferenceResolver: new ReferenceResolver(folder, assemblies),
        assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);

    /// <summary>The language of cells: C# 14 as script.</summary>
    internal static readonly CSharpParseOptions Parse = new(LanguageVersion.CSharp14, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>Code with symbols, for line numbers.</summary>
    internal static readonly EmitOptions Emit = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private CSharpCompilation? _previous;
    private int _count;

    /// <summary>How many cells have been compiled.</summary>
    public int Count => _count;

    /// <summary>Compiles and loads <paramref name="code"/>; errors come back as they are, and then nothing has changed.</summary>
    public CompiledCell Compile(string code, string name, CancellationToken cancellation)
    {
        var (compilation, tree) = Create(code, name, _previous, cancellation);
        // Without a statement or a declaration there is nothing to run, but usings and references count for the cells that follow.
        if (((CompilationUnitSyntax)tree.GetRoot(cancellation)).Members.Count == 0)
        {
            var errors = Errors(compilation.GetDiagnostics(cancellation));
            if (errors.IsEmpty) _previous = compilation;
            return new CompiledCell(null, () => false, errors);
        }

        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(image, symbols, options: Emit, cancellationToken: cancellation);
        if (!result.Success) return new CompiledCell(null, () => false, Errors(result.Diagnostics));

        var entry = compilation.GetEntryPoint(cancellation)!;
        image.Position = symbols.Position = 0;
        var loaded = assemblies.Load(compilation.AssemblyName!, image, symbols);
        var factory = loaded.GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
        _previous = compilation;
        _count++;
        return new CompiledCell(factory, () => HasValue(compilation, tree), []);
    }

    /// <summary>
    /// What the names of <paramref name="code"/> mean, without running anything. The next cell sees what this one declares, as far as it is
    /// understood.
    /// </summary>
    public SemanticModel Analyse(string code, string name, CancellationToken cancellation)
    {
        var (alone, tree) = Create(code, name, previous: null, cancellation);
        // Joined afterwards: the compiler would first look through all that precedes for errors, which takes longer than all the rest.
        _previous = alone.WithScriptCompilationInfo(alone.ScriptCompilationInfo!.WithPreviousScriptCompilation(_previous));
        _count++;
        return _previous.GetSemanticModel(tree);
    }

    private (CSharpCompilation Compilation, SyntaxTree Tree) Create(string code, string name, CSharpCompilation? previous, CancellationToken cancellation)
    {
        var tree = SyntaxFactory.ParseSyntaxTree(SourceText.From(code, Encoding.UTF8), Parse, name, cancellation);
        var options = _options.WithScriptClassName($"Submission#{_count}");
        return (CSharpCompilation.CreateScriptCompilation($"cell-{_count}", tree, FrameworkReferences.All, options, previous, typeof(object)), tree);
    }

    private static ImmutableArray<Diagnostic> Errors(ImmutableArray<Diagnostic> diagnostics) =>
        [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    /// <summary>True when the cell ends with an expression whose value is to be shown, even when that value is null.</summary>
    private static bool HasValue(CSharpCompilation compilation, SyntaxTree tree)
    {
        if (((CompilationUnitSyntax)tree.GetRoot()).Members.LastOrDefault() is not GlobalStatementSyntax
            {
                Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement,
            })
        {
            return false;
        }
        return compilation.GetSemanticModel(tree).GetTypeInfo(statement.Expression).Type is not { SpecialType: SpecialType.System_Void };
    }
}

/// <summary>
/// A compiled cell: its factory, null when there is nothing to run, and how to find out whether it ends with a value; or the errors that
/// kept it from compiling.
/// </summary>
internal sealed record CompiledCell(Func<object?[], Task<object?>>? Factory, Func<bool> HasValue, ImmutableArray<Diagnostic> Errors);

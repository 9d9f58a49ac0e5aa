using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Microsoft.DotNet.Interactive.Formatting;
using InteractiveKernel = Microsoft.DotNet.Interactive.Kernel;

namespace Viva.Notebooks.Analysis;

/// <summary>
/// Understands the cells of a notebook as the kernel does, as a chain of script submissions of which each sees the variables, types and
/// usings of those before it, without running any.
/// </summary>
internal sealed class CellAnalysis(string folder, CodeReferences references)
{
    /// <summary>The language of cells: C# 14 as script.</summary>
    internal static readonly CSharpParseOptions Parse = new(LanguageVersion.CSharp14, DocumentationMode.None, SourceCodeKind.Script);

    private readonly CSharpCompilationOptions _options = new(
        OutputKind.DynamicallyLinkedLibrary,
        usings:
        [
            "System",
            "System.Text",
            "System.Collections",
            "System.Collections.Generic",
            "System.Threading.Tasks",
            "System.Linq",
            typeof(InteractiveKernel).FullName!,
        ],
        allowUnsafe: true,
        metadataReferenceResolver: new ReferenceResolver(folder, references),
        assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default
    );

    private static readonly IReadOnlyList<MetadataReference> Always =
    [
        .. FrameworkReferences.All,
        FrameworkReferences.Reference(typeof(InteractiveKernel).Assembly.Location),
        FrameworkReferences.Reference(typeof(Formatter).Assembly.Location),
    ];

    private CSharpCompilation? _previous;
    private int _count;

    /// <summary>
    /// What the names of <paramref name="code"/> mean. The next cell sees what this one declares, as far as it is understood.
    /// </summary>
    public SemanticModel Analyse(string code, string name, CancellationToken cancellation)
    {
        var tree = SyntaxFactory.ParseSyntaxTree(SourceText.From(code, Encoding.UTF8), Parse, name, cancellation);
        var alone = CSharpCompilation.CreateScriptCompilation(
            $"cell-{_count}",
            tree,
            Always,
            _options.WithScriptClassName($"Submission#{_count}"),
            null,
            typeof(object)
        );
        // Joined afterwards: otherwise the compiler would first check everything before it for errors, which takes longer than all
        // the rest.
        _previous = alone.WithScriptCompilationInfo(alone.ScriptCompilationInfo!.WithPreviousScriptCompilation(_previous));
        _count++;
        return _previous.GetSemanticModel(tree);
    }
}

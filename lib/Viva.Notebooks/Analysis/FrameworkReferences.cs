using System.Collections.Frozen;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace Viva.Notebooks.Analysis;

/// <summary>The assemblies of the shared framework, which every cell can use without <c>#r</c>.</summary>
internal static class FrameworkReferences
{
    private static readonly FrozenDictionary<string, string> Paths = FindPaths();

    private static readonly Lazy<MetadataReference[]> References = new(() => [.. Paths.Values.Select(Reference)]);

    /// <summary>A reference to each assembly.</summary>
    public static IReadOnlyList<MetadataReference> All => References.Value;

    /// <summary>A reference to a file. Only its metadata is held in memory, a fraction of the file.</summary>
    public static PortableExecutableReference Reference(string path)
    {
        using var file = File.OpenRead(path);
        return AssemblyMetadata
            .Create(ModuleMetadata.CreateFromStream(file, PEStreamOptions.PrefetchMetadata))
            .GetReference(filePath: path);
    }

    /// <summary>True when <paramref name="name"/> belongs to the framework.</summary>
    public static bool Contains(string name) => Paths.ContainsKey(name);

    private static FrozenDictionary<string, string> FindPaths()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        return trusted
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => path.StartsWith(folder, StringComparison.Ordinal) && !IsFacade(path))
            .Distinct()
            .ToFrozenDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Visual Basic and the Windows-only shims: nothing a cell names.</summary>
    private static bool IsFacade(string path) => Path.GetFileName(path).StartsWith("Microsoft.VisualBasic", StringComparison.Ordinal);
}

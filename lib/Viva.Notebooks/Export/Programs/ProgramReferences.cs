using System.Collections.Concurrent;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Viva.Notebooks.Analysis;

namespace Viva.Notebooks.Export.Programs;

/// <summary>What an app is compiled against: the framework, and the library with all that lies beside it.</summary>
internal static class ProgramReferences
{
    private static readonly ConcurrentDictionary<string, MetadataReference[]> Folders = new();

    /// <summary>The references for a built library; only the framework's when the folder is not there.</summary>
    public static IReadOnlyList<MetadataReference> Of(string folder) => Folders.GetOrAdd(Path.GetFullPath(folder), Find);

    private static MetadataReference[] Find(string folder) =>
        [
            .. FrameworkReferences.All,
            .. Directory.Exists(folder)
                ? Directory
                    .EnumerateFiles(folder, "*.dll", SearchOption.AllDirectories)
                    .Where(IsManaged)
                    .Where(file => !FrameworkReferences.Contains(Path.GetFileNameWithoutExtension(file)))
                    .Select(FrameworkReferences.Reference)
                : [],
        ];

    private static bool IsManaged(string file)
    {
        using var stream = File.OpenRead(file);
        using var reader = new PEReader(stream);
        try
        {
            return reader.HasMetadata;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}

using System.Xml.Linq;

namespace Architecture.Tests;

/// <summary>The files of the clone that the tests run in.</summary>
internal static class Clone
{
    /// <summary>The root folder.</summary>
    public static string Root { get; } = FindRoot();

    private static readonly string[] SourceFolders = ["lib", "tests", "benchmarks", "build"];

    /// <summary>The projects, by name.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } =
        Files("*.csproj").ToDictionary(path => Path.GetFileNameWithoutExtension(path));

    /// <summary>Source files by a pattern, such as <c>*.cs</c>, below lib, tests, benchmarks and build.</summary>
    public static IEnumerable<string> Files(string pattern) =>
        SourceFolders
            .Select(folder => Path.Combine(Root, folder))
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .Where(path => !Relative(path).Split('/').Any(part => part is "bin" or "obj"));

    /// <summary>A path from the root, with forward slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The projects whose assemblies a project refers to.</summary>
    public static IEnumerable<string> ReferencesOf(string project) =>
        XDocument
            .Load(Projects[project])
            .Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Viva.slnx")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("The tests do not run within a clone.");
    }
}

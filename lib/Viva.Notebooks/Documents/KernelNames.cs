namespace Viva.Notebooks.Documents;

/// <summary>The names by which notebooks choose a kernel, in a cell's metadata and as <c>#!name</c>: those of the official tool.</summary>
internal static class KernelNames
{
    /// <summary>The kernel of C#.</summary>
    public const string CSharp = "csharp";

    /// <summary>The languages that do not run here, with their kernels' names.</summary>
    public static readonly IReadOnlyList<(string Name, string Language, string[] Aliases)> Others =
    [
        ("fsharp", "F#", ["f#", "F#"]),
        ("pwsh", "PowerShell", ["powershell"]),
        ("http", "HTTP requests", []),
        ("sql", "SQL", []),
        ("kql", "KQL", []),
        ("python", "Python", ["pythonkernel"]),
        ("r", "R", []),
    ];

    private static readonly HashSet<string> NotCSharp =
    [
        .. Others.SelectMany(other => other.Aliases.Prepend(other.Name)),
        "html",
        "javascript",
        "js",
        "markdown",
        "mermaid",
        "value",
    ];

    /// <summary>True for C#.</summary>
    public static bool IsCSharp(string name) => name is CSharp or "c#" or "C#";

    /// <summary>True for a kernel whose lines are not C#.</summary>
    public static bool IsOther(string name) => NotCSharp.Contains(name);
}

namespace Notebooks.Tests;

/// <summary>The clone that these tests were built from.</summary>
internal static class Clone
{
    public static string Root { get; } = FindRoot();

    public static string Notebooks => Path.Combine(Root, "notebooks");

    /// <summary>
    /// A mirror of the real data: the folder that <c>VIVA_MIRROR</c> names, else the one beside the clone, where there may be none.
    /// </summary>
    public static string Mirror =>
        Environment.GetEnvironmentVariable("VIVA_MIRROR") is { } folder && Directory.Exists(folder)
            ? folder
            : Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "mirror"));

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Viva.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Viva.slnx.");
    }
}

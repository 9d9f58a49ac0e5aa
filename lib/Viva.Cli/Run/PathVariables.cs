namespace Viva.Cli.Run;

/// <summary>
/// The environment variables that name folders. A relative one counts from the folder in which the command was typed, everywhere.
/// </summary>
internal static class PathVariables
{
    private static readonly string[] Names = ["VIVA_CACHE", "VIVA_MIRROR"];

    /// <summary>
    /// Makes relative folders absolute, for this process and those that it starts: a notebook runs in a folder of its own.
    /// </summary>
    public static void MakeAbsolute(string workingDirectory)
    {
        foreach (var name in Names)
        {
            if (Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } value)
            {
                Environment.SetEnvironmentVariable(name, Absolute(value, workingDirectory));
            }
        }
    }

    /// <summary>A relative folder as an absolute one; an address, and a folder under <c>~</c>, as they are.</summary>
    public static string Absolute(string value, string workingDirectory)
    {
        var first = value.Split('/', '\\')[0];
        return first == "~" || first.IndexOf(':') > 1 ? value : Path.GetFullPath(value, workingDirectory);
    }
}

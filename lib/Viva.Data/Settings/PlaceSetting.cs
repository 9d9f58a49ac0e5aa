namespace Viva.Data.Settings;

/// <summary>
/// What VIVA_CACHE and VIVA_MIRROR name: a folder, or an address. A relative folder counts from the folder in which a command was typed
/// (<c>viva</c> makes it absolute before it starts a notebook's process). VS Code and Jupyter start a kernel in the notebook's folder,
/// which no reader has in mind: there it counts from the project's root.
/// </summary>
public static class PlaceSetting
{
    /// <summary>A folder.</summary>
    /// <exception cref="SettingException">It is an address other than a file address of this machine.</exception>
    public static string Folder(string variable, string text, string? from = null) =>
        Read(variable, text, from, "a folder, or a file address of this machine").Folder!;

    /// <summary>A folder, or the http or https address of one, which then ends in a slash.</summary>
    /// <exception cref="SettingException">It is another kind of address.</exception>
    public static (string? Folder, Uri? Address) FolderOrAddress(string variable, string text, string? from = null) =>
        Read(
            variable,
            text,
            from,
            "a folder, or an http, https or file address such as http://localhost:8000/ or file:///media/stick/",
            Uri.UriSchemeHttp,
            Uri.UriSchemeHttps
        );

    /// <summary>The nearest folder from <paramref name="folder"/> upwards that holds the project; without one the folder itself.</summary>
    public static string ProjectRoot(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Combine(at, "Viva.slnx")))
            {
                return at;
            }
        }

        return folder;
    }

    private static (string? Folder, Uri? Address) Read(string variable, string text, string? from, string allowed, params string[] schemes)
    {
        if (IsAddress(text))
        {
            _ = Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var address);
            if (address is { IsFile: true } && (address.Host.Length == 0 || OperatingSystem.IsWindows()))
            {
                return (Path.TrimEndingDirectorySeparator(address.LocalPath), null);
            }

            return address is { Host.Length: > 0 } && schemes.Contains(address.Scheme)
                ? (null, address)
                : throw new SettingException(variable, text, allowed);
        }

        // A shell replaces the tilde, but not within quotes, and nobody does in a file of settings.
        if (text == "~" || text.StartsWith("~/", StringComparison.Ordinal))
        {
            text = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + text[1..];
        }

        return (Path.TrimEndingDirectorySeparator(Path.GetFullPath(text, from ?? Directory.GetCurrentDirectory())), null);
    }

    // A colon after the first two characters: http:, localhost:8000. A drive has one letter.
    private static bool IsAddress(string text) =>
        text.AsSpan(0, text.AsSpan().IndexOfAny('/', '\\') is >= 0 and var end ? end : text.Length).IndexOf(':') > 1;
}

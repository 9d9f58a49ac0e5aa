using Viva.Runtime;

namespace Viva.Data;

/// <summary>Where data may come from in this process, and how patient a download is.</summary>
internal sealed record DataSettings
{
    /// <summary>The cache folder.</summary>
    public required string Cache { get; init; }

    /// <summary>A folder of data sets that is read in place, or null.</summary>
    public string? MirrorFolder { get; init; }

    /// <summary>The address of a folder of data sets, or null.</summary>
    public Uri? MirrorAddress { get; init; }

    /// <summary>Whether the network is forbidden.</summary>
    public bool Offline { get; init; }

    /// <summary>How long connecting may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a server may send nothing.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a source is asked again after a passing fault.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The pause before the first retry; it doubles with each.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>How long another process may hold a cache folder.</summary>
    public TimeSpan LockPatience { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// The settings that VIVA_CACHE, VIVA_MIRROR and VIVA_OFFLINE give; <see cref="PlaceSetting"/> says what a relative folder means.
    /// </summary>
    /// <exception cref="SettingException">One of them holds something that is not allowed.</exception>
    public static DataSettings FromEnvironment()
    {
        var cache = Settings.Text("VIVA_CACHE") is { } named
            ? PlaceSetting.Folder("VIVA_CACHE", named)
            : Path.GetFullPath(
                Path.Combine(
                    Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                    "viva"
                )
            );
        return new DataSettings { Cache = cache, Offline = Run.Offline }.WithMirror(Settings.Text("VIVA_MIRROR"));
    }

    /// <summary>
    /// These settings with the mirror that <paramref name="mirror"/> names: a folder, an http, https or file address, or null for none.
    /// </summary>
    /// <exception cref="SettingException">It is another kind of address.</exception>
    public DataSettings WithMirror(string? mirror)
    {
        var (folder, address) = mirror is null ? (null, null) : PlaceSetting.FolderOrAddress("VIVA_MIRROR", mirror);
        return this with { MirrorFolder = folder, MirrorAddress = address };
    }
}

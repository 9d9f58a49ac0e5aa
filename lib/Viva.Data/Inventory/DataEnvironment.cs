using System.Globalization;
using Viva.Data.Catalog;
using Viva.Data.Download;
using Viva.Data.Settings;

namespace Viva.Data.Inventory;

/// <summary>What every operation on data sets works with.</summary>
/// <param name="Settings">Where data may come from.</param>
/// <param name="Catalog">The published sets.</param>
/// <param name="Known">All sets, published and built-in.</param>
public sealed record DataEnvironment(DataSettings Settings, DataCatalog Catalog, KnownDatasets Known)
{
    /// <summary>Is told what takes time, or null.</summary>
    public IDownloadWatcher? Watcher { get; init; }

    /// <summary>Ends what takes time.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>How many bytes the disk of a folder has left, or null when nobody knows.</summary>
    internal Func<string, long?> FreeSpace { get; init; } = Disk.FreeSpaceOf;

    /// <summary>The library's data sets, and the settings of the environment variables at the time of the call.</summary>
    /// <param name="from">The folder from which relative folders in the variables count; the current one when null.</param>
    /// <exception cref="SettingException">A variable holds something that is not allowed.</exception>
    public static DataEnvironment FromProcess(string? from = null) =>
        new(DataSettings.FromEnvironment(from), DataCatalog.Default, KnownDatasets.Default);

    /// <summary>The catalogue's entry of a data set; null for a built-in one.</summary>
    public CatalogSet? Published(KnownDataset dataset) => Catalog.Sets.FirstOrDefault(set => set.Name == dataset.Name);

    internal static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}

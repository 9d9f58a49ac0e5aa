using Viva.Data.Catalog;
using Viva.Data.Download;
using Viva.Data.Settings;
using Viva.Display.Hosts;
using Viva.Runtime;

namespace Viva.Data;

/// <summary>The store of data as a notebook uses it: downloads show a bar, and the stop button of the cell ends them.</summary>
internal static class KernelStore
{
    /// <summary>The store that the environment variables describe at the time of the call.</summary>
    /// <exception cref="SettingException">One of them holds something that is not allowed.</exception>
    public static DataStore Open() => Open(DataSettings.FromEnvironment(From()));

    /// <summary>The store of other settings.</summary>
    internal static DataStore Open(DataSettings settings) => new(settings, DataCatalog.Default, new LiveDownloads(), Interruption.Cell);

    /// <summary>
    /// The folder from which relative ones count. VS Code and Jupyter start a kernel in the notebook's folder, which no reader has in mind:
    /// there it is the project's root.
    /// </summary>
    internal static string From()
    {
        var folder = Directory.GetCurrentDirectory();
        return DisplayHost.Current is InteractiveHost or ClrKernelHost ? PlaceSetting.ProjectRoot(folder) : folder;
    }
}

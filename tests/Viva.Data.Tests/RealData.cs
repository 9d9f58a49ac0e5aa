using Viva.Data.Catalog;
using Viva.Data.Download;
using Viva.Data.Settings;

namespace Viva.Data.Tests;

/// <summary>Real data sets, where they lie in a folder beside the repository.</summary>
internal static class RealData
{
    /// <summary>The folder of data sets, which has the set <paramref name="name"/>; skips the test where there is none.</summary>
    public static string Mirror(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "shared", "data", "mirror") is var mirror && Directory.Exists(Path.Combine(mirror, name)))
            {
                return mirror;
            }
        }

        Assert.Skip($"the real data set {name} is not at hand");
        throw new System.Diagnostics.UnreachableException();
    }

    /// <summary>A store that reads them; skips the test where there are none.</summary>
    public static DataStore Store() =>
        new(
            new DataSettings
            {
                Cache = Path.Combine(Path.GetTempPath(), "viva-tests-no-cache"),
                MirrorFolder = Mirror("mnist"),
                Offline = true,
            },
            DataCatalog.Default
        );
}

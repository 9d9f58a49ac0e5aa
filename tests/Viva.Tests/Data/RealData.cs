using Viva.Data;

namespace Viva.Tests.Data;

/// <summary>Real data sets, where they lie in a folder beside the repository.</summary>
internal static class RealData
{
    /// <summary>A store that reads them; skips the test where there are none.</summary>
    public static DataStore Store()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "shared", "data", "mirror") is var mirror && Directory.Exists(Path.Combine(mirror, "mnist")))
                return new DataStore(new DataSettings { Cache = Path.Combine(Path.GetTempPath(), "viva-tests-no-cache"), MirrorFolder = mirror, Offline = true }, Catalog.Default);
        }

        Assert.Skip("the real data is not at hand");
        throw new System.Diagnostics.UnreachableException();
    }
}

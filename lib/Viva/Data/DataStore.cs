namespace Viva.Data;

/// <summary>
/// Finds the files of a data set: the cache, then the mirror, then the catalogue's sources in turn. A folder mirror is read in
/// place, not copied: a workshop's stick then serves machines with a full disk or a read-only home, and what is on it is what is used.
/// </summary>
internal sealed class DataStore(DataSettings settings, Catalog catalog)
{
    /// <summary>The store that the environment describes, at the time of the call.</summary>
    public static DataStore FromEnvironment() => new(DataSettings.FromEnvironment(), Catalog.Default);

    /// <summary>The files of the set called <paramref name="name"/>, or why they cannot be had. Fails only on a name that is not in the catalogue.</summary>
    public FetchedSet Fetch(string name)
    {
        var set = catalog.Find(name);
        var files = new byte[]?[set.Files.Count];
        var places = new string?[set.Files.Count];
        var problems = new List<string>();
        Parallel.For(0, files.Length, i => (files[i], places[i]) = ReadLocal(set, set.Files[i], problems));
        if (Array.IndexOf(files, null) >= 0)
        {
            problems.Insert(0, MirrorAbsence() + "the cache does not hold it");
        }

        return new FetchedSet(set, files, string.Join(" and ", places.OfType<string>().Distinct()), problems);
    }

    private string MirrorAbsence() => settings.MirrorFolder is null ? "" : $"the mirror {settings.MirrorFolder} does not hold it";

    private (byte[]? Payload, string? Place) ReadLocal(CatalogSet set, CatalogFile file, List<string> problems)
    {
        foreach (var (folder, place) in new[] { (settings.Cache, "the cache"), (settings.MirrorFolder, "the mirror") })
        {
            if (folder is null)
            {
                continue;
            }

            var path = Path.Combine(folder, set.Name, file.Name);
            if (!File.Exists(path))
            {
                continue;
            }

            try
            {
                return (Payload.Read(path, file), place);
            }
            catch (DataException exception)
            {
                lock (problems)
                {
                    problems.Add(exception.Message);
                }
            }
        }

        return (null, null);
    }
}

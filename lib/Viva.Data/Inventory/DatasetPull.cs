using Viva.Data.Catalog;
using Viva.Data.Download;
using Viva.Data.Settings;

namespace Viva.Data.Inventory;

/// <summary>Brings data sets into the cache, from a mirror folder or the network.</summary>
public static class DatasetPull
{
    /// <summary>
    /// Brings the sets one by one, as the outcomes are asked for. What is there already stays; a broken download goes on where it broke. A
    /// set that cannot be had does not keep the others from coming.
    /// </summary>
    /// <param name="environment">Where they come from and go to.</param>
    /// <param name="names">The data sets; all when there is none.</param>
    /// <exception cref="DatasetRequestException">There is no set of a name.</exception>
    public static IEnumerable<DatasetOutcome> Run(DataEnvironment environment, IReadOnlyCollection<string> names)
    {
        var datasets = environment.Known.Find(names);
        var settings = environment.Settings;
        return datasets.Select(dataset =>
            environment.Published(dataset) is { } set
                ? Bring(environment, set, settings.Cache, settings.MirrorFolder)
                : new DatasetOutcome(dataset.Name, true, "built-in: made when it is asked for, nothing to bring")
        );
    }

    /// <summary>
    /// Brings a set into <paramref name="target"/>, a cache or a mirror to be: what is missing there is copied from
    /// <paramref name="local"/> or downloaded.
    /// </summary>
    internal static DatasetOutcome Bring(DataEnvironment environment, CatalogSet set, string target, string? local)
    {
        var settings = environment.Settings with { Cache = target, MirrorFolder = local };
        try
        {
            if (local is not null)
            {
                new FirstUseRecords(target).CopyFrom(local, set);
            }

            var fetched = new DataStore(settings, environment.Catalog, environment.Watcher, environment.Cancellation).Fetch(set.Name);
            if (!fetched.Found)
            {
                return NotHad(set, fetched, settings);
            }

            var copied = 0;
            foreach (var file in fetched.Files)
            {
                var final = Path.Combine(target, set.FolderName, file.File.Name);
                if (Path.GetFullPath(file.Path) == Path.GetFullPath(final))
                {
                    continue;
                }

                AtomicFile.Copy(file.Path, final);
                copied++;
            }

            var from =
                copied > 0 ? $"copied from {local}"
                : fetched.Place == "the cache" ? "already there"
                : $"from {fetched.Place}";
            var notes = string.Concat(fetched.Problems.Select(problem => "; " + problem));
            return new DatasetOutcome(set.Name, true, $"{ByteSize.Text(FolderContent.Of(set, target).Bytes)}, {from}{notes}");
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            return new DatasetOutcome(
                set.Name,
                false,
                $"{target} cannot be written ({DiskFault.Words(exception)})",
                "Make room or name another folder, then run it again: what is there already is kept."
            );
        }
    }

    private static DatasetOutcome NotHad(CatalogSet set, FetchedSet fetched, DataSettings settings)
    {
        var kept = FolderContent.Of(set, settings.Cache).Parts.Sum(part => part.Length);
        var next = settings.Offline
            ? "Unset VIVA_OFFLINE, or set VIVA_MIRROR to a folder that holds it."
            : $"Run it again{(kept > 0 ? $": the {ByteSize.Text(kept)} that have arrived are kept" : "")}. Or set VIVA_MIRROR to a "
                + "folder or address that holds it.";
        return new DatasetOutcome(set.Name, false, $"cannot be had: {string.Join("; ", fetched.Problems)}", next);
    }
}

using Viva.Data.Catalog;
using Viva.Data.Download;
using static Viva.Data.Inventory.DataEnvironment;

namespace Viva.Data.Inventory;

/// <summary>
/// Removes data sets from the cache, with unfinished downloads and with the checksums that their first copies set: the next copy sets the
/// standard anew. A mirror stays as it is.
/// </summary>
public static class DatasetRemoval
{
    /// <summary>Removes the sets one by one, as the outcomes are asked for.</summary>
    /// <param name="environment">Where they are.</param>
    /// <param name="names">The data sets, one at least.</param>
    /// <exception cref="DatasetRequestException">There is no set of a name, or no name.</exception>
    public static IEnumerable<DatasetOutcome> Run(DataEnvironment environment, IReadOnlyCollection<string> names)
    {
        if (names.Count == 0)
        {
            throw new DatasetRequestException("Name the data sets to forget.");
        }

        return environment
            .Known.Find(names)
            .Select(dataset =>
                environment.Published(dataset) is { } set
                    ? Remove(environment, set)
                    : new DatasetOutcome(dataset.Name, true, "built-in: nothing of it is kept")
            );
    }

    private static DatasetOutcome Remove(DataEnvironment environment, CatalogSet set)
    {
        var settings = environment.Settings;
        var path = Path.Combine(settings.Cache, set.FolderName);
        var (files, bytes, records) = (0, 0L, 0);
        try
        {
            // Nobody is to bring it meanwhile.
            using var held = Directory.Exists(path)
                ? CacheLock.Hold(path, settings.LockPatience, () => environment.Watcher?.Waits(set.Title), environment.Cancellation)
                : null;
            foreach (var name in set.Forms.SelectMany(form => form.Files).Select(file => file.Name).Distinct())
            {
                if (Delete(name) is { } length)
                {
                    (files, bytes) = (files + 1, bytes + length);
                }

                if (Delete(name + FirstUseRecords.Extension) is not null)
                {
                    records++;
                }

                _ = Delete(name + PartialDownload.Extension);
                _ = Delete(name + PartialDownload.NoteExtension);
            }
        }
        catch (Exception exception) when (exception is CacheException || DiskFault.Is(exception))
        {
            return new DatasetOutcome(
                set.Name,
                false,
                exception is CacheException ? exception.Message : $"{path} cannot be written ({DiskFault.Words(exception)})",
                "Put that right, then run it again."
            );
        }

        var mirror =
            FolderContent.Of(set, settings.MirrorFolder).Found.Count > 0 ? $"; what the mirror {settings.MirrorFolder} holds stays" : "";
        var removed = $"{Count(files, "file")} ({ByteSize.Text(bytes)}) and {Count(records, "recorded checksum")} removed from the cache";
        return new DatasetOutcome(set.Name, true, (files + records == 0 ? "nothing of it was in the cache" : removed) + mirror);

        long? Delete(string name)
        {
            var file = new FileInfo(Path.Combine(path, name));
            if (!file.Exists)
            {
                return null;
            }

            var length = file.Length;
            file.Delete();
            return length;
        }
    }
}

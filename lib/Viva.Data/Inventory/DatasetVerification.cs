using System.Security.Cryptography;
using Viva.Data.Catalog;
using Viva.Data.Download;
using static Viva.Data.Inventory.DataEnvironment;

namespace Viva.Data.Inventory;

/// <summary>Checks every file of the cache, and of a mirror folder, against its checksum.</summary>
public static class DatasetVerification
{
    /// <summary>
    /// Checks the sets one by one, as the outcomes are asked for. Sets that are not here at all are looked for only when named.
    /// </summary>
    /// <param name="environment">Where they are.</param>
    /// <param name="names">The data sets; all that are here when there is none.</param>
    /// <exception cref="DatasetRequestException">There is no set of a name.</exception>
    public static IEnumerable<DatasetOutcome> Run(DataEnvironment environment, IReadOnlyCollection<string> names)
    {
        var required = names.Count > 0;
        return environment
            .Known.Find(names)
            .Select(dataset =>
                environment.Published(dataset) is { } set ? Verify(environment, set, required)
                : required ? new DatasetOutcome(dataset.Name, true, "built-in: no file to check")
                : null
            )
            .OfType<DatasetOutcome>();
    }

    private static DatasetOutcome? Verify(DataEnvironment environment, CatalogSet set, bool required)
    {
        var settings = environment.Settings;
        var records = new FirstUseRecords(settings.Cache);
        var good = new List<string>();
        var (unknown, complete) = (0, false);
        var damaged = new List<DataException>();
        foreach (var folder in new[] { settings.Cache, settings.MirrorFolder }.OfType<string>().Distinct())
        {
            var content = FolderContent.Of(set, folder);
            complete |= content.IsComplete;
            foreach (var (file, path) in content.Found)
            {
                try
                {
                    var firstUse = records.Find(set, file);
                    var payload = Payload.Read(path, file, firstUse);
                    if (file.TakesFirstUse && firstUse is null && !file.Knows(Convert.ToHexStringLower(SHA256.HashData(payload))))
                    {
                        unknown++;
                    }

                    good.Add(path);
                }
                catch (DataException exception)
                {
                    damaged.Add(exception);
                }
            }
        }

        if (damaged.Count > 0)
        {
            return new DatasetOutcome(
                set.Name,
                false,
                "damaged: " + string.Join("; ", damaged.Select(exception => $"{exception.File}: {exception.Problem.TrimEnd('.')}")),
                damaged.All(exception => Disk.IsIn(exception.File, settings.Cache))
                    ? $"Fetch it again: viva data pull {set.Name}"
                    : $"Make that mirror again where its owner has the data: viva data mirror <folder> {set.Name}"
            );
        }

        if (complete)
        {
            var files = $"{Count(good.Count, "file")} intact";
            return new DatasetOutcome(
                set.Name,
                true,
                unknown == 0 ? files : $"{files}, {unknown} without a published checksum: the first use will record one"
            );
        }

        if (good.Count == 0 && !required)
        {
            return null;
        }

        return new DatasetOutcome(
            set.Name,
            false,
            good.Count > 0 ? $"incomplete: only {Count(good.Count, "file")} of it {(good.Count == 1 ? "is" : "are")} here"
                : settings.MirrorFolder is null ? "missing: not in the cache"
                : "missing: neither in the cache nor in the mirror",
            $"Bring it: viva data pull {set.Name}"
        );
    }
}

using System.Security.Cryptography;
using System.Text;
using Viva.Data.Catalog;
using Viva.Data.Download;

namespace Viva.Data.Inventory;

/// <summary>
/// Writes the folder that other machines use as a mirror: files in a cache's layout, SHA256SUMS
/// for <c>sha256sum --check</c>, and a README.txt.
/// </summary>
public static class MirrorFolder
{
    private const string Sums = "SHA256SUMS";

    /// <summary>
    /// Makes or completes the folder, set by set, as the outcomes are asked for; after the last one the index is written. What is there and
    /// intact stays.
    /// </summary>
    /// <param name="environment">Where the data comes from.</param>
    /// <param name="folder">The folder; it is made when it is not there.</param>
    /// <param name="names">The data sets; those that are here (in the cache or a mirror folder) when there is none.</param>
    /// <exception cref="DatasetRequestException">There is no set of a name, or the folder lies in the cache.</exception>
    /// <exception cref="DataException">The folder cannot be written.</exception>
    public static IEnumerable<DatasetOutcome> Make(DataEnvironment environment, string folder, IReadOnlyCollection<string> names)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var root = Path.GetFullPath(folder);
        if (Disk.IsIn(root, environment.Settings.Cache))
        {
            throw new DatasetRequestException(
                $"The folder {root} is in the cache {environment.Settings.Cache}, which would then hold itself. Name another folder."
            );
        }

        var datasets = environment.Known.Find(names);
        MakeWritable(root);
        return CopyAll(environment, root, datasets, named: names.Count > 0);
    }

    private static IEnumerable<DatasetOutcome> CopyAll(
        DataEnvironment environment,
        string root,
        IReadOnlyList<KnownDataset> datasets,
        bool named
    )
    {
        var mirrored = new List<CatalogSet>();
        foreach (var dataset in datasets)
        {
            if (environment.Published(dataset) is not { } set)
            {
                if (named)
                {
                    yield return new DatasetOutcome(dataset.Name, true, "built-in: every machine makes it itself");
                }

                continue;
            }

            var outcome = CopySet(environment, root, set, named);
            if (outcome is { Good: true })
            {
                mirrored.Add(set);
            }

            if (outcome is not null)
            {
                yield return outcome;
            }
        }

        WriteIndex(root, environment.Catalog, mirrored);
    }

    private static DatasetOutcome? CopySet(DataEnvironment environment, string root, CatalogSet set, bool named)
    {
        var settings = environment.Settings;
        var there = FolderContent.Of(set, root);
        var held = new[] { settings.Cache, settings.MirrorFolder }
            .Select(place => FolderContent.Of(set, place))
            .FirstOrDefault(content => content.IsComplete);
        if (held is null && !named && !there.IsComplete)
        {
            return null;
        }

        if (held is not null && environment.FreeSpace(root) is { } free && free < held.Bytes - there.Bytes)
        {
            return new DatasetOutcome(
                set.Name,
                false,
                $"needs {ByteSize.Text(held.Bytes)} and {root} has {ByteSize.Text(free)} left",
                "Make room, or name a folder on another disk; what is there already is kept."
            );
        }

        return DatasetPull.Bring(environment, set, root, held?.Folder ?? settings.Cache);
    }

    /// <summary>Makes the folder, and makes sure that it can be written.</summary>
    /// <exception cref="DataException">It cannot.</exception>
    private static void MakeWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.Create(Path.Combine(folder, Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            throw new DataException(
                folder,
                $"cannot be written ({DiskFault.Words(exception)})",
                "Name a folder of your own on a disk with room.",
                innerException: exception
            );
        }
    }

    /// <summary>
    /// Writes SHA256SUMS and README.txt. The files of <paramref name="fresh"/>, which have just been checked, are hashed; others keep the
    /// line that they have, so that what has rotted since is not taken for good.
    /// </summary>
    /// <exception cref="DataException">The folder cannot be written.</exception>
    private static void WriteIndex(string folder, DataCatalog catalog, IReadOnlyList<CatalogSet> fresh)
    {
        try
        {
            var sums = ReadSums(folder);
            foreach (var path in fresh.SelectMany(set => FolderContent.Of(set, folder).Found).Select(file => file.Path))
            {
                using var stream = File.OpenRead(path);
                sums[Path.GetRelativePath(folder, path).Replace('\\', '/')] = Convert.ToHexStringLower(SHA256.HashData(stream));
            }

            AtomicFile.Write(Path.Combine(folder, Sums), string.Concat(sums.Select(sum => $"{sum.Value}  {sum.Key}\n")));
            AtomicFile.Write(Path.Combine(folder, "README.txt"), Readme(folder, catalog, sums.Keys));
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            throw new DataException(
                folder,
                $"cannot be written ({DiskFault.Words(exception)})",
                "Make room there, then run the command again.",
                innerException: exception
            );
        }
    }

    private static SortedDictionary<string, string> ReadSums(string folder)
    {
        var sums = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var path = Path.Combine(folder, Sums);
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            if (line.Split("  ", 2) is [{ Length: 64 } sum, var name] && File.Exists(Path.Combine(folder, name)))
            {
                sums[name] = sum;
            }
        }

        return sums;
    }

    private static string Readme(string folder, DataCatalog catalog, IReadOnlyCollection<string> listed)
    {
        var sets = catalog
            .Sets.Select(set => (Set: set, Content: FolderContent.Of(set, folder)))
            .Where(pair =>
                pair.Content.IsComplete
                && pair.Content.Found.All(file => listed.Contains(Path.GetRelativePath(folder, file.Path).Replace('\\', '/')))
            )
            .ToList();
        var text = new StringBuilder(
            $"""
            Data sets for Viva, {ByteSize.Text(sets.Sum(pair => pair.Content.Bytes))}

            To use this folder, tell Viva where it is:

                VIVA_MIRROR=/path/to/this/folder viva run 23

            To serve it to a room, start any web server in it, such as

                python3 -m http.server 8000

            and give the others its address:

                VIVA_MIRROR=http://this-machine:8000/ viva run 23

            To check it:  sha256sum --check SHA256SUMS

            The data sets keep their own licences: read them before you pass the folder on.

            """
        );
        foreach (var (set, content) in sets)
        {
            text.Append($"\n{set.Name}: {set.Title}\n");
            text.Append($"    Licence   {set.Licence}\n");
            text.Append($"    Citation  {set.Citation}\n");
            var files = content.Files.Zip(
                content.Found,
                (file, found) => $"{set.FolderName}/{found.File.Name} ({ByteSize.Text(file.Length)})"
            );
            text.Append($"    Files     {string.Join(", ", files)}\n");
        }

        return text.ToString().ReplaceLineEndings("\n");
    }
}

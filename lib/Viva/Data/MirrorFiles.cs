using System.Security.Cryptography;
using System.Text;

namespace Viva.Data;

/// <summary>
/// Writes the folder that other machines use as a mirror: files in a cache's layout, SHA256SUMS
/// for <c>sha256sum --check</c>, and a README.txt.
/// </summary>
internal static class MirrorFiles
{
    private const string Sums = "SHA256SUMS";

    /// <summary>Makes the folder, and makes sure that it can be written.</summary>
    /// <exception cref="DataException">It cannot.</exception>
    public static void MakeWritable(string folder)
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

    /// <summary>Copies a file so that the final name never holds half of it.</summary>
    public static void Copy(string path, string final)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(final)!);
        Replace(
            final,
            temporary =>
            {
                using var source = new FileStream(
                    path,
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.Read | FileShare.Delete,
                    1 << 20,
                    FileOptions.SequentialScan
                );
                using var target = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
                source.CopyTo(target);
                target.Flush(flushToDisk: true);
            }
        );
    }

    /// <summary>Writes a text so that its final name never holds half of it.</summary>
    public static void Write(string path, string text) => Replace(path, temporary => File.WriteAllText(temporary, text));

    /// <summary>Takes the checksums recorded at first use along, where the target has none: the copies are held against them.</summary>
    public static void CopyRecords(CatalogSet set, string? from, string to)
    {
        if (from is null)
            return;
        foreach (var file in set.Forms.SelectMany(form => form.Files).Where(file => file.TakesFirstUse))
        {
            var name = Path.Combine(set.FolderName, file.Name + ".sha256");
            if (File.Exists(Path.Combine(from, name)) && !File.Exists(Path.Combine(to, name)))
                Copy(Path.Combine(from, name), Path.Combine(to, name));
        }
    }

    /// <summary>
    /// Writes SHA256SUMS and README.txt. The files of <paramref name="fresh"/>, which have just been checked, are hashed; others keep the
    /// line that they have, so that what has rotted since is not taken for good.
    /// </summary>
    /// <exception cref="DataException">The folder cannot be written.</exception>
    public static void WriteIndex(string folder, Catalog catalog, IReadOnlyList<CatalogSet> fresh)
    {
        try
        {
            var sums = ReadSums(folder);
            foreach (var path in fresh.SelectMany(set => FolderContent.Of(set, folder).Found).Select(file => file.Path))
            {
                using var stream = File.OpenRead(path);
                sums[Path.GetRelativePath(folder, path).Replace('\\', '/')] = Convert.ToHexStringLower(SHA256.HashData(stream));
            }

            Write(Path.Combine(folder, Sums), string.Concat(sums.Select(sum => $"{sum.Value}  {sum.Key}\n")));
            Write(Path.Combine(folder, "README.txt"), Readme(folder, catalog, sums.Keys));
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
                sums[name] = sum;
        }

        return sums;
    }

    private static string Readme(string folder, Catalog catalog, IReadOnlyCollection<string> listed)
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
            Data sets for Viva, {DataLine.Size(sets.Sum(pair => pair.Content.Bytes))}

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
            text.Append(
                $"    Files     "
                    + $"{string.Join(", ", content.Files.Select((file, i) => $"{set.FolderName}/{content.Found[i].File.Name} ({DataLine.Size(file.Length)})"))}\n"
            );
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Replace(string final, Action<string> write)
    {
        var temporary = $"{final}.{Environment.ProcessId}.new";
        try
        {
            write(temporary);
            File.Move(temporary, final, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}

using System.Security.Cryptography;
using Viva.Display;
using Viva.Runtime;

namespace Viva.Data;

/// <summary>
/// Finds the files of a data set: the cache, then the mirror, then the catalogue's sources in turn. A folder mirror is read in
/// place, not copied: a workshop's stick then serves machines with a full disk or a read-only home, and what is on it is what is used.
/// </summary>
internal sealed class DataStore(DataSettings settings, Catalog catalog)
{
    /// <summary>The store that the environment describes, at the time of the call.</summary>
    public static DataStore FromEnvironment() => new(DataSettings.FromEnvironment(), Catalog.Default);

    /// <summary>
    /// The files of the set called <paramref name="name"/>, each read whole and checked, in the first of the set's forms that can be had,
    /// or why none can. Fails only on a name that is not in the catalogue.
    /// </summary>
    public FetchedSet Fetch(string name)
    {
        var set = catalog.Find(name);
        var problems = new List<string>();
        var forms = new List<(CatalogForm Form, Found[] Found)>();
        foreach (var form in set.Forms)
        {
            var found = new Found[form.Files.Count];
            // Unpacking takes most of the time, and one file of a set is usually the big one.
            Parallel.For(
                0,
                found.Length,
                new ParallelOptions { CancellationToken = Interruption.Cell },
                i => found[i] = ReadLocal(set, form.Files[i])
            );
            problems.AddRange(found.SelectMany(file => file.Problems).Except(problems));
            if (found.All(file => file.File is not null))
            {
                return Complete(set, found, problems);
            }

            forms.Add((form, found));
        }

        var reasons = problems.ToList();
        if (Download(set, forms, reasons, problems) is { } downloaded)
        {
            return Complete(set, downloaded, problems);
        }

        return new FetchedSet(set, [], "", reasons); // why it is missing; otherwise only what failed on the way is worth a note
    }

    private static FetchedSet Complete(CatalogSet set, Found[] found, List<string> problems)
    {
        var places = found.Select(file => file.Place).OfType<string>().Distinct();
        return new FetchedSet(set, [.. found.Select(file => file.File!)], string.Join(" and ", places), problems);
    }

    private Found ReadLocal(CatalogSet set, CatalogFile file)
    {
        var problems = new List<string>();
        foreach (var (folder, place) in new[] { (settings.Cache, "the cache"), (settings.MirrorFolder, "the mirror") })
        {
            var path = Path.Combine(folder ?? "", set.FolderName, file.Name);
            if (folder is null || !File.Exists(path))
            {
                continue;
            }

            try
            {
                var payload = Payload.Read(path, file, FirstUse(set, file));
                if (RecordFirstUse(set, file, payload) is { } note)
                {
                    problems.Add(note);
                }

                return new Found(new FetchedFile(file, payload, path), place, problems);
            }
            catch (DataException exception)
            {
                problems.Add($"the copy in {place} is unusable ({exception.File}: {exception.Problem})");
            }
        }

        return new Found(null, null, problems);
    }

    /// <summary>
    /// Downloads what is still missing of the first form that can be had whole; null when none can.
    /// Reasons are for that case, problems for success.
    /// </summary>
    private Found[]? Download(CatalogSet set, List<(CatalogForm Form, Found[] Found)> forms, List<string> reasons, List<string> problems)
    {
        if (reasons.Count == 0)
        {
            reasons.Add(
                settings.MirrorFolder is null ? "it is not in the cache"
                : Directory.Exists(settings.MirrorFolder) ? $"neither the cache nor the mirror {settings.MirrorFolder} holds it"
                : $"it is not in the cache and the mirror folder {settings.MirrorFolder} does not exist"
            );
        }

        if (settings.Offline)
        {
            reasons.Add("VIVA_OFFLINE=1 forbids the network");
            return null;
        }

        try
        {
            var path = Path.Combine(settings.Cache, set.FolderName);
            using var folder = CacheFolder.Hold(
                path,
                settings.LockPatience,
                () => Show.Text($"Another program is downloading {set.Title}; waiting until it is done.")
            );
            using var downloader = new Downloader(settings);
            return forms
                .Select(candidate => candidate.Found)
                .Where((found, i) => DownloadForm(downloader, set, forms[i].Form, found, folder, reasons, problems))
                .FirstOrDefault();
        }
        catch (CacheException exception)
        {
            reasons.Add(exception.Message);
            return null;
        }
    }

    private bool DownloadForm(
        Downloader downloader,
        CatalogSet set,
        CatalogForm form,
        Found[] found,
        CacheFolder folder,
        List<string> reasons,
        List<string> problems
    )
    {
        var sources = form
            .Sources.Select(source => new Uri(source))
            .Select(address => (Folder: address, Place: address.Authority, IsMirror: false))
            .ToList();
        if (settings.MirrorAddress is not null)
        {
            sources.Insert(
                0,
                (new Uri(settings.MirrorAddress, set.FolderName + "/"), "the mirror " + settings.MirrorAddress.Authority, true)
            );
        }

        for (var i = 0; i < found.Length; i++)
        {
            // Whoever held the folder before us may have brought it.
            if (found[i].File is null && ReadLocal(set, form.Files[i]) is { File: not null } brought)
            {
                found[i] = brought;
            }

            if (found[i].File is null)
            {
                found[i] = DownloadFile(downloader, set, form.Files[i], sources, folder, reasons, problems);
                if (found[i].File is null)
                {
                    return false; // one file short is as good as none: do not keep the user waiting for the others
                }
            }
        }

        return true;
    }

    private Found DownloadFile(
        Downloader downloader,
        CatalogSet set,
        CatalogFile file,
        List<(Uri Folder, string Place, bool IsMirror)> sources,
        CacheFolder folder,
        List<string> reasons,
        List<string> problems
    )
    {
        foreach (var source in sources.ToList())
        {
            try
            {
                using var bar = new DownloadBar(file.Name, source.Place);
                var address = new Uri(source.Folder, source.IsMirror ? file.Name : file.RemoteName ?? file.Name);
                var path = Path.Combine(folder.Path, file.Name);
                // A cell calls this synchronously; the pool's thread keeps a kernel's synchronisation context out of it.
                var payload = Task.Run(() =>
                        downloader.DownloadAsync(address, file, path, FirstUse(set, file), bar.Report, Interruption.Cell)
                    )
                    .GetAwaiter()
                    .GetResult();
                if (RecordFirstUse(set, file, payload) is { } note)
                {
                    problems.Add(note);
                }

                // The source that works is the first to be asked for the next file.
                sources.Remove(source);
                sources.Insert(0, source);
                return new Found(new FetchedFile(file, payload, path), source.Place, []);
            }
            catch (SourceException exception)
            {
                var problem = $"{source.Place} {exception.Message} ({file.Name})";
                reasons.Add(problem);
                problems.Add(problem);
            }
        }

        return new Found(null, null, []);
    }

    // A checksum that nobody published is recorded when a file is first used, and every later copy is compared with it.
    private string RecordPath(CatalogSet set, CatalogFile file) => Path.Combine(settings.Cache, set.FolderName, file.Name + ".sha256");

    /// <summary>The checksum recorded when the file was first used; null when none was, or none is needed.</summary>
    internal FirstUse? FirstUse(CatalogSet set, CatalogFile file)
    {
        try
        {
            // A disk that was full, or a crash, may have left anything but a checksum.
            return
                file.TakesFirstUse
                && File.Exists(RecordPath(set, file))
                && File.ReadAllText(RecordPath(set, file)).Trim() is { Length: 64 } sha256
                && sha256.All(char.IsAsciiHexDigitLower)
                ? new FirstUse(sha256, set.Name)
                : null;
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            return null;
        }
    }

    private string? RecordFirstUse(CatalogSet set, CatalogFile file, byte[] payload)
    {
        if (!file.TakesFirstUse || FirstUse(set, file) is not null)
        {
            return null;
        }

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(payload));
        if (file.Knows(sha256))
        {
            return null;
        }

        var unknown = file.Payloads.Any(candidate => candidate.Sha256 is not null)
            ? $"this copy of {file.Name} is another release than those in the catalogue"
            : $"no checksum of {file.Name} is published";
        var record = RecordPath(set, file);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(record)!);
            MirrorFiles.Write(record, sha256 + "\n");
            return $"{unknown}, so this first copy (SHA-256 {sha256[..12]}...) is the standard for later ones";
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            return $"{unknown}, and its checksum (SHA-256 {sha256[..12]}...) could not be recorded";
        }
    }

    private sealed record Found(FetchedFile? File, string? Place, IReadOnlyList<string> Problems);
}

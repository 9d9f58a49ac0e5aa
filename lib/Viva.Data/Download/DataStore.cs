using Viva.Data.Catalog;
using Viva.Data.Settings;

namespace Viva.Data.Download;

/// <summary>
/// Finds the files of a data set: the cache, then the mirror, then the catalogue's sources in turn. A folder mirror is read in
/// place, not copied: a workshop's stick then serves machines with a full disk or a read-only home, and what is on it is what is used.
/// </summary>
/// <param name="settings">Where data may come from.</param>
/// <param name="catalog">The sets that are known.</param>
/// <param name="watcher">Is told what takes time.</param>
/// <param name="cancellation">Ends what takes time.</param>
public sealed class DataStore(
    DataSettings settings,
    DataCatalog catalog,
    IDownloadWatcher? watcher = null,
    CancellationToken cancellation = default
)
{
    private readonly FirstUseRecords _records = new(settings.Cache);

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
                new ParallelOptions { CancellationToken = cancellation },
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

        // Why it is missing; of a set that was found only what failed on the way is worth a note.
        return new FetchedSet(set, [], "", reasons, cancellation);
    }

    private FetchedSet Complete(CatalogSet set, Found[] found, List<string> problems)
    {
        var places = found.Select(file => file.Place).OfType<string>().Distinct();
        return new FetchedSet(set, [.. found.Select(file => file.File!)], string.Join(" and ", places), problems, cancellation);
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
                var payload = Payload.Read(path, file, _records.Find(set, file));
                if (_records.Record(set, file, payload) is { } note)
                {
                    problems.Add(note);
                }

                return new Found(new VerifiedFile(file, payload, path), place, problems);
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
            using var folder = CacheLock.Hold(path, settings.LockPatience, () => watcher?.Waits(set.Title), cancellation);
            using var downloader = new Downloader(settings);
            using var packages = new PackageRestore(path);
            return forms
                .Select(candidate => candidate.Found)
                .Where((found, i) => DownloadForm(downloader, packages, set, forms[i].Form, found, folder, reasons, problems))
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
        PackageRestore packages,
        CatalogSet set,
        CatalogForm form,
        Found[] found,
        CacheLock folder,
        List<string> reasons,
        List<string> problems
    )
    {
        var sources = form
            .Sources.Select(source => new Source(new Uri(source), CatalogForm.PlaceOf(source), PackageSource.Of(source)))
            .ToList();
        if (settings.MirrorAddress is { } mirror)
        {
            sources.Insert(0, new Source(new Uri(mirror, set.FolderName + "/"), "the mirror " + mirror.Authority, IsMirror: true));
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
                found[i] = DownloadFile(downloader, packages, set, form.Files[i], sources, folder, reasons, problems);
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
        PackageRestore packages,
        CatalogSet set,
        CatalogFile file,
        List<Source> sources,
        CacheLock folder,
        List<string> reasons,
        List<string> problems
    )
    {
        foreach (var source in sources.ToList())
        {
            try
            {
                using var meter = new DownloadMeter(file.Name, source.Place, watcher?.Starts());
                var path = Path.Combine(folder.Path, file.Name);
                var payload = source.Package is { } package ? Restore(package, path, meter) : Get(source, path, meter);
                if (_records.Record(set, file, payload) is { } note)
                {
                    problems.Add(note);
                }

                // The source that works is the first to be asked for the next file.
                sources.Remove(source);
                sources.Insert(0, source);
                return new Found(new VerifiedFile(file, payload, path), source.Place, []);
            }
            catch (SourceException exception)
            {
                var problem = $"{source.Place} {exception.Message} ({file.Name})";
                reasons.Add(problem);
                problems.Add(problem);
            }
        }

        return new Found(null, null, []);

        byte[] Restore(PackageSource package, string path, DownloadMeter meter)
        {
            meter.Report(0, file.MaxBytes);
            return packages.Take(package, file, path, _records.Find(set, file), cancellation);
        }

        byte[] Get(Source source, string path, DownloadMeter meter)
        {
            var address = new Uri(source.Folder, source.IsMirror ? file.Name : file.RemoteName ?? file.Name);
            // A cell calls this synchronously; the pool's thread keeps a kernel's synchronisation context out of it.
            return Task.Run(() => downloader.DownloadAsync(address, file, path, _records.Find(set, file), meter.Report, cancellation))
                .GetAwaiter()
                .GetResult();
        }
    }

    private sealed record Source(Uri Folder, string Place, PackageSource? Package = null, bool IsMirror = false);

    private sealed record Found(VerifiedFile? File, string? Place, IReadOnlyList<string> Problems);
}

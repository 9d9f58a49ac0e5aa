using System.Globalization;
using System.Security.Cryptography;
using TorchSharp;
using Viva.Display.Hosts;
using Viva.Runtime;

namespace Viva.Data;

/// <summary>
/// All data sets and where they are: lists them, brings them into the cache, checks them, copies them to a folder for other machines, shows
/// them. It goes by the settings of the environment (VIVA_CACHE, VIVA_MIRROR, VIVA_OFFLINE) at the time it is made.
/// </summary>
public sealed class DataShelf
{
    private readonly DataSettings _settings;
    private readonly Catalog _catalog;
    private readonly IReadOnlyList<DatasetEntry> _known;

    /// <summary>The library's data sets.</summary>
    /// <exception cref="SettingException">An environment variable holds something that is not allowed.</exception>
    public DataShelf()
        : this(DataSettings.FromEnvironment(), Catalog.Default, Datasets.Known) { }

    internal DataShelf(DataSettings settings, Catalog catalog, IReadOnlyList<DatasetEntry> known) =>
        (_settings, _catalog, _known) = (settings, catalog, known);

    /// <summary>The mirror folder that was named and is not there, or null.</summary>
    internal string? MissingMirror => _settings.MirrorFolder is { } mirror && !Directory.Exists(mirror) ? mirror : null;

    /// <summary>How many bytes the disk of a folder has left, or null when nobody knows.</summary>
    internal Func<string, long?> FreeSpace { get; init; } = FreeSpaceOf;

    /// <summary>Every data set, what the catalogue has first.</summary>
    public IReadOnlyList<ShelfItem> List() => [.. _known.Select(Item)];

    /// <summary>
    /// Brings data sets into the cache, from a mirror folder or the network. What is there already
    /// stays; a broken download goes on where it broke.
    /// </summary>
    /// <param name="names">The data sets; all when there is none.</param>
    /// <param name="each">Told every outcome as soon as it stands.</param>
    /// <returns>One outcome for each set. A set that cannot be had does not keep the others from coming.</returns>
    /// <exception cref="ArgumentException">There is no set of a name.</exception>
    public IReadOnlyList<ShelfReport> Pull(IEnumerable<string> names, Action<ShelfReport>? each = null) =>
        Each(
            names,
            each,
            entry =>
                InCatalog(entry) is not { } set
                    ? new ShelfReport(entry.Name, true, "built-in: made when it is asked for, nothing to bring")
                    : Bring(set, _settings.Cache, _settings.MirrorFolder)
        );

    /// <summary>
    /// Checks every file of the cache, and of a mirror folder, against its checksum. Sets that
    /// are not here at all are looked for only when named.
    /// </summary>
    /// <param name="names">The data sets; all that are here when there is none.</param>
    /// <param name="each">Told every finding as soon as it stands.</param>
    /// <exception cref="ArgumentException">There is no set of a name.</exception>
    public IReadOnlyList<ShelfReport> Verify(IEnumerable<string> names, Action<ShelfReport>? each = null)
    {
        string[] wanted = [.. names];
        return Each(
            wanted,
            each,
            entry =>
                InCatalog(entry) is { } set ? Verify(set, required: wanted.Length > 0)
                : wanted.Length > 0 ? new ShelfReport(entry.Name, true, "built-in: no file to check")
                : null
        );
    }

    /// <summary>
    /// Removes data sets from the cache, with unfinished downloads and with the checksums that their first copies set: the next copy sets
    /// the standard anew. A mirror stays as it is.
    /// </summary>
    /// <param name="names">The data sets, one at least.</param>
    /// <param name="each">Told every outcome as soon as it stands.</param>
    /// <exception cref="ArgumentException">There is no set of a name, or no name.</exception>
    public IReadOnlyList<ShelfReport> Forget(IEnumerable<string> names, Action<ShelfReport>? each = null)
    {
        string[] wanted = [.. names];
        if (wanted.Length == 0)
            throw new ShelfUsageException("Name the data sets to forget.");
        return Each(
            wanted,
            each,
            entry => InCatalog(entry) is { } set ? Forget(set) : new ShelfReport(entry.Name, true, "built-in: nothing of it is kept")
        );
    }

    /// <summary>
    /// Makes or completes a folder that other machines can use as VIVA_MIRROR: the files, a README.txt with licences and citations, and
    /// their checksums as SHA256SUMS. What is there and intact stays.
    /// </summary>
    /// <param name="folder">The folder; it is made when it is not there.</param>
    /// <param name="names">The data sets; those that are here (in the cache or a mirror folder) when there is none.</param>
    /// <param name="each">Told every outcome as soon as it stands.</param>
    /// <exception cref="ArgumentException">There is no set of a name, or the folder lies in the cache.</exception>
    /// <exception cref="DataException">The folder cannot be written.</exception>
    public IReadOnlyList<ShelfReport> Mirror(string folder, IEnumerable<string> names, Action<ShelfReport>? each = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var root = Path.GetFullPath(folder);
        if (IsIn(root, _settings.Cache))
        {
            throw new ShelfUsageException(
                $"The folder {root} is in the cache {_settings.Cache}, which would then hold itself. Name another folder."
            );
        }

        string[] wanted = [.. names];
        var entries = Find(wanted);
        MirrorFiles.MakeWritable(root);

        var mirrored = new List<CatalogSet>();
        var reports = Each(
            wanted,
            each,
            entry =>
            {
                if (InCatalog(entry) is not { } set)
                    return wanted.Length > 0 ? new ShelfReport(entry.Name, true, "built-in: every machine makes it itself") : null;
                var held = new[] { _settings.Cache, _settings.MirrorFolder }
                    .Select(place => FolderContent.Of(set, place))
                    .FirstOrDefault(content => content.IsComplete);
                if (held is null && wanted.Length == 0 && !FolderContent.Of(set, root).IsComplete)
                    return null;

                var local = held?.Folder ?? _settings.Cache;
                if (held is not null && FreeSpace(root) is { } free && free < held.Bytes - FolderContent.Of(set, root).Bytes)
                {
                    return new ShelfReport(
                        entry.Name,
                        false,
                        $"needs {DataLine.Size(held.Bytes)} and {root} has {DataLine.Size(free)} left",
                        "Make room, or name a folder on another disk; what is there already is kept."
                    );
                }

                var report = Bring(set, root, local);
                if (report.Good)
                    mirrored.Add(set);
                return report;
            }
        );
        MirrorFiles.WriteIndex(root, _catalog, mirrored);
        return reports;
    }

    /// <summary>Where data is looked for, in this order, and what is there: pairs of a label and a value.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Where()
    {
        var cached = _catalog.Sets.Select(set => FolderContent.Of(set, _settings.Cache)).ToList();
        var places = new List<KeyValuePair<string, string>>
        {
            new(
                "Cache",
                Directory.Exists(_settings.Cache) ? _settings.Cache : $"{_settings.Cache} (not there yet: the first download makes it)"
            ),
            new("", Amount(cached)),
        };
        var parts = cached.SelectMany(content => content.Parts).DistinctBy(part => part.FullName).ToList();
        if (parts.Count > 0)
        {
            places.Add(
                new(
                    "",
                    $"{Count(parts.Count, "unfinished download")}, {DataLine.Size(parts.Sum(part => part.Length))}: viva data "
                        + $"pull goes on with {(parts.Count == 1 ? "it" : "them")}"
                )
            );
        }

        if (FreeSpace(_settings.Cache) is { } free)
            places.Add(new("", $"{DataLine.Size(free)} free on its disk"));
        if (_settings.MirrorFolder is { } mirror)
        {
            places.Add(
                new(
                    "Mirror",
                    mirror + (Directory.Exists(mirror) ? " (read in place)" : " (not there: correct VIVA_MIRROR, or take it away)")
                )
            );
            places.Add(new("", Amount([.. _catalog.Sets.Select(set => FolderContent.Of(set, mirror))])));
        }
        else
        {
            places.Add(new("Mirror", _settings.MirrorAddress?.AbsoluteUri ?? "none (VIVA_MIRROR can name a folder or an address)"));
        }

        places.Add(new("Network", _settings.Offline ? "forbidden (VIVA_OFFLINE=1)" : "allowed (VIVA_OFFLINE=1 forbids it)"));
        return places;

        static string Amount(IReadOnlyList<FolderContent> contents) =>
            $"{Count(contents.Count(content => content.IsComplete), "data set")}, "
            + $"{DataLine.Size(contents.SelectMany(content => content.Files).DistinctBy(file => file.FullName).Sum(file => file.Length))}";
    }

    /// <summary>
    /// Writes a page about a data set, with a sample of it, as <c>name.html</c> in <paramref name="folder"/>, and <c>index.html</c>, which
    /// lists all. No page needs a network.
    /// </summary>
    /// <returns>The data set's page.</returns>
    /// <exception cref="ArgumentException">There is no set of that name.</exception>
    /// <exception cref="DataException">The set cannot be had or is damaged, or the folder cannot be written.</exception>
    public string Show(string name, string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var entry = Find([name]).Single();
        Run.Load();
        // The tensors of a set go when its page is written: all sets together may not fit into memory.
        using var scope = torch.NewDisposeScope();
        var (dataset, line) = Quietly(entry);
        var path = DataPages.Write(folder, entry.Name, DataPages.Page(Item(entry), entry.What, InCatalog(entry), dataset, line));
        DataPages.Write(
            folder,
            "index",
            DataPages.Index([.. _known.Select(known => (Item(known), known.What, File.Exists(DataPages.PathOf(folder, known.Name))))])
        );
        return path;
    }

    /// <summary>Writes the pages of all data sets that are here or made here.</summary>
    /// <param name="folder">Where the pages go.</param>
    /// <param name="each">Told every outcome as soon as it stands.</param>
    /// <exception cref="DataException">The folder cannot be written.</exception>
    public IReadOnlyList<ShelfReport> ShowAll(string folder, Action<ShelfReport>? each = null)
    {
        return Each(
            [],
            each,
            entry =>
            {
                // A page of everything is no reason to download everything.
                if (InCatalog(entry) is not null && Item(entry).Place is not ("cache" or "mirror"))
                    return null;
                try
                {
                    return new ShelfReport(entry.Name, true, Show(entry.Name, folder));
                }
                catch (DataException exception) when (!IsFolderFault(exception))
                {
                    return new ShelfReport(entry.Name, false, exception.Message, $"Try: viva data verify {entry.Name}");
                }
            }
        );
    }

    /// <summary>
    /// The list, after asking: a set that is to be downloaded and that nobody answers for within
    /// <paramref name="patience"/> is <c>not here</c>.
    /// </summary>
    internal async Task<IReadOnlyList<ShelfItem>> ReachAsync(TimeSpan patience)
    {
        using var client = new HttpClient { Timeout = patience };
        return await Task.WhenAll(
                List()
                    .Select(async item =>
                    {
                        if (item.Place != "download")
                            return item;
                        var set = _catalog.Find(item.Name);
                        foreach (var form in set.Forms)
                        {
                            var addresses = form.Sources.Select(source => new Uri(
                                new Uri(source),
                                form.Files[0].RemoteName ?? form.Files[0].Name
                            ));
                            if (_settings.MirrorAddress is { } mirror)
                                addresses = addresses.Prepend(new Uri(mirror, $"{set.FolderName}/{form.Files[0].Name}"));
                            foreach (var address in addresses)
                            {
                                if (await AnswersAsync(client, address).ConfigureAwait(false))
                                    return item;
                            }
                        }

                        return item with
                        {
                            Place = "not here",
                        };
                    })
            )
            .ConfigureAwait(false);
    }

    /// <summary>Whether it is the folder to write to that is at fault, not the data.</summary>
    internal static bool IsFolderFault(DataException exception) => exception.InnerException is { } inner && DiskFault.Is(inner);

    /// <summary>The entries of these names (or of the methods that load them), each once; all when there is no name.</summary>
    /// <exception cref="ArgumentException">There is no set of a name; the message has those that are near.</exception>
    private IReadOnlyList<DatasetEntry> Find(string[] names) => names.Length == 0 ? _known : [.. names.Select(FindOne).Distinct()];

    private DatasetEntry FindOne(string name)
    {
        // A call with an argument that is nobody's own, such as Bert("tiny"), is the plain one.
        var method = name.Split('(')[0];
        if (
            (
                _known.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase) || entry.Method == name)
                ?? _known.FirstOrDefault(entry => entry.Method == method)
            ) is
            { } found
        )
        {
            return found;
        }

        string[] near = [.. _known.Select(entry => entry.Name).Where(known => IsNear(known, name))];
        throw new ShelfUsageException(
            near.Length > 0
                ? $"There is no data set '{name}'. Near it: {string.Join(", ", near)}. All: viva data list"
                : $"There is no data set '{name}'. There are: {string.Join(", ", _known.Select(entry => entry.Name))}."
        );
    }

    private List<ShelfReport> Each(IEnumerable<string> names, Action<ShelfReport>? each, Func<DatasetEntry, ShelfReport?> act)
    {
        var reports = new List<ShelfReport>();
        foreach (var entry in Find([.. names]))
        {
            if (act(entry) is not { } report)
                continue;
            reports.Add(report);
            each?.Invoke(report);
        }

        return reports;
    }

    private CatalogSet? InCatalog(DatasetEntry entry) => _catalog.Sets.FirstOrDefault(set => set.Name == entry.Name);

    private ShelfItem Item(DatasetEntry entry)
    {
        if (InCatalog(entry) is not { } set)
            return new ShelfItem(entry.Name, entry.Title, "-", entry.Licence, "built-in", entry.Call);
        var (cache, mirror) = (FolderContent.Of(set, _settings.Cache), FolderContent.Of(set, _settings.MirrorFolder));
        var place =
            cache.IsComplete ? "cache"
            : mirror.IsComplete ? "mirror"
            : _settings.Offline || (_settings.MirrorAddress is null && set.Forms.All(form => form.Sources.Count == 0)) ? "not here"
            : "download";
        var size =
            cache.IsComplete ? DataLine.Size(cache.Bytes)
            : mirror.IsComplete ? DataLine.Size(mirror.Bytes)
            : SizeToCome(set);
        return new ShelfItem(entry.Name, set.Title, size, set.Licence, place, entry.Call);
    }

    /// <summary>What the files of the first form that has sources come to, unpacked: known, or the limit of what is accepted.</summary>
    private static string SizeToCome(CatalogSet set)
    {
        var form = set.Forms.FirstOrDefault(candidate => candidate.Sources.Count > 0) ?? set.Forms[0];
        var known = form.Files.Sum(file => file.Payloads.Count > 0 ? file.Payloads[0].Bytes : 0);
        var unknown = form.Files.Sum(file => file.Payloads.Count > 0 ? 0 : file.MostBytes);
        return (unknown > known / 100 ? "up to " : "") + DataLine.Size(known + unknown);
    }

    /// <summary>
    /// Brings a set into <paramref name="target"/>, a cache or a mirror to be: what is missing there is copied from
    /// <paramref name="local"/> or downloaded.
    /// </summary>
    private ShelfReport Bring(CatalogSet set, string target, string? local)
    {
        try
        {
            MirrorFiles.CopyRecords(set, local, target);
            var fetched = new DataStore(_settings with { Cache = target, MirrorFolder = local }, _catalog).Fetch(set.Name);
            if (!fetched.Found)
            {
                var kept = FolderContent.Of(set, target).Parts.Sum(part => part.Length);
                var next = _settings.Offline
                    ? "Take VIVA_OFFLINE away, or set VIVA_MIRROR to a folder that holds it."
                    : $"Run it again{(kept > 0 ? $": the {DataLine.Size(kept)} that have arrived are kept" : "")}. Or set "
                        + "VIVA_MIRROR to a folder or address that holds it.";
                return new ShelfReport(set.Name, false, $"not to be had: {string.Join("; ", fetched.Problems)}", next);
            }

            var copied = 0;
            foreach (var file in fetched.Files)
            {
                var final = Path.Combine(target, set.FolderName, file.File.Name);
                if (Path.GetFullPath(file.Path) == Path.GetFullPath(final))
                    continue;
                MirrorFiles.Copy(file.Path, final);
                copied++;
            }

            var content = FolderContent.Of(set, target);
            var from =
                copied > 0 ? $"copied from {local}"
                : fetched.Place == "the cache" ? "already there"
                : $"from {fetched.Place}";
            return new ShelfReport(
                set.Name,
                true,
                $"{DataLine.Size(content.Bytes)}, {from}{string.Concat(fetched.Problems.Select(problem => "; " + problem))}"
            );
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            return new ShelfReport(
                set.Name,
                false,
                $"{target} cannot be written ({DiskFault.Words(exception)})",
                "Make room or name another folder, and run it again: what is there already is kept."
            );
        }
    }

    private ShelfReport Forget(CatalogSet set)
    {
        var path = Path.Combine(_settings.Cache, set.FolderName);
        var (files, bytes, records) = (0, 0L, 0);
        try
        {
            // Nobody is to bring it meanwhile.
            using var held = Directory.Exists(path)
                ? CacheFolder.Hold(
                    path,
                    _settings.LockPatience,
                    () => Viva.Display.Show.Text($"Another program is downloading {set.Title}; waiting until it is done.")
                )
                : null;
            foreach (var name in set.Forms.SelectMany(form => form.Files).Select(file => file.Name).Distinct())
            {
                foreach (var end in (string[])["", ".part", ".part.from", ".sha256"])
                {
                    var file = new FileInfo(Path.Combine(path, name + end));
                    if (!file.Exists)
                        continue;
                    (files, bytes, records) =
                        end.Length == 0 ? (files + 1, bytes + file.Length, records) : (files, bytes, records + (end == ".sha256" ? 1 : 0));
                    file.Delete();
                }
            }
        }
        catch (Exception exception) when (exception is CacheException || DiskFault.Is(exception))
        {
            return new ShelfReport(
                set.Name,
                false,
                exception is CacheException ? exception.Message : $"{path} cannot be written ({DiskFault.Words(exception)})",
                "Put that right, then run it again."
            );
        }

        var mirror =
            FolderContent.Of(set, _settings.MirrorFolder).Found.Count > 0 ? $"; what the mirror {_settings.MirrorFolder} holds stays" : "";
        return new ShelfReport(
            set.Name,
            true,
            files + records == 0
                ? $"nothing of it was in the cache{mirror}"
                : $"{Count(files, "file")} ({DataLine.Size(bytes)}) and {Count(records, "recorded checksum")} removed from the "
                    + $"cache{mirror}"
        );
    }

    private ShelfReport? Verify(CatalogSet set, bool required)
    {
        var store = new DataStore(_settings, _catalog);
        var places = new[] { _settings.Cache, _settings.MirrorFolder }.OfType<string>().Distinct().ToList();
        var good = new List<string>();
        var (unknown, complete) = (0, false);
        var damaged = new List<DataException>();
        foreach (var content in places.Select(place => FolderContent.Of(set, place)))
        {
            complete |= content.IsComplete;
            foreach (var (file, path) in content.Found)
            {
                try
                {
                    var firstUse = store.FirstUse(set, file);
                    var payload = Payload.Read(path, file, firstUse);
                    unknown +=
                        file.TakesFirstUse && firstUse is null && !file.Knows(Convert.ToHexStringLower(SHA256.HashData(payload))) ? 1 : 0;
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
            var inCache = damaged.All(exception => IsIn(exception.File, _settings.Cache));
            return new ShelfReport(
                set.Name,
                false,
                "damaged: " + string.Join("; ", damaged.Select(exception => $"{exception.File}: {exception.Problem.TrimEnd('.')}")),
                inCache
                    ? $"Fetch it anew: viva data pull {set.Name}"
                    : $"Make that mirror anew where its owner has the data: viva data mirror <folder> {set.Name}"
            );
        }

        if (!complete)
        {
            if (good.Count == 0 && !required)
                return null;
            var found =
                good.Count > 0
                    ? $"missing in part: {Count(good.Count, "file")} of it {(good.Count == 1 ? "is" : "are")} here"
                    : "missing: not in the cache" + (_settings.MirrorFolder is null ? "" : " and not in the mirror");
            return new ShelfReport(set.Name, false, found, $"Bring it: viva data pull {set.Name}");
        }

        var files = $"{Count(good.Count, "file")} intact";
        return new ShelfReport(
            set.Name,
            true,
            unknown == 0 ? files : $"{files}, {unknown} without a published checksum: the first use will record one"
        );
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri address)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            using var response = await client.SendAsync(request).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception)
            when (exception is HttpRequestException or OperationCanceledException || Downloader.IsUnusableAddress(exception))
        {
            return false;
        }
    }

    /// <summary>Loads a data set, keeping the line that it shows for the page.</summary>
    private static (IDataset Dataset, DataLine? Line) Quietly(DatasetEntry entry)
    {
        DataLine? line = null;
        using var use = DisplayHost.Use(
            new LineHost(
                DisplayHost.Current,
                shown =>
                {
                    if (shown.Name != entry.Name)
                        return false;
                    line = shown;
                    return true;
                }
            )
        );
        return (entry.Load(), line);
    }

    private static bool IsIn(string path, string folder)
    {
        var relative = Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(path));
        return relative == "." || !(relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative));
    }

    private static long? FreeSpaceOf(string folder)
    {
        try
        {
            for (var at = Path.GetFullPath(folder); at is not null; at = Path.GetDirectoryName(at))
            {
                if (Directory.Exists(at))
                    return new DriveInfo(at).AvailableFreeSpace;
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>
    /// Whether a reader who typed <paramref name="typed"/> may have meant <paramref name="name"/>: one is in the other, or no more than two
    /// letters, or a third of them, differ.
    /// </summary>
    private static bool IsNear(string name, string typed)
    {
        var (a, b) = (name, typed.ToLowerInvariant());
        if (b.Length < 3)
            return false;
        if (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal))
            return true;
        // The edit distance of Levenshtein, row by row.
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, next) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                next = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], next);
            }
        }

        return row[^1] <= Math.Max(2, a.Length / 3);
    }
}

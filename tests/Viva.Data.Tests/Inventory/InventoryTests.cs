using Viva.Data.Catalog;
using Viva.Data.Download;
using Viva.Data.Inventory;
using Viva.Data.Settings;

namespace Viva.Data.Tests.Inventory;

/// <summary>Listing, bringing, checking and copying data sets, on a catalogue of two small ones and servers on loopback.</summary>
public sealed class InventoryTests : IDisposable
{
    private const string Second = "other";

    private readonly DataFolder _folder = new();

    private static byte[] Served => DataFolder.NumbersServed;

    private static string Size => ByteSize.Text(Served.Length);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_list_says_where_each_set_is_and_how_to_load_it()
    {
        DatasetPlace Where(DataSettings settings) =>
            DatasetList.Of(Place(settings, "http://nowhere.invalid/")).Single(item => item.Name == DataFolder.SetName).Place;
        Assert.Equal(DatasetPlace.Download, Where(_folder.Settings));
        Assert.Equal(DatasetPlace.NotHere, Where(_folder.Settings with { Offline = true }));
        DataFolder.Put(_folder.Mirror, Served);
        Assert.Equal(DatasetPlace.Mirror, Where(_folder.Settings.WithMirror(_folder.Mirror)));
        DataFolder.Put(_folder.Cache, Served);
        Assert.Equal(DatasetPlace.Cache, Where(_folder.Settings.WithMirror(_folder.Mirror)));

        var items = DatasetList.Of(Place(_folder.Settings));
        Assert.Equal([DataFolder.SetName, Second, "made"], items.Select(item => item.Name));
        Assert.Equal(new DatasetStatus(Known.All[0], "Tiny numbers", Size, "CC0", DatasetPlace.Cache), items[0]);
        Assert.Equal((DatasetPlace.BuiltIn, "-", "Datasets.Made(\"small\")"), (items[2].Place, items[2].Size, items[2].Call));
    }

    [Fact]
    public void A_set_that_nobody_serves_is_not_here() =>
        Assert.Equal(DatasetPlace.NotHere, DatasetList.Of(Place(_folder.Settings))[0].Place);

    [Fact]
    public void Pull_brings_every_set_once_and_tells_each_outcome_as_it_stands()
    {
        using var server = LoopbackServer.Good(_ => Served);
        var reports = Pull(Place(_folder.Settings, server.Address), []);
        Assert.All(reports, report => Assert.True(report.Good, report.Finding));
        Assert.StartsWith($"{Size}, from {new Uri(server.Address).Authority}", reports[0].Finding);
        Assert.StartsWith("built-in", reports[2].Finding);
        Assert.Equal(2, server.Requests.Count);

        Assert.Equal($"{Size}, already there", Pull(Place(_folder.Settings, server.Address), [DataFolder.SetName])[0].Finding);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public void One_set_that_cannot_be_had_does_not_keep_the_others_from_coming()
    {
        using var server = LoopbackServer.Good(path => path == "/second.gz" ? Served : null);
        var reports = Pull(Place(_folder.Settings, server.Address), [DataFolder.SetName, Second]);
        Assert.Equal([false, true], reports.Select(report => report.Good));
        Assert.Contains("answered 404 Not Found (numbers.gz)", reports[0].Finding);
        Assert.Equal("Run it again. Or set VIVA_MIRROR to a folder or address that holds it.", reports[0].NextStep); // nothing has arrived
    }

    [Fact]
    public void Pull_goes_on_where_an_earlier_one_stopped()
    {
        using var server = LoopbackServer.Good(_ => Served);
        DataFolder.Put(_folder.Cache, Served[..30_000], DataFolder.FileName + ".part");
        File.WriteAllLines(_folder.Cached + ".part.from", [server.Address + DataFolder.FileName, "\"v1\""]);
        Assert.Contains(
            "1 unfinished download, 30 KB",
            string.Join('\n', DataPlaces.Describe(Place(_folder.Settings)).Select(line => line.Value))
        );
        Assert.True(Pull(Place(_folder.Settings, server.Address), [DataFolder.SetName])[0].Good);
        Assert.Equal("bytes=30000-", Assert.Single(server.Requests).Header("Range"));
    }

    [Fact]
    public void Pull_copies_from_a_mirror_folder_so_that_the_stick_can_be_taken_out()
    {
        DataFolder.Put(_folder.Mirror, Served);
        var offline = _folder.Settings with { Offline = true };
        Assert.Equal(
            $"{Size}, copied from {_folder.Mirror}",
            Pull(Place(offline.WithMirror(_folder.Mirror)), [DataFolder.SetName])[0].Finding
        );
        Directory.Delete(_folder.Mirror, recursive: true);
        Assert.True(new DataStore(offline, Two()).Fetch(DataFolder.SetName).Found);
        Assert.Equal([DataFolder.FileName], _folder.CacheContent());
    }

    [Fact]
    public void Pull_replaces_a_damaged_file_and_says_so()
    {
        DataFolder.Put(_folder.Cache, Served[..1000]);
        DataFolder.Put(_folder.Mirror, Served);
        var report = Pull(Place((_folder.Settings with { Offline = true }).WithMirror(_folder.Mirror)), [DataFolder.SetName])[0];
        Assert.True(report.Good);
        Assert.Contains("the copy in the cache is unusable", report.Finding);
        Assert.Equal(Served, File.ReadAllBytes(_folder.Cached));
    }

    [Fact]
    public void Pull_offline_says_what_forbids_it()
    {
        var report = Pull(Place(_folder.Settings with { Offline = true }, "http://nowhere.invalid/"), [DataFolder.SetName])[0];
        Assert.False(report.Good);
        Assert.Contains("VIVA_OFFLINE=1 forbids the network", report.Finding);
        Assert.StartsWith("Unset VIVA_OFFLINE", report.NextStep);
    }

    [Fact]
    public void Pull_into_a_cache_that_cannot_be_written_fails_with_what_to_do()
    {
        DataFolder.Put(_folder.Mirror, Served);
        var file = Path.Combine(_folder.Root, "file");
        File.WriteAllText(file, "");
        var settings = (_folder.Settings with { Cache = Path.Combine(file, "cache"), Offline = true }).WithMirror(_folder.Mirror);
        var report = Pull(Place(settings), [DataFolder.SetName])[0];
        Assert.False(report.Good);
        Assert.Contains($"{settings.Cache} cannot be written", report.Finding);
    }

    [Theory]
    [InlineData("tinny", "Near it: tiny.")]
    [InlineData("TIN", "Near it: tiny.")]
    [InlineData("the-other", "Near it: other.")]
    [InlineData("x", "There are: tiny, other, made.")]
    [InlineData("", "There are: tiny, other, made.")]
    public void An_unknown_name_is_refused_with_those_that_are_near(string name, string expected)
    {
        var error = Assert.Throws<DatasetRequestException>(() => Pull(Place(_folder.Settings), [DataFolder.SetName, name]));
        Assert.Contains(expected, error.Message);
        Assert.False(Directory.Exists(_folder.Cache));
    }

    [Theory]
    [InlineData("TINY", DataFolder.SetName)]
    [InlineData("Tiny", DataFolder.SetName)]
    [InlineData("Second", Second)]
    [InlineData("Made(\"small\")", "made")]
    [InlineData("Tiny(\"whatever\")", DataFolder.SetName)]
    public void A_name_may_be_the_method_that_loads_the_set(string name, string expected) =>
        Assert.Equal(expected, Assert.Single(Pull(Place(_folder.Settings with { Offline = true }), [name])).Name);

    [Fact]
    public void Verify_finds_what_is_intact_damaged_and_missing()
    {
        var place = Place(_folder.Settings.WithMirror(_folder.Mirror));
        Assert.Empty(Verify(place, []));
        var missing = Verify(place, [DataFolder.SetName])[0];
        Assert.Equal(
            (false, "missing: neither in the cache nor in the mirror", "Bring it: viva data pull tiny"),
            (missing.Good, missing.Finding, missing.NextStep)
        );

        DataFolder.Put(_folder.Cache, Served);
        Assert.Equal(new DatasetOutcome(DataFolder.SetName, true, "1 file intact"), Assert.Single(Verify(place, [])));

        var damaged = Served.ToArray();
        damaged[^100] ^= 1;
        DataFolder.Put(_folder.Cache, damaged);
        var found = Verify(place, [])[0];
        Assert.False(found.Good);
        Assert.StartsWith($"damaged: {_folder.Cached}: ", found.Finding);
        Assert.Equal("Fetch it again: viva data pull tiny", found.NextStep);

        DataFolder.Put(_folder.Cache, Served);
        DataFolder.Put(_folder.Mirror, Served[..5000]);
        found = Verify(place, [])[0];
        Assert.Contains(Path.Combine(_folder.Mirror, "tiny", "numbers.gz"), found.Finding);
        Assert.Contains("viva data mirror", found.NextStep);
    }

    [Fact]
    public void Verify_names_a_set_of_which_a_file_is_missing()
    {
        var catalog = new DataCatalog([
            new CatalogSet(
                DataFolder.SetName,
                "Tiny",
                "CC0",
                "nobody",
                [],
                [DataFolder.File(), DataFolder.File() with { Name = "more.gz" }]
            ),
        ]);
        DataFolder.Put(_folder.Cache, Served);
        var report = Assert.Single(Verify(new DataEnvironment(_folder.Settings, catalog, new KnownDatasets([Known.All[0]])), []));
        Assert.Equal((false, "incomplete: only 1 file of it is here"), (report.Good, report.Finding));
    }

    [Fact]
    public void Verify_holds_a_file_without_a_published_checksum_against_the_first_copy_that_was_used()
    {
        var catalog = Two(DataFolder.File(checksum: false));
        var place = new DataEnvironment(_folder.Settings with { Offline = true }, catalog, Known);
        DataFolder.Put(_folder.Cache, Served);
        Assert.Contains("1 without a published checksum", Verify(place, [])[0].Finding);
        new DataStore(_folder.Settings, catalog).Fetch(DataFolder.SetName);
        Assert.Equal("1 file intact", Verify(place, [])[0].Finding);
        DataFolder.Put(_folder.Cache, DataFolder.Gzip(DataFolder.Noise(DataFolder.Numbers.Length, 3)));
        Assert.Contains("where the first copy used here had", Verify(place, [])[0].Finding);
    }

    [Fact]
    public async Task A_mirror_serves_another_machine_as_a_folder_and_over_HTTP()
    {
        DataFolder.Put(_folder.Cache, Served);
        var stick = Path.Combine(_folder.Root, "stick");
        Assert.Equal([true], Mirror(Place(_folder.Settings with { Offline = true }), stick, []).Select(report => report.Good));

        var other = _folder.Settings with { Cache = Path.Combine(_folder.Root, "another machine") };
        Assert.Equal("the mirror", new DataStore(other.WithMirror(stick) with { Offline = true }, Two()).Fetch(DataFolder.SetName).Place);
        using var server = LoopbackServer.Good(path =>
            Path.Combine(stick, path.TrimStart('/')) is var file && File.Exists(file) ? File.ReadAllBytes(file) : null
        );
        var fetched = await Task.Run(
            () => new DataStore(other.WithMirror(server.Address), Two("http://nowhere.invalid/")).Fetch(DataFolder.SetName),
            TestContext.Current.CancellationToken
        );
        Assert.True(fetched.Found, string.Join("; ", fetched.Problems));
        Assert.StartsWith("the mirror 127.0.0.1", fetched.Place);
    }

    [Fact]
    public void A_mirror_has_checksums_that_sha256sum_takes_and_a_readme_with_licence_and_citation()
    {
        DataFolder.Put(_folder.Cache, Served);
        var stick = Path.Combine(_folder.Root, "stick");
        Mirror(Place(_folder.Settings with { Offline = true }), stick, []);
        Assert.Equal($"{DataFolder.Sha256(Served)}  tiny/numbers.gz\n", File.ReadAllText(Path.Combine(stick, "SHA256SUMS")));
        var readme = File.ReadAllText(Path.Combine(stick, "README.txt"));
        Assert.All(
            ["tiny: Tiny numbers", "Licence   CC0", "Citation  nobody", $"tiny/numbers.gz ({Size})", "VIVA_MIRROR="],
            text => Assert.Contains(text, readme)
        );
        Assert.DoesNotContain("Other numbers", readme);
        Assert.DoesNotContain(
            Directory.EnumerateFiles(stick, "*", SearchOption.AllDirectories),
            file => file.EndsWith(".new", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_mirror_made_again_keeps_what_is_intact_mends_what_is_damaged_and_adds_what_is_new()
    {
        DataFolder.Put(_folder.Cache, Served);
        var stick = Path.Combine(_folder.Root, "stick");
        var place = Place(_folder.Settings with { Offline = true });
        Mirror(place, stick, []);
        var copy = Path.Combine(stick, "tiny", "numbers.gz");
        var stamp = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(copy, stamp);
        Assert.EndsWith("already there", Mirror(place, stick, [])[0].Finding);
        Assert.Equal(stamp, File.GetLastWriteTimeUtc(copy));

        File.WriteAllBytes(copy, Served[..100]);
        Directory.CreateDirectory(Path.Combine(_folder.Cache, Second));
        File.Copy(_folder.Cached, Path.Combine(_folder.Cache, Second, "second.gz"));
        Assert.Equal([true, true], Mirror(place, stick, []).Select(report => report.Good));
        Assert.Equal(Served, File.ReadAllBytes(copy));
        Assert.Equal(2, File.ReadAllLines(Path.Combine(stick, "SHA256SUMS")).Length);
    }

    [Fact]
    public void A_file_that_rotted_in_a_mirror_keeps_the_checksum_that_tells_so()
    {
        DataFolder.Put(_folder.Cache, Served);
        var stick = Path.Combine(_folder.Root, "stick");
        var place = Place(_folder.Settings with { Offline = true });
        Mirror(place, stick, []);
        File.WriteAllBytes(Path.Combine(stick, "tiny", "numbers.gz"), [1, 2, 3]);
        Mirror(place, stick, ["made"]);
        Assert.StartsWith(DataFolder.Sha256(Served), File.ReadAllText(Path.Combine(stick, "SHA256SUMS")));
    }

    [Fact]
    public void What_is_not_here_is_downloaded_into_a_mirror_only_when_named()
    {
        using var server = LoopbackServer.Good(_ => Served);
        var stick = Path.Combine(_folder.Root, "stick");
        var place = Place(_folder.Settings, server.Address);
        Assert.Empty(Mirror(place, stick, []));
        Assert.Empty(server.Requests);
        Assert.True(Mirror(place, stick, [DataFolder.SetName])[0].Good);
        Assert.True(File.Exists(Path.Combine(stick, "tiny", "numbers.gz")));
        Assert.False(Directory.Exists(_folder.Cache));
        Assert.False(Mirror(Place(_folder.Settings with { Offline = true }), stick, [Second])[0].Good);
    }

    [Fact]
    public void The_checksum_of_the_first_use_travels_with_the_mirror()
    {
        var catalog = Two(DataFolder.File(checksum: false));
        DataFolder.Put(_folder.Cache, Served);
        new DataStore(_folder.Settings, catalog).Fetch(DataFolder.SetName);
        var stick = Path.Combine(_folder.Root, "stick");
        Mirror(new DataEnvironment(_folder.Settings with { Offline = true }, catalog, Known), stick, []);
        Assert.Equal(DataFolder.Sha256(DataFolder.Numbers), File.ReadAllText(Path.Combine(stick, "tiny", "numbers.gz.sha256")).Trim());
    }

    [Theory]
    [InlineData("")]
    [InlineData("stick")]
    public void A_mirror_in_the_cache_is_refused(string inside)
    {
        DataFolder.Put(_folder.Cache, Served);
        var error = Assert.Throws<DatasetRequestException>(() => Mirror(Place(_folder.Settings), Path.Combine(_folder.Cache, inside), []));
        Assert.Contains("is in the cache", error.Message);
        Assert.False(File.Exists(Path.Combine(_folder.Cache, inside, "README.txt")));
    }

    [Fact]
    public void A_mirror_beside_the_cache_with_a_name_that_starts_the_same_is_fine()
    {
        DataFolder.Put(_folder.Cache, Served);
        Assert.True(Mirror(Place(_folder.Settings with { Offline = true }), _folder.Cache + "-2", [])[0].Good);
    }

    [Fact]
    public void A_mirror_that_cannot_be_written_is_refused_before_anything_is_copied()
    {
        DataFolder.Put(_folder.Cache, Served);
        var file = Path.Combine(_folder.Root, "file");
        File.WriteAllText(file, "");
        var error = Assert.Throws<DataException>(() => Mirror(Place(_folder.Settings), Path.Combine(file, "stick"), []));
        Assert.True(DiskFault.IsCauseOf(error));
        Assert.Contains("cannot be written", error.Message);
    }

    [Fact]
    public void A_mirror_on_a_disk_without_room_is_told_before_copying()
    {
        DataFolder.Put(_folder.Cache, Served);
        var stick = Path.Combine(_folder.Root, "stick");
        var report = Mirror(
            new DataEnvironment(_folder.Settings with { Offline = true }, Two(), Known) { FreeSpace = _ => 1000 },
            stick,
            []
        )[0];
        Assert.Equal((false, $"needs {Size} and {stick} has 1 KB left"), (report.Good, report.Finding));
        Assert.StartsWith("Make room", report.NextStep);
        Assert.False(File.Exists(Path.Combine(stick, "tiny", "numbers.gz")));
    }

    [Fact]
    public void Where_names_the_cache_the_mirror_and_the_switch()
    {
        DataFolder.Put(_folder.Mirror, Served);
        var text = string.Join(
            '\n',
            DataPlaces
                .Describe(Place((_folder.Settings with { Offline = true }).WithMirror(_folder.Mirror)))
                .Select(line => $"{line.Label}|{line.Value}")
        );
        Assert.Contains($"Cache|{_folder.Cache} (not there yet", text);
        Assert.Contains($"Mirror|{_folder.Mirror} (read in place)\n|1 data set, {Size}", text);
        Assert.Contains("Network|forbidden", text);
        Assert.Contains(
            "not there: correct or unset VIVA_MIRROR",
            string.Join('\n', DataPlaces.Describe(Place(_folder.Settings.WithMirror("/no/such/folder"))).Select(line => line.Value))
        );
    }

    [Fact]
    public async Task Asking_the_publishers_tells_which_sets_can_be_downloaded()
    {
        using var server = LoopbackServer.Good(path => path == "/second.gz" ? Served : null);
        async Task<DatasetPlace[]> PlacesAsync(DataEnvironment place) =>
            [.. (await DatasetList.ReachableAsync(place, TimeSpan.FromSeconds(5))).Select(item => item.Place)];
        Assert.Equal(
            [DatasetPlace.NotHere, DatasetPlace.Download, DatasetPlace.BuiltIn],
            await PlacesAsync(Place(_folder.Settings, server.Address))
        );
        Assert.Equal(
            [DatasetPlace.NotHere, DatasetPlace.NotHere, DatasetPlace.BuiltIn],
            await PlacesAsync(Place(_folder.Settings, LoopbackServer.DeadAddress()))
        );

        using var mirror = LoopbackServer.Good(path => path == "/room/tiny/numbers.gz" ? Served : null);
        Assert.Equal(
            [DatasetPlace.Download, DatasetPlace.NotHere, DatasetPlace.BuiltIn],
            await PlacesAsync(Place(_folder.Settings.WithMirror(mirror.Address + "room")))
        );
        var count = mirror.Requests.Count;
        Assert.Equal(
            [DatasetPlace.NotHere, DatasetPlace.NotHere, DatasetPlace.BuiltIn],
            await PlacesAsync(Place((_folder.Settings with { Offline = true }).WithMirror(mirror.Address + "room")))
        );
        Assert.Equal(count, mirror.Requests.Count);
    }

    [Fact]
    public void A_mirror_folder_that_is_not_there_is_known()
    {
        Assert.Equal("/no/such/folder", DataPlaces.MissingMirror(Place(_folder.Settings.WithMirror("/no/such/folder"))));
        Assert.Null(DataPlaces.MissingMirror(Place(_folder.Settings.WithMirror(_folder.Root))));
        Assert.Null(DataPlaces.MissingMirror(Place(_folder.Settings)));
    }

    internal static DataCatalog Two(params string[] sources) => Two(DataFolder.File(), sources);

    private static KnownDatasets Known { get; } =
        new([
            new(DataFolder.SetName, "Tiny", "A few numbers."),
            new(Second, "Second", "A few other numbers."),
            new("made", "Made(\"small\")", "Numbers made here.", "Made and typed"),
        ]);

    private static DataCatalog Two(CatalogFile file, params string[] sources) =>
        new([
            new CatalogSet(DataFolder.SetName, "Tiny numbers", "CC0", "nobody", sources, [file]),
            new CatalogSet(Second, "Other numbers", "MIT", "somebody", sources, [DataFolder.File() with { Name = "second.gz" }]),
        ]);

    private static IReadOnlyList<DatasetOutcome> Pull(DataEnvironment place, string[] names) => [.. DatasetPull.Run(place, names)];

    private static IReadOnlyList<DatasetOutcome> Verify(DataEnvironment place, string[] names) =>
        [.. DatasetVerification.Run(place, names)];

    private static IReadOnlyList<DatasetOutcome> Mirror(DataEnvironment place, string folder, string[] names) =>
        [.. MirrorFolder.Make(place, folder, names)];

    private static DataEnvironment Place(DataSettings settings, params string[] sources) => new(settings, Two(sources), Known);
}

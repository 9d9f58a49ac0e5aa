using System.Diagnostics;
using Viva.Data.Catalog;
using Viva.Data.Download;
using Viva.Data.Inventory;
using Viva.Data.Settings;

namespace Viva.Data.Tests.Download;

/// <summary>The order of cache, mirror and sources, and a cache that is damaged, shared or cannot be written.</summary>
public sealed class DataStoreTests : IDisposable
{
    private readonly DataFolder _folder = new();

    private static byte[] Served => DataFolder.NumbersServed;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_mirror_folder_is_read_in_place()
    {
        DataFolder.Put(_folder.Mirror, Served);
        var fetched = new DataStore(_folder.Settings.WithMirror(_folder.Mirror) with { Offline = true }, DataFolder.Catalog()).Fetch(
            DataFolder.SetName
        );
        AssertGood(fetched);
        Assert.Equal("the mirror", fetched.Place);
        Assert.False(Directory.Exists(_folder.Cache));
    }

    [Fact]
    public void A_file_address_is_a_mirror_folder()
    {
        DataFolder.Put(_folder.Mirror, Served);
        AssertGood(new DataStore(_folder.Settings.WithMirror("file://" + _folder.Mirror), DataFolder.Catalog()).Fetch(DataFolder.SetName));
    }

    [Fact]
    public void A_mirror_may_hold_the_file_unpacked_under_its_name()
    {
        DataFolder.Put(_folder.Mirror, DataFolder.Numbers);
        AssertGood(new DataStore(_folder.Settings.WithMirror(_folder.Mirror), DataFolder.Catalog()).Fetch(DataFolder.SetName));
    }

    [Theory]
    [InlineData("ftp://somewhere/")]
    [InlineData("http://")]
    public void A_mirror_of_another_kind_is_an_error_that_names_the_variable(string mirror)
    {
        var error = Assert.Throws<SettingException>(() => _folder.Settings.WithMirror(mirror));
        Assert.Equal("VIVA_MIRROR", error.Variable);
        Assert.Contains("a folder, or an http, https or file address", error.Message);
    }

    [Fact]
    public void A_mirror_folder_that_is_not_there_is_named_among_the_reasons()
    {
        var settings = _folder.Settings.WithMirror(_folder.Mirror) with { Offline = true };
        var fetched = new DataStore(settings, DataFolder.Catalog()).Fetch(DataFolder.SetName);
        Assert.Equal($"it is not in the cache and the mirror folder {_folder.Mirror} does not exist", fetched.Problems[0]);
    }

    [Fact]
    public void A_damaged_file_in_the_cache_is_fetched_again_and_the_line_says_so()
    {
        using var server = LoopbackServer.Good(_ => Served);
        var damaged = Served.ToArray();
        damaged[1000] ^= 1;
        DataFolder.Put(_folder.Cache, damaged);
        var fetched = _folder.Fetch(server.Address);
        AssertGood(fetched);
        Assert.Contains("the copy in the cache is unusable", Assert.Single(fetched.Problems));
        Assert.Equal(Served, File.ReadAllBytes(_folder.Cached));
    }

    [Fact]
    public void A_damaged_mirror_is_named_and_the_next_source_used()
    {
        using var server = LoopbackServer.Good(_ => Served);
        DataFolder.Put(_folder.Mirror, Served[..1000]);
        var fetched = new DataStore(_folder.Settings.WithMirror(_folder.Mirror), DataFolder.Catalog(server.Address)).Fetch(
            DataFolder.SetName
        );
        AssertGood(fetched);
        Assert.Contains(
            $"the copy in the mirror is unusable ({Path.Combine(_folder.Mirror, "tiny", "numbers.gz")}: ",
            Assert.Single(fetched.Problems)
        );
    }

    [Fact]
    public void Offline_with_a_damaged_cache_says_both()
    {
        DataFolder.Put(_folder.Cache, Served[..1000]);
        var fetched = new DataStore(_folder.Settings with { Offline = true }, DataFolder.Catalog()).Fetch(DataFolder.SetName);
        Assert.False(fetched.Found);
        Assert.Collection(
            fetched.Problems,
            problem => Assert.Contains("the copy in the cache is unusable", problem),
            problem => Assert.Equal("VIVA_OFFLINE=1 forbids the network", problem)
        );
    }

    [Fact]
    public async Task Many_at_once_download_once()
    {
        using var server = new LoopbackServer(
            async (request, connection) =>
            {
                await Task.Delay(300);
                await LoopbackServer.ServeAsync(request, connection, Served);
            }
        );
        // Each has a lock of its own on the folder, as separate processes have.
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _folder.Fetch(server.Address))));
        Assert.All(all, AssertGood);
        Assert.Single(server.Requests);
        Assert.Equal([DataFolder.FileName], _folder.CacheContent());
    }

    [Fact]
    public async Task Another_process_that_holds_the_cache_is_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock"), "needs Linux' flock command as the other process");
        using var server = LoopbackServer.Good(_ => Served);
        Directory.CreateDirectory(Path.Combine(_folder.Cache, DataFolder.SetName));
        using var other = Process.Start(
            new ProcessStartInfo(
                "/usr/bin/flock",
                [Path.Combine(_folder.Cache, DataFolder.SetName, ".lock"), "sh", "-c", "echo held; read line"]
            )
            {
                RedirectStandardOutput = true,
                RedirectStandardInput = true,
            }
        )!;
        Assert.Equal("held", await other.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        var fetch = Task.Run(() => _folder.Fetch(server.Address), TestContext.Current.CancellationToken);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(fetch.IsCompleted);
        Assert.Empty(server.Requests);

        // The other process finishes and leaves the file.
        File.WriteAllBytes(_folder.Cached, Served);
        await other.StandardInput.WriteLineAsync("done");
        var fetched = await fetch;
        AssertGood(fetched);
        Assert.Equal("the cache", fetched.Place);
        Assert.Empty(server.Requests);
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_process_that_never_lets_go_is_not_waited_for_forever()
    {
        using var server = LoopbackServer.Good(_ => Served);
        using var held = CacheLock.Hold(
            Path.Combine(_folder.Cache, DataFolder.SetName),
            TimeSpan.FromSeconds(1),
            () => { },
            TestContext.Current.CancellationToken
        );
        var fetched = new DataStore(
            _folder.Settings with
            {
                LockPatience = TimeSpan.FromSeconds(0.2),
            },
            DataFolder.Catalog(server.Address)
        ).Fetch(DataFolder.SetName);
        Assert.False(fetched.Found);
        Assert.Contains("another process has been writing to", fetched.Problems[^1]);
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_named_with_what_to_do()
    {
        using var server = LoopbackServer.Good(_ => Served);
        File.WriteAllText(_folder.Cache, "a file where the folder should be");
        var fetched = _folder.Fetch(server.Address);
        Assert.False(fetched.Found);
        Assert.Contains($"the cache folder {Path.Combine(_folder.Cache, "tiny")} cannot be written", fetched.Problems[^1]);
        Assert.Contains("VIVA_CACHE can name another", fetched.Problems[^1]);

        DataFolder.Put(_folder.Mirror, Served);
        AssertGood(
            new DataStore(_folder.Settings.WithMirror(_folder.Mirror), DataFolder.Catalog(server.Address)).Fetch(DataFolder.SetName)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_full_disk_is_named_and_what_has_arrived_is_kept_where_it_can_be_gone_on_with(bool resumable)
    {
        var disk = Path.Combine(_folder.Root, "disk");
        Directory.CreateDirectory(disk);
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk),
            "cannot mount a small disk here"
        );
        try
        {
            using var server = new LoopbackServer(
                (request, connection) =>
                    resumable ? LoopbackServer.ServeAsync(request, connection, Served) : connection.SendAsync("200 OK", Served)
            );
            var settings = _folder.Settings with { Cache = Path.Combine(disk, "cache") };
            var fetched = new DataStore(settings, DataFolder.Catalog(server.Address)).Fetch(DataFolder.SetName);
            Assert.False(fetched.Found);
            Assert.Contains("cannot be written (No space left on device", fetched.Problems[^1]);
            Assert.Equal(resumable, fetched.Problems[^1].EndsWith("; what has arrived is kept", StringComparison.Ordinal));
            string[] left = resumable ? [".lock", "numbers.gz.part", "numbers.gz.part.from"] : [".lock"];
            Assert.Equal(
                left,
                Directory.EnumerateFiles(Path.Combine(disk, "cache", "tiny")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            );

            DataFolder.Put(_folder.Mirror, Served);
            AssertGood(new DataStore(settings.WithMirror(_folder.Mirror), DataFolder.Catalog(server.Address)).Fetch(DataFolder.SetName));

            // Still full: the part and its note survive another try.
            Assert.False(new DataStore(settings, DataFolder.Catalog(server.Address)).Fetch(DataFolder.SetName).Found);
            Assert.True(Command("mount", "-o", "remount,size=1m", disk));
            AssertGood(new DataStore(settings, DataFolder.Catalog(server.Address)).Fetch(DataFolder.SetName));
            Assert.Equal(resumable, server.Requests[^1].Header("Range") is not null);
            Assert.Equal(
                [".lock", "numbers.gz"],
                Directory.EnumerateFiles(Path.Combine(disk, "cache", "tiny")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            );
        }
        finally
        {
            Command("umount", disk);
        }
    }

    [Fact]
    public void What_a_disk_refuses_is_told_from_faults_of_the_program()
    {
        Assert.True(DiskFault.Is(new IOException("Disk quota exceeded", 122)));
        Assert.True(DiskFault.Is(new UnauthorizedAccessException()));
        Assert.True(DiskFault.Is(new ArgumentOutOfRangeException("value")));
        Assert.False(DiskFault.Is(new ArgumentOutOfRangeException("index")));
        Assert.False(DiskFault.Is(new InvalidOperationException()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ba78")]
    [InlineData("not a checksum at all, but as long as one is: sixty-four letters.")]
    public void A_record_that_a_full_disk_or_a_crash_cut_off_is_none_and_is_written_anew(string left)
    {
        var file = DataFolder.File(checksum: false);
        DataFolder.Put(_folder.Cache, Served);
        File.WriteAllText(_folder.Cached + ".sha256", left);
        var store = new DataStore(_folder.Settings with { Offline = true }, DataFolder.Catalog(file));
        AssertGood(store.Fetch(DataFolder.SetName));
        Assert.Equal(DataFolder.Sha256(DataFolder.Numbers) + "\n", File.ReadAllText(_folder.Cached + ".sha256"));
        Assert.Equal([DataFolder.FileName, DataFolder.FileName + ".sha256"], _folder.CacheContent());
    }

    [Fact]
    public void A_checksum_that_cannot_be_recorded_is_no_reason_to_do_without_the_file()
    {
        var file = DataFolder.File(checksum: false);
        DataFolder.Put(_folder.Mirror, Served);
        File.WriteAllText(_folder.Cache, "a file where the folder should be");
        var fetched = new DataStore(_folder.Settings.WithMirror(_folder.Mirror) with { Offline = true }, DataFolder.Catalog(file)).Fetch(
            DataFolder.SetName
        );
        AssertGood(fetched);
        Assert.Contains("could not be recorded", Assert.Single(fetched.Problems));
    }

    [Fact]
    public void A_download_without_a_version_cannot_be_gone_on_with_and_nobody_says_so()
    {
        DataFolder.Put(_folder.Cache, Served[..30_000], DataFolder.FileName + ".part");
        File.WriteAllLines(_folder.Cached + ".part.from", ["http://nowhere.invalid/numbers.gz", ""]);
        Assert.Null(PartialDownload.Resumable(_folder.Cached + ".part"));
        Assert.Empty(FolderContent.Of(DataFolder.Catalog().Sets[0], _folder.Cache).Parts);
    }

    [Fact]
    public void Without_a_published_checksum_the_first_copy_sets_the_standard()
    {
        var file = DataFolder.File(checksum: false);
        DataFolder.Put(_folder.Mirror, Served);
        var settings = _folder.Settings.WithMirror(_folder.Mirror);
        var store = new DataStore(settings, DataFolder.Catalog(file));
        var first = store.Fetch(DataFolder.SetName);
        AssertGood(first);
        Assert.Contains(
            "no checksum of numbers.gz is published, so this first copy (SHA-256 " + DataFolder.Sha256(DataFolder.Numbers)[..12],
            Assert.Single(first.Problems)
        );
        Assert.Empty(store.Fetch(DataFolder.SetName).Problems);

        DataFolder.Put(_folder.Mirror, DataFolder.Gzip(DataFolder.Noise(DataFolder.Numbers.Length, 3)));
        var changed = new DataStore(settings with { Offline = true }, DataFolder.Catalog(file)).Fetch(DataFolder.SetName);
        Assert.False(changed.Found);
        Assert.Contains("where the first copy used here had", changed.Problems[0]);
    }

    [Fact]
    public void A_name_that_is_not_in_the_catalogue_is_an_error_that_lists_those_that_are()
    {
        var error = Assert.Throws<DataException>(() => new DataStore(_folder.Settings, DataCatalog.Default).Fetch("mnits"));
        Assert.StartsWith("mnits: is not in the catalogue. It has: mnist, fashion-mnist, adult", error.Message);
    }

    [Fact]
    public void The_catalogue_is_complete()
    {
        Assert.All(
            DataCatalog.Default.Sets,
            set =>
            {
                Assert.NotEmpty(set.Title);
                Assert.NotEmpty(set.Licence);
                Assert.NotEmpty(set.Citation);
                Assert.Contains(set.Forms, form => form.Sources.Count > 0);
                Assert.All(
                    set.Forms.SelectMany(form => form.Sources),
                    source => Assert.True(Uri.TryCreate(source, UriKind.Absolute, out _) && source.EndsWith('/'))
                );
                Assert.All(
                    set.Forms.SelectMany(form => form.Files),
                    file =>
                    {
                        Assert.True(file.MaxBytes > 0);
                        Assert.All(
                            file.Payloads.Select(payload => payload.Sha256).Append(file.ServedSha256).OfType<string>(),
                            sha256 => Assert.Matches("^[0-9a-f]{64}$", sha256)
                        );
                    }
                );
            }
        );
        Assert.Equal(DataCatalog.Default.Sets.Count, DataCatalog.Default.Sets.Select(set => set.Name).Distinct().Count());
    }

    private static bool Command(string name, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static void AssertGood(FetchedSet fetched)
    {
        Assert.True(fetched.Found, string.Join("; ", fetched.Problems));
        Assert.True(fetched[DataFolder.FileName].Span.SequenceEqual(DataFolder.Numbers));
    }
}

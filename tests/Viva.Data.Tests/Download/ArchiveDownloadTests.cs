using Viva.Data.Catalog;
using Viva.Data.Download;

namespace Viva.Data.Tests.Download;

/// <summary>Sets in archives and in several forms: what a server, a cache or a mirror can do to them.</summary>
public sealed class ArchiveDownloadTests : IDisposable
{
    private readonly DataFolder _folder = new();

    private static readonly byte[] Words = DataFolder.Noise(30_000, 11);

    public static TheoryData<string> Kinds => ["words.zip", "words.tar.gz"];

    public void Dispose() => _folder.Dispose();

    private static byte[] Pack(string file, params (string, byte[])[] members) =>
        file.EndsWith(".zip", StringComparison.Ordinal) ? Packed.Zip(members) : Packed.TarGz(members);

    private static byte[] Good(string file) => Pack(file, ("inner/words.txt", Words), ("inner/README", [1, 2, 3]));

    private static CatalogFile Known(string file) => new(file, [new CatalogPayload(Good(file).Length, DataFolder.Sha256(Good(file)))]);

    private static CatalogFile Unknown(string file) => new(file, [], Limit: 1_000_000);

    private DataStore Store(CatalogFile file, params string[] sources) => new(_folder.Settings, DataFolder.Catalog(file, sources));

    private FetchedSet Fetch(CatalogFile file, params string[] sources) => Store(file, sources).Fetch(DataFolder.SetName);

    private static void AssertGood(FetchedSet fetched)
    {
        Assert.True(fetched.Found, string.Join("; ", fetched.Problems));
        Assert.True(fetched["words.txt"].Span.SequenceEqual(Words));
    }

    private void AssertRefused(FetchedSet fetched, string reason)
    {
        Assert.False(fetched.Found);
        Assert.Contains(reason, fetched.Problems[^1]);
        Assert.Empty(_folder.CacheContent());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_archive_is_kept_packed_and_its_members_are_asked_for_by_name(string file)
    {
        using var server = LoopbackServer.Good(_ => Good(file));
        var fetched = Fetch(Known(file), server.Address);
        AssertGood(fetched);
        Assert.Equal([file], _folder.CacheContent());
        Assert.Equal(Good(file), File.ReadAllBytes(fetched.Files[0].Path));
        AssertGood(Fetch(Known(file), server.Address));
        Assert.Single(server.Requests);
        var error = Assert.Throws<DataException>(() => fetched["nothing.txt"]);
        Assert.Equal("nothing.txt: is not among the files of tiny that were found.", error.Message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Two_members_that_answer_to_one_name_are_an_error(string file)
    {
        var archive = Pack(file, ("a/words.txt", [1]), ("b/words.txt", [2]));
        using var server = LoopbackServer.Good(_ => archive);
        var error = Assert.Throws<DataException>(() => Fetch(Unknown(file), server.Address)["words.txt"]);
        Assert.Equal("tiny: holds two members called words.txt.", error.Message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_archive_with_another_checksum_is_refused(string file)
    {
        var other = Good(file);
        other[100] ^= 1;
        using var server = LoopbackServer.Good(_ => other);
        AssertRefused(Fetch(Known(file), server.Address), "sent a file that is not the right one: its SHA-256 is ");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Without_a_published_checksum_the_first_archive_sets_the_standard(string file)
    {
        using var server = LoopbackServer.Good(_ => Good(file));
        var first = Fetch(Unknown(file), server.Address);
        AssertGood(first);
        Assert.Contains(
            $"no checksum of {file} is published, so this first copy (SHA-256 {DataFolder.Sha256(Good(file))[..12]}",
            Assert.Single(first.Problems)
        );
        Assert.Empty(Fetch(Unknown(file), server.Address).Problems);

        DataFolder.Put(_folder.Cache, Pack(file, ("inner/words.txt", [1])), file);
        var changed = new DataStore(_folder.Settings with { Offline = true }, DataFolder.Catalog(Unknown(file))).Fetch(DataFolder.SetName);
        Assert.False(changed.Found);
        Assert.Contains("where the first copy used here had", changed.Problems[0]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Another_release_than_the_known_one_is_taken_and_named_and_compared_ever_after(string file)
    {
        var open = Known(file) with { Limit = 1_000_000 };
        var newer = Pack(file, ("inner/words.txt", Words), ("inner/README", [4]));
        using (var server = LoopbackServer.Good(_ => newer))
        {
            var fetched = Fetch(open, server.Address);
            AssertGood(fetched);
            Assert.Contains($"this copy of {file} is another release than those in the catalogue", Assert.Single(fetched.Problems));
        }

        DataFolder.Put(_folder.Cache, Pack(file, ("inner/words.txt", [1])), file);
        Assert.False(new DataStore(_folder.Settings with { Offline = true }, DataFolder.Catalog(open)).Fetch(DataFolder.SetName).Found);
        DataFolder.Put(_folder.Cache, Good(file), file);
        AssertGood(new DataStore(_folder.Settings with { Offline = true }, DataFolder.Catalog(open)).Fetch(DataFolder.SetName));
    }

    public static TheoryData<string, string> Faults =>
        new MatrixTheoryData<string, string>(
            ["words.zip", "words.tar.gz"],
            ["cut", "page", "noise", "empty", "traversal", "absolute", "bomb", "long"]
        );

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_first_archive_that_is_not_right_is_never_taken(string file, string fault)
    {
        var (served, reason) = fault switch
        {
            "cut" => (
                Good(file)[..20_000],
                file.EndsWith(".zip", StringComparison.Ordinal) ? "is not an intact zip archive" : "is cut off"
            ),
            "page" => ("<!DOCTYPE html><html><body>Sign in</body></html>"u8.ToArray(), "is a web page, not data"),
            "noise" => (
                DataFolder.Noise(5000, 9),
                file.EndsWith(".zip", StringComparison.Ordinal) ? "is not an intact zip archive" : "is not a gzip file"
            ),
            "empty" => ([], "holds 0 bytes where 1 to 1,000,000 are expected"),
            "traversal" => (Pack(file, ("../words.txt", Words)), "its member '../words.txt' has a path that leads elsewhere"),
            "absolute" => (Pack(file, ("/words.txt", Words)), "its member '/words.txt' has an absolute path"),
            "bomb" => (Pack(file, ("words.txt", new byte[20_000_000])), "unpacks to more than 100 times its"),
            _ => (DataFolder.Noise(2_000_000, 9), "more than " + file + " can have"),
        };
        using var server = LoopbackServer.Good(_ => served);
        AssertRefused(Fetch(Unknown(file), server.Address), reason);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_404_moves_on_to_the_next_source(string file)
    {
        using var bad = LoopbackServer.Good(_ => null);
        using var good = LoopbackServer.Good(_ => Good(file));
        var fetched = Fetch(Known(file), bad.Address, good.Address);
        AssertGood(fetched);
        Assert.Equal($"{new Uri(bad.Address).Authority} answered 404 Not Found ({file})", Assert.Single(fetched.Problems));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_archive_whose_connection_breaks_is_resumed(string file)
    {
        var served = Good(file);
        using var server = new LoopbackServer(
            async (request, connection) =>
            {
                if (request.Earlier > 0)
                {
                    await LoopbackServer.ServeAsync(request, connection, served);
                    return;
                }

                await connection.HeadAsync("200 OK", $"Content-Length: {served.Length}", "ETag: \"v1\"");
                await connection.BodyAsync(served.AsMemory(0, 10_000));
            }
        );
        AssertGood(Fetch(Unknown(file), server.Address));
        Assert.Equal("bytes=10000-", server.Requests[1].Header("Range"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_archive_in_a_mirror_is_read_in_place(string file)
    {
        DataFolder.Put(_folder.Mirror, Good(file), file);
        AssertGood(
            new DataStore(_folder.Settings.WithMirror(_folder.Mirror) with { Offline = true }, DataFolder.Catalog(Known(file))).Fetch(
                DataFolder.SetName
            )
        );
        Assert.False(Directory.Exists(_folder.Cache));
    }

    private static DataCatalog TwoForms(string plainSource, string archiveSource) =>
        new([
            new CatalogSet(
                DataFolder.SetName,
                "Tiny words",
                "CC0",
                "nobody",
                plainSource.Length == 0 ? [] : [plainSource],
                [new CatalogFile("words.txt", [new CatalogPayload(Words.Length, DataFolder.Sha256(Words))])],
                [new CatalogForm([archiveSource], [Known("words.zip")])],
                Folder: "shelf"
            ),
        ]);

    [Fact]
    public void A_set_in_two_forms_comes_in_the_first_that_can_be_had()
    {
        using var plain = LoopbackServer.Good(_ => Words);
        using var archive = LoopbackServer.Good(_ => Good("words.zip"));
        AssertGood(new DataStore(_folder.Settings, TwoForms(plain.Address, archive.Address)).Fetch(DataFolder.SetName));
        Assert.Empty(archive.Requests);
    }

    [Fact]
    public void When_the_first_form_cannot_be_had_the_second_is_asked_for_and_kept_in_the_sets_folder()
    {
        using var plain = LoopbackServer.Good(_ => null);
        using var archive = LoopbackServer.Good(_ => Good("words.zip"));
        var store = new DataStore(_folder.Settings, TwoForms(plain.Address, archive.Address));
        var fetched = store.Fetch(DataFolder.SetName);
        AssertGood(fetched);
        Assert.Contains("answered 404", Assert.Single(fetched.Problems));
        Assert.Equal(Path.Combine(_folder.Cache, "shelf", "words.zip"), Assert.Single(fetched.Files).Path);
        AssertGood(store.Fetch(DataFolder.SetName));
        Assert.Single(archive.Requests);
    }

    [Fact]
    public void A_form_without_sources_is_only_looked_for_at_hand()
    {
        using var archive = LoopbackServer.Good(_ => null);
        var fetched = new DataStore(_folder.Settings, TwoForms("", archive.Address)).Fetch(DataFolder.SetName);
        Assert.False(fetched.Found);
        Assert.Equal(
            ["it is not in the cache", $"{new Uri(archive.Address).Authority} answered 404 Not Found (words.zip)"],
            fetched.Problems
        );
    }

    [Fact]
    public void The_second_form_in_the_cache_is_used_before_the_first_is_downloaded()
    {
        using var plain = LoopbackServer.Good(_ => Words);
        Directory.CreateDirectory(Path.Combine(_folder.Cache, "shelf"));
        File.WriteAllBytes(Path.Combine(_folder.Cache, "shelf", "words.zip"), Good("words.zip"));
        AssertGood(new DataStore(_folder.Settings, TwoForms(plain.Address, plain.Address)).Fetch(DataFolder.SetName));
        Assert.Empty(plain.Requests);
    }

    [Fact]
    public void A_file_may_have_another_name_at_its_source_and_its_own_in_a_mirror()
    {
        var file = DataFolder.File() with { RemoteName = "5976027" };
        using (var server = LoopbackServer.Good(path => path == "/5976027" ? DataFolder.NumbersServed : null))
        {
            Assert.True(new DataStore(_folder.Settings, DataFolder.Catalog(file, server.Address)).Fetch(DataFolder.SetName).Found);
        }

        Assert.Equal([DataFolder.FileName], _folder.CacheContent());

        using var mirror = LoopbackServer.Good(path => path == "/tiny/numbers.gz" ? DataFolder.NumbersServed : null);
        var settings = (_folder.Settings with { Cache = Path.Combine(_folder.Root, "other") }).WithMirror(mirror.Address);
        Assert.True(new DataStore(settings, DataFolder.Catalog(file)).Fetch(DataFolder.SetName).Found);
    }
}

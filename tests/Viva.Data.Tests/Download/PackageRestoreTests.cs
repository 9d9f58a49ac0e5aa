using System.IO.Compression;
using Viva.Data.Catalog;
using Viva.Data.Download;

namespace Viva.Data.Tests.Download;

/// <summary>Files inside NuGet packages, restored by the SDK from a folder that is a package source.</summary>
public sealed class PackageRestoreTests : IDisposable
{
    private const string Source = "nuget:Viva.Tests.Numbers/1.2.0!content/numbers/";

    private readonly DataFolder _folder = new();

    public PackageRestoreTests()
    {
        // The folders above the cache may say where packages come from, as a user's own settings do.
        Directory.CreateDirectory(Feed);
        File.WriteAllText(
            Path.Combine(_folder.Root, "nuget.config"),
            $"""<configuration><packageSources><clear /><add key="here" value="{Feed}" /></packageSources></configuration>"""
        );
        // Build settings of somebody else above it are not meant for the restore.
        File.WriteAllText(Path.Combine(_folder.Root, "Directory.Build.props"), "<Project><Import Project=\"absent.props\" /></Project>");
    }

    private string Feed => Path.Combine(_folder.Root, "feed");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_of_a_package_is_taken_into_the_cache_and_nothing_else_stays()
    {
        Publish("content/numbers/" + DataFolder.FileName, DataFolder.NumbersServed);
        var fetched = _folder.Fetch(Source);
        Assert.Equal((true, "the NuGet package Viva.Tests.Numbers 1.2.0"), (fetched.Found, fetched.Place));
        Assert.Equal(DataFolder.Numbers, fetched[DataFolder.FileName].ToArray());
        Assert.Equal([DataFolder.FileName], _folder.CacheContent());
        Assert.False(Directory.Exists(Path.Combine(_folder.Cache, DataFolder.SetName, ".packages")));

        // The next one needs no package.
        File.Delete(Directory.GetFiles(Feed).Single());
        Assert.Equal("the cache", _folder.Fetch(Source).Place);
    }

    [Fact]
    public void Two_files_of_a_package_take_one_restore()
    {
        Publish("content/numbers/" + DataFolder.FileName, DataFolder.NumbersServed, "content/numbers/more/second.data");
        CatalogFile second = new(
            "two.data",
            [new(DataFolder.NumbersServed.Length, DataFolder.Sha256(DataFolder.NumbersServed))],
            RemoteName: "more/second.data"
        );
        var catalog = new DataCatalog([new(DataFolder.SetName, "Tiny", "CC0", "nobody", [Source], [DataFolder.File(), second])]);
        var fetched = new DataStore(_folder.Settings, catalog).Fetch(DataFolder.SetName);
        Assert.Equal(2, fetched.Files.Count);
        Assert.Contains("two.data", _folder.CacheContent());
    }

    [Fact]
    public void A_package_that_nobody_has_is_a_reason_with_the_words_of_the_SDK()
    {
        var fetched = _folder.Fetch(Source);
        Assert.False(fetched.Found);
        Assert.Contains("the NuGet package Viva.Tests.Numbers 1.2.0 cannot be restored: NU1101: ", fetched.Problems[^1]);
        Assert.DoesNotContain("restore.csproj", fetched.Problems[^1]);
    }

    [Fact]
    public void A_package_without_the_file_or_with_another_is_a_reason()
    {
        Publish("content/other.gz", DataFolder.NumbersServed);
        Assert.Contains("has no content/numbers/numbers.gz", _folder.Fetch(Source).Problems[^1]);

        Publish("content/numbers/" + DataFolder.FileName, DataFolder.Gzip(DataFolder.Noise(DataFolder.Numbers.Length, 2)));
        Assert.Contains("holds a file that is not the right one: its SHA-256 is", _folder.Fetch(Source).Problems[^1]);
        Assert.Empty(_folder.CacheContent());
    }

    [Fact]
    public void Offline_nothing_is_restored()
    {
        Publish("content/numbers/" + DataFolder.FileName, DataFolder.NumbersServed);
        var fetched = new DataStore(_folder.Settings with { Offline = true }, DataFolder.Catalog(Source)).Fetch(DataFolder.SetName);
        Assert.Equal("VIVA_OFFLINE=1 forbids the network", fetched.Problems[^1]);
    }

    [Fact]
    public void A_mirror_folder_comes_before_the_package()
    {
        DataFolder.Put(_folder.Mirror, DataFolder.NumbersServed);
        var settings = _folder.Settings.WithMirror(_folder.Mirror);
        Assert.Equal("the mirror", new DataStore(settings, DataFolder.Catalog(Source)).Fetch(DataFolder.SetName).Place);
    }

    [Fact]
    public void What_an_interrupted_restore_left_does_not_disturb_the_next()
    {
        Publish("content/numbers/" + DataFolder.FileName, DataFolder.NumbersServed);
        DataFolder.Put(_folder.Cache, [1, 2, 3], ".packages/viva.tests.numbers/1.2.0/half");
        Assert.True(_folder.Fetch(Source).Found);
    }

    [Theory]
    [InlineData("nuget:Package")]
    [InlineData("nuget:Package/1.0.0")]
    [InlineData("nuget:Package/1.0.0!folder")]
    [InlineData("nuget:Package/1.0.0!a//b/")]
    [InlineData("nuget:../1.0.0!a/")]
    public void A_source_that_is_written_otherwise_is_refused(string source) =>
        Assert.Throws<FormatException>(() => PackageSource.Of(source));

    [Fact]
    public void A_source_is_package_version_and_folder()
    {
        Assert.Equal(new PackageSource("A.B", "1.0.0-rc.1", "x/y/"), PackageSource.Of("nuget:A.B/1.0.0-rc.1!x/y/"));
        Assert.Equal("", PackageSource.Of("nuget:A/1.0!")?.Folder);
        Assert.Null(PackageSource.Of("https://example.org/"));
        Assert.Equal(["the NuGet package A 1.0", "example.org"], new CatalogForm(["nuget:A/1.0!", "https://example.org/x/"], []).Places);
    }

    [Theory]
    [InlineData("/a b/restore.csproj : error NU1301: no network [/a b/restore.csproj]\n", "NU1301: no network")]
    [InlineData("x : error NU1101: Unable to find it. No source.\r\nmore", "NU1101: Unable to find it. No source")]
    [InlineData("something else.", "something else")]
    [InlineData("", "dotnet restore failed without a word")]
    public void The_reason_is_the_first_error_without_paths(string words, string reason) =>
        Assert.Equal(reason, PackageRestore.Reason(words));

    /// <summary>Puts a package with one file, or the same file under two names, into the feed.</summary>
    private void Publish(string path, byte[] content, string? second = null)
    {
        using var archive = ZipFile.Open(Path.Combine(Feed, "Viva.Tests.Numbers.1.2.0.nupkg"), ZipArchiveMode.Update);
        foreach (var entry in archive.Entries.ToList())
        {
            entry.Delete();
        }

        Add(
            "Viva.Tests.Numbers.nuspec",
            """
            <package><metadata><id>Viva.Tests.Numbers</id><version>1.2.0</version><authors>nobody</authors>
            <description>numbers</description></metadata></package>
            """u8
        );
        Add(path, content);
        if (second is not null)
        {
            Add(second, content);
        }

        void Add(string name, ReadOnlySpan<byte> bytes)
        {
            using var stream = archive.CreateEntry(name).Open();
            stream.Write(bytes);
        }
    }
}

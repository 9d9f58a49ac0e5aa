using System.Buffers.Binary;
using CsCheck;
using Viva.Data.Archives;

namespace Viva.Data.Tests.Archives;

/// <summary>The zip and tar.gz reader on good, lying, cut and random bytes.</summary>
public sealed class ArchiveTests
{
    private static readonly (string, byte[])[] Two = [("folder/one.txt", "one"u8.ToArray()), ("folder/two.bin", DataFolder.Noise(5000, 1))];

    private static List<(string Name, byte[] Content)> All(byte[] payload, string file, ArchiveLimits? limits = null)
    {
        var all = new List<(string, byte[])>();
        Archive.Read(payload, file, _ => true, (name, content) => all.Add((name, content)), limits);
        return all;
    }

    private static byte[] Pack(string file, params (string, byte[])[] members) =>
        file.EndsWith(".zip", StringComparison.Ordinal) ? Packed.Zip(members) : Packed.TarGz(members);

    [Theory]
    [InlineData("x.zip")]
    [InlineData("x.tar.gz")]
    public void Members_come_in_order_with_their_content(string file)
    {
        var all = All(Pack(file, Two), file);
        Assert.Equal(["folder/one.txt", "folder/two.bin"], all.Select(member => member.Name));
        Assert.Equal(Two[0].Item2, all[0].Content);
        Assert.Equal(Two[1].Item2, all[1].Content);
    }

    [Fact]
    public void Only_what_is_wanted_is_handed_over()
    {
        var names = new List<string>();
        Archive.Read(
            Packed.TarGz(Two),
            "x.tar.gz",
            name => name.EndsWith(".bin", StringComparison.Ordinal),
            (name, _) => names.Add(name),
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(["folder/two.bin"], names);
    }

    [Fact]
    public void A_tar_of_the_systems_own_command_is_read_with_folders_and_long_names()
    {
        Assert.SkipUnless(File.Exists("/bin/tar") || File.Exists("/usr/bin/tar"), "needs tar");
        using var folder = new DataFolder();
        var longName = new string('n', 120);
        var root = Path.Combine(folder.Root, "tree", new string('d', 90));
        Directory.CreateDirectory(root);
        File.WriteAllText(Path.Combine(root, longName), "deep");
        File.WriteAllText(Path.Combine(folder.Root, "tree", "é.txt"), "accent");
        foreach (var format in new[] { "gnu", "pax" })
        {
            var archive = Path.Combine(folder.Root, format + ".tar.gz");
            using var tar = System.Diagnostics.Process.Start(
                "tar",
                ["-czf", archive, "--format=" + format, "-C", Path.Combine(folder.Root, "tree"), "."]
            );
            tar.WaitForExit();
            Assert.Equal(0, tar.ExitCode);
            var all = All(File.ReadAllBytes(archive), "x.tar.gz").ToDictionary(member => member.Name, member => member.Content);
            Assert.Equal(["é.txt", $"{new string('d', 90)}/{longName}"], all.Keys.Order(StringComparer.Ordinal).Reverse());
            Assert.Equal("deep"u8.ToArray(), all[$"{new string('d', 90)}/{longName}"]);
        }
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/evil")]
    [InlineData("a\\evil")]
    [InlineData("a//evil")]
    [InlineData("a/./evil")]
    [InlineData("..")]
    [InlineData("evil\u0007")]
    public void A_path_that_leads_elsewhere_is_refused_with_file_and_member(string path)
    {
        foreach (var file in new[] { "x.zip", "x.tar.gz" })
        {
            var error = Assert.Throws<DataException>(() => All(Pack(file, ("good", [1]), (path, [2])), file));
            Assert.StartsWith($"{file}: its member '{path.Replace('\u0007', '?')}' has a", error.Message);
            Assert.Contains("path", error.Problem);
        }
    }

    [Theory]
    [InlineData("x.zip")]
    [InlineData("x.tar.gz")]
    public void Two_members_of_one_name_are_refused(string file)
    {
        var error = Assert.Throws<DataException>(() => All(Pack(file, ("a", [1]), ("a", [2])), file));
        Assert.StartsWith($"{file}: its member 'a' occurs twice.", error.Message);
    }

    [Theory]
    [InlineData(0xA1FF)] // a symbolic link
    [InlineData(0x2180)] // a character device
    [InlineData(0x1180)] // a pipe
    public void A_link_or_device_in_a_zip_is_refused(int mode)
    {
        var error = Assert.Throws<DataException>(() => All(Packed.Zip(mode, ("a", "/etc/passwd"u8.ToArray())), "x.zip"));
        Assert.Contains("its member 'a' is a link or a device", error.Message);
    }

    [Theory]
    [InlineData('1', "is a link or a device")]
    [InlineData('2', "is a link or a device")]
    [InlineData('3', "is a link or a device")]
    [InlineData('4', "is a link or a device")]
    [InlineData('6', "is a link or a device")]
    [InlineData('S', "is of the unknown kind 'S'")]
    public void A_link_or_device_in_a_tar_is_refused(char kind, string problem)
    {
        var archive = DataFolder.Gzip([.. Packed.Member("a", [], kind), .. new byte[1024]]);
        Assert.Contains($"its member 'a' {problem}", Assert.Throws<DataException>(() => All(archive, "x.tar.gz")).Message);
    }

    [Theory]
    [InlineData("x.zip")]
    [InlineData("x.tar.gz")]
    public void A_bomb_is_stopped_without_its_memory(string file)
    {
        var bomb = Pack(file, ("zeros", new byte[60_000_000]));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<DataException>(() => All(bomb, file));
        Assert.Contains("unpacks to more than 100 times its", error.Message);
        // A buffer that doubles on its way to the limit: a hundred times the archive, twice over.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Math.Max(20_000_000, 300L * bomb.Length));

        before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DataException>(() => All(bomb, file, new ArchiveLimits { TotalBytes = 1_000_000 }));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8_000_000);
    }

    [Fact]
    public void Limits_on_members_and_their_bytes_are_kept()
    {
        var many = Packed.Zip([.. Enumerable.Range(0, 12).Select(i => ($"m{i}", new byte[100]))]);
        Assert.Contains(
            "has more than 10 members",
            Assert.Throws<DataException>(() => All(many, "x.zip", new ArchiveLimits { Members = 10 })).Message
        );
        Assert.Contains(
            "unpacks to more than 1,000 bytes",
            Assert.Throws<DataException>(() => All(many, "x.zip", new ArchiveLimits { TotalBytes = 1000 })).Message
        );
        Assert.Contains(
            "its member 'm0' has more than 99 bytes",
            Assert.Throws<DataException>(() => All(many, "x.zip", new ArchiveLimits { MemberBytes = 99 })).Message
        );
    }

    [Fact]
    public void A_tar_member_that_claims_gigabytes_is_cut_off_without_their_memory()
    {
        var archive = DataFolder.Gzip(Packed.Member("big", new byte[1000], claimed: 8_000_000_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("is cut off", Assert.Throws<DataException>(() => All(archive, "x.tar.gz")).Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 5_000_000);
    }

    [Fact]
    public void A_tar_extension_that_claims_gigabytes_is_refused_with_its_place()
    {
        foreach (var kind in "LKxg")
        {
            var archive = DataFolder.Gzip([
                .. Packed.Member("a", [1]),
                .. Packed.Member("long", new byte[512], kind, claimed: 2_000_000_000),
            ]);
            var error = Assert.Throws<DataException>(() => All(archive, "x.tar.gz"));
            Assert.StartsWith("x.tar.gz, byte 1024: has a tar header whose extension claims 2,000,000,000 bytes", error.Message);
        }
    }

    [Fact]
    public void A_pax_header_names_its_member_and_is_held_to_the_same_rules()
    {
        byte[] Archived(byte[] pax) =>
            DataFolder.Gzip([.. Packed.Member("pax", pax, 'x'), .. Packed.Member("short", [7]), .. new byte[1024]]);
        Assert.Equal("a/long/name", All(Archived(Packed.Pax("path", "a/long/name")), "x.tar.gz")[0].Name);
        Assert.Contains(
            "leads elsewhere",
            Assert.Throws<DataException>(() => All(Archived(Packed.Pax("path", "../name")), "x.tar.gz")).Message
        );
        Assert.Contains(
            "damaged extension",
            Assert.Throws<DataException>(() => All(Archived("99 path=x\n"u8.ToArray()), "x.tar.gz")).Message
        );
    }

    [Fact]
    public void A_zip_directory_that_claims_gigabytes_is_an_error_without_their_memory()
    {
        var archive = Packed.Zip(("a", DataFolder.Noise(1000, 2)));
        var directory = archive.AsSpan().IndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(archive.AsSpan(directory + 24), 2_000_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DataException>(() => All(archive, "x.zip"));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 5_000_000);
    }

    [Fact]
    public void A_zip_member_with_another_checksum_is_an_error()
    {
        var archive = Packed.Zip(("a", DataFolder.Noise(1000, 2)));
        var directory = archive.AsSpan().IndexOf("PK\u0001\u0002"u8);
        archive[directory + 16] ^= 1;
        Assert.StartsWith(
            "x.zip: the checksum of its member 'a' is wrong",
            Assert.Throws<DataException>(() => All(archive, "x.zip")).Message
        );
    }

    [Theory]
    [InlineData("x.zip", "is not an intact zip archive")]
    [InlineData("x.tar.gz", "is not a gzip file")]
    public void A_file_that_is_no_archive_says_so(string file, string problem)
    {
        Assert.Contains(problem, Assert.Throws<DataException>(() => All("<!DOCTYPE html><html></html>"u8.ToArray(), file)).Message);
        Assert.Contains(problem, Assert.Throws<DataException>(() => All([], file)).Message);
    }

    [Fact]
    public void A_gzip_file_that_is_no_tar_says_where()
    {
        var error = Assert.Throws<DataException>(() => All(DataFolder.Gzip(DataFolder.Noise(2000, 3)), "x.tar.gz"));
        Assert.StartsWith("x.tar.gz, byte 148: has a tar header whose number field holds no number", error.Message);
    }

    [Theory]
    [InlineData("x.zip")]
    [InlineData("x.tar.gz")]
    public void An_archive_cut_anywhere_is_an_error(string file)
    {
        var whole = Pack(file, Two);
        Gen.Int[0, whole.Length - 1]
            .Sample(length => Assert.Throws<DataException>(() => All(whole[..length], file)).File == file, iter: 300);
        foreach (var length in Enumerable.Range(whole.Length - 40, 40))
        {
            Assert.Throws<DataException>(() => All(whole[..length], file));
        }
    }

    [Theory]
    [InlineData("x.zip")]
    [InlineData("x.tar.gz")]
    public void An_archive_with_changed_bytes_is_an_error_or_holds_the_same_contents(string file)
    {
        var whole = Pack(file, Two);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte[1, 255])
            .Array[1, 4]
            .Sample(
                changes =>
                {
                    var changed = whole.ToArray();
                    foreach (var (index, change) in changes)
                    {
                        changed[index] ^= change;
                    }

                    var before = GC.GetAllocatedBytesForCurrentThread();
                    try
                    {
                        var contents = All(changed, file).Select(member => member.Content).ToList();
                        return contents.Count <= 2
                            && contents.All(content => Two.Any(member => content.AsSpan().SequenceEqual(member.Item2)));
                    }
                    catch (DataException error)
                    {
                        return error.File == file && GC.GetAllocatedBytesForCurrentThread() - before < 5_000_000;
                    }
                },
                iter: 2000
            );
    }

    [Theory]
    [InlineData(3113, 5, 5403, 57)]
    [InlineData(1028, 73, 5403, 132)]
    public void A_gzip_whose_damage_hides_its_own_end_is_an_error(int first, byte change, int last, byte lastChange)
    {
        var whole = Pack("x.tar.gz", Two);
        whole[first] ^= change;
        whole[last] ^= lastChange;
        Assert.Throws<DataException>(() => All(whole, "x.tar.gz"));
    }

    [Fact]
    public void A_tar_with_changed_bytes_inside_an_intact_gzip_never_breaks_the_reader()
    {
        byte[] tar =
        [
            .. Packed.Member("pax", Packed.Pax("path", "a/long/name"), 'x'),
            .. Packed.Member("short", DataFolder.Noise(600, 4)),
            .. new byte[1024],
        ];
        Gen.Select(Gen.Int[0, tar.Length - 1], Gen.Byte)
            .Array[1, 6]
            .Sample(
                changes =>
                {
                    var changed = tar.ToArray();
                    foreach (var (index, value) in changes)
                    {
                        changed[index] = value;
                    }
                    // A right sum lets the change through to what it changes.
                    for (var at = 0; at <= 1024; at += 1024)
                    {
                        "        "u8.CopyTo(changed.AsSpan(at + 148));
                        var sum = changed.AsSpan(at, 512).ToArray().Sum(value => value);
                        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(changed, at + 148);
                    }

                    return NothingButDataErrors(DataFolder.Gzip(changed), "x.tar.gz");
                },
                iter: 2000
            );
    }

    [Fact]
    public void Random_bytes_are_an_error() =>
        Gen
            .Byte.Array[0, 3000]
            .Sample(
                bytes =>
                    NothingButDataErrors(bytes, "x.zip")
                    && NothingButDataErrors(bytes, "x.tar.gz")
                    && NothingButDataErrors(DataFolder.Gzip(bytes), "x.tar.gz"),
                iter: 500
            );

    private static bool NothingButDataErrors(byte[] bytes, string file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            All(bytes, file);
        }
        catch (DataException error)
        {
            Assert.Equal(file, error.File);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before < 5_000_000;
    }
}

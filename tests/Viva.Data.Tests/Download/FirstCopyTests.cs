using System.Text;
using Viva.Data.Catalog;
using Viva.Data.Download;
using Viva.Data.Inventory;

namespace Viva.Data.Tests.Download;

/// <summary>What may set the standard where nobody published a checksum, and what a server may send in its place.</summary>
public sealed class FirstCopyTests : IDisposable
{
    private const string Header = "date,HUFL,HULL,MUFL,MULL,LUFL,LULL,OT\n";

    private static readonly string[] Pages =
    [
        "<!DOCTYPE html><html><body>Sign in</body></html>",
        "<!-- a comment --><html>Sign in</html>",
        "<!-- one -->\n<!-- two -->\n<!DOCTYPE html>",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\"><html/>",
        "\uFEFF<html>",
        "\uFEFF \r\n\t<HTML lang=en>",
        "<head><title>502</title></head>",
        "<h1>Not found</h1>",
        "<script>location = 'sign-in'</script>",
        "<!-- " + new string('x', 5000) + " --><html>",
    ];

    private readonly DataFolder _folder = new();

    public static TheoryData<string> EveryPage => [.. Pages];

    public void Dispose() => _folder.Dispose();

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The file of this name as the catalogue has it.</summary>
    private static CatalogFile Of(string name) =>
        DataCatalog
            .Default.Sets.SelectMany(set => set.Forms)
            .SelectMany(form => form.Files)
            .First(file => file.Name == name && file.Expects is not null);

    private static string Refusal(CatalogFile file, byte[] payload) =>
        Assert.Throws<DataException>(() => FirstCopy.Check(payload, file, "/cache/" + file.Name)).Message;

    private static void Takes(CatalogFile file, byte[] payload) => FirstCopy.Check(payload, file, file.Name);

    [Theory]
    [MemberData(nameof(EveryPage))]
    public void A_web_page_is_none_of_the_formats(string page)
    {
        foreach (
            var name in (string[])["fra.txt", "ETTh2.csv", "config.json", "pytorch_model.bin", "fra-eng.zip", "rt-polaritydata.tar.gz"]
        )
        {
            Assert.Contains("is a web page, not data", Refusal(new CatalogFile(name, [], Limit: 1_000_000), Bytes(page)));
        }

        Assert.True(WebPage.Is([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(page)]));
    }

    [Theory]
    [InlineData("a<b\n")]
    [InlineData("<pad>\nthe\n")]
    [InlineData("<3 you.\tJe t'aime.\n")]
    [InlineData("")]
    public void Data_with_angle_brackets_is_no_web_page(string text) => Assert.False(WebPage.Is(Bytes(text)));

    [Fact]
    public void Every_file_of_the_catalogue_whose_first_copy_sets_the_standard_is_looked_at()
    {
        var files = DataCatalog
            .Default.Sets.SelectMany(set => set.Forms)
            .SelectMany(form => form.Files)
            .Where(file => file.TakesFirstUse)
            .ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(FirstCopy.Knows(file.Name) && file.Expects is not null, file.Name));
    }

    [Fact]
    public void A_table_must_have_its_columns_and_all_its_rows()
    {
        var file = Of("ETTh2.csv");
        var row = "2016-07-01 00:00:00,1,2,3,4,5,6,7\n";
        var whole = Bytes(Header + string.Concat(Enumerable.Repeat(row, 17420)));
        Takes(file, whole);
        Assert.Contains(
            "holds 17,420 lines where at least 17,421 are expected: it is cut off or another file",
            Refusal(file, whole[..^row.Length])
        );
        Assert.Contains("line 17421: 4 fields where there are 8 columns", Refusal(file, whole[..^9]));
        Assert.Contains("has no column OT", Refusal(file, Bytes("date,HUFL,HULL,MUFL,MULL,LUFL,LULL\n")));
        Assert.Contains("not UTF-8 text", Refusal(file, DataFolder.Gzip(whole)));
        Assert.Contains("is a message of the server in JSON, not data", Refusal(file, "{\"error\":1}"u8.ToArray()));
        Assert.Contains("has no column date", Refusal(file, "Rate limit exceeded"u8.ToArray()));
    }

    [Fact]
    public void Sentence_pairs_must_be_pairs_and_end_in_a_line_end()
    {
        var file = Of("fra.txt");
        var whole = Bytes(string.Concat(Enumerable.Repeat("Go.\tVa !\tremark\n", 100)));
        Takes(file, whole);
        Takes(file, [.. "\uFEFF"u8, .. whole, (byte)'\n']);
        Assert.Contains("is cut off: its last line has no end", Refusal(file, whole[..^1]));
        Assert.Contains(
            "holds 100 lines where at least 101 are expected",
            Refusal(file with { Expects = new CatalogExpectation(Lines: 101) }, whole)
        );
        Assert.Contains("holds 0 lines where at least 1", Refusal(file, "\n\n"u8.ToArray()));
        Assert.Contains("line 1 has fewer than 2 fields with tabs between them", Refusal(file, "Rate limit exceeded\n"u8.ToArray()));
        Assert.Contains(
            "line 1 has fewer than 2 fields",
            Refusal(file, "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"u8.ToArray())
        );
        Assert.Contains("is a message of the server in JSON, not data", Refusal(file, "{\"message\": \"not\\tfound\"}\n"u8.ToArray()));
        Assert.Contains("is a message of the server in JSON", Refusal(file, " [1,\n2]"u8.ToArray()));
        Assert.Contains("not UTF-8 text", Refusal(file, [0xFF, 0xFE, (byte)'a', 0]));
        Assert.Contains("is not text", Refusal(file, Encoding.Unicode.GetBytes("Go.\tVa !\n")));
    }

    [Fact]
    public void An_archive_must_hold_its_members()
    {
        var file = Of("fra-eng.zip");
        Takes(file, Packed.Zip(("inner/fra.txt", [1]), ("_about.txt", [2])));
        Assert.Contains("has no member fra.txt: it is another file", Refusal(file, Packed.Zip(("_about.txt", [2]))));
        Takes(Of("rt-polaritydata.tar.gz"), Packed.TarGz(("d/rt-polarity.pos", [1]), ("d/rt-polarity.neg", [2])));
        Assert.Contains("has no member rt-polarity.neg", Refusal(Of("rt-polaritydata.tar.gz"), Packed.TarGz(("d/rt-polarity.pos", [1]))));
        Takes(Of("att_faces.zip"), Packed.Zip(("s1/1.pgm", [1]), ("s1/10.pgm", [2])));
    }

    [Fact]
    public void The_shape_of_a_model_must_have_its_numbers()
    {
        var file = Of("config.json");
        Takes(
            file,
            (
                "{\"num_hidden_layers\":2,\"hidden_size\":128,\"num_attention_heads\":2"u8
                + ",\"intermediate_size\":512,\"max_position_embeddings\":512,\"vocab_size\":30522}"u8
            ).ToArray()
        );
        Assert.Contains(
            "has no property num_hidden_layers: it is another file",
            Refusal(file, "{\"error\": \"Repository not found\"}"u8.ToArray())
        );
        Assert.Contains("has no property num_hidden_layers", Refusal(file, "\"Not found\""u8.ToArray()));
        Assert.Contains("is not JSON", Refusal(file, "{\"num_hidden_layers\": 2,"u8.ToArray()));
    }

    [Fact]
    public void Weights_must_be_of_PyTorch_and_as_long_as_their_numbers()
    {
        // BERT tiny: 30,522 + 512 + 2 rows of 128, two layers, a pooler: 4,385,920 numbers of 4 bytes.
        var file = Of("pytorch_model.bin");
        Assert.Equal(4 * 4_385_920, file.Expects!.Bytes);
        var weights = new byte[file.Expects.Bytes];
        Assert.Contains("is not a file of PyTorch", Refusal(file, weights));
        ((byte[])[0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e]).CopyTo(weights, 0);
        Takes(file, weights);
        Assert.Contains("holds 17,543,679 bytes where at least 17,543,680 are expected: it is cut off", Refusal(file, weights[..^1]));

        var zip = Packed.Zip(("archive/data.pkl", DataFolder.Noise(1000, 1)));
        Takes(file with { Expects = new CatalogExpectation() }, zip);
        Assert.Contains("is not an intact zip archive", Refusal(file with { Expects = new CatalogExpectation() }, zip[..500]));
    }

    [Fact]
    public void What_is_not_right_is_not_recorded_and_the_next_source_is_asked()
    {
        var good = Bytes(string.Concat(Enumerable.Repeat("Go.\tVa !\n", 10)));
        var file = new CatalogFile("pairs.txt", [], Limit: 1_000_000, Expects: new CatalogExpectation(Lines: 10, Fields: 2));
        using var message = LoopbackServer.Good(_ => "{\"error\": \"rate\\tlimit\"}"u8.ToArray());
        // The connection ends in the middle, and nobody said how long the file is.
        using var cut = new LoopbackServer(
            async (_, connection) =>
            {
                await connection.HeadAsync("200 OK");
                await connection.BodyAsync(good.AsMemory(0, 42));
            }
        );
        using var right = LoopbackServer.Good(_ => good);
        var settings = _folder.Settings with { Retries = 0 };
        var fetched = new DataStore(settings, DataFolder.Catalog(file, message.Address, cut.Address, right.Address)).Fetch(
            DataFolder.SetName
        );
        Assert.True(fetched.Found, string.Join("; ", fetched.Problems));
        Assert.Equal(good, fetched["pairs.txt"].ToArray());
        Assert.Contains("is a message of the server in JSON", fetched.Problems[0]);
        Assert.Contains("holds 5 lines where at least 10 are expected: it is cut off", fetched.Problems[1]);
        Assert.Equal(DataFolder.Sha256(good) + "\n", File.ReadAllText(Path.Combine(_folder.Cache, DataFolder.SetName, "pairs.txt.sha256")));
    }

    [Fact]
    public void A_gzip_file_that_is_cut_off_is_refused_though_its_length_is_not_known()
    {
        var file = new CatalogFile("numbers.gz", [], Limit: 1_000_000);
        foreach (
            var served in (byte[][])[DataFolder.NumbersServed[..100_000], DataFolder.NumbersServed[..^1], DataFolder.NumbersServed[..9]]
        )
        {
            using var server = LoopbackServer.Good(_ => served);
            var fetched = new DataStore(_folder.Settings with { Retries = 0 }, DataFolder.Catalog(file, server.Address)).Fetch(
                DataFolder.SetName
            );
            Assert.False(fetched.Found);
            Assert.Contains("sent a file that is not the right one", fetched.Problems[^1]);
        }

        using var good = LoopbackServer.Good(_ => DataFolder.NumbersServed);
        Assert.True(new DataStore(_folder.Settings, DataFolder.Catalog(file, good.Address)).Fetch(DataFolder.SetName).Found);
    }

    [Fact]
    public void A_mismatch_with_the_first_copy_says_how_to_forget_it_and_then_another_sets_the_standard()
    {
        var file = DataFolder.File(checksum: false);
        var catalog = DataFolder.Catalog(file);
        var settings = _folder.Settings with { Offline = true };
        DataFolder.Put(_folder.Cache, DataFolder.NumbersServed);
        Assert.True(new DataStore(settings, catalog).Fetch(DataFolder.SetName).Found);
        var other = DataFolder.Gzip(DataFolder.Noise(DataFolder.Numbers.Length, 3));
        DataFolder.Put(_folder.Cache, other);
        var refused = new DataStore(settings, catalog).Fetch(DataFolder.SetName);
        Assert.False(refused.Found);
        Assert.Contains("(to take another: viva data forget tiny)", refused.Problems[0]);

        DataFolder.Put(_folder.Mirror, other);
        var known = new KnownDatasets([new KnownDataset(DataFolder.SetName, "Tiny", "Numbers.")]);
        var place = new DataEnvironment(settings.WithMirror(_folder.Mirror), catalog, known);
        var report = Assert.Single(DatasetRemoval.Run(place, [DataFolder.SetName]).ToList());
        Assert.True(report.Good);
        Assert.Equal(
            $"1 file ({ByteSize.Text(other.Length)}) and 1 recorded checksum removed from the cache; what the mirror "
                + $"{_folder.Mirror} holds stays",
            report.Finding
        );
        Assert.Empty(_folder.CacheContent());
        Assert.True(new DataStore(settings.WithMirror(_folder.Mirror), catalog).Fetch(DataFolder.SetName).Found);
        Assert.Throws<DatasetRequestException>(() => DatasetRemoval.Run(place, []));
    }
}

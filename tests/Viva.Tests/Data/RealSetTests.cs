using System.Text;
using Viva.Data;
using Viva.Data.Catalog;
using Viva.Data.Download;
using Viva.Data.Records;
using Viva.Data.Tests;
using Viva.Display;
using Viva.Display.Charts;
using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Tests.Data;

/// <summary>What the loaders make of real files where they are at hand, of small files of the same form, and of nothing.</summary>
public sealed class RealSetTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public RealSetTests() => Run.Start();

    public void Dispose() => _folder.Dispose();

    private DataStore Nothing => new(_folder.Settings with { Offline = true }, DataCatalog.Default);

    /// <summary>A store whose mirror holds these files as the whole of a set.</summary>
    private DataStore Holding(string set, params (string Name, byte[] Content)[] files)
    {
        foreach (var (name, content) in files)
        {
            Directory.CreateDirectory(Path.Combine(_folder.Mirror, set));
            File.WriteAllBytes(Path.Combine(_folder.Mirror, set, name), content);
        }

        var entry = new CatalogSet(set, set, "-", "-", [], [.. files.Select(file => new CatalogFile(file.Name, [], Limit: 10_000_000))]);
        return new DataStore(_folder.Settings.WithMirror(_folder.Mirror) with { Offline = true }, new DataCatalog([entry]));
    }

    [Fact]
    public void Real_Fashion_MNIST_is_whole_balanced_and_begins_with_an_ankle_boot()
    {
        var fashion = Datasets.FashionMnist(RealData.Store());
        Assert.Equal(DataOrigin.Real, fashion.Origin);
        Assert.Equal([60000, 1, 28, 28], fashion.Train.Images.shape);
        Assert.Equal([10000, 1, 28, 28], fashion.Test.Images.shape);
        Assert.All(fashion.Train.Labels.bincount(null).data<long>().ToArray(), count => Assert.Equal(6000, count));
        Assert.All(fashion.Test.Labels.bincount(null).data<long>().ToArray(), count => Assert.Equal(1000, count));
        Assert.Equal("Ankle boot", fashion.ClassNames[(int)fashion.Train.Labels[0].item<long>()]);
    }

    [Fact]
    public void Real_ORL_faces_are_380_portraits_of_38_people()
    {
        var faces = Datasets.OrlFaces(RealData.Store());
        Assert.Equal([304, 1, 112, 92], faces.Train.Images.shape);
        Assert.Equal([76, 1, 112, 92], faces.Test.Images.shape);
        Assert.Equal(380, faces.Train.Count + faces.Test.Count);
        Assert.Equal(38, faces.ClassNames.Count);
        Assert.Equal(("s3", "s40"), (faces.ClassNames[0], faces.ClassNames[^1]));
        Assert.All(faces.Train.Labels.bincount(null).data<long>().ToArray(), count => Assert.Equal(8, count));
        Assert.All(faces.Test.Labels.bincount(null).data<long>().ToArray(), count => Assert.Equal(2, count));
        // The first bytes of s3/1.pgm behind its header are "gihlig".
        Assert.Equal(
            "gihlig"u8.ToArray(),
            faces.Train.Images[0, 0, 0].narrow(0, 0, 6).mul(255).round().to_type(ScalarType.Byte).data<byte>().ToArray()
        );
        Assert.IsType<Figure>(faces.Sample());
    }

    [Fact]
    public void Real_English_Chinese_pairs_are_all_there_and_no_part_knows_a_sentence_of_another()
    {
        var pairs = Datasets.TatoebaChinese(RealData.Store());
        var parts = new[] { pairs.Train, pairs.Validation, pairs.Test };
        Assert.Equal(29155, parts.Sum(part => part.Length)); // and one blank line
        Assert.InRange(pairs.Test.Length, 1100, 1800);
        Assert.InRange(pairs.Validation.Length, 1100, 1800);
        Assert.Equal(new SentencePair("Hi.", "嗨。"), parts.SelectMany(part => part).First(pair => pair.Source == "Hi."));
        for (var i = 0; i < 3; i++)
        {
            var others = parts.Where((_, j) => j != i).SelectMany(part => part).ToArray();
            Assert.Empty(parts[i].Select(pair => pair.Source).Intersect(others.Select(pair => pair.Source)));
            Assert.Empty(parts[i].Select(pair => pair.Target).Intersect(others.Select(pair => pair.Target)));
        }
    }

    [Fact]
    public void Real_review_sentences_are_5331_of_each_verdict_in_a_fixed_split()
    {
        var reviews = Datasets.RtPolarity(RealData.Store());
        var all = reviews.Train.Concat(reviews.Test).ToArray();
        Assert.Equal((5331, 5331), (all.Count(review => review.Positive), all.Count(review => !review.Positive)));
        Assert.InRange(reviews.Test.Length, 950, 1180);
        Assert.InRange(reviews.Test.Count(review => review.Positive) / (double)reviews.Test.Length, 0.45, 0.55);
        Assert.Empty(reviews.Train.Select(review => review.Text).Intersect(reviews.Test.Select(review => review.Text)));
        Assert.Contains(all, review => review.Positive && review.Text == "effective but too-tepid biopic");
    }

    [Fact]
    public void Review_sentences_come_the_same_in_the_original_archive_and_its_encoding()
    {
        var positive = string.Concat(Enumerable.Range(0, 60).Select(i => $"a charming café number {i} \n"));
        var negative = string.Concat(Enumerable.Range(0, 60).Select(i => $"a dull cliché number {i} \n"));
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var archive = Packed.TarGz(
            ("rt-polaritydata.README.1.0.txt", [65]),
            ("rt-polaritydata/rt-polarity.neg", windows.GetBytes(negative)),
            ("rt-polaritydata/rt-polarity.pos", windows.GetBytes(positive))
        );
        var packed = Datasets.RtPolarity(Holding("rt-polarity", ("rt-polaritydata.tar.gz", archive)));
        var plain = Datasets.RtPolarity(
            Holding(
                "rt-polarity",
                ("rt-polarity.pos", Encoding.UTF8.GetBytes(positive)),
                ("rt-polarity.neg", Encoding.UTF8.GetBytes(negative))
            )
        );
        Assert.Equal(plain.Train, packed.Train);
        Assert.Equal(plain.Test, packed.Test);
        Assert.Equal(120, packed.Train.Length + packed.Test.Length);
        Assert.Contains(packed.Train, review => review.Text == "a charming café number 3" && review.Positive);
    }

    [Fact]
    public void Real_ETTh1_has_its_rows_columns_and_the_usual_parts()
    {
        var ett = Datasets.Ett(RealData.Store(), 1);
        Assert.Equal((17420, 24, DataOrigin.Real), (ett.Count, ett.Season, ett.Origin));
        Assert.Equal(["HUFL", "HULL", "MUFL", "MULL", "LUFL", "LULL", "OT"], ett.Columns.Select(column => column.Name));
        Assert.Equal(30.531, ett["OT"][0], 5);
        Assert.Equal(new DateTime(2018, 6, 26, 19, 0, 0), ett.Times[^1]);
        Assert.Equal((..8640, 8640..11520, 11520..14400), (ett.Train, ett.Validation, ett.Test));
        Assert.All(ett.Times.Zip(ett.Times.Skip(1)), pair => Assert.Equal(1, (pair.Second - pair.First).TotalHours));
        Assert.Contains("'OT'", Assert.Throws<ArgumentException>(() => ett["XX"]).Message);
    }

    [Fact]
    public void Real_sunspots_and_temperatures_have_their_rows()
    {
        var sunspots = Datasets.Sunspots(RealData.Store());
        Assert.Equal((2820, 132), (sunspots.Count, sunspots.Season));
        Assert.Equal((58.0, new DateTime(1983, 12, 1)), (sunspots["Sunspots"][0], sunspots.Times[^1]));
        var melbourne = Datasets.MelbourneTemperatures(RealData.Store());
        Assert.Equal((3650, 365), (melbourne.Count, melbourne.Season));
        Assert.Equal(20.7, melbourne["Temp"][0]);
        Assert.Equal(11.18, melbourne["Temp"].Average(), 2);
        Assert.IsType<Figure>(melbourne.Sample());
    }

    [Fact]
    public void CIFAR_is_read_from_its_archive_in_batch_order()
    {
        byte[] Record(byte label, byte value) => [label, .. Enumerable.Repeat(value, 1024), .. new byte[2048]];
        var archive = Packed.TarGz(
            ("cifar-10-batches-bin/data_batch_2.bin", Record(2, 20)),
            ("cifar-10-batches-bin/batches.meta.txt", [1]),
            ("cifar-10-batches-bin/data_batch_1.bin", [.. Record(1, 10), .. Record(9, 255)]),
            ("cifar-10-batches-bin/test_batch.bin", Record(3, 30))
        );
        var cifar = Datasets.Cifar10(Holding("cifar-10", ("cifar-10-binary.tar.gz", archive)));
        Assert.Equal([3, 3, 32, 32], cifar.Train.Images.shape);
        Assert.Equal([1, 9, 2], cifar.Train.Labels.data<long>().ToArray());
        Assert.Equal([3], cifar.Test.Labels.data<long>().ToArray());
        Assert.Equal((1f, 0f), (cifar.Train.Images[1, 0, 31, 31].item<float>(), cifar.Train.Images[1, 1, 0, 0].item<float>()));
        Assert.Equal("truck", cifar.ClassNames[9]);
    }

    [Fact]
    public void CIFAR_without_its_test_batch_is_named()
    {
        var archive = Packed.TarGz(("data_batch_1.bin", new byte[3073]));
        var error = Assert.Throws<DataException>(() => Datasets.Cifar10(Holding("cifar-10", ("cifar-10-binary.tar.gz", archive))));
        Assert.StartsWith("cifar-10-binary.tar.gz: has no member test_batch*.bin", error.Message);
    }

    [Fact]
    public void ORL_faces_are_ordered_by_person_and_picture_whatever_their_number()
    {
        byte[] Face(byte value) => [.. "P5\n92 112\n255\n"u8, .. Enumerable.Repeat(value, 92 * 112)];
        (int Person, int Number)[] unordered = [(10, 10), (10, 1), (10, 2), (10, 9), (2, 10), (2, 1), (2, 2), (2, 9)];
        var archive = Packed.Zip([
            ("README", [1]),
            .. unordered.Select(face => ($"orl_faces/s{face.Person}/{face.Number}.pgm", Face((byte)(10 * face.Person + face.Number)))),
        ]);
        var faces = Datasets.OrlFaces(Holding("att-faces", ("att_faces.zip", archive)));
        Assert.Equal(["s2", "s10"], faces.ClassNames);
        Assert.Equal(
            [21, 22, 101, 102],
            faces.Train.Images.select(2, 0).select(2, 0).flatten().mul(255).round().to_type(ScalarType.Int64).data<long>().ToArray()
        );
        Assert.Equal(
            [29, 30, 109, 110],
            faces.Test.Images.select(2, 0).select(2, 0).flatten().mul(255).round().to_type(ScalarType.Int64).data<long>().ToArray()
        );
        Assert.Equal([0, 0, 1, 1], faces.Test.Labels.data<long>().ToArray());
    }

    [Theory]
    [InlineData("P5\n92 111\n255\n", 92 * 111, "s1/1.pgm: is 92 x 111 with 255 shades of grey where 92 x 112 with 255 are expected")]
    [InlineData("P5\n92 112\n255\n", 92 * 112, "att_faces.zip: does not hold three pictures each of two or more people")]
    [InlineData("GIF89a", 10, "s1/1.pgm, byte 0: does not start with P5")]
    public void An_archive_of_other_pictures_is_named(string header, int pixels, string problem)
    {
        var store = Holding(
            "att-faces",
            ("att_faces.zip", Packed.Zip(("s1/1.pgm", [.. Encoding.ASCII.GetBytes(header), .. new byte[pixels]])))
        );
        Assert.StartsWith(problem, Assert.Throws<DataException>(() => Datasets.OrlFaces(store)).Message);
    }

    [Fact]
    public void IMDB_keeps_the_published_split_and_leaves_the_unlabelled_out()
    {
        var archive = Packed.TarGz(
            ("aclImdb/README", [1]),
            ("aclImdb/train/labeledBow.feat", [1]),
            ("aclImdb/train/unsup/0_0.txt", "none"u8.ToArray()),
            ("aclImdb/train/pos/10_9.txt", "later"u8.ToArray()),
            ("aclImdb/train/pos/2_7.txt", "good<br />film"u8.ToArray()),
            ("aclImdb/train/neg/2_1.txt", "bad"u8.ToArray()),
            ("aclImdb/test/neg/0_2.txt", "worse"u8.ToArray())
        );
        var imdb = Datasets.Imdb(Holding("imdb", ("aclImdb_v1.tar.gz", archive)));
        Assert.Equal(
            [("good<br />film", true), ("bad", false), ("later", true)],
            imdb.Train.Select(review => (review.Text, review.Positive))
        );
        Assert.Equal(new Review("worse", false, "film"), Assert.Single(imdb.Test));
    }

    [Fact]
    public void A_model_comes_with_shape_vocabulary_and_weights()
    {
        var config = (
            """{"num_hidden_layers":2,"hidden_size":128,"num_attention_heads":2,"intermediate_size":"""u8
            + """512,"max_position_embeddings":512,"vocab_size":3}"""u8
        ).ToArray();
        // The beginning of a file of PyTorch.
        byte[] weights = [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];
        var bert = Datasets.Bert(
            Holding("bert-tiny", ("config.json", config), ("vocab.txt", "[PAD]\nthe\n##s\n"u8.ToArray()), ("pytorch_model.bin", weights)),
            "tiny"
        );
        Assert.Equal(["[PAD]", "the", "##s"], bert.Vocabulary);
        Assert.Equal((2, 128, "pytorch_model.bin"), (bert.Config.Layers, bert.Config.HiddenSize, bert.WeightsFile));
        Assert.Equal(weights, bert.Weights.ToArray());
        Assert.IsType<Table>(bert.Sample());

        var other = Holding("bert-mini", ("config.json", config), ("vocab.txt", "[PAD]\n"u8.ToArray()), ("pytorch_model.bin", weights));
        Assert.StartsWith(
            "vocab.txt: has 1 word pieces where config.json says 3",
            Assert.Throws<DataException>(() => Datasets.Bert(other, "mini")).Message
        );
        Assert.StartsWith(
            "'huge' is not a size of BERT; there are tiny, mini, small, medium, base.",
            Assert.Throws<ArgumentException>(() => Datasets.Bert("huge")).Message
        );
    }

    [Fact]
    public void Without_the_hourly_loads_an_invented_station_stands_in()
    {
        var ett = Datasets.Ett(Nothing, 1);
        Assert.Equal(("etth1", DataOrigin.BuiltIn, 17420), (ett.Name, ett.Origin, ett.Count));
        Assert.Equal(["HUFL", "HULL", "MUFL", "MULL", "LUFL", "LULL", "OT"], ett.Columns.Select(column => column.Name));
        Assert.Equal((..8640, 11520..14400), (ett.Train, ett.Test));
        Assert.Contains(("etth1", DataOrigin.BuiltIn), DataOrigins.Used);
        Assert.Equal(ett["OT"], Datasets.Ett(Nothing, 1)["OT"]);
        Assert.NotEqual(ett["OT"], Datasets.Ett(Nothing, 2)["OT"]);

        // A day and a week stand out against the hours beside them, as in the real station.
        var load = ett["HUFL"];
        Assert.InRange(Autocorrelation(load, 24), 0.5, 0.98);
        Assert.True(Autocorrelation(load, 24) > Autocorrelation(load, 12) + 0.3);
        Assert.True(Autocorrelation(load, 168) > Autocorrelation(load, 72) + 0.01);
        Assert.True(Autocorrelation(ett["OT"], 1) > 0.95);
    }

    [Fact]
    public void Without_Melbourne_invented_weather_stands_in()
    {
        var weather = Datasets.MelbourneTemperatures(Nothing);
        Assert.Equal(("melbourne-temperatures", DataOrigin.BuiltIn, 3650), (weather.Name, weather.Origin, weather.Count));
        var celsius = weather["Temp"];
        Assert.InRange(celsius.Average(), 10.5, 12);
        Assert.InRange(celsius.Max(), 18, 30);
        Assert.True(Autocorrelation(celsius, 365) > 0.4 && Autocorrelation(celsius, 182) < -0.3 && Autocorrelation(celsius, 1) > 0.6);
    }

    [Fact]
    public void Without_the_Chinese_pairs_a_grammar_stands_in()
    {
        var pairs = Datasets.TatoebaChinese(Nothing);
        Assert.Equal(
            ("tatoeba-cmn-eng", DataOrigin.BuiltIn, "English", "Chinese"),
            (pairs.Name, pairs.Origin, pairs.SourceLanguage, pairs.TargetLanguage)
        );
        Assert.Equal((20000, 1000, 2000), (pairs.Train.Length, pairs.Validation.Length, pairs.Test.Length));
        Assert.Contains(("tatoeba-cmn-eng", DataOrigin.BuiltIn), DataOrigins.Used);
    }

    [Fact]
    public void Without_the_film_reviews_written_ones_stand_in()
    {
        foreach (var (name, reviews) in new[] { ("rt-polarity", Datasets.RtPolarity(Nothing)), ("imdb", Datasets.Imdb(Nothing)) })
        {
            Assert.Equal((name, DataOrigin.BuiltIn), (reviews.Name, reviews.Origin));
            Assert.True(reviews.Train.Length > 900 && reviews.Test.Length > 200);
            Assert.Contains((name, DataOrigin.BuiltIn), DataOrigins.Used);
        }

        Assert.True(DataOrigins.AnySubstitute);
    }

    [Fact]
    public void Without_the_faces_drawn_people_stand_in()
    {
        foreach (
            var (name, height, width, faces) in new[]
            {
                ("att-faces", 112, 92, Datasets.OrlFaces(Nothing)),
                ("olivetti-faces", 64, 64, Datasets.OlivettiFaces(Nothing)),
            }
        )
        {
            Assert.Equal((name, DataOrigin.BuiltIn, 40), (faces.Name, faces.Origin, faces.ClassNames.Count));
            Assert.Equal([320, 1, height, width], faces.Train.Images.shape);
            Assert.Equal([80, 1, height, width], faces.Test.Images.shape);
            Assert.All(faces.Test.Labels.bincount(null).data<long>().ToArray(), count => Assert.Equal(2, count));

            // A test portrait is nearer to some portrait of its own person than chance (2 of 80) would have it.
            var distances = cdist(faces.Test.Images.flatten(1), faces.Train.Images.flatten(1));
            var nearest = faces.Train.Labels[distances.argmin(1)];
            Assert.InRange(nearest.eq(faces.Test.Labels).sum(dim: 0).item<long>(), 15, 80);
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Without_CIFAR_drawn_scenes_stand_in()
    {
        var scenes = Datasets.Cifar10(Nothing);
        Assert.Equal(("cifar-10", DataOrigin.BuiltIn, 10), (scenes.Name, scenes.Origin, scenes.ClassNames.Count));
        Assert.Equal([10000, 3, 32, 32], scenes.Train.Images.shape);
        Assert.Equal(2000, scenes.Test.Count);
        Assert.Contains(("cifar-10", DataOrigin.BuiltIn), DataOrigins.Used);
    }

    [Fact]
    public void What_has_no_substitute_says_why_and_what_to_do()
    {
        foreach (
            var load in new Action[]
            {
                () => Datasets.Kmnist(Nothing),
                () => Datasets.TatoebaFrench(Nothing),
                () => Datasets.Sunspots(Nothing),
                () => Datasets.Bert(Nothing, "base"),
            }
        )
        {
            var error = Assert.Throws<DataException>(load);
            Assert.Contains(
                "cannot be had: it is not in the cache; VIVA_OFFLINE=1 forbids the network. Nothing built in stands in for it",
                error.Message
            );
            Assert.Contains("set VIVA_MIRROR", error.NextStep);
        }
    }

    private static double Autocorrelation(double[] values, int lag)
    {
        var mean = values.Average();
        var both = values.Zip(values.Skip(lag)).Sum(pair => (pair.First - mean) * (pair.Second - mean));
        return both / values.Sum(value => (value - mean) * (value - mean));
    }
}

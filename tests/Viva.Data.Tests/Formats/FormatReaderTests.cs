using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Viva.Data.Formats;
using Viva.Data.Records;

namespace Viva.Data.Tests.Formats;

/// <summary>PGM, CIFAR, Matlab, sentence, series and configuration files: good, lying, cut and random.</summary>
public sealed class FormatReaderTests
{
    private static readonly byte[] GoodPgm = [.. "P5\n# a face\n3 2\n255\n"u8, 0, 1, 2, 253, 254, 255];
    private static readonly byte[] GoodBatch = [3, .. DataFolder.Noise(3072, 1), 9, .. DataFolder.Noise(3072, 2)];
    private static readonly byte[] GoodMat = Mat(compress: false, Matrix("other", 1, 1, 9, 7), Matrix("faces", 2, 3, 2, 1, 2, 3, 4, 5, 6));
    private static readonly byte[] GoodConfig = (
        """{"num_hidden_layers":2,"hidden_size":128,"num_attention_heads":2,"intermediate_size":"""u8
        + """512,"max_position_embeddings":512,"vocab_size":30522}"""u8
    ).ToArray();

    [Fact]
    public void A_grey_picture_gives_its_size_and_pixels()
    {
        var (width, height, most, pixels) = Pgm.Read(GoodPgm, "x.pgm");
        Assert.Equal((3, 2, 255), (width, height, most));
        Assert.Equal([0, 1, 2, 253, 254, 255], pixels.ToArray());
    }

    public static TheoryData<string, string, long> BadPgm =>
        new()
        {
            { "P2\n1 1\n255\n0", "does not start with P5", 0 },
            { "", "does not start with P5", 0 },
            { "P5\n1", "has no number from 1 to 65535", 3 },
            { "P5\n0 1\n255\nx", "has no number from 1 to 65535", 3 },
            { "P5\n99999999999999999999 1\n255\nx", "has no number from 1 to 65535", 3 },
            { "P5\n1 1\n65535\nxx", "has no number from 1 to 255", 7 },
            { "P5\n1 -1\n255\nx", "has no number from 1 to 65535", 5 },
            { "P5\n2 2\n255\nabc", "has 3 pixels where its header says 2 x 2 = 4", 14 },
            { "P5\n2 2\n255\nabcde", "has 5 pixels where its header says 2 x 2 = 4", 15 },
            { "P5\n60000 60000\n255\nabcde", "has 5 pixels where its header says 60000 x 60000 = 3600000000", 24 },
            { "P5\n1 1\n50\na", "pixel 97 is brighter than its header's 50", 10 },
        };

    [Theory]
    [MemberData(nameof(BadPgm))]
    public void A_damaged_grey_picture_is_named_with_the_place(string text, string problem, long offset)
    {
        var error = Assert.Throws<DataException>(() => Pgm.Read(Encoding.ASCII.GetBytes(text), "x.pgm"));
        Assert.StartsWith($"x.pgm, byte {offset}: ", error.Message);
        Assert.Contains(problem, error.Message);
    }

    [Fact]
    public void A_batch_of_CIFAR_gives_its_classes() => Assert.Equal([3L, 9L], CifarBatch.Labels(GoodBatch, "x.bin"));

    [Fact]
    public void A_damaged_batch_of_CIFAR_is_named_with_the_place()
    {
        Assert.Equal(3073, Assert.Throws<DataException>(() => CifarBatch.Labels(GoodBatch.AsSpan(0, 5000), "x.bin")).Offset);
        Assert.StartsWith("x.bin, byte 0: has 0 bytes", Assert.Throws<DataException>(() => CifarBatch.Labels([], "x.bin")).Message);
        var wrong = GoodBatch.ToArray();
        wrong[3073] = 10;
        Assert.StartsWith(
            "x.bin, byte 3073: class 10 is not below 10",
            Assert.Throws<DataException>(() => CifarBatch.Labels(wrong, "x.bin")).Message
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_matrix_is_found_by_its_name_compressed_or_not(bool compress)
    {
        var file = Mat(compress, Matrix("other", 1, 1, 9, 7), Matrix("faces", 2, 3, 2, 1, 2, 3, 4, 5, 6));
        var (rows, columns, values) = MatFile.Matrix(file, "faces", "x.mat");
        Assert.Equal((2, 3), (rows, columns));
        Assert.Equal([1, 2, 3, 4, 5, 6], values);
        Assert.Equal([7], MatFile.Matrix(file, "other", "x.mat").Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(13)]
    public void Every_stored_type_of_number_is_read(int type) =>
        Assert.Equal([1, 2, 100], MatFile.Matrix(Mat(false, Matrix("m", 3, 1, type, 1, 2, 100)), "m", "x.mat").Values);

    [Fact]
    public void A_damaged_Matlab_file_is_named()
    {
        Assert.Contains("does not start as", Assert.Throws<DataException>(() => MatFile.Matrix("<html>"u8, "faces", "x.mat")).Message);
        Assert.Contains(
            "has no matrix called nothing",
            Assert.Throws<DataException>(() => MatFile.Matrix(GoodMat, "nothing", "x.mat")).Message
        );
        Assert.StartsWith(
            "x.mat, byte ",
            Assert.Throws<DataException>(() => MatFile.Matrix(GoodMat.AsSpan(0, GoodMat.Length - 20), "faces", "x.mat")).Message
        );
        var lying = Mat(false, Matrix("faces", int.MaxValue, int.MaxValue, 2, 1, 2, 3));
        Assert.Contains(
            "has 3 bytes of type 2 for 2147483647 x 2147483647 numbers",
            Assert.Throws<DataException>(() => MatFile.Matrix(lying, "faces", "x.mat")).Message
        );
    }

    [Fact]
    public void Sentence_pairs_are_read_with_or_without_a_remark_and_a_byte_order_mark()
    {
        var pairs = TatoebaFile.Read([0xEF, 0xBB, 0xBF, .. "Hi.\t嗨。\tCC-BY\r\nRun!\t跑!\n\n"u8], "cmn.txt");
        Assert.Equal([new SentencePair("Hi.", "嗨。"), new SentencePair("Run!", "跑!")], pairs);
    }

    [Theory]
    [InlineData("Hi.\t嗨。\nalone\n", "line 2: a pair is two sentences")]
    [InlineData("a\tb\tc\td\n", "line 1: a pair is two sentences")]
    [InlineData("a\t \tc\n", "line 1: a pair is two sentences")]
    [InlineData("\n\n", "holds no sentence pairs")]
    public void A_line_that_is_no_pair_is_named(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<DataException>(() => TatoebaFile.Read(Encoding.UTF8.GetBytes(text), "cmn.txt")).Message);

    [Fact]
    public void Text_in_another_encoding_is_named_with_the_place()
    {
        var error = Assert.Throws<DataException>(() => TatoebaFile.Read([.. "a\tb\nc\tcaf"u8, 0xE9, (byte)'\n'], "fra.txt"));
        Assert.StartsWith("fra.txt, byte 9: line 2: not UTF-8 text", error.Message);
    }

    [Fact]
    public void No_part_of_the_pairs_knows_a_sentence_of_another()
    {
        Gen.Select(Gen.Int[0, 60], Gen.Int[0, 60])
            .Array[1, 80]
            .Sample(
                numbers =>
                {
                    var pairs = numbers.Select(pair => new SentencePair($"s{pair.Item1}", $"t{pair.Item2}")).ToArray();
                    var (train, validation, test) = TatoebaFile.Split(pairs);
                    var parts = new[] { train, validation, test };
                    return train.Length + validation.Length + test.Length == pairs.Length
                        && parts.Sum(part => part.Select(pair => pair.Source).Distinct().Count())
                            == pairs.Select(pair => pair.Source).Distinct().Count()
                        && parts.Sum(part => part.Select(pair => pair.Target).Distinct().Count())
                            == pairs.Select(pair => pair.Target).Distinct().Count();
                },
                iter: 200
            );
    }

    [Fact]
    public void The_split_of_the_pairs_does_not_depend_on_the_order_of_the_file()
    {
        var pairs = Enumerable.Range(0, 500).Select(i => new SentencePair($"sentence {i}", $"translation {i * 7 % 300}")).ToArray();
        var (train, _, test) = TatoebaFile.Split(pairs);
        var (trainAgain, _, testAgain) = TatoebaFile.Split([.. pairs.Reverse()]);
        Assert.Equal(train.ToHashSet(), trainAgain.ToHashSet());
        Assert.Equal(test.ToHashSet(), testAgain.ToHashSet());
        Assert.InRange(test.Length, 5, 60);
    }

    [Theory]
    [InlineData("Month,Sun\n1749-01,58\n", "holds 1 rows; a series needs 10")]
    [InlineData("Month,Moon\n1749-01,58\n", "no column 'Sun'; there are 'Month', 'Moon'")]
    [InlineData("Sun\n58\n", "no column 'Month'")]
    [InlineData("Month,Sun\n1749-01-01,58\n", "record 1, column 'Month': '1749-01-01' is not a time such as yyyy-MM")]
    [InlineData("Month,Sun\n1749-02,58\n1749-01,3\n", "record 2, column 'Month': 1749-01 is not after 1749-02")]
    [InlineData("Month,Sun\n1,1\n", "is not a time such as yyyy-MM")]
    [InlineData("Month,Sun\n1749-01\n", "column 'Sun' is missing")]
    public void A_series_that_is_none_is_named(string text, string problem)
    {
        var error = Assert.Throws<DataException>(() => SeriesFile.Read(Encoding.UTF8.GetBytes(text), "x.csv", "Month", "yyyy-MM", "Sun"));
        Assert.Contains(problem, error.Message);
        Assert.Equal("x.csv", error.File);
    }

    [Theory]
    [InlineData("n/a", "line 6, column 'Sun': 'n/a' is not a number such as 1234.5")]
    [InlineData("", "record 5, column 'Sun': the value is missing")]
    [InlineData("1e999", "'1e999' is not a number")]
    public void A_bad_number_in_a_series_is_named(string value, string problem)
    {
        var text =
            "Month,Sun\n" + string.Concat(Enumerable.Range(1, 12).Select(month => $"1749-{month:00},{(month == 5 ? value : "1.5")}\n"));
        Assert.Contains(
            problem,
            Assert.Throws<DataException>(() => SeriesFile.Read(Encoding.UTF8.GetBytes(text), "x.csv", "Month", "yyyy-MM", "Sun")).Message
        );
    }

    [Fact]
    public void A_model_configuration_gives_its_numbers()
    {
        var config = BertConfig.Read(GoodConfig, "config.json");
        Assert.Equal(
            (2, 128, 2, 512, 512, 30522),
            (config.Layers, config.HiddenSize, config.Heads, config.InnerSize, config.Positions, config.VocabularySize)
        );
    }

    [Theory]
    [InlineData("<html>", "is not JSON")]
    [InlineData("[]", "'num_hidden_layers' is missing")]
    [InlineData("{\"num_hidden_layers\":\"2\"}", "'num_hidden_layers' is missing or not a number")]
    [InlineData("{\"num_hidden_layers\":2,\"hidden_size\":-1}", "'hidden_size' is missing or not a number")]
    public void A_model_configuration_that_is_none_is_named(string text, string problem) =>
        Assert.StartsWith(
            "config.json: " + problem,
            Assert.Throws<DataException>(() => BertConfig.Read(Encoding.UTF8.GetBytes(text), "config.json")).Message
        );

    public static TheoryData<string> Formats => ["pgm", "cifar", "mat", "mat compressed", "pairs", "series", "csv", "config"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Random_bytes_and_changed_files_are_read_or_a_data_error_with_little_memory(string format)
    {
        var good = format switch
        {
            "pgm" => GoodPgm,
            "cifar" => GoodBatch,
            "mat" => GoodMat,
            "mat compressed" => Mat(compress: true, Matrix("faces", 2, 3, 2, 1, 2, 3, 4, 5, 6)),
            "pairs" => "Hi.\t嗨。\tCC-BY\nRun!\t跑!\n"u8.ToArray(),
            "config" => GoodConfig,
            _ => Encoding.UTF8.GetBytes(
                "Month,\"Sun\"\n" + string.Concat(Enumerable.Range(1, 12).Select(month => $"1749-{month:00},{month}.5\n"))
            ),
        };
        var changed = Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte)
            .Array[1, 5]
            .Select(changes =>
            {
                var bytes = good.ToArray();
                foreach (var (index, value) in changes)
                {
                    bytes[index] = value;
                }

                return bytes;
            });
        var cut = Gen.Int[0, good.Length].Select(length => good[..length]);
        Gen.OneOf(Gen.Byte.Array[0, 600], changed, cut)
            .Sample(
                bytes =>
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    try
                    {
                        Read(format, bytes);
                    }
                    catch (DataException error)
                    {
                        Assert.Equal("x", error.File);
                        Assert.True(error.Offset is null or >= 0);
                    }

                    return GC.GetAllocatedBytesForCurrentThread() - before < 2_000_000;
                },
                iter: 2000
            );
    }

    private static void Read(string format, byte[] bytes)
    {
        switch (format)
        {
            case "pgm":
                Pgm.Read(bytes, "x");
                break;
            case "cifar":
                CifarBatch.Labels(bytes, "x");
                break;
            case "pairs":
                TatoebaFile.Read(bytes, "x");
                break;
            case "series":
                SeriesFile.Read(bytes, "x", "Month", "yyyy-MM", "Sun");
                break;
            case "csv":
                var table = CsvTable.Parse(bytes, "x");
                foreach (var column in table.Columns)
                {
                    table.Numbers(column);
                }

                break;
            case "config":
                BertConfig.Read(bytes, "x");
                break;
            default:
                MatFile.Matrix(bytes, "faces", "x");
                break;
        }
    }

    private static byte[] Mat(bool compress, params byte[][] matrices)
    {
        var header = new byte[128];
        "MATLAB 5.0 MAT-file"u8.CopyTo(header);
        ((ReadOnlySpan<byte>)[0, 1, (byte)'I', (byte)'M']).CopyTo(header.AsSpan(124));
        return
        [
            .. header,
            .. matrices.SelectMany(matrix =>
            {
                if (!compress)
                {
                    return matrix;
                }
                using var packed = new MemoryStream();
                using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                {
                    zlib.Write(matrix);
                }
                return [.. Tag(15, (int)packed.Length), .. packed.ToArray()];
            }),
        ];
    }

    private static byte[] Matrix(string name, int rows, int columns, int type, params double[] values)
    {
        byte[] Number(double value)
        {
            var bytes = new byte[8];
            switch (type)
            {
                case 7:
                    BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
                    return bytes[..4];
                case 9:
                    BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
                    return bytes;
                default:
                    BinaryPrimitives.WriteInt64LittleEndian(bytes, (long)value);
                    return bytes[
                        ..(
                            type switch
                            {
                                1 or 2 => 1,
                                3 or 4 => 2,
                                5 or 6 => 4,
                                _ => 8,
                            }
                        )
                    ];
            }
        }

        var sizes = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(sizes, rows);
        BinaryPrimitives.WriteInt32LittleEndian(sizes.AsSpan(4), columns);
        byte[] body =
        [
            .. Element(6, [6, 0, 0, 0, 0, 0, 0, 0]),
            .. Element(5, sizes),
            .. Element(1, Encoding.ASCII.GetBytes(name)),
            .. Element(type, [.. values.SelectMany(Number)]),
        ];
        return [.. Tag(14, body.Length), .. body];
    }

    /// <summary>An element; up to four bytes go into the tag, as Matlab writes them.</summary>
    private static byte[] Element(int type, byte[] content) =>
        content.Length <= 4
            ? [(byte)type, 0, (byte)content.Length, 0, .. content, .. new byte[4 - content.Length]]
            : [.. Tag(type, content.Length), .. content, .. new byte[(8 - content.Length % 8) % 8]];

    private static byte[] Tag(int type, int length)
    {
        var tag = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(tag, type);
        BinaryPrimitives.WriteInt32LittleEndian(tag.AsSpan(4), length);
        return tag;
    }
}

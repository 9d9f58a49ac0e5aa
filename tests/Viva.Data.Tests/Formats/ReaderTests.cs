using System.Buffers.Binary;
using CsCheck;
using Viva.Data.Catalog;
using Viva.Data.Download;
using Viva.Data.Formats;

namespace Viva.Data.Tests.Formats;

/// <summary>The gzip and IDX readers on good, lying, cut and random bytes.</summary>
public sealed class ReaderTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_image_file_gives_its_sizes_and_values()
    {
        var (count, rows, columns, pixels) = Idx.Images(Images(2, 3, 4, 24), "x");
        Assert.Equal((2, 3, 4, 24), (count, rows, columns, pixels.Length));
        Assert.Equal(23, pixels.Span[23]);
    }

    [Fact]
    public void A_label_file_gives_its_values() =>
        Assert.Equal([3, 1, 4], Idx.Labels(Bytes([0, 0, 8, 1], [3], [3, 1, 4]), 10, "x").ToArray());

    public static TheoryData<string, byte[], long> BadImages =>
        new()
        {
            { "ends inside its header of 16 bytes", [], 0 },
            { "ends inside its header of 16 bytes", [0, 0, 8, 3, 0, 0], 6 },
            { "starts with 0x00000801 where IDX bytes in 3 dimension(s) start with 0x00000803", [0, 0, 8, 1, .. new byte[12]], 0 },
            { "starts with 0x1f8b0803", [0x1f, 0x8b, 8, 3, .. new byte[12]], 0 },
            { "has a dimension of 0", Images(0, 28, 28, 0), 4 },
            { "has a dimension of 4294967295", Images(uint.MaxValue, 28, 28, 100), 4 },
            { "has 23 values where its header says 2 x 3 x 4 = 24", Images(2, 3, 4, 23), 16 + 23 },
            { "has 25 values where its header says 2 x 3 x 4 = 24", Images(2, 3, 4, 25), 16 + 24 },
            {
                "where its header says 2147483647 x 2147483647 x 2147483647 = 9903520300447984150353281023",
                Images(int.MaxValue, int.MaxValue, int.MaxValue, 7),
                16 + 7
            },
            { "where its header says 65536 x 65536 x 1 = 4294967296", Images(65536, 65536, 1, 0), 16 },
        };

    [Theory]
    [MemberData(nameof(BadImages))]
    public void A_damaged_image_file_is_named_with_the_place(string problem, byte[] bytes, long offset)
    {
        var error = Assert.Throws<DataException>(() => Idx.Images(bytes, "train-images"));
        Assert.StartsWith($"train-images, byte {offset}: ", error.Message);
        Assert.Contains(problem, error.Message);
        Assert.Contains("delete it", error.Message);
        Assert.Equal(offset, error.Offset);
    }

    [Fact]
    public void A_label_beyond_the_classes_is_named_with_the_place()
    {
        var error = Assert.Throws<DataException>(() => Idx.Labels(Bytes([0, 0, 8, 1], [3], [3, 10, 4]), 10, "labels"));
        Assert.StartsWith("labels, byte 9: label 10 is not below 10.", error.Message);
    }

    [Fact]
    public void Random_bytes_are_an_error_or_exactly_what_they_say() =>
        Gen
            .Byte.Array[0, 64]
            .Sample(bytes =>
            {
                try
                {
                    var (count, rows, columns, pixels) = Idx.Images(bytes, "x");
                    return (long)count * rows * columns == pixels.Length && pixels.Length == bytes.Length - 16;
                }
                catch (DataException)
                {
                    return true;
                }
            });

    [Fact]
    public void A_random_header_over_a_small_body_never_allocates_what_it_claims() =>
        Gen.Select(Gen.UInt, Gen.UInt, Gen.UInt, Gen.Int[0, 40])
            .Sample(
                (count, rows, columns, length) =>
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    try
                    {
                        Idx.Images(Images(count, rows, columns, length), "x");
                    }
                    catch (DataException) { }

                    return GC.GetAllocatedBytesForCurrentThread() - before < 100_000;
                }
            );

    [Fact]
    public void Random_bytes_in_place_of_a_gzip_file_are_an_error() =>
        Gen.Byte.Array[0, 2000].Sample(bytes => Fails(bytes, expected: 1000), iter: 300);

    [Fact]
    public void Random_bytes_behind_a_gzip_header_are_an_error() =>
        Gen.Byte.Array[0, 2000].Sample(bytes => Fails([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, .. bytes], expected: 1000), iter: 300);

    [Fact]
    public void A_gzip_file_with_a_changed_byte_is_an_error_or_still_the_same_payload()
    {
        var payload = DataFolder.Noise(3000, 5);
        var packed = DataFolder.Gzip(payload);
        var file = new CatalogFile("x.gz", [new CatalogPayload(payload.Length, DataFolder.Sha256(payload))]);
        Gen.Select(Gen.Int[0, packed.Length - 1], Gen.Byte[1, 255])
            .Sample(
                (index, change) =>
                {
                    var changed = packed.ToArray();
                    changed[index] ^= change;
                    try
                    {
                        return Payload.Read(Write(changed), file).AsSpan().SequenceEqual(payload);
                    }
                    catch (DataException)
                    {
                        return true;
                    }
                },
                iter: 300
            );
    }

    [Fact]
    public void A_gzip_file_cut_anywhere_is_an_error()
    {
        var packed = DataFolder.Gzip(DataFolder.Noise(1000, 5));
        // The last 8 bytes are gzip's own checksum and length; a checksum of ours covers their absence.
        Gen.Int[0, packed.Length - 9].Sample(length => Fails(packed[..length], expected: 1000), iter: 300);
    }

    [Fact]
    public void A_gzip_bomb_is_stopped_at_the_expected_length()
    {
        var bomb = Write(DataFolder.Gzip(new byte[300_000_000]));
        var before = GC.GetTotalAllocatedBytes();
        var error = Assert.Throws<DataException>(() => Payload.Read(bomb, new CatalogFile("x.gz", [new CatalogPayload(1000)])));
        Assert.Contains("holds more than 1,000 bytes where 1,000 are expected", error.Message);
        Assert.True(GC.GetTotalAllocatedBytes() - before < 50_000_000);
    }

    [Fact]
    public void A_folder_in_place_of_the_file_is_an_error_that_names_it()
    {
        var path = Path.Combine(_folder.Root, "x.gz");
        Directory.CreateDirectory(path);
        var error = Assert.Throws<DataException>(() => Payload.Read(path, new CatalogFile("x.gz", [new CatalogPayload(1000)])));
        Assert.StartsWith(path + ": cannot be read", error.Message);
    }

    private bool Fails(byte[] bytes, long expected)
    {
        try
        {
            Payload.Read(Write(bytes), new CatalogFile("x.gz", [new CatalogPayload(expected, new string('0', 64))]));
            return false;
        }
        catch (DataException exception)
        {
            return exception.File.EndsWith(".gz", StringComparison.Ordinal);
        }
    }

    private string Write(byte[] bytes)
    {
        var path = Path.Combine(_folder.Root, Guid.NewGuid().ToString("N") + ".gz");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static byte[] Images(uint count, uint rows, uint columns, int values) =>
        Bytes([0, 0, 8, 3], [count, rows, columns], [.. Enumerable.Range(0, values).Select(value => (byte)value)]);

    private static byte[] Bytes(byte[] magic, uint[] sizes, byte[] values)
    {
        var header = new byte[4 * sizes.Length];
        for (var i = 0; i < sizes.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 * i), sizes[i]);
        }

        return [.. magic, .. header, .. values];
    }
}

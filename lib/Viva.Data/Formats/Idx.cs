using System.Buffers.Binary;

namespace Viva.Data.Formats;

/// <summary>
/// Reads the IDX format of MNIST: two zero bytes, a type (8: unsigned byte), the number of dimensions, each as a big-endian
/// 32-bit number, then the values. Nothing is allocated from what a header claims: a payload must be exactly as long as its header says.
/// </summary>
public static class Idx
{
    private const string Damaged = "The file is damaged, or another one under its name: delete it, and it is fetched again.";

    /// <summary>The values of an image file and its count, rows and columns.</summary>
    public static (int Count, int Rows, int Columns, ReadOnlyMemory<byte> Pixels) Images(ReadOnlyMemory<byte> payload, string file)
    {
        var sizes = Header(payload.Span, dimensions: 3, file);
        return (sizes[0], sizes[1], sizes[2], payload[16..]);
    }

    /// <summary>The values of a label file, each below <paramref name="classes"/>.</summary>
    public static ReadOnlyMemory<byte> Labels(ReadOnlyMemory<byte> payload, int classes, string file)
    {
        Header(payload.Span, dimensions: 1, file);
        var labels = payload[8..];
        var wrong = labels.Span.IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));
        return wrong < 0 ? labels : throw new DataException(file, $"label {labels.Span[wrong]} is not below {classes}", Damaged, 8 + wrong);
    }

    private static int[] Header(ReadOnlySpan<byte> bytes, int dimensions, string file)
    {
        var headerLength = 4 + 4 * dimensions;
        if (bytes.Length < headerLength)
        {
            throw new DataException(file, $"ends inside its header of {headerLength} bytes", Damaged, bytes.Length);
        }

        var magic = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var expected = 0x0800u + (uint)dimensions;
        if (magic != expected)
        {
            throw new DataException(
                file,
                $"starts with 0x{magic:x8} where IDX bytes in {dimensions} dimension(s) start with 0x{expected:x8}",
                Damaged,
                0
            );
        }

        var sizes = new int[dimensions];
        // Four 32-bit factors cannot overflow 128 bits, so a lying header cannot wrap around to a plausible length.
        UInt128 length = 1;
        for (var i = 0; i < dimensions; i++)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(bytes[(4 + 4 * i)..]);
            if (size == 0 || size > int.MaxValue)
            {
                throw new DataException(file, $"has a dimension of {size}", Damaged, 4 + 4 * i);
            }

            sizes[i] = (int)size;
            length *= size;
        }

        var actual = (UInt128)(bytes.Length - headerLength);
        if (actual != length)
        {
            var shape = string.Join(" x ", sizes);
            throw new DataException(
                file,
                $"has {actual} values where its header says {shape} = {length}",
                Damaged,
                actual < length ? bytes.Length : headerLength + (long)length
            );
        }

        return sizes;
    }
}

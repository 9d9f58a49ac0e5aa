using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Viva.Data.Formats;

/// <summary>
/// Reads one real matrix from a Matlab file of version 5 (the MAT-File Format of MathWorks, little-endian): a header of 128 bytes, then
/// elements of type, length and content, some of them compressed with zlib. Nothing is allocated from what a header claims.
/// </summary>
public static class MatFile
{
    private const string Damaged = "The file is damaged, or another one under its name: delete it, and it is fetched again.";
    private const int HeaderBytes = 128;
    private const int Compressed = 15,
        MatrixElement = 14,
        Names = 1,
        Dimensions = 5,
        ArrayFlags = 6;
    private const int LargestElement = 200_000_000;

    /// <summary>The matrix called <paramref name="name"/>, column by column.</summary>
    /// <exception cref="DataException">It is not such a file, is damaged, or has no such matrix of real numbers.</exception>
    public static (int Rows, int Columns, double[] Values) Matrix(ReadOnlySpan<byte> bytes, string name, string file)
    {
        if (bytes.Length < HeaderBytes || !bytes[124..128].SequenceEqual((ReadOnlySpan<byte>)[0, 1, (byte)'I', (byte)'M']))
        {
            throw new DataException(
                file,
                "does not start as a little-endian Matlab file of version 5 does",
                Damaged,
                Math.Min(bytes.Length, 124)
            );
        }

        var elements = new Elements(bytes[HeaderBytes..], file, HeaderBytes);
        while (elements.Next(out var type, out var content))
        {
            var at = elements.ContentAt;
            if (type == Compressed)
            {
                var inner = Inflate(content, file, at);
                var unpacked = new Elements(inner, file, at);
                if (unpacked.Next(out type, out content) && type == MatrixElement && MatrixOf(content, name, file, at) is { } packed)
                {
                    return packed;
                }
            }
            else if (type == MatrixElement && MatrixOf(content, name, file, at) is { } plain)
            {
                return plain;
            }
        }

        throw new DataException(file, $"has no matrix called {name}", Damaged);
    }

    private static (int Rows, int Columns, double[] Values)? MatrixOf(ReadOnlySpan<byte> bytes, string name, string file, long at)
    {
        var elements = new Elements(bytes, file, at);
        if (
            !elements.Next(out var type, out var flags)
            || type != ArrayFlags
            || flags.Length < 4
            || !elements.Next(out type, out var sizes)
            || type != Dimensions
            || !elements.Next(out type, out var title)
            || type != Names
        )
        {
            throw new DataException(file, "has a matrix without flags, dimensions or name", Damaged, at);
        }

        if (Encoding.ASCII.GetString(title) != name)
        {
            return null;
        }

        var isComplex = (flags[1] & 8) != 0;
        if (sizes.Length != 8 || isComplex || flags[0] is < 6 or > 15 || !elements.Next(out type, out var content))
        {
            throw new DataException(file, $"{name} is not a matrix of real numbers", Damaged, at);
        }

        var (rows, columns) = (BinaryPrimitives.ReadInt32LittleEndian(sizes), BinaryPrimitives.ReadInt32LittleEndian(sizes[4..]));
        var width = Width(type);
        var expected = (long)Math.Max(rows, 0) * Math.Max(columns, 0);
        if (width == 0 || expected == 0 || content.Length % width != 0 || content.Length / width != expected)
        {
            throw new DataException(file, $"{name} has {content.Length} bytes of type {type} for {rows} x {columns} numbers", Damaged, at);
        }

        var values = new double[expected];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Value(content[(i * width)..], type);
        }

        return (rows, columns, values);
    }

    private static int Width(int type) =>
        type switch
        {
            1 or 2 => 1,
            3 or 4 => 2,
            5 or 6 or 7 => 4,
            9 or 12 or 13 => 8,
            _ => 0,
        };

    private static double Value(ReadOnlySpan<byte> bytes, int type) =>
        type switch
        {
            1 => (sbyte)bytes[0],
            2 => bytes[0],
            3 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            4 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            5 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            6 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            7 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            9 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            12 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        };

    private static byte[] Inflate(ReadOnlySpan<byte> content, string file, long at)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(content.ToArray(), writable: false), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            var buffer = new byte[1 << 16];
            int read;
            while ((read = zlib.Read(buffer)) > 0)
            {
                unpacked.Write(buffer, 0, read);
                if (unpacked.Length > LargestElement)
                {
                    throw new DataException(file, $"unpacks to more than {LargestElement} bytes", Damaged, at);
                }
            }

            return unpacked.ToArray();
        }
        // ZLibException, an IOException, is how a stream that asks for a preset dictionary fails.
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new DataException(file, $"has a damaged compressed element ({exception.Message.TrimEnd('.')})", Damaged, at, exception);
        }
    }

    /// <summary>Walks over elements that follow each other.</summary>
    private ref struct Elements(ReadOnlySpan<byte> bytes, string file, long start)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private readonly string _file = file;
        private readonly long _start = start;
        private int _at;

        /// <summary>Where the last element's content begins in the file, or in it the compressed element.</summary>
        public long ContentAt { get; private set; } = start;

        public bool Next(out int type, out ReadOnlySpan<byte> content)
        {
            type = 0;
            content = default;
            if (_at == _bytes.Length)
            {
                return false;
            }

            var rest = _bytes[_at..];
            if (rest.Length < 8)
            {
                throw Cut();
            }

            var first = BinaryPrimitives.ReadUInt32LittleEndian(rest);
            var isSmall = first >> 16 != 0; // up to four bytes lie in the tag itself
            type = (int)(first & 0xFFFF);
            long length = isSmall ? first >> 16 : BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            var skip = isSmall ? 4 : 8;
            if (length > rest.Length - skip || (isSmall && length > 4))
            {
                throw Cut();
            }

            content = rest.Slice(skip, (int)length);
            ContentAt = _start + _at + skip;
            // Elements begin at multiples of eight, but not the one behind a compressed element.
            var padded =
                isSmall ? 8
                : type == Compressed ? 8 + length
                : 8 + (length + 7) / 8 * 8;
            _at = (int)Math.Min(_at + padded, _bytes.Length);
            return true;
        }

        private readonly DataException Cut() => new(_file, "ends inside an element", Damaged, _start + _at);
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Viva.Data.Archives;

/// <summary>
/// One pass through a tar.gz archive: POSIX ustar with the long names of GNU and pax. System.Formats.Tar would do, but it allocates what
/// an extended header claims and cannot tell where in the file it found a fault.
/// </summary>
internal sealed class TarReading(byte[] payload, ArchiveWalk walk)
{
    private const int Block = 512;
    private const int LongestExtension = 1 << 20;
    private readonly byte[] _header = new byte[Block];
    private GZipStream _source = null!;
    private long _position;
    private readonly Crc32 _checksum = new();
    private string _name = "";

    /// <summary>Hands the wanted members to <paramref name="take"/>.</summary>
    public void Read(Func<string, bool> wanted, Action<string, byte[]> take)
    {
        if (payload is not [0x1f, 0x8b, ..])
        {
            throw Archive.Damaged(walk.File, "is not a gzip file", 0);
        }

        using var source = new GZipStream(new MemoryStream(payload, writable: false), CompressionMode.Decompress);
        _source = source;
        string? longName = null;
        long? longSize = null;
        while (NextHeader() is { } at)
        {
            var kind = (char)_header[156];
            var size = Number(124, 12, at);
            _name = longName ?? Name();
            switch (kind)
            {
                case 'L':
                    longName = Encoding.UTF8.GetString(Extension(size, at)).TrimEnd('\0');
                    continue;
                case 'x':
                    (longName, longSize) = PaxRecords(Extension(size, at), longName, longSize, at);
                    continue;
                case 'g' or 'K':
                    Extension(size, at);
                    continue;
            }

            size = longSize ?? size;
            (longName, longSize) = (null, null);
            if (kind is not ('0' or '\0' or '7' or '5'))
            {
                throw walk.Refuse(
                    _name,
                    kind is >= '1' and <= '6' ? "is a link or a device" : $"is of the unknown kind {ArchiveWalk.Shown(kind.ToString())}"
                );
            }

            var path = walk.Enter(kind == '5' && !_name.EndsWith('/') ? _name + "/" : _name);
            if (path is not null && wanted(path))
            {
                take(path, Content(size));
            }
            else
            {
                Skip(size);
            }

            Skip(Padding(size));
        }

        while (Fill(_header) > 0)
        {
            // What follows the end mark counts for the checksum.
        }

        CheckTrailer();
    }

    /// <summary>
    /// Compares what was read with the checksum and length at the file's end. GZipStream does so too, but not where damage makes it run
    /// past the end of the compressed data: then it takes the file's end for the end.
    /// </summary>
    private void CheckTrailer()
    {
        var trailer = payload.AsSpan()[^8..];
        if (
            BinaryPrimitives.ReadUInt32LittleEndian(trailer) != _checksum.GetCurrentHashAsUInt32()
            || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != (uint)_position
        )
        {
            throw Archive.Damaged(walk.File, "is not intact gzip (the checksum or the length at its end is not that of its content)");
        }
    }

    /// <summary>Reads the next header and returns where it began; null at the end mark.</summary>
    private long? NextHeader()
    {
        var at = _position;
        if (Fill(_header) < Block)
        {
            throw CutOff();
        }

        if (!_header.AsSpan().ContainsAnyExcept((byte)0))
        {
            return null;
        }

        // The sum counts its own eight bytes as spaces.
        var sum = 8 * ' ';
        for (var i = 0; i < Block; i++)
        {
            sum += i is >= 148 and < 156 ? 0 : _header[i];
        }

        return Number(148, 8, at) == sum ? at : throw Archive.Damaged(walk.File, "has something else where a tar header is expected", at);
    }

    private string Name()
    {
        var name = Text(0, 100);
        return _header.AsSpan(257, 6).SequenceEqual("ustar\0"u8) && Text(345, 155) is { Length: > 0 } prefix ? $"{prefix}/{name}" : name;
    }

    private string Text(int start, int length)
    {
        var field = _header.AsSpan(start, length);
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    /// <summary>A field in octal digits, or in base 256 where its first bit is set.</summary>
    private long Number(int start, int length, long at)
    {
        var field = _header.AsSpan(start, length);
        long value = 0;
        if (field[0] == 0x80)
        {
            foreach (var digit in field[1..])
            {
                value = value <= long.MaxValue >> 8 ? (value << 8) | digit : throw BadNumber(start, at);
            }

            return value;
        }

        foreach (var digit in field.Trim(" \0"u8))
        {
            value = digit is >= (byte)'0' and <= (byte)'7' ? (value << 3) | (uint)(digit - '0') : throw BadNumber(start, at);
        }

        return value;
    }

    private DataException BadNumber(int start, long at) =>
        Archive.Damaged(walk.File, "has a tar header whose number field holds no number", at + start);

    private byte[] Extension(long size, long at)
    {
        if (size > LongestExtension)
        {
            throw Archive.Damaged(walk.File, FormattableString.Invariant($"has a tar header whose extension claims {size:N0} bytes"), at);
        }

        var content = Content(size);
        Skip(Padding(size));
        return content;
    }

    /// <summary>Records of the form "length key=value\n", where the length counts the whole record.</summary>
    private (string? Name, long? Size) PaxRecords(byte[] content, string? name, long? size, long at)
    {
        ReadOnlySpan<byte> rest = content;
        while (!rest.IsEmpty)
        {
            var space = rest.IndexOf((byte)' ');
            if (
                space is < 1 or > 9
                || !int.TryParse(rest[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || length > rest.Length
                || length < space + 2
                || rest[length - 1] != '\n'
            )
            {
                throw Archive.Damaged(walk.File, "has a tar header with a damaged extension", at);
            }

            var record = rest[(space + 1)..(length - 1)];
            if (record.StartsWith("path="u8))
            {
                name = Encoding.UTF8.GetString(record[5..]);
            }
            else if (record.StartsWith("size="u8))
            {
                size = long.TryParse(record[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
                    ? bytes
                    : throw Archive.Damaged(walk.File, "has a tar header with a damaged extension", at);
            }

            rest = rest[length..];
        }

        return (name, size);
    }

    private byte[] Content(long size)
    {
        var buffer = new byte[walk.Guess(size)];
        var length = 0;
        while (length < size)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(walk.Grown(length), size));
            }

            var read = Fill(buffer.AsSpan(length, Math.Min(buffer.Length - length, 1 << 20)));
            if (read == 0)
            {
                throw CutOff();
            }

            length += read;
            walk.Count(0, length, _name);
        }

        return buffer;
    }

    private void Skip(long count)
    {
        var scratch = new byte[Math.Min(count, 1 << 16)];
        for (long skipped = 0; skipped < count; )
        {
            var read = Fill(scratch.AsSpan(0, (int)Math.Min(scratch.Length, count - skipped)));
            if (read == 0)
            {
                throw CutOff();
            }

            skipped += read;
            walk.Count(0, skipped, _name);
        }
    }

    private static long Padding(long size) => (Block - size % Block) % Block;

    /// <summary>Fills <paramref name="target"/> as far as the stream goes.</summary>
    private int Fill(Span<byte> target)
    {
        try
        {
            var read = _source.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
            _position += read;
            _checksum.Append(target[..read]);
            walk.Count(read, 0, _name);
            return read;
        }
        catch (InvalidDataException exception)
        {
            throw Archive.Damaged(walk.File, $"is not intact gzip ({exception.Message.TrimEnd('.')})", _position, exception);
        }
    }

    private DataException CutOff() => Archive.Damaged(walk.File, "ends before its end mark: it is cut off", _position);
}

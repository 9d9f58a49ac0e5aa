using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using System.Security.Cryptography;
using Viva.Data.Catalog;

namespace Viva.Data.Download;

/// <summary>Reads a catalogued file whole, decompressed, and checks it. Memory is bounded by the catalogue, never by the file.</summary>
internal static class Payload
{
    private const string Again = "Delete it, and it is fetched again.";

    /// <summary>
    /// The payload of the file at <paramref name="path"/>, which must be one that <paramref name="file"/> accepts; of an archive, the
    /// archive itself. <paramref name="firstUse"/> is what was recorded when a file without a published checksum was first used; without it
    /// the copy is looked at more closely.
    /// </summary>
    /// <exception cref="DataException">The file is unreadable, truncated, too long, or has another checksum.</exception>
    public static byte[] Read(string path, CatalogFile file, FirstUse? firstUse = null)
    {
        byte[] payload;
        try
        {
            using var stream = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                1 << 16,
                FileOptions.SequentialScan
            );
            if (file.ServedSha256 is { } served)
            {
                var actual = Convert.ToHexStringLower(SHA256.HashData(stream));
                if (actual != served)
                {
                    throw new DataException(
                        path,
                        $"its SHA-256 is {Short(actual)} where the catalogue has {Short(served)}{Hint(stream)}",
                        Again
                    );
                }

                stream.Position = 0;
            }

            payload = ReadBounded(stream, file, path);
        }
        catch (InvalidDataException exception)
        {
            throw new DataException(path, $"is not intact gzip ({exception.Message.TrimEnd('.')})", Again, innerException: exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException(path, $"cannot be read ({exception.Message.TrimEnd('.')})", innerException: exception);
        }

        CheckSum(payload, path, file, firstUse);
        return payload;
    }

    private static void CheckSum(byte[] payload, string path, CatalogFile file, FirstUse? firstUse)
    {
        var known = file.Payloads.Select(candidate => candidate.Sha256).OfType<string>().ToList();
        if (known.Count == 0 && !file.TakesFirstUse)
        {
            return; // the file as served had its checksum
        }

        var actual = known.Count > 0 || firstUse is not null ? Convert.ToHexStringLower(SHA256.HashData(payload)) : "";
        if (known.Contains(actual) || (file.TakesFirstUse && actual == firstUse?.Sha256))
        {
            return;
        }

        if (file.TakesFirstUse && firstUse is not null)
        {
            throw new DataException(
                path,
                $"its SHA-256 is {Short(actual)} where the first copy used here had {Short(firstUse.Sha256)} (to take another: "
                    + $"viva data forget {firstUse.Set})",
                Again
            );
        }

        if (!file.TakesFirstUse)
        {
            throw new DataException(
                path,
                $"its SHA-256 is {Short(actual)} where the catalogue has {string.Join(" or ", known.Select(Short))}",
                Again
            );
        }

        FirstCopy.Check(payload, file, path);
    }

    private static byte[] ReadBounded(FileStream stream, CatalogFile file, string path)
    {
        // A workshop's mirror may hold the file already unpacked under its .gz name, so the content decides.
        Span<byte> start = stackalloc byte[2];
        var packed = file.IsGzip && stream.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [0x1f, 0x8b];
        stream.Position = 0;
        using var gzip = packed ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : null;
        Stream source = gzip is null ? stream : gzip;

        var most = file.MaxBytes;
        // Where the length is known, the one buffer is right; else it grows with what arrives.
        var buffer = new byte[file.Limit is null ? most : Math.Min(most, 4 * stream.Length)];
        var length = 0;
        while (true)
        {
            length += source.ReadAtLeast(buffer.AsSpan(length), buffer.Length - length, throwOnEndOfStream: false);
            if (length < buffer.Length || length == most)
            {
                break;
            }

            Array.Resize(ref buffer, (int)Math.Min(most, Math.Max(2L * length, 4096)));
        }

        var tooLong = length == most && source.ReadByte() >= 0;
        if (tooLong || !file.AcceptsLength(length))
        {
            var expected = string.Join(
                " or ",
                file.Payloads.Select(payload => payload.Bytes.ToString("N0", CultureInfo.InvariantCulture))
                    .Concat(
                        file.Limit is { } limit ? [string.Create(CultureInfo.InvariantCulture, $"1 to {limit:N0}")] : Array.Empty<string>()
                    )
            );
            var found = tooLong
                ? string.Create(CultureInfo.InvariantCulture, $"more than {length:N0}")
                : length.ToString("N0", CultureInfo.InvariantCulture);
            throw new DataException(
                path,
                $"holds {found} bytes where {expected} are expected{Hint(stream)}",
                Again,
                tooLong ? null : length
            );
        }

        // GZipStream takes the file's end for the end of the data; where the length is not known
        // beforehand, the file's own words at its end tell.
        if (packed && file.Limit is not null && !EndsWith(stream, buffer.AsSpan(0, length)))
        {
            throw new DataException(path, "is not intact gzip (it is cut off, or its content is not the one that it was made from)", Again);
        }

        return length == buffer.Length ? buffer : buffer[..length];
    }

    /// <summary>Whether a gzip file's last eight bytes are the checksum and the length of this content.</summary>
    private static bool EndsWith(FileStream stream, ReadOnlySpan<byte> content)
    {
        Span<byte> trailer = stackalloc byte[8];
        stream.Seek(-8, SeekOrigin.End);
        stream.ReadExactly(trailer);
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer) == Crc32.HashToUInt32(content)
            && BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == (uint)content.Length;
    }

    /// <summary>Says so when the file is a web page: the usual answer of a hotel network or a moved file.</summary>
    private static string Hint(FileStream stream)
    {
        Span<byte> start = stackalloc byte[WebPage.Beginning];
        stream.Position = 0;
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return WebPage.Is(start[..read]) ? "; it is a web page, not data" : "";
    }

    private static string Short(string sha256) => sha256[..12] + "...";
}

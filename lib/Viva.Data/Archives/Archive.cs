using System.IO.Compression;
using System.IO.Hashing;

namespace Viva.Data.Archives;

/// <summary>
/// Reads the members of a zip or tar.gz archive in memory; nothing is ever unpacked to disk. Whatever could hurt a program that does
/// unpack (a path that leads elsewhere, a link, a device, two members of one name) is refused all the same: no honest data set has it.
/// Memory follows the bytes that really arrive, never a size that a header claims.
/// </summary>
internal static class Archive
{
    private const string Again = "The archive is damaged, or another one under its name: delete it, and it is fetched again.";

    /// <summary>Whether a file of this name is an archive.</summary>
    public static bool IsNamed(string fileName) =>
        IsZip(fileName)
        || fileName.EndsWith(".tar.gz", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Hands every member that is wanted, one at a time and in the archive's order, to <paramref name="take"/>.</summary>
    /// <param name="payload">The archive.</param>
    /// <param name="file">Its name, which says whether it is a zip.</param>
    /// <param name="wanted">Whether the member at a path (with forward slashes) is to be read.</param>
    /// <param name="take">Told the path and the content.</param>
    /// <param name="limits">How much is read at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="DataException">
    /// It is not an archive, is damaged, is beyond a limit, or holds what an honest archive does not.
    /// </exception>
    public static void Read(
        byte[] payload,
        string file,
        Func<string, bool> wanted,
        Action<string, byte[]> take,
        ArchiveLimits? limits = null,
        CancellationToken cancellation = default
    )
    {
        var walk = new ArchiveWalk(file, limits ?? ArchiveLimits.Default, payload.LongLength, cancellation);
        if (IsZip(file))
        {
            ReadZip(payload, walk, wanted, take);
        }
        else
        {
            new TarReading(payload, walk).Read(wanted, take);
        }
    }

    /// <summary>Reads everything and keeps nothing: whether the archive is whole.</summary>
    /// <exception cref="DataException">As for <see cref="Read"/>.</exception>
    public static void Check(byte[] payload, string file) => Read(payload, file, _ => true, (_, _) => { });

    /// <summary>The error for a damaged archive.</summary>
    public static DataException Damaged(string file, string problem, long? offset = null, Exception? innerException = null) =>
        new(file, problem, Again, offset, innerException);

    private static bool IsZip(string fileName) => fileName.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private static void ReadZip(byte[] payload, ArchiveWalk walk, Func<string, bool> wanted, Action<string, byte[]> take)
    {
        using var zip = Guard(walk, null, () => new ZipArchive(new MemoryStream(payload, writable: false), ZipArchiveMode.Read));
        foreach (var entry in Guard(walk, null, () => zip.Entries))
        {
            // The upper half holds the Unix mode, or nothing.
            if (((entry.ExternalAttributes >> 16) & 0xF000) is not (0 or 0x8000 or 0x4000))
            {
                throw walk.Refuse(entry.FullName, "is a link or a device");
            }

            if (walk.Enter(entry.FullName) is not { } name || !wanted(name))
            {
                continue;
            }

            if (entry.IsEncrypted)
            {
                throw walk.Refuse(name, "is encrypted");
            }

            take(name, Guard(walk, name, () => Content(entry, name, walk)));
        }
    }

    private static byte[] Content(ZipArchiveEntry entry, string name, ArchiveWalk walk)
    {
        using var stream = entry.Open();
        var buffer = new byte[walk.Guess(entry.Length)];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                var next = stream.ReadByte();
                if (next < 0)
                {
                    break;
                }

                Array.Resize(ref buffer, walk.Grown(length));
                buffer[length++] = (byte)next;
                walk.Count(1, length, name);
                continue;
            }

            var read = stream.Read(buffer, length, Math.Min(buffer.Length - length, 1 << 20));
            if (read == 0)
            {
                break;
            }

            length += read;
            walk.Count(read, length, name);
        }

        if (length != entry.Length)
        {
            throw Damaged(
                walk.File,
                FormattableString.Invariant(
                    $"its member {ArchiveWalk.Shown(name)} has {length:N0} bytes where the directory says {entry.Length:N0}"
                )
            );
        }

        // System.IO.Compression leaves this check to its caller.
        return Crc32.HashToUInt32(buffer.AsSpan(0, length)) == entry.Crc32
            ? length == buffer.Length
                ? buffer
                : buffer[..length]
            : throw Damaged(walk.File, $"the checksum of its member {ArchiveWalk.Shown(name)} is wrong");
    }

    private static T Guard<T>(ArchiveWalk walk, string? member, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception)
            when (exception is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            var subject = member is null ? "is not an intact zip archive" : $"its member {ArchiveWalk.Shown(member)} cannot be read";
            throw Damaged(walk.File, $"{subject} ({exception.Message.TrimEnd('.')})", innerException: exception);
        }
    }
}

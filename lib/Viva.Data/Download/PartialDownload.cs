namespace Viva.Data.Download;

/// <summary>
/// The unfinished download beside a file's final place, and a note of where it came from: only the same version from the same address
/// can be resumed. Every failed write is a <see cref="CacheException"/>.
/// </summary>
internal sealed class PartialDownload
{
    /// <summary>What its name ends in, after the file's.</summary>
    public const string Extension = ".part";

    /// <summary>What the name of the note beside it ends in.</summary>
    public const string NoteExtension = Extension + ".from";

    private readonly string _final;
    private readonly string _note;
    private readonly Uri _address;

    public PartialDownload(string final, Uri address)
    {
        _final = final;
        _address = address;
        Path = final + Extension;
        _note = final + NoteExtension;
        Guard(() =>
        {
            if (Resumable(Path) is var (from, validator) && from == address.AbsoluteUri)
            {
                Validator = validator;
                Length = new FileInfo(Path).Length;
            }
        });
    }

    /// <summary>The part's path.</summary>
    public string Path { get; }

    /// <summary>How many bytes of it can be kept; 0 when it must be fetched from the start.</summary>
    public long Length { get; private set; }

    /// <summary>What the server called the version (ETag or date).</summary>
    public string? Validator { get; private set; }

    /// <summary>
    /// Where the part at <paramref name="path"/> came from and which version it is; null when
    /// it must be fetched from the start, or there is no part.
    /// </summary>
    public static (string Address, string Validator)? Resumable(string path)
    {
        try
        {
            return
                File.Exists(path)
                && File.Exists(path + NoteExtension[Extension.Length..])
                && File.ReadAllLines(path + NoteExtension[Extension.Length..]) is [var from, { Length: > 0 } validator]
                ? (from, validator)
                : null;
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            return null;
        }
    }

    /// <summary>Opens the part for writing from <paramref name="start"/> on.</summary>
    public FileStream Open(long start, string? validator) =>
        Guard(() =>
        {
            var stream = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
            try
            {
                stream.SetLength(start);
                stream.Position = start;
                // A part that is gone on with keeps its note: on a full disk a new one might not fit.
                if (start == 0)
                {
                    File.WriteAllLines(_note, [_address.AbsoluteUri, validator ?? ""]);
                    Validator = validator;
                }

                return stream;
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        });

    /// <summary>Appends to the opened part. When the disk is full, what has arrived stays if it can be gone on with.</summary>
    public void Write(FileStream stream, ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            stream.Dispose();
            if (!string.IsNullOrEmpty(Validator))
            {
                throw CacheLock.Unwritable(Folder, exception, "; what has arrived is kept");
            }

            Delete(); // the server would have to send it from the start
            throw CacheLock.Unwritable(Folder, exception);
        }
    }

    /// <summary>Makes sure that the bytes are on the disk before the file takes its name.</summary>
    public void Flush(FileStream stream) =>
        Guard(() =>
        {
            stream.Flush(flushToDisk: true);
            stream.Dispose();
        });

    /// <summary>Gives the part its final name, replacing what was there.</summary>
    public void Finish() =>
        Guard(() =>
        {
            File.Move(Path, _final, overwrite: true);
            File.Delete(_note);
        });

    /// <summary>Removes the part.</summary>
    public void Delete() =>
        Guard(() =>
        {
            File.Delete(Path);
            File.Delete(_note);
        });

    private string Folder => System.IO.Path.GetDirectoryName(_final)!;

    private void Guard(Action action) =>
        Guard(() =>
        {
            action();
            return true;
        });

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            throw CacheLock.Unwritable(Folder, exception);
        }
    }
}

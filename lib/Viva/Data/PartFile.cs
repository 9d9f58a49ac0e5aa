namespace Viva.Data;

/// <summary>
/// The unfinished download beside a file's final place, and a note of where it came from: only the same version from the same address
/// can be resumed. Every failed write is a <see cref="CacheException"/>.
/// </summary>
internal sealed class PartFile
{
    private readonly string _final;
    private readonly string _note;
    private readonly Uri _address;

    public PartFile(string final, Uri address)
    {
        _final = final;
        _address = address;
        Path = final + ".part";
        _note = final + ".part.from";
        Guard(() =>
        {
            if (File.Exists(Path) && File.Exists(_note) && File.ReadAllLines(_note) is [var from, { Length: > 0 } validator] && from == address.AbsoluteUri)
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

    /// <summary>Opens the part for writing from <paramref name="start"/> on.</summary>
    public FileStream Open(long start, string? validator) => Guard(() =>
    {
        File.WriteAllLines(_note, [_address.AbsoluteUri, validator ?? ""]);
        var stream = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        stream.SetLength(start);
        stream.Position = start;
        return stream;
    });

    /// <summary>Appends to the opened part.</summary>
    public void Write(FileStream stream, ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
        }
        catch (IOException exception)
        {
            stream.Dispose();
            Delete(); // a full disk needs the space more than we need the half
            throw CacheFolder.Unwritable(Folder, exception);
        }
    }

    /// <summary>Makes sure that the bytes are on the disk before the file takes its name.</summary>
    public void Flush(FileStream stream) => Guard(() =>
    {
        stream.Flush(flushToDisk: true);
        stream.Dispose();
    });

    /// <summary>Gives the part its final name, replacing what was there.</summary>
    public void Finish() => Guard(() =>
    {
        File.Move(Path, _final, overwrite: true);
        File.Delete(_note);
    });

    /// <summary>Removes the part.</summary>
    public void Delete() => Guard(() =>
    {
        File.Delete(Path);
        File.Delete(_note);
    });

    private string Folder => System.IO.Path.GetDirectoryName(_final)!;

    private void Guard(Action action) => Guard(() =>
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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CacheFolder.Unwritable(Folder, exception);
        }
    }
}

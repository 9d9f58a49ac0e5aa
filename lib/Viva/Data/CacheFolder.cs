using Viva.Runtime;

namespace Viva.Data;

/// <summary>
/// One data set's folder in the cache, held by one process at a time. Its layout is a mirror's: it can be given to others as one.
/// </summary>
internal sealed class CacheFolder : IDisposable
{
    private readonly FileStream _lock;

    private CacheFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>
    /// Creates the folder if need be and waits until no other process writes to it, calling <paramref name="waiting"/>
    /// once if that takes a while.
    /// </summary>
    /// <exception cref="CacheException">
    /// The folder cannot be written, or somebody has held it for longer than <paramref name="patience"/>.
    /// </exception>
    public static CacheFolder Hold(string path, TimeSpan patience, Action waiting)
    {
        var deadline = DateTime.UtcNow + patience;
        var told = false;
        var interruption = Interruption.Of();
        while (true)
        {
            interruption.ThrowIfRequested();
            try
            {
                Directory.CreateDirectory(path);
                // The file stays: deleting it would let a third process lock a new one while a second still holds the old.
                return new CacheFolder(
                    path,
                    new FileStream(System.IO.Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
                );
            }
            catch (IOException exception) when (IsSharingViolation(exception))
            {
                if (DateTime.UtcNow > deadline)
                {
                    throw new CacheException(
                        $"another process has been writing to {path} for {patience.TotalMinutes:0} minutes",
                        exception
                    );
                }
            }
            catch (Exception exception) when (DiskFault.Is(exception))
            {
                throw Unwritable(path, exception);
            }

            if (!told)
            {
                waiting();
                told = true;
            }

            Thread.Sleep(100);
        }
    }

    /// <summary>What a failed write to the cache means to the user; <paramref name="more"/> follows it.</summary>
    public static CacheException Unwritable(string path, Exception exception, string more = "") =>
        new($"the cache folder {path} cannot be written ({DiskFault.Words(exception)}); VIVA_CACHE can name another{more}", exception);

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static bool IsSharingViolation(IOException exception) =>
        // Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION. Elsewhere .NET locks with
        // flock and reports errno: EAGAIN of Linux, macOS.
        OperatingSystem.IsWindows()
            ? (exception.HResult & 0xffff) is 32 or 33
            : exception.HResult is 11 or 35;
}

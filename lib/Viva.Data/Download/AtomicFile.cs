namespace Viva.Data.Download;

/// <summary>Writes files so that their final names never hold half of one.</summary>
public static class AtomicFile
{
    /// <summary>Copies a file, making the folder of <paramref name="final"/> if need be.</summary>
    public static void Copy(string path, string final)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(final)!);
        Replace(
            final,
            temporary =>
            {
                using var source = new FileStream(
                    path,
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.Read | FileShare.Delete,
                    1 << 20,
                    FileOptions.SequentialScan
                );
                using var target = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
                source.CopyTo(target);
                target.Flush(flushToDisk: true);
            }
        );
    }

    /// <summary>Writes a text.</summary>
    public static void Write(string path, string text) => Replace(path, temporary => File.WriteAllText(temporary, text));

    private static void Replace(string final, Action<string> write)
    {
        var temporary = $"{final}.{Environment.ProcessId}.new";
        try
        {
            write(temporary);
            File.Move(temporary, final, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}

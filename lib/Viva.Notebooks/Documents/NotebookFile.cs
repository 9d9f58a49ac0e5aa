using System.Text;

namespace Viva.Notebooks.Documents;

/// <summary>Text files read strictly and written atomically.</summary>
public static class NotebookFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a UTF-8 file; a byte order mark stays the first character.</summary>
    /// <exception cref="NotebookException">The file is missing, unreadable or not UTF-8.</exception>
    public static string ReadText(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new NotebookException("the file does not exist", "Check the path", path, innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var problem = Directory.Exists(path) ? "this is a folder" : $"the file cannot be read ({Reason(e)})";
            throw new NotebookException(problem, "Name a file that you can read", path, innerException: e);
        }

        if (bytes is [0xff, 0xfe, ..] or [0xfe, 0xff, ..] or [(byte)'{', 0, ..] or [0, (byte)'{', ..])
        {
            throw new NotebookException("the file is UTF-16", "Save it as UTF-8", path, line: 1);
        }

        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            var line = 1 + bytes.AsSpan(0, e.Index).Count((byte)'\n');
            throw new NotebookException("the file is not UTF-8 text", "Save it as UTF-8", path, line, innerException: e);
        }
    }

    /// <summary>
    /// Writes a UTF-8 file under a temporary name and moves it into place, so that nobody ever finds half of it, even when the disk
    /// is full.
    /// </summary>
    /// <exception cref="NotebookException">The file cannot be written.</exception>
    public static void WriteText(string path, string text)
    {
        string? temporary = null;
        try
        {
            // A link stays a link: what it points to is replaced.
            var target = Path.GetFullPath(path);
            if (new FileInfo(target).LinkTarget is not null)
            {
                target = File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;
            }

            temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(StrictUtf8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            }

            File.Move(temporary, target, overwrite: true);
            temporary = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException(
                $"the file cannot be written ({Reason(e)})",
                "Check the folder's permissions and the free space",
                path,
                innerException: e
            );
        }
        finally
        {
            if (temporary is not null)
            {
                File.Delete(temporary);
            }
        }
    }

    private static string Reason(Exception e) => e.Message.TrimEnd('.');
}

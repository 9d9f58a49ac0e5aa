using System.Text;

namespace Viva.Data.Formats;

/// <summary>Text files of sentences, one a line.</summary>
public static class TextLines
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>The text, strictly UTF-8, without a byte order mark.</summary>
    /// <exception cref="DataException">It is not UTF-8; the offset says where.</exception>
    public static string Utf8(ReadOnlySpan<byte> bytes, string file)
    {
        var start = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        try
        {
            return StrictUtf8.GetString(bytes[start..]);
        }
        catch (DecoderFallbackException exception)
        {
            var at = Math.Clamp(start + exception.Index, 0, bytes.Length);
            var line = 1 + bytes[..at].Count((byte)'\n');
            throw new DataException(
                file,
                $"line {line}: not UTF-8 text",
                "The file is damaged or in another encoding: delete it, and it is fetched again.",
                at,
                exception
            );
        }
    }

    /// <summary>
    /// The text in UTF-8, or, where it is not valid, in Windows-1252: accented Western text is hardly ever valid UTF-8 by chance.
    /// </summary>
    public static string Utf8OrWindows1252(ReadOnlySpan<byte> bytes, string file)
    {
        try
        {
            return Utf8(bytes, file);
        }
        catch (DataException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }

    /// <summary>The lines with their numbers from 1, without line ends; blank lines are left out.</summary>
    public static IEnumerable<(int Number, string Line)> Of(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return (number, line.TrimEnd('\r'));
            }
        }
    }
}

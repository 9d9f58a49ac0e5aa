using System.Text;

namespace Viva.Data.Download;

/// <summary>Tells a web page from data: the usual answer of a hotel's network, of a moved file, of a server in trouble.</summary>
internal static class WebPage
{
    /// <summary>How many bytes of a file are looked at.</summary>
    public const int Beginning = 2048;

    private static readonly string[] Tags = ["<!doctype", "<html", "<head", "<body", "<title", "<meta", "<script", "<h1"];

    /// <summary>
    /// Whether a file that begins so is a web page, whatever stands before its first tag: a byte
    /// order mark, blanks, comments, an XML declaration.
    /// </summary>
    public static bool Is(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, Beginning)];
        var text = bytes switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes),
            _ => Encoding.UTF8.GetString(bytes),
        };
        var rest = text.AsSpan().TrimStart("\uFEFF \t\r\n\f\0");
        while (rest.StartsWith("<!--") || rest.StartsWith("<?"))
        {
            var end = rest.StartsWith("<?") ? "?>" : "-->";
            var at = rest.IndexOf(end);
            if (at < 0)
            {
                return true; // a comment longer than what is looked at: no data begins so
            }

            rest = rest[(at + end.Length)..].TrimStart();
        }

        foreach (var tag in Tags)
        {
            if (rest.StartsWith(tag, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

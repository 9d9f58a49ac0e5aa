namespace Viva.Data.Formats;

/// <summary>Reads binary grey pictures (PGM, P5) with one byte a pixel. Nothing is allocated from what a header claims.</summary>
public static class Pgm
{
    private const string Damaged = "The file is damaged, or another one under its name: delete it, and it is fetched again.";

    /// <summary>The size, the brightest value, and the pixels row by row from the top left.</summary>
    /// <exception cref="DataException">It is no such picture, or is longer or shorter than its header says.</exception>
    public static (int Width, int Height, int Most, ReadOnlyMemory<byte> Pixels) Read(ReadOnlyMemory<byte> bytes, string file)
    {
        if (bytes.Span is not [(byte)'P', (byte)'5', ..])
        {
            throw new DataException(file, "does not start with P5 as a binary PGM picture does", Damaged, 0);
        }

        var at = 2;
        var width = Number(bytes.Span, ref at, 65535, file);
        var height = Number(bytes.Span, ref at, 65535, file);
        var most = Number(bytes.Span, ref at, 255, file);
        at++; // one white space, then the pixels
        var length = (long)width * height;
        if (bytes.Length - at != length)
        {
            throw new DataException(
                file,
                $"has {Math.Max(0, bytes.Length - at)} pixels where its header says {width} x {height} = {length}",
                Damaged,
                Math.Min(bytes.Length, at + length)
            );
        }

        var pixels = bytes[at..];
        var wrong = pixels.Span.IndexOfAnyExceptInRange((byte)0, (byte)most);
        return wrong < 0
            ? (width, height, most, pixels)
            : throw new DataException(file, $"pixel {pixels.Span[wrong]} is brighter than its header's {most}", Damaged, at + wrong);
    }

    /// <summary>The next number from 1 to <paramref name="most"/> after white space and comments.</summary>
    private static int Number(ReadOnlySpan<byte> bytes, ref int at, int most, string file)
    {
        while (at < bytes.Length && (IsSpace(bytes[at]) || bytes[at] == '#'))
        {
            if (bytes[at] != '#')
            {
                at++;
                continue;
            }

            while (at < bytes.Length && bytes[at] != '\n')
            {
                at++;
            }
        }

        var start = at;
        var value = 0;
        while (at < bytes.Length && char.IsAsciiDigit((char)bytes[at]) && value <= most)
        {
            value = 10 * value + (bytes[at++] - '0');
        }

        return at > start && at < bytes.Length && IsSpace(bytes[at]) && value >= 1 && value <= most
            ? value
            : throw new DataException(file, $"its header has no number from 1 to {most} where one is expected", Damaged, start);
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' or 11 or 12;
}

using System.Globalization;

namespace Viva.Data;

/// <summary>Sizes in bytes as a reader wants them.</summary>
public static class ByteSize
{
    /// <summary>The size in words: 55 MB, 1.2 KB. The units are powers of 1,000.</summary>
    public static string Text(long bytes) =>
        bytes switch
        {
            >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
            >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
            >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} KB"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        };
}

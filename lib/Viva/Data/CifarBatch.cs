namespace Viva.Data;

/// <summary>A batch of CIFAR-10 in its binary form: for each picture its class, then 32 x 32 bytes of red, of green and of blue.</summary>
internal static class CifarBatch
{
    /// <summary>The length of a picture without its class.</summary>
    public const int PixelBytes = 3 * 32 * 32;

    private const string Damaged = "The file is damaged or not the one it is named after: delete it, so that it is fetched again.";

    /// <summary>Splits a batch into its classes and its pixels, picture by picture.</summary>
    /// <exception cref="DataException">It is not whole records, or a class is not below 10.</exception>
    public static (byte[] Labels, byte[] Pixels) Read(ReadOnlySpan<byte> bytes, string file)
    {
        const int record = 1 + PixelBytes;
        if (bytes.Length == 0 || bytes.Length % record != 0)
        {
            throw new DataException(file, $"has {bytes.Length} bytes, which is not a number of records of {record}", Damaged, bytes.Length - bytes.Length % record);
        }

        var labels = new byte[bytes.Length / record];
        var pixels = new byte[labels.Length * PixelBytes];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = bytes[i * record];
            if (labels[i] > 9)
            {
                throw new DataException(file, $"class {labels[i]} is not below 10", Damaged, (long)i * record);
            }

            bytes.Slice(i * record + 1, PixelBytes).CopyTo(pixels.AsSpan(i * PixelBytes));
        }

        return (labels, pixels);
    }
}

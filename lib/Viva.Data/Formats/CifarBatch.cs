namespace Viva.Data.Formats;

/// <summary>A batch of CIFAR-10 in its binary form: for each picture its class, then 32 x 32 bytes of red, of green and of blue.</summary>
public static class CifarBatch
{
    /// <summary>The length of a picture with its class.</summary>
    public const int RecordBytes = 1 + 3 * 32 * 32;

    private const string Damaged = "The file is damaged, or another one under its name: delete it, and it is fetched again.";

    /// <summary>The classes of a batch, one for each of its records.</summary>
    /// <exception cref="DataException">It is not whole records, or a class is not below 10.</exception>
    public static long[] Labels(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.Length == 0 || bytes.Length % RecordBytes != 0)
        {
            throw new DataException(
                file,
                $"has {bytes.Length} bytes, which is not a number of records of {RecordBytes}",
                Damaged,
                bytes.Length - bytes.Length % RecordBytes
            );
        }

        var labels = new long[bytes.Length / RecordBytes];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = bytes[i * RecordBytes];
            if (labels[i] > 9)
            {
                throw new DataException(file, $"class {labels[i]} is not below 10", Damaged, (long)i * RecordBytes);
            }
        }

        return labels;
    }
}

using static TorchSharp.torch;

namespace Viva.Data;

/// <summary>Pictures with their classes, whole in memory.</summary>
public sealed class ImageSplit
{
    /// <summary>Pairs <paramref name="images"/> (n, channels, height, width) with <paramref name="labels"/> (n).</summary>
    /// <exception cref="ArgumentException">The two do not fit together.</exception>
    public ImageSplit(Tensor images, Tensor labels)
    {
        if (images.dim() != 4 || labels.dim() != 1 || images.shape[0] != labels.shape[0])
        {
            throw new ArgumentException(
                "Images are (n, channels, height, width) and labels (n) with the same n; these are "
                    + $"({string.Join(", ", images.shape)}) and ({string.Join(", ", labels.shape)})."
            );
        }

        Images = images;
        Labels = labels;
    }

    /// <summary>The pictures, (n, channels, height, width), 32-bit floats from 0 to 1.</summary>
    public Tensor Images { get; }

    /// <summary>The classes, (n), 64-bit integers from 0.</summary>
    public Tensor Labels { get; }

    /// <summary>How many pictures there are.</summary>
    public int Count => (int)Images.shape[0];

    /// <summary>The first <paramref name="count"/> pictures (all, when there are fewer), as a view that shares memory.</summary>
    public ImageSplit Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return Slice(0, Math.Min(count, Count));
    }

    /// <summary>The first <paramref name="count"/> pictures and the rest, as views that share memory.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of the two would be empty.</exception>
    public (ImageSplit First, ImageSplit Second) Split(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(count, Count);
        return (Slice(0, count), Slice(count, Count - count));
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Count:N0} pictures of {string.Join(" x ", Images.shape[1..])}");

    private ImageSplit Slice(int start, int count) => new(Images.narrow(0, start, count), Labels.narrow(0, start, count));
}

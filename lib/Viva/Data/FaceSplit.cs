using Viva.Data.Generated.Faces;
using static TorchSharp.torch;

namespace Viva.Data;

/// <summary>Portraits with what is to be seen on each, whole in memory.</summary>
public sealed class FaceSplit
{
    /// <summary>Pairs <paramref name="images"/> (n, channels, height, width) with as many <paramref name="faces"/>.</summary>
    /// <exception cref="ArgumentException">The two do not fit together.</exception>
    public FaceSplit(Tensor images, IReadOnlyList<Face> faces)
    {
        if (images.dim() != 4 || images.shape[0] != faces.Count)
        {
            throw new ArgumentException(
                $"Images are (n, channels, height, width) with a face for each; these are ({string.Join(", ", images.shape)}) "
                    + $"with {faces.Count} faces."
            );
        }

        Images = images;
        Faces = faces;
    }

    /// <summary>The portraits, (n, channels, height, width), 32-bit floats from 0 to 1.</summary>
    public Tensor Images { get; }

    /// <summary>The attributes of each portrait.</summary>
    public IReadOnlyList<Face> Faces { get; }

    /// <summary>How many portraits there are.</summary>
    public int Count => Faces.Count;

    /// <summary>One attribute of every portrait as class numbers (n), 64-bit integers: <c>split.Labels(face => face.Glasses)</c>.</summary>
    public Tensor Labels<T>(Func<Face, T> attribute)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return tensor(Faces.Select(face => Convert.ToInt64(attribute(face), System.Globalization.CultureInfo.InvariantCulture)).ToArray());
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Count:N0} portraits of {string.Join(" x ", Images.shape[1..])}");
}

using Viva.Runtime;

namespace Viva.Data.BuiltIn;

/// <summary>Small colour pictures of everyday objects from a seed.</summary>
internal static class SceneGenerator
{
    /// <summary>The side of a picture.</summary>
    public const int Side = 32;

    /// <summary>The classes, in the order of the labels.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
    ["aeroplane", "bird", "boat", "car", "chair", "cup", "fish", "flower", "house", "tree"];

    /// <summary>
    /// Fills <paramref name="pixels"/> (count x 3 x 32 x 32, 0 to 1) and <paramref name="labels"/> with the scenes of
    /// <paramref name="seed"/>; the result does not depend on the number of threads. Every ten pictures hold each class once.
    /// </summary>
    public static void Fill(Memory<float> pixels, Memory<long> labels, ulong seed, int threads = -1)
    {
        const int block = 50;
        const int size = 3 * Side * Side;
        var count = labels.Length;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = Interruption.Cell };
        Parallel.For(
            0,
            (count + block - 1) / block,
            options,
            () => new ScenePainter(Side),
            (chunk, _, painter) =>
            {
                for (var i = chunk * block; i < Math.Min(count, (chunk + 1) * block); i++)
                {
                    var label = BalancedLabels.At(i, seed);
                    labels.Span[i] = label;
                    painter.Draw(label, new SeededRandom(seed, (ulong)i), pixels.Span.Slice(i * size, size));
                }

                return painter;
            },
            _ => { }
        );
    }
}

using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>
/// The baseline that learns nothing (Fix and Hodges, 1951): it keeps the training samples, and gives a new one the class that most of the
/// nearest among them have, by Euclidean distance; of classes with equally many the smallest.
/// </summary>
public sealed class NearestNeighbours
{
    private const int Portion = 250; // the distances of all at once would fill gigabytes
    private readonly Tensor _samples;
    private readonly Tensor _squares;
    private readonly Tensor _labels;
    private readonly int _neighbours;

    /// <summary>Keeps the samples, (n, ...), which are flattened, with their classes, (n), 64-bit integers from 0.</summary>
    /// <param name="samples">The training samples.</param>
    /// <param name="labels">Their classes.</param>
    /// <param name="neighbours">How many neighbours vote.</param>
    /// <exception cref="ArgumentException">Samples and classes differ in number, or are fewer than the neighbours.</exception>
    public NearestNeighbours(Tensor samples, Tensor labels, int neighbours = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbours, 1);
        DataGuard.Samples(samples, labels, nameof(samples), nameof(labels));
        if (samples.shape[0] < neighbours)
        {
            throw new ArgumentException($"{neighbours} neighbours of {samples.shape[0]} samples cannot vote.", nameof(neighbours));
        }

        _samples = samples.flatten(1);
        _squares = _samples.square().sum(1);
        _labels = labels;
        _neighbours = neighbours;
    }

    /// <summary>The classes, (n), of samples with the shape of the training samples, (n, ...).</summary>
    public Tensor Predict(Tensor samples)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return cat([.. samples.flatten(1).split(Portion).Select(Vote)]).MoveToOuterDisposeScope();
    }

    // |a - b|² = |a|² - 2ab + |b|², and |a|² is the same for all neighbours b.
    private Tensor Vote(Tensor samples)
    {
        using var scope = NewDisposeScope();
        var distances = _squares - (2 * samples.mm(_samples.t()));
        var nearest = distances.topk(_neighbours, largest: false).indexes;
        return nn.functional.one_hot(_labels[nearest]).sum(1).argmax(1).MoveToOuterDisposeScope();
    }
}

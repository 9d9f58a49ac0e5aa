using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Rl.Deep;

/// <summary>
/// Several networks of one shape side by side, such as one for each seed: small networks leave a core idle, so that five of them cost
/// little more than one. They share nothing. A batch holds equally many rows for each network, those of the first one first; so the mean
/// of a loss over the rows trains each network on its own.
/// </summary>
public sealed class ParallelNetworks : Module<Tensor, Tensor>
{
    private readonly int[] _sizes;
    private readonly List<(Parameter Weight, Parameter Bias)> _layers = [];

    /// <summary>Fully connected networks with ReLU after each hidden layer, whose weights are drawn as those of
    /// <see cref="TorchSharp.Modules.Linear"/> are.</summary>
    /// <param name="count">How many networks there are.</param>
    /// <param name="sizes">The numbers that go in, the units of each hidden layer, the numbers that come out.</param>
    /// <exception cref="ArgumentException">No network, fewer than two sizes, or a size below 1.</exception>
    public ParallelNetworks(int count, IReadOnlyList<int> sizes)
        : base(nameof(ParallelNetworks))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Count < 2 || sizes.Any(size => size < 1))
        {
            throw new ArgumentException(
                "A network has at least two sizes, each 1 or more: what goes in and what comes out.",
                nameof(sizes)
            );
        }

        (Count, _sizes) = (count, [.. sizes]);
        for (var i = 0; i + 1 < _sizes.Length; i++)
        {
            var reach = 1 / Math.Sqrt(_sizes[i]);
            _layers.Add((Drawn($"weight{i}", reach, _sizes[i], _sizes[i + 1]), Drawn($"bias{i}", reach, 1, _sizes[i + 1])));
        }
    }

    /// <summary>How many networks there are.</summary>
    public int Count { get; }

    /// <summary>What each network makes of its rows.</summary>
    /// <param name="x">(rows, in): equally many rows for each network, those of the first one first.</param>
    /// <returns>(rows, out).</returns>
    /// <exception cref="ArgumentException">Not that shape.</exception>
    public override Tensor forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.dim() != 2 || x.shape[1] != _sizes[0] || x.shape[0] % Count != 0)
        {
            throw new ArgumentException(
                $"{Count} networks take rows of {_sizes[0]} numbers, equally many rows each; "
                    + $"the shape ({string.Join(", ", x.shape)}) is not that.",
                nameof(x)
            );
        }

        using var scope = NewDisposeScope();
        var y = x.reshape(Count, -1, _sizes[0]);
        for (var i = 0; i < _layers.Count; i++)
        {
            y = y.bmm(_layers[i].Weight) + _layers[i].Bias;
            y = i + 1 < _layers.Count ? y.relu() : y;
        }

        return y.reshape(x.shape[0], _sizes[^1]).MoveToOuterDisposeScope();
    }

    /// <summary>Networks of their own with the weights that these have now.</summary>
    public ParallelNetworks Copy()
    {
        var copy = new ParallelNetworks(Count, _sizes);
        copy.Follow(this, 1);
        return copy;
    }

    /// <summary>Networks that all have the weights of one of these.</summary>
    /// <param name="network">Which one.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentException">There is no such network, or the count is below 1.</exception>
    public ParallelNetworks Repeat(int network, int count)
    {
        RequireIndex.Below(network, Count);
        var repeated = new ParallelNetworks(count, _sizes);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (mine, weights) in repeated.parameters().Zip(parameters()))
        {
            mine.copy_(weights[network]);
        }

        return repeated;
    }

    /// <summary>Moves the weights towards those of others: w becomes w + share (w' − w).</summary>
    /// <param name="others">Networks of the same shape.</param>
    /// <param name="share">1 to copy, less to average over time (Lillicrap et al. 2016).</param>
    /// <exception cref="ArgumentException">The shapes differ, or the share is not in [0, 1].</exception>
    public void Follow(ParallelNetworks others, double share)
    {
        Viva.Runtime.Require.Interval(share, 0, 1);
        RequireLike(others);
        using var quiet = no_grad();
        foreach (var (mine, other) in parameters().Zip(others.parameters()))
        {
            using var aim = other.detach();
            mine.lerp_(aim, share);
        }
    }

    /// <summary>Copies the weights of one network of others into the network of the same place here.</summary>
    /// <param name="others">Networks of the same shape.</param>
    /// <param name="network">Which one.</param>
    /// <exception cref="ArgumentException">The shapes differ, or there is no such network.</exception>
    public void Take(ParallelNetworks others, int network)
    {
        RequireLike(others);
        RequireIndex.Below(network, Count);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (mine, other) in parameters().Zip(others.parameters()))
        {
            mine[network].copy_(other[network]);
        }
    }

    private Parameter Drawn(string name, double reach, params long[] shape)
    {
        var drawn = new Parameter(((rand([Count, .. shape]) * 2) - 1) * reach);
        register_parameter(name, drawn);
        return (Parameter)drawn.DetachFromDisposeScope();
    }

    private void RequireLike(ParallelNetworks others)
    {
        ArgumentNullException.ThrowIfNull(others);
        if (others.Count != Count || !others._sizes.SequenceEqual(_sizes))
        {
            throw new ArgumentException(
                $"{others.Count} networks of sizes {string.Join("-", others._sizes)} do not fit {Count} of {string.Join("-", _sizes)}.",
                nameof(others)
            );
        }
    }
}

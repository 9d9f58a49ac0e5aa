using Viva.Display.Charts;
using Viva.Rl.Environments;
using static TorchSharp.torch;

namespace Viva.Rl.Deep;

/// <summary>
/// Plays validation episodes with each network of a group while it is trained, without exploration: their returns are the learning curve,
/// and the weights that did best are kept, since a policy can be lost again.
/// </summary>
public sealed class PolicyWatch
{
    private readonly VectorEnvironment _environments;
    private readonly Func<ParallelNetworks, Tensor, Tensor> _act;
    private readonly int _seed;
    private readonly List<double> _at = [];
    private readonly List<double[]> _returns = [];
    private readonly double[] _best;

    /// <summary>A watch over networks.</summary>
    /// <param name="networks">The networks in training.</param>
    /// <param name="environments">Where to play: equally many for each network, those of the first one first.</param>
    /// <param name="act">The actions of networks for observations.</param>
    /// <param name="seed">The seed of the starts, which are the same at each look.</param>
    /// <exception cref="ArgumentException">The environments cannot be shared equally, or the seed is negative.</exception>
    public PolicyWatch(ParallelNetworks networks, VectorEnvironment environments, Func<ParallelNetworks, Tensor, Tensor> act, int seed)
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(act);
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
        RequireShared(environments, networks.Count, nameof(environments));
        (Networks, _environments, _act, _seed) = (networks, environments, act, seed);
        _best = [.. Enumerable.Repeat(double.NegativeInfinity, networks.Count)];
        Best = networks.Copy();
    }

    /// <summary>The networks in training, with the weights they have now.</summary>
    public ParallelNetworks Networks { get; }

    /// <summary>For each network the weights whose mean return was the highest when looked at.</summary>
    public ParallelNetworks Best { get; }

    /// <summary>For each network the mean over all looks of its mean return: how soon and how lastingly it was good.</summary>
    /// <exception cref="InvalidOperationException">Nobody has looked.</exception>
    public double[] Average =>
        _returns.Count > 0
            ? [.. Enumerable.Range(0, Networks.Count).Select(network => _returns.Average(look => look[network]))]
            : throw new InvalidOperationException("There is no score before the first Look.");

    /// <summary>What each look found: the mean return of each network.</summary>
    public IReadOnlyList<double[]> Looks => _returns;

    /// <summary>Plays an episode in each environment.</summary>
    /// <param name="at">How far training is, such as the steps taken in an environment: the place on the curve.</param>
    /// <returns>The mean return of each network.</returns>
    public double[] Look(double at)
    {
        var means = Play(Networks, _environments, _act, _seed);
        _at.Add(at);
        _returns.Add(means);
        for (var network = 0; network < means.Length; network++)
        {
            if (means[network] > _best[network])
            {
                _best[network] = means[network];
                Best.Take(Networks, network);
            }
        }

        return means;
    }

    /// <summary>The mean of the networks at each look, with a band from the worst to the best.</summary>
    /// <param name="name">The line's name.</param>
    public Series Curve(string name) => Series.Band(name, _at, _returns);

    /// <summary>Plays an episode in each environment, without gradients.</summary>
    /// <param name="networks">Who plays.</param>
    /// <param name="environments">Equally many for each network, those of the first one first.</param>
    /// <param name="act">The actions of networks for observations.</param>
    /// <param name="seed">The seed of the starts.</param>
    /// <returns>The mean undiscounted return of each network.</returns>
    /// <exception cref="ArgumentException">The environments cannot be shared equally, or the actions do not fit.</exception>
    public static double[] Play(
        ParallelNetworks networks,
        VectorEnvironment environments,
        Func<ParallelNetworks, Tensor, Tensor> act,
        int seed
    )
    {
        ArgumentNullException.ThrowIfNull(networks);
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(act);
        RequireShared(environments, networks.Count, nameof(environments));
        return
        [
            .. environments
                .Play(x => act(networks, x), seed)
                .Chunk(environments.Count / networks.Count)
                .Select(returns => returns.Average()),
        ];
    }

    private static void RequireShared(VectorEnvironment environments, int networks, string name)
    {
        if (environments.Count % networks != 0)
        {
            throw new ArgumentException($"{environments.Count} environments cannot be shared equally by {networks} networks.", name);
        }
    }
}

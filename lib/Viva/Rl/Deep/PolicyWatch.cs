using Viva.Display.Charts;
using Viva.Rl.Environments;
using Viva.Runtime;
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

    /// <summary>For each network the mean return of its best look.</summary>
    public double[] BestReturns => [.. _best];

    /// <summary>For each network its mean return over the later half of the looks: how well and how lastingly it has learnt.</summary>
    /// <exception cref="InvalidOperationException">Nobody has looked.</exception>
    public double[] Late =>
        _returns.Count > 0
            ? [.. Enumerable.Range(0, Networks.Count).Select(network => _returns.Skip(_returns.Count / 2).Average(look => look[network]))]
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

    /// <summary>
    /// Trains: calls an update again and again, lowers the optimisers' rates to 0 in a straight line, and looks at equal distances. What
    /// an update makes is disposed of when it ends.
    /// </summary>
    /// <param name="updates">How many updates.</param>
    /// <param name="looks">How many looks, the last one after the last update.</param>
    /// <param name="stepsEach">The steps in environments that an update stands for, the unit of the curve.</param>
    /// <param name="update">The update, with its number from 1.</param>
    /// <param name="optimizers">The optimisers whose rates fall.</param>
    /// <exception cref="ArgumentException">A number below 1, or more looks than updates.</exception>
    public PolicyWatch Train(int updates, int looks, int stepsEach, Action<int> update, params IReadOnlyList<optim.Optimizer> optimizers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(looks);
        ArgumentOutOfRangeException.ThrowIfLessThan(updates, looks);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepsEach);
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(optimizers);
        var groups = optimizers.SelectMany(one => one.ParamGroups).Select(group => (Group: group, Rate: group.LearningRate)).ToArray();
        var interruption = Interruption.Of();
        for (var t = 1; t <= updates; t++)
        {
            interruption.ThrowIfRequested();
            foreach (var (group, rate) in groups)
            {
                group.LearningRate = rate * (1 - ((t - 1.0) / updates));
            }

            using (NewDisposeScope())
            {
                update(t);
            }

            if (t * looks / updates > (t - 1) * looks / updates)
            {
                Look(t * stepsEach);
            }
        }

        return this;
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

    internal static void RequireShared(VectorEnvironment environments, int networks, string name)
    {
        if (environments.Count % networks != 0)
        {
            throw new ArgumentException($"{environments.Count} environments cannot be shared equally by {networks} networks.", name);
        }
    }
}

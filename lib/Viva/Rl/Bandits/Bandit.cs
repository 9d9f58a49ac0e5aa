using Viva.Rl.Environments;
using Viva.Runtime;

namespace Viva.Rl.Bandits;

/// <summary>
/// A slot machine with several arms: pulling one pays a reward drawn from a normal distribution around the arm's mean. There is one state
/// and no end, so that choosing is all there is to learn (Sutton and Barto 2018, chapter 2).
/// </summary>
public sealed class Bandit : IFiniteEnvironment
{
    private readonly double[] _means;
    private Random _random;

    /// <summary>A bandit with these means.</summary>
    /// <param name="means">What each arm pays on average.</param>
    /// <param name="deviation">The standard deviation of each payment, not negative.</param>
    /// <param name="seed">The seed of the payments; <see cref="Run.Seed"/> unless set.</param>
    /// <exception cref="ArgumentException">There is no arm, a mean is not finite, the deviation is negative, or the seed is.</exception>
    public Bandit(IEnumerable<double> means, double deviation = 1, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(means);
        _means = [.. means];
        if (_means.Length == 0)
        {
            throw new ArgumentException("A bandit needs at least one arm.", nameof(means));
        }

        foreach (var mean in _means)
        {
            Require.Interval(mean, double.MinValue, double.MaxValue, name: nameof(means));
        }

        Require.Interval(deviation, 0, double.MaxValue);
        Deviation = deviation;
        _random = Generator(seed);
    }

    /// <summary>What each arm pays on average; the agent does not see it.</summary>
    public IReadOnlyList<double> Means => _means;

    /// <summary>The standard deviation of each payment.</summary>
    public double Deviation { get; }

    /// <summary>The arm that pays most on average.</summary>
    public int BestArm => Array.IndexOf(_means, _means.Max());

    /// <inheritdoc/>
    public int Actions => _means.Length;

    int IFiniteEnvironment.States => 1;

    /// <summary>
    /// A bandit of the textbook's ten-armed testbed: means drawn from the standard normal distribution, payments of deviation 1.
    /// </summary>
    /// <param name="arms">How many arms to make.</param>
    /// <param name="seed">The seed of the means and of the payments; <see cref="Run.Seed"/> unless set.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of arms is not positive, or the seed is negative.</exception>
    public static Bandit Testbed(int arms = 10, int? seed = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(arms);
        var random = Generator(seed);
        return new([.. Enumerable.Range(0, arms).Select(_ => Normal(random))], 1, seed) { _random = random };
    }

    /// <inheritdoc/>
    public int Reset(int? seed = null)
    {
        if (seed is not null)
        {
            _random = Generator(seed);
        }

        return 0;
    }

    /// <summary>Pulls an arm. An episode never ends, and needs no <see cref="Reset"/> to begin.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such arm.</exception>
    public StepResult<int> Step(int action)
    {
        RequireIndex.Below(action, Actions);
        return new(0, _means[action] + (Deviation * Normal(_random)), false, false);
    }

    /// <summary>
    /// Lets an agent play and gives its regret after each pull: the sum, so far, of what the best arm would have paid on average less what
    /// the chosen arms pay on average. Luck of the payments is not in it.
    /// </summary>
    /// <param name="agent">A fresh agent.</param>
    /// <param name="pulls">How many pulls to make.</param>
    /// <exception cref="ArgumentException">The number of pulls is not positive, or the agent chose an arm that does not exist.</exception>
    public double[] Regret(IBanditAgent agent, int pulls)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pulls);
        var best = _means.Max();
        var regret = new double[pulls];
        var interruption = Interruption.Of();
        for (var t = 0; t < pulls; t++)
        {
            interruption.ThrowIfRequested();
            var arm = agent.Choose();
            agent.Learn(arm, Step(arm).Reward);
            regret[t] = (t == 0 ? 0 : regret[t - 1]) + best - _means[arm];
        }

        return regret;
    }

    private static Random Generator(int? seed)
    {
        if (seed is { } value)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(seed));
        }

        return new(seed ?? Run.Seed);
    }

    // Box and Muller (1958). NextDouble lies in [0, 1), and the logarithm needs (0, 1].
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

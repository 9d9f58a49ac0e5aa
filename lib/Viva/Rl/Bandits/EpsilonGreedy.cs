using Viva.Runtime;

namespace Viva.Rl.Bandits;

/// <summary>
/// Pulls an arm drawn evenly with probability epsilon, and else the arm with the best estimate, equals evenly (Sutton and Barto 2018,
/// sections 2.2 to 2.6).
/// </summary>
public sealed class EpsilonGreedy : IBanditAgent
{
    private readonly EpsilonGreedyChoice _choice;
    private readonly double[,] _estimates;
    private readonly int[] _pulls;
    private readonly double _epsilon;
    private readonly double? _stepSize;

    /// <summary>An agent that has pulled nothing yet.</summary>
    /// <param name="arms">How many arms there are.</param>
    /// <param name="epsilon">The probability of exploring, in [0, 1].</param>
    /// <param name="initialValue">
    /// What each arm is taken to pay before it is pulled; above what arms can pay it makes the agent try them all.
    /// </param>
    /// <param name="stepSize">
    /// How far an estimate moves towards a reward, in (0, 1]; without it the estimate is the mean of the rewards.
    /// </param>
    /// <param name="seed">The seed of the exploration; <see cref="Run.Seed"/> unless set.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An argument is out of its range; the message names the value and the limit.
    /// </exception>
    public EpsilonGreedy(int arms, double epsilon, double initialValue = 0, double? stepSize = null, int? seed = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(arms);
        Require.Interval(epsilon, 0, 1);
        Require.Interval(initialValue, double.MinValue, double.MaxValue);
        if (stepSize is { } size)
        {
            Require.Interval(size, 0, 1, openBelow: true, name: nameof(stepSize));
        }

        if (seed is { } value)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(seed));
        }

        (_epsilon, _stepSize) = (epsilon, stepSize);
        _estimates = new double[1, arms];
        for (var arm = 0; arm < arms; arm++)
        {
            _estimates[0, arm] = initialValue;
        }

        _pulls = new int[arms];
        _choice = new(new Random(unchecked(((seed ?? Run.Seed) * 486187739) + 2)));
    }

    /// <inheritdoc/>
    public int Choose() => _choice.Next(_estimates, 0, _epsilon);

    /// <inheritdoc/>
    public void Learn(int arm, double reward)
    {
        RequireIndex.Below(arm, _pulls.Length);
        Require.Interval(reward, double.MinValue, double.MaxValue);
        _pulls[arm]++;
        _estimates[0, arm] += (_stepSize ?? (1.0 / _pulls[arm])) * (reward - _estimates[0, arm]);
    }
}

using Viva.Runtime;

namespace Viva.Rl.Bandits;

/// <summary>
/// Pulls the arm whose mean plus a bonus for what is little known, c sqrt(ln t / n), is largest, where n counts the arm's pulls and t all
/// pulls; each arm once to begin with (Auer, Cesa-Bianchi and Fischer 2002, whose UCB1 has c = sqrt 2). It draws no random numbers.
/// </summary>
public sealed class UpperConfidenceBound : IBanditAgent
{
    private readonly double[] _means;
    private readonly int[] _pulls;
    private readonly double _confidence;
    private int _total;

    /// <summary>An agent that has pulled nothing yet.</summary>
    /// <param name="arms">How many arms there are.</param>
    /// <param name="confidence">c, the weight of the bonus, not negative, in units of the rewards' spread.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no arm, or the weight is negative or not finite.</exception>
    public UpperConfidenceBound(int arms, double confidence = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(arms);
        Require.Interval(confidence, 0, double.MaxValue);
        (_means, _pulls, _confidence) = (new double[arms], new int[arms], confidence);
    }

    /// <inheritdoc/>
    public int Choose()
    {
        var (chosen, best) = (0, double.NegativeInfinity);
        for (var arm = 0; arm < _means.Length; arm++)
        {
            if (_pulls[arm] == 0)
            {
                return arm;
            }

            var bound = _means[arm] + (_confidence * Math.Sqrt(Math.Log(_total) / _pulls[arm]));
            if (bound > best)
            {
                (chosen, best) = (arm, bound);
            }
        }

        return chosen;
    }

    /// <inheritdoc/>
    public void Learn(int arm, double reward)
    {
        RequireIndex.Below(arm, _means.Length);
        Require.Interval(reward, double.MinValue, double.MaxValue);
        _total++;
        _pulls[arm]++;
        _means[arm] += (reward - _means[arm]) / _pulls[arm];
    }
}

using Viva.Runtime;

namespace Viva.Rl.Environments;

/// <summary>What happened in one episode of n steps.</summary>
/// <typeparam name="TObservation">What the agent saw.</typeparam>
/// <typeparam name="TAction">What the agent did.</typeparam>
/// <param name="Observations">n + 1 observations; the last is where the episode ended.</param>
/// <param name="Actions">n actions, each taken at the observation of the same index.</param>
/// <param name="Rewards">n rewards, each earned by the action of the same index.</param>
/// <param name="Terminated">Whether the task was over in the end; otherwise the episode was cut off.</param>
public sealed record Episode<TObservation, TAction>(
    IReadOnlyList<TObservation> Observations,
    IReadOnlyList<TAction> Actions,
    IReadOnlyList<double> Rewards,
    bool Terminated
)
{
    /// <summary>How many steps it took.</summary>
    public int Length => Rewards.Count;

    /// <summary>The sum of the rewards, the one of step t weighted by the discount to the power t, with t from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The discount is not in [0, 1].</exception>
    public double Return(double discount = 1)
    {
        Require.Interval(discount, 0, 1);
        var sum = 0.0;
        for (var t = Length - 1; t >= 0; t--)
        {
            sum = Rewards[t] + (discount * sum);
        }

        return sum;
    }
}

using Viva.Runtime;

namespace Viva.Rl.Environments;

/// <summary>What can be done with any environment.</summary>
public static class EnvironmentExtensions
{
    /// <summary>Plays one episode with a fixed policy.</summary>
    /// <typeparam name="TObservation">What the agent sees.</typeparam>
    /// <typeparam name="TAction">What the agent does.</typeparam>
    /// <param name="environment">Where to play.</param>
    /// <param name="policy">The action for an observation.</param>
    /// <param name="seed">Restarts the environment's random numbers.</param>
    /// <param name="stepLimit">Where to cut the episode off; a policy that walks in circles needs it.</param>
    /// <exception cref="ArgumentException">
    /// The policy gave an action that the environment does not have, or the limit is not positive.
    /// </exception>
    public static Episode<TObservation, TAction> Play<TObservation, TAction>(
        this IEnvironment<TObservation, TAction> environment,
        Func<TObservation, TAction> policy,
        int? seed = null,
        int stepLimit = 10_000
    )
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepLimit);
        var observations = new List<TObservation> { environment.Reset(seed) };
        var (actions, rewards) = (new List<TAction>(), new List<double>());
        var terminated = false;
        var interruption = Interruption.Of();
        while (actions.Count < stepLimit)
        {
            interruption.ThrowIfRequested();
            actions.Add(policy(observations[^1]));
            var step = environment.Step(actions[^1]);
            observations.Add(step.Observation);
            rewards.Add(step.Reward);
            terminated = step.Terminated;
            if (step.Ended)
            {
                break;
            }
        }

        return new(observations, actions, rewards, terminated);
    }
}

namespace Viva.Rl.Environments;

/// <summary>What one step brought.</summary>
/// <typeparam name="TObservation">What the agent sees.</typeparam>
/// <param name="Observation">What the agent sees after the step.</param>
/// <param name="Reward">What the step earned.</param>
/// <param name="Terminated">The task is over: nothing more can be earned, so the value of what follows is 0.</param>
/// <param name="Truncated">
/// The episode was cut off from outside, by a limit of steps: more could have been earned, and a learner estimates how much.
/// </param>
public readonly record struct StepResult<TObservation>(TObservation Observation, double Reward, bool Terminated, bool Truncated)
{
    /// <summary>Whether the episode has ended, for either reason.</summary>
    public bool Ended => Terminated || Truncated;
}

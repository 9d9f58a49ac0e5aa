namespace Viva.Rl.Environments;

/// <summary>
/// What an agent acts in, in the terms of Gymnasium (Towers et al. 2024): an episode begins with <see cref="Reset"/> and goes on with
/// <see cref="Step"/> until a step is terminated or truncated.
/// </summary>
/// <typeparam name="TObservation">What the agent sees: a state's number, or a vector of measurements.</typeparam>
/// <typeparam name="TAction">What the agent does: an action's number, or a force.</typeparam>
public interface IEnvironment<TObservation, TAction>
{
    /// <summary>Begins an episode and gives its first observation.</summary>
    /// <param name="seed">
    /// Restarts the random numbers of the environment; without it they go on, so that the next episode differs.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The seed is negative.</exception>
    public TObservation Reset(int? seed = null);

    /// <summary>Does one action and says what came of it.</summary>
    /// <exception cref="ArgumentException">The action is not in the action space, or the episode has ended or never begun.</exception>
#pragma warning disable CA1716 // A keyword of Visual Basic, but the name that everybody knows.
    public StepResult<TObservation> Step(TAction action);
#pragma warning restore CA1716
}

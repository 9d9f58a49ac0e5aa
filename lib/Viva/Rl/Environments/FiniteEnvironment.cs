using Viva.Runtime;

namespace Viva.Rl.Environments;

/// <summary>
/// Plays out a <see cref="MarkovDecisionProcess"/>: the agent sees states and rewards, not the probabilities. An episode terminates in a
/// terminal state and is truncated at the limit of steps.
/// </summary>
public class FiniteEnvironment : IFiniteEnvironment
{
    private readonly EpisodeProgress _progress;
    private int _state;

    /// <summary>An environment on a model.</summary>
    /// <param name="model">The process to play out.</param>
    /// <param name="start">The state in which each episode begins.</param>
    /// <param name="stepLimit">The step at which an episode is cut off; never unless set.</param>
    /// <param name="seed">The seed of the random numbers; <see cref="Run.Seed"/> unless set.</param>
    /// <exception cref="ArgumentException">
    /// The start is not a state of the model or is terminal, the limit is not positive, or the seed is negative.
    /// </exception>
    public FiniteEnvironment(MarkovDecisionProcess model, int start = 0, int? stepLimit = null, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        RequireIndex.Below(start, model.States);
        if (model.IsTerminal(start))
        {
            throw new ArgumentException($"The start, state {start}, is terminal: an episode could take no step.", nameof(start));
        }

        (Model, Start, _progress) = (model, start, new(stepLimit, seed));
    }

    /// <summary>The transitions, for planning.</summary>
    public MarkovDecisionProcess Model { get; }

    /// <summary>The state in which each episode begins.</summary>
    public int Start { get; }

    /// <summary>The step at which an episode is cut off; null for never.</summary>
    public int? StepLimit => _progress.StepLimit;

    /// <inheritdoc/>
    public int States => Model.States;

    /// <inheritdoc/>
    public int Actions => Model.Actions;

    /// <inheritdoc/>
    public int Reset(int? seed = null)
    {
        _progress.Begin(seed);
        _state = Start;
        return _state;
    }

    /// <inheritdoc/>
    public StepResult<int> Step(int action)
    {
        RequireIndex.Below(action, Actions);
        _progress.RequireRunning(action);
        var outcomes = Model.At(_state, action);
        var outcome = outcomes[^1];
        if (outcomes.Length > 1)
        {
            var left = _progress.Random.NextDouble();
            foreach (var candidate in outcomes)
            {
                left -= candidate.Probability;
                if (left >= 0)
                {
                    continue;
                }

                outcome = candidate;
                break;
            }
        }

        _state = outcome.Next;
        var terminated = Model.IsTerminal(_state);
        return new(_state, outcome.Reward, terminated, _progress.Truncates(terminated));
    }
}

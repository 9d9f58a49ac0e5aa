using Viva.Runtime;

namespace Viva.Rl.Environments;

/// <summary>
/// Plays out a <see cref="MarkovDecisionProcess"/>: the agent sees states and rewards, not the probabilities. An episode terminates in a
/// terminal state and is truncated at the limit of steps.
/// </summary>
public class FiniteEnvironment : IFiniteEnvironment
{
    private Random _random;
    private int _state;
    private int _steps;
    private bool _running;

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

        if (stepLimit is { } limit)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit, nameof(stepLimit));
        }

        (Model, Start, StepLimit) = (model, start, stepLimit);
        _random = Generator(seed);
    }

    /// <summary>The transitions, for planning.</summary>
    public MarkovDecisionProcess Model { get; }

    /// <summary>The state in which each episode begins.</summary>
    public int Start { get; }

    /// <summary>The step at which an episode is cut off; null for never.</summary>
    public int? StepLimit { get; }

    /// <inheritdoc/>
    public int States => Model.States;

    /// <inheritdoc/>
    public int Actions => Model.Actions;

    /// <inheritdoc/>
    public int Reset(int? seed = null)
    {
        if (seed is not null)
        {
            _random = Generator(seed);
        }

        (_state, _steps, _running) = (Start, 0, true);
        return _state;
    }

    /// <inheritdoc/>
    public StepResult<int> Step(int action)
    {
        RequireIndex.Below(action, Actions);
        if (!_running)
        {
            throw new ArgumentException(
                _steps == 0
                    ? $"Action {action} cannot be taken: no episode has begun. Call Reset first."
                    : $"Action {action} cannot be taken: the episode ended after {_steps} steps. Call Reset to begin another.",
                nameof(action)
            );
        }

        var outcomes = Model.At(_state, action);
        var outcome = outcomes[^1];
        if (outcomes.Length > 1)
        {
            var left = _random.NextDouble();
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
        _steps++;
        var terminated = Model.IsTerminal(_state);
        var truncated = !terminated && _steps >= StepLimit;
        _running = !terminated && !truncated;
        return new(_state, outcome.Reward, terminated, truncated);
    }

    private static Random Generator(int? seed)
    {
        if (seed is { } value)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(seed));
        }

        return new(seed ?? Run.Seed);
    }
}

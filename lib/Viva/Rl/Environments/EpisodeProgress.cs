using System.Globalization;
using Viva.Runtime;

namespace Viva.Rl.Environments;

/// <summary>Where an environment stands in its episode, and its random numbers.</summary>
internal sealed class EpisodeProgress
{
    private bool _running;

    /// <summary>No episode yet.</summary>
    /// <exception cref="ArgumentException">The limit is not positive, or the seed is negative.</exception>
    public EpisodeProgress(int? stepLimit, int? seed)
    {
        if (stepLimit is { } limit)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit, nameof(stepLimit));
        }

        (StepLimit, Random) = (stepLimit, Generator(seed));
    }

    /// <summary>The step at which an episode is cut off; null for never.</summary>
    public int? StepLimit { get; }

    /// <summary>The random numbers, which go on from episode to episode.</summary>
    public Random Random { get; private set; }

    /// <summary>The steps taken in this episode.</summary>
    public int Steps { get; private set; }

    /// <summary>A new episode; a seed restarts the random numbers.</summary>
    public void Begin(int? seed)
    {
        if (seed is not null)
        {
            Random = Generator(seed);
        }

        (Steps, _running) = (0, true);
    }

    /// <summary>Refuses a step where no episode runs.</summary>
    public void RequireRunning<TAction>(TAction action)
    {
        if (!_running)
        {
            var reason =
                Steps == 0
                    ? "no episode has begun. Call Reset first."
                    : $"the episode ended after {Steps} steps. Call Reset to begin another.";
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Action {action} cannot be taken: {reason}"),
                nameof(action)
            );
        }
    }

    /// <summary>Counts the step and says whether the limit cuts the episode off.</summary>
    public bool Truncates(bool terminated)
    {
        Steps++;
        var truncated = !terminated && Steps >= StepLimit;
        _running = !terminated && !truncated;
        return truncated;
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

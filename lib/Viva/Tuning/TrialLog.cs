using System.Collections;

namespace Viva.Tuning;

/// <summary>The trials of one search, in the order in which they were made.</summary>
public sealed class TrialLog : IReadOnlyList<Trial>
{
    private readonly List<Trial> _trials = [];

    /// <inheritdoc/>
    public int Count => _trials.Count;

    /// <summary>The complete trial with the lowest loss, the first among equals.</summary>
    /// <exception cref="InvalidOperationException">No trial is complete.</exception>
    public Trial Best =>
        _trials.Where(trial => trial.Complete).MinBy(Rank) ?? throw new InvalidOperationException("There is no complete trial yet.");

    /// <summary>What all trials cost together.</summary>
    public double Spent => _trials.Sum(trial => trial.Cost);

    /// <summary>How many seconds all trials took together.</summary>
    public double Seconds => _trials.Sum(trial => trial.Seconds);

    /// <inheritdoc/>
    public Trial this[int index] => _trials[index];

    /// <summary>Adds a trial.</summary>
    public void Add(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        _trials.Add(trial);
    }

    /// <summary>
    /// The lowest loss of the complete trials that were done within a budget, infinity where there is none: one point of the best-so-far
    /// curve. A trial whose loss is NaN, because its training diverged, is no answer.
    /// </summary>
    /// <param name="budget">The budget, in the unit of what is counted.</param>
    /// <param name="counted">What is counted of a trial: its cost, unless given; its seconds, for instance.</param>
    public double BestWithin(double budget, Func<Trial, double>? counted = null)
    {
        counted ??= trial => trial.Cost;
        var (spent, best) = (0.0, double.PositiveInfinity);
        foreach (var trial in _trials)
        {
            spent += counted(trial);
            if (spent > budget * (1 + 1e-12))
            {
                break;
            }

            best = trial.Complete ? Math.Min(best, Rank(trial)) : best;
        }

        return best;
    }

    /// <inheritdoc/>
    public IEnumerator<Trial> GetEnumerator() => _trials.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static double Rank(Trial trial) => double.IsNaN(trial.Loss) ? double.PositiveInfinity : trial.Loss;
}

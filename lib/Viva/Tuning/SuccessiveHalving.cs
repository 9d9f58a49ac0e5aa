using Viva.Runtime;

namespace Viva.Tuning;

/// <summary>
/// Successive halving (Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization", AISTATS 2016):
/// many configurations with little of a resource, the best fraction 1/eta of them with eta times as much, and so on.
/// </summary>
public static class SuccessiveHalving
{
    /// <summary>
    /// The rungs, as in table 1 of Li et al., "Hyperband" (JMLR 18, 2018): at rung i, floor(configurations / eta^i) configurations with
    /// most / eta^(rungs - 1 - i) of the resource, rounded.
    /// </summary>
    /// <param name="configurations">How many configurations begin.</param>
    /// <param name="most">The resource at the last rung.</param>
    /// <param name="rungs">How many rungs there are.</param>
    /// <param name="eta">By which factor there are fewer configurations and more of the resource at each rung.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rung would be left without a configuration or a resource of 1.</exception>
    public static Rung[] Schedule(int configurations, int most, int rungs, int eta = 2)
    {
        Require.Interval(rungs, 1, 30);
        Require.Interval(eta, 2, int.MaxValue);
        var last = Math.Pow(eta, rungs - 1);
        Require.Interval(configurations, last, int.MaxValue);
        Require.Interval(most, last, int.MaxValue);
        return
        [
            .. Enumerable
                .Range(0, rungs)
                .Select(i => new Rung(
                    (int)Math.Floor(configurations / Math.Pow(eta, i)),
                    (int)Math.Round(most / Math.Pow(eta, rungs - 1 - i))
                )),
        ];
    }

    /// <summary>Evaluates candidates rung by rung; those with the lowest losses go on. The best of the last rung is returned.</summary>
    /// <param name="candidates">As many as the first rung has.</param>
    /// <param name="rungs">The schedule.</param>
    /// <param name="loss">The loss of a candidate with an amount of the resource; NaN counts as the worst.</param>
    /// <exception cref="ArgumentException">There are not as many candidates as the first rung asks for, or there are no rungs.</exception>
    public static (T Candidate, double Loss) Run<T>(IReadOnlyList<T> candidates, IReadOnlyList<Rung> rungs, Func<T, int, double> loss)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(rungs);
        ArgumentNullException.ThrowIfNull(loss);
        if (rungs.Count == 0 || candidates.Count != rungs[0].Configurations)
        {
            throw new ArgumentException("The first rung must have as many configurations as there are candidates.", nameof(candidates));
        }

        var interruption = Interruption.Of();
        var alive = candidates.Select(candidate => (Candidate: candidate, Loss: double.NaN)).ToArray();
        foreach (var rung in rungs)
        {
            var ranked = new List<(T Candidate, double Loss)>();
            foreach (var (candidate, _) in alive.Take(rung.Configurations))
            {
                interruption.ThrowIfRequested();
                ranked.Add((candidate, loss(candidate, rung.Resource)));
            }

            // Stable, so that among equals the earlier candidate goes on.
            alive = [.. ranked.OrderBy(one => double.IsNaN(one.Loss) ? double.PositiveInfinity : one.Loss)];
        }

        return alive[0];
    }
}

using Viva.Runtime;

namespace Viva.Tuning;

/// <summary>
/// Bayesian optimisation with a Gaussian process and expected improvement (Mockus 1975; Jones, Schonlau and Welch, "Efficient global
/// optimization of expensive black-box functions", Journal of Global Optimization 13, 1998), for losses: lower is better.
/// </summary>
public static class BayesianSearch
{
    /// <summary>
    /// By how much a value with a normal distribution is expected to fall below the best one so far, counting 0 where it does not.
    /// </summary>
    /// <param name="mean">The mean of the prediction.</param>
    /// <param name="deviation">Its standard deviation; with 0 the improvement is certain or none.</param>
    /// <param name="best">The lowest value so far.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative.</exception>
    public static double ExpectedImprovement(double mean, double deviation, double best)
    {
        Require.Interval(deviation, 0, double.PositiveInfinity, openAbove: true);
        if (deviation == 0)
        {
            return Math.Max(0, best - mean);
        }

        var z = (best - mean) / deviation;
        var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        return Math.Max(0, ((best - mean) * NormalCdf(z)) + (deviation * density));
    }

    /// <summary>
    /// The configuration to try next: the one with the largest expected improvement among many, half of them drawn from the whole space,
    /// half near the best so far. The process is fitted to the logarithms of the losses, whose long tail would drown the differences
    /// near the best.
    /// </summary>
    /// <param name="space">What may be chosen.</param>
    /// <param name="trials">What was tried, at least one; losses that are not finite count as the worst of the others.</param>
    /// <param name="random">Draws the candidates.</param>
    /// <param name="candidates">How many are compared.</param>
    /// <exception cref="ArgumentException">No trial has a finite loss, or a loss is not above 0.</exception>
    public static Configuration Next(SearchSpace space, IReadOnlyCollection<Trial> trials, Random random, int candidates = 1000)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(random);
        Require.Interval(candidates, 1, 1_000_000);
        if (!trials.Any(trial => double.IsFinite(trial.Loss)) || trials.Any(trial => trial.Loss <= 0))
        {
            throw new ArgumentException("There must be a trial with a finite loss, and losses must be above 0.", nameof(trials));
        }

        var worst = trials.Where(trial => double.IsFinite(trial.Loss)).Max(trial => trial.Loss);
        double[] losses = [.. trials.Select(trial => Math.Log(double.IsFinite(trial.Loss) ? trial.Loss : worst))];
        var process = GaussianProcess.Tuned([.. trials.Select(trial => space.ToUnit(trial.Configuration))], losses);
        var (least, best) = (losses.Min(), trials.MinBy(trial => double.IsFinite(trial.Loss) ? trial.Loss : worst)!.Configuration);
        return Enumerable
            .Range(0, candidates)
            .Select(i => i % 2 == 0 ? space.Sample(random) : space.Near(best, random))
            .Except(trials.Select(trial => trial.Configuration))
            .DefaultIfEmpty(best)
            .MaxBy(candidate =>
            {
                var (mean, variance) = process.Predict(space.ToUnit(candidate));
                return ExpectedImprovement(mean, Math.Sqrt(variance), least);
            })!;
    }

    // Simpson's rule from 0 to z; beyond 8 deviations nothing is left that a double could hold beside 1.
    private static double NormalCdf(double z)
    {
        if (Math.Abs(z) > 8)
        {
            return z > 0 ? 1 : 0;
        }

        const int steps = 200;
        var width = z / steps;
        var sum = 1 + Math.Exp(-z * z / 2);
        for (var i = 1; i < steps; i++)
        {
            var x = i * width;
            sum += (i % 2 == 0 ? 2 : 4) * Math.Exp(-x * x / 2);
        }

        return 0.5 + (sum * width / 3 / Math.Sqrt(2 * Math.PI));
    }
}

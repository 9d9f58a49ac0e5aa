using Viva.Runtime;

namespace Viva.Metrics;

/// <summary>How strong players are, from the games that they won, and how sure that is.</summary>
public static class Rating
{
    /// <summary>
    /// The interval of Wilson (1927) for a proportion: those probabilities from which the observed share is no further than the normal
    /// distribution allows. Unlike the share plus or minus its standard error it stays within [0, 1] and is right for few trials.
    /// </summary>
    /// <param name="successes">How many trials succeeded; halves, such as draws, are allowed and make it a little too wide.</param>
    /// <param name="trials">How many trials there were.</param>
    /// <param name="z">The quantile of the normal distribution: 1.96 for 95%.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no trial, more succeeded than there were or fewer than none, or z is negative.
    /// </exception>
    public static (double Low, double High) WilsonInterval(double successes, int trials, double z = 1.959963984540054)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        Require.Interval(successes, 0, trials);
        Require.Interval(z, 0, double.MaxValue);
        var (share, square) = (successes / trials, z * z / trials);
        var middle = (share + (square / 2)) / (1 + square);
        var half = Math.Sqrt((share * (1 - share) * square) + (square * square / 4)) / (1 + square);
        // At the ends rounding would leave the interval.
        return (successes == 0 ? 0 : Math.Max(0, middle - half), successes == trials ? 1 : Math.Min(1, middle + half));
    }

    /// <summary>
    /// The lead in Elo's scale (1978) that a score between two players means: 400 log10(score / (1 - score)). Infinite for 0 and 1.
    /// </summary>
    /// <param name="score">The mean points of a game, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The score is not in [0, 1].</exception>
    public static double EloOf(double score)
    {
        Require.Interval(score, 0, 1);
        return 400 * Math.Log10(score / (1 - score));
    }

    /// <summary>The score, from 0 to 1, that a player with a lead in Elo's scale may expect: 1 / (1 + 10^(-lead / 400)).</summary>
    public static double ScoreOf(double elo) => 1 / (1 + Math.Pow(10, -elo / 400));

    /// <summary>
    /// Elo ratings of several players from all their games: the most likely ones (Bradley and Terry 1952; by the iteration of Hunter 2004).
    /// </summary>
    /// <param name="points">
    /// In row i and column j how many points player i made against player j, a win one and a draw half of one; the diagonal does not count.
    /// </param>
    /// <param name="prior">
    /// Drawn games added to each pair that has played. Without any the ratings of a player who won or lost every game are infinite.
    /// </param>
    /// <returns>One rating a player, relative to the first, who has 0.</returns>
    /// <exception cref="ArgumentException">
    /// The table is not square or has a negative number, or the ratings are not determined: two groups of players have not played each
    /// other, or one won every game against the other and there is no prior.
    /// </exception>
    public static double[] Elo(double[,] points, double prior = 1)
    {
        ArgumentNullException.ThrowIfNull(points);
        Require.Interval(prior, 0, double.MaxValue);
        var n = points.GetLength(0);
        if (n == 0 || points.GetLength(1) != n)
        {
            throw new ArgumentException("The table of points needs a row and a column for each player.", nameof(points));
        }

        foreach (var value in points)
        {
            Require.Interval(value, 0, double.MaxValue, name: nameof(points));
        }

        double Points(int i, int j) => points[i, j] + (points[i, j] + points[j, i] > 0 ? prior / 2 : 0);
        if (!Reaches((i, j) => Points(i, j) > 0) || !Reaches((i, j) => Points(j, i) > 0))
        {
            throw new ArgumentException(
                "The ratings are not determined: some players have not played the others, or won or lost all games against them.",
                nameof(points)
            );
        }

        var strengths = Enumerable.Repeat(1.0, n).ToArray();
        for (var (step, change) = (0, 1.0); step < 100_000 && change > 1e-12; step++)
        {
            change = 0;
            for (var i = 0; i < n; i++)
            {
                double won = 0,
                    expected = 0;
                for (var j = 0; j < n; j++)
                {
                    if (j != i)
                    {
                        won += Points(i, j);
                        expected += (Points(i, j) + Points(j, i)) / (strengths[i] + strengths[j]);
                    }
                }

                if (expected > 0)
                {
                    var next = won / expected;
                    change = Math.Max(change, Math.Abs(Math.Log(next / strengths[i])));
                    strengths[i] = next;
                }
            }
        }

        return [.. strengths.Select(strength => 400 * Math.Log10(strength / strengths[0]))];

        bool Reaches(Func<int, int, bool> beats)
        {
            var (seen, open) = (new HashSet<int> { 0 }, new Stack<int>([0]));
            while (open.TryPop(out var i))
            {
                for (var j = 0; j < n; j++)
                {
                    if (j != i && beats(i, j) && seen.Add(j))
                    {
                        open.Push(j);
                    }
                }
            }

            return seen.Count == n;
        }
    }
}

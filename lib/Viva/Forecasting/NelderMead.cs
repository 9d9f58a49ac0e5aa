using Viva.Runtime;

namespace Viva.Forecasting;

/// <summary>
/// The downhill simplex method for a function of few variables within bounds, without derivatives (Nelder and Mead, "A simplex method for
/// function minimization", The Computer Journal 7, 1965). A point outside the bounds is moved onto them.
/// </summary>
internal static class NelderMead
{
    /// <summary>A point at which the function is least nearby, and its value there.</summary>
    /// <param name="function">What is to be small; infinity where it is not defined, but not at <paramref name="start"/>.</param>
    /// <param name="start">Where the search begins, within the bounds.</param>
    /// <param name="low">The lower bound of each variable.</param>
    /// <param name="high">The upper bound of each variable.</param>
    /// <param name="tolerance">The search ends when all corners of the simplex agree to this fraction of the value.</param>
    /// <param name="steps">The search ends after so many steps.</param>
    public static (double[] Point, double Value) Minimize(
        Func<double[], double> function,
        double[] start,
        double[] low,
        double[] high,
        double tolerance = 1e-10,
        int steps = 400
    )
    {
        var corners = new List<(double[] Point, double Value)> { (start, function(start)) };
        for (var i = 0; i < start.Length; i++)
        {
            var corner = (double[])start.Clone();
            var step = (high[i] - low[i]) / 10;
            corner[i] += corner[i] + step <= high[i] ? step : -step;
            corners.Add((corner, function(corner)));
        }

        var interruption = Interruption.Of();
        for (var step = 0; step < steps; step++)
        {
            interruption.ThrowIfRequested();
            corners.Sort((a, b) => a.Value.CompareTo(b.Value));
            var (best, worst) = (corners[0], corners[^1]);
            if (worst.Value - best.Value <= tolerance * Math.Abs(best.Value))
            {
                break;
            }

            var centre = new double[start.Length];
            foreach (var (point, _) in corners.Take(start.Length))
            {
                for (var i = 0; i < centre.Length; i++)
                {
                    centre[i] += point[i] / start.Length;
                }
            }

            var mirrored = At(centre, worst.Point, -1);
            if (mirrored.Value < best.Value)
            {
                var further = At(centre, worst.Point, -2);
                corners[^1] = further.Value < mirrored.Value ? further : mirrored;
            }
            else if (mirrored.Value < corners[^2].Value)
            {
                corners[^1] = mirrored;
            }
            else
            {
                var inner = mirrored.Value < worst.Value ? At(centre, worst.Point, -0.5) : At(centre, worst.Point, 0.5);
                if (inner.Value < Math.Min(mirrored.Value, worst.Value))
                {
                    corners[^1] = inner;
                }
                else
                {
                    for (var i = 1; i < corners.Count; i++)
                    {
                        corners[i] = At(best.Point, corners[i].Point, 0.5);
                    }
                }
            }
        }

        return corners.MinBy(corner => corner.Value);

        // The point at a multiple of the way from one point to another, within the bounds.
        (double[] Point, double Value) At(double[] from, double[] to, double way)
        {
            double[] point = [.. from.Select((x, i) => Math.Clamp(x + (way * (to[i] - x)), low[i], high[i]))];
            return (point, function(point));
        }
    }
}

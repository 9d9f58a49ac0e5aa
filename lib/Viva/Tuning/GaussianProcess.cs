using Viva.Runtime;

namespace Viva.Tuning;

/// <summary>
/// A Gaussian process regression (Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006, algorithm 2.1) with the Matérn
/// 5/2 covariance: a distribution over functions through noisy observations, with mean and variance at every point. It is the surrogate
/// model of Bayesian optimisation.
/// </summary>
public sealed class GaussianProcess
{
    private static readonly double[] LengthScales = [0.1, 0.15, 0.25, 0.4, 0.6, 1, 1.5, 2.5, 4];
    private static readonly double[] Noises = [1e-4, 1e-3, 1e-2, 0.03, 0.1, 0.3, 1];

    private readonly double[][] _points;
    private readonly double[,] _factor;
    private readonly double[] _weights;
    private readonly double _mean;

    private GaussianProcess(double[][] points, double[] values, double mean, double lengthScale, double noise, double variance)
    {
        (_points, _mean, LengthScale, Noise, Variance) = (points, mean, lengthScale, noise, variance);
        var count = points.Length;
        var covariance = new double[count, count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                covariance[i, j] = Covariance(points[i], points[j]) + (i == j ? noise : 0);
            }
        }

        _factor = Cholesky(covariance);
        double[] centred = [.. values.Select(value => value - mean)];
        var half = Forward(centred);
        _weights = Backward(half);
        LogLikelihood =
            (-0.5 * half.Sum(z => z * z))
            - Enumerable.Range(0, count).Sum(i => Math.Log(_factor[i, i]))
            - (0.5 * count * Math.Log(2 * Math.PI));
    }

    /// <summary>The distance over which values are alike, in the unit of the points.</summary>
    public double LengthScale { get; }

    /// <summary>The variance of an observation's noise.</summary>
    public double Noise { get; }

    /// <summary>The variance of the function before anything was observed.</summary>
    public double Variance { get; }

    /// <summary>The logarithm of the density of the observed values under this model (equation 2.30).</summary>
    public double LogLikelihood { get; }

    /// <summary>Conditions a process on observations.</summary>
    /// <param name="points">The points, all with the same number of coordinates.</param>
    /// <param name="values">The value observed at each point.</param>
    /// <param name="lengthScale">The distance over which values are alike.</param>
    /// <param name="noise">The variance of the noise.</param>
    /// <param name="variance">The variance of the function.</param>
    /// <param name="mean">The mean of the function before anything was observed.</param>
    /// <exception cref="ArgumentException">Points and values do not match, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A scale is not above 0, or the noise is below 0.</exception>
    /// <exception cref="InvalidOperationException">
    /// The covariance of the observations has no Cholesky factor: two points are the same, or nearly, and there is no noise.
    /// </exception>
    public static GaussianProcess Fit(
        IReadOnlyList<double[]> points,
        IReadOnlyList<double> values,
        double lengthScale,
        double noise,
        double variance = 1,
        double mean = 0
    )
    {
        Check(points, values);
        Require.Interval(lengthScale, 0, double.PositiveInfinity, openBelow: true, openAbove: true);
        Require.Interval(noise, 0, double.PositiveInfinity, openAbove: true);
        Require.Interval(variance, 0, double.PositiveInfinity, openBelow: true, openAbove: true);
        Require.Interval(mean, double.NegativeInfinity, double.PositiveInfinity, openBelow: true, openAbove: true);
        return new GaussianProcess([.. points], [.. values], mean, lengthScale, noise, variance);
    }

    /// <summary>
    /// Conditions the process whose length scale and noise make the observations most likely, among those of a small grid; mean and
    /// variance of the function are those of the values. For points of the unit cube.
    /// </summary>
    /// <param name="points">The points, all with the same number of coordinates.</param>
    /// <param name="values">The value observed at each point.</param>
    /// <exception cref="ArgumentException">Points and values do not match, or one is not finite.</exception>
    public static GaussianProcess Tuned(IReadOnlyList<double[]> points, IReadOnlyList<double> values)
    {
        Check(points, values);
        var mean = values.Average();
        var variance = values.Average(value => (value - mean) * (value - mean));
        variance = variance > 0 ? variance : 1;
        return (
            from lengthScale in LengthScales
            from noise in Noises
            select new GaussianProcess([.. points], [.. values], mean, lengthScale, noise * variance, variance)
        ).MaxBy(process => process.LogLikelihood)!;
    }

    /// <summary>Mean and variance of the function at a point, without the noise of an observation.</summary>
    /// <exception cref="ArgumentException">The point has not as many coordinates as those observed.</exception>
    public (double Mean, double Variance) Predict(IReadOnlyList<double> point)
    {
        ArgumentNullException.ThrowIfNull(point);
        if (point.Count != _points[0].Length)
        {
            throw new ArgumentException($"The points observed have {_points[0].Length} coordinates, not {point.Count}.", nameof(point));
        }

        double[] toOthers = [.. _points.Select(other => Covariance(other, point))];
        var explained = Forward(toOthers);
        return (_mean + toOthers.Zip(_weights, (k, w) => k * w).Sum(), Math.Max(0, Variance - explained.Sum(v => v * v)));
    }

    private static void Check(IReadOnlyList<double[]> points, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(values);
        if (points.Count == 0 || points.Count != values.Count)
        {
            throw new ArgumentException($"There are {points.Count} points and {values.Count} values.", nameof(values));
        }

        if (points.Any(point => point.Length != points[0].Length || !point.All(double.IsFinite)) || !values.All(double.IsFinite))
        {
            throw new ArgumentException(
                "All points need as many coordinates as the first, and all numbers must be finite.",
                nameof(points)
            );
        }
    }

    // The lower triangle L with L times its transpose the matrix, of which the lower half is read.
    private static double[,] Cholesky(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var factor = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[i, j];
                for (var k = 0; k < j; k++)
                {
                    rest -= factor[i, k] * factor[j, k];
                }

                if (i == j && !(rest > 0))
                {
                    throw new InvalidOperationException(
                        "The covariance of the observations is not positive definite: two points are the same, or nearly. Add noise."
                    );
                }

                factor[i, j] = i == j ? Math.Sqrt(rest) : rest / factor[j, j];
            }
        }

        return factor;
    }

    // (1 + a + a²/3) exp(-a) with a = √5 distance / length scale.
    private double Covariance(double[] one, IReadOnlyList<double> other)
    {
        var square = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            square += (one[i] - other[i]) * (one[i] - other[i]);
        }

        var a = Math.Sqrt(5 * square) / LengthScale;
        return Variance * (1 + a + (a * a / 3)) * Math.Exp(-a);
    }

    // Solves L x = b.
    private double[] Forward(double[] b)
    {
        var x = new double[b.Length];
        for (var i = 0; i < b.Length; i++)
        {
            var rest = b[i];
            for (var k = 0; k < i; k++)
            {
                rest -= _factor[i, k] * x[k];
            }

            x[i] = rest / _factor[i, i];
        }

        return x;
    }

    // Solves Lᵀ x = b.
    private double[] Backward(double[] b)
    {
        var x = new double[b.Length];
        for (var i = b.Length - 1; i >= 0; i--)
        {
            var rest = b[i];
            for (var k = i + 1; k < b.Length; k++)
            {
                rest -= _factor[k, i] * x[k];
            }

            x[i] = rest / _factor[i, i];
        }

        return x;
    }
}

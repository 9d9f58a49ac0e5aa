using TorchSharp;
using static TorchSharp.torch;

namespace Viva.Metrics;

public static partial class Metric
{
    /// <summary>
    /// The sliced Wasserstein distance of two samples of the plane (Bonneel et al. 2015): the mean, over directions spread evenly, of the
    /// Wasserstein distance of what the samples project to, which on a line is the mean difference of the sorted values; times π/2, so
    /// that it is the length of the shift, up to the number of directions, for a sample and its shifted copy. For others it is a lower
    /// bound of the Wasserstein distance, the least mean distance by which the points of one sample must move to become the other.
    /// </summary>
    /// <param name="one">(n, 2).</param>
    /// <param name="other">(n, 2).</param>
    /// <param name="directions">How many directions are taken.</param>
    /// <exception cref="ArgumentException">The samples are not both of the shape (n, 2).</exception>
    public static double SlicedWasserstein(Tensor one, Tensor other, int directions = 16)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(directions);
        if (one.shape is not [> 0, 2] || !one.shape.SequenceEqual(other.shape))
        {
            throw new ArgumentException(
                "The samples must both have the shape (n, 2); these are "
                    + $"({string.Join(", ", one.shape)}) and ({string.Join(", ", other.shape)}).",
                nameof(other)
            );
        }

        using var scope = NewDisposeScope();
        var angles = arange(directions, dtype: float64) * (Math.PI / directions);
        var rays = stack([angles.cos(), angles.sin()], 1);
        Tensor Sorted(Tensor points) => rays.mm(points.detach().to(float64).t()).sort(dim: 1).Values;
        return Math.PI / 2 * (Sorted(one) - Sorted(other)).abs().mean().ToDouble();
    }

    /// <summary>
    /// The Jensen-Shannon divergence of two densities on the line, in nats: the mean of their Kullback-Leibler divergences to the mean of
    /// both, from 0, for equal ones, to log 2, for those that do not overlap; by the midpoint rule.
    /// </summary>
    /// <param name="p">A density.</param>
    /// <param name="q">Another.</param>
    /// <param name="from">Where both begin; what lies outside is left out.</param>
    /// <param name="to">Where both end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range does not grow.</exception>
    public static double JensenShannon(Func<double, double> p, Func<double, double> q, double from, double to)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(to, from);
        const int Steps = 10_000;
        var width = (to - from) / Steps;
        return width
            * Enumerable
                .Range(0, Steps)
                .Select(i => from + ((i + 0.5) * width))
                .Sum(x =>
                {
                    var (a, b) = (p(x), q(x));
                    return (Part(a, (a + b) / 2) + Part(b, (a + b) / 2)) / 2;
                });

        static double Part(double a, double middle) => a > 0 ? a * Math.Log(a / middle) : 0;
    }
}

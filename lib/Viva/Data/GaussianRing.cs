using TorchSharp;
using Viva.Display.Charts;
using Viva.Metrics;
using static TorchSharp.torch;

namespace Viva.Data;

/// <summary>
/// Equally likely round Gaussians (modes) whose centres lie evenly on a circle around the origin: the plane's standard test for
/// generative models, because a model that loses modes can be seen and counted (Metz et al. 2017). Points have the shape (n, 2).
/// </summary>
public sealed class GaussianRing
{
    private const int Drawn = 400;
    private readonly double _radius;
    private readonly double _deviation;
    private readonly double[] _drawnX;
    private readonly double[] _drawnY;

    /// <summary>A ring.</summary>
    /// <param name="modes">How many Gaussians there are.</param>
    /// <param name="radius">Of the circle.</param>
    /// <param name="deviation">The standard deviation of each Gaussian along either axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not positive.</exception>
    public GaussianRing(int modes = 8, double radius = 2, double deviation = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(modes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(radius);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deviation);
        (_radius, _deviation) = (radius, deviation);
        using var scope = NewDisposeScope();
        var angles = arange(modes, dtype: float64) * (2 * Math.PI / modes);
        Centres = (radius * stack([angles.cos(), angles.sin()], 1)).to(float32).DetachFromDisposeScope();

        // Charts show the same points each time, and take no number from the notebook's stream.
        var random = new Random(0);
        var places = Enumerable.Range(0, Drawn).Select(i => (Mode: i % modes, X: Normal(random), Y: Normal(random))).ToArray();
        double Centre(int mode, int axis) => Centres[mode, axis].ToDouble();
        _drawnX = [.. places.Select(p => Drawable(Centre(p.Mode, 0) + (deviation * p.X)))];
        _drawnY = [.. places.Select(p => Drawable(Centre(p.Mode, 1) + (deviation * p.Y)))];
    }

    /// <summary>The centres of the modes, (modes, 2).</summary>
    public Tensor Centres { get; }

    /// <summary>The share of real points that lie within three standard deviations of their centre: 1 - exp(-9/2).</summary>
    public static double GoodShareOfReal => 1 - Math.Exp(-4.5);

    /// <summary>Fresh points, (count, 2), drawn with torch's random numbers.</summary>
    public Tensor Sample(long count) => SampleModes(randint(0, Centres.shape[0], count));

    /// <summary>Fresh points, one of each of these modes, whose numbers are int64, (n).</summary>
    public Tensor SampleModes(Tensor modes)
    {
        ArgumentNullException.ThrowIfNull(modes);
        using var scope = NewDisposeScope();
        return (Centres[modes] + (_deviation * randn(modes.shape[0], 2))).MoveToOuterDisposeScope();
    }

    /// <summary>The numbers of the nearest modes, int64, (n).</summary>
    public Tensor Nearest(Tensor points)
    {
        Check(points);
        using var scope = NewDisposeScope();
        return cdist(points.detach(), Centres).argmin(1).MoveToOuterDisposeScope();
    }

    /// <summary>How well points cover the ring, and how far they are from as many real ones, which are drawn for this.</summary>
    /// <exception cref="ArgumentException">The shape of the points is not (n, 2).</exception>
    public RingScore Score(Tensor points)
    {
        Check(points);
        using var scope = NewDisposeScope();
        var (distance, mode) = cdist(points.detach(), Centres).min(1);
        var near = distance.lt(3 * _deviation);
        var modes = (int)Centres.shape[0];
        double[] shares = [.. Enumerable.Range(0, modes).Select(k => (near & mode.eq(k)).to(float32).mean().ToDouble())];
        return new RingScore(
            shares.Count(share => share >= 0.1 / modes),
            shares.Sum(),
            Metric.SlicedWasserstein(points, Sample(points.shape[0]))
        );
    }

    /// <summary>Points over 400 paler real ones, both axes in the same unit and always the same range.</summary>
    /// <exception cref="ArgumentException">The shape of the points is not (n, 2).</exception>
    public Figure Draw(Tensor points, string? title = null)
    {
        Check(points);
        var limit = 1.5 * _radius;
        return Plot.Scatter(
            [new Series("real", _drawnX, _drawnY) { Pale = true }, Points("generated", points)],
            title,
            "x",
            "y",
            xRange: (-limit, limit),
            yRange: (-limit, limit),
            equalUnits: true
        );
    }

    /// <summary>Points of the plane, (n, 2), as a series for a chart, to three decimals.</summary>
    /// <exception cref="ArgumentException">The shape of the points is not (n, 2).</exception>
    public static Series Points(string name, Tensor points)
    {
        Check(points);
        using var scope = NewDisposeScope();
        double[] Column(int axis) => [.. points.detach().to(float64).select(1, axis).contiguous().data<double>().Select(Drawable)];
        return new Series(name, Column(0), Column(1)) { Points = true };
    }

    // A page holds thousands of them; a thousandth is less than a pixel.
    private static double Drawable(double value) => Math.Round(value, 3);

    private static void Check(Tensor points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.shape is not [> 0, 2])
        {
            throw new ArgumentException(
                $"Points of the plane have the shape (n, 2); this is ({string.Join(", ", points.shape)}).",
                nameof(points)
            );
        }
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

using TorchSharp;
using Viva.Data;
using Viva.Metrics;
using Viva.Tests.Training;
using Viva.Training;
using static TorchSharp.torch;

namespace Viva.Tests.Data;

[Collection(TorchSerial.Name)]
public sealed class GaussianRingTests
{
    private static readonly float[] RightAndUp = [3, 4];
    private static readonly float[] Down = [0, -2];

    [Fact]
    public void Real_points_find_every_mode_and_have_the_good_share_of_the_formula()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var score = new GaussianRing().Score(new GaussianRing().Sample(20_000));
        Assert.Equal(8, score.Modes);
        Assert.Equal(GaussianRing.GoodShareOfReal, score.Good, 0.005);
        Assert.InRange(score.Distance, 0, 0.06);
    }

    [Fact]
    public void Points_of_two_modes_find_two_and_lie_far_from_the_ring()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var ring = new GaussianRing(modes: 4, radius: 3, deviation: 0.2);
        Assert.Equal([4, 2], ring.Centres.shape);
        Assert.Equal([0f, 3f], ring.Centres[1].data<float>().Select(x => MathF.Round(x, 5)));

        // 20 of 1,000 points are less than a tenth of a quarter: the third mode is not found.
        var modes = cat([zeros(490, int64), ones(490, int64), full([20], 2L, int64)]);
        var points = ring.SampleModes(modes);
        var score = ring.Score(points);
        Assert.Equal(2, score.Modes);
        Assert.InRange(score.Distance, 1, 4);
        Assert.True(ring.Nearest(points).eq(modes).all().item<bool>());
    }

    [Fact]
    public void A_shifted_copy_is_as_far_as_the_shift_in_any_direction()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var points = new GaussianRing().Sample(500);
        Assert.Equal(5, Metric.SlicedWasserstein(points, points + tensor(RightAndUp)), 0.02);
        Assert.Equal(2, Metric.SlicedWasserstein(points, points + tensor(Down)), 0.02);
        Assert.Equal(0, Metric.SlicedWasserstein(points, points[randperm(500)]), 1e-12);
        Assert.Equal(
            1,
            Metric.SlicedWasserstein(
                zeros(2, 2),
                tensor(
                    new[,]
                    {
                        { 1f, 0f },
                        { 0f, -1f },
                    }
                )
            ),
            0.03
        );
    }

    [Fact]
    public void Points_of_another_shape_are_refused_with_their_shape()
    {
        using var scope = NewDisposeScope();
        var refused = Assert.Throws<ArgumentException>(() => new GaussianRing().Score(zeros(4, 3)));
        Assert.Contains("(4, 3)", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Metric.SlicedWasserstein(zeros(4, 2), zeros(5, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianRing(radius: 0));
    }

    [Fact]
    public void The_divergence_is_that_of_the_closed_form_for_uniform_densities()
    {
        double Half(double x) => x is >= 0 and < 1 ? 1 : 0;
        double Whole(double x) => x is >= 0 and < 2 ? 0.5 : 0;
        Assert.Equal(0, Metric.JensenShannon(Half, Half, -1, 3), 1e-12);
        Assert.Equal(Math.Log(2), Metric.JensenShannon(Half, x => Half(x - 1.5), -1, 3), 1e-9);

        // Half has 1 against a middle of 3/4; Whole has 1/2 against 3/4 on one half of its mass and against 1/4 on the other.
        var expected = (Math.Log(4 / 3.0) + ((Math.Log(2 / 3.0) + Math.Log(2)) / 2)) / 2;
        Assert.Equal(expected, Metric.JensenShannon(Half, Whole, -1, 3), 1e-9);
    }

    [Fact]
    public void A_step_is_one_of_the_optimizer_from_fresh_gradients()
    {
        using var scope = NewDisposeScope();
        var weight = new TorchSharp.Modules.Parameter(tensor(3.0));
        using var descent = optim.SGD([weight], 0.1);
        Assert.Equal(9, descent.Minimise(() => weight * weight), 1e-12);
        Assert.Equal(2.4, weight.ToDouble(), 1e-12);
        Assert.Equal(double.NaN, descent.Minimise(() => weight * weight, steps: 0));
        Assert.Equal(3.6864, descent.Minimise(() => weight * weight, steps: 2), 1e-12);
        Assert.Equal(1.536, weight.ToDouble(), 1e-12);
    }
}

using Viva.Data;
using Viva.Metrics;
using Viva.Tests.Training;
using static TorchSharp.torch;

namespace Viva.Tests.Data;

public sealed class GaussianRingTests
{
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
        Assert.Equal(5, Metric.SlicedWasserstein(points, points + tensor(new[] { 3f, 4f })), 0.02);
        Assert.Equal(2, Metric.SlicedWasserstein(points, points + tensor(new[] { 0f, -2f })), 0.02);
        Assert.Equal(0, Metric.SlicedWasserstein(points, points[randperm(500)]), 1e-12);
        Assert.Equal(1, Metric.SlicedWasserstein(zeros(2, 2), tensor(new[,] { { 1f, 0f }, { 0f, -1f } })), 0.03);
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
}

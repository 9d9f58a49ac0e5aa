using Viva.Tuning;

namespace Viva.Tests.Tuning;

public sealed class SuccessiveHalvingTests
{
    [Theory] // Table 1 of Li et al. (2018): R = 81, eta = 3
    [InlineData(81, 5, new[] { 81, 27, 9, 3, 1 }, new[] { 1, 3, 9, 27, 81 })]
    [InlineData(34, 4, new[] { 34, 11, 3, 1 }, new[] { 3, 9, 27, 81 })]
    [InlineData(15, 3, new[] { 15, 5, 1 }, new[] { 9, 27, 81 })]
    [InlineData(8, 2, new[] { 8, 2 }, new[] { 27, 81 })]
    [InlineData(5, 1, new[] { 5 }, new[] { 81 })]
    public void The_schedule_is_the_published_one(int configurations, int rungs, int[] counts, int[] resources)
    {
        var schedule = SuccessiveHalving.Schedule(configurations, most: 81, rungs, eta: 3);
        Assert.Equal(counts, schedule.Select(rung => rung.Configurations));
        Assert.Equal(resources, schedule.Select(rung => rung.Resource));
    }

    [Fact]
    public void The_best_half_goes_on_with_twice_the_resource()
    {
        var calls = new List<(int Candidate, int Resource)>();
        var (best, loss) = SuccessiveHalving.Run(
            [3, 1, 4, 5, 9, 2, 6, 8],
            SuccessiveHalving.Schedule(8, 400, 4),
            (candidate, resource) =>
            {
                calls.Add((candidate, resource));
                return candidate + (100.0 / resource);
            }
        );
        Assert.Equal((1, 1.25), (best, loss));
        Assert.Equal([8, 4, 2, 1], calls.CountBy(call => call.Resource).Select(one => one.Value));
        Assert.Equal([1, 2, 3, 4], calls.Where(call => call.Resource == 100).Select(call => call.Candidate));
        Assert.Equal((1, 400), calls[^1]);
    }

    [Fact]
    public void A_training_that_diverged_is_the_worst()
    {
        var (best, _) = SuccessiveHalving.Run(
            [1, 2],
            SuccessiveHalving.Schedule(2, 2, 2),
            (candidate, _) => candidate == 1 ? double.NaN : 7
        );
        Assert.Equal(2, best);
    }

    [Fact]
    public void A_schedule_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SuccessiveHalving.Schedule(7, 81, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => SuccessiveHalving.Schedule(8, 7, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => SuccessiveHalving.Schedule(8, 8, 2, eta: 1));
        Assert.Throws<ArgumentException>(() => SuccessiveHalving.Run([1, 2, 3], SuccessiveHalving.Schedule(4, 4, 2), (_, _) => 0));
    }
}

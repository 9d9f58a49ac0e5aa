using Viva.Tuning;

namespace Viva.Tests.Tuning;

public sealed class TrialLogTests
{
    private static readonly Configuration Any = new SearchSpace().Uniform("a", 0, 1).Grid()[0];

    [Fact]
    public void The_best_within_a_budget_counts_complete_trials_that_were_done_by_then()
    {
        var log = new TrialLog
        {
            new Trial(Any, 0.1, 0.25, Complete: false),
            new Trial(Any, 0.5, 0.5, Seconds: 3),
            new Trial(Any, double.NaN, 0.25),
            new Trial(Any, 0.3, 1, Seconds: 4),
            new Trial(Any, 0.4, 1),
        };
        Assert.Equal(double.PositiveInfinity, log.BestWithin(0.7));
        Assert.Equal([0.5, 0.5, 0.3, 0.3], new[] { 0.75, 1.9, 2, 10 }.Select(budget => log.BestWithin(budget)));
        Assert.Equal((5, 3.0, 0.3), (log.Count, log.Spent, log.Best.Loss));
        Assert.Same(log[3], log.Best);
        Assert.Equal(
            [double.PositiveInfinity, 0.5, 0.3],
            new[] { 2.0, 6, 7 }.Select(seconds => log.BestWithin(seconds, one => one.Seconds))
        );
        Assert.Equal(7, log.Seconds);
    }

    [Fact]
    public void Tenths_that_do_not_add_up_exactly_are_within_their_budget()
    {
        var log = new TrialLog();
        for (var i = 0; i < 10; i++)
        {
            log.Add(new Trial(Any, 10 - i, 0.1));
        }

        Assert.Equal(1, log.BestWithin(1));
        Assert.Equal(8, log.BestWithin(0.3));
    }

    [Fact]
    public void Without_a_complete_trial_there_is_no_best() =>
        Assert.Throws<InvalidOperationException>(() => new TrialLog { new Trial(Any, 1, 1, Complete: false) }.Best);
}

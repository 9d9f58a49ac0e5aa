using Viva.Rl.Deep;
using Viva.Rl.Environments;
using static TorchSharp.torch;

namespace Viva.Tests.Rl.Deep;

public sealed class RateRunsTests
{
    // A learner that holds the pole with the rate that it likes only, in the first of its two looks if it then forgets.
    private static Func<double, PolicyWatch> Liking(double liked, bool forgets = false) =>
        rate =>
        {
            var poles = VectorEnvironment.Of(Enumerable.Range(0, 6).Select(_ => new CartPole()));
            var well = rate == liked;
            var watch = new PolicyWatch(new ParallelNetworks(2, [4, 2]), poles, (_, x) => Act(x, well), seed: 1);
            watch.Look(1);
            well &= !forgets;
            watch.Look(2);
            return watch;
        };

    private static Tensor Act(Tensor x, bool well) =>
        well ? (x[.., 2] + x[.., 3] > 0).to_type(ScalarType.Int64) : zeros(x.shape[0], ScalarType.Int64);

    [Fact]
    public void Each_learner_runs_at_each_rate_and_the_best_run_is_the_one_that_validated_best()
    {
        var runs = new RateRuns("method", 0.01, 0.1, 1);
        runs.Add("steady", Liking(0.1));
        runs.Add("forgetful", Liking(1, forgets: true));
        Assert.Equal(["steady", "forgetful"], runs.Names);
        Assert.Equal(3, runs["steady"].Count);
        Assert.Same(runs["steady"][1], runs.Best("steady"));
        Assert.Same(runs["forgetful"][2], runs.Best("forgetful"));
        var late = runs.Late("steady");
        Assert.True(late[1] > 3 * late[0] && late[1] > 3 * late[2]);
        Assert.Equal(runs["steady"].Select(run => run.Late.Average()), late);
        Assert.Equal(late[0], runs.Late("forgetful")[2], 1e-9);
    }

    [Fact]
    public void Among_runs_that_validated_alike_the_steadier_one_is_best()
    {
        var runs = new RateRuns("method", 1, 2);
        runs.Add("either", rate => Liking(rate, forgets: rate == 1)(rate));
        Assert.Same(runs["either"][1], runs.Best("either"));
    }

    [Fact]
    public void The_table_names_learners_and_rates()
    {
        var runs = new RateRuns("method", 0.5);
        runs.Add("steady", Liking(0.5));
        var text = runs.ToString();
        Assert.Contains("method", text, StringComparison.Ordinal);
        Assert.Contains("rate 0.5", text, StringComparison.Ordinal);
        Assert.Contains("steady", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_refused_in_words()
    {
        var runs = new RateRuns("method", 0.1);
        runs.Add("one", Liking(0.1));
        Assert.Contains("there already", Assert.Throws<ArgumentException>(() => runs.Add("one", Liking(0.1))).Message);
        Assert.Contains("there are one", Assert.Throws<ArgumentException>(() => runs["two"]).Message);
        Assert.Throws<ArgumentException>(() => new RateRuns("method"));
    }
}

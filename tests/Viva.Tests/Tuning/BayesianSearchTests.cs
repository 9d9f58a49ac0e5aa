using Viva.Tuning;

namespace Viva.Tests.Tuning;

public sealed class BayesianSearchTests
{
    private static readonly SearchSpace Space = new SearchSpace().Uniform("a", 0, 1).LogUniform("b", 0.01, 1).Choice("c", "x", "y");

    [Theory]
    [InlineData(0.5, 0.2, 0.4)]
    [InlineData(0.1, 0.2, 0.4)]
    [InlineData(2, 0.3, 0.4)]
    [InlineData(-1, 0.1, 0.4)]
    public void Expected_improvement_equals_the_integral(double mean, double deviation, double best)
    {
        // The integral of max(0, best - f) under the density, by the midpoint rule over ten deviations to either side.
        const int parts = 200_000;
        var width = 20 * deviation / parts;
        var sum = 0.0;
        for (var i = 0; i < parts; i++)
        {
            var f = mean - (10 * deviation) + ((i + 0.5) * width);
            var z = (f - mean) / deviation;
            sum += Math.Max(0, best - f) * Math.Exp(-z * z / 2) / (deviation * Math.Sqrt(2 * Math.PI)) * width;
        }

        Assert.Equal(sum, BayesianSearch.ExpectedImprovement(mean, deviation, best), 1e-9);
    }

    [Fact]
    public void Expected_improvement_at_the_best_is_the_deviation_over_the_root_of_two_pi()
    {
        Assert.Equal(0.3 / Math.Sqrt(2 * Math.PI), BayesianSearch.ExpectedImprovement(1, 0.3, 1), 1e-12);
        Assert.Equal(0.25, BayesianSearch.ExpectedImprovement(0.75, 0, 1));
        Assert.Equal(0, BayesianSearch.ExpectedImprovement(1.25, 0, 1));
        Assert.Equal(0, BayesianSearch.ExpectedImprovement(100, 0.1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BayesianSearch.ExpectedImprovement(1, -1, 1));
    }

    [Fact]
    public void On_a_bowl_it_comes_nearer_than_as_many_random_draws()
    {
        var wins = Enumerable.Range(1, 10).Count(seed => Search(seed, surrogate: true) < Search(seed, surrogate: false));
        Assert.True(wins >= 8, $"{wins} of 10");
    }

    [Fact]
    public void A_search_with_the_same_seed_is_the_same() => Assert.Equal(Search(3, surrogate: true), Search(3, surrogate: true));

    [Fact]
    public void It_proposes_what_was_not_tried_and_bears_a_training_that_diverged()
    {
        var random = new Random(1);
        Trial[] trials = [new(Space.Sample(random), 0.5), new(Space.Sample(random), double.NaN), new(Space.Sample(random), 0.4)];
        Assert.DoesNotContain(BayesianSearch.Next(Space, trials, random), trials.Select(trial => trial.Configuration));
        Assert.Throws<ArgumentException>(() => BayesianSearch.Next(Space, [], random));
        Assert.Throws<ArgumentException>(() => BayesianSearch.Next(Space, [new Trial(trials[0].Configuration, -1)], random));
    }

    private static double Search(int seed, bool surrogate)
    {
        var random = new Random(seed);
        var log = new TrialLog();
        for (var i = 0; i < 25; i++)
        {
            var next = i < 5 || !surrogate ? Space.Sample(random) : BayesianSearch.Next(Space, log, random, 300);
            log.Add(new Trial(next, Loss(next)));
        }

        return log.Best.Loss;
    }

    private static double Loss(Configuration one) =>
        0.1 + Math.Pow(one["a"] - 0.3, 2) + (Math.Pow(Math.Log10(one["b"] / 0.05), 2) / 4) + (one.Choice("c") == "x" ? 0 : 0.2);
}

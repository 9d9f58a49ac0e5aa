using Viva.Display;
using Viva.Display.Hosts;
using Viva.Runtime;
using Viva.Tests.Display.Hosts;
using Viva.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Tests.Training;

[Collection(TorchSerial.Name)]
public sealed class CompareTests
{
    private readonly RecordingHost _host = new();

    [Fact]
    public void The_validation_score_chooses_the_rate_and_the_test_score_is_reported_for_other_seeds()
    {
        using var use = DisplayHost.Use(_host);
        var calls = new List<(double Rate, int Seed)>();
        var comparison = Compare.Recipes(
            [
                new Recipe(
                    "a",
                    (rate, seed) =>
                    {
                        calls.Add((rate, seed));
                        return new Score(Validation: -Math.Abs(rate - 0.1), Test: 0.5 + (0.1 * (seed % 100)));
                    }
                ),
                new Recipe("b", (rate, seed) => new Score(rate, seed % 100 == 1 ? 0.9 : 0.6)),
                new Recipe("c", _ => 0.6),
            ],
            [1, 0.1, 0.01],
            seeds: 3
        );

        var first = (100 * Run.Seed) + 1;
        Assert.Equal([first, first + 1, first + 2], comparison.Seeds);
        Assert.Equal([(1, first - 1), (0.1, first - 1), (0.01, first - 1), (0.1, first), (0.1, first + 1), (0.1, first + 2)], calls);
        var (a, b, c) = (comparison["a"], comparison["b"], comparison["c"]);
        Assert.Equal((0.1, false), (a.Rate!.Value, a.RateAtEdge));
        Assert.Equal((1, true), (b.Rate!.Value, b.RateAtEdge));
        Assert.Equal((null, false), (c.Rate, c.RateAtEdge));
        Assert.Equal([(1, -0.9), (0.1, 0), (0.01, -0.09)], a.Tuning.Select(t => (t.Rate, Math.Round(t.Validation, 9) + 0)));
        Assert.Empty(c.Tuning);
        Assert.Equal([0.6, 0.7, 0.8], a.Scores.Select(score => Math.Round(score, 9)));
        Assert.Equal(0.7, a.Mean, 1e-12);
        Assert.Equal(0.1, a.Deviation, 1e-12);
        Assert.Equal((0.6, 0.9), (b.Min, b.Max));
        Assert.Equal((2, 1, 0), (comparison.Wins("a", "b"), comparison.Wins("b", "a"), comparison.Wins("c", "b")));
        Assert.Equal("a 0.7 ± 0.1", a.ToString());
        Assert.Contains("a, b, c", Assert.Throws<ArgumentException>(() => comparison["d"]).Message, StringComparison.Ordinal);

        // One output for the progress; the table is the value of the cell.
        Assert.Single(_host.Shown);
        Assert.StartsWith("[########################] training 15 of 15 in", ((IView)_host.Updates[^1]).Text, StringComparison.Ordinal);
        var lines = ((IView)comparison).Text.Split('\n');
        Assert.Matches(@"^Recipe +Learning rate +Mean test score +Deviation +Min to max +Seconds$", lines[0]);
        Assert.Matches(@"^a +0\.1 +0\.7 +0\.1 +0\.6 to 0\.8 +0\.0$", lines[2]);
        Assert.Matches(@"^b +1 \* +0\.7 +0\.1732 +0\.6 to 0\.9 +0\.0$", lines[3]);
        Assert.Matches(@"^c +none +0\.6 +0 +0\.6 to 0\.6 +0\.0$", lines[4]);
        Assert.Equal("3 seeds. Seconds are the mean of one training.", lines[5]);
        Assert.StartsWith("* The best learning rate is the first or the last", lines[6], StringComparison.Ordinal);
        Assert.Contains("<table", ((IView)comparison).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_is_better_when_it_is_lower()
    {
        using var use = DisplayHost.Use(_host);
        var comparison = Compare.Recipes(
            [new Recipe("a", (rate, _) => new Score(Math.Abs(rate - 0.1), 0.2)), new Recipe("b", _ => 0.3)],
            [0.01, 0.1, 1],
            seeds: 2,
            lowerIsBetter: true,
            format: "0.0%",
            measure: "error"
        );
        Assert.Equal(0.1, comparison["a"].Rate);
        Assert.Equal((2, 0), (comparison.Wins("a", "b"), comparison.Wins("b", "a")));
        Assert.Equal("a 20.0% ± 0.0%", comparison["a"].ToString());
        Assert.Contains("Mean error", comparison.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_training_that_diverges_has_the_worst_score_and_ends_nothing(bool lower)
    {
        using var use = DisplayHost.Use(_host);
        var (x, y) = TrainerTests.Clusters(64);
        var comparison = Compare.Recipes(
            [
                new Recipe("network", (rate, seed) => Network(rate, seed, x, y)),
                new Recipe("nothing", (rate, seed) => new Score(double.NaN, seed % 2 == 0 ? double.NaN : 1)),
                new Recipe("baseline", _ => 0),
            ],
            [1e-2, 1e30],
            seeds: 2,
            lowerIsBetter: lower
        );
        var worst = lower ? double.PositiveInfinity : double.NegativeInfinity;
        Assert.Equal(1e-2, comparison["network"].Rate);
        Assert.Equal(worst, comparison["network"].Tuning[1].Validation);
        Assert.All(comparison["network"].Scores, score => Assert.True(double.IsFinite(score)));
        Assert.Equal(1e-2, comparison["nothing"].Rate); // the smallest, where none is best
        Assert.Equal(worst, comparison["nothing"].Mean);
        Assert.True(double.IsNaN(comparison["nothing"].Deviation));
        Assert.Equal(lower ? 2 : 1, comparison.Wins("baseline", "nothing"));
        Assert.Contains("nothing: 1 of 2 trainings diverged.", comparison.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_again_alone_or_after_others_a_recipe_gives_the_same_scores()
    {
        using var use = DisplayHost.Use(_host);
        var (x, y) = TrainerTests.Clusters(64);
        Recipe Of(string name) => new(name, (rate, seed) => Network(rate, seed, x, y));
        var together = Compare.Recipes([Of("one"), Of("two")], [1e-3, 1e-2], seeds: 2);
        randn(17);
        var alone = Compare.Recipes([Of("two")], [1e-3, 1e-2], seeds: 2);
        Assert.Equal(together["one"].Scores, together["two"].Scores);
        Assert.Equal(together["two"].Scores, alone["two"].Scores);
        Assert.NotEqual(alone["two"].Scores[0], alone["two"].Scores[1]);
    }

    [Fact]
    public void A_model_that_a_recipe_keeps_still_works_afterwards()
    {
        using var use = DisplayHost.Use(_host);
        var (x, y) = TrainerTests.Clusters(64);
        TorchSharp.Modules.Sequential? kept = null;
        Compare.Recipes(
            [
                new Recipe(
                    "kept",
                    (rate, seed) =>
                    {
                        kept = TrainerTests.Classifier();
                        TrainerTests.Fit(new Trainer(kept) { Epochs = 1, Quiet = true }, x, y);
                        return new Score(1, 1);
                    }
                ),
            ],
            [1e-3],
            seeds: 1
        );
        Assert.Equal(64, new Trainer(kept!).Predict(x).shape[0]);
        kept!.Dispose();
    }

    [Fact]
    public void A_single_rate_is_taken_as_it_is_and_the_table_says_so()
    {
        using var use = DisplayHost.Use(_host);
        var calls = 0;
        var comparison = Compare.Recipes([new Recipe("a", (rate, _) => new Score(++calls, rate))], [0.1], seeds: 1);
        Assert.Equal(1, calls);
        Assert.Equal((0.1, false), (comparison["a"].Rate!.Value, comparison["a"].RateAtEdge));
        Assert.Equal("a 0.1", comparison["a"].ToString());
        Assert.Contains("One seed, so there is no spread", comparison.ToString(), StringComparison.Ordinal);
        Assert.Contains("nothing was tuned", comparison.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Own_rates_are_tried_in_place_of_the_common_ones()
    {
        using var use = DisplayHost.Use(_host);
        var recipe = new Recipe("SGD", (rate, _) => new Score(rate, rate)) { Rates = [1, 10] };
        Assert.Equal(10, Compare.Recipes([recipe], [0.001, 0.01], seeds: 1)["SGD"].Rate);
        Assert.Contains("budget", Refusal([recipe], [0.1], 1), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_exceptions_and_wrong_arguments_are_not_hidden()
    {
        using var use = DisplayHost.Use(_host);
        var broken = new Recipe("broken", (_, _) => throw new InvalidOperationException("the disk is on fire"));
        Assert.Throws<InvalidOperationException>(() => Compare.Recipes([broken], [0.1], seeds: 1));

        var fine = new Recipe("fine", _ => 1);
        Assert.Contains("no recipes", Refusal([], [0.1], 1), StringComparison.Ordinal);
        Assert.Contains("'fine'", Refusal([fine, fine], [0.1], 1), StringComparison.Ordinal);
        Assert.Contains("no learning rates", Refusal([fine], [], 1), StringComparison.Ordinal);
        Assert.Contains("-1", Refusal([fine], [0.1, -1], 1), StringComparison.Ordinal);
        Assert.Contains("seeds", Refusal([fine], [0.1], 0), StringComparison.Ordinal);
    }

    private static string Refusal(Recipe[] recipes, double[] rates, int seeds) =>
        Assert.ThrowsAny<ArgumentException>(() => Compare.Recipes(recipes, rates, seeds)).Message;

    private static Score Network(double rate, int seed, Tensor x, Tensor y)
    {
        using var model = Sequential(Linear(2, 16), ReLU(), Linear(16, 3));
        var trainer = new Trainer(model)
        {
            Epochs = 2,
            Seed = seed,
            Quiet = true,
            Optimizer = weights => optim.SGD(weights, rate),
        };
        TrainerTests.Fit(trainer, x, y);
        var loss = trainer.Evaluate(x, y).Loss;
        return new Score(loss, loss);
    }
}

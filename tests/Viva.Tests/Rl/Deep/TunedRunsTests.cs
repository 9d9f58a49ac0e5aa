using Viva.Rl.Deep;
using Viva.Rl.Environments;
using static TorchSharp.torch;

namespace Viva.Tests.Rl.Deep;

public sealed class TunedRunsTests
{
    private readonly List<(double Rate, int Networks, int Seed)> _calls = [];

    // A learner whose networks hold the pole the longer the nearer the rate is to the one it likes.
    private Func<double, int, int, PolicyWatch> Liking(double best) =>
        (rate, networks, seed) =>
        {
            _calls.Add((rate, networks, seed));
            var poles = VectorEnvironment.Of(Enumerable.Range(0, 4 * networks).Select(_ => new CartPole()));
            var net = new ParallelNetworks(networks, [4, 2]);
            var watch = new PolicyWatch(net, poles, (_, x) => Held(x, Math.Abs(Math.Log(rate / best)) < 0.1), seed: 1);
            watch.Look(5);
            return watch;
        };

    private static Tensor Held(Tensor x, bool well) =>
        well ? (x[.., 2] + x[.., 3] > 0).to_type(ScalarType.Int64) : zeros(x.shape[0], ScalarType.Int64);

    [Fact]
    public void Each_learner_gets_the_rate_that_did_best_on_other_seeds()
    {
        var runs = new TunedRuns("method", [0.01, 0.1, 1], tuners: 2, networks: 3, seed: 7);
        var first = runs.Add("first", Liking(0.1));
        runs.Add("second", Liking(1));
        Assert.Equal([(0.01, 2, 57), (0.1, 2, 57), (1, 2, 57), (0.1, 3, 7)], _calls.Take(4));
        Assert.Equal((1, 3, 7), _calls[^1]);
        Assert.Same(first, runs["first"]);
        Assert.Equal(0.1, runs.Rate("first"));
        Assert.Equal(first.Average.Average(), runs.Mean("first"));
        Assert.Equal(["first", "second"], runs.Names);
        Assert.Equal(["first", "second"], runs.Curves().Select(curve => curve.Name));
    }

    [Fact]
    public void A_single_rate_is_not_tuned_and_wins_are_counted_by_seed()
    {
        var runs = new TunedRuns("method", [0.1], tuners: 2, networks: 3, seed: 7);
        runs.Add("good", Liking(0.1));
        runs.Add("bad", Liking(5));
        Assert.Equal(2, _calls.Count);
        Assert.Equal(3, runs.Wins("good", over: "bad"));
        Assert.Equal(0, runs.Wins("bad", over: "good"));
        var text = runs.ToString();
        Assert.Contains("method", text, StringComparison.Ordinal);
        Assert.Contains("mean return", text, StringComparison.Ordinal);
        Assert.Contains("0.1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_refused_in_words()
    {
        var runs = new TunedRuns("method", [0.1], 1, 1, 0);
        runs.Add("one", Liking(0.1));
        Assert.Contains("there already", Assert.Throws<ArgumentException>(() => runs.Add("one", Liking(0.1))).Message);
        Assert.Contains("there are one", Assert.Throws<ArgumentException>(() => runs["two"]).Message);
        Assert.Throws<ArgumentException>(() => new TunedRuns("method", [], 1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TunedRuns("method", [0.1], 0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TunedRuns("method", [0.1], 1, 1, -1));
    }
}

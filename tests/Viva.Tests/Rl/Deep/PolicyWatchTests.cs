using Viva.Rl.Deep;
using Viva.Rl.Environments;
using static TorchSharp.torch;

namespace Viva.Tests.Rl.Deep;

public sealed class PolicyWatchTests
{
    private static VectorEnvironment Poles(int count) => VectorEnvironment.Of(Enumerable.Range(0, count).Select(_ => new CartPole()));

    private static Tensor Greedy(ParallelNetworks networks, Tensor x) => networks.forward(x).argmax(1);

    [Fact]
    public void A_look_gives_each_network_the_mean_of_its_own_episodes()
    {
        manual_seed(2);
        var networks = new ParallelNetworks(3, [4, 2]);
        var watch = new PolicyWatch(networks, Poles(12), Greedy, seed: 5);
        var means = watch.Look(0);
        Assert.Equal(Poles(12).Play(x => Greedy(networks, x), 5).Chunk(4).Select(returns => returns.Average()), means);
        Assert.Equal(means, watch.Late);
        Assert.Equal([means], watch.Looks);
        Assert.Equal(means, PolicyWatch.Play(networks, Poles(12), Greedy, 5));
    }

    [Fact]
    public void The_best_weights_of_each_network_are_kept_and_the_curve_holds_every_look()
    {
        manual_seed(2);
        var networks = new ParallelNetworks(2, [4, 2]);
        var watch = new PolicyWatch(networks, Poles(10), Greedy, seed: 5);
        // Network 0 begins with a policy that holds the pole, network 1 with one that does not; then they change places.
        float[] holds = [0, 0, -1, -1, 0, 0, 1, 1];
        Set(networks, holds, [0, 0, 1, 1, 0, 0, -1, -1]);
        var first = watch.Look(0);
        Set(networks, [0, 0, 1, 1, 0, 0, -1, -1], holds);
        var second = watch.Look(10);
        Assert.True(first[0] > 3 * first[1] && second[1] > 3 * second[0]);
        Assert.Equal([first[0], second[1]], PolicyWatch.Play(watch.Best, Poles(10), Greedy, 5));
        Assert.Equal(second, watch.Late);
        Assert.Equal([first[0], second[1]], watch.BestReturns);
        var curve = watch.Curve("two");
        Assert.Equal([0, 10], curve.X);
        Assert.Equal([first.Average(), second.Average()], curve.Y);
        Assert.Equal([first.Min(), second.Min()], curve.Low!);
    }

    [Fact]
    public void Training_lowers_the_rates_in_a_straight_line_and_looks_at_equal_distances()
    {
        manual_seed(2);
        var networks = new ParallelNetworks(1, [4, 2]);
        var adam = optim.Adam(networks.parameters(), 0.1);
        var rates = new List<double>();
        Tensor? made = null;
        var watch = new PolicyWatch(networks, Poles(1), Greedy, seed: 5).Train(
            10,
            4,
            8,
            t =>
            {
                Assert.Equal(rates.Count + 1, t);
                rates.Add(adam.ParamGroups.First().LearningRate);
                made = zeros(2);
            },
            adam
        );
        Assert.Equal(Enumerable.Range(0, 10).Select(i => 0.1 * (1 - (i / 10.0))), rates, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([24, 40, 64, 80], watch.Curve("one").X);
        Assert.True(made!.IsInvalid);
        Assert.Throws<ArgumentOutOfRangeException>(() => watch.Train(3, 4, 8, _ => { }, adam));
        Assert.Throws<ArgumentOutOfRangeException>(() => watch.Train(3, 0, 8, _ => { }, adam));
        Assert.Throws<ArgumentOutOfRangeException>(() => watch.Train(3, 1, 0, _ => { }, adam));
    }

    [Fact]
    public void What_does_not_fit_is_refused_in_words()
    {
        var networks = new ParallelNetworks(3, [4, 2]);
        Assert.Contains(
            "10 environments cannot be shared equally by 3 networks",
            Assert.Throws<ArgumentException>(() => new PolicyWatch(networks, Poles(10), Greedy, 1)).Message
        );
        Assert.Throws<InvalidOperationException>(() => new PolicyWatch(networks, Poles(3), Greedy, 1).Late);
    }

    private static void Set(ParallelNetworks networks, params float[][] towards)
    {
        using var quiet = no_grad();
        var weight = networks.parameters().First();
        // Row i, column a: what observation i adds to the value of action a.
        foreach (var (k, w) in towards.Index())
        {
            weight[k].copy_(tensor(w).reshape(2, 4).t());
        }

        networks.parameters().Last().zero_();
    }
}

using Viva.Rl.Environments;
using static TorchSharp.torch;

namespace Viva.Tests.Rl.Environments;

public sealed class VectorEnvironmentTests
{
    private static VectorEnvironment Poles(int count, int? stepLimit = 500) =>
        VectorEnvironment.Of(Enumerable.Range(0, count).Select(_ => new CartPole(stepLimit)));

    [Fact]
    public void Each_copy_goes_where_it_would_alone()
    {
        var poles = Poles(3);
        var at = poles.Reset(seed: 4);
        Assert.Equal([3, 4], at.shape);
        var rows = Rows(at);
        for (var t = 0; t < 7; t++)
        {
            int[] actions = [t % 2, 1 - (t % 2), 1];
            var step = poles.Step(tensor(actions.Select(a => (long)a).ToArray()));
            var expected = rows.Zip(actions, CartPole.Next).ToArray();
            Assert.All(
                expected.Zip(Rows(step.Next)),
                pair => Assert.All(pair.First.Zip(pair.Second), x => Assert.Equal(x.First, x.Second, 1e-5))
            );
            Assert.Equal([1f, 1f, 1f], step.Rewards.data<float>().ToArray());
            Assert.Empty(step.Returns);
            rows = expected;
        }
    }

    [Fact]
    public void After_an_end_the_next_episode_begins_and_what_the_step_led_to_is_kept()
    {
        var poles = Poles(4);
        poles.Reset(seed: 1);
        var seen = 0;
        for (var t = 1; t < 40; t++)
        {
            var step = poles.Step(ones(4, dtype: ScalarType.Int64));
            var over = step.Terminated.data<bool>().ToArray();
            for (var i = 0; i < 4; i++)
            {
                var (now, next) = (Rows(step.Observations)[i], Rows(step.Next)[i]);
                Assert.Equal(over[i], CartPole.IsOver(next));
                Assert.False(CartPole.IsOver(now));
                Assert.Equal(!over[i], now.SequenceEqual(next));
            }

            seen += step.Returns.Count;
            Assert.Equal(over.Count(x => x), step.Returns.Count);
            Assert.All(step.Returns, length => Assert.InRange(length, 8, 11));
        }

        Assert.InRange(seen, 12, 20);
    }

    [Fact]
    public void A_limit_truncates_and_does_not_terminate()
    {
        var poles = Poles(2, stepLimit: 3);
        poles.Reset(seed: 1);
        VectorStep step = null!;
        for (var t = 0; t < 3; t++)
        {
            step = poles.Step(tensor(new long[] { t % 2, t % 2 }));
        }

        Assert.Equal([true, true], step.Truncated.data<bool>().ToArray());
        Assert.Equal([false, false], step.Terminated.data<bool>().ToArray());
        Assert.Equal([3.0, 3.0], step.Returns);
    }

    [Fact]
    public void Play_returns_one_return_for_each_and_repeats_by_seed()
    {
        var poles = Poles(20);
        Tensor Balance(Tensor o) =>
            (o.select(1, 2) + (0.5 * o.select(1, 3)) + (0.05 * o.select(1, 0)) + (0.1 * o.select(1, 1)) > 0).to(ScalarType.Int64);
        Assert.All(poles.Play(Balance, seed: 1), x => Assert.Equal(500, x));
        var falls = poles.Play(o => ones(o.shape[0], dtype: ScalarType.Int64), seed: 2);
        Assert.All(falls, x => Assert.InRange(x, 8, 11));
        Assert.Equal(falls, poles.Play(o => ones(o.shape[0], dtype: ScalarType.Int64), seed: 2));

        var rods = VectorEnvironment.Of(Enumerable.Range(0, 3).Select(_ => new Pendulum()));
        var alone = new Pendulum();
        var seeds = new Random(7);
        var expected = Enumerable.Range(0, 3).Select(_ => alone.Play(o => -o[1], seed: seeds.Next()).Return()).ToArray();
        var together = rods.Play(o => -o.select(1, 1).unsqueeze(1), seed: 7);
        Assert.All(expected.Zip(together), pair => Assert.Equal(pair.First, pair.Second, 0.05));
    }

    [Fact]
    public void Misuse_is_refused_with_a_reason()
    {
        Assert.Throws<ArgumentException>(() => VectorEnvironment.Of(Array.Empty<IEnvironment<double[], int>>()));
        var poles = Poles(2);
        Assert.Contains("Call Reset first", Message(() => poles.Step(zeros(2, dtype: ScalarType.Int64))), StringComparison.Ordinal);
        poles.Reset(seed: 1);
        Assert.Contains(
            "2 environments need 2 actions",
            Message(() => poles.Step(zeros(3, dtype: ScalarType.Int64))),
            StringComparison.Ordinal
        );
        Assert.Contains("numbered actions", Message(() => poles.Step(full(2, 0.5))), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => poles.Step(full(2, 2L)));
        Assert.Throws<ArgumentOutOfRangeException>(() => poles.Reset(-1));

        static string Message(Action act) => Assert.Throws<ArgumentException>(act).Message;
    }

    private static double[][] Rows(Tensor t) =>
        [.. Enumerable.Range(0, (int)t.shape[0]).Select(i => t[i].to_type(ScalarType.Float64).data<double>().ToArray())];
}

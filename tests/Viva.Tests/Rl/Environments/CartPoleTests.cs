using Viva.Rl.Environments;

namespace Viva.Tests.Rl.Environments;

public sealed class CartPoleTests
{
    // From a second implementation of the equations, in Python, with the constants of Gymnasium's CartPole-v1.
    [Theory]
    [InlineData(1, 0.009600000000000001, 0.17467919574755525, 0.030799999999999998, -0.2430687179600081)]
    [InlineData(10, 0.03301828592465329, -0.4123334261818422, 0.003602920995559429, 0.6714451504308222)]
    [InlineData(20, 0.04786995977252667, 0.7555772515299802, -0.0031056494937100054, -1.0224677488173426)]
    public void Pushes_lead_where_another_implementation_says(int steps, double position, double velocity, double angle, double turning)
    {
        int[] actions = [1, 0, 1, 1, 0, 1, 0, 0, 0, 0, 1, 1, 1, 0, 1, 0, 1, 1, 1, 1];
        var at = actions.Take(steps).Aggregate(new[] { 0.01, -0.02, 0.03, 0.04 }, CartPole.Next);
        double[] expected = [position, velocity, angle, turning];
        Assert.All(expected.Zip(at), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void A_constant_push_from_rest_ends_at_the_ninth_step()
    {
        var at = new double[4];
        var steps = 0;
        for (; !CartPole.IsOver(at); steps++)
        {
            at = CartPole.Next(at, CartPole.Right);
        }

        Assert.Equal(9, steps);
        Assert.Equal(-0.21518604988500967, at[2], 1e-12);
    }

    [Fact]
    public void Left_mirrors_right()
    {
        var right = CartPole.Next([0.3, -0.2, 0.1, 0.7], CartPole.Right);
        var left = CartPole.Next([-0.3, 0.2, -0.1, -0.7], CartPole.Left);
        Assert.All(right.Zip(left), pair => Assert.Equal(pair.First, -pair.Second, 1e-12));
    }

    [Fact]
    public void Every_step_earns_one_and_the_limits_end_or_cut_the_episode()
    {
        var pole = new CartPole(seed: 3);
        var fallen = pole.Play(_ => CartPole.Right);
        Assert.True(fallen.Terminated);
        Assert.InRange(fallen.Length, 8, 11);
        Assert.Equal(fallen.Length, fallen.Return());
        Assert.True(CartPole.IsOver(fallen.Observations[^1]));
        Assert.False(CartPole.IsOver(fallen.Observations[^2]));

        // Push to the side to which the pole is about to fall.
        var kept = pole.Play(o => o[2] + (0.5 * o[3]) + (0.05 * o[0]) + (0.1 * o[1]) > 0 ? CartPole.Right : CartPole.Left);
        Assert.Equal(500, kept.Length);
        Assert.False(kept.Terminated);
        Assert.True(CartPole.IsOver([2.41, 0, 0, 0]));
        Assert.True(CartPole.IsOver([0, 0, -0.21, 0]));
        Assert.False(CartPole.IsOver([-2.4, 0, 0.209, 0]));
    }

    [Fact]
    public void Starts_are_seeded_and_near_upright()
    {
        var pole = new CartPole(seed: 1);
        var starts = Enumerable.Range(0, 1000).Select(_ => pole.Reset()).ToArray();
        Assert.All(starts.SelectMany(start => start), x => Assert.InRange(x, -0.05, 0.05));
        Assert.Equal(0, starts.Average(start => start[2]), 0.004);
        Assert.Equal(pole.Reset(5), new CartPole(seed: 5).Reset());
        Assert.NotEqual(pole.Reset(), pole.Reset());
    }

    [Fact]
    public void Misuse_is_refused_with_a_reason()
    {
        var pole = new CartPole();
        Assert.Contains("Call Reset first", Assert.Throws<ArgumentException>(() => pole.Step(0)).Message, StringComparison.Ordinal);
        pole.Reset();
        Assert.Throws<ArgumentOutOfRangeException>(() => pole.Step(2));
        pole.Play(_ => CartPole.Left);
        Assert.Contains("the episode ended", Assert.Throws<ArgumentException>(() => pole.Step(0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CartPole.Next([0, 0, 0], 0));
        Assert.Throws<ArgumentException>(() => CartPole.Draw([0, 0, double.NaN, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CartPole(stepLimit: 0));
    }

    [Fact]
    public void The_picture_says_where_cart_and_pole_are()
    {
        var text = CartPole.Draw([-1.25, 0, Math.PI / 18, 0], "Start").AlternativeText;
        Assert.Contains("1.25 m to the left", text, StringComparison.Ordinal);
        Assert.Contains("10.0 degrees to the right", text, StringComparison.Ordinal);
    }
}

using Viva.Rl.Environments;

namespace Viva.Tests.Rl.Environments;

public sealed class PendulumTests
{
    // From a second implementation of the equations, in Python, with the constants of Gymnasium's Pendulum-v1.
    [Theory]
    [InlineData(1, 3.030292000302245, 0.6058400060449004, -9.025)]
    [InlineData(10, 3.752550237993042, 1.7616094675646123, -88.92629072642198)]
    [InlineData(50, 3.1601854349797014, -1.0637230438168803, -390.0870674756155)]
    [InlineData(200, 2.8137650720103755, 3.602894062281416, -1558.2676071763315)]
    public void Torques_lead_where_another_implementation_says(int steps, double angle, double speed, double total)
    {
        var (at, turning, sum) = (3.0, 0.5, 0.0);
        for (var i = 0; i < steps; i++)
        {
            (at, turning, var reward) = Pendulum.Next(at, turning, 2.5 * Math.Sin(0.3 * i));
            sum += reward;
        }

        Assert.Equal(angle, at, 1e-9);
        Assert.Equal(speed, turning, 1e-9);
        Assert.Equal(total, sum, 1e-8);
    }

    [Fact]
    public void Upright_and_still_costs_nothing_and_hanging_costs_most()
    {
        Assert.Equal((0, 0, 0), Pendulum.Next(0, 0, 0));
        Assert.Equal(-((Math.PI * Math.PI) + 6.4 + 0.004), Pendulum.Next(-Math.PI, 8, 2).Reward, 1e-9);
        Assert.Equal(-0.01, Pendulum.Next((2 * Math.PI) + 0.1, 0, 0).Reward, 1e-9);
        Assert.Equal(8, Pendulum.Next(1, 7.9, 2).Speed);
        Assert.Equal(Pendulum.Next(1, 0, 2), Pendulum.Next(1, 0, 50));
    }

    [Fact]
    public void An_episode_is_cut_off_after_200_steps_and_never_over()
    {
        var pendulum = new Pendulum(seed: 2);
        var episode = pendulum.Play(_ => 0);
        Assert.Equal(200, episode.Length);
        Assert.False(episode.Terminated);
        Assert.All(episode.Observations, o => Assert.Equal(1, (o[0] * o[0]) + (o[1] * o[1]), 1e-12));
        Assert.Throws<ArgumentException>(() => pendulum.Step(0));
        pendulum.Reset();
        Assert.Throws<ArgumentOutOfRangeException>(() => pendulum.Step(double.NaN));
        Assert.Throws<ArgumentException>(() => Pendulum.Draw([1, 0]));
    }

    [Fact]
    public void Starts_are_seeded_and_cover_the_circle()
    {
        var pendulum = new Pendulum(seed: 1);
        var starts = Enumerable.Range(0, 2000).Select(_ => pendulum.Reset()).ToArray();
        Assert.Equal(0, starts.Average(o => o[0]), 0.07);
        Assert.Equal(0, starts.Average(o => o[1]), 0.07);
        Assert.All(starts, o => Assert.InRange(o[2], -1, 1));
        Assert.Equal(pendulum.Reset(9), new Pendulum(seed: 9).Reset());
        Assert.Contains("90 degrees from upright, to the left", Pendulum.Draw([0, 1, 0]).AlternativeText, StringComparison.Ordinal);
    }
}

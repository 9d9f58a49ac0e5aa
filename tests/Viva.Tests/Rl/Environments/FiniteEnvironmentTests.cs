using Viva.Rl.Environments;
using Viva.Tests.Rl.Tabular;

namespace Viva.Tests.Rl.Environments;

public sealed class FiniteEnvironmentTests
{
    [Fact]
    public void Steps_happen_as_often_as_the_model_says()
    {
        const int Times = 20_000;
        var world = new GridWorld(["...", ".S.", "..."], slip: 0.3, seed: 5);
        var counts = new int[world.States];
        for (var i = 0; i < Times; i++)
        {
            world.Reset();
            counts[world.Step(GridWorld.Up).Observation]++;
        }

        // Meant: up 0.7, left and right 0.15 each; four standard deviations.
        Assert.Equal(0.7, counts[1] / (double)Times, 0.013);
        Assert.Equal(0.15, counts[3] / (double)Times, 0.0101);
        Assert.Equal(0.15, counts[5] / (double)Times, 0.0101);
        Assert.Equal(Times, counts[1] + counts[3] + counts[5]);
    }

    [Fact]
    public void A_seed_repeats_an_episode_and_without_one_the_next_differs()
    {
        var world = new GridWorld(["S..........G"], slip: 0, stepReward: -1);
        Assert.Equal(world.Play(_ => GridWorld.Right).Observations, world.Play(_ => GridWorld.Right).Observations);

        world = new GridWorld([".......", "...S...", "......."], slip: 0.5, stepLimit: 40);
        var first = world.Play(state => state % 4, seed: 7).Observations;
        var second = world.Play(state => state % 4).Observations;
        Assert.NotEqual(first, second);
        Assert.Equal(first, world.Play(state => state % 4, seed: 7).Observations);
        Assert.Equal(second, world.Play(state => state % 4).Observations);
        Assert.Equal(
            first,
            new GridWorld([".......", "...S...", "......."], slip: 0.5, stepLimit: 40, seed: 7).Play(state => state % 4).Observations
        );
    }

    [Fact]
    public void An_end_terminates_and_the_limit_of_steps_truncates()
    {
        var corridor = new GridWorld(["S.G"], stepLimit: 2);
        corridor.Reset();
        Assert.Equal(new StepResult<int>(1, 0, false, false), corridor.Step(GridWorld.Right));
        var last = corridor.Step(GridWorld.Right);
        Assert.Equal(new StepResult<int>(2, 1, true, false), last);
        Assert.True(last.Ended);

        corridor.Reset();
        corridor.Step(GridWorld.Left);
        Assert.Equal(new StepResult<int>(0, 0, false, true), corridor.Step(GridWorld.Left));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void An_action_outside_the_space_is_refused(int action)
    {
        var cliff = GridWorld.Cliff();
        cliff.Reset();
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => cliff.Step(action));
        Assert.Contains("action must be one of 0 to 3", error.Message, StringComparison.Ordinal);
        Assert.Equal(action, error.ActualValue);
    }

    [Fact]
    public void A_step_after_the_end_or_before_the_beginning_is_refused()
    {
        var corridor = new GridWorld(["S.G"]);
        Assert.Contains("no episode has begun", Assert.Throws<ArgumentException>(() => corridor.Step(1)).Message, StringComparison.Ordinal);
        corridor.Play(_ => GridWorld.Right);
        Assert.Contains("ended after 2 steps", Assert.Throws<ArgumentException>(() => corridor.Step(1)).Message, StringComparison.Ordinal);
        corridor.Reset();
        Assert.Equal(1, corridor.Step(GridWorld.Right).Observation);
    }

    [Fact]
    public void Bad_settings_are_refused()
    {
        var walk = Processes.Walk();
        Assert.Contains(
            "state 6, is terminal",
            Assert.Throws<ArgumentException>(() => new FiniteEnvironment(walk, start: 6)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => new FiniteEnvironment(walk, start: 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FiniteEnvironment(walk, start: 1, stepLimit: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FiniteEnvironment(walk, start: 1, seed: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FiniteEnvironment(walk, start: 1).Reset(-1));
    }

    [Fact]
    public void A_return_weighs_later_rewards_less()
    {
        var episode = new Episode<int, int>([0, 1, 2, 3], [0, 0, 0], [1, 2, 4], true);
        Assert.Equal(7, episode.Return(), 1e-12);
        Assert.Equal(1 + (0.5 * 2) + (0.25 * 4), episode.Return(0.5), 1e-12);
        Assert.Equal(1, episode.Return(0), 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => episode.Return(1.5));
    }

    [Fact]
    public void A_policy_that_walks_in_circles_is_cut_off()
    {
        var episode = new GridWorld(["S.G"], stepLimit: null).Play(_ => GridWorld.Left, stepLimit: 25);
        Assert.Equal((25, false), (episode.Length, episode.Terminated));
    }
}

using Viva.Rl.Deep;
using Viva.Rl.Environments;
using static TorchSharp.torch;

namespace Viva.Tests.Rl.Deep;

public sealed class RolloutTests
{
    private static VectorEnvironment Poles(int count, int stepLimit) =>
        VectorEnvironment.Of(Enumerable.Range(0, count).Select(_ => new CartPole(stepLimit)));

    // Pushes left, always: the pole falls after about ten steps.
    private static Tensor Left(Tensor x) => zeros(x.shape[0], 1, ScalarType.Int64);

    [Fact]
    public void It_holds_what_stepping_by_hand_meets_in_the_order_of_the_steps()
    {
        var (field, again) = (Poles(3, 500), Poles(3, 500));
        var roll = Rollout.Collect(field, Left, field.Reset(1), 30);
        Assert.Equal([3, 30, 4], roll.X.shape);
        Assert.Equal([3, 30], roll.A.shape);
        var x = again.Reset(1);
        for (var t = 0; t < 30; t++)
        {
            var step = again.Step(Left(x));
            Assert.True(Same(x, roll.X.select(1, t)));
            Assert.True(Same(step.Next, roll.Next.select(1, t)));
            Assert.True(Same(step.Rewards, roll.R.select(1, t)));
            Assert.True(Same(step.Terminated, roll.Over.select(1, t) == 1));
            x = step.Observations;
        }

        Assert.True(Same(x, roll.Last));
        Assert.InRange(roll.Over.sum().item<float>(), 6, 12);
        Assert.Equal(0, roll.Cut.sum().item<float>());
        Assert.Equal(ScalarType.Int64, roll.A.dtype);
    }

    [Fact]
    public void The_next_one_goes_on_where_the_last_one_ended_and_limits_are_told_apart_from_ends()
    {
        var (field, again) = (Poles(2, 5), Poles(2, 5));
        var first = Rollout.Collect(field, Left, field.Reset(1), 7);
        var second = Rollout.Collect(field, Left, first.Last, 8);
        var whole = Rollout.Collect(again, Left, again.Reset(1), 15);
        Assert.True(Same(whole.X, cat([first.X, second.X], 1)));
        Assert.Equal([4f, 9f, 14f], whole.Cut[0].nonzero().flatten().data<long>().ToArray().Select(t => (float)t));
        Assert.Equal(0, whole.Over.sum().item<float>());
    }

    [Fact]
    public void It_needs_a_step()
    {
        var field = Poles(1, 5);
        Assert.Throws<ArgumentOutOfRangeException>(() => Rollout.Collect(field, Left, field.Reset(1), 0));
    }

    private static bool Same(Tensor a, Tensor b) => a.equal(b).all().item<bool>();
}

using Viva.Rl.Deep;
using Viva.Rl.Environments;
using static TorchSharp.torch;

namespace Viva.Tests.Rl.Deep;

public sealed class ValueErrorTests
{
    // Ends after a fixed number of steps; the observation says how many are left.
    private sealed class Countdown(int length) : IEnvironment<double[], int>
    {
        private int _left;

        public double[] Reset(int? seed = null) => [_left = length];

        public StepResult<double[]> Step(int action)
        {
            _left--;
            return new([_left], 2, _left == 0, false);
        }
    }

    private static VectorEnvironment Clocks(params int[] lengths) =>
        VectorEnvironment.Of(lengths.Select(length => (IEnvironment<double[], int>)new Countdown(length)));

    // What a state is worth: 2 (1 − γ^left) / (1 − γ).
    private static Tensor True(Tensor x, double discount) => 2 * (1 - pow(tensor(discount), x[.., 0])) / (1 - discount);

    private static Tensor None(Tensor x) => zeros(x.shape[0], ScalarType.Int64);

    [Fact]
    public void Right_values_have_no_error_though_episodes_end_on_the_way()
    {
        var error = ValueError.Of(Clocks(3, 30), 1, 60, 0.9, x => (True(x, 0.9), None(x)));
        Assert.Equal(0, Assert.Single(error), 1e-4);
    }

    [Fact]
    public void Each_network_gets_its_own_error_with_its_sign()
    {
        var shift = tensor([1f, 1f, -3f, -3f]);
        var error = ValueError.Of(Clocks(5, 7, 5, 9), 2, 40, 0.9, x => (True(x, 0.9) + shift, None(x)));
        Assert.Equal(1, error[0], 1e-4);
        Assert.Equal(-3, error[1], 1e-4);
    }

    [Fact]
    public void Only_the_first_episode_and_the_first_half_of_the_steps_count()
    {
        // Values are right while ten or more steps are left and 100 too high after: the first half sees steps 20 to 11.
        var error = ValueError.Of(
            Clocks(20),
            1,
            20,
            1 - 1e-9,
            x => ((2 * x[.., 0]) + (100 * (x[.., 0] < 11).to_type(ScalarType.Float32)), None(x))
        );
        Assert.Equal(0, Assert.Single(error), 1e-3);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ValueError.Of(Clocks(3, 3, 3), 2, 9, 0.9, x => (x, None(x))));
        Assert.Throws<ArgumentOutOfRangeException>(() => ValueError.Of(Clocks(3), 1, 1, 0.9, x => (x, None(x))));
    }
}

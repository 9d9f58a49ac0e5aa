using Viva.Rl.Environments;
using static TorchSharp.torch;

namespace Viva.Rl.Deep;

/// <summary>Holds what networks say that states are worth against what then follows.</summary>
public static class ValueError
{
    /// <summary>
    /// Plays on and compares: the value of each state less the discounted return from it, on average over the first half of the steps,
    /// so that what follows the last step hardly counts.
    /// </summary>
    /// <param name="field">Environments whose own limit is beyond the steps, equally many for each network.</param>
    /// <param name="networks">How many networks there are.</param>
    /// <param name="steps">The steps to play.</param>
    /// <param name="discount">The discount of the values.</param>
    /// <param name="act">For observations (n, d) their values (n) and the actions of the policy in question.</param>
    /// <param name="seed">The seed of the starts.</param>
    /// <returns>For each network the mean of value − return; positive where values are too high.</returns>
    /// <exception cref="ArgumentException">Fewer than two steps, or environments that cannot be shared equally.</exception>
    public static double[] Of(
        VectorEnvironment field,
        int networks,
        int steps,
        double discount,
        Func<Tensor, (Tensor Value, Tensor Action)> act,
        int seed = 0
    )
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(act);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(networks);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        PolicyWatch.RequireShared(field, networks, nameof(field));
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var (values, rewards, alive) = (new float[steps][], new float[steps][], new bool[steps][]);
        var x = field.Reset(seed);
        var going = Enumerable.Repeat(true, field.Count).ToArray();
        for (var t = 0; t < steps; t++)
        {
            using var inner = NewDisposeScope();
            var (value, action) = act(x);
            var step = field.Step(action);
            (values[t], rewards[t], alive[t]) = (Numbers(value), Numbers(step.Rewards), [.. going]);
            var over = step.Terminated.data<bool>().ToArray();
            for (var i = 0; i < going.Length; i++)
            {
                going[i] &= !over[i];
            }

            x = step.Observations.MoveToOuterDisposeScope();
        }

        var each = field.Count / networks;
        return [.. Enumerable.Range(0, networks).Select(network => Mean(network * each, each))];

        double Mean(int from, int count)
        {
            var (sum, states) = (0.0, 0);
            for (var i = from; i < from + count; i++)
            {
                var follows = 0.0;
                for (var t = steps - 1; t >= 0; t--)
                {
                    follows = alive[t][i] ? rewards[t][i] + (discount * follows) : 0;
                    if (t < steps / 2 && alive[t][i])
                    {
                        sum += values[t][i] - follows;
                        states++;
                    }
                }
            }

            return sum / states;
        }
    }

    private static float[] Numbers(Tensor x) => x.to_type(ScalarType.Float32).flatten().contiguous().data<float>().ToArray();
}

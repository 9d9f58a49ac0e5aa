using Viva.Rl.Environments;
using static TorchSharp.torch;

namespace Viva.Rl.Deep;

/// <summary>Steps in a row of n environments, as policy gradients need them.</summary>
/// <param name="X">(n, steps, d): the observations.</param>
/// <param name="A">(n, steps): the actions, int64 where they are numbered.</param>
/// <param name="R">(n, steps): the rewards.</param>
/// <param name="Next">(n, steps, d): what each step led to, the end of an episode included.</param>
/// <param name="Over">(n, steps): 1 where the task is over, otherwise 0.</param>
/// <param name="Cut">(n, steps): 1 where a limit of steps cut the episode off, otherwise 0.</param>
/// <param name="Last">(n, d): the observations at which the next rollout goes on.</param>
public sealed record Rollout(Tensor X, Tensor A, Tensor R, Tensor Next, Tensor Over, Tensor Cut, Tensor Last)
{
    /// <summary>Plays, without gradients. An episode that ends is followed by the next.</summary>
    /// <param name="field">The environments.</param>
    /// <param name="act">The n actions for observations of shape (n, d).</param>
    /// <param name="start">(n, d): where the environments stand, from a reset or from <see cref="Last"/>.</param>
    /// <param name="steps">How many steps each environment takes.</param>
    /// <exception cref="ArgumentException">No step, or actions that do not fit.</exception>
    public static Rollout Collect(VectorEnvironment field, Func<Tensor, Tensor> act, Tensor start, int steps)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var parts = Enumerable.Range(0, 6).Select(_ => new List<Tensor>(steps)).ToArray();
        var x = start;
        for (var t = 0; t < steps; t++)
        {
            var a = act(x).flatten();
            var step = field.Step(a);
            Tensor[] now =
            [
                x,
                a,
                step.Rewards,
                step.Next,
                step.Terminated.to_type(ScalarType.Float32),
                step.Truncated.to_type(ScalarType.Float32),
            ];
            foreach (var (part, one) in parts.Zip(now))
            {
                part.Add(one);
            }

            x = step.Observations;
        }

        var all = parts.Select(part => stack(part, 1).MoveToOuterDisposeScope()).ToArray();
        return new(all[0], all[1], all[2], all[3], all[4], all[5], x.MoveToOuterDisposeScope());
    }
}

using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Rl.Environments;

/// <summary>
/// Several environments of a kind in step, with tensors in and out, so that a network chooses all their actions in one call. An episode
/// that ends is followed by the next in the same step.
/// </summary>
public sealed class VectorEnvironment
{
    private readonly Copy[] _copies;
    private readonly double[] _returns;
    private float[] _observations = [];

    private VectorEnvironment(IEnumerable<Copy> copies)
    {
        _copies = [.. copies];
        if (_copies.Length == 0)
        {
            throw new ArgumentException("There is no environment.", nameof(copies));
        }

        _returns = new double[_copies.Length];
    }

    /// <summary>How many environments there are, n.</summary>
    public int Count => _copies.Length;

    /// <summary>Environments whose actions are numbered.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static VectorEnvironment Of(IEnumerable<IEnvironment<double[], int>> environments)
    {
        ArgumentNullException.ThrowIfNull(environments);
        return new(environments.Select(one => new Copy(one.Reset, action => one.Step(Numbered(action)))));
    }

    /// <summary>Environments whose action is one number.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static VectorEnvironment Of(IEnumerable<IEnvironment<double[], double>> environments)
    {
        ArgumentNullException.ThrowIfNull(environments);
        return new(environments.Select(one => new Copy(one.Reset, one.Step)));
    }

    /// <summary>Begins an episode in each.</summary>
    /// <param name="seed">
    /// Restarts the random numbers: each environment gets its own seed, drawn from this one. Without it they go on.
    /// </param>
    /// <returns>(n, d): the first observations, float32.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The seed is negative.</exception>
    public Tensor Reset(int? seed = null)
    {
        if (seed is { } value)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(seed));
        }

        // Neighbouring seeds of one run must not share environments with those of the next.
        var seeds = seed is null ? null : new Random(seed.Value);
        var first = _copies.Select(copy => copy.Reset(seeds?.Next())).ToArray();
        Array.Clear(_returns);
        _observations = Flat(first);
        return Now();
    }

    /// <summary>Does one action in each.</summary>
    /// <param name="actions">n actions, of shape (n) or (n, 1): numbers of actions (int64), or what is done (floating point).</param>
    /// <exception cref="ArgumentException">Not n actions, one that an environment refuses, or no episode has begun.</exception>
    public VectorStep Step(Tensor actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        if (actions.numel() != Count)
        {
            throw new ArgumentException(
                $"{Count} environments need {Count} actions; these have the shape ({string.Join(", ", actions.shape)}).",
                nameof(actions)
            );
        }

        if (_observations.Length == 0)
        {
            throw new ArgumentException("No episode has begun. Call Reset first.", nameof(actions));
        }

        using var scope = NewDisposeScope();
        var chosen = actions.detach().to_type(ScalarType.Float64).flatten().data<double>().ToArray();
        var (after, rewards) = (new double[Count][], new float[Count]);
        var (terminated, truncated, ended) = (new bool[Count], new bool[Count], new List<double>());
        var now = new double[Count][];
        for (var i = 0; i < Count; i++)
        {
            var step = _copies[i].Step(chosen[i]);
            (now[i], after[i], rewards[i]) = (step.Observation, step.Observation, (float)step.Reward);
            (terminated[i], truncated[i]) = (step.Terminated, step.Truncated);
            _returns[i] += step.Reward;
            if (step.Ended)
            {
                ended.Add(_returns[i]);
                _returns[i] = 0;
                now[i] = _copies[i].Reset(null);
            }
        }

        _observations = Flat(now);
        var result = new VectorStep(
            Now(),
            tensor(Flat(after), [Count, after[0].Length]),
            tensor(rewards),
            tensor(terminated),
            tensor(truncated),
            ended
        );
        scope.MoveToOuter(result.Observations, result.Next, result.Rewards, result.Terminated, result.Truncated);
        return result;
    }

    /// <summary>Plays one episode in each with a fixed policy, without gradients.</summary>
    /// <param name="policy">The n actions, of shape (n) or (n, 1), for observations of shape (n, d).</param>
    /// <param name="seed">Restarts the random numbers, so that policies are compared from the same starts.</param>
    /// <param name="stepLimit">Where to give up; an environment without a limit of its own needs it.</param>
    /// <returns>The n undiscounted returns.</returns>
    /// <exception cref="ArgumentException">The policy's actions do not fit.</exception>
    public double[] Play(Func<Tensor, Tensor> policy, int seed, int stepLimit = 10_000)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepLimit);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var (observations, done) = (Reset(seed), new bool[Count]);
        var returns = new double[Count];
        var interruption = Interruption.Of();
        for (var step = 0; step < stepLimit && done.Contains(false); step++)
        {
            interruption.ThrowIfRequested();
            using var inner = NewDisposeScope();
            var result = Step(policy(observations));
            var (rewards, terminated, truncated) = (
                result.Rewards.data<float>().ToArray(),
                result.Terminated.data<bool>().ToArray(),
                result.Truncated.data<bool>().ToArray()
            );
            for (var i = 0; i < Count; i++)
            {
                returns[i] += done[i] ? 0 : rewards[i];
                done[i] |= terminated[i] || truncated[i];
            }

            observations = inner.MoveToOuter(result.Observations);
        }

        return returns;
    }

    private static int Numbered(double action) =>
        action == Math.Floor(action)
            ? (int)action
            : throw new ArgumentException(
                FormattableString.Invariant($"These environments have numbered actions, and {action} is none. Give the actions as int64."),
                nameof(action)
            );

    private static float[] Flat(double[][] rows) => [.. rows.SelectMany(row => row.Select(x => (float)x))];

    private Tensor Now() => tensor(_observations, [Count, _observations.Length / Count]);

    private sealed record Copy(Func<int?, double[]> Reset, Func<double, StepResult<double[]>> Step);
}

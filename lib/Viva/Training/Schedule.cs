using Viva.Runtime;

namespace Viva.Training;

/// <summary>
/// How the learning rate changes while training. A schedule gives a factor for each step, and the optimizer's own learning rate is
/// multiplied by it, in every parameter group.
/// </summary>
public sealed class Schedule
{
    private readonly Func<long, int, int, double> _factor;
    private readonly string _name;

    private Schedule(string name, Func<long, int, int, double> factor) => (_name, _factor) = (name, factor);

    /// <summary>The same rate at every step.</summary>
    public static Schedule Constant { get; } = new("constant", (_, _, _) => 1);

    /// <summary>Multiplies the rate by <paramref name="factor"/> after every <paramref name="epochs"/> epochs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="epochs"/> is below 1, or <paramref name="factor"/> is not in (0, 1].
    /// </exception>
    public static Schedule Step(int epochs, double factor = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        Require.Interval(factor, 0, 1, openBelow: true);
        return new(
            $"step, times {Invariant(factor)} every {epochs} epochs",
            (step, perEpoch, _) => Math.Pow(factor, step / perEpoch / epochs)
        );
    }

    /// <summary>
    /// Falls along half a cosine from the full rate at the first step to <paramref name="final"/> times it after the last (Loshchilov and
    /// Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017, without restarts). With <paramref name="warmUp"/>, that
    /// fraction of the steps comes first and raises the rate linearly.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="final"/> is not in [0, 1], or <paramref name="warmUp"/> not in [0, 1).
    /// </exception>
    public static Schedule Cosine(double final = 0, double warmUp = 0)
    {
        Require.Interval(final, 0, 1);
        Require.Interval(warmUp, 0, 1, openAbove: true);
        return new(
            $"cosine to {Invariant(final)}{(warmUp > 0 ? $" after a warm-up of {Invariant(warmUp)}" : "")}",
            (step, perEpoch, epochs) =>
            {
                var total = (double)perEpoch * epochs;
                var warm = Math.Round(warmUp * total);
                return step < warm ? (step + 1) / (warm + 1) : Anneal(1, final, (step - warm) / (total - warm));
            }
        );
    }

    /// <summary>
    /// One cycle: rises along half a cosine from <paramref name="start"/> times the rate to the full rate within the first
    /// <paramref name="warmUp"/> of the steps, then falls to <paramref name="final"/> times it (Smith and Topin, "Super-convergence", 2018,
    /// with the constants of PyTorch's OneCycleLR; the momentum stays as it is).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="warmUp"/> is not in (0, 1), or a factor not in (0, 1].</exception>
    public static Schedule OneCycle(double warmUp = 0.3, double start = 1 / 25.0, double final = 1 / 25.0 / 1e4)
    {
        Require.Interval(warmUp, 0, 1, openBelow: true, openAbove: true);
        Require.Interval(start, 0, 1, openBelow: true);
        Require.Interval(final, 0, 1, openBelow: true);
        return new(
            $"one cycle with a warm-up of {Invariant(warmUp)}, from {Invariant(start)} to {Invariant(final)}",
            (step, perEpoch, epochs) =>
            {
                var last = ((double)perEpoch * epochs) - 1;
                var peak = Math.Max(0, (warmUp * (last + 1)) - 1); // with few steps there is no room to rise
                return step < peak ? Anneal(start, 1, step / peak)
                    : last > peak ? Anneal(1, final, (step - peak) / (last - peak))
                    : 1;
            }
        );
    }

    /// <summary>The factor at a step, counted from 0 over the whole training.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1, or the step lies outside the training.</exception>
    public double At(long step, int stepsPerEpoch, int epochs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, (long)stepsPerEpoch * epochs);
        return _factor(step, stepsPerEpoch, epochs);
    }

    /// <summary>The schedule in words.</summary>
    public override string ToString() => _name;

    private static double Anneal(double from, double to, double progress) => to + ((from - to) / 2 * (1 + Math.Cos(Math.PI * progress)));

    private static string Invariant(double value) => FormattableString.Invariant($"{value:0.#######}");
}

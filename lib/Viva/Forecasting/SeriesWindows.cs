using TorchSharp;
using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Forecasting;

/// <summary>
/// A series cut for training: for each forecast origin the rows before it as input and the rows from it on as target. No input reaches its
/// origin, and no target leaves the part of the series that was asked for, so windows of the training part hold nothing of what follows.
/// </summary>
public sealed class SeriesWindows
{
    private SeriesWindows(Tensor inputs, Tensor targets, int[] origins) => (Inputs, Targets, Origins) = (inputs, targets, origins);

    /// <summary>The rows before each origin, (n, length, features), 32-bit floats.</summary>
    public Tensor Inputs { get; }

    /// <summary>The values from each origin on, (n, horizon), 32-bit floats.</summary>
    public Tensor Targets { get; }

    /// <summary>The row of the first target of each window: the forecast is made just before it.</summary>
    public int[] Origins { get; }

    /// <summary>How many windows there are.</summary>
    public int Count => Origins.Length;

    /// <summary>Windows of one series that is forecast from its own past.</summary>
    /// <param name="values">The series, oldest first.</param>
    /// <param name="length">The rows of an input.</param>
    /// <param name="horizon">The rows of a target.</param>
    /// <param name="part">The rows that targets may lie in; all unless given. Inputs may reach back before it: that past is known.</param>
    /// <param name="every">The rows from one origin to the next.</param>
    /// <exception cref="ArgumentException">A value that is not finite, a size below 1, or a part that no window fits into.</exception>
    public static SeriesWindows Of(double[] values, int length, int horizon, Range? part = null, int every = 1) =>
        Of([values], values, length, horizon, part, every);

    /// <summary>Windows of several series, of which one is forecast from the past of all.</summary>
    /// <param name="features">The series that inputs are made of, all of one length.</param>
    /// <param name="target">The series that is forecast, of the same length; it need not be among the features.</param>
    /// <param name="length">The rows of an input.</param>
    /// <param name="horizon">The rows of a target.</param>
    /// <param name="part">The rows that targets may lie in; all unless given. Inputs may reach back before it: that past is known.</param>
    /// <param name="every">The rows from one origin to the next.</param>
    /// <exception cref="ArgumentException">
    /// Lengths that differ, a value that is not finite, a size below 1, or a part that no window fits into.
    /// </exception>
    public static SeriesWindows Of(
        IReadOnlyList<double[]> features,
        double[] target,
        int length,
        int horizon,
        Range? part = null,
        int every = 1
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        SeriesGuard.Values(
            target,
            length + horizon,
            FormattableString.Invariant($"a window of {length} rows and a target of {horizon}"),
            nameof(target)
        );
        CheckFeatures(features, target.Length);

        var origins = Backtest.OriginsIn(target.Length, part ?? Range.All, horizon, every, length);
        var (n, width) = (origins.Length, features.Count);
        var (inputs, targets) = (new float[checked(n * length * width)], new float[checked(n * horizon)]);
        for (var i = 0; i < n; i++)
        {
            Fill(features, origins[i] - length, length, inputs.AsSpan(i * length * width));
            for (var h = 0; h < horizon; h++)
            {
                targets[(i * horizon) + h] = (float)target[origins[i] + h];
            }
        }

        Run.Load();
        return new SeriesWindows(torch.tensor(inputs, [n, length, width]), torch.tensor(targets, [n, horizon]), origins);
    }

    /// <summary>The last rows as one input, (1, length, features): what a forecast of the rows to come is made from.</summary>
    /// <exception cref="ArgumentException">
    /// Fewer rows than <paramref name="length"/>, lengths that differ, or a value that is not finite.
    /// </exception>
    public static Tensor Latest(int length, params double[][] features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentNullException.ThrowIfNull(features);
        CheckFeatures(features, features.Length > 0 ? features[0].Length : 0);
        SeriesGuard.Values(features[0], length, FormattableString.Invariant($"a window of {length} rows"), nameof(features));
        var input = new float[length * features.Length];
        Fill(features, features[0].Length - length, length, input);
        Run.Load();
        return torch.tensor(input, [1, length, features.Length]);
    }

    private static void Fill(IReadOnlyList<double[]> features, int first, int length, Span<float> rows)
    {
        for (var t = 0; t < length; t++)
        {
            for (var f = 0; f < features.Count; f++)
            {
                rows[(t * features.Count) + f] = (float)features[f][first + t];
            }
        }
    }

    private static void CheckFeatures(IReadOnlyList<double[]> features, int rows)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Count == 0)
        {
            throw new ArgumentException("There is no feature; a window needs at least one.", nameof(features));
        }

        for (var f = 0; f < features.Count; f++)
        {
            var name = FormattableString.Invariant($"features[{f}]");
            SeriesGuard.Values(features[f], 1, "a window", name);
            if (features[f].Length != rows)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"{name} has {features[f].Length} rows; all series must have {rows}."),
                    nameof(features)
                );
            }
        }
    }
}

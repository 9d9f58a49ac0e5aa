using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Viva.Metrics;

/// <summary>Figures of merit that need nothing but predictions and truth.</summary>
public static class Metric
{
    /// <summary>
    /// The fraction of targets whose predicted class is the actual one. Targets of -100, which
    /// cross-entropy leaves out, are left out here too.
    /// </summary>
    /// <param name="predicted">
    /// Scores or logits of which the largest counts, (n, classes), or (n, classes, ...) or (n, ..., classes) for several targets a sample;
    /// or one score per target, with a <paramref name="threshold"/>; or class numbers in the shape
    /// of <paramref name="actual"/>, of an integer type.
    /// </param>
    /// <param name="actual">Class numbers, (n), or (n, ...) for several targets a sample.</param>
    /// <param name="threshold">The score above which the class is 1: 0 for logits, 0.5 for probabilities.</param>
    /// <param name="classAxis">The dimension that counts the classes, where the shapes leave it open.</param>
    /// <exception cref="ArgumentException">
    /// No targets, shapes that do not fit or fit in two ways, a NaN score, or an actual class that the scores do not have.
    /// </exception>
    public static double Accuracy(Tensor predicted, Tensor actual, double? threshold = null, int? classAxis = null)
    {
        using var scope = NewDisposeScope();
        var (classes, truth, _) = Classes(predicted, actual, threshold, classAxis);
        return classes.eq(truth).to(float64).mean().ToDouble();
    }

    /// <summary>The fraction of equal pairs.</summary>
    /// <exception cref="ArgumentException">No samples, or lengths that differ.</exception>
    [OverloadResolutionPriority(1)] // an int[] also converts to a tensor
    public static double Accuracy(IEnumerable<int> predicted, IEnumerable<int> actual)
    {
        var (p, a) = Pairs(predicted, actual);
        return p.Zip(a).Count(pair => pair.First == pair.Second) / (double)a.Length;
    }

    /// <summary>
    /// The area under the receiver operating characteristic: the probability that a random positive scores above a random negative, ties
    /// counted half (Hanley and McNeil 1982).
    /// </summary>
    /// <param name="scores">One score per sample; larger means more likely positive.</param>
    /// <param name="actual">Whether each sample is positive.</param>
    /// <exception cref="ArgumentException">Lengths that differ, a NaN score, or only one class.</exception>
    public static double RocAuc(IEnumerable<double> scores, IEnumerable<bool> actual)
    {
        var (ranked, positives, negatives) = Rank(scores, actual);
        double below = 0,
            area = 0;
        foreach (var (p, n) in Enumerable.Reverse(ranked))
        {
            area += p * (below + (n / 2.0));
            below += n;
        }

        return area / ((double)positives * negatives);
    }

    /// <summary>
    /// The mean precision over the positives, ranked by falling score: the sum of (recall gained)
    /// times (precision there), with ties taken together.
    /// </summary>
    /// <param name="scores">One score per sample; larger means more likely positive.</param>
    /// <param name="actual">Whether each sample is positive.</param>
    /// <exception cref="ArgumentException">Lengths that differ, a NaN score, or only one class.</exception>
    public static double AveragePrecision(IEnumerable<double> scores, IEnumerable<bool> actual)
    {
        var (ranked, positives, _) = Rank(scores, actual);
        double seen = 0,
            hits = 0,
            sum = 0;
        foreach (var (p, n) in ranked)
        {
            seen += p + n;
            hits += p;
            sum += p * hits / seen;
        }

        return sum / positives;
    }

    /// <summary>
    /// The mean negative log-likelihood of binary outcomes, in nats. Probabilities of exactly 0 and 1 are moved inside by 1e-15.
    /// </summary>
    /// <param name="probabilities">The predicted probability that each sample is positive.</param>
    /// <param name="actual">Whether it is.</param>
    /// <exception cref="ArgumentException">No samples, lengths that differ, or a probability outside [0, 1].</exception>
    public static double LogLoss(IEnumerable<double> probabilities, IEnumerable<bool> actual)
    {
        var (p, a) = Pairs(probabilities, actual);
        if (Array.FindIndex(p, x => !(x >= 0 && x <= 1)) is >= 0 and var bad)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Probability {bad} is {p[bad]}; it must lie in [0, 1]."),
                nameof(probabilities)
            );
        }

        return -p.Zip(a).Average(pair => Math.Log(Math.Clamp(pair.Second ? pair.First : 1 - pair.First, 1e-15, 1)));
    }

    /// <summary>The mean absolute error of a regression, in the units of the target.</summary>
    /// <exception cref="ArgumentException">No samples, lengths that differ, or a value that is not finite.</exception>
    public static double Mae(IEnumerable<double> predicted, IEnumerable<double> actual) =>
        Errors(predicted, actual).Errors.Average(Math.Abs);

    /// <summary>The root of the mean squared error of a regression, in the units of the target; large errors weigh more than in the
    /// <see cref="Mae"/>.</summary>
    /// <exception cref="ArgumentException">No samples, lengths that differ, or a value that is not finite.</exception>
    public static double Rmse(IEnumerable<double> predicted, IEnumerable<double> actual) =>
        Math.Sqrt(Errors(predicted, actual).Errors.Average(error => error * error));

    /// <summary>
    /// The coefficient of determination: 1 minus the sum of squared errors over that of the mean of the actual values. 1 is perfect, 0 is
    /// what this mean reaches, and worse is negative, without limit.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// No samples, lengths that differ, a value that is not finite, or actual values that are all equal.
    /// </exception>
    public static double R2(IEnumerable<double> predicted, IEnumerable<double> actual)
    {
        var (errors, truth) = Errors(predicted, actual);
        var mean = truth.Average();
        var spread = truth.Sum(value => (value - mean) * (value - mean));
        return spread > 0
            ? 1 - (errors.Sum(error => error * error) / spread)
            : throw new ArgumentException("All actual values are equal, so there is no spread to explain.", nameof(actual));
    }

    private static (double[] Errors, double[] Actual) Errors(IEnumerable<double> predicted, IEnumerable<double> actual)
    {
        var (p, a) = Pairs(predicted, actual);
        foreach (var (values, name) in new[] { (p, nameof(predicted)), (a, nameof(actual)) })
        {
            if (Array.FindIndex(values, value => !double.IsFinite(value)) is >= 0 and var bad)
            {
                throw new ArgumentException(FormattableString.Invariant($"{name}[{bad}] is {values[bad]}; it must be finite."), name);
            }
        }

        return ([.. p.Zip(a, (guess, truth) => truth - guess)], a);
    }

    /// <summary>
    /// Predicted and actual class numbers (count), int64, checked, without the targets that are
    /// left out; and how many classes the scores have.
    /// </summary>
    internal static (Tensor Predicted, Tensor Actual, int? Count) Classes(
        Tensor predicted,
        Tensor actual,
        double? threshold,
        int? classAxis
    )
    {
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentNullException.ThrowIfNull(actual);
        if (actual.numel() == 0)
        {
            throw new ArgumentException(
                $"No targets: the shapes are ({string.Join(", ", predicted.shape)}) and ({string.Join(", ", actual.shape)}).",
                nameof(actual)
            );
        }

        var (reading, problem) = ClassReading.Of(predicted, actual, threshold, classAxis, nameof(threshold), nameof(classAxis));
        if (reading is null)
        {
            throw new ArgumentException($"No classes can be read: {problem}.", nameof(predicted));
        }

        var truth = actual.flatten().to(int64);
        if (actual.is_floating_point() && First(truth.ne(actual.flatten())) is { } part)
        {
            throw new ArgumentException($"Actual classes are whole numbers, but target {part} is not one.", nameof(actual));
        }

        var classes = reading.Classes(predicted).flatten();
        if (First(reading.Lost(predicted).flatten()) is { } bad)
        {
            throw new ArgumentException($"The scores for target {bad} hold NaN.", nameof(predicted));
        }

        var kept = truth.ne(ClassReading.Ignored);
        if (reading.Count(predicted) is { } count && First(kept & (truth.lt(0) | truth.ge(count))) is { } outside)
        {
            throw new ArgumentException(
                $"Target {outside} is class {truth[outside].ToInt64()}, which lies outside 0 to {count - 1}.",
                nameof(actual)
            );
        }

        (classes, truth) = (classes[kept], truth[kept]);
        return truth.numel() > 0
            ? (classes, truth, reading.Count(predicted))
            : throw new ArgumentException($"No targets: all are {ClassReading.Ignored}, which is left out.", nameof(actual));

        static long? First(Tensor condition) => condition.any().item<bool>() ? condition.to(int8).argmax().item<long>() : null;
    }

    internal static (TFirst[] First, TSecond[] Second) Pairs<TFirst, TSecond>(IEnumerable<TFirst> predicted, IEnumerable<TSecond> actual)
    {
        var (p, a) = (predicted.ToArray(), actual.ToArray());
        if (p.Length != a.Length || p.Length == 0)
        {
            throw new ArgumentException(
                $"As many predictions as true values are needed, at least one; there are {p.Length} and {a.Length}.",
                nameof(predicted)
            );
        }

        return (p, a);
    }

    /// <summary>Positives and negatives at each distinct score, from the highest score down.</summary>
    private static (List<(int Positives, int Negatives)> Ranked, int Positives, int Negatives) Rank(
        IEnumerable<double> scores,
        IEnumerable<bool> actual
    )
    {
        var (s, a) = Pairs(scores, actual);
        if (Array.FindIndex(s, double.IsNaN) is >= 0 and var bad)
        {
            throw new ArgumentException($"Score {bad} is NaN.", nameof(scores));
        }

        var positives = a.Count(x => x);
        if (positives == 0 || positives == a.Length)
        {
            throw new ArgumentException($"Both classes must occur; {positives} of {a.Length} samples are positive.", nameof(actual));
        }

        Array.Sort(s, a);
        var ranked = new List<(int, int)>();
        for (var end = s.Length; end > 0; )
        {
            var start = end - 1;
            while (start > 0 && s[start - 1] == s[end - 1])
            {
                start--;
            }

            var hits = a.AsSpan(start, end - start).Count(true);
            ranked.Add((hits, end - start - hits));
            end = start;
        }

        return (ranked, positives, a.Length - positives);
    }
}

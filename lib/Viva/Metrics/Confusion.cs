using System.Globalization;
using System.Runtime.CompilerServices;
using Viva.Display;
using static TorchSharp.torch;

namespace Viva.Metrics;

/// <summary>
/// A confusion matrix: how often each actual class was predicted as which class. A ratio whose denominator is zero (a class never
/// predicted, or never present) counts as 0, and the macro means go over the classes that occur
/// in truth or predictions, both as in scikit-learn.
/// </summary>
public sealed class Confusion
{
    private readonly int[,] _counts;

    private Confusion(int[,] counts) => _counts = counts;

    /// <summary>The number of classes.</summary>
    public int Classes => _counts.GetLength(0);

    /// <summary>The number of samples.</summary>
    public int Count => _counts.Cast<int>().Sum();

    /// <summary>How many samples of class <paramref name="actual"/> were predicted as <paramref name="predicted"/>.</summary>
    public int this[int actual, int predicted] => _counts[Known(actual), Known(predicted)];

    /// <summary>The fraction on the diagonal.</summary>
    public double Accuracy => (double)Enumerable.Range(0, Classes).Sum(c => _counts[c, c]) / Count;

    /// <summary>The mean precision of the classes that occur in truth or predictions, each counted alike.</summary>
    public double MacroPrecision => Mean(Precision);

    /// <summary>
    /// The mean recall of the classes that occur in truth or predictions, each counted alike. Where all classes occur in the truth, it is
    /// the balanced accuracy; a class that is only predicted counts as 0 here and not at all there.
    /// </summary>
    public double MacroRecall => Mean(Recall);

    /// <summary>The mean F1 of the classes that occur in truth or predictions, each counted alike.</summary>
    public double MacroF1 => Mean(F1);

    /// <summary>F1 over all decisions pooled. With one label per sample, pooled precision, recall and F1 all equal the accuracy.</summary>
    public double MicroF1 => Accuracy;

    /// <summary>Counts predictions against the truth. Targets of -100, which cross-entropy leaves out, are left out here too.</summary>
    /// <param name="predicted">
    /// Scores or logits of which the largest counts, (n, classes), or (n, classes, ...) or (n, ..., classes) for several targets a sample;
    /// or one score per target, with a <paramref name="threshold"/>; or class numbers in the shape
    /// of <paramref name="actual"/>, of an integer type.
    /// </param>
    /// <param name="actual">Class numbers, (n), or (n, ...) for several targets a sample.</param>
    /// <param name="classes">The number of classes; by default that of the scores, or one more than the largest number.</param>
    /// <param name="threshold">The score above which the class is 1: 0 for logits, 0.5 for probabilities.</param>
    /// <param name="classAxis">The dimension that counts the classes, where the shapes leave it open.</param>
    /// <exception cref="ArgumentException">
    /// No targets, shapes that do not fit or fit in two ways, a NaN score, or a class number outside 0 to classes - 1.
    /// </exception>
    public static Confusion Of(Tensor predicted, Tensor actual, int? classes = null, double? threshold = null, int? classAxis = null)
    {
        using var scope = NewDisposeScope();
        var (numbers, truth, count) = Metric.Classes(predicted, actual, threshold, classAxis);
        return Of(Ints(numbers), Ints(truth), classes ?? count);

        static IEnumerable<int> Ints(Tensor tensor) => tensor.to(int32).cpu().contiguous().data<int>().ToArray();
    }

    /// <summary>Counts predictions against the truth.</summary>
    /// <param name="predicted">The predicted class of each sample.</param>
    /// <param name="actual">The actual one.</param>
    /// <param name="classes">The number of classes; by default one more than the largest number.</param>
    /// <exception cref="ArgumentException">No samples, lengths that differ, or a class number outside 0 to classes - 1.</exception>
    [OverloadResolutionPriority(1)] // an int[] also converts to a tensor
    public static Confusion Of(IEnumerable<int> predicted, IEnumerable<int> actual, int? classes = null)
    {
        var (p, a) = Metric.Pairs(predicted, actual);
        var count = classes ?? Math.Max(p.Max(), a.Max()) + 1;
        if (p.Concat(a).Any(c => c < 0 || c >= count))
        {
            throw new ArgumentException(
                $"Class {p.Concat(a).First(c => c < 0 || c >= count)} lies outside 0 to {count - 1}.",
                nameof(classes)
            );
        }

        var counts = new int[count, count];
        foreach (var (guess, truth) in p.Zip(a))
        {
            counts[truth, guess]++;
        }

        return new Confusion(counts);
    }

    /// <summary>Counts the decisions of a yes-or-no question: class 1 is yes, class 0 is no.</summary>
    /// <exception cref="ArgumentException">No samples, or lengths that differ.</exception>
    public static Confusion Of(IEnumerable<bool> predicted, IEnumerable<bool> actual) =>
        Of(predicted.Select(p => p ? 1 : 0), actual.Select(a => a ? 1 : 0), classes: 2);

    /// <summary>Of the samples predicted as the class, the fraction that belong to it.</summary>
    public double Precision(int classNumber) =>
        Ratio(_counts[Known(classNumber), classNumber], Enumerable.Range(0, Classes).Sum(c => _counts[c, classNumber]));

    /// <summary>Of the samples of the class, the fraction predicted as it.</summary>
    public double Recall(int classNumber) =>
        Ratio(_counts[Known(classNumber), classNumber], Enumerable.Range(0, Classes).Sum(c => _counts[classNumber, c]));

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1(int classNumber)
    {
        var (p, r) = (Precision(classNumber), Recall(classNumber));
        return Ratio(2 * p * r, p + r);
    }

    /// <summary>
    /// A table of precision, recall, F1 and the number of samples for each class, then their macro means and the micro means, which pool
    /// all decisions.
    /// </summary>
    /// <param name="names">The names of the classes; their numbers unless given.</param>
    /// <exception cref="ArgumentException">Not as many names as classes.</exception>
    public Table Report(IReadOnlyList<string>? names = null)
    {
        if (names is not null && names.Count != Classes)
        {
            throw new ArgumentException($"There are {names.Count} names for {Classes} classes.", nameof(names));
        }

        var table = new Table("Class", "Precision", "Recall", "F1", "Samples");
        for (var c = 0; c < Classes; c++)
        {
            var samples = Enumerable.Range(0, Classes).Sum(predicted => _counts[c, predicted]);
            table.Add(names?[c] ?? c.ToString(CultureInfo.InvariantCulture), Precision(c), Recall(c), F1(c), samples);
        }

        return table
            .Add("macro mean", MacroPrecision, MacroRecall, MacroF1, Count)
            .Add("micro mean", MicroF1, MicroF1, MicroF1, Count)
            .Format("Precision", "0.000")
            .Format("Recall", "0.000")
            .Format("F1", "0.000");
    }

    /// <summary>The counts, actual classes down and predicted classes across. A copy.</summary>
    public int[,] ToArray() => (int[,])_counts.Clone();

    private int Known(int classNumber) =>
        classNumber >= 0 && classNumber < Classes
            ? classNumber
            : throw new ArgumentOutOfRangeException(nameof(classNumber), classNumber, $"There are classes 0 to {Classes - 1}.");

    private double Mean(Func<int, double> figure) => Enumerable.Range(0, Classes).Where(Occurs).Average(figure);

    private bool Occurs(int classNumber) =>
        Enumerable.Range(0, Classes).Any(c => _counts[c, classNumber] > 0 || _counts[classNumber, c] > 0);

    private static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}

using static TorchSharp.torch;

namespace Viva.Metrics;

/// <summary>
/// How the outputs of a model are read as class numbers: by the largest score along an axis, by a threshold, or as they are. Nothing is
/// guessed: where the shapes allow no reading, or two, a sentence says so.
/// </summary>
internal sealed class ClassReading
{
    /// <summary>The target that cross-entropy leaves out unless told otherwise; such targets count neither as hits nor as misses.</summary>
    internal const int Ignored = -100;

    private readonly int? _axis;
    private readonly double? _threshold;
    private readonly long[] _shape;

    private ClassReading(long[] shape, int? axis = null, double? threshold = null) =>
        (_shape, _axis, _threshold) = (shape, axis, threshold);

    /// <summary>The reading that the shapes leave, or what is wrong with them and the next step.</summary>
    /// <param name="outputs">The outputs, (n, classes), (n, classes, ...), (n, ..., classes), a score per target, or class numbers.</param>
    /// <param name="targets">The true class numbers, (n) or (n, ...).</param>
    /// <param name="threshold">The score above which one output means class 1.</param>
    /// <param name="classAxis">The dimension of the outputs that counts the classes; from the end when negative.</param>
    /// <param name="thresholdName">What the caller's users call the threshold.</param>
    /// <param name="axisName">What they call the axis.</param>
    public static (ClassReading? Reading, string? Problem) Of(
        Tensor outputs,
        Tensor targets,
        double? threshold,
        int? classAxis,
        string thresholdName,
        string axisName
    )
    {
        var (o, t) = (outputs.shape, targets.shape);
        var scores = outputs.is_floating_point();
        // The usual case, without a detour: this is asked at every step of a training.
        if (scores && threshold is null && (classAxis is null or 1) && o.Length == 2 && t.Length == 1 && o[0] == t[0] && o[1] > 1)
        {
            return (new ClassReading(t, axis: 1), null);
        }

        if (threshold is { } limit)
        {
            return Squeezed(o).SequenceEqual(Squeezed(t)) && scores
                ? (new ClassReading(t, threshold: limit), null)
                : (
                    null,
                    $"{thresholdName} is set, which reads one floating-point score per target, but these are {outputs.dtype} {Shapes()}"
                );
        }

        if (!scores && o.SequenceEqual(t) && classAxis is null)
        {
            return (new ClassReading(t), null);
        }

        var axes =
            o.Length == t.Length + 1
                ? [.. Enumerable.Range(1, t.Length).Where(axis => Without(o, axis).SequenceEqual(t))]
                : Array.Empty<int>();
        if (classAxis is { } given)
        {
            var axis = given < 0 ? given + o.Length : given;
            return axes.Contains(axis)
                ? (new ClassReading(t, axis), null)
                : (null, $"{axisName} is {given}, but without it the outputs do not have the targets' shape: these are {Shapes()}");
        }

        if (o.SequenceEqual(t) || (axes.Length > 0 && o[axes[0]] == 1))
        {
            return (null, $"{Shapes()} are one score per target: set {thresholdName} to 0 for logits or 0.5 for probabilities");
        }

        return axes.Length switch
        {
            1 => (new ClassReading(t, axes[0]), null),
            0 => (
                null,
                $"{Shapes()} do not fit: (n, classes) and (n), (n, classes, ...) or (n, ..., classes) and (n, ...), or one "
                    + $"score per target with {thresholdName} are read"
            ),
            _ => (
                null,
                $"{Shapes()} fit in {axes.Length} ways: set {axisName} to {string.Join(" or ", axes)}, the dimension that "
                    + "counts the classes"
            ),
        };

        string Shapes() => $"outputs of shape {Words(o)} and targets of shape {Words(t)}";
    }

    /// <summary>The classes that the outputs name, int64 in the shape of the targets; meaningless where a score is NaN.</summary>
    public Tensor Classes(Tensor outputs) =>
        _axis is { } axis ? outputs.argmax(axis)
        : _threshold is { } threshold ? outputs.reshape(_shape).gt(threshold).to(int64)
        : outputs.to(int64);

    /// <summary>Whether a score is NaN, in the shape of the targets.</summary>
    public Tensor Lost(Tensor outputs) => _axis is { } axis ? outputs.isnan().any(axis) : outputs.reshape(_shape).isnan();

    /// <summary>The number of classes among which the outputs choose; null where class numbers are given as they are.</summary>
    public int? Count(Tensor outputs) =>
        _axis is { } axis ? checked((int)outputs.shape[axis])
        : _threshold is null ? null
        : 2;

    private static string Words(long[] shape) => $"({string.Join(", ", shape)})";

    private static long[] Without(long[] shape, int axis) => [.. shape[..axis], .. shape[(axis + 1)..]];

    /// <summary>The shape without dimensions of one after the first, so that (n, 1) and (n) are one.</summary>
    private static IEnumerable<long> Squeezed(long[] shape) => shape.Where((length, axis) => axis == 0 || length != 1);
}

using TorchSharp;
using Viva.Metrics;
using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>How many targets were classified correctly, out of how many; or why that cannot be said.</summary>
/// <param name="Hits">The targets whose class the outputs name.</param>
/// <param name="Count">The targets that count.</param>
/// <param name="Problem">Why the outputs cannot be read as classes; null when they can, or the targets are no classes.</param>
internal readonly record struct ClassCount(double Hits, double Count, string? Problem)
{
    /// <summary>The accuracy; NaN when nothing was counted.</summary>
    public double Fraction => Problem is null ? Hits / Count : double.NaN;

    public static ClassCount operator +(ClassCount left, ClassCount right) =>
        new(left.Hits + right.Hits, left.Count + right.Count, left.Problem ?? right.Problem);

    /// <summary>Whether some targets are left out, as cross-entropy leaves them out.</summary>
    public static bool Ignores(Tensor targets)
    {
        if (targets.dtype != ScalarType.Int64)
        {
            return false;
        }

        using var scope = NewDisposeScope();
        return targets.eq(ClassReading.Ignored).any().item<bool>();
    }

    /// <summary>A class other than 0 and 1 among the targets, or null.</summary>
    public static long? OutsideTwo(Tensor targets)
    {
        if (targets.dtype != ScalarType.Int64)
        {
            return null;
        }

        using var scope = NewDisposeScope();
        var outside = (targets.lt(0) | targets.gt(1)) & targets.ne(ClassReading.Ignored);
        return outside.any().item<bool>() ? targets[outside][0].item<long>() : null;
    }

    /// <summary>Counts a batch.</summary>
    /// <param name="outputs">The model's outputs.</param>
    /// <param name="targets">The targets; only int64 are classes.</param>
    /// <param name="threshold">See <see cref="Trainer.Threshold"/>.</param>
    /// <param name="classAxis">See <see cref="Trainer.ClassAxis"/>.</param>
    /// <param name="ignores">Whether some targets are left out.</param>
    /// <param name="mayBeLost">Whether outputs may be NaN; those count as misses.</param>
    public static ClassCount Of(Tensor outputs, Tensor targets, double? threshold, int? classAxis, bool ignores, bool mayBeLost)
    {
        if (targets.dtype != ScalarType.Int64)
        {
            return default;
        }

        var (reading, problem) = ClassReading.Of(
            outputs,
            targets,
            threshold,
            classAxis,
            nameof(Trainer.Threshold),
            nameof(Trainer.ClassAxis)
        );
        if (reading is null)
        {
            return new ClassCount(0, 0, $"accuracy not measured: {problem}");
        }

        var right = reading.Classes(outputs).eq(targets);
        if (mayBeLost)
        {
            right &= reading.Lost(outputs).logical_not();
        }

        var hits = right.sum().ToDouble();
        return new ClassCount(hits, ignores ? targets.ne(ClassReading.Ignored).sum().ToDouble() : targets.numel(), null);
    }
}

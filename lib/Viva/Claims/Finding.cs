using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Viva.Display;
using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Claims;

/// <summary>What a check found: whether it holds, and what was measured, in words.</summary>
internal sealed record Finding(bool Ok, string Words)
{
    /// <summary>The finding in words, followed by the hint where the check does not hold.</summary>
    public string With(string hint) =>
        Ok || hint.Length == 0 ? Words
        : Words.Length == 0 ? hint
        : $"{Words.TrimEnd('.')}. {hint}";

    public static Finding That(bool ok) => new(ok, "");

    /// <summary>Judges what a function of the reader returns; an exception inside it is the finding.</summary>
    public static Finding Of<T>(Func<T> value, Func<T, Finding> judge)
    {
        ArgumentNullException.ThrowIfNull(value);
        try
        {
            return value() is { } actual ? judge(actual) : new Finding(false, "the value is null");
        }
        catch (OperationCanceledException)
        {
            throw; // the stop button
        }
#pragma warning disable CA1031 // Whatever the reader's code throws or its value cannot do, the notebook goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new Finding(false, Sentence(e));
        }
    }

    public static Finding Close(double actual, double expected, double tolerance)
    {
        var difference = Math.Abs(actual - expected);
        var ok = Same(actual, expected) || difference <= tolerance;
        var detail =
            ok && difference == 0 || actual.Equals(expected)
                ? $"{Number(actual)}, exactly"
                : $"{Number(actual)} against {Number(expected)}, difference {Number(difference)}";
        return new Finding(ok, ok ? detail : $"{detail}, more than {Number(tolerance)}");
    }

    public static Finding Close(Tensor actual, Tensor expected, double tolerance)
    {
        if (!actual.shape.SequenceEqual(expected.shape))
        {
            return new Finding(false, $"the shape is ({string.Join(", ", actual.shape)}), expected ({string.Join(", ", expected.shape)})");
        }

        using var scope = NewDisposeScope();
        var (left, right) = (actual.detach().cpu().to(float64), expected.detach().cpu().to(float64));
        var same = left.eq(right);
        var difference = (left - right).abs().masked_fill(same, 0); // equal infinities differ by nothing
        var largest =
            difference.numel() == 0 ? 0
            : difference.isnan().any().item<bool>() ? double.NaN
            : difference.max().item<double>();
        var detail = $"largest absolute difference {Number(largest)}";
        if (largest <= tolerance)
        {
            return new Finding(true, detail);
        }

        var at = (double.IsNaN(largest) ? difference.isnan().to(int64) : difference).flatten().argmax().item<long>();
        return new Finding(
            false,
            $"{detail} at [{string.Join(", ", Position(at, actual.shape))}] ({Number(left.flatten()[at].item<double>())} against "
                + $"{Number(right.flatten()[at].item<double>())}), more than {Number(tolerance)}"
        );
    }

    public static Finding Equal(object? actual, object? expected) =>
        (actual, expected) is (Tensor left, Tensor right) ? Close(left, right, 0)
        : Difference(actual, expected) is { } difference ? new Finding(false, difference)
        : new Finding(true, $"{Exact(actual)}, exactly");

    /// <summary>What differs, in words; null where nothing does.</summary>
    private static string? Difference(object? actual, object? expected)
    {
        switch (actual, expected)
        {
            case (double or float or Half, double or float or Half):
                var (left, right) = (
                    Convert.ToDouble(actual, CultureInfo.InvariantCulture),
                    Convert.ToDouble(expected, CultureInfo.InvariantCulture)
                );
                return Same(left, right) ? null : $"{Exact(actual)}, expected {Exact(expected)}";
            case (Tensor one, Tensor other):
                return Close(one, other, 0) is { Ok: false } found ? found.Words : null;
            case (string, _) or (_, string):
            case not (IEnumerable, IEnumerable):
                return Equals(actual, expected) ? null : $"{Exact(actual)}, expected {Exact(expected)}";
        }

        if ((actual, expected) is (Array a, Array b) && (a.Rank > 1 || b.Rank > 1) && !Sizes(a).SequenceEqual(Sizes(b)))
        {
            return $"the shape is ({string.Join(", ", Sizes(a))}), expected ({string.Join(", ", Sizes(b))})";
        }

        object?[] values = [.. ((IEnumerable)actual!).Cast<object?>()];
        object?[] wanted = [.. ((IEnumerable)expected!).Cast<object?>()];
        for (var i = 0; i < Math.Min(values.Length, wanted.Length); i++)
        {
            if (Difference(values[i], wanted[i]) is { } difference)
            {
                int[] place = actual is Array { Rank: > 1 } array ? [.. Position(i, Sizes(array)).Select(x => (int)x)] : [i];
                return $"at [{string.Join(", ", place)}]: {difference}";
            }
        }

        return values.Length == wanted.Length ? null : $"{Exact(actual)} has {values.Length} elements, expected {wanted.Length}";
    }

    private static string Sentence(Exception failure)
    {
        while (
            failure is TargetInvocationException or AggregateException or TypeInitializationException && failure.InnerException is { } inner
        )
        {
            failure = inner;
        }

        return failure is ExternalException torch
            ? TorchFailure.Sentence(torch) ?? $"libtorch says: {TorchFailure.FirstLine(torch)}"
            : $"{failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ").Trim()}";
    }

    private static long[] Sizes(Array array) => [.. Enumerable.Range(0, array.Rank).Select(i => array.GetLongLength(i))];

    private static long[] Position(long flat, long[] shape)
    {
        var position = new long[shape.Length];
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            (flat, position[i]) = Math.DivRem(flat, shape[i]);
        }

        return position;
    }

    private static bool Same(double left, double right) => left.Equals(right) && !double.IsNaN(left) || left == right;

    private static string Number(double value) => HtmlText.Number(value);

    /// <summary>A value with all its digits; a long one cut.</summary>
    private static string Exact(object? value)
    {
        const int Longest = 80;
        var text = value switch
        {
            null => "null",
            string words => $"\"{words}\"",
            bool flag => flag ? "true" : "false",
            double or float or Half => ((IFormattable)value).ToString("R", CultureInfo.InvariantCulture),
            IEnumerable sequence => $"[{string.Join(", ", sequence.Cast<object?>().Take(Longest).Select(Exact))}]",
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        return text.Length <= Longest ? text : $"{text[..(Longest - 1)]}…";
    }
}

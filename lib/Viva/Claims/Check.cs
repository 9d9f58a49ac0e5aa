using System.Globalization;
using Viva.Display;
using static TorchSharp.torch;

namespace Viva.Claims;

/// <summary>
/// Shows whether a claim holds: a tick, or that it is the reader's turn, with a hint. Nothing throws, so that an unsolved exercise runs to
/// its end; the notebook runner reads the outcome from the output.
/// </summary>
public static class Check
{
    /// <summary>Shows the claim with a tick, or as still open with the hint.</summary>
    public static void That(bool ok, string claim, string hint = "")
    {
        ArgumentNullException.ThrowIfNull(claim);
        Show.Value(new CheckView(ok, claim, ok ? "" : hint ?? ""));
    }

    /// <summary>Shows whether two numbers differ by at most the tolerance. NaN is close to nothing, an infinity only to itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or not finite.</exception>
    public static void Close(double actual, double expected, double tolerance, string claim)
    {
        CheckTolerance(tolerance);
        ArgumentNullException.ThrowIfNull(claim);
        var difference = Math.Abs(actual - expected);
        var ok = actual.Equals(expected) && !double.IsNaN(actual) || difference <= tolerance;
        var detail =
            ok && difference == 0 || actual.Equals(expected)
                ? string.Create(CultureInfo.InvariantCulture, $"{Number(actual)}, exactly")
                : $"{Number(actual)} against {Number(expected)}, difference {Number(difference)}";
        Show.Value(new CheckView(ok, claim, $"{detail}{(ok ? "" : $", more than {Number(tolerance)}")}"));
    }

    /// <summary>
    /// Shows whether two tensors have the same shape and differ by at most the tolerance everywhere, and prints the largest difference.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or not finite.</exception>
    public static void Close(Tensor actual, Tensor expected, double tolerance, string claim)
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(expected);
        CheckTolerance(tolerance);
        ArgumentNullException.ThrowIfNull(claim);
        if (!actual.shape.SequenceEqual(expected.shape))
        {
            Show.Value(
                new CheckView(
                    false,
                    claim,
                    $"the shape is ({string.Join(", ", actual.shape)}), expected ({string.Join(", ", expected.shape)})"
                )
            );
            return;
        }

        using var scope = NewDisposeScope();
        var (left, right) = (actual.detach().cpu().to(float64), expected.detach().cpu().to(float64));
        var same = left.eq(right);
        var difference = (left - right).abs().masked_fill(same, 0); // equal infinities differ by nothing
        var largest =
            difference.numel() == 0 ? 0
            : difference.isnan().any().item<bool>() ? double.NaN
            : difference.max().item<double>();
        var ok = largest <= tolerance;
        var detail = $"largest absolute difference {Number(largest)}";
        if (!ok)
        {
            var at = (double.IsNaN(largest) ? difference.isnan().to(int64) : difference).flatten().argmax().item<long>();
            detail +=
                $" at [{string.Join(", ", Position(at, actual.shape))}] ({Number(left.flatten()[at].item<double>())} against "
                + $"{Number(right.flatten()[at].item<double>())}), more than {Number(tolerance)}";
        }

        Show.Value(new CheckView(ok, claim, detail));
    }

    private static long[] Position(long flat, long[] shape)
    {
        var position = new long[shape.Length];
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            (flat, position[i]) = Math.DivRem(flat, shape[i]);
        }

        return position;
    }

    private static void CheckTolerance(double tolerance)
    {
        if (!(tolerance >= 0) || double.IsInfinity(tolerance))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "A tolerance must be finite and not negative.");
        }
    }

    private static string Number(double value) => HtmlText.Number(value);
}

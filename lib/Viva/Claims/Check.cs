using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace Viva.Claims;

/// <summary>
/// Shows whether a claim holds: a tick, or that it is the reader's turn, with what was found and a hint. Nothing throws, so that an
/// unsolved exercise runs to its end; the notebook runner reads the outcome from the output.
/// </summary>
/// <remarks>
/// Each check also takes a function for the reader's value. An exception inside it is then what was found, in one sentence: libtorch's
/// about shapes say which shapes met, others give their type and message.
/// </remarks>
public static class Check
{
    /// <summary>Shows the claim with a tick, or as still open with the hint.</summary>
    public static void That(bool ok, string claim, string hint = "") => Show(Finding.That(ok), claim, hint);

    /// <summary>As <see cref="That(bool, string, string)"/>, of what the function returns.</summary>
    public static void That(Func<bool> ok, string claim, string hint = "") => Show(Finding.Of(ok, Finding.That), claim, hint);

    /// <summary>Shows whether two numbers differ by at most the tolerance. NaN is close to nothing, an infinity only to itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or not finite.</exception>
    [OverloadResolutionPriority(1)] // numbers also convert to tensors
    public static void Close(double actual, double expected, double tolerance, string claim, string hint = "")
    {
        CheckTolerance(tolerance);
        Show(Finding.Close(actual, expected, tolerance), claim, hint);
    }

    /// <summary>As <see cref="Close(double, double, double, string, string)"/>, of what the function returns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or not finite.</exception>
    [OverloadResolutionPriority(1)]
    public static void Close(Func<double> actual, double expected, double tolerance, string claim, string hint = "")
    {
        CheckTolerance(tolerance);
        Show(Finding.Of(actual, value => Finding.Close(value, expected, tolerance)), claim, hint);
    }

    /// <summary>
    /// Shows whether two tensors have the same shape and differ by at most the tolerance everywhere, and prints the largest difference.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or not finite.</exception>
    public static void Close(Tensor actual, Tensor expected, double tolerance, string claim, string hint = "")
    {
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(expected);
        CheckTolerance(tolerance);
        Show(Finding.Close(actual, expected, tolerance), claim, hint);
    }

    /// <summary>As <see cref="Close(Tensor, Tensor, double, string, string)"/>, of what the function returns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or not finite.</exception>
    public static void Close(Func<Tensor> actual, Tensor expected, double tolerance, string claim, string hint = "")
    {
        ArgumentNullException.ThrowIfNull(expected);
        CheckTolerance(tolerance);
        Show(Finding.Of(actual, value => Finding.Close(value, expected, tolerance)), claim, hint);
    }

    /// <summary>
    /// Shows whether two values are exactly equal: numbers, strings, sequences of them by length and element, arrays of several dimensions
    /// by shape and element, tensors by shape and value. NaN equals nothing; the type of a tensor's numbers is not looked at.
    /// </summary>
    public static void Equal<T>(T actual, T expected, string claim, string hint = "") => Show(Finding.Equal(actual, expected), claim, hint);

    /// <summary>As <see cref="Equal{T}(T, T, string, string)"/>, of what the function returns.</summary>
    public static void Equal<T>(Func<T> actual, T expected, string claim, string hint = "") =>
        Show(Finding.Of(actual, value => Finding.Equal(value, expected)), claim, hint);

    private static void Show(Finding finding, string claim, string hint)
    {
        ArgumentNullException.ThrowIfNull(claim);
        Display.Show.Value(new CheckView(finding.Ok, claim, finding.With(hint ?? "")));
    }

    private static void CheckTolerance(double tolerance)
    {
        if (!(tolerance >= 0) || double.IsInfinity(tolerance))
        {
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "A tolerance must be finite and not negative.");
        }
    }
}

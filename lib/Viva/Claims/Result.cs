using Viva.Data;
using Viva.Display;
using Viva.Runtime;

namespace Viva.Claims;

/// <summary>States what a notebook reached, for the reader and for <c>viva run</c>, which collects it.</summary>
public static class Result
{
    /// <summary>
    /// Shows one line with the value, the bar it had to reach, and a tick or a cross. In quick mode or on built-in data the bar is shown,
    /// not enforced, and the line says so. Each call is measured against its own bar, even when several share a name: <c>viva run</c> lists
    /// the second as <c>name (2)</c>. A value that is not finite meets no bar.
    /// </summary>
    /// <param name="name">What was measured, such as "test accuracy".</param>
    /// <param name="value">What was reached.</param>
    /// <param name="atLeast">The value must not be lower.</param>
    /// <param name="atMost">The value must not be higher.</param>
    /// <param name="format">How the numbers are written, such as "P2" for 99.51%; four significant digits unless given.</param>
    /// <exception cref="ArgumentException">The name is empty, or a bar is not a finite number.</exception>
    public static void Report(string name, double value, double? atLeast = null, double? atMost = null, string? format = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (atLeast is { } low && !double.IsFinite(low))
            throw new ArgumentException("The bar is not a finite number.", nameof(atLeast));
        if (atMost is { } high && !double.IsFinite(high))
            throw new ArgumentException("The bar is not a finite number.", nameof(atMost));
        Show.Value(new ResultView(name, value, atLeast, atMost, format, WhyNotEnforced));
    }

    private static string? WhyNotEnforced =>
        Run.Quick ? "Quick mode"
        : DataOrigins.AnySubstitute ? "Built-in data"
        : null;
}

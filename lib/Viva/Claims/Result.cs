using Viva.Data;
using Viva.Display;
using Viva.Runtime;

namespace Viva.Claims;

/// <summary>States what a notebook reached, for the reader and for <c>viva run</c>, which collects it.</summary>
public static class Result
{
    /// <summary>
    /// Shows one line with the value, the bar it had to reach, and a tick or a cross. In quick mode the quick bar is the one that is
    /// shown and enforced, on real and on built-in data, so that a broken notebook is found by a short run. Without a quick bar in
    /// quick mode, and on built-in data in full mode, the bar is shown, not enforced, and the line says so. Each call is measured
    /// against its own bar, even when several share a name: <c>viva run</c> lists the second as <c>name (2)</c>. A value that is not
    /// finite meets no bar.
    /// </summary>
    /// <param name="name">What was measured, such as "test accuracy".</param>
    /// <param name="value">What was reached.</param>
    /// <param name="atLeast">The value must not be lower.</param>
    /// <param name="atMost">The value must not be higher.</param>
    /// <param name="format">How the numbers are written, such as "P2" for 99.51%; four significant digits unless given.</param>
    /// <param name="quickAtLeast">What takes the place of <paramref name="atLeast"/> in quick mode; not above it.</param>
    /// <param name="quickAtMost">What takes the place of <paramref name="atMost"/> in quick mode; not below it.</param>
    /// <exception cref="ArgumentException">
    /// The name is empty, a bar is not a finite number, or a quick bar has no bar or is stricter than it.
    /// </exception>
    public static void Report(
        string name,
        double value,
        double? atLeast = null,
        double? atMost = null,
        string? format = null,
        double? quickAtLeast = null,
        double? quickAtMost = null
    ) => Show.Value(View(name, value, atLeast, atMost, format, quickAtLeast, quickAtMost, Run.Quick, DataOrigins.AnySubstitute));

    /// <summary>What <see cref="Report"/> shows in a mode and on a kind of data.</summary>
    internal static ResultView View(
        string name,
        double value,
        double? atLeast,
        double? atMost,
        string? format,
        double? quickAtLeast,
        double? quickAtMost,
        bool quick,
        bool substitute
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        RequireFinite(atLeast, nameof(atLeast));
        RequireFinite(atMost, nameof(atMost));
        RequireFinite(quickAtLeast, nameof(quickAtLeast));
        RequireFinite(quickAtMost, nameof(quickAtMost));
        if (quickAtLeast is { } quickLow && !(quickLow <= atLeast))
        {
            throw new ArgumentException("A quick bar takes the place of a bar that is as high or higher.", nameof(quickAtLeast));
        }

        if (quickAtMost is { } quickHigh && !(quickHigh >= atMost))
        {
            throw new ArgumentException("A quick bar takes the place of a bar that is as low or lower.", nameof(quickAtMost));
        }

        if (quick && (quickAtLeast ?? quickAtMost) is not null)
        {
            return new ResultView(name, value, quickAtLeast, quickAtMost, format, notEnforced: null, quick: true);
        }

        var notEnforced =
            quick ? "Quick mode"
            : substitute ? "Built-in data"
            : null;
        return new ResultView(name, value, atLeast, atMost, format, notEnforced);
    }

    private static void RequireFinite(double? bar, string parameter)
    {
        if (bar is { } value && !double.IsFinite(value))
        {
            throw new ArgumentException("The bar is not a finite number.", parameter);
        }
    }
}

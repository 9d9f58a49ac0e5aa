using System.Runtime.CompilerServices;

namespace Viva.Runtime;

/// <summary>Checks of arguments whose messages name the value and the limit.</summary>
internal static class Require
{
    /// <summary>Throws unless the value lies in the interval; an open end is excluded.</summary>
    public static void Interval(
        double value,
        double low,
        double high,
        bool openBelow = false,
        bool openAbove = false,
        [CallerArgumentExpression(nameof(value))] string name = ""
    )
    {
        // NaN fails every comparison, so the test asks for what is allowed.
        var allowed = (openBelow ? value > low : value >= low) && (openAbove ? value < high : value <= high);
        if (!allowed)
        {
            throw new ArgumentOutOfRangeException(
                name,
                value,
                FormattableString.Invariant($"{name} must lie in {(openBelow ? '(' : '[')}{low}, {high}{(openAbove ? ')' : ']')}.")
            );
        }
    }

    /// <summary>Throws when the value is not a number or infinite.</summary>
    public static void Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number.");
        }
    }
}

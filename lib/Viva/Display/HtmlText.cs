using System.Globalization;
using System.Net;

namespace Viva.Display;

/// <summary>Text and numbers as the views print them: escaped, and with the invariant culture.</summary>
internal static class HtmlText
{
    /// <summary>The invariant culture's, but with 99.5% in one word.</summary>
    internal static readonly NumberFormatInfo NumberFormat = MakeNumberFormat();

    internal static string Encode(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>A number for a sentence: four significant digits unless a format is given.</summary>
    internal static string Number(double value, string? format = null)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "∞" : "−∞";
        }

        if (format is not null)
        {
            return value.ToString(format, NumberFormat);
        }

        var magnitude = Math.Abs(value);
        if (magnitude < 1e15 && value == Math.Floor(value))
        {
            return value.ToString("0", NumberFormat);
        }

        return magnitude is >= 1e-4 and < 1e6
            ? value.ToString("0." + new string('#', Math.Clamp(3 - (int)Math.Floor(Math.Log10(magnitude)), 0, 8)), NumberFormat)
            : value.ToString("0.###E+0", NumberFormat);
    }

    /// <summary>A word on its own background: its contrast does not depend on the page's theme, its meaning not on its colour.</summary>
    internal static string Badge(bool good, string word) => good ? Badge("✓", word, "#1a6b37") : Badge("✗", word, "#a3241b");

    /// <summary>A badge for what is still to be done: neither good nor bad.</summary>
    internal static string OpenBadge(string word) => Badge("○", word, "#4a5568");

    private static string Badge(string mark, string word, string background) =>
        "<span style=\"display:inline-block;"
        + $"padding:0 .5em;border-radius:.7em;background:{background};color:#fff;font-weight:600\">{mark} {Encode(word)}</span>";

    private static NumberFormatInfo MakeNumberFormat()
    {
        var format = (NumberFormatInfo)CultureInfo.InvariantCulture.NumberFormat.Clone();
        format.PercentPositivePattern = 1; // without the space that the invariant culture puts in
        format.PercentNegativePattern = 1;
        return NumberFormatInfo.ReadOnly(format);
    }
}

using System.Globalization;
using SkiaSharp;

namespace Viva.Display.Charts;

/// <summary>
/// Every colour of a chart: the palette of lines and points, which survives colour blindness (Okabe and Ito, "Color Universal Design",
/// 2008), in an order that puts those of high contrast first, with dashes and markers that tell lines apart in print; and the ramps of
/// surfaces.
/// </summary>
internal static class Palette
{
    internal static readonly string[] Colors = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7F7F7F", "#B8A800"];
    internal static readonly string[] PointsOverSurface = ["#ffffff", "#000000", "#E69F00", "#56B4E9"];
    internal static readonly int[] OverSurface = [1, 0, 4, 3, 5]; // what stands out against the colours of a surface
    internal static readonly string[] Dashes = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"];
    internal static readonly string[] Hatches = ["", "/", "x", ".", "\\", "-", "+", "|"];
    internal static readonly string[] Markers = ["circle", "square", "triangle-up", "diamond", "cross", "x", "star", "triangle-down"];

    /// <summary>
    /// Viridis (van der Walt and Smith, 2015): even steps of lightness, so that it survives colour blindness and grey print.
    /// </summary>
    internal static readonly ColorRamp Viridis = ColorRamp.Even(
        "#440154",
        "#472d7b",
        "#3b528b",
        "#2c728e",
        "#21918c",
        "#28ae80",
        "#5ec962",
        "#addc30",
        "#fde725"
    );

    /// <summary>Blue, white, red of ColorBrewer (Harrower and Brewer, 2003), which colour-blind readers can tell apart.</summary>
    internal static readonly ColorRamp Diverging = ColorRamp.Even("#2166ac", "#92c5de", "#f7f7f7", "#f4a582", "#b2182b");

    /// <summary>White to dark blue for shares from 0 to 1; a few per cent are visible already.</summary>
    internal static readonly ColorRamp Shares = ColorRamp.Of((0, "#f2f6fa"), (0.05, "#c6dcec"), (0.5, "#4a90c2"), (1, "#08406b"));

    /// <summary>The share of <see cref="Mistakes"/> that mistakes take.</summary>
    internal const double MistakesEnd = 0.9;

    /// <summary>White to orange for mistakes, up to the most frequent; what lies beyond, the diagonal, is blue.</summary>
    internal static readonly ColorRamp Mistakes = ColorRamp.Of(
        (0, "#f7f7f7"),
        (0.04, "#fdebd9"),
        (0.45, "#f9b27a"),
        (MistakesEnd, "#c04f00"),
        (0.92, "#1f6aa5"),
        (1, "#1f6aa5")
    );

    internal static string Color(int index) => Colors[index % Colors.Length];

    internal static string Translucent(int index, double opacity)
    {
        var color = SKColor.Parse(Color(index));
        return string.Create(CultureInfo.InvariantCulture, $"rgba({color.Red},{color.Green},{color.Blue},{opacity})");
    }

    /// <summary>Whether black stands out better than white: relative luminance above 0.179 (WCAG 2.2).</summary>
    internal static bool IsLight(SKColor color)
    {
        return (0.2126 * Linear(color.Red)) + (0.7152 * Linear(color.Green)) + (0.0722 * Linear(color.Blue)) > 0.179;

        static double Linear(byte channel) => channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}

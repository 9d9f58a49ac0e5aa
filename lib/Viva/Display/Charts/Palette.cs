using System.Globalization;

namespace Viva.Display.Charts;

/// <summary>
/// Colours that survive colour blindness (Okabe and Ito, "Color Universal Design", 2008), in an order that puts those of high contrast
/// first, with dashes and markers that tell lines apart in print.
/// </summary>
internal static class Palette
{
    internal static readonly string[] Colors = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7F7F7F", "#B8A800"];
    internal static readonly string[] PointsOverSurface = ["#ffffff", "#000000", "#E69F00", "#56B4E9"];
    internal static readonly int[] OverSurface = [1, 0, 4, 3]; // what stands out against the colours of a surface
    internal static readonly string[] Dashes = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot"];
    internal static readonly string[] Hatches = ["", "/", "x", ".", "\\", "-", "+", "|"];
    internal static readonly string[] Markers = ["circle", "square", "triangle-up", "diamond", "cross", "x", "star", "triangle-down"];

    internal static string Color(int index) => Colors[index % Colors.Length];

    internal static string Translucent(int index, double opacity)
    {
        var color = Color(index);
        return string.Create(CultureInfo.InvariantCulture, $"rgba({Channel(1)},{Channel(3)},{Channel(5)},{opacity})");

        int Channel(int at) => int.Parse(color.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using SkiaSharp;

namespace Viva.Display.Charts;

/// <summary>Colours from low to high: stops at shares of the range, rising from 0 to 1, and straight lines in RGB between them.</summary>
internal sealed class ColorRamp(params (double At, SKColor Color)[] stops)
{
    /// <summary>A ramp of stops with colours such as "#440154".</summary>
    internal static ColorRamp Of(params (double At, string Color)[] stops) =>
        new([.. stops.Select(stop => (stop.At, SKColor.Parse(stop.Color)))]);

    /// <summary>A ramp whose stops are evenly spaced.</summary>
    internal static ColorRamp Even(params string[] colors) => Of([.. colors.Select((color, i) => (i / (colors.Length - 1.0), color))]);

    /// <summary>The ramp of a trace: its own list of stops, or else Viridis, which plotly.js knows by its name.</summary>
    internal static ColorRamp Read(JsonNode? scale) =>
        scale is JsonArray stops
            ? new([
                .. stops
                    .OfType<JsonArray>()
                    .Where(stop => stop.Count == 2 && SKColor.TryParse(ChartJson.ReadText(stop[1]) ?? "", out _))
                    .Select(stop => (ChartJson.ReadNumber(stop[0]) ?? 0, SKColor.Parse(ChartJson.ReadText(stop[1])!))),
            ])
            : Palette.Viridis;

    /// <summary>The colour at a share of the range, from 0 to 1; beyond an end it is that end's colour, and for NaN grey.</summary>
    internal SKColor At(double share)
    {
        if (stops.Length == 0 || !double.IsFinite(share))
        {
            return SKColors.Gray;
        }

        var next = Array.FindIndex(stops, stop => stop.At >= share) is >= 0 and var found ? found : stops.Length - 1;
        if (next == 0)
        {
            return stops[0].Color;
        }

        var (low, high) = (stops[next - 1], stops[next]);
        var part = Math.Clamp((share - low.At) / (high.At - low.At), 0, 1);
        return new SKColor(
            Mix(low.Color.Red, high.Color.Red),
            Mix(low.Color.Green, high.Color.Green),
            Mix(low.Color.Blue, high.Color.Blue)
        );

        byte Mix(byte from, byte to) => (byte)Math.Round(from + ((to - from) * part));
    }

    /// <summary>The colour as HTML and plotly.js write it, such as "#440154".</summary>
    internal static string Hex(SKColor color) =>
        string.Create(CultureInfo.InvariantCulture, $"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}");

    /// <summary>The stops for plotly.js.</summary>
    internal JsonArray ToJson() => new([.. stops.Select(stop => new JsonArray(stop.At, Hex(stop.Color)))]);
}

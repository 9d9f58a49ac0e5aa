using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Viva.Display.Charts;

/// <summary>Chart JSON, kept small: numbers carry as many digits as a chart can show, and gaps are null.</summary>
internal static class ChartJson
{
    // Escapes <, > and &, so that the JSON can stand inside a script element.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    internal static string Write(JsonNode node) => node.ToJsonString(Options);

    /// <summary>Numbers with a resolution of 1/100,000 of their span; NaN and infinities are gaps.</summary>
    internal static JsonArray Numbers(IReadOnlyList<double> values, int digits = 6)
    {
        double low = double.PositiveInfinity,
            high = double.NegativeInfinity;
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
                continue;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        if (high > low)
            digits = Math.Clamp((int)Math.Ceiling(Math.Log10(largest / (high - low))) + digits - 1, digits, 15);
        var array = new JsonArray();
        foreach (var value in values)
            array.Add(Number(value, digits));
        return array;
    }

    internal static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);

    internal static JsonNode? Number(double value, int digits)
    {
        if (!double.IsFinite(value))
            return null;
        if (value == 0)
            return JsonValue.Create(0);
        var decimals = digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        if (decimals > 15)
        {
            return JsonValue.Create(
                double.Parse(
                    value.ToString("E" + (digits - 1), System.Globalization.CultureInfo.InvariantCulture),
                    System.Globalization.CultureInfo.InvariantCulture
                )
            );
        }

        var rounded = Math.Round(value, Math.Max(decimals, 0));
        return Math.Abs(rounded) < 1e15 && rounded == Math.Floor(rounded) ? JsonValue.Create((long)rounded) : JsonValue.Create(rounded);
    }
}

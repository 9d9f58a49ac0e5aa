using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Viva.Display.Charts;

/// <summary>Writes and reads chart JSON. It is kept small: numbers carry as many digits as a chart can show, and gaps are null.</summary>
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
            {
                continue;
            }

            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        if (high > low)
        {
            digits = Math.Clamp((int)Math.Ceiling(Math.Log10(largest / (high - low))) + digits - 1, digits, 15);
        }

        var array = new JsonArray();
        foreach (var value in values)
        {
            array.Add(Number(value, digits));
        }

        return array;
    }

    internal static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);

    /// <summary>The text of a node; null when it is not a text.</summary>
    internal static string? ReadText(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The number of a node, whether it was made here or read from JSON; null when it is not a number.</summary>
    internal static double? ReadNumber(JsonNode? node) =>
        node is not JsonValue value ? null
        : value.TryGetValue<double>(out var number) ? number
        : value.TryGetValue<int>(out var integer) ? integer
        : value.TryGetValue<long>(out var large) ? large
        : null;

    /// <summary>The numbers of an array; NaN stands where it has none.</summary>
    internal static double[] ReadNumbers(JsonArray array) => [.. array.Select(node => ReadNumber(node) ?? double.NaN)];

    internal static JsonNode? Number(double value, int digits)
    {
        if (!double.IsFinite(value))
        {
            return null;
        }

        if (value == 0)
        {
            return JsonValue.Create(0);
        }

        var decimals = digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        if (decimals > 15)
        {
            return JsonValue.Create(
                double.Parse(value.ToString("E" + (digits - 1), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            );
        }

        var rounded = Math.Round(value, Math.Max(decimals, 0));
        return Math.Abs(rounded) < 1e15 && rounded == Math.Floor(rounded) ? JsonValue.Create((long)rounded) : JsonValue.Create(rounded);
    }
}

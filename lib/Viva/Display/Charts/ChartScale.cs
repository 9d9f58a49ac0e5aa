using System.Text.Json.Nodes;
using static Viva.Display.Charts.ChartJson;

namespace Viva.Display.Charts;

/// <summary>One axis: from the data to places on the picture.</summary>
internal sealed class ChartScale
{
    private readonly string _axis;
    private readonly double _whole; // the least step between marks
    private double _from;
    private double _to;
    private readonly bool _log;
    private readonly bool _powers;
    private readonly List<string>? _categories;
    private readonly double _low = double.PositiveInfinity;
    private readonly double _high = double.NegativeInfinity;

    public ChartScale(JsonObject[] traces, JsonObject layout, string axis, double from, double to)
    {
        (_axis, _from, _to) = (axis, from, to);
        var settings = layout[axis + "axis"];
        _log = ReadText(settings?["type"]) == "log";
        _powers = ReadText(settings?["exponentformat"]) == "power";
        Reversed = ReadText(settings?["autorange"]) == "reversed";
        _whole = _log ? 0 : ReadNumber(settings?["dtick"]) ?? 0;
        if (
            ReadText(settings?["type"]) == "category"
            || traces.Any(trace => trace[axis] is JsonArray values && values.Any(value => ReadText(value) is not null))
        )
        {
            _categories = [.. traces.SelectMany(trace => trace[axis] as JsonArray ?? []).Select(Name).Distinct()];
        }

        if (Reversed)
        {
            (_from, _to) = (_to, _from);
        }

        var pad = 0.0;
        foreach (var trace in traces)
        {
            var values = Values(trace);
            var errors = trace[$"error_{axis}"]?["array"] is JsonArray array ? ReadNumbers(array) : [];
            var bar = ReadText(trace["type"]) == "bar";
            var (place, value) = ReadText(trace["orientation"]) == "h" ? ("y", "x") : ("x", "y");
            for (var i = 0; i < values.Length; i++)
            {
                if (!double.IsFinite(values[i]))
                {
                    continue;
                }

                var error = i < errors.Length && double.IsFinite(errors[i]) ? errors[i] : 0;
                (_low, _high) = (Math.Min(_low, values[i] - error), Math.Max(_high, values[i] + error));
            }

            if (bar && axis == value && !_log)
            {
                (_low, _high) = (Math.Min(_low, 0), Math.Max(_high, 0));
            }

            if (
                (bar && axis == place)
                || (axis == "x" && !bar && (_categories is not null || (trace["z"] is not null && trace["x"] is null)))
            )
            {
                pad = Math.Max(pad, _categories is null && values.Length > 1 ? Math.Abs(values[1] - values[0]) / 2 : 0.5);
            }

            if (axis == "y" && trace["z"] is not null && (_categories is not null || trace["y"] is null))
            {
                pad = 0.5;
            }
        }

        if (settings?["range"] is JsonArray { Count: 2 } range && ReadNumbers(range) is [var least, var most] && least < most)
        {
            (_low, _high) = (least, most);
            return;
        }

        if (_low > _high)
        {
            (_low, _high) = (0, 1);
        }

        var onlyZ = traces.Any(trace => trace["z"] is not null);
        var margin =
            _high > _low ? (_high - _low) * (onlyZ || pad > 0 ? 0 : 0.04)
            : pad > 0 ? 0
            : 0.5;
        _high += pad + margin;
        if (!(_categories is null && _low == 0 && pad == 0 && traces.All(trace => ReadText(trace["type"]) == "bar")))
        {
            _low -= pad + margin;
        }
    }

    public bool Reversed { get; }

    /// <summary>The names of an axis of categories; empty for an axis of numbers.</summary>
    public IReadOnlyList<string> Categories => _categories ?? [];

    /// <summary>How many units of the picture one of the data takes.</summary>
    public double Unit => Math.Abs(_to - _from) / (_high - _low);

    /// <summary>Moves the end of the axis, so that a unit of the data takes as many of the picture as asked for.</summary>
    /// <returns>Where the axis ends now.</returns>
    public double Scale(double unit)
    {
        var length = (_high - _low) * unit;
        return Reversed ? _from = _to + (Math.Sign(_from - _to) * length) : _to = _from + (Math.Sign(_to - _from) * length);
    }

    public double Zero => Math.Clamp(At(0), Math.Min(_from, _to), Math.Max(_from, _to));

    /// <summary>Whether a place lies on the picture: a range that was asked for may leave points out.</summary>
    public bool Shows(double place) => place >= Math.Min(_from, _to) - 0.5 && place <= Math.Max(_from, _to) + 0.5;

    /// <summary>Where a number of the data lies.</summary>
    public double Place(double value) =>
        At(
            _log
                ? value > 0
                    ? Math.Log10(value)
                    : double.NaN
                : value
        );

    public double[] Places(JsonObject trace) => [.. Values(trace).Select(At)];

    public IEnumerable<(double At, string Label)> Ticks(int about)
    {
        if (_categories is not null)
        {
            var every = Math.Max(1, _categories.Count / 20);
            return Enumerable.Range(0, _categories.Count).Where(i => i % every == 0).Select(i => (At(i), _categories[i]));
        }

        var raw = (_high - _low) / about;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step =
            power
            * (
                (raw / power) switch
                {
                    < 1.5 => 1,
                    < 3.5 => 2,
                    < 7.5 => 5,
                    _ => 10,
                }
            );
        step = _log ? Math.Max(1, Math.Round(step)) : Math.Max(step, _whole);
        var first = (long)Math.Ceiling(_low / step);
        var last = (long)Math.Floor(_high / step);
        return Enumerable
            .Range(0, (int)Math.Clamp(last - first + 1, 0, 30))
            .Select(i => (first + i) * step)
            .Select(value => (At(value), _log ? Decade(value) : HtmlText.Number(Math.Round(value, 12))));
    }

    // As plotly.js labels the power of ten: 1, 10, then 10², or plain.
    private string Decade(double power) =>
        _powers && power is not (0 or 1)
            ? "10" + string.Concat($"{power:0}".Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']))
            : HtmlText.Number(Math.Pow(10, power));

    private double At(double value) => _from + ((_to - _from) * (value - _low) / (_high - _low));

    private double[] Values(JsonObject trace)
    {
        var other = _axis == "x" ? "y" : "x";
        double[] values;
        if (trace[_axis] is JsonArray array)
        {
            values = _categories is null ? ReadNumbers(array) : [.. array.Select(value => (double)_categories.IndexOf(Name(value)))];
        }
        else
        {
            var count = trace["z"] is JsonArray rows
                ? _axis == "y"
                    ? rows.Count
                    : (rows.FirstOrDefault() as JsonArray)?.Count ?? 0
                : (trace[other] as JsonArray)?.Count ?? 0;
            var (start, step) = (ReadNumber(trace[_axis + "0"]) ?? 0, ReadNumber(trace["d" + _axis]) ?? 1);
            values = [.. Enumerable.Range(0, count).Select(i => start + (i * step))];
        }

        return _log ? [.. values.Select(value => value > 0 ? Math.Log10(value) : double.NaN)] : values;
    }

    private static string Name(JsonNode? value) => ReadText(value) ?? value?.ToString() ?? "";
}

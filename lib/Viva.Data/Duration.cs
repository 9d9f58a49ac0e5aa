using System.Globalization;

namespace Viva.Data;

/// <summary>Times as a reader wants them.</summary>
public static class Duration
{
    /// <summary>The time in words: 3.2 s, 45 s, 2 min 05 s, 1 h 20 min.</summary>
    public static string Text(TimeSpan time) =>
        time.TotalSeconds < 10 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
        : time.TotalMinutes < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s")
        : time.TotalHours < 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds:00} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes:00} min");
}

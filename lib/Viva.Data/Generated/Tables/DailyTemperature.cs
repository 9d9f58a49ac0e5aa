namespace Viva.Data.Generated.Tables;

/// <summary>
/// Invented daily minimum temperatures of a southern city with mild winters: a yearly season that
/// is warmest in February, and weather that lasts for days.
/// </summary>
public static class DailyTemperature
{
    /// <summary>Makes <paramref name="days"/> rows from 1981-01-01 on; the same numbers give the same weather.</summary>
    public static (DateTime[] Times, double[] Celsius) Make(int days, int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed, 0xda1);
        var start = new DateTime(1981, 1, 1);
        var times = new DateTime[days];
        var celsius = new double[days];
        double weather = 0;
        for (var day = 0; day < days; day++)
        {
            times[day] = start.AddDays(day);
            weather = 0.6 * weather + random.Normal(0, 2.1f);
            celsius[day] = Math.Max(0, Math.Round(11.2 + 4.1 * Math.Cos(2 * Math.PI * (day - 40) / 365.25) + weather, 1));
        }

        return (times, celsius);
    }
}

using Viva.Data.Records;

namespace Viva.Data.Generated.Tables;

/// <summary>
/// An invented transformer station, hour by hour, with the columns of the electricity transformer data: six loads (high, middle and low,
/// useful and useless) that rise in the morning and the evening, rest on Sundays, drift over the year and share their surprises, and the
/// oil's temperature, which follows the loads and the weather with a delay of hours. A learner finds the daily and the weekly season, the
/// trend and the autocorrelated noise.
/// </summary>
public static class HourlyLoad
{
    /// <summary>The columns' names; the last is the one to forecast.</summary>
    public static readonly string[] Columns = ["HUFL", "HULL", "MUFL", "MULL", "LUFL", "LULL", "OT"];

    // For each load: its mean, its share of the common daily course, and its own noise.
    private static readonly (double Mean, double Course, double Noise)[] Loads =
    [
        (7.4, 4.5, 0.9),
        (2.2, 1.1, 0.5),
        (4.3, 4.0, 0.8),
        (0.9, 0.9, 0.4),
        (3.1, 0.7, 0.3),
        (0.9, 0.3, 0.15),
    ];

    /// <summary>Makes <paramref name="hours"/> rows from 2016-07-01 on; the same numbers give the same station.</summary>
    public static (DateTime[] Times, IReadOnlyList<SeriesColumn> Columns) Make(int hours, int seed)
    {
        var random = new SeededRandom((ulong)(uint)seed, 0x10ad);
        var start = new DateTime(2016, 7, 1);
        var times = new DateTime[hours];
        var values = Columns.Select(_ => new double[hours]).ToArray();
        var own = new double[Loads.Length];
        double shared = 0,
            weather = 0,
            heat = 0;
        for (var t = 0; t < hours; t++)
        {
            var time = times[t] = start.AddHours(t);
            var year = Wave(t / 24.0 / 365.25);
            shared = 0.92 * shared + random.Normal(0, 0.12f);
            weather = 0.995 * weather + random.Normal(0, 0.25f);
            var trend = 0.25 * t / 17420;
            var course =
                Course(time.Hour)
                    * (
                        time.DayOfWeek == DayOfWeek.Sunday ? 0.55
                        : time.DayOfWeek == DayOfWeek.Saturday ? 0.8
                        : 1
                    )
                    * (1 + 0.15 * year)
                + shared
                + trend;
            for (var k = 0; k < Loads.Length; k++)
            {
                var (mean, share, noise) = Loads[k];
                own[k] = 0.8 * own[k] + noise * 0.6 * random.Normal(0, 1);
                // Three decimals: the last digits of a sine differ between systems.
                values[k][t] = Math.Round(mean + share * course + own[k], 3);
            }

            // Oil is heavy: it takes in a twelfth of the difference each hour.
            heat += (18 + 9 * year + weather + 3.5 * course - heat) / (t == 0 ? 1 : 12);
            values[^1][t] = Math.Round(heat + random.Normal(0, 0.3f), 3);
        }

        return (times, [.. Columns.Select((name, k) => new SeriesColumn(name, values[k]))]);
    }

    /// <summary>The course of a working day, about -1 at night to 1 in the evening.</summary>
    private static double Course(int hour) => -0.6 * Wave((hour - 21) / 24.0 + 0.5) + 0.45 * Wave((hour - 9.5) / 12.0);

    /// <summary>A cosine over turns: 1 at whole turns.</summary>
    private static double Wave(double turns) => Math.Cos(2 * Math.PI * turns);
}

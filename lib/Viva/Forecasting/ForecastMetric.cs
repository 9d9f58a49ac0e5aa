using System.Globalization;
using Viva.Metrics;
using Viva.Runtime;

namespace Viva.Forecasting;

/// <summary>Figures of merit of forecasts.</summary>
public static class ForecastMetric
{
    /// <summary>The mean absolute error, in the units of the series.</summary>
    /// <exception cref="ArgumentException">No values, lengths that differ, or a value that is not finite.</exception>
    public static double Mae(IEnumerable<double> forecast, IEnumerable<double> actual) =>
        Pairs(forecast, actual).Average(pair => Math.Abs(pair.Actual - pair.Forecast));

    /// <summary>The root of the mean squared error, in the units of the series.</summary>
    /// <exception cref="ArgumentException">No values, lengths that differ, or a value that is not finite.</exception>
    public static double Rmse(IEnumerable<double> forecast, IEnumerable<double> actual) =>
        Math.Sqrt(Pairs(forecast, actual).Average(pair => (pair.Actual - pair.Forecast) * (pair.Actual - pair.Forecast)));

    /// <summary>
    /// The symmetric mean absolute percentage error as the M4 competition defines it: the mean of 2 |y - f| / (|y| + |f|), from 0 to 2, so
    /// that 0.05 is 5%. A value of 0 that was forecast as 0 counts as no error (Makridakis, Spiliotis and Assimakopoulos 2020).
    /// </summary>
    /// <exception cref="ArgumentException">No values, lengths that differ, or a value that is not finite.</exception>
    public static double Smape(IEnumerable<double> forecast, IEnumerable<double> actual) =>
        Pairs(forecast, actual)
            .Average(pair =>
                pair.Actual == pair.Forecast
                    ? 0
                    : 2 * Math.Abs(pair.Actual - pair.Forecast) / (Math.Abs(pair.Actual) + Math.Abs(pair.Forecast))
            );

    /// <summary>
    /// The mean absolute scaled error: the mean absolute error over that of the one-season-ahead naive forecast within the history,
    /// <see cref="Scale"/>. Below 1 the forecast errs less than that (Hyndman and Koehler, "Another look at measures of forecast accuracy",
    /// International Journal of Forecasting 22, 2006).
    /// </summary>
    /// <param name="forecast">What was forecast.</param>
    /// <param name="actual">What came.</param>
    /// <param name="history">The values known when the forecast was made.</param>
    /// <param name="season">The steps of one season; 1 scales by the plain naive forecast.</param>
    /// <exception cref="ArgumentException">As for <see cref="Mae"/> and <see cref="Scale"/>.</exception>
    public static double Mase(IEnumerable<double> forecast, IEnumerable<double> actual, double[] history, int season) =>
        Mae(forecast, actual) / Scale(history, season);

    /// <summary>The mean of |y(t) - y(t - season)| over the history, in the units of the series.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The season is below 1.</exception>
    /// <exception cref="ArgumentException">
    /// The history is not longer than the season, has a value that is not finite, or repeats
    /// itself exactly, which leaves nothing to scale by.
    /// </exception>
    public static double Scale(double[] history, int season)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(season, 1);
        SeriesGuard.Values(history, season + 1, FormattableString.Invariant($"a scale with a season of {season}"), nameof(history));
        var scale = history.Skip(season).Zip(history, (now, before) => Math.Abs(now - before)).Average();
        return scale > 0
            ? scale
            : throw new ArgumentException(
                FormattableString.Invariant($"history repeats itself exactly every {season} steps, so a scaled error has no scale."),
                nameof(history)
            );
    }

    /// <summary>
    /// The fraction of values that lie within their intervals, ends included; compare it with the level that the intervals promise.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// No values, lengths that differ, a value that is not finite, or an interval whose ends are exchanged.
    /// </exception>
    public static double Coverage(IEnumerable<double> low, IEnumerable<double> high, IEnumerable<double> actual)
    {
        double[] values = [.. actual];
        var (below, above) = (Pairs(low, values), Pairs(high, values));
        var bad = Enumerable.Range(0, values.Length).Where(i => below[i].Forecast > above[i].Forecast).ToArray();
        if (bad.Length > 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Interval {bad[0]} goes from {below[bad[0]].Forecast} to {above[bad[0]].Forecast}; its lower end must not "
                        + $"be above its upper end."
                ),
                nameof(low)
            );
        }

        return below.Zip(above).Count(pair => pair.First.Forecast <= pair.First.Actual && pair.First.Actual <= pair.Second.Forecast)
            / (double)values.Length;
    }

    /// <summary>
    /// The mean pinball loss of forecasts of one quantile: q (y - f) where the value came out above, (1 - q) (f - y) where below; least for
    /// the true quantile (Koenker and Bassett 1978).
    /// </summary>
    /// <param name="forecast">The forecast quantile, such as the upper end of an interval.</param>
    /// <param name="actual">What came.</param>
    /// <param name="quantile">Which quantile was forecast, in (0, 1): 0.9 for a value that nine of ten stay below.</param>
    /// <exception cref="ArgumentException">
    /// No values, lengths that differ, a value that is not finite, or a quantile outside (0, 1).
    /// </exception>
    public static double Pinball(IEnumerable<double> forecast, IEnumerable<double> actual, double quantile)
    {
        Require.Interval(quantile, 0, 1, openBelow: true, openAbove: true);
        return Pairs(forecast, actual)
            .Average(pair => Math.Max(quantile * (pair.Actual - pair.Forecast), (1 - quantile) * (pair.Forecast - pair.Actual)));
    }

    private static (double Forecast, double Actual)[] Pairs(IEnumerable<double> forecast, IEnumerable<double> actual)
    {
        var (f, a) = Metric.Pairs(forecast, actual);
        SeriesGuard.Values(f, 1, "a figure", nameof(forecast));
        SeriesGuard.Values(a, 1, "a figure", nameof(actual));
        return [.. f.Zip(a)];
    }
}

using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Forecasting;

/// <summary>
/// Forecasts of one series from several origins, each made from the values before its origin alone, beside what came: one origin is an
/// anecdote, and its luck is shared by all that is compared there (Tashman, "Out-of-sample tests of forecasting accuracy", International
/// Journal of Forecasting 16, 2000).
/// </summary>
public sealed class Backtest
{
    private readonly double[] _series;

    /// <summary>Forecasts that were made elsewhere, such as by a network for many windows at once.</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="series">The whole series.</param>
    /// <param name="origins">The row of the first step of each forecast, rising.</param>
    /// <param name="forecasts">A forecast for each origin, all of one length.</param>
    /// <exception cref="ArgumentException">
    /// No origins, counts or lengths that differ, a value that is not finite, or a forecast that leaves the series.
    /// </exception>
    public Backtest(string name, double[] series, int[] origins, double[][] forecasts)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(origins);
        ArgumentNullException.ThrowIfNull(forecasts);
        SeriesGuard.Values(series, 2, "a backtest", nameof(series));
        if (origins.Length == 0 || forecasts.Length != origins.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"As many forecasts as origins are needed, at least one; there are {forecasts.Length} and {origins.Length}."
                ),
                nameof(forecasts)
            );
        }

        var horizon = forecasts[0]?.Length ?? 0;
        for (var i = 0; i < origins.Length; i++)
        {
            SeriesGuard.Values(forecasts[i], 1, "a forecast", FormattableString.Invariant($"forecasts[{i}]"));
            if (forecasts[i].Length != horizon)
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"forecasts[{i}] has {forecasts[i].Length} steps; the first has {horizon}, and all must be of one length."
                    ),
                    nameof(forecasts)
                );
            }

            CheckOrigin(origins, i, series.Length, horizon);
        }

        (Name, _series, Origins, Forecasts) = (name, series, origins, forecasts);
        Actuals = [.. origins.Select(origin => series[origin..(origin + horizon)])];
    }

    /// <summary>Forecasts that a network made for many windows at once.</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="series">The whole series.</param>
    /// <param name="origins">The row of the first step of each forecast, rising, such as <see cref="SeriesWindows.Origins"/>.</param>
    /// <param name="forecasts">The forecasts in the units of the series, (origins, horizon).</param>
    /// <exception cref="ArgumentException">The forecasts are not a matrix, or as for forecasts in arrays.</exception>
    public Backtest(string name, double[] series, int[] origins, Tensor forecasts)
        : this(name, series, origins, Rows(forecasts)) { }

    /// <summary>The method's name.</summary>
    public string Name { get; }

    /// <summary>The row of the first step of each forecast.</summary>
    public int[] Origins { get; }

    /// <summary>The forecast from each origin.</summary>
    public double[][] Forecasts { get; }

    /// <summary>What came, for each origin.</summary>
    public double[][] Actuals { get; }

    /// <summary>The steps of each forecast.</summary>
    public int Horizon => Forecasts[0].Length;

    /// <summary>The mean absolute error over all origins and steps, in the units of the series.</summary>
    public double Mae => ForecastMetric.Mae(Forecasts.SelectMany(f => f), Actuals.SelectMany(a => a));

    /// <summary>The root of the mean squared error over all origins and steps, in the units of the series.</summary>
    public double Rmse => ForecastMetric.Rmse(Forecasts.SelectMany(f => f), Actuals.SelectMany(a => a));

    /// <summary>The symmetric mean absolute percentage error over all origins and steps; see <see cref="ForecastMetric.Smape"/>.</summary>
    public double Smape => ForecastMetric.Smape(Forecasts.SelectMany(f => f), Actuals.SelectMany(a => a));

    /// <summary>The mean absolute error at each step of the horizon, over all origins, in the units of the series.</summary>
    public double[] MaeByStep =>
        [.. Enumerable.Range(0, Horizon).Select(h => ForecastMetric.Mae(Forecasts.Select(f => f[h]), Actuals.Select(a => a[h])))];

    /// <summary>Refits the forecaster at each origin, to the values before it, and lets it forecast.</summary>
    /// <param name="forecaster">The method.</param>
    /// <param name="series">The whole series.</param>
    /// <param name="origins">The row of the first step of each forecast, rising; see <see cref="OriginsIn"/>.</param>
    /// <param name="horizon">The steps of each forecast.</param>
    /// <param name="history">How many values before the origin the forecaster sees at most; all unless given.</param>
    /// <exception cref="ArgumentException">
    /// An origin without a past or without a whole future, a size below 1, a value that is not finite, or what the forecaster refuses.
    /// </exception>
    public static Backtest Of(IForecaster forecaster, double[] series, IEnumerable<int> origins, int horizon, int? history = null)
    {
        ArgumentNullException.ThrowIfNull(forecaster);
        ArgumentNullException.ThrowIfNull(origins);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(history ?? 1, 1, nameof(history));
        SeriesGuard.Values(series, horizon + 1, FormattableString.Invariant($"a backtest over {horizon} steps"), nameof(series));
        int[] rows = [.. origins];
        for (var i = 0; i < rows.Length; i++)
        {
            CheckOrigin(rows, i, series.Length, horizon);
        }

        var interruption = Interruption.Of();
        var forecasts = rows.Select(origin =>
            {
                interruption.ThrowIfRequested();
                return forecaster.Fit(series[Math.Max(0, origin - (history ?? origin))..origin]).Forecast(horizon);
            })
            .ToArray();
        return new Backtest(forecaster.Name, series, rows, forecasts);
    }

    /// <summary>The rows of a part from which a whole horizon fits into it.</summary>
    /// <param name="count">The rows of the whole series.</param>
    /// <param name="part">The rows that the steps of the forecasts may lie in.</param>
    /// <param name="horizon">The steps of each forecast.</param>
    /// <param name="every">The rows from one origin to the next.</param>
    /// <param name="past">The rows that must come before an origin.</param>
    /// <exception cref="ArgumentException">A size below 1, a part outside the series, or one that no horizon fits into.</exception>
    public static int[] OriginsIn(int count, Range part, int horizon, int every = 1, int past = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(past, 1);
        var (start, end) = (part.Start.GetOffset(count), part.End.GetOffset(count));
        if (start < 0 || end > count || start > end)
        {
            throw new ArgumentOutOfRangeException(
                nameof(part),
                FormattableString.Invariant($"The part {part} does not lie within the {count} rows of the series.")
            );
        }

        var (first, last) = (Math.Max(start, past), end - horizon);
        if (first > last)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"No forecast of {horizon} steps after {past} rows of past fits into rows {start} to {end} of the series."
                ),
                nameof(part)
            );
        }

        return [.. Enumerable.Range(0, ((last - first) / every) + 1).Select(i => first + (i * every))];
    }

    /// <summary>
    /// The mean over the origins of the mean absolute scaled error, each scaled by the history before its origin; see
    /// <see cref="ForecastMetric.Mase"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The season is below 1 or not shorter than the history of the first origin.</exception>
    public double Mase(int season) => MaseByOrigin(season).Average();

    /// <summary>The mean absolute scaled error of each origin's forecast, scaled by the history before that origin.</summary>
    /// <exception cref="ArgumentException">The season is below 1 or not shorter than the history of the first origin.</exception>
    public double[] MaseByOrigin(int season) =>
        [.. Origins.Select((origin, i) => ForecastMetric.Mase(Forecasts[i], Actuals[i], _series[..origin], season))];

    private static double[][] Rows(Tensor forecasts)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        if (forecasts.dim() != 2 || forecasts.shape[1] == 0)
        {
            throw new ArgumentException(
                $"The forecasts must be (origins, horizon); their shape is ({string.Join(", ", forecasts.shape)}).",
                nameof(forecasts)
            );
        }

        using var scope = NewDisposeScope();
        return [.. forecasts.detach().cpu().to(float64).contiguous().data<double>().ToArray().Chunk((int)forecasts.shape[1])];
    }

    private static void CheckOrigin(int[] origins, int i, int count, int horizon)
    {
        if (origins[i] < 1 || origins[i] > count - horizon)
        {
            throw new ArgumentOutOfRangeException(
                nameof(origins),
                origins[i],
                FormattableString.Invariant(
                    $"Origin {origins[i]} must lie from 1 to {count - horizon}, so that {horizon} steps of the {count} rows follow it."
                )
            );
        }

        if (i > 0 && origins[i] <= origins[i - 1])
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Origin {origins[i]} comes after {origins[i - 1]}; origins must rise."),
                nameof(origins)
            );
        }
    }
}

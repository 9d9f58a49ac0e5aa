using Viva.Runtime;

namespace Viva.Forecasting;

/// <summary>
/// Intervals around forecasts, as wide as the method's own errors were: for each step of the horizon, quantiles of the errors that the
/// method made at that step from earlier origins. This is split conformal prediction step by step (Lei et al., "Distribution-free
/// predictive inference for regression", JASA 113, 2018): if the errors to come were exchangeable with the past ones, at least the promised
/// fraction of values would fall inside. Errors of a series are not quite that, so measure the coverage.
/// </summary>
public sealed class ResidualIntervals
{
    private readonly double[] _low;
    private readonly double[] _high;
    private readonly bool _relative;

    private ResidualIntervals(double level, bool relative, double[] low, double[] high) =>
        (Level, _relative, _low, _high) = (level, relative, low, high);

    /// <summary>The fraction of values that should fall inside.</summary>
    public double Level { get; }

    /// <summary>Intervals from the errors of a backtest whose forecasts all ended before those that the intervals are for begin.</summary>
    /// <param name="past">The backtest, of the same method and horizon.</param>
    /// <param name="level">The fraction of values that should fall inside, in (0, 1), half of the rest to each side.</param>
    /// <param name="relative">
    /// Whether errors count as a fraction of the forecast, for a series whose swings grow with
    /// its level; all forecasts must then be above 0.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A level outside (0, 1), fewer origins than the level needs, or a relative error of a forecast that is not above 0.
    /// </exception>
    public static ResidualIntervals From(Backtest past, double level, bool relative = false)
    {
        ArgumentNullException.ThrowIfNull(past);
        Require.Interval(level, 0, 1, openBelow: true, openAbove: true);
        var n = past.Origins.Length;

        // The rank counted from either end; a little is added because (1 - 0.8) / 2 comes out just below 0.1.
        var rank = (int)Math.Floor(((n + 1) * (1 - level) / 2) + 1e-9);
        if (rank < 1)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"{n} origins cannot give an interval of level {level}; it needs at least {Math.Ceiling((2 / (1 - level)) - 1 - 1e-9)}."
                ),
                nameof(past)
            );
        }

        var (low, high) = (new double[past.Horizon], new double[past.Horizon]);
        for (var h = 0; h < past.Horizon; h++)
        {
            double[] errors = [.. past.Forecasts.Zip(past.Actuals, (f, a) => relative ? (a[h] / Positive(f[h])) - 1 : a[h] - f[h]).Order()];
            (low[h], high[h]) = (errors[rank - 1], errors[n - rank]);
        }

        return new ResidualIntervals(level, relative, low, high);
    }

    /// <summary>The lower and the upper end around each step of a forecast.</summary>
    /// <exception cref="ArgumentException">
    /// The forecast has more steps than the backtest had, a value that is not finite, or, with relative errors, one that is not above 0.
    /// </exception>
    public (double[] Low, double[] High) Around(double[] forecast)
    {
        SeriesGuard.Values(forecast, 1, "an interval", nameof(forecast));
        if (forecast.Length > _low.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The forecast has {forecast.Length} steps; errors are known for {_low.Length}."),
                nameof(forecast)
            );
        }

        return ([.. forecast.Select((f, h) => End(f, _low[h]))], [.. forecast.Select((f, h) => End(f, _high[h]))]);
    }

    private double End(double forecast, double error) => _relative ? Positive(forecast) * (1 + error) : forecast + error;

    private static double Positive(double forecast) =>
        forecast > 0
            ? forecast
            : throw new ArgumentException(
                FormattableString.Invariant($"A forecast is {forecast}; relative errors need forecasts above 0."),
                nameof(forecast)
            );
}

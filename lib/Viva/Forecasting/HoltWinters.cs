namespace Viva.Forecasting;

/// <summary>
/// Exponential smoothing of level, trend and season (Holt 1957; Winters, "Forecasting sales by exponentially weighted moving averages",
/// Management Science 6, 1960), with the trend damped if asked (Gardner and McKenzie 1985). With the season s of m steps, additive:
/// <code>
/// level(t)  = alpha (y(t) - s(t-m)) + (1 - alpha) (level(t-1) + phi trend(t-1))
/// trend(t)  = beta (level(t) - level(t-1)) + (1 - beta) phi trend(t-1)
/// s(t)      = gamma (y(t) - level(t)) + (1 - gamma) s(t-m)
/// forecast(t+h) = level(t) + (phi + ... + phi^h) trend(t) + s of that place
/// </code>
/// and multiplicative with quotients and products in place of the differences and sums that involve s.
/// </summary>
/// <remarks>
/// The start is read from the first two seasons: the trend is the difference of their means over m, the level lies on the line through
/// them, the season is the mean deviation from that line. The smoothing parameters are those with the least sum of squared one-step errors
/// over the whole history, found by the simplex method of Nelder and Mead from several starts, with no random numbers. phi, where the trend
/// is damped, lies in [0.8, 0.98] (Hyndman and Athanasopoulos, "Forecasting: principles and practice", 3rd edition, 2021, chapter 8).
/// </remarks>
public sealed class HoltWinters : IForecaster
{
    private const double MinPhi = 0.8;
    private const double MaxPhi = 0.98;
    private static readonly double[] AlphaNet = [0.1, 0.3, 0.6, 0.9];
    private static readonly double[] BetaNet = [0.01, 0.1, 0.4];
    private static readonly double[] GammaNet = [0.05, 0.3, 0.8];

    private readonly int _season;
    private readonly Seasonality _seasonality;
    private readonly bool _damped;
    private Fitting? _fitting;

    /// <summary>A forecaster for a series with a season of <paramref name="season"/> steps.</summary>
    /// <param name="season">The steps of one season, at least 2.</param>
    /// <param name="seasonality">Whether the season adds or multiplies.</param>
    /// <param name="damped">Whether the trend dies away.</param>
    /// <exception cref="ArgumentOutOfRangeException">The season is below 2.</exception>
    public HoltWinters(int season, Seasonality seasonality = Seasonality.Additive, bool damped = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(season, 2);
        (_season, _seasonality, _damped) = (season, seasonality, damped);
    }

    /// <summary>Smoothing parameters to use as they are; fitted unless set.</summary>
    public HoltWintersParameters? Given { get; init; }

    /// <inheritdoc/>
    public string Name => $"Holt-Winters {(Multiplies ? "multiplicative" : "additive")}{(_damped ? ", damped" : "")}";

    /// <summary>The smoothing parameters in use.</summary>
    /// <exception cref="InvalidOperationException">Nothing was learned yet.</exception>
    public HoltWintersParameters Parameters => Learned.Parameters;

    /// <summary>
    /// For each value of the history its forecast from the values before it. The first two seasons
    /// also set the start, so their errors flatter.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nothing was learned yet.</exception>
    public double[] OneStepForecasts => [.. Learned.OneStep];

    private bool Multiplies => _seasonality == Seasonality.Multiplicative;

    private Fitting Learned => _fitting ?? throw SeriesGuard.NotFitted(nameof(HoltWinters));

    /// <inheritdoc/>
    /// <remarks>The history must hold two seasons, and only positive values where the season multiplies.</remarks>
    public IForecaster Fit(double[] history)
    {
        SeriesGuard.Values(history, 2 * _season, FormattableString.Invariant($"Holt-Winters with a season of {_season}"), nameof(history));
        if (Multiplies && Array.FindIndex(history, value => value <= 0) is >= 0 and var bad)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"history[{bad}] is {history[bad]}; a season that multiplies needs values above 0."),
                nameof(history)
            );
        }

        Given?.Check();

        var start = Start(history);
        var parameters = Given ?? Best(history, start);
        var oneStep = new double[history.Length];
        Smooth(history, parameters, start, oneStep, out var end);
        _fitting = new Fitting(parameters, oneStep, end, history.Length);
        return this;
    }

    /// <inheritdoc/>
    public double[] Forecast(int horizon)
    {
        var (parameters, _, end, count) = SeriesGuard.Fitted(_fitting, horizon, nameof(HoltWinters));
        var forecast = new double[horizon];
        var (line, step) = (end.Level, end.Trend);
        for (var h = 0; h < horizon; h++)
        {
            step *= parameters.Phi;
            line += step;
            var season = end.Season[(count + h) % _season];
            forecast[h] = Multiplies ? line * season : line + season;
        }

        return forecast;
    }

    private State Start(double[] history)
    {
        var (first, second) = (history[.._season].Average(), history[_season..(2 * _season)].Average());
        var trend = (second - first) / _season;
        if (Multiplies)
        {
            // A series that doubles within a season would put the line through the two means below zero at its ends.
            var most = Math.Min(first, second) / _season;
            trend = Math.Clamp(trend, -most, most);
        }

        var level = first - (trend * (_season + 1) / 2);
        var season = new double[_season];
        for (var t = 0; t < 2 * _season; t++)
        {
            var line = level + (trend * (t + 1));
            season[t % _season] += (Multiplies ? history[t] / line : history[t] - line) / 2;
        }

        var mean = season.Average();
        return new State(level, trend, [.. season.Select(s => Multiplies ? s / mean : s - mean)]);
    }

    private HoltWintersParameters Best(double[] history, State start)
    {
        double Error(double[] p) => Smooth(history, Parameters(p), start, null, out _);
        double[] low = _damped ? [0, 0, 0, MinPhi] : [0, 0, 0];
        double[] high = _damped ? [1, 1, 1, MaxPhi] : [1, 1, 1];

        // The squared error has several valleys: descend from the three best points of a coarse net.
        var net =
            from alpha in AlphaNet
            from beta in BetaNet
            from gamma in GammaNet
            select _damped ? new[] { alpha, beta, gamma, 0.95 } : [alpha, beta, gamma];
        return Parameters(
            net.OrderBy(Error).Take(3).Select(point => NelderMead.Minimize(Error, point, low, high)).MinBy(found => found.Value).Point
        );

        static HoltWintersParameters Parameters(double[] p) => new(p[0], p[1], p[2], p.Length > 3 ? p[3] : 1);
    }

    /// <summary>
    /// Goes through the history and returns the sum of squared one-step errors; infinity where the level
    /// of a multiplicative season leaves the positive numbers.
    /// </summary>
    private double Smooth(double[] history, HoltWintersParameters parameters, State start, double[]? oneStep, out State end)
    {
        var (alpha, beta, gamma, phi) = parameters;
        var (level, trend, season) = (start.Level, start.Trend, (double[])start.Season.Clone());
        var squares = 0.0;
        for (var t = 0; t < history.Length; t++)
        {
            var (y, place) = (history[t], t % _season);
            var line = level + (phi * trend);
            var forecast = Multiplies ? line * season[place] : line + season[place];
            if (oneStep is not null)
            {
                oneStep[t] = forecast;
            }

            squares += (y - forecast) * (y - forecast);

            var next = (alpha * (Multiplies ? y / season[place] : y - season[place])) + ((1 - alpha) * line);
            if (Multiplies && !(next > 0))
            {
                squares = double.PositiveInfinity;
            }

            trend = (beta * (next - level)) + ((1 - beta) * phi * trend);
            season[place] = (gamma * (Multiplies ? y / next : y - next)) + ((1 - gamma) * season[place]);
            level = next;
        }

        end = new State(level, trend, season);
        return double.IsFinite(squares) ? squares : double.PositiveInfinity;
    }

    private sealed record State(double Level, double Trend, double[] Season);

    private sealed record Fitting(HoltWintersParameters Parameters, double[] OneStep, State End, int Count);
}

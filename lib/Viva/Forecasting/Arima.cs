namespace Viva.Forecasting;

/// <summary>
/// The seasonal ARIMA model (p, d, q)(P, D, Q) of Box and Jenkins ("Time series analysis: forecasting and control", 1970, chapters 4, 7
/// and 9). With B one step back, s the season, and e the errors of one-step forecasts, also called shocks:
/// <code>
/// w = (1 - B)^d (1 - B^s)^D y
/// (1 - phi(1) B - ...)(1 - Phi(1) B^s - ...)(w - mean) = (1 - theta(1) B - ...)(1 - Theta(1) B^s - ...) e
/// </code>
/// </summary>
/// <remarks>
/// The coefficients are those with the least conditional sum of squares: the first p + P s values of w are taken as given, the shocks
/// before them as 0, and the squares of the shocks that then follow are summed. The mean is the least-squares one for each set of the
/// others. The search is the simplex method of Nelder and Mead from several starts, with no random numbers, over partial autocorrelations
/// from -0.999 to 0.999, so that the fitted model is always stationary and invertible; a coefficient at the end of that range says that
/// the series was differenced once too often, or not often enough.
/// </remarks>
public sealed class Arima : IForecaster
{
    private const double Bound = 0.999;
    private const int MaxParameters = 12;

    private readonly int _p,
        _d,
        _q,
        _seasonalP,
        _seasonalD,
        _seasonalQ,
        _season;
    private readonly LagPolynomial _differences;
    private Fitting? _fitting;

    /// <summary>A model without a season.</summary>
    /// <param name="p">How many past values the model reads.</param>
    /// <param name="d">How often the series is differenced.</param>
    /// <param name="q">How many past shocks the model reads.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or there are more than 12 coefficients.</exception>
    public Arima(int p, int d, int q)
        : this(p, d, q, 0, 0, 0, 1) { }

    /// <summary>A model with a season.</summary>
    /// <param name="p">How many past values the model reads.</param>
    /// <param name="d">How often the series is differenced.</param>
    /// <param name="q">How many past shocks the model reads.</param>
    /// <param name="seasonalP">How many past seasons' values the model reads.</param>
    /// <param name="seasonalD">How often the series is differenced over a season.</param>
    /// <param name="seasonalQ">How many past seasons' shocks the model reads.</param>
    /// <param name="season">The steps of one season.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A number is negative, there are more than 12 coefficients, or the season is below 1, or below 2 where a seasonal number is not 0.
    /// </exception>
    public Arima(int p, int d, int q, int seasonalP, int seasonalD, int seasonalQ, int season)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(p);
        ArgumentOutOfRangeException.ThrowIfNegative(d);
        ArgumentOutOfRangeException.ThrowIfNegative(q);
        ArgumentOutOfRangeException.ThrowIfNegative(seasonalP);
        ArgumentOutOfRangeException.ThrowIfNegative(seasonalD);
        ArgumentOutOfRangeException.ThrowIfNegative(seasonalQ);
        ArgumentOutOfRangeException.ThrowIfLessThan(season, seasonalP + seasonalD + seasonalQ > 0 ? 2 : 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p + q + seasonalP + seasonalQ, MaxParameters, "p + q + seasonalP + seasonalQ");
        (_p, _d, _q, _seasonalP, _seasonalD, _seasonalQ, _season) = (p, d, q, seasonalP, seasonalD, seasonalQ, season);
        _differences = LagPolynomial.Differences(d, seasonalD, season);
    }

    /// <summary>
    /// Whether the model is of the logarithms of the series, for swings that grow with the level; all values must then be above 0. The
    /// forecast is the exponential of the forecast of the logarithms: the median of what may come, below its mean.
    /// </summary>
    public bool Log { get; init; }

    /// <summary>
    /// Whether the differenced series has a mean of its own, which is a drift where d is 1; unless set, it has one where nothing is
    /// differenced.
    /// </summary>
    public bool? Constant { get; init; }

    /// <inheritdoc/>
    public string Name =>
        FormattableString.Invariant($"ARIMA({_p},{_d},{_q})")
        + (_season > 1 ? FormattableString.Invariant($"({_seasonalP},{_seasonalD},{_seasonalQ}){_season}") : "")
        + (Log ? " of logs" : "");

    /// <summary>The fitted coefficients.</summary>
    /// <exception cref="InvalidOperationException">Nothing was learned yet.</exception>
    public ArimaParameters Parameters => Learned.Parameters;

    /// <summary>
    /// The errors of the one-step forecasts, on the modelled scale. The first d + D s + p + P s values of the series have none.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nothing was learned yet.</exception>
    public double[] Residuals => Learned.Shocks[Conditioned..];

    private bool HasMean => Constant ?? _differences.Degree == 0;

    private int Conditioned => _p + (_seasonalP * _season);

    private Fitting Learned => _fitting ?? throw SeriesGuard.NotFitted(nameof(Arima));

    /// <inheritdoc/>
    /// <remarks>The history must leave at least two one-step errors more than there are coefficients.</remarks>
    public IForecaster Fit(double[] history)
    {
        var coefficients = _p + _q + _seasonalP + _seasonalQ + (HasMean ? 1 : 0);
        SeriesGuard.Values(history, _differences.Degree + Conditioned + coefficients + 2, Name, nameof(history));
        if (Log && Array.FindIndex(history, value => value <= 0) is >= 0 and var bad)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"history[{bad}] is {history[bad]}; a model of logarithms needs values above 0."),
                nameof(history)
            );
        }

        double[] y = [.. history.Select(value => Log ? Math.Log(value) : value)];
        double[] w = [.. Enumerable.Range(0, y.Length).Skip(_differences.Degree).Select(t => y[t] - _differences.Past(y, t))];
        var (phi, theta, seasonalPhi, seasonalTheta) = Coefficients(Best(w));
        var (ar, ma) = Polynomials((phi, theta, seasonalPhi, seasonalTheta));
        var (mean, squares, shocks) = Shocks(w, ar, ma);
        var sigma = Math.Sqrt(squares / (w.Length - Conditioned));
        _fitting = new Fitting(new ArimaParameters(phi, theta, seasonalPhi, seasonalTheta, mean, sigma), ar, ma, y, w, shocks);
        return this;
    }

    /// <inheritdoc/>
    public double[] Forecast(int horizon)
    {
        var (parameters, ar, ma, past, differenced, shocks) = SeriesGuard.Fitted(_fitting, horizon, nameof(Arima));
        double[] y = [.. past, .. new double[horizon]];
        double[] deviation = [.. differenced.Select(value => value - parameters.Mean), .. new double[horizon]];
        double[] e = [.. shocks, .. new double[horizon]]; // shocks to come are expected to be 0
        for (var (t, i) = (past.Length, differenced.Length); t < y.Length; t++, i++)
        {
            deviation[i] = ar.Past(deviation, i) - ma.Past(e, i);
            y[t] = parameters.Mean + deviation[i] + _differences.Past(y, t);
        }

        return [.. y[past.Length..].Select(value => Log ? Math.Exp(value) : value)];
    }

    /// <summary>The partial autocorrelations of the best fit, in the order phi, theta, seasonal phi, seasonal theta.</summary>
    private double[] Best(double[] w)
    {
        var count = _p + _q + _seasonalP + _seasonalQ;
        if (count == 0)
        {
            return [];
        }

        double[] high = [.. Enumerable.Repeat(Bound, count)];
        double[] low = [.. Enumerable.Repeat(-Bound, count)];

        // The sum of squares may have several valleys: descend from the best points of a coarse net, and once more from where that ends,
        // because a simplex can shrink before it has arrived.
        var axes =
            from i in Enumerable.Range(0, count)
            from value in (double[])[-0.5, 0.5]
            select Enumerable.Range(0, count).Select(j => j == i ? value : 0).ToArray();
        double[][] corners = [.. new[] { -0.4, 0.4 }.Select(value => Enumerable.Repeat(value, count).ToArray())];
        var found = axes.Concat(corners)
            .Append(new double[count])
            .OrderBy(Squares)
            .Take(2)
            .Select(start => NelderMead.Minimize(Squares, start, low, high, steps: 100 * count))
            .MinBy(end => end.Value)
            .Point;
        return NelderMead.Minimize(Squares, found, low, high, steps: 100 * count).Point;

        double Squares(double[] partial)
        {
            var (ar, ma) = Polynomials(Coefficients(partial));
            var squares = Shocks(w, ar, ma).Squares;
            return double.IsFinite(squares) ? squares : double.PositiveInfinity;
        }
    }

    private (double[] Phi, double[] Theta, double[] SeasonalPhi, double[] SeasonalTheta) Coefficients(double[] partial)
    {
        var (q, seasonalP, seasonalQ) = (_p, _p + _q, _p + _q + _seasonalP);
        return (
            LagPolynomial.FromPartial(partial.AsSpan(..q)),
            LagPolynomial.FromPartial(partial.AsSpan(q..seasonalP)),
            LagPolynomial.FromPartial(partial.AsSpan(seasonalP..seasonalQ)),
            LagPolynomial.FromPartial(partial.AsSpan(seasonalQ..))
        );
    }

    private (LagPolynomial Ar, LagPolynomial Ma) Polynomials(
        (double[] Phi, double[] Theta, double[] SeasonalPhi, double[] SeasonalTheta) coefficients
    ) =>
        (
            LagPolynomial.Product(coefficients.Phi, coefficients.SeasonalPhi, _season),
            LagPolynomial.Product(coefficients.Theta, coefficients.SeasonalTheta, _season)
        );

    /// <summary>The best mean for these polynomials, and the shocks with it: 0 for the values that are taken as given.</summary>
    private (double Mean, double Squares, double[] Shocks) Shocks(double[] w, LagPolynomial ar, LagPolynomial ma)
    {
        var shocks = Filter(w);
        var mean = 0.0;
        if (HasMean)
        {
            // The shocks are a straight line in the mean: shocks(w) - mean shocks(1).
            var ofOne = Filter([.. Enumerable.Repeat(1.0, w.Length)]);
            mean = shocks.Zip(ofOne, (e, one) => e * one).Sum() / ofOne.Sum(one => one * one);
            for (var t = 0; t < shocks.Length; t++)
            {
                shocks[t] -= mean * ofOne[t];
            }
        }

        var squares = 0.0;
        foreach (var shock in shocks)
        {
            squares += shock * shock;
        }

        return (mean, squares, shocks);

        double[] Filter(double[] x)
        {
            var e = new double[x.Length];
            for (var t = Conditioned; t < x.Length; t++)
            {
                e[t] = x[t] - ar.Past(x, t) + ma.Past(e, t);
            }

            return e;
        }
    }

    private sealed record Fitting(
        ArimaParameters Parameters,
        LagPolynomial Ar,
        LagPolynomial Ma,
        double[] Past,
        double[] Differenced,
        double[] Shocks
    );
}

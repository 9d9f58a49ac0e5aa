namespace Viva.Forecasting;

/// <summary>The value of the same place in the last season, season after season.</summary>
public sealed class SeasonalNaive : IForecaster
{
    private readonly int _season;
    private double[]? _last;

    /// <summary>A forecaster for a series whose pattern repeats every <paramref name="season"/> steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The season is below 1.</exception>
    public SeasonalNaive(int season)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(season, 1);
        _season = season;
    }

    /// <inheritdoc/>
    public string Name => "seasonal naive";

    /// <inheritdoc/>
    public IForecaster Fit(double[] history)
    {
        SeriesGuard.Values(history, _season, FormattableString.Invariant($"a season of {_season}"), nameof(history));
        _last = history[^_season..];
        return this;
    }

    /// <inheritdoc/>
    public double[] Forecast(int horizon)
    {
        var last = SeriesGuard.Fitted(_last, horizon, nameof(SeasonalNaive));
        return [.. Enumerable.Range(0, horizon).Select(step => last[step % _season])];
    }
}

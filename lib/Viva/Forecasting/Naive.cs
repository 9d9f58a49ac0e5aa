namespace Viva.Forecasting;

/// <summary>The last value, for every step to come: the best there is for a random walk, and the least that a model must beat.</summary>
public sealed class Naive : IForecaster
{
    private double[]? _last;

    /// <inheritdoc/>
    public string Name => "naive";

    /// <inheritdoc/>
    public IForecaster Fit(double[] history)
    {
        SeriesGuard.Values(history, 1, "the naive forecast", nameof(history));
        _last = history[^1..];
        return this;
    }

    /// <inheritdoc/>
    public double[] Forecast(int horizon)
    {
        var last = SeriesGuard.Fitted(_last, horizon, nameof(Naive))[0];
        return [.. Enumerable.Repeat(last, horizon)];
    }
}

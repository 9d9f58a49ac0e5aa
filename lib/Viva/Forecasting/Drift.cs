namespace Viva.Forecasting;

/// <summary>The straight line from the first value through the last: the naive forecast plus the mean change of one step.</summary>
public sealed class Drift : IForecaster
{
    // The last value and the change of one step; no reference to the history, which its owner may change.
    private double[]? _line;

    /// <inheritdoc/>
    public string Name => "drift";

    /// <inheritdoc/>
    public IForecaster Fit(double[] history)
    {
        SeriesGuard.Values(history, 2, "a drift", nameof(history));
        _line = [history[^1], (history[^1] - history[0]) / (history.Length - 1)];
        return this;
    }

    /// <inheritdoc/>
    public double[] Forecast(int horizon)
    {
        var line = SeriesGuard.Fitted(_line, horizon, nameof(Drift));
        return [.. Enumerable.Range(1, horizon).Select(step => line[0] + (step * line[1]))];
    }
}

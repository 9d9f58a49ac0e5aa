namespace Viva.Forecasting;

/// <summary>A method that learns from the past of one series, measured at even steps, and says how it goes on.</summary>
public interface IForecaster
{
    /// <summary>The method's name, for tables and legends.</summary>
    public string Name { get; }

    /// <summary>Learns from the series up to now, oldest value first, and forgets what it learned before.</summary>
    /// <param name="history">The values; the forecast begins one step after the last.</param>
    /// <returns>This forecaster.</returns>
    /// <exception cref="ArgumentException">
    /// The history is too short for the method, or a value is not a finite number; the message names which.
    /// </exception>
    public IForecaster Fit(double[] history);

    /// <summary>The next values, one for each step.</summary>
    /// <param name="horizon">How many steps, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1.</exception>
    /// <exception cref="InvalidOperationException">Nothing was learned yet.</exception>
    public double[] Forecast(int horizon);
}

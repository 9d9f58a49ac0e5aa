using static TorchSharp.torch;

namespace Viva.Forecasting;

/// <summary>
/// Moves values to mean 0 and standard deviation 1, and forecasts back. What it knows must come from
/// the training part alone: later rows are the future.
/// </summary>
/// <param name="Mean">What is subtracted.</param>
/// <param name="Deviation">What the rest is divided by.</param>
public sealed record Scaler(double Mean, double Deviation)
{
    /// <summary>The scaler with the mean and the standard deviation (over n) of these values.</summary>
    /// <exception cref="ArgumentException">There are fewer than two values, one is not finite, or all are equal.</exception>
    public static Scaler Standard(double[] values)
    {
        SeriesGuard.Values(values, 2, "a scaler", nameof(values));
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return deviation > 0
            ? new Scaler(mean, deviation)
            : throw new ArgumentException(
                FormattableString.Invariant($"All {values.Length} values are {values[0]}; a constant has no deviation to scale by."),
                nameof(values)
            );
    }

    /// <summary>The values in units of the deviation from the mean.</summary>
    public double[] Transform(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. values.Select(value => (value - Mean) / Deviation)];
    }

    /// <summary>Scaled values back in the units of the series.</summary>
    public double[] Inverse(double[] scaled)
    {
        ArgumentNullException.ThrowIfNull(scaled);
        return [.. scaled.Select(value => (value * Deviation) + Mean)];
    }

    /// <summary>Scaled forecasts of one origin or of many, (..., horizon), back in the units of the series.</summary>
    public Tensor Inverse(Tensor scaled)
    {
        ArgumentNullException.ThrowIfNull(scaled);
        return (scaled * Deviation) + Mean;
    }
}

namespace Viva.Benchmarks;

/// <summary>
/// The largest relative errors of one operation: outputs and gradients with gradients on, outputs without, and both in channels-last order.
/// </summary>
internal sealed record OperationError(
    string Name,
    double On,
    double Gradients,
    double Off,
    double ChannelsLast,
    double ChannelsLastGradients
)
{
    public double Largest => new[] { On, Gradients, Off, ChannelsLast, ChannelsLastGradients }.Max();
}

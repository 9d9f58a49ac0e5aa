using Viva.Runtime;

namespace Viva.Forecasting;

/// <summary>How fast <see cref="HoltWinters"/> forgets: 0 keeps the old estimate, 1 believes the newest value alone.</summary>
/// <param name="Alpha">The weight of the newest value in the level, in [0, 1].</param>
/// <param name="Beta">The weight of the newest change of level in the trend, in [0, 1].</param>
/// <param name="Gamma">The weight of the newest value in its place of the season, in [0, 1].</param>
/// <param name="Phi">What is left of the trend after each step, in (0, 1]; 1 is a trend that never ends.</param>
public sealed record HoltWintersParameters(double Alpha, double Beta, double Gamma, double Phi = 1)
{
    /// <summary>The four numbers in one line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"alpha {Alpha:0.000}, beta {Beta:0.000}, gamma {Gamma:0.000}, phi {Phi:0.000}");

    internal void Check()
    {
        Require.Interval(Alpha, 0, 1);
        Require.Interval(Beta, 0, 1);
        Require.Interval(Gamma, 0, 1);
        Require.Interval(Phi, 0, 1, openBelow: true);
    }
}

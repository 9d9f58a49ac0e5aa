namespace Viva.Data;

/// <summary>How well points cover a <see cref="GaussianRing"/>.</summary>
/// <param name="Modes">
/// How many modes are found: those of which at least a tenth of their fair share of all points are good points.
/// </param>
/// <param name="Good">The share of good points: those within three standard deviations of a centre.</param>
/// <param name="Distance">The sliced Wasserstein distance to as many real points, in units of the plane.</param>
public sealed record RingScore(int Modes, double Good, double Distance);

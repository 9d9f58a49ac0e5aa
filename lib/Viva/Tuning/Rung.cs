namespace Viva.Tuning;

/// <summary>One step of successive halving.</summary>
/// <param name="Configurations">How many configurations are evaluated.</param>
/// <param name="Resource">What each of them gets: rows, steps, epochs.</param>
public sealed record Rung(int Configurations, int Resource);

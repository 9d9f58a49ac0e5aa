namespace Viva.Notebooks.Running;

/// <summary>How long a code cell ran, and whether it reached its end.</summary>
/// <param name="Number">Its place among all cells of the notebook, from 1.</param>
/// <param name="Id">Its id.</param>
/// <param name="Seconds">The time that it took.</param>
/// <param name="Ok">Whether it ran to its end.</param>
public sealed record CellTiming(int Number, string Id, double Seconds, bool Ok);

namespace Viva.Notebooks.Running;

/// <summary>A data set that a notebook used.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Origin"><c>real</c> or <c>built-in</c>.</param>
/// <param name="Substitute">
/// Whether it stood in for a real set that was not available. A built-in set that the notebook asked for by name does not count.
/// </param>
public sealed record DataUse(string Name, string Origin, bool Substitute);

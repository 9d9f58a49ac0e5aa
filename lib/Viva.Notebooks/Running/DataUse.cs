namespace Viva.Notebooks.Running;

/// <summary>A data set that a notebook used.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Origin"><c>real</c> or <c>built-in</c>.</param>
public sealed record DataUse(string Name, string Origin);

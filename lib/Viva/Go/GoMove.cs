namespace Viva.Go;

/// <summary>A move of a game.</summary>
/// <param name="Color">Who played it.</param>
/// <param name="Move">The point, or the pass, as <see cref="GoBoard"/> numbers them.</param>
public readonly record struct GoMove(Stone Color, int Move);

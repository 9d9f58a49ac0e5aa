namespace Viva.Go;

/// <summary>Chooses a move for the colour to move: a legal one, the pass, or <see cref="GoGame.Resign"/>.</summary>
/// <param name="board">The position, which must not be changed; its moves tell how it came about.</param>
public delegate int GoPlayer(GoBoard board);

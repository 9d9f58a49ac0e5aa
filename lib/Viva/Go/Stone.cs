namespace Viva.Go;

/// <summary>What lies on a point of the board, and whose turn it is.</summary>
public enum Stone
{
    /// <summary>Nothing.</summary>
    Empty = 0,

    /// <summary>A black stone, or Black, who begins.</summary>
    Black = 1,

    /// <summary>A white stone, or White.</summary>
    White = 2,
}

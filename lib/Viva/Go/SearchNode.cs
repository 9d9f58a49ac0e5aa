namespace Viva.Go;

/// <summary>
/// A position in the search tree with its moves. Numbers of a move are from the view of the colour to move here.
/// </summary>
internal sealed class SearchNode
{
    /// <summary>The legal moves; empty until the position has been evaluated.</summary>
    public int[] Moves { get; private set; } = [];

    /// <summary>The evaluator's policy over them.</summary>
    public float[] Priors { get; private set; } = [];

    /// <summary>How often each was searched; a search on its way counts with its virtual losses.</summary>
    public int[] Visits { get; private set; } = [];

    /// <summary>The sum of the values found behind each.</summary>
    public double[] Totals { get; private set; } = [];

    /// <summary>Where each leads, once it has been searched.</summary>
    public SearchNode?[] Children { get; private set; } = [];

    /// <summary>What the evaluator, or the end of the game, says of the position, for the colour to move.</summary>
    public double Value { get; private set; }

    public bool IsExpanded => Moves.Length > 0;

    /// <summary>Whether the position waits for the evaluator.</summary>
    public bool IsPending { get; set; }

    public void Expand(int[] moves, float[] priors, double value)
    {
        (Moves, Priors, Value, IsPending) = (moves, priors, value, false);
        (Visits, Totals, Children) = (new int[moves.Length], new double[moves.Length], new SearchNode?[moves.Length]);
    }
}

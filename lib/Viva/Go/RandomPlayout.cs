using Viva.Runtime;

namespace Viva.Go;

/// <summary>
/// Plays at random: each legal move is equally likely, except that no player fills an own eye, and passes only when nothing else is left.
/// An eye is an empty point beside which all stones are the player's, with at most one of the points across its corners the opponent's, and
/// none at the border (Gelly et al. 2006). Its mean result is the evaluation of Monte Carlo Go (Brügmann 1993).
/// </summary>
public sealed class RandomPlayout
{
    private ulong _random;
    private GoBoard? _scratch;

    /// <summary>A player with its own random numbers.</summary>
    /// <param name="seed">Their seed; <see cref="Run.Seed"/> unless set.</param>
    public RandomPlayout(int? seed = null) => _random = (ulong)(seed ?? Run.Seed) * 0xD1342543DE82EF95;

    /// <summary>A random move, as a <see cref="GoPlayer"/>.</summary>
    public int Choose(GoBoard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        return board.RandomMove(ref _random);
    }

    /// <summary>
    /// Plays a board to the end, or for three moves a point at most, and gives its <see cref="GoBoard.AreaScore"/>. The board is changed.
    /// </summary>
    public double Finish(GoBoard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        board.PlayRandomly(ref _random, 3 * board.Pass);
        return board.AreaScore();
    }

    /// <summary>
    /// As a <see cref="GoEvaluator"/> for plain tree search: every move is as good as another, and the value is the result of one playout.
    /// </summary>
    public GoEvaluation Evaluate(IReadOnlyList<GoBoard> positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        var values = new float[positions.Count];
        for (var i = 0; i < values.Length; i++)
        {
            if (_scratch?.Size != positions[i].Size || _scratch.Komi != positions[i].Komi)
            {
                _scratch = positions[i].Copy();
            }
            else
            {
                _scratch.CopyFrom(positions[i]);
            }

            var score = Math.Sign(Finish(_scratch));
            values[i] = positions[i].ToMove == Stone.Black ? score : -score;
        }

        return new(new float[positions.Sum(position => position.MoveCount)], values);
    }
}

using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display;
using Viva.Display.Formatters;
using Viva.Runtime;

namespace Viva.Go;

/// <summary>
/// A game of Go on its way, under the rules of Tromp and Taylor (1995) with suicide forbidden: stones without liberties are captured, no
/// move may bring back an earlier position of the whole board (positional superko), two passes in a row end the game, and the area counts.
/// A move is a number: the point in row r from the top and column c from the left, both from 0, is r times <see cref="Size"/> plus c, and
/// <see cref="Pass"/>, one more than the last point, passes. Points also have their names of the Go Text Protocol, such as "C3". The board
/// draws itself. It is not for several threads at once, not even to ask what is legal.
/// </summary>
[TypeFormatterSource(typeof(ViewFormatters<GoBoard>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed partial class GoBoard : IView
{
    /// <summary>The smallest size.</summary>
    public const int SmallestSize = 2;

    /// <summary>The largest size.</summary>
    public const int LargestSize = 19;

    /// <summary>An empty board on which Black begins.</summary>
    /// <param name="size">How many lines each way.</param>
    /// <param name="komi">The points that White gets for moving second.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not in [2, 19], or the komi is not finite.</exception>
    public GoBoard(int size = 9, double komi = 0)
        : this(size, komi, null, Stone.Black) { }

    private GoBoard(int size, double komi, Stone[]? start, Stone toMove)
    {
        Require.Interval(size, SmallestSize, LargestSize);
        Require.Interval(komi, double.MinValue, double.MaxValue);
        (Size, Komi, _start, _startToMove) = (size, komi, start, toMove);
        Allocate();
        Clear();
    }

    private GoBoard(GoBoard other)
    {
        (Size, Komi, _start, _startToMove) = (other.Size, other.Komi, other._start, other._startToMove);
        Allocate();
        CopyFrom(other);
    }

    /// <summary>How many lines the board has each way.</summary>
    public int Size { get; }

    /// <summary>The points that White gets for moving second.</summary>
    public double Komi { get; }

    /// <summary>Whose turn it is.</summary>
    public Stone ToMove { get; private set; }

    /// <summary>How many moves have been played, passes included.</summary>
    public int MoveNumber => _moveCount;

    /// <summary>The move that passes, and how many points there are.</summary>
    public int Pass => Size * Size;

    /// <summary>How many moves a policy is over: each point, and the pass.</summary>
    public int MoveCount => (Size * Size) + 1;

    /// <summary>Whether the last two moves were passes. A game may be taken up again by a further move.</summary>
    public bool IsOver => _passes >= 2;

    /// <summary>The last move; null before the first.</summary>
    public int? LastMove => _moveCount == 0 ? null : _moves[_moveCount - 1] >> 2;

    /// <summary>The moves so far.</summary>
    public IReadOnlyList<GoMove> Moves => [.. _moves.Take(_moveCount).Select(code => new GoMove((Stone)(code & 3), code >> 2))];

    /// <summary>
    /// A number of the position, equal for equal stones whoever is to move (Zobrist 1970). That two different positions share one is as
    /// likely as that two random numbers of 64 bits do, and superko relies on it.
    /// </summary>
    public ulong Hash => _hash;

    /// <summary>What lies on a point.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such point.</exception>
    public Stone this[int point] => (Stone)_stones[Inner(point)];

    /// <summary>What lies on a point, such as "C3".</summary>
    /// <exception cref="ArgumentException">There is no such point.</exception>
    public Stone this[string point] => this[Move(point)];

    /// <summary>The other colour.</summary>
    public static Stone Opponent(Stone color) => color == Stone.Black ? Stone.White : Stone.Black;

    /// <summary>Whether the colour to move may play there. A pass is always legal.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such move.</exception>
    public bool IsLegal(int move) => move == Pass || IsLegal(Inner(move), (int)ToMove);

    /// <summary>Whether the colour to move may play there, by the point's name.</summary>
    /// <exception cref="ArgumentException">There is no such move.</exception>
    public bool IsLegal(string move) => IsLegal(Move(move));

    /// <summary>The legal moves in rising order; the pass is the last.</summary>
    public IReadOnlyList<int> LegalMoves()
    {
        var legal = new List<int>(_emptyCount + 1);
        for (var point = 0; point < Pass; point++)
        {
            if (IsLegal(InnerOf(point), (int)ToMove))
            {
                legal.Add(point);
            }
        }

        legal.Add(Pass);
        return legal;
    }

    /// <summary>Plays a move for the colour to move.</summary>
    /// <exception cref="ArgumentException">The move is illegal; the message says why.</exception>
    public void Play(int move)
    {
        if (!TryPlay(move))
        {
            throw new ArgumentException(Illegality(move), nameof(move));
        }
    }

    /// <summary>Plays a move for the colour to move, such as "C3" or "pass".</summary>
    /// <exception cref="ArgumentException">The move is illegal or there is none of that name; the message says why.</exception>
    public void Play(string move) => Play(Move(move));

    /// <summary>Plays a move for a colour, also out of turn; the other colour is to move then.</summary>
    /// <exception cref="ArgumentException">The move is illegal; the message says why. Nothing has changed then.</exception>
    public void Play(Stone color, int move)
    {
        RequireColor(color);
        var turn = ToMove;
        ToMove = color;
        try
        {
            Play(move);
        }
        catch (ArgumentException)
        {
            ToMove = turn;
            throw;
        }
    }

    /// <summary>Plays a move if it is legal, and says whether it was.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such move.</exception>
    public bool TryPlay(int move)
    {
        if (move == Pass)
        {
            Do(0);
            return true;
        }

        var inner = Inner(move);
        if (!IsLegal(inner, (int)ToMove))
        {
            return false;
        }

        Do(inner);
        return true;
    }

    /// <summary>Takes the last move back.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public void Undo()
    {
        if (_moveCount == 0)
        {
            throw new InvalidOperationException("No move has been played that could be taken back.");
        }

        // Playing the game again is simpler than a log of all that a move changes, and takes microseconds.
        var moves = _moves.AsSpan(0, _moveCount - 1).ToArray();
        var color = (Stone)(_moves[_moveCount - 1] & 3);
        Clear();
        foreach (var code in moves)
        {
            Replay(code);
        }

        ToMove = color;
    }

    /// <summary>A copy that goes its own way, the history for superko included.</summary>
    public GoBoard Copy() => new(this);

    /// <summary>
    /// Black's area minus White's, and minus the komi: each colour's stones and the empty points from which only that colour is reached
    /// (Tromp and Taylor 1995). All stones count as alive. Positive when Black is ahead.
    /// </summary>
    public double AreaScore()
    {
        var area = 0;
        foreach (var owner in Area())
        {
            area +=
                owner == Stone.Black ? 1
                : owner == Stone.White ? -1
                : 0;
        }

        return area - Komi;
    }

    /// <summary>To whom each point counts: the stone on it, or the only colour that an empty point reaches.</summary>
    public IReadOnlyList<Stone> Area()
    {
        var owners = new Stone[Pass];
        var seen = new bool[_stones.Length];
        var region = new List<int>();
        for (var point = 0; point < Pass; point++)
        {
            var first = InnerOf(point);
            if (_stones[first] != 0)
            {
                owners[point] = (Stone)_stones[first];
                continue;
            }

            if (seen[first])
            {
                continue;
            }

            region.Clear();
            region.Add(first);
            seen[first] = true;
            var reached = 0; // bits: 1 for black, 2 for white
            for (var i = 0; i < region.Count; i++)
            {
                foreach (var direction in _directions)
                {
                    var next = region[i] + direction;
                    if (_stones[next] is Black or White)
                    {
                        reached |= _stones[next];
                    }
                    else if (_stones[next] == 0 && !seen[next])
                    {
                        seen[next] = true;
                        region.Add(next);
                    }
                }
            }

            foreach (var inner in region)
            {
                owners[OuterOf(inner)] = reached == 3 ? Stone.Empty : (Stone)reached;
            }
        }

        return owners;
    }

    /// <summary>The stones of the chain on a point, in rising order; none for an empty point.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such point.</exception>
    public IReadOnlyList<int> Chain(int point)
    {
        var first = Inner(point);
        var chain = new List<int>();
        if (_stones[first] != 0)
        {
            var stone = first;
            do
            {
                chain.Add(OuterOf(stone));
                stone = _next[stone];
            } while (stone != first);
        }

        chain.Sort();
        return chain;
    }

    /// <summary>The empty points beside the chain on a point, in rising order; none for an empty point.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such point.</exception>
    public IReadOnlyList<int> Liberties(int point) =>
        [
            .. Chain(point)
                .SelectMany(stone => _directions.Select(direction => InnerOf(stone) + direction))
                .Where(inner => _stones[inner] == 0)
                .Select(OuterOf)
                .Distinct()
                .Order(),
        ];

    /// <summary>Gives the turn to a colour.</summary>
    internal void SetTurn(Stone color) => ToMove = color;

    private string Illegality(int move)
    {
        var name = Name(move);
        var inner = InnerOf(move);
        if (_stones[inner] != 0)
        {
            return $"{ToMove} may not play {name}: there is a {(_stones[inner] == Black ? "black" : "white")} stone.";
        }

        if (!HasLiberty(inner, (int)ToMove))
        {
            return $"{ToMove} may not play {name}: the stone would have no liberty (suicide).";
        }

        var earlier = Array.IndexOf(_history, HashAfter(inner, (int)ToMove));
        return $"{ToMove} may not play {name}: the position "
            + (earlier == 0 ? "of the start" : $"after move {earlier}")
            + " would come back (superko).";
    }

    private static void RequireColor(Stone color)
    {
        if (color is not (Stone.Black or Stone.White))
        {
            throw new ArgumentException("Black or White moves.", nameof(color));
        }
    }
}

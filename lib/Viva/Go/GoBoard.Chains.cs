using System.Runtime.CompilerServices;

namespace Viva.Go;

// The board within: arrays with a border around the points, so that every point has four neighbours; the right border of a row is the left
// border of the next. A chain is a ring of stones that share the number of one of them. Its liberties are counted once for each stone that
// they touch (pseudo-liberties): zero exactly when there is none, and a stone changes four counts.
public sealed partial class GoBoard
{
    private const byte Black = (byte)Stone.Black;
    private const byte White = (byte)Stone.White;
    private const byte Border = 3;

    // In the counts around a point: black neighbours, white ones, empty ones; the border is black and white.
    private const int BlackBeside = 1;
    private const int WhiteBeside = 1 << 4;
    private const int EmptyBeside = 1 << 8;

    private static readonly ulong[] Keys = MakeKeys();

    private readonly Stone[]? _start;
    private readonly Stone _startToMove;
    private int[] _directions = [];
    private byte[] _stones = [];
    private byte[] _played = []; // which colours have lain on a point; only there can a position come back
    private short[] _around = [];
    private short[] _chain = [];
    private short[] _next = [];
    private short[] _length = [];
    private int[] _liberties = [];
    private ulong[] _chainHash = [];
    private short[] _empty = []; // the empty points in any order, and each one's place there
    private short[] _place = [];
    private short[] _moves = []; // move times 4 plus colour
    private ulong[] _history = []; // the position's hash at the start and after each move
    private int _emptyCount;
    private int _moveCount;
    private int _passes;
    private ulong _hash;
    private int _stride;

    private int InnerOf(int point) => (((point / Size) + 1) * _stride) + (point % Size) + 1;

    private int OuterOf(int inner) => (((inner / _stride) - 1) * Size) + (inner % _stride) - 1;

    private int Inner(int point, [CallerArgumentExpression(nameof(point))] string name = "")
    {
        if (point < 0 || point >= Size * Size)
        {
            throw new ArgumentOutOfRangeException(
                name,
                point,
                $"A point of a board of {Size} by {Size} is one of 0 to {(Size * Size) - 1}, and {Size * Size} is the pass."
            );
        }

        return InnerOf(point);
    }

    private void Allocate()
    {
        _stride = Size + 1;
        _directions = [-_stride, -1, 1, _stride];
        var length = ((Size + 2) * _stride) + 1;
        _stones = new byte[length];
        _played = new byte[length];
        _around = new short[length];
        _chain = new short[length];
        _next = new short[length];
        _length = new short[length];
        _liberties = new int[length];
        _chainHash = new ulong[length];
        _empty = new short[Size * Size];
        _place = new short[length];
        _moves = new short[2 * Size * Size];
        _history = new ulong[_moves.Length + 1];
    }

    private void Clear()
    {
        Array.Fill(_stones, Border);
        Array.Clear(_played);
        Array.Clear(_around);
        Array.Clear(_chain);
        (_emptyCount, _moveCount, _passes, _hash, ToMove) = (0, 0, 0, 0, _startToMove);
        // What is not a stone belongs to chain 0 of the border, which never runs out of liberties.
        _liberties[0] = 1 << 30;
        for (var point = 0; point < Pass; point++)
        {
            _stones[InnerOf(point)] = 0;
            AddEmpty(InnerOf(point));
        }

        for (var point = 0; point < Pass; point++)
        {
            var inner = InnerOf(point);
            foreach (var direction in _directions)
            {
                _around[inner] += (short)(_stones[inner + direction] == Border ? BlackBeside + WhiteBeside : EmptyBeside);
            }
        }

        for (var point = 0; point < _start?.Length; point++)
        {
            if (_start[point] != Stone.Empty)
            {
                Place(InnerOf(point), (int)_start[point]);
            }
        }

        _history[0] = _hash;
    }

    /// <summary>Makes this board, of the same size, equal to another.</summary>
    internal void CopyFrom(GoBoard other)
    {
        other._stones.CopyTo(_stones, 0);
        other._played.CopyTo(_played, 0);
        other._around.CopyTo(_around, 0);
        other._chain.CopyTo(_chain, 0);
        other._next.CopyTo(_next, 0);
        other._length.CopyTo(_length, 0);
        other._liberties.CopyTo(_liberties, 0);
        other._chainHash.CopyTo(_chainHash, 0);
        other._empty.CopyTo(_empty, 0);
        other._place.CopyTo(_place, 0);
        if (_moves.Length < other._moveCount)
        {
            _moves = new short[other._moves.Length];
            _history = new ulong[other._history.Length];
        }

        other._moves.AsSpan(0, other._moveCount).CopyTo(_moves);
        other._history.AsSpan(0, other._moveCount + 1).CopyTo(_history);
        (_emptyCount, _moveCount, _passes, _hash, ToMove) = (other._emptyCount, other._moveCount, other._passes, other._hash, other.ToMove);
    }

    /// <summary>The position after the first moves of this game.</summary>
    internal GoBoard Rewound(int moves)
    {
        var board = new GoBoard(Size, Komi, _start, _startToMove);
        foreach (var code in _moves.AsSpan(0, moves))
        {
            board.Replay(code);
        }

        if (moves < _moveCount)
        {
            board.ToMove = (Stone)(_moves[moves] & 3);
        }

        return board;
    }

    /// <summary>Whether this game began as another and has gone as far at least, in turn from there.</summary>
    internal bool Continues(GoBoard other)
    {
        if (
            Size != other.Size
            || Komi != other.Komi
            || _moveCount < other._moveCount
            || _history[0] != other._history[0]
            || !_moves.AsSpan(0, other._moveCount).SequenceEqual(other._moves.AsSpan(0, other._moveCount))
        )
        {
            return false;
        }

        var turn = (int)other.ToMove;
        foreach (var code in _moves.AsSpan(other._moveCount, _moveCount - other._moveCount))
        {
            if ((code & 3) != turn)
            {
                return false;
            }

            turn = 3 - turn;
        }

        return turn == (int)ToMove;
    }

    private void Replay(short code)
    {
        ToMove = (Stone)(code & 3);
        Do(code >> 2 == Pass ? 0 : InnerOf(code >> 2));
    }

    /// <summary>Plays what is known to be legal; 0 passes.</summary>
    private void Do(int inner)
    {
        var color = (int)ToMove;
        if (inner == 0)
        {
            _passes++;
        }
        else
        {
            _passes = 0;
            Place(inner, color);
        }

        if (_moveCount == _moves.Length)
        {
            Array.Resize(ref _moves, 2 * _moves.Length);
            Array.Resize(ref _history, _moves.Length + 1);
        }

        _moves[_moveCount++] = (short)(((inner == 0 ? Pass : OuterOf(inner)) << 2) | color);
        _history[_moveCount] = _hash;
        ToMove = (Stone)(3 - color);
    }

    private void Place(int inner, int color)
    {
        RemoveEmpty(inner);
        var key = Keys[(inner << 1) + color - 1];
        _hash ^= key;
        _stones[inner] = (byte)color;
        _played[inner] |= (byte)color;
        _chain[inner] = (short)inner;
        _next[inner] = (short)inner;
        _length[inner] = 1;
        _liberties[inner] = _around[inner] >> 8;
        _chainHash[inner] = key;
        var change = (color == Black ? BlackBeside : WhiteBeside) - EmptyBeside;
        Touch(inner - _stride, change);
        Touch(inner - 1, change);
        Touch(inner + 1, change);
        Touch(inner + _stride, change);
        Meet(inner, inner - _stride, color);
        Meet(inner, inner - 1, color);
        Meet(inner, inner + 1, color);
        Meet(inner, inner + _stride, color);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Touch(int neighbour, int change)
    {
        _around[neighbour] += (short)change;
        _liberties[_chain[neighbour]]--;
    }

    /// <summary>Joins a new stone with a neighbour of its colour, or captures the other's chain if that was its last liberty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Meet(int inner, int neighbour, int color)
    {
        var other = _stones[neighbour];
        if (other == color)
        {
            if (_chain[inner] != _chain[neighbour])
            {
                Join(_chain[inner], _chain[neighbour]);
            }
        }
        else if (other == 3 - color && _liberties[_chain[neighbour]] == 0)
        {
            Capture(neighbour, 3 - color);
        }
    }

    private void Join(int one, int other)
    {
        if (_length[one] < _length[other])
        {
            (one, other) = (other, one);
        }

        _length[one] += _length[other];
        _liberties[one] += _liberties[other];
        _chainHash[one] ^= _chainHash[other];
        var stone = other;
        do
        {
            _chain[stone] = (short)one;
            stone = _next[stone];
        } while (stone != other);

        (_next[one], _next[other]) = (_next[other], _next[one]);
    }

    private void Capture(int first, int color)
    {
        _hash ^= _chainHash[_chain[first]];
        var change = EmptyBeside - (color == Black ? BlackBeside : WhiteBeside);
        var stone = first;
        do
        {
            _stones[stone] = 0;
            _chain[stone] = 0;
            AddEmpty(stone);
            foreach (var direction in _directions)
            {
                _around[stone + direction] += (short)change;
                _liberties[_chain[stone + direction]]++;
            }

            stone = _next[stone];
        } while (stone != first);
    }

    private void AddEmpty(int inner)
    {
        _place[inner] = (short)_emptyCount;
        _empty[_emptyCount++] = (short)inner;
    }

    private void RemoveEmpty(int inner)
    {
        var last = _empty[--_emptyCount];
        _empty[_place[inner]] = last;
        _place[last] = _place[inner];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsLegal(int inner, int color) =>
        _stones[inner] == 0 && HasLiberty(inner, color) && ((_played[inner] & color) == 0 || !IsRepetition(inner, color));

    // No position comes back unless a stone of this colour has lain on the point before.
    private bool IsRepetition(int inner, int color) => _history.AsSpan(0, _moveCount + 1).Contains(HashAfter(inner, color));

    /// <summary>Whether a stone on this empty point would have a liberty: beside it, through a friend, or by a capture.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool HasLiberty(int inner, int color) => _around[inner] >= EmptyBeside || Survives(inner, color);

    private bool Survives(int inner, int color)
    {
        var liberties = _liberties;
        int a = _chain[inner - _stride],
            b = _chain[inner - 1],
            c = _chain[inner + 1],
            d = _chain[inner + _stride];
        // As if the stone lay there: what is then without liberties is captured if it is the other's.
        liberties[a]--;
        liberties[b]--;
        liberties[c]--;
        liberties[d]--;
        var survives =
            Helps(inner - _stride, a, color)
            || Helps(inner - 1, b, color)
            || Helps(inner + 1, c, color)
            || Helps(inner + _stride, d, color);
        liberties[a]++;
        liberties[b]++;
        liberties[c]++;
        liberties[d]++;
        return survives;
    }

    private bool Helps(int neighbour, int chain, int color)
    {
        var stone = _stones[neighbour];
        return stone != Border && (stone == color) == (_liberties[chain] > 0);
    }

    private ulong HashAfter(int inner, int color)
    {
        var hash = _hash ^ Keys[(inner << 1) + color - 1];
        for (var i = 0; i < 4; i++)
        {
            var neighbour = inner + _directions[i];
            if (_stones[neighbour] != 3 - color)
            {
                continue;
            }

            // The chain is captured if all its pseudo-liberties are here; it counts once, at its first neighbour.
            int chain = _chain[neighbour],
                here = 0;
            var first = true;
            for (var j = 0; j < 4; j++)
            {
                if (_chain[inner + _directions[j]] == chain)
                {
                    here++;
                    first &= j >= i;
                }
            }

            if (first && _liberties[chain] == here)
            {
                hash ^= _chainHash[chain];
            }
        }

        return hash;
    }

    /// <summary>
    /// Whether an empty point is an eye that no sensible player fills: its neighbours are all of the colour, and at most one of the points
    /// across its corners is the other's, none at the border.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsEye(int inner, int color)
    {
        var around = _around[inner];
        return (color == Black ? around & 15 : (around >> 4) & 15) == 4 && HasSafeCorners(inner, 3 - color);
    }

    private bool HasSafeCorners(int inner, int enemy)
    {
        int hostile = 0,
            outside = 0;
        Count(inner - _stride - 1);
        Count(inner - _stride + 1);
        Count(inner + _stride - 1);
        Count(inner + _stride + 1);
        return hostile + (outside > 0 ? 1 : 0) < 2;

        void Count(int corner)
        {
            var stone = _stones[corner];
            hostile += stone == enemy ? 1 : 0;
            outside += stone == Border ? 1 : 0;
        }
    }

    /// <summary>A legal point that is no eye of the colour to move, each equally likely; 0 when there is none.</summary>
    internal int RandomPoint(ref ulong random)
    {
        var color = (int)ToMove;
        for (var left = _emptyCount; left > 0; )
        {
            var at = NextBelow(ref random, left);
            var inner = _empty[at];
            if (!IsEye(inner, color) && IsLegal(inner, color))
            {
                return inner;
            }

            // What does not serve goes behind those that are left to try.
            left--;
            var last = _empty[left];
            (_empty[at], _empty[left]) = (last, inner);
            (_place[last], _place[inner]) = ((short)at, (short)left);
        }

        return 0;
    }

    /// <summary>A random sensible move, as <see cref="RandomPoint"/> says, as a move; the pass when there is none.</summary>
    internal int RandomMove(ref ulong random) => RandomPoint(ref random) is > 0 and var inner ? OuterOf(inner) : Pass;

    /// <summary>Plays random sensible moves until two passes or the limit.</summary>
    internal void PlayRandomly(ref ulong random, int limit)
    {
        for (var played = 0; played < limit && _passes < 2; played++)
        {
            Do(RandomPoint(ref random));
        }
    }

    /// <summary>Fills <see cref="GoPlanes"/>, which are zero.</summary>
    internal void WritePlanes(Span<float> planes)
    {
        var own = (int)ToMove;
        for (var point = 0; point < Pass; point++)
        {
            var inner = InnerOf(point);
            var stone = _stones[inner];
            if (stone == 0)
            {
                planes[(5 * Pass) + point] = IsLegal(inner, own) ? 0 : 1;
                continue;
            }

            var plane = stone == own ? 0 : 1;
            planes[(plane * Pass) + point] = 1;
            planes[((plane + 2) * Pass) + point] = IsInAtari(inner) ? 1 : 0;
        }

        if (LastMove == Pass)
        {
            planes.Slice(6 * Pass, Pass).Fill(1);
        }
        else if (LastMove is { } last)
        {
            planes[(4 * Pass) + last] = 1;
        }

        if (ToMove == Stone.White)
        {
            planes.Slice(7 * Pass, Pass).Fill(1);
        }

        planes.Slice(8 * Pass, Pass).Fill((float)(ToMove == Stone.White ? Komi : -Komi) / Pass);
    }

    /// <summary>Whether the chain of a stone has exactly one liberty.</summary>
    private bool IsInAtari(int first)
    {
        // A liberty touches at most four stones of its chain.
        if (_liberties[_chain[first]] > 4)
        {
            return false;
        }

        var liberty = 0;
        var stone = first;
        do
        {
            foreach (var direction in _directions)
            {
                var neighbour = stone + direction;
                if (_stones[neighbour] == 0 && neighbour != liberty)
                {
                    if (liberty != 0)
                    {
                        return false;
                    }

                    liberty = neighbour;
                }
            }

            stone = _next[stone];
        } while (stone != first);

        return true;
    }

    private static int NextBelow(ref ulong state, int count)
    {
        // SplitMix64 (Steele, Lea and Flood 2014).
        var mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)(((mixed >> 32) * (ulong)count) >> 32);
    }

    private static ulong[] MakeKeys()
    {
        var random = new Random(1970);
        var keys = new ulong[2 * (((LargestSize + 2) * (LargestSize + 1)) + 1)];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
        }

        return keys;
    }
}

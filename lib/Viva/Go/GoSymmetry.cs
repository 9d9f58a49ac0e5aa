using Viva.Rl;

namespace Viva.Go;

/// <summary>
/// The eight symmetries of the square, under which Go does not change: 0 to 3 turn the board by so many quarters clockwise, and 4 to 7
/// mirror it first, left to right.
/// </summary>
public static class GoSymmetry
{
    /// <summary>How many there are.</summary>
    public const int Count = 8;

    /// <summary>Where a move goes; the pass stays.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such symmetry or move.</exception>
    public static int Map(int symmetry, int size, int move)
    {
        RequireIndex.Below(symmetry, Count);
        RequireIndex.Below(move, (size * size) + 1);
        if (move == size * size)
        {
            return move;
        }

        var (row, column) = (move / size, move % size);
        if (symmetry >= 4)
        {
            column = size - 1 - column;
        }

        for (var turn = 0; turn < symmetry % 4; turn++)
        {
            (row, column) = (column, size - 1 - row);
        }

        return (row * size) + column;
    }

    /// <summary>The symmetry that undoes another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such symmetry.</exception>
    public static int Inverse(int symmetry)
    {
        RequireIndex.Below(symmetry, Count);
        return symmetry < 4 ? (4 - symmetry) % 4 : symmetry; // a mirror image undoes itself, turned or not
    }

    /// <summary>
    /// Planes, a policy or both after another, moved by a symmetry: whole blocks of one number a point, and a last block that may have one
    /// more, for the pass.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such symmetry.</exception>
    /// <exception cref="ArgumentException">The length is not that of whole boards, with or without one pass.</exception>
    public static float[] Apply(int symmetry, int size, ReadOnlySpan<float> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, GoBoard.SmallestSize);
        RequireIndex.Below(symmetry, Count);
        var points = size * size;
        if (values.Length % points > 1)
        {
            throw new ArgumentException(
                $"{values.Length} numbers are not those of whole boards of {points} points, with or without one for the pass.",
                nameof(values)
            );
        }

        var moved = values.ToArray();
        for (var point = 0; point < points; point++)
        {
            var target = Map(symmetry, size, point);
            for (var first = 0; first + points <= values.Length; first += points)
            {
                moved[first + target] = values[first + point];
            }
        }

        return moved;
    }
}

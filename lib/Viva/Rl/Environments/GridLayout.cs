using Viva.Runtime;

namespace Viva.Rl.Environments;

/// <summary>The cells of a grid world, read from lines of letters, and the process that they make.</summary>
internal sealed class GridLayout
{
    private const string Known = "S.#GgXC";

    private readonly string[] _rows;

    /// <summary>Reads the letters.</summary>
    /// <exception cref="ArgumentException">No rows, rows of different length, an unknown letter, or not exactly one start.</exception>
    public GridLayout(IEnumerable<string> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        _rows = [.. rows];
        if (_rows.Length == 0 || _rows[0] is not { Length: > 0 })
        {
            throw new ArgumentException("A grid needs at least one row with one cell.", nameof(rows));
        }

        Columns = _rows[0].Length;
        Start = -1;
        for (var row = 0; row < _rows.Length; row++)
        {
            if (_rows[row]?.Length != Columns)
            {
                throw new ArgumentException($"Row {row} has {_rows[row]?.Length ?? 0} cells and row 0 has {Columns}.", nameof(rows));
            }

            for (var column = 0; column < Columns; column++)
            {
                var letter = _rows[row][column];
                if (!Known.Contains(letter, StringComparison.Ordinal))
                {
                    throw new ArgumentException(
                        $"Row {row}, column {column} holds '{letter}'; a cell is one of '{string.Join("', '", Known.ToCharArray())}'.",
                        nameof(rows)
                    );
                }

                if (letter != 'S')
                {
                    continue;
                }

                if (Start >= 0)
                {
                    throw new ArgumentException($"Row {row}, column {column} holds a second start; a grid has one 'S'.", nameof(rows));
                }

                Start = (row * Columns) + column;
            }
        }

        if (Start < 0)
        {
            throw new ArgumentException("No cell is the start; a grid has one 'S'.", nameof(rows));
        }
    }

    public int Rows => _rows.Length;

    public int Columns { get; }

    public int Start { get; }

    public char this[int state] => _rows[state / Columns][state % Columns];

    /// <summary>The process: actions 0 to 3 are up, right, down, left.</summary>
    public MarkovDecisionProcess Model(GridRewards rewards, double slip)
    {
        Require.Interval(slip, 0, 1);
        return new(
            Rows * Columns,
            4,
            (state, action) =>
            {
                if (this[state] is not ('S' or '.'))
                {
                    return [];
                }

                return slip == 0
                    ? [Move(state, action, 1, rewards)]
                    :
                    [
                        Move(state, action, 1 - slip, rewards),
                        Move(state, (action + 1) % 4, slip / 2, rewards),
                        Move(state, (action + 3) % 4, slip / 2, rewards),
                    ];
            }
        );
    }

    private Outcome Move(int state, int direction, double probability, GridRewards rewards)
    {
        var row =
            state / Columns
            + (
                direction == GridWorld.Down ? 1
                : direction == GridWorld.Up ? -1
                : 0
            );
        var column =
            state % Columns
            + (
                direction == GridWorld.Right ? 1
                : direction == GridWorld.Left ? -1
                : 0
            );
        var outside = row < 0 || row >= Rows || column < 0 || column >= Columns;
        var next = outside ? state : (row * Columns) + column;
        return this[next] switch
        {
            '#' => new(probability, state, rewards.Step),
            'C' => new(probability, Start, rewards.Cliff),
            'G' => new(probability, next, rewards.Goal),
            'g' => new(probability, next, rewards.LesserGoal),
            'X' => new(probability, next, rewards.Pit),
            _ => new(probability, next, rewards.Step),
        };
    }
}

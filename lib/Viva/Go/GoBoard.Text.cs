using System.Globalization;
using System.Text;
using Viva.Display.Charts;

namespace Viva.Go;

// Names, diagrams and pictures.
public sealed partial class GoBoard
{
    private const string Letters = "ABCDEFGHJKLMNOPQRST"; // without I

    /// <summary>A position to begin from, without captures.</summary>
    /// <param name="size">How many lines each way.</param>
    /// <param name="black">The points of the black stones.</param>
    /// <param name="white">The points of the white stones.</param>
    /// <param name="toMove">Whose turn it is.</param>
    /// <param name="komi">The points that White gets for moving second.</param>
    /// <exception cref="ArgumentException">
    /// The size is not in [2, 19], a point does not exist or is taken twice, a chain has no liberty, or nobody is to move.
    /// </exception>
    public static GoBoard Of(int size, IEnumerable<int> black, IEnumerable<int> white, Stone toMove = Stone.Black, double komi = 0)
    {
        ArgumentNullException.ThrowIfNull(black);
        ArgumentNullException.ThrowIfNull(white);
        RequireColor(toMove);
        var empty = new GoBoard(size, komi);
        var start = new Stone[empty.Pass];
        foreach (var (color, points) in new[] { (Stone.Black, black), (Stone.White, white) })
        {
            foreach (var point in points)
            {
                empty.Inner(point);
                if (start[point] != Stone.Empty)
                {
                    throw new ArgumentException($"Two stones are put on {empty.Name(point)}.", nameof(black));
                }

                start[point] = color;
            }
        }

        foreach (var region in new[] { Stone.Black, Stone.White })
        {
            RequireLiberties(empty, start, region);
        }

        return new(size, komi, start, toMove);
    }

    /// <summary>
    /// A position from a diagram: a line of text for each row from the top, with <c>X</c> for a black stone, <c>O</c> for a white one and
    /// <c>.</c> or <c>+</c> for an empty point. Blanks between them count for nothing, nor do numbers of rows and a line of letters
    /// below or above, as <see cref="ToString"/> writes them.
    /// </summary>
    /// <param name="diagram">The rows.</param>
    /// <param name="toMove">Whose turn it is.</param>
    /// <param name="komi">The points that White gets for moving second.</param>
    /// <exception cref="ArgumentException">
    /// The diagram is not square, not of 2 to 19 rows, has an unknown character, or a chain without liberty.
    /// </exception>
    public static GoBoard Parse(string diagram, Stone toMove = Stone.Black, double komi = 0)
    {
        ArgumentNullException.ThrowIfNull(diagram);
        var rows = new List<string>();
        foreach (var line in diagram.Split('\n'))
        {
            var row = line.Trim().Trim("0123456789".ToCharArray()).Replace(" ", "", StringComparison.Ordinal);
            if (row.Length > 0 && !Letters.StartsWith(row, StringComparison.Ordinal))
            {
                rows.Add(row);
            }
        }

        var size = rows.Count;
        if (size is < SmallestSize or > LargestSize)
        {
            throw new ArgumentException($"The diagram has {size} rows; a board has {SmallestSize} to {LargestSize}.", nameof(diagram));
        }

        var (black, white) = (new List<int>(), new List<int>());
        for (var row = 0; row < size; row++)
        {
            if (rows[row].Length != size)
            {
                throw new ArgumentException(
                    $"Row {row + 1} of the diagram, '{rows[row]}', has {rows[row].Length} points; "
                        + $"a board of {size} rows has {size} in each.",
                    nameof(diagram)
                );
            }

            for (var column = 0; column < size; column++)
            {
                switch (rows[row][column])
                {
                    case 'X':
                        black.Add((row * size) + column);
                        break;
                    case 'O':
                        white.Add((row * size) + column);
                        break;
                    case '.' or '+':
                        break;
                    default:
                        throw new ArgumentException(
                            $"Row {row + 1} of the diagram holds '{rows[row][column]}'; a point is X, O, . or +.",
                            nameof(diagram)
                        );
                }
            }
        }

        return Of(size, black, white, toMove, komi);
    }

    /// <summary>
    /// The name of a move in the Go Text Protocol: a letter for the column, without I, and a number for the row, counted from below, or
    /// "pass".
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such move.</exception>
    public string Name(int move)
    {
        if (move == Pass)
        {
            return "pass";
        }

        Inner(move);
        return string.Create(CultureInfo.InvariantCulture, $"{Letters[move % Size]}{Size - (move / Size)}");
    }

    /// <summary>The move of a name such as "C3" or "pass", in capitals or not.</summary>
    /// <exception cref="ArgumentException">There is none on a board of this size.</exception>
    public int Move(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryMove(name, out var move)
            ? move
            : throw new ArgumentException(
                $"'{name}' is no move on a board of {Size} by {Size}: points are {Letters[0]}1 to {Letters[Size - 1]}{Size}, "
                    + "without a column I, and there is pass.",
                nameof(name)
            );
    }

    /// <summary>The move of a name, if there is one.</summary>
    internal bool TryMove(string name, out int move)
    {
        move = Pass;
        if (string.Equals(name, "pass", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (
            name.Length < 2
            || Letters.IndexOf(char.ToUpperInvariant(name[0]), StringComparison.Ordinal) is var column && (column < 0 || column >= Size)
            || !int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            || row < 1
            || row > Size
        )
        {
            return false;
        }

        move = ((Size - row) * Size) + column;
        return true;
    }

    /// <summary>The diagram, with the names of rows and columns, that <see cref="Parse"/> reads.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var row = 0; row < Size; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Size - row, 2}");
            for (var column = 0; column < Size; column++)
            {
                text.Append(' ').Append(".XO"[_stones[InnerOf((row * Size) + column)]]);
            }

            text.Append('\n');
        }

        return text.Append("   ").AppendJoin(' ', Letters[..Size].ToCharArray()).ToString();
    }

    /// <summary>
    /// Draws the board: stones, names of rows and columns, a ring on the last move; a number for each point as a colour and in writing. The
    /// picture needs no script, and can be one of <see cref="Plot.Slides"/>.
    /// </summary>
    /// <param name="heat">
    /// A number for each point, or for each move, such as a search's share of visits; where it is not finite or rounds to zero, nothing is
    /// drawn. The number of the pass stands below the board.
    /// </param>
    /// <param name="heatName">What the numbers are.</param>
    /// <param name="numbers">Whether each stone carries the number of its move.</param>
    /// <param name="title">The title above the picture.</param>
    /// <param name="alternativeText">What the picture shows, in words; written from the position unless given.</param>
    /// <exception cref="ArgumentException">There is not one number for each point or each move.</exception>
    public Figure Draw(
        IEnumerable<float>? heat = null,
        string heatName = "policy",
        bool numbers = false,
        string? title = null,
        string? alternativeText = null
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(heatName);
        var values = heat?.ToArray();
        if (values is not null && values.Length != Pass && values.Length != MoveCount)
        {
            throw new ArgumentException(
                $"There are {values.Length} numbers for {Pass} points, or {MoveCount} moves with the pass.",
                nameof(heat)
            );
        }

        var picture = new GoPicture(this, values, heatName, numbers);
        var text = alternativeText ?? picture.Description(title);
        return Figure.OfHtml(title, text, picture.Html(text));
    }

    string Display.IView.Html => ((Display.IView)Draw()).Html;

    string Display.IView.Text => ToString();

    private static void RequireLiberties(GoBoard empty, Stone[] stones, Stone color)
    {
        // Stones reached from an empty point through their own colour have a liberty.
        var alive = new bool[stones.Length];
        var open = new Stack<int>(Enumerable.Range(0, stones.Length).Where(point => stones[point] == Stone.Empty));
        while (open.TryPop(out var point))
        {
            foreach (var direction in empty._directions)
            {
                var inner = empty.InnerOf(point) + direction;
                if (empty._stones[inner] == Border)
                {
                    continue;
                }

                var next = empty.OuterOf(inner);
                if (stones[next] == color && !alive[next])
                {
                    alive[next] = true;
                    open.Push(next);
                }
            }
        }

        var dead = Array.FindIndex(stones, stone => stone == color);
        for (; dead >= 0 && alive[dead]; dead = Array.FindIndex(stones, dead + 1, stone => stone == color)) { }

        if (dead >= 0)
        {
            throw new ArgumentException($"The {color.ToString().ToLowerInvariant()} stone on {empty.Name(dead)} has no liberty.");
        }
    }
}

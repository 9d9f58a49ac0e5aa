namespace Viva.Tests.Go;

/// <summary>
/// The rules of Tromp and Taylor, without suicide, word by word and slowly: strings for positions, flood fill for everything. The reference
/// of the board's tests.
/// </summary>
internal sealed class NaiveGo(int size)
{
    private readonly List<string> _earlier = [new('.', size * size)];

    /// <summary>The points, row by row from the top, as X, O and '.'.</summary>
    public string Position { get; private set; } = new('.', size * size);

    public IReadOnlyList<string> Earlier => _earlier;

    public bool IsLegal(char color, int point) => After(color, point) is { } next && !_earlier.Contains(next);

    public void Play(char color, int point)
    {
        Position = After(color, point) ?? throw new InvalidOperationException();
        _earlier.Add(Position);
    }

    public void Pass() => _earlier.Add(Position);

    public HashSet<int> Chain(int point) => Reach(Position, point, Position[point].ToString());

    public HashSet<int> Liberties(int point) => [.. Chain(point).SelectMany(Neighbours).Where(neighbour => Position[neighbour] == '.')];

    /// <summary>Black's area minus White's.</summary>
    public int Score()
    {
        var (black, white) = (0, 0);
        for (var point = 0; point < Position.Length; point++)
        {
            var touches = Reach(Position, point, Position[point] == '.' ? "." : Position[point].ToString());
            var colors = Position[point] == '.' ? touches.SelectMany(Neighbours).Select(n => Position[n]).ToHashSet() : [Position[point]];
            black += colors.Contains('X') && !colors.Contains('O') ? 1 : 0;
            white += colors.Contains('O') && !colors.Contains('X') ? 1 : 0;
        }

        return black - white;
    }

    private string? After(char color, int point)
    {
        if (Position[point] != '.')
        {
            return null;
        }

        var next = Position.ToCharArray();
        next[point] = color;
        var other = color == 'X' ? 'O' : 'X';
        var dead = Enumerable.Range(0, next.Length).Where(i => next[i] == other && !HasLiberty(new string(next), i)).ToArray();
        foreach (var i in dead)
        {
            next[i] = '.';
        }

        return HasLiberty(new string(next), point) ? new string(next) : null;
    }

    private bool HasLiberty(string position, int point) =>
        Reach(position, point, position[point].ToString()).Any(i => Neighbours(i).Any(n => position[n] == '.'));

    private HashSet<int> Reach(string position, int point, string through)
    {
        var (seen, open) = (new HashSet<int> { point }, new Stack<int>([point]));
        while (open.TryPop(out var i))
        {
            foreach (var n in Neighbours(i).Where(n => through.Contains(position[n], StringComparison.Ordinal) && seen.Add(n)))
            {
                open.Push(n);
            }
        }

        return seen;
    }

    private IEnumerable<int> Neighbours(int point)
    {
        var (row, column) = (point / size, point % size);
        if (row > 0)
        {
            yield return point - size;
        }

        if (row < size - 1)
        {
            yield return point + size;
        }

        if (column > 0)
        {
            yield return point - 1;
        }

        if (column < size - 1)
        {
            yield return point + 1;
        }
    }
}

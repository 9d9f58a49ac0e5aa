using System.Globalization;

namespace Viva.Go;

/// <summary>Between a tree of SGF and the game of its main line.</summary>
internal static class SgfGame
{
    private static readonly string[] Setup = ["AB", "AW", "AE", "PL"];

    public static GoGame Read(SgfNode root)
    {
        if (One(root, "GM") is { } kind && kind.Trim() != "1")
        {
            throw Wrong(root, $"the game is GM[{kind}], and Go is 1");
        }

        var size = SizeOf(root);
        var komi = One(root, "KM") is { } text ? Number(root, "KM", text) : 0;
        var board = Start(root, size, komi);
        for (var node = root; node is not null; node = node.Children.FirstOrDefault())
        {
            if (node != root && Setup.FirstOrDefault(name => node[name].Count > 0) is { } late)
            {
                throw Wrong(node, $"{late} changes the board after the start, which a list of moves cannot say");
            }

            foreach (var (name, color) in new[] { ("B", Stone.Black), ("W", Stone.White) })
            {
                if (One(node, name) is not { } point)
                {
                    continue;
                }

                var move = point.Length == 0 || (point == "tt" && size <= 19) ? board.Pass : Point(node, name, point, size);
                try
                {
                    board.Play(color, move);
                }
                catch (ArgumentException e)
                {
                    throw Wrong(node, $"move {board.MoveNumber + 1}: {e.Message.Split(" (Parameter", 2)[0].TrimEnd('.')}");
                }
            }
        }

        return new(board)
        {
            Black = One(root, "PB") ?? "",
            White = One(root, "PW") ?? "",
            Result = One(root, "RE") ?? "",
        };
    }

    public static SgfNode Write(GoGame game)
    {
        var start = game.After(0);
        var root = new SgfNode()
            .Add("GM", "1")
            .Add("FF", "4")
            .Add("CA", "UTF-8")
            .Add("AP", "Viva")
            .Add("SZ", Text(game.Size))
            .Add("KM", Text(game.Komi));
        foreach (var (name, value) in new[] { ("PB", game.Black), ("PW", game.White), ("RE", game.Result) })
        {
            if (value.Length > 0)
            {
                root.Add(name, value);
            }
        }

        foreach (var (name, color) in new[] { ("AB", Stone.Black), ("AW", Stone.White) })
        {
            var points = Enumerable.Range(0, start.Pass).Where(point => start[point] == color).Select(point => Name(point, game.Size));
            if (points.ToArray() is { Length: > 0 } stones)
            {
                root.Add(name, stones);
            }
        }

        if (start.ToMove == Stone.White)
        {
            root.Add("PL", "W");
        }

        var last = root;
        foreach (var (color, move) in game.Moves)
        {
            var node = new SgfNode().Add(color == Stone.Black ? "B" : "W", move == start.Pass ? "" : Name(move, game.Size));
            last.Children.Add(node);
            last = node;
        }

        return root;
    }

    private static GoBoard Start(SgfNode root, int size, double komi)
    {
        var stones = new Dictionary<int, Stone>();
        foreach (var (name, color) in new[] { ("AB", Stone.Black), ("AW", Stone.White) })
        {
            foreach (var point in root[name].SelectMany(value => Points(root, name, value, size)))
            {
                if (!stones.TryAdd(point, color))
                {
                    throw Wrong(root, $"{name} puts a second stone on {Name(point, size)}");
                }
            }
        }

        var handicap = One(root, "HA") is { } count && Number(root, "HA", count) >= 2;
        var toMove = One(root, "PL")?.Trim().ToUpperInvariant() switch
        {
            "W" or "WHITE" => Stone.White,
            "B" or "BLACK" => Stone.Black,
            null => handicap && stones.Count > 0 ? Stone.White : Stone.Black,
            var other => throw Wrong(root, $"PL[{other}] is neither B nor W"),
        };
        try
        {
            return GoBoard.Of(size, OfColor(Stone.Black), OfColor(Stone.White), toMove, komi);
        }
        catch (ArgumentException e)
        {
            throw Wrong(root, e.Message.Split(" (Parameter", 2)[0].TrimEnd('.'));
        }

        IEnumerable<int> OfColor(Stone color) => stones.Where(pair => pair.Value == color).Select(pair => pair.Key);
    }

    private static int SizeOf(SgfNode root)
    {
        if (One(root, "SZ") is not { } text)
        {
            return 19;
        }

        var sides = text.Split(':');
        if (
            sides.Length > 2
            || sides.Any(side => side.Trim() != sides[0].Trim())
            || !int.TryParse(sides[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || size is < GoBoard.SmallestSize or > GoBoard.LargestSize
        )
        {
            throw Wrong(
                root,
                $"SZ[{text}] is no size that can be played here: "
                    + $"boards are square, of {GoBoard.SmallestSize} to {GoBoard.LargestSize} lines"
            );
        }

        return size;
    }

    private static IEnumerable<int> Points(SgfNode node, string property, string value, int size)
    {
        var corners = value.Split(':');
        if (corners.Length > 2)
        {
            throw Wrong(node, $"{property}[{value}] is no point and no rectangle of points");
        }

        var (first, last) = (Point(node, property, corners[0], size), Point(node, property, corners[^1], size));
        for (var row = first / size; row <= last / size; row++)
        {
            for (var column = first % size; column <= last % size; column++)
            {
                yield return (row * size) + column;
            }
        }
    }

    private static int Point(SgfNode node, string property, string value, int size)
    {
        if (value.Length == 2 && value[0] - 'a' is var column && value[1] - 'a' is var row)
        {
            if (column >= 0 && column < size && row >= 0 && row < size)
            {
                return (row * size) + column;
            }
        }

        throw Wrong(node, $"{property}[{value}] is no point of a board of {size} by {size}");
    }

    private static string Name(int point, int size) => $"{(char)('a' + (point % size))}{(char)('a' + (point / size))}";

    private static string? One(SgfNode node, string property) =>
        node[property] switch
        {
            [] => null,
            [var value] => value,
            _ => throw Wrong(node, $"{property} has more than one value"),
        };

    private static double Number(SgfNode node, string property, string text) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Wrong(node, $"{property}[{text}] is no number");

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static FormatException Wrong(SgfNode node, string what) =>
        new(node.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"SGF, node on line {node.Line}: {what}.") : $"SGF: {what}.");
}

using Viva.Go;

namespace Viva.Tests.Go;

/// <summary>
/// Tree search with PUCT straight from the paper, one simulation at a time: a table of N, W and P for each position, which a path of moves
/// names. The reference of the search's tests.
/// </summary>
internal sealed class NaiveSearch(GoBoard root, GoEvaluator evaluate, double exploration)
{
    private readonly Dictionary<string, Dictionary<int, Edge>> _tree = [];

    private sealed class Edge
    {
        public double P,
            W;
        public int N;
    }

    public int[] Visits => [.. Enumerable.Range(0, root.MoveCount).Select(move => _tree[""].TryGetValue(move, out var edge) ? edge.N : 0)];

    public double[] Values =>
        [.. Enumerable.Range(0, root.MoveCount).Select(move => _tree[""].TryGetValue(move, out var edge) ? edge.W / edge.N : double.NaN)];

    public void Simulate()
    {
        if (!_tree.ContainsKey(""))
        {
            Evaluate("", root);
        }

        Descend("", root.Copy());
    }

    // The value for the player to move.
    private double Descend(string path, GoBoard board)
    {
        if (board.IsOver)
        {
            return Math.Sign(board.AreaScore()) * (board.ToMove == Stone.Black ? 1 : -1);
        }

        if (!_tree.TryGetValue(path, out var edges))
        {
            return Evaluate(path, board);
        }

        var all = Math.Sqrt(edges.Values.Sum(edge => edge.N));
        var (move, chosen) = edges
            .OrderByDescending(pair =>
                (pair.Value.N == 0 ? 0 : pair.Value.W / pair.Value.N) + (exploration * all * (float)pair.Value.P / (1 + pair.Value.N))
            )
            .ThenByDescending(pair => pair.Value.P)
            .First();
        board.Play(move);
        var value = -Descend($"{path} {move}", board);
        chosen.N++;
        chosen.W += value;
        return value;
    }

    private double Evaluate(string path, GoBoard board)
    {
        var (logits, values) = evaluate([board]);
        var legal = board.LegalMoves();
        var sum = legal.Sum(move => Math.Exp(logits[move]));
        _tree[path] = legal.ToDictionary(move => move, move => new Edge { P = Math.Exp(logits[move]) / sum });
        return values[0];
    }
}

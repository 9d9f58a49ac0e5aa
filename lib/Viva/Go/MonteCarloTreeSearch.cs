using Viva.Runtime;

namespace Viva.Go;

/// <summary>
/// Monte Carlo tree search with PUCT as in AlphaGo Zero (Silver et al. 2017). Each simulation goes down the tree by the moves with the
/// largest Q + U, where Q is the mean value of a move (0 before its first visit) and U = c P √(ΣN) / (1 + N), with the prior P and the
/// number of visits N of the move and ΣN of all moves; equal sums go to the larger prior, then to the first move. At a new position the
/// evaluator gives priors and a value, and the value goes up to the root. Positions wait for the evaluator in batches, held apart by
/// virtual losses, and searches of many games can share a batch
/// (<see cref="Run(IReadOnlyList{MonteCarloTreeSearch}, int, GoEvaluator, int)"/>).
/// </summary>
public sealed class MonteCarloTreeSearch
{
    private readonly List<Descent> _waiting = [];
    private readonly Stack<GoBoard> _spare = [];
    private readonly Random _random;
    private GoBoard _board;
    private SearchNode _root = new();
    private (double Alpha, double Weight)? _noise;
    private float[]? _noisyPriors;

    /// <summary>A search from a position.</summary>
    /// <param name="board">Where it begins; copied.</param>
    /// <param name="seed">
    /// The seed of noise and of moves chosen at random; <see cref="Run.Seed"/> unless set. Searches that play side by side need different
    /// ones, or they play the same game.
    /// </param>
    public MonteCarloTreeSearch(GoBoard board, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(board);
        (_board, _random) = (board.Copy(), new Random(seed ?? Viva.Runtime.Run.Seed));
    }

    /// <summary>c, the weight of the priors against the values.</summary>
    public double Exploration
    {
        get;
        init
        {
            Require.Interval(value, 0, double.MaxValue);
            field = value;
        }
    } = 1.5;

    /// <summary>
    /// As how many lost games a simulation counts along its way until its value is there; what is evaluated together then lies apart.
    /// </summary>
    public int VirtualLoss
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    } = 1;

    /// <summary>The position at the root; a copy.</summary>
    public GoBoard Position => _board.Copy();

    /// <summary>How many simulations the tree below the root has seen, those kept from earlier moves included.</summary>
    public int Simulations => _root.Visits.Sum() - _waiting.Sum(descent => descent.Path.Count > 0 ? VirtualLoss : 0);

    /// <summary>What the player to move may expect, from -1 to 1: the mean of the root's own evaluation and its simulations.</summary>
    public double Value => (_root.Totals.Sum() + _root.Value) / (1 + _root.Visits.Sum());

    /// <summary>
    /// Runs more simulations with one evaluator.
    /// </summary>
    /// <param name="simulations">How many to add; the evaluation of a root that is new is one more.</param>
    /// <param name="evaluate">Evaluates positions.</param>
    /// <param name="leaves">How many positions to evaluate at once at most.</param>
    /// <exception cref="ArgumentException">The evaluator's answer does not fit the positions, or is not finite.</exception>
    public void Run(int simulations, GoEvaluator evaluate, int leaves = 1) => Run([this], simulations, evaluate, leaves);

    /// <summary>
    /// Runs more simulations of several searches in step: the evaluator is called with the positions of all of them at once. Searches whose
    /// game is over are left out.
    /// </summary>
    /// <param name="searches">The searches, such as one for each of many games.</param>
    /// <param name="simulations">How many to add to each; the evaluation of a root that is new is one more.</param>
    /// <param name="evaluate">Evaluates positions.</param>
    /// <param name="leaves">How many positions of one search to evaluate at once at most; with one, virtual losses play no part.</param>
    /// <exception cref="ArgumentException">The evaluator's answer does not fit the positions, or is not finite.</exception>
    public static void Run(IReadOnlyList<MonteCarloTreeSearch> searches, int simulations, GoEvaluator evaluate, int leaves = 1)
    {
        ArgumentNullException.ThrowIfNull(searches);
        ArgumentNullException.ThrowIfNull(evaluate);
        ArgumentOutOfRangeException.ThrowIfNegative(simulations);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(leaves);
        var interruption = Interruption.Of();
        var active = searches.Where(search => !search._board.IsOver).ToList();
        var targets = active.ToDictionary(search => search, search => search.Simulations + simulations);
        var positions = new List<GoBoard>();
        try
        {
            while (active.Count > 0)
            {
                interruption.ThrowIfRequested();
                positions.Clear();
                foreach (var search in active)
                {
                    search.Select(positions, leaves, targets[search]);
                }

                if (positions.Count > 0)
                {
                    var evaluation = evaluate(positions);
                    Check(evaluation, positions);
                    var (logits, values) = (0, 0);
                    foreach (var search in active)
                    {
                        search.Backup(evaluation, ref logits, ref values);
                    }
                }

                active.RemoveAll(search => search._root.IsExpanded && search.Simulations >= targets[search]);
            }
        }
        catch
        {
            foreach (var search in active)
            {
                search.Forget();
            }

            throw;
        }
    }

    /// <summary>
    /// Mixes noise into the root's priors, for self-play to try what the policy would not: a share of a Dirichlet distribution over the
    /// legal moves with one concentration. It lasts until the root changes.
    /// </summary>
    /// <param name="alpha">
    /// The concentration; about 10 divided by the usual number of legal moves (0.03 for 19 by 19 in Silver et al. 2017).
    /// </param>
    /// <param name="weight">The share of the noise.</param>
    /// <exception cref="ArgumentOutOfRangeException">The concentration is not positive, or the share is not in [0, 1].</exception>
    public void AddNoise(double alpha, double weight = 0.25)
    {
        Require.Interval(alpha, 0, double.MaxValue, openBelow: true);
        Require.Interval(weight, 0, 1);
        _noise = (alpha, weight);
        MixNoise();
    }

    /// <summary>How often each move of the root was searched, <see cref="GoBoard.MoveCount"/> numbers; 0 for illegal ones.</summary>
    public int[] Visits() => Spread(_root.Visits, 0);

    /// <summary>The priors of the root's moves, noise included; 0 for illegal ones and before the first simulation.</summary>
    public float[] Priors() => Spread(_noisyPriors ?? _root.Priors, 0f);

    /// <summary>The mean value of each of the root's moves for the player to move; not a number where a move was not searched.</summary>
    public float[] Values() =>
        Spread([.. _root.Totals.Zip(_root.Visits, (total, visits) => visits == 0 ? float.NaN : (float)(total / visits))], float.NaN);

    /// <summary>
    /// The share of each move's visits to the power 1 / temperature, <see cref="GoBoard.MoveCount"/> numbers: what a network learns to
    /// predict. At temperature 0 all goes to the most visited move, of several to the one with the larger prior.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">No simulation has been run.</exception>
    public float[] Policy(double temperature = 1)
    {
        Require.Interval(temperature, 0, double.MaxValue);
        var visits = _root.Visits;
        if (visits.Length == 0 || visits.Max() is var most && most == 0)
        {
            throw new InvalidOperationException(
                _board.IsOver ? "The game is over." : "No simulation has been run from this position; call Run first."
            );
        }

        var policy = new float[_board.MoveCount];
        if (temperature == 0)
        {
            var best = 0;
            for (var i = 1; i < visits.Length; i++)
            {
                if (visits[i] > visits[best] || (visits[i] == visits[best] && _root.Priors[i] > _root.Priors[best]))
                {
                    best = i;
                }
            }

            policy[_root.Moves[best]] = 1;
            return policy;
        }

        var weights = visits.Select(count => Math.Pow((double)count / most, 1 / temperature)).ToArray();
        var sum = weights.Sum();
        for (var i = 0; i < weights.Length; i++)
        {
            policy[_root.Moves[i]] = (float)(weights[i] / sum);
        }

        return policy;
    }

    /// <summary>A move drawn from <see cref="Policy"/>; at temperature 0 the most visited.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">No simulation has been run.</exception>
    public int Choose(double temperature = 0)
    {
        var policy = Policy(temperature);
        var left = temperature == 0 ? 0 : _random.NextDouble() * policy.Sum(share => (double)share);
        var chosen = -1;
        for (var move = 0; move < policy.Length; move++)
        {
            if (policy[move] == 0)
            {
                continue;
            }

            chosen = move;
            left -= policy[move];
            if (left < 0)
            {
                break;
            }
        }

        return chosen;
    }

    /// <summary>The moves that the search expects: from the root each time the most visited.</summary>
    public IReadOnlyList<int> PrincipalVariation()
    {
        var moves = new List<int>();
        for (var node = _root; node is { IsExpanded: true } && node.Visits.Max() is > 0 and var most; )
        {
            var best = Array.IndexOf(node.Visits, most);
            moves.Add(node.Moves[best]);
            node = node.Children[best];
        }

        return moves;
    }

    /// <summary>Plays a move and keeps the part of the tree that is behind it.</summary>
    /// <exception cref="ArgumentException">The move is illegal.</exception>
    public void Play(int move)
    {
        _board.Play(move);
        var index = Array.IndexOf(_root.Moves, move);
        _root = index >= 0 ? _root.Children[index] ?? new() : new();
        (_noise, _noisyPriors) = (null, null);
    }

    /// <summary>
    /// Goes to a position: by the moves that lead there from the root, which keeps a part of the tree, or else from scratch.
    /// </summary>
    public void Follow(GoBoard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        if (board.Continues(_board))
        {
            foreach (var (_, move) in board.Moves.Skip(_board.MoveNumber))
            {
                Play(move);
            }

            return;
        }

        (_board, _root, _noise, _noisyPriors) = (board.Copy(), new(), null, null);
        _spare.Clear();
    }

    /// <summary>A player that searches each move, with what is left of the tree from the move before.</summary>
    /// <param name="evaluate">Evaluates positions.</param>
    /// <param name="simulations">How many simulations to add for each move.</param>
    /// <param name="leaves">How many positions to evaluate at once at most.</param>
    /// <param name="temperature">How freely a move is drawn from the visits; at 0 it is the most visited.</param>
    /// <param name="seed">The seed of moves chosen at random; <see cref="Run.Seed"/> unless set.</param>
    /// <param name="exploration">c, the weight of the priors against the values.</param>
    public static GoPlayer Player(
        GoEvaluator evaluate,
        int simulations,
        int leaves = 1,
        double temperature = 0,
        int? seed = null,
        double exploration = 1.5
    )
    {
        ArgumentNullException.ThrowIfNull(evaluate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(simulations);
        MonteCarloTreeSearch? search = null;
        return board =>
        {
            search ??= new(board, seed) { Exploration = exploration };
            search.Follow(board);
            search.Run(simulations, evaluate, leaves);
            return search.Choose(temperature);
        };
    }

    /// <summary>
    /// Goes down the tree until a batch is full: adds the positions to evaluate. Ends of games need no evaluator and count at once.
    /// </summary>
    /// <param name="positions">Where the positions go.</param>
    /// <param name="leaves">How many to add at most.</param>
    /// <param name="target">The number of simulations to stop at.</param>
    internal void Select(List<GoBoard> positions, int leaves, int target)
    {
        if (!_root.IsExpanded)
        {
            Wait([], _root, CopyOfBoard(), positions);
            return;
        }

        var left = target - Simulations;
        while (left > 0 && _waiting.Count < leaves)
        {
            var board = CopyOfBoard();
            var path = new List<(SearchNode Node, int Index)>();
            var node = _root;
            while (node.IsExpanded)
            {
                var index = Best(node, node == _root ? _noisyPriors ?? node.Priors : node.Priors);
                node.Visits[index] += VirtualLoss;
                node.Totals[index] -= VirtualLoss;
                path.Add((node, index));
                board.Play(node.Moves[index]);
                node = node.Children[index] ??= new();
            }

            if (board.IsOver)
            {
                var ahead = Math.Sign(board.AreaScore());
                Settle(path, board.ToMove == Stone.Black ? ahead : -ahead);
                _spare.Push(board);
                left--;
            }
            else if (node.IsPending)
            {
                // The tree is too small for more: nothing that this position lacks is known before it has been evaluated.
                Withdraw(path);
                _spare.Push(board);
                return;
            }
            else
            {
                Wait(path, node, board, positions);
                left--;
            }
        }
    }

    /// <summary>
    /// Takes the evaluations of the positions that <see cref="Select"/> added, in their order, and moves on by their number.
    /// </summary>
    internal void Backup(GoEvaluation evaluation, ref int logits, ref int values)
    {
        foreach (var (path, node, board) in _waiting)
        {
            var moves = board.LegalMoves().ToArray();
            var priors = Softmax(evaluation.Logits.AsSpan(logits, board.MoveCount), moves);
            var value = evaluation.Values[values];
            node.Expand(moves, priors, value);
            Settle(path, value);
            _spare.Push(board);
            logits += board.MoveCount;
            values++;
        }

        _waiting.Clear();
        if (_noise is not null && _noisyPriors is null && _root.IsExpanded)
        {
            MixNoise();
        }
    }

    /// <summary>Takes back what waits for an evaluator that failed.</summary>
    internal void Forget()
    {
        foreach (var (path, node, board) in _waiting)
        {
            node.IsPending = false;
            Withdraw(path);
            _spare.Push(board);
        }

        _waiting.Clear();
    }

    /// <summary>The move with the largest Q + U.</summary>
    private int Best(SearchNode node, float[] priors)
    {
        var (visits, totals) = (node.Visits, node.Totals);
        var all = 0;
        foreach (var count in visits)
        {
            all += count;
        }

        var weight = Exploration * Math.Sqrt(all);
        var (best, most) = (0, double.NegativeInfinity);
        for (var i = 0; i < visits.Length; i++)
        {
            var count = visits[i];
            var score = (count == 0 ? 0 : totals[i] / count) + (weight * priors[i] / (1 + count));
            if (score > most || (score == most && priors[i] > priors[best]))
            {
                (best, most) = (i, score);
            }
        }

        return best;
    }

    private GoBoard CopyOfBoard()
    {
        if (!_spare.TryPop(out var board))
        {
            return _board.Copy();
        }

        board.CopyFrom(_board);
        return board;
    }

    private void Wait(List<(SearchNode Node, int Index)> path, SearchNode node, GoBoard board, List<GoBoard> positions)
    {
        node.IsPending = true;
        _waiting.Add(new(path, node, board));
        positions.Add(board);
    }

    /// <summary>Counts a simulation with its value, for the player to move at its end, in place of its virtual losses.</summary>
    private void Settle(List<(SearchNode Node, int Index)> path, double value)
    {
        for (var i = path.Count - 1; i >= 0; i--)
        {
            value = -value;
            var (node, index) = path[i];
            node.Visits[index] += 1 - VirtualLoss;
            node.Totals[index] += value + VirtualLoss;
        }
    }

    private void Withdraw(List<(SearchNode Node, int Index)> path)
    {
        foreach (var (node, index) in path)
        {
            node.Visits[index] -= VirtualLoss;
            node.Totals[index] += VirtualLoss;
        }
    }

    private void MixNoise()
    {
        if (_noise is not var (alpha, weight) || !_root.IsExpanded)
        {
            return;
        }

        var noise = Dirichlet(_random, alpha, _root.Priors.Length);
        _noisyPriors = [.. _root.Priors.Select((prior, i) => (float)(((1 - weight) * prior) + (weight * noise[i])))];
    }

    private T[] Spread<T>(T[] ofMoves, T none)
    {
        var spread = new T[_board.MoveCount];
        Array.Fill(spread, none);
        for (var i = 0; i < ofMoves.Length; i++)
        {
            spread[_root.Moves[i]] = ofMoves[i];
        }

        return spread;
    }

    private static float[] Softmax(ReadOnlySpan<float> logits, int[] moves)
    {
        var most = float.NegativeInfinity;
        foreach (var move in moves)
        {
            most = Math.Max(most, logits[move]);
        }

        var priors = new float[moves.Length];
        var sum = 0.0;
        for (var i = 0; i < moves.Length; i++)
        {
            // Where a policy gives every legal move the probability 0, each is as good as another.
            priors[i] = float.IsNegativeInfinity(most) ? 1 : MathF.Exp(logits[moves[i]] - most);
            sum += priors[i];
        }

        for (var i = 0; i < priors.Length; i++)
        {
            priors[i] = (float)(priors[i] / sum);
        }

        return priors;
    }

    private static void Check(GoEvaluation evaluation, List<GoBoard> positions)
    {
        var logits = positions.Sum(position => position.MoveCount);
        if (evaluation is null || evaluation.Values?.Length != positions.Count || evaluation.Logits?.Length != logits)
        {
            throw new ArgumentException(
                $"The evaluator gave {evaluation?.Values?.Length ?? 0} values and {evaluation?.Logits?.Length ?? 0} logits for "
                    + $"{positions.Count} positions, which need {positions.Count} and {logits}."
            );
        }

        // The logarithm of a probability of 0 is minus infinity.
        if (!evaluation.Values.All(float.IsFinite) || evaluation.Logits.Any(logit => float.IsNaN(logit) || float.IsPositiveInfinity(logit)))
        {
            throw new ArgumentException("The evaluator gave a value or a logit that is not a number, or infinite.");
        }
    }

    /// <summary>
    /// A draw from the symmetric Dirichlet distribution: gamma variables (Marsaglia and Tsang 2000) divided by their sum.
    /// </summary>
    internal static double[] Dirichlet(Random random, double alpha, int count)
    {
        // In logarithms, because a variable of a small shape may be smaller than any double.
        var logs = new double[count];
        for (var i = 0; i < count; i++)
        {
            // A variable of shape a + 1 times a uniform one to the power 1 / a has the shape a.
            logs[i] = Math.Log(Gamma(random, alpha + 1)) + (Math.Log(1 - random.NextDouble()) / alpha);
        }

        var most = logs.Max();
        var shares = Array.ConvertAll(logs, log => Math.Exp(log - most));
        var sum = shares.Sum();
        return Array.ConvertAll(shares, share => share / sum);
    }

    private static double Gamma(Random random, double shape)
    {
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var v = Math.Pow(1 + (c * normal), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (normal * normal / 2) + (d * (1 - v + Math.Log(v))))
            {
                return d * v;
            }
        }
    }

    private sealed record Descent(List<(SearchNode Node, int Index)> Path, SearchNode Node, GoBoard Board);
}

using Viva.Go;

namespace Viva.Tests.Go;

public sealed class MonteCarloTreeSearchTests
{
    // White's room of three points in a row: who plays in its middle first decides whether White lives.
    private const string StraightThree = """
        . . . . .
        X X X X X
        O O O O O
        O . . . O
        O O O O O
        """;

    [Theory]
    [InlineData(0.5)]
    [InlineData(1.5)]
    [InlineData(4)]
    public void Every_simulation_is_that_of_the_formula_by_hand(double exploration)
    {
        for (var game = 0; game < 4; game++)
        {
            var board = new GoBoard(3, 0.5);
            var playout = new RandomPlayout(game);
            for (var i = 0; i < 2 * game; i++)
            {
                board.Play(playout.Choose(board));
            }

            var search = new MonteCarloTreeSearch(board) { Exploration = exploration };
            var naive = new NaiveSearch(board, Opinion, exploration);
            for (var i = 0; i < 150; i++)
            {
                search.Run(1, Opinion);
                naive.Simulate();
                Assert.Equal(naive.Visits, search.Visits());
            }

            Assert.Equal(naive.Values.Select(value => Math.Round(value, 5)), search.Values().Select(value => Math.Round(value, 5)));
            Assert.Equal(150, search.Simulations);
        }
    }

    [Fact]
    public void The_first_choices_by_hand()
    {
        // Priors 0.5, 0.25, 0.125, 0.125 of four legal moves; values that favour the second.
        var board = GoBoard.Parse(
            """
            . .
            . X
            """,
            Stone.White
        );
        var probabilities = new float[5];
        (probabilities[0], probabilities[1], probabilities[2], probabilities[4]) = (0.5f, 0.25f, 0.125f, 0.125f);
        GoEvaluation Evaluate(IReadOnlyList<GoBoard> positions) =>
            new(
                [.. positions.SelectMany(_ => probabilities.Select(share => MathF.Log(share)))],
                [.. positions.Select(position => position.LastMove == 1 ? -0.6f : 0.2f)]
            );
        var search = new MonteCarloTreeSearch(board) { Exploration = 1 };
        search.Run(1, Evaluate);
        // ΣN = 0, so that all U are 0: the largest prior.
        Assert.Equal([1, 0, 0, 0, 0], search.Visits());
        search.Run(1, Evaluate);
        // Q + U: -0.2 + 0.5 · 1 / 2 = 0.05 against 0.25, 0.125, 0.125.
        Assert.Equal([1, 1, 0, 0, 0], search.Visits());
        search.Run(1, Evaluate);
        // -0.2 + 0.5 √2 / 2 = 0.154 against 0.6 + 0.25 √2 / 2 = 0.777.
        Assert.Equal([1, 2, 0, 0, 0], search.Visits());
        Assert.Equal(0.5f, search.Priors()[0], 6);
    }

    [Fact]
    public void Plain_search_finds_the_point_on_which_life_depends()
    {
        foreach (var toMove in new[] { Stone.Black, Stone.White })
        {
            // With a komi of -4.5 White wins by living, Black by killing: 10 against 15 points, or 25.
            var board = GoBoard.Parse(StraightThree, toMove, komi: -4.5);
            var search = new MonteCarloTreeSearch(board);
            search.Run(2000, new RandomPlayout(1).Evaluate, leaves: 4);
            Assert.Equal("C2", board.Name(search.Choose()));
            Assert.Equal("C2", board.Name(search.PrincipalVariation()[0]));
            Assert.True(search.Value > 0.5, $"{toMove}: {search.Value}");
        }
    }

    [Fact]
    public void Plain_search_takes_the_stones_that_decide()
    {
        var board = GoBoard.Parse(
            """
            . . X O .
            . . X O .
            X X X O O
            O O O X .
            . . O X X
            """,
            Stone.White,
            komi: 0.5
        );
        var search = new MonteCarloTreeSearch(board);
        search.Run(1500, new RandomPlayout(1).Evaluate);
        Assert.Equal("E2", board.Name(search.Choose()));
    }

    [Fact]
    public void A_won_ending_is_won()
    {
        var black = MonteCarloTreeSearch.Player(new RandomPlayout(1).Evaluate, 200);
        for (var game = 0; game < 5; game++)
        {
            var board = GoBoard.Parse(StraightThree, komi: -4.5);
            var white = new RandomPlayout(game);
            while (!board.IsOver && board.MoveNumber < 100)
            {
                board.Play(board.ToMove == Stone.Black ? black(board) : white.Choose(board));
            }

            Assert.True(board.AreaScore() > 0, board.ToString());
        }
    }

    [Fact]
    public void It_beats_random_play_on_5_by_5()
    {
        var match = GoMatch.Play(
            MonteCarloTreeSearch.Player(new RandomPlayout(1).Evaluate, 100),
            new RandomPlayout(2).Choose,
            games: 20,
            size: 5,
            komi: 0.5
        );
        Assert.True(match.Wins >= 18, $"{match.Wins} of 20");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(64)]
    public void Batches_lose_no_simulation_and_leave_no_virtual_loss(int leaves)
    {
        var board = new GoBoard(4, 0.5);
        var largest = 0;
        GoEvaluation Evaluate(IReadOnlyList<GoBoard> positions)
        {
            largest = Math.Max(largest, positions.Count);
            Assert.Equal(positions.Count, positions.Select(Path).Distinct().Count());
            return Opinion(positions);
        }

        var search = new MonteCarloTreeSearch(board) { VirtualLoss = 3 };
        search.Run(500, Evaluate, leaves);
        Assert.Equal(500, search.Visits().Sum());
        Assert.Equal(500, search.Simulations);
        Assert.InRange(largest, Math.Min(leaves, 8), leaves);
        // Without virtual losses left over, all values lie between those of a loss and a win.
        Assert.All(search.Values().Where(float.IsFinite), value => Assert.InRange(value, -1, 1));
        foreach (var (move, value) in search.Values().Index().Where(pair => float.IsFinite(pair.Item)))
        {
            var next = new MonteCarloTreeSearch(board) { VirtualLoss = 3 };
            next.Run(500, Evaluate, leaves);
            next.Play(move);
            if (!next.Position.IsOver && search.Visits()[move] > 0)
            {
                Assert.Equal(-next.Value, value, 4); // a move's mean is the mean of what lies behind it
                Assert.Equal(search.Visits()[move] - 1, next.Simulations);
            }
        }
    }

    [Fact]
    public void Without_virtual_loss_a_batch_ends_at_the_first_position_chosen_twice()
    {
        var search = new MonteCarloTreeSearch(new GoBoard(4)) { VirtualLoss = 0 };
        search.Run(
            50,
            positions =>
            {
                Assert.Single(positions);
                return Opinion(positions);
            },
            leaves: 8
        );
        Assert.Equal(50, search.Simulations);
    }

    [Fact]
    public void An_evaluator_that_fails_leaves_the_tree_as_it_was()
    {
        var (search, other) = (new MonteCarloTreeSearch(new GoBoard(4, 0.5)), new MonteCarloTreeSearch(new GoBoard(4, 0.5)));
        search.Run(100, Opinion);
        other.Run(100, Opinion);
        var calls = 0;
        Assert.Throws<InvalidOperationException>(() =>
            search.Run(100, positions => calls++ == 0 ? throw new InvalidOperationException() : Opinion(positions), leaves: 8)
        );
        Assert.Equal(other.Visits(), search.Visits());
        Assert.Equal(other.Values(), search.Values());
        search.Run(100, Opinion);
        other.Run(100, Opinion);
        Assert.Equal(other.Visits(), search.Visits());
    }

    [Fact]
    public void A_played_move_keeps_its_part_of_the_tree()
    {
        var search = new MonteCarloTreeSearch(new GoBoard(4, 0.5));
        search.Run(300, Opinion);
        var move = search.Choose();
        var visits = search.Visits()[move];
        var value = search.Values()[move];
        search.Play(move);
        Assert.Equal(visits - 1, search.Simulations); // one simulation evaluated the position itself
        Assert.Equal(-value, search.Value, 4);
        Assert.Equal(1, search.Position.MoveNumber);
        search.Run(100, Opinion);
        Assert.Equal(visits + 99, search.Simulations);
    }

    [Fact]
    public void Following_a_board_keeps_the_tree_where_it_goes_on_and_begins_anew_elsewhere()
    {
        var board = new GoBoard(4, 0.5);
        var search = new MonteCarloTreeSearch(board);
        search.Run(300, Opinion);
        var first = search.Choose();
        board.Play(first);
        search.Follow(board);
        Assert.True(search.Simulations > 0);
        board.Undo();
        board.Play((first + 1) % 16);
        search.Follow(board);
        Assert.Equal(0, search.Simulations);
        Assert.Equal(board.ToString(), search.Position.ToString());
        search.Follow(new GoBoard(5));
        search.Run(10, Opinion);
        Assert.Equal(26, search.Visits().Length);
    }

    [Fact]
    public void Searches_in_step_do_what_each_does_alone()
    {
        GoBoard Board(int game)
        {
            var (board, playout) = (new GoBoard(4, 0.5), new RandomPlayout(game));
            for (var i = 0; i < game; i++)
            {
                board.Play(playout.Choose(board));
            }

            return board;
        }

        var searches = Enumerable.Range(0, 10).Select(game => new MonteCarloTreeSearch(Board(game))).ToArray();
        var calls = 0;
        MonteCarloTreeSearch.Run(
            searches,
            50,
            positions =>
            {
                calls++;
                return Opinion(positions);
            }
        );
        Assert.InRange(calls, 51, 60);
        for (var game = 0; game < searches.Length; game++)
        {
            var alone = new MonteCarloTreeSearch(Board(game));
            alone.Run(50, Opinion);
            Assert.Equal(alone.Visits(), searches[game].Visits());
        }
    }

    [Fact]
    public void A_game_that_is_over_is_left_out()
    {
        var board = new GoBoard(3);
        board.Play("pass");
        board.Play("pass");
        var search = new MonteCarloTreeSearch(board);
        search.Run(10, _ => throw new InvalidOperationException());
        Assert.Contains("over", Assert.Throws<InvalidOperationException>(() => search.Choose()).Message, StringComparison.Ordinal);
        Assert.Equal(0, search.Visits().Sum());
        Assert.Throws<InvalidOperationException>(() => new MonteCarloTreeSearch(new GoBoard(3)).Policy());
    }

    [Fact]
    public void Noise_is_seeded_and_goes_with_the_root()
    {
        float[] Noisy(int seed)
        {
            var search = new MonteCarloTreeSearch(new GoBoard(5), seed);
            search.AddNoise(0.5);
            search.Run(1, Opinion);
            return search.Priors();
        }

        Assert.Equal(Noisy(1), Noisy(1));
        Assert.NotEqual(Noisy(1), Noisy(2));
        Assert.Equal(1, Noisy(3).Sum(), 5);

        var plain = new MonteCarloTreeSearch(new GoBoard(5));
        plain.Run(1, Opinion);
        var clean = plain.Priors();
        plain.AddNoise(0.5, weight: 0.25);
        Assert.All(plain.Priors().Zip(clean), pair => Assert.True(pair.First >= 0.75f * pair.Second - 1e-6));
        plain.AddNoise(0.5, weight: 0);
        Assert.Equal(clean, plain.Priors()); // a second time it is mixed with the policy, not with noise
        plain.Run(50, Opinion);
        plain.AddNoise(0.5, weight: 1);
        plain.Play(plain.Choose());
        plain.Run(1, Opinion);
        var (again, board) = (new MonteCarloTreeSearch(plain.Position), plain.Position);
        again.Run(1, Opinion);
        Assert.Equal(again.Priors(), plain.Priors());
        Assert.Equal(1, board.MoveNumber);
    }

    [Theory]
    [InlineData(0.1, 5)]
    [InlineData(1.0, 3)]
    [InlineData(10.0, 26)]
    public void The_noise_is_Dirichlets(double alpha, int count)
    {
        var random = new Random(1);
        const int Draws = 20_000;
        double mean = 0,
            square = 0;
        for (var i = 0; i < Draws; i++)
        {
            var draw = MonteCarloTreeSearch.Dirichlet(random, alpha, count);
            Assert.Equal(1, draw.Sum(), 9);
            mean += draw[0] / Draws;
            square += draw[0] * draw[0] / Draws;
        }

        // Mean 1 / k and variance (k - 1) / (k² (k α + 1)).
        var variance = (count - 1) / (Math.Pow(count, 2) * ((count * alpha) + 1));
        Assert.Equal(1.0 / count, mean, 4 * Math.Sqrt(variance / Draws));
        Assert.Equal(1, (square - (mean * mean)) / variance, 0.06);
    }

    [Fact]
    public void A_very_small_concentration_still_gives_numbers() =>
        Assert.All(MonteCarloTreeSearch.Dirichlet(new Random(1), 1e-4, 26), share => Assert.InRange(share, 0, 1));

    [Fact]
    public void Temperature_sharpens_and_flattens_the_visits()
    {
        var search = new MonteCarloTreeSearch(new GoBoard(4, 0.5), seed: 1);
        search.Run(200, Opinion);
        var visits = search.Visits();
        Assert.Equal(visits.Select(count => count / 200f), search.Policy());
        var sum = visits.Sum(count => (double)count * count);
        Assert.All(search.Policy(0.5).Zip(visits), pair => Assert.Equal(pair.Second * (double)pair.Second / sum, pair.First, 6));
        Assert.Equal(1, search.Policy(0)[search.Choose()]);
        Assert.Equal(visits.Max(), visits[search.Choose()]);
        var drawn = new int[17];
        for (var i = 0; i < 20_000; i++)
        {
            drawn[search.Choose(1)]++;
        }

        Assert.All(drawn.Zip(visits), pair => Assert.Equal(pair.Second / 200.0, pair.First / 20_000.0, 0.015));
        Assert.Throws<ArgumentOutOfRangeException>(() => search.Policy(-1));
    }

    [Fact]
    public void An_answer_that_does_not_fit_is_refused()
    {
        var search = new MonteCarloTreeSearch(new GoBoard(4));
        Assert.Contains(
            "1 values and 3 logits for 1 positions, which need 1 and 17",
            Assert.Throws<ArgumentException>(() => search.Run(1, _ => new([1, 2, 3], [0]))).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => search.Run(1, _ => new(new float[17], [float.NaN])));
        Assert.Throws<ArgumentException>(() => search.Run(1, _ => new([.. Enumerable.Repeat(float.NaN, 17)], [0])));
        search.Run(1, _ => new([.. Enumerable.Repeat(float.NegativeInfinity, 17)], [0])); // all improbable is none preferred
        Assert.Equal(1f / 17, search.Priors()[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => search.AddNoise(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => search.Run(1, Opinion, leaves: 0));
    }

    private static string Path(GoBoard board) => string.Join(' ', board.Moves.Select(move => move.Move));

    // Fixed numbers that look like noise and depend on the position alone.
    private static GoEvaluation Opinion(IReadOnlyList<GoBoard> positions)
    {
        var (logits, values) = (new List<float>(), new List<float>());
        foreach (var position in positions)
        {
            var random = new Random((int)(position.Hash % 1_000_003) + position.MoveNumber);
            logits.AddRange(Enumerable.Range(0, position.MoveCount).Select(_ => (3 * random.NextSingle()) - 1));
            values.Add((2 * random.NextSingle()) - 1);
        }

        return new([.. logits], [.. values]);
    }
}

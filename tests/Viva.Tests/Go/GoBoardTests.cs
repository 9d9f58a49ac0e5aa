using Viva.Go;

namespace Viva.Tests.Go;

public sealed class GoBoardTests
{
    // Three kos, of which White holds the first and the last and Black the one in between.
    private const string TripleKo = """
        . X O . . . . . .
        X O . O . . . . .
        . X O . . . . . .
        . X O . . . . . .
        X . X O . . . . .
        . X O . . . . . .
        . X O . . . . . .
        X O . O . . . . .
        . X O . . . . . .
        """;

    [Fact]
    public void A_new_board_is_empty_and_Black_begins()
    {
        var board = new GoBoard(5, 2.5);
        Assert.Equal(
            (5, 2.5, Stone.Black, 0, 25, 26),
            (board.Size, board.Komi, board.ToMove, board.MoveNumber, board.Pass, board.MoveCount)
        );
        Assert.Equal(26, board.LegalMoves().Count);
        Assert.Null(board.LastMove);
        Assert.False(board.IsOver);
        Assert.Equal(-2.5, board.AreaScore());
        Assert.Equal(0ul, board.Hash);
    }

    [Theory]
    [InlineData(5, "A5", 0)]
    [InlineData(5, "e1", 24)]
    [InlineData(5, "C3", 12)]
    [InlineData(9, "J9", 8)]
    [InlineData(19, "T19", 18)]
    [InlineData(19, "H1", 349)]
    [InlineData(5, "PASS", 25)]
    public void Points_have_the_names_of_GTP(int size, string name, int move)
    {
        var board = new GoBoard(size);
        Assert.Equal(move, board.Move(name));
        Assert.Equal(name, board.Name(move), ignoreCase: true);
    }

    [Theory]
    [InlineData("I3")]
    [InlineData("A0")]
    [InlineData("A6")]
    [InlineData("F1")]
    [InlineData("3C")]
    [InlineData("A")]
    [InlineData("")]
    [InlineData("A+1")]
    [InlineData("A1 ")]
    public void Other_names_are_refused(string name) =>
        Assert.Contains(
            "is no move on a board of 5 by 5",
            Assert.Throws<ArgumentException>(() => new GoBoard(5).Play(name)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_stone_without_liberties_is_captured()
    {
        var board = GoBoard.Parse(
            """
            . . . . .
            . . X . .
            . X O . .
            . . X . .
            . . . . .
            """
        );
        Assert.Equal([board.Move("D3")], board.Liberties(board.Move("C3")));
        board.Play("D3");
        Assert.Equal(Stone.Empty, board["C3"]);
        Assert.False(board.IsLegal("C3"), "White would have no liberty there");
        Assert.Equal(25, board.AreaScore());
    }

    [Fact]
    public void A_chain_is_captured_whole_and_several_chains_at_once()
    {
        var board = GoBoard.Parse(
            """
            O O X . .
            O . O X .
            X O X . .
            . X . . .
            . . . . .
            """
        );
        Assert.Equal([0, 1, 5], board.Chain(0));
        Assert.Equal([6], board.Liberties(0));
        board.Play("B4");
        Assert.DoesNotContain(Enumerable.Range(0, 25), point => board[point] == Stone.White);
        Assert.Equal(6, Enumerable.Range(0, 25).Count(point => board[point] == Stone.Black));
    }

    [Fact]
    public void Suicide_is_forbidden_of_one_stone_and_of_many_and_allowed_when_it_captures()
    {
        var board = GoBoard.Parse(
            """
            . O . . .
            O O . O .
            X X O O O
            X . X O .
            X X X O .
            """
        );
        Assert.Contains("suicide", Assert.Throws<ArgumentException>(() => board.Play("A5")).Message, StringComparison.Ordinal);
        Assert.False(board.IsLegal("B2"), "fills the last liberty of seven stones");
        board.Play("pass");
        Assert.True(board.IsLegal("B2"), "takes the seven stones");
        board.Play("B2");
        Assert.Equal(Stone.Empty, board["A1"]);
        Assert.Equal(Stone.Empty, board["C2"]);
        Assert.Equal(Stone.White, board["B2"]);
    }

    [Fact]
    public void A_ko_is_not_retaken_at_once()
    {
        var board = GoBoard.Parse(TripleKo);
        board.Play("C8");
        Assert.Equal(Stone.Empty, board["B8"]);
        var words = Assert.Throws<ArgumentException>(() => board.Play("B8")).Message;
        Assert.Contains("White may not play B8: the position of the start would come back (superko)", words, StringComparison.Ordinal);
        board.Play("J1");
        board.Play("J9");
        board.Play("B8"); // after a threat and its answer
        Assert.Equal(Stone.Empty, board["C8"]);
    }

    [Fact]
    public void A_triple_ko_comes_to_an_end()
    {
        var board = GoBoard.Parse(TripleKo);
        foreach (var move in new[] { "C8", "B5", "C2", "B8", "C5" })
        {
            board.Play(move);
        }

        Assert.False(board.IsLegal("B2"), "the sixth capture would bring back the start");
        board.Play("J9");
        board.Play("J1");
        board.Play("B2"); // elsewhere the board has changed
    }

    [Fact]
    public void Two_stones_sent_and_one_returned_is_a_repetition_although_the_other_is_to_move()
    {
        var board = GoBoard.Parse(
            """
            . . . . .
            . . . . .
            X X O . .
            X X O O .
            . O . O .
            """,
            Stone.White
        );
        board.Play("A1"); // two stones,
        board.Play("C1"); // which Black takes,
        Assert.Equal((Stone.Empty, Stone.Empty), (board["A1"], board["B1"]));
        Assert.False(board.IsLegal("B1")); // and the one that took them may not be taken in turn
        board.Play("pass");
        board.Play("pass");
        Assert.False(board.IsLegal("B1"), "a pass lifts nothing");
    }

    [Fact]
    public void Passing_repeats_a_position_and_ends_the_game_after_two()
    {
        var board = new GoBoard(3);
        board.Play("B2");
        board.Play("pass");
        Assert.False(board.IsOver);
        board.Play("pass");
        Assert.True(board.IsOver);
        Assert.Equal(9, board.AreaScore());
        board.Undo();
        Assert.False(board.IsOver);
        board.Play("pass");
        board.Play("A1"); // taken up again
        Assert.False(board.IsOver);
    }

    [Fact]
    public void The_area_is_stones_and_what_only_they_reach()
    {
        Assert.Equal(0, new GoBoard(19).AreaScore());
        Assert.Equal(3.5, GoBoard.Parse(Wall, komi: 1.5).AreaScore());
        Assert.Equal(
            5 - 14,
            GoBoard
                .Parse(
                    """
                    . X O . .
                    X . O O O
                    X O . . .
                    X O O O O
                    . . . . .
                    """
                )
                .AreaScore()
        );
        Assert.Equal(
            [Stone.Black, Stone.Black, Stone.White, Stone.Black, Stone.Empty, Stone.White, Stone.Black, Stone.Empty, Stone.White],
            GoBoard
                .Parse(
                    """
                    . X O
                    X . O
                    X . O
                    """
                )
                .Area()
        );
    }

    [Theory]
    // The positions and scores of the tests of MuGo and of Google's MiniGo, with a komi of 6.5.
    [InlineData(". X X", 1.5)]
    [InlineData("X X X", 2.5)]
    public void The_area_of_a_real_ending_is_the_published_one(string corner, double score) =>
        Assert.Equal(
            score,
            GoBoard
                .Parse(
                    $"""
                    {corner} . . . . . .
                    O O X X . . . . .
                    O O O X . . . X .
                    O X X . . . . . .
                    O O X X X X X X .
                    O O O X O X O X X
                    . O . O O X O O X
                    . O . O . O O X X
                    . . . . . . O O O
                    """,
                    komi: 6.5
                )
                .AreaScore()
        );

    private const string Wall = """
        . . X O .
        . . X O .
        . . X O .
        . . X O .
        . . X O .
        """;

    [Theory]
    [InlineData(2, 57)]
    [InlineData(3, 12_675)]
    public void As_many_positions_are_legal_as_Tromp_and_Farneback_count(int size, int legal)
    {
        var points = size * size;
        var found = 0;
        var rows = new char[points + size];
        for (var number = 0; number < Math.Pow(3, points); number++)
        {
            var left = number;
            for (var i = 0; i < rows.Length; i++)
            {
                if (i % (size + 1) == size)
                {
                    rows[i] = '\n';
                    continue;
                }

                rows[i] = ".XO"[left % 3];
                left /= 3;
            }

            try
            {
                GoBoard.Parse(new string(rows));
                found++;
            }
            catch (ArgumentException e) when (e.Message.Contains("has no liberty", StringComparison.Ordinal))
            {
                // A chain without liberty is what makes a position illegal.
            }
        }

        Assert.Equal(legal, found);
    }

    [Fact]
    public void Black_wins_by_one_point_on_2_by_2_as_published() => Assert.Equal(1, Solve(new GoBoard(2), -4, 4));

    // The score for Black with best play, by alpha and beta; Tromp gives it for all small boards (tromp.github.io/go.html).
    private static double Solve(GoBoard board, double alpha, double beta)
    {
        if (board.IsOver)
        {
            return board.AreaScore();
        }

        foreach (var move in board.LegalMoves().Reverse())
        {
            var next = board.Copy();
            next.Play(move);
            var value = Solve(next, alpha, beta);
            if (board.ToMove == Stone.Black)
            {
                alpha = Math.Max(alpha, value);
            }
            else
            {
                beta = Math.Min(beta, value);
            }

            if (alpha >= beta)
            {
                break;
            }
        }

        return board.ToMove == Stone.Black ? alpha : beta;
    }

    [Fact]
    public void An_illegal_move_changes_nothing_and_says_why()
    {
        var board = new GoBoard(5);
        board.Play("C3");
        var (before, hash) = (board.ToString(), board.Hash);
        Assert.Contains(
            "there is a black stone",
            Assert.Throws<ArgumentException>(() => board.Play("C3")).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => board.Play(Stone.Black, 12));
        Assert.False(board.TryPlay(12));
        Assert.Equal((before, hash, Stone.White, 1), (board.ToString(), board.Hash, board.ToMove, board.MoveNumber));
        Assert.Contains("0 to 24", Assert.Throws<ArgumentOutOfRangeException>(() => board.IsLegal(26)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => board[-1]);
        Assert.Throws<InvalidOperationException>(() => new GoBoard(5).Undo());
        Assert.Throws<ArgumentException>(() => board.Play(Stone.Empty, 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void Other_sizes_are_refused(int size) => Assert.Throws<ArgumentOutOfRangeException>(() => new GoBoard(size));

    [Fact]
    public void A_diagram_is_read_as_it_is_written()
    {
        foreach (var size in new[] { 2, 5, 9, 13, 19 })
        {
            var board = new GoBoard(size);
            var playout = new RandomPlayout(size);
            for (var i = 0; i < size * size; i++)
            {
                board.Play(playout.Choose(board));
            }

            var again = GoBoard.Parse(board.ToString());
            Assert.Equal(board.ToString(), again.ToString());
            Assert.Equal(board.Hash, again.Hash);
        }
    }

    [Theory]
    [InlineData("has 1 rows", "X")]
    [InlineData("has 2 points; a board of 3 rows", "...\n..\n...")]
    [InlineData("holds '?'", "...\n.?.\n...")]
    [InlineData("The black stone on A3 has no liberty", "XO.\nO..\n...")]
    [InlineData("The white stone on B2 has no liberty", ".X.\nXOX\n.X.")]
    public void A_diagram_that_is_no_position_is_refused(string words, string diagram) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => GoBoard.Parse(diagram)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_position_can_be_set_up_with_whose_turn_it_is()
    {
        var board = GoBoard.Of(5, [12], [13], Stone.White, komi: 3);
        Assert.Equal((Stone.Black, Stone.White, Stone.White), (board["C3"], board["D3"], board.ToMove));
        board.Play(0);
        board.Undo();
        Assert.Equal((Stone.Black, Stone.White, Stone.White, 0), (board["C3"], board["D3"], board.ToMove, board.MoveNumber));
        Assert.Throws<ArgumentException>(() => GoBoard.Of(5, [12], [12]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GoBoard.Of(5, [25], []));
    }
}

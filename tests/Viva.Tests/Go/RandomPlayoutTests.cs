using Viva.Go;

namespace Viva.Tests.Go;

public sealed class RandomPlayoutTests
{
    [Fact]
    public void Games_on_9_by_9_are_as_long_as_those_of_another_program_and_Black_wins_as_often()
    {
        // libEGO 0.2 (Lew 2010) plays 110.8 moves and wins 0.443 as Black with its komi of 7.5, over 300,000 games.
        const int Games = 4000;
        var playout = new RandomPlayout(5);
        double moves = 0,
            wins = 0;
        for (var i = 0; i < Games; i++)
        {
            var board = new GoBoard(9, 7.5);
            wins += playout.Finish(board) > 0 ? 1 : 0;
            moves += board.MoveNumber;
            Assert.True(board.IsOver);
        }

        Assert.InRange(moves / Games, 109, 112.5);
        Assert.InRange(wins / Games, 0.41, 0.475);
    }

    [Fact]
    public void Nobody_fills_an_eye_and_everybody_passes_when_only_eyes_are_left()
    {
        var board = GoBoard.Parse(
            """
            . X . X O
            X X X X O
            O O O O O
            O . O . O
            O O O O O
            """
        );
        var playout = new RandomPlayout(1);
        Assert.Equal(board.Pass, playout.Choose(board));
        board.Play("pass");
        Assert.Equal(board.Pass, playout.Choose(board));
    }

    [Fact]
    public void A_false_eye_is_filled()
    {
        // A corner of A3 is White's, and it lies at the border.
        var board = GoBoard.Parse(
            """
            X X X X X
            X O O O O
            . X . . .
            X X X X X
            X . X X X
            """
        );
        var playout = new RandomPlayout(1);
        Assert.Contains(board.Move("A3"), Enumerable.Range(0, 100).Select(_ => playout.Choose(board)));
        Assert.DoesNotContain(board.Move("B1"), Enumerable.Range(0, 100).Select(_ => playout.Choose(board)));
    }

    [Fact]
    public void Each_sensible_move_is_equally_likely()
    {
        var (board, playout) = (new GoBoard(3), new RandomPlayout(2));
        var counts = new int[9];
        for (var i = 0; i < 9000; i++)
        {
            counts[playout.Choose(board)]++;
        }

        // Nine binomial counts of mean 1000 and deviation 30.
        Assert.All(counts, count => Assert.InRange(count, 870, 1130));
    }

    [Fact]
    public void As_an_evaluator_it_leaves_the_positions_alone_and_values_them_for_the_player_to_move()
    {
        var won = GoBoard.Parse(
            """
            . X . X .
            X X X X X
            . X . X .
            X X X X X
            . X . X .
            """
        );
        var lost = won.Copy();
        lost.Play("pass");
        var before = won.ToString();
        var (logits, values) = new RandomPlayout(1).Evaluate([won, lost]);
        Assert.Equal([1f, -1f], values);
        Assert.Equal(new float[52], logits);
        Assert.Equal((before, 0), (won.ToString(), won.MoveNumber));
    }

    [Fact]
    public void The_same_seed_plays_the_same_games()
    {
        string Play(int seed)
        {
            var board = new GoBoard(9);
            new RandomPlayout(seed).Finish(board);
            return string.Join(' ', board.Moves.Select(move => board.Name(move.Move)));
        }

        Assert.Equal(Play(1), Play(1));
        Assert.NotEqual(Play(1), Play(2));
    }
}

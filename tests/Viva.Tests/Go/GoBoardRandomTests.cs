using Viva.Go;

namespace Viva.Tests.Go;

public sealed class GoBoardRandomTests
{
    public static TheoryData<int, int, int> Games =>
        new()
        {
            { 2, 60, 40 },
            { 3, 40, 80 },
            { 4, 20, 100 },
            { 5, 12, 150 },
            { 7, 4, 250 },
            { 9, 2, 350 },
        };

    [Theory]
    [MemberData(nameof(Games))]
    public void Random_play_is_as_the_rules_say_word_by_word(int size, int games, int length)
    {
        var random = new Random(size);
        for (var game = 0; game < games; game++)
        {
            var (board, naive) = (new GoBoard(size, 0.5), new NaiveGo(size));
            for (var i = 0; i < length; i++)
            {
                var color = board.ToMove == Stone.Black ? 'X' : 'O';
                var legal = Enumerable.Range(0, board.Pass).Where(point => naive.IsLegal(color, point)).ToArray();
                Assert.Equal([.. legal, board.Pass], board.LegalMoves());
                // Any legal move, own eyes too, and a pass now and then: that makes captures of all sizes.
                var move = legal.Length == 0 || random.Next(30) == 0 ? board.Pass : legal[random.Next(legal.Length)];
                board.Play(move);
                if (move == board.Pass)
                {
                    naive.Pass();
                }
                else
                {
                    naive.Play(color, move);
                }

                Assert.Equal(naive.Position, Points(board));
                Assert.Equal(naive.Score() - 0.5, board.AreaScore());
                foreach (var point in Enumerable.Range(0, board.Pass).Where(point => naive.Position[point] != '.'))
                {
                    Assert.True(naive.Chain(point).SetEquals(board.Chain(point)));
                    Assert.True(naive.Liberties(point).SetEquals(board.Liberties(point)));
                }

                Assert.Equal(GoBoard.Parse(board.ToString()).Hash, board.Hash);
                Assert.Equal(move, board.LastMove);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(9)]
    [InlineData(19)]
    public void Undo_restores_every_position_of_a_game(int size)
    {
        var (board, playout) = (new GoBoard(size), new RandomPlayout(3));
        var before = new Stack<GoBoard>();
        for (var i = 0; i < (size == 19 ? 400 : 3 * size * size); i++)
        {
            before.Push(board.Copy());
            board.Play(i % 17 == 16 ? board.Pass : playout.Choose(board));
        }

        while (before.TryPop(out var expected))
        {
            board.Undo();
            Assert.Equal(expected.ToString(), board.ToString());
            Assert.Equal(
                (expected.Hash, expected.ToMove, expected.MoveNumber, expected.IsOver),
                (board.Hash, board.ToMove, board.MoveNumber, board.IsOver)
            );
            if (expected.MoveNumber % 10 == 0)
            {
                Assert.Equal(expected.LegalMoves(), board.LegalMoves());
                Assert.Equal(expected.Moves, board.Moves);
            }
        }
    }

    [Fact]
    public void No_position_comes_back_in_random_games()
    {
        for (var game = 0; game < 200; game++)
        {
            var (board, playout) = (new GoBoard(3), new RandomPlayout(game));
            var seen = new HashSet<string> { Points(board) };
            for (var i = 0; i < 60; i++)
            {
                var move = playout.Choose(board);
                board.Play(move);
                Assert.True(seen.Add(Points(board)) || move == board.Pass, $"game {game}, move {i}");
            }
        }
    }

    [Fact]
    public void A_copy_goes_its_own_way()
    {
        var board = new GoBoard(5);
        board.Play("C3");
        var copy = board.Copy();
        copy.Play("C4");
        board.Play("D3");
        Assert.Equal((Stone.Empty, Stone.White), (board["C4"], copy["C4"]));
        Assert.Equal((Stone.White, Stone.Empty), (board["D3"], copy["D3"]));
    }

    private static string Points(GoBoard board) => string.Concat(Enumerable.Range(0, board.Pass).Select(point => ".XO"[(int)board[point]]));
}

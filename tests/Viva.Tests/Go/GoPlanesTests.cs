using Viva.Go;

namespace Viva.Tests.Go;

public sealed class GoPlanesTests
{
    [Fact]
    public void Each_plane_marks_what_its_name_says()
    {
        var board = GoBoard.Parse(
            """
            . X O .
            X O . O
            . X O .
            . . . .
            """
        );
        board.Play("C3"); // takes the ko; White is to move
        var planes = Planes(board);
        Assert.Equal(GoPlanes.Names.Count, planes.Length);
        Assert.Equal("..1. ...1 ..1. ....", planes[0]);
        Assert.Equal(".1.. 1.1. .1.. ....", planes[1]);
        Assert.Equal("..1. .... .... ....", planes[2]);
        Assert.Equal(".... ..1. .... ....", planes[3]);
        Assert.Equal(".... ..1. .... ....", planes[4]);
        Assert.Equal("1... .1.. .... ....", planes[5]); // suicide in the corner, and the ko
        Assert.Equal(".... .... .... ....", planes[6]);
        Assert.Equal("1111 1111 1111 1111", planes[7]);
        board.Play("pass");
        planes = Planes(board);
        Assert.Equal(".1.. 1.1. .1.. ....", planes[0]); // Black's view
        Assert.Equal(".... ..1. .... ....", planes[2]);
        Assert.Equal(".... .... .... ....", planes[4]);
        Assert.Equal("1111 1111 1111 1111", planes[6]);
        Assert.Equal(".... .... .... ....", planes[7]);
    }

    [Fact]
    public void The_last_plane_is_the_komi_from_the_view_of_the_player_to_move()
    {
        var board = new GoBoard(2, komi: 3);
        Assert.Equal([-0.75f, -0.75f, -0.75f, -0.75f], GoPlanes.Of(board)[^4..]);
        board.Play("A1");
        Assert.Equal([0.75f, 0.75f, 0.75f, 0.75f], GoPlanes.Of(board)[^4..]);
    }

    [Fact]
    public void A_batch_is_its_positions_one_after_another()
    {
        var (one, other) = (new GoBoard(5), new GoBoard(5));
        other.Play("C3");
        Assert.Equal([.. GoPlanes.Of(one), .. GoPlanes.Of(other)], GoPlanes.Of(one, other));
        Assert.Throws<ArgumentException>(() => GoPlanes.Of(one, new GoBoard(9)));
    }

    [Fact]
    public void Atari_is_one_liberty_counted_from_scratch()
    {
        var random = new Random(1);
        for (var game = 0; game < 20; game++)
        {
            var board = new GoBoard(6);
            for (var i = 0; i < 80; i++)
            {
                var legal = board.LegalMoves();
                board.Play(legal[random.Next(legal.Count)]);
                var planes = GoPlanes.Of(board);
                for (var point = 0; point < board.Pass; point++)
                {
                    var atari = board[point] != Stone.Empty && board.Liberties(point).Count == 1;
                    var plane = board[point] == board.ToMove ? 2 : 3;
                    Assert.Equal(atari ? 1 : 0, planes[(plane * board.Pass) + point]);
                }
            }
        }
    }

    private static string[] Planes(GoBoard board) =>
        [
            .. GoPlanes
                .Of(board)
                .Chunk(board.Pass)
                .Select(plane =>
                    string.Join(
                        ' ',
                        plane
                            .Chunk(board.Size)
                            .Select(row =>
                                string.Concat(
                                    row.Select(value =>
                                        value == 1 ? '1'
                                        : value == 0 ? '.'
                                        : '?'
                                    )
                                )
                            )
                    )
                ),
        ];
}

using Viva.Go;

namespace Viva.Tests.Go;

public sealed class GoSymmetryTests
{
    [Fact]
    public void There_are_eight_and_each_has_its_inverse()
    {
        var values = Enumerable.Range(0, 26).Select(i => (float)i).ToArray();
        var images = Enumerable.Range(0, GoSymmetry.Count).Select(symmetry => GoSymmetry.Apply(symmetry, 5, values)).ToArray();
        Assert.Equal(8, images.Select(image => string.Join(' ', image)).Distinct().Count());
        Assert.Equal(values, images[0]);
        for (var symmetry = 0; symmetry < GoSymmetry.Count; symmetry++)
        {
            Assert.Equal(values, GoSymmetry.Apply(GoSymmetry.Inverse(symmetry), 5, images[symmetry]));
            Assert.Equal(25, images[symmetry][25]); // the pass stays
            Assert.Equal(12, images[symmetry][12]); // and the centre
        }
    }

    [Theory]
    [InlineData(1, "A5", "E5")] // a quarter clockwise takes the upper left corner to the upper right
    [InlineData(1, "B5", "E4")]
    [InlineData(2, "B5", "D1")]
    [InlineData(3, "A5", "A1")]
    [InlineData(4, "B5", "D5")]
    [InlineData(5, "B5", "E2")]
    public void A_point_goes_where_the_turn_takes_it(int symmetry, string from, string to)
    {
        var board = new GoBoard(5);
        Assert.Equal(to, board.Name(GoSymmetry.Map(symmetry, 5, board.Move(from))));
    }

    [Fact]
    public void A_game_played_in_the_mirror_has_the_planes_and_moves_in_the_mirror()
    {
        for (var symmetry = 0; symmetry < GoSymmetry.Count; symmetry++)
        {
            var (board, image, playout) = (new GoBoard(5), new GoBoard(5), new RandomPlayout(symmetry));
            for (var i = 0; i < 40; i++)
            {
                var move = playout.Choose(board);
                board.Play(move);
                image.Play(GoSymmetry.Map(symmetry, 5, move));
                Assert.Equal(GoSymmetry.Apply(symmetry, 5, GoPlanes.Of(board)), GoPlanes.Of(image));
                Assert.Equal(board.LegalMoves().Select(legal => GoSymmetry.Map(symmetry, 5, legal)).Order(), image.LegalMoves());
                Assert.Equal(board.AreaScore(), image.AreaScore());
            }
        }
    }

    [Fact]
    public void What_is_no_board_is_refused()
    {
        Assert.Throws<ArgumentException>(() => GoSymmetry.Apply(0, 5, new float[27]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GoSymmetry.Apply(8, 5, new float[25]));
        Assert.Throws<ArgumentOutOfRangeException>(() => GoSymmetry.Map(0, 5, 26));
        Assert.Throws<ArgumentOutOfRangeException>(() => GoSymmetry.Inverse(-1));
    }
}

using TorchSharp;
using Viva.Training;
using static TorchSharp.torch;

namespace Viva.Tests.Training;

public sealed class AugmentationTests
{
    private static readonly float[] Right = [2, 0];
    private static readonly float[] Down = [-1, 3];

    private static Tensor Images(long height, long width) =>
        arange(2 * 3 * height * width, dtype: float32).view(2, 3, height, width) / (6 * height * width);

    [Fact]
    public void Nothing_asked_changes_nothing() => Close(Images(5, 8), Augmentation.Warp(Images(5, 8)));

    [Fact]
    public void Whole_pixels_move_the_picture_each_by_its_own_amount()
    {
        var images = Images(6, 9);
        var moved = Augmentation.Warp(images, right: tensor(Right), down: tensor(Down));
        Close(images[0][TensorIndex.Ellipsis, 1.., ..^2], moved[0][TensorIndex.Ellipsis, ..^1, 2..]);
        Close(images[1][TensorIndex.Ellipsis, ..^3, ..], moved[1][TensorIndex.Ellipsis, 3.., ..]);
        Close(zeros(3, 6, 2), moved[0][TensorIndex.Ellipsis, ..2]);
        Close(zeros(3, 3, 9), moved[1][TensorIndex.Ellipsis, ..3, ..]);
    }

    [Fact]
    public void A_quarter_turn_is_clockwise()
    {
        var images = Images(8, 8);
        Close(images.rot90(-1, (2, 3)), Augmentation.Warp(images, degrees: Full(2, 90)));
    }

    [Fact]
    public void A_half_turn_of_an_oblong_picture_keeps_its_proportions()
    {
        var images = Images(4, 10);
        Close(images.flip(2, 3), Augmentation.Warp(images, degrees: Full(2, 180)));

        // A square of 4 x 4 in the middle stays one when it is turned by 90 degrees.
        var square = zeros(1, 1, 4, 10);
        square[TensorIndex.Ellipsis, 3..7] = 1;
        Close(square, Augmentation.Warp(square, degrees: Full(1, 90)));
    }

    [Fact]
    public void Twice_the_size_doubles_a_centred_square()
    {
        var (small, large) = (zeros(1, 1, 16, 16), zeros(1, 1, 16, 16));
        small[TensorIndex.Ellipsis, 6..10, 6..10] = 1;
        large[TensorIndex.Ellipsis, 5..11, 5..11] = 1; // without its soft rim
        var doubled = Augmentation.Warp(small, scale: Full(1, 2));
        Close(large, doubled * large);
        Assert.Equal(64, doubled.sum().ToDouble(), 3);
    }

    private static Tensor Full(long n, double value) => full(n, (float)value);

    private static void Close(Tensor expected, Tensor actual) => Assert.True(expected.allclose(actual, 1e-4, 1e-4), actual.ToString());
}

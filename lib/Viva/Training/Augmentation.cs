using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>Changes of pictures that keep their meaning.</summary>
public static class Augmentation
{
    /// <summary>
    /// Turns and scales every picture of a batch about its middle, then moves it, each by its own amount, (n). What comes in from outside
    /// is 0; between pixels the values are bilinear.
    /// </summary>
    /// <param name="images">The pictures, (n, channels, height, width).</param>
    /// <param name="degrees">The turn, clockwise as one sees it.</param>
    /// <param name="scale">The factor of the size: 2 doubles height and width.</param>
    /// <param name="right">The move to the right, in pixels.</param>
    /// <param name="down">The move down, in pixels.</param>
    /// <returns>The changed pictures, in the same shape.</returns>
    public static Tensor Warp(Tensor images, Tensor? degrees = null, Tensor? scale = null, Tensor? right = null, Tensor? down = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var scope = NewDisposeScope();
        var (n, height, width) = (images.shape[0], (double)images.shape[2], (double)images.shape[3]);
        Tensor none = zeros(n),
            angle = (degrees ?? none) * (Math.PI / 180),
            size = scale ?? ones(n),
            x = right ?? none,
            y = down ?? none;

        // From each place of the result, in units of half the picture, to the place in the picture that it shows.
        Tensor cos = angle.cos() / size,
            sin = angle.sin() / size;
        var maps = stack(
            [
                cos,
                sin * (height / width),
                -((cos * x) + (sin * y)) * (2 / width),
                -sin * (width / height),
                cos,
                ((sin * x) - (cos * y)) * (2 / height),
            ],
            dim: 1
        );
        var grid = nn.functional.affine_grid(maps.view(n, 2, 3), images.shape, align_corners: false);
        return nn.functional.grid_sample(images, grid, align_corners: false).MoveToOuterDisposeScope();
    }
}

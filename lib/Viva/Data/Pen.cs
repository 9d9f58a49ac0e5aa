using static TorchSharp.torch;

namespace Viva.Data;

/// <summary>Drawings with a pen: dark ink on light paper, as a touch screen or a camera would give them.</summary>
public static class Pen
{
    private const float Paper = 0.85f;

    /// <summary>
    /// The digits 0 to 9 as a person might draw them: for each its strokes, and for each stroke its points, x, y, x, y and so on, from 0 to
    /// 1, with y down.
    /// </summary>
    public static IReadOnlyList<double[][]> Digits { get; } =
    [
        [
            [.50, .10, .30, .20, .22, .45, .26, .75, .45, .90, .66, .80, .75, .52, .70, .22, .50, .10],
        ],
        [
            [.38, .25, .55, .10, .53, .50, .52, .90],
        ],
        [
            [.25, .28, .35, .13, .55, .10, .70, .22, .66, .42, .45, .65, .24, .88, .50, .87, .78, .88],
        ],
        [
            [.27, .18, .50, .10, .68, .22, .62, .40, .44, .47, .64, .54, .72, .72, .55, .88, .26, .84],
        ],
        [
            [.35, .12, .28, .35, .25, .55, .50, .54, .76, .52],
            [.62, .30, .60, .60, .58, .90],
        ],
        [
            [.70, .12, .36, .13, .31, .44, .52, .41, .69, .52, .70, .72, .52, .88, .27, .82],
        ],
        [
            [.60, .10, .40, .30, .28, .60, .32, .82, .50, .90, .67, .78, .63, .60, .46, .55, .31, .66],
        ],
        [
            [.24, .15, .50, .14, .75, .13, .60, .40, .48, .65, .42, .90],
        ],
        [
            [.66, .20, .50, .10, .34, .20, .38, .38, .60, .55, .68, .76, .50, .90, .33, .78, .40, .56, .60, .40, .66, .20],
        ],
        [
            [.66, .32, .50, .44, .34, .36, .36, .17, .54, .10, .67, .20, .66, .32, .64, .60, .56, .90],
        ],
    ];

    /// <summary>Draws strokes on a square of paper: 0 where the ink is, 0.85 where the paper is bare.</summary>
    /// <param name="strokes">For each stroke its points, x, y, x, y and so on, from 0 to 1, with y down; two points at least.</param>
    /// <param name="side">The side of the paper in pixels.</param>
    /// <param name="size">The pixels from 0 to 1.</param>
    /// <param name="left">Where 0 is, from the left, in pixels.</param>
    /// <param name="top">Where 0 is, from the top, in pixels.</param>
    /// <returns>The paper, (side, side).</returns>
    /// <exception cref="ArgumentException">A stroke has no two points, or a coordinate without its other.</exception>
    public static Tensor Draw(double[][] strokes, int side = 64, double size = 36, double left = 14, double top = 14)
    {
        ArgumentNullException.ThrowIfNull(strokes);
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        if (strokes.FirstOrDefault(stroke => stroke.Length < 4 || stroke.Length % 2 != 0) is { } bad)
        {
            throw new ArgumentException(
                $"A stroke is x, y, x, y and so on, of two points at least; this one has {bad.Length} numbers.",
                nameof(strokes)
            );
        }

        var paper = new float[side * side];
        for (var i = 0; i < paper.Length; i++)
        {
            double x = ((i % side) - left) / size,
                y = ((i / side) - top) / size;
            var nearest = strokes.SelectMany(Pieces).Select(piece => Distance(x, y, piece)).DefaultIfEmpty(double.PositiveInfinity).Min();
            paper[i] = Paper * (float)Math.Clamp((nearest * size) - 1, 0, 1);
        }

        return tensor(paper, [side, side]);
    }

    private static IEnumerable<ReadOnlyMemory<double>> Pieces(double[] stroke) =>
        Enumerable.Range(0, (stroke.Length / 2) - 1).Select(i => new ReadOnlyMemory<double>(stroke, 2 * i, 4));

    /// <summary>From a point to the nearest point of a straight piece.</summary>
    private static double Distance(double x, double y, ReadOnlyMemory<double> piece)
    {
        var p = piece.Span;
        double dx = p[2] - p[0],
            dy = p[3] - p[1];
        var length = (dx * dx) + (dy * dy);
        var along = length == 0 ? 0 : Math.Clamp((((x - p[0]) * dx) + ((y - p[1]) * dy)) / length, 0, 1);
        return Math.Sqrt(Math.Pow(x - p[0] - (along * dx), 2) + Math.Pow(y - p[1] - (along * dy), 2));
    }
}

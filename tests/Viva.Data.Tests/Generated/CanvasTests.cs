using System.Numerics;
using Viva.Data.Generated;

namespace Viva.Data.Tests.Generated;

public sealed class CanvasTests
{
    private const int Side = 40;
    private readonly Canvas _canvas = new(Side, Side);

    [Fact]
    public void A_filled_shape_covers_its_area()
    {
        // A disc, a triangle and a box: areas from geometry, in units where a picture is 2 x 2.
        Assert.Equal(Math.PI * 0.36, Area(canvas => canvas.Fill(Outline.Ellipse(new(0.1f, -0.05f), 0.6f, 0.6f, corners: 60), White)), 0.01);
        Assert.Equal(0.5 * 1.2 * 0.9, Area(canvas => canvas.Fill([new(-0.6f, 0.4f), new(0.6f, 0.4f), new(0.13f, -0.5f)], White)), 0.01);
        Assert.Equal(0.3 * 1.4, Area(canvas => canvas.Fill(Outline.Box(-0.7f, 0.2f, 0.7f, 0.5f), White)), 0.01);
    }

    [Fact]
    public void A_line_covers_its_length_times_its_width_and_two_half_discs() =>
        Assert.Equal(
            1.0 * 0.2 + Math.PI * 0.01,
            Area(canvas => canvas.Stroke([new(-0.3f, -0.4f), new(0.3f, 0.4f)], 0.1f, 0.1f, White)),
            0.01
        );

    [Fact]
    public void A_paint_sees_the_depth_below_the_edge_and_the_direction_to_it()
    {
        var seen = new List<(Vector2 At, float Depth, Vector2 Outward)>();
        _canvas.Fill(
            Outline.Ellipse(new(0, 0), 0.8f, 0.8f, corners: 80),
            (at, depth, outward) =>
            {
                seen.Add((at, depth, outward));
                return Vector4.One;
            },
            rim: 0.5f
        );
        var near = seen.Where(spot => spot.Depth is > 0.1f and < 0.4f).ToList();
        Assert.True(near.Count > 200);
        Assert.All(
            near,
            spot =>
            {
                Assert.Equal(0.8f - spot.At.Length(), spot.Depth, 0.01f);
                Assert.True(Vector2.Dot(spot.Outward, Vector2.Normalize(spot.At)) > 0.97f);
            }
        );
    }

    [Theory]
    [InlineData(-3, 0)]
    [InlineData(3, 0)]
    [InlineData(0, -3)]
    [InlineData(0, 3)]
    public void A_shape_off_the_picture_draws_nothing(float x, float y)
    {
        Assert.Equal(0, Area(canvas => canvas.Fill(Outline.Ellipse(new(x, y), 0.5f, 0.5f), White)));
        Assert.Equal(0, Area(canvas => canvas.Stroke([new(x, y), new(x + 0.1f, y)], 0.1f, 0.1f, White)));
    }

    [Fact]
    public void Half_opaque_paint_leaves_half_of_what_was_there()
    {
        _canvas.Fill(_ => new Vector3(1, 0, 0));
        _canvas.Fill(Outline.Box(-2, -2, 2, 2), (_, _, _) => new Vector4(0, 1, 0, 0.5f));
        var planes = Planes();
        Assert.Equal((0.5f, 0.5f, 0f), (planes[820], planes[Side * Side + 820], planes[2 * Side * Side + 820]));
    }

    private static Vector4 White(Vector2 at, float depth, Vector2 outward) => Vector4.One;

    private double Area(Action<Canvas> draw)
    {
        _canvas.Fill(_ => Vector3.Zero);
        draw(_canvas);
        return Planes().Take(Side * Side).Sum() * 4.0 / (Side * Side);
    }

    private float[] Planes()
    {
        var planes = new float[3 * Side * Side];
        _canvas.CopyTo(planes, (_, colour) => colour);
        return planes;
    }
}

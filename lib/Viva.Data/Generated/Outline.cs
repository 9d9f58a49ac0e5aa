using System.Numerics;

namespace Viva.Data.Generated;

/// <summary>Outlines of shapes as points.</summary>
internal static class Outline
{
    private const int StepsPerSpan = 5;

    /// <summary>A closed curve without corners through <paramref name="controls"/> (Catmull-Rom).</summary>
    public static Vector2[] Smooth(params ReadOnlySpan<Vector2> controls)
    {
        var points = new Vector2[controls.Length * StepsPerSpan];
        for (var i = 0; i < controls.Length; i++)
        {
            var before = controls[(i + controls.Length - 1) % controls.Length];
            var to = controls[(i + 1) % controls.Length];
            var after = controls[(i + 2) % controls.Length];
            for (var step = 0; step < StepsPerSpan; step++)
            {
                points[i * StepsPerSpan + step] = Between(before, controls[i], to, after, step / (float)StepsPerSpan);
            }
        }

        return points;
    }

    /// <summary>An open curve without corners through <paramref name="controls"/>.</summary>
    public static Vector2[] Curve(params ReadOnlySpan<Vector2> controls)
    {
        var points = new Vector2[(controls.Length - 1) * StepsPerSpan + 1];
        for (var i = 0; i + 1 < controls.Length; i++)
        {
            var (from, to) = (controls[i], controls[i + 1]);
            var before = i > 0 ? controls[i - 1] : from - (to - from);
            var after = i + 2 < controls.Length ? controls[i + 2] : to + (to - from);
            for (var step = 0; step <= StepsPerSpan; step++)
            {
                points[i * StepsPerSpan + step] = Between(before, from, to, after, step / (float)StepsPerSpan);
            }
        }

        return points;
    }

    /// <summary>An ellipse, turned by <paramref name="turn"/> radians.</summary>
    public static Vector2[] Ellipse(Vector2 centre, float radiusX, float radiusY, float turn = 0, int corners = 20)
    {
        var points = new Vector2[corners];
        var (sin, cos) = MathF.SinCos(turn);
        for (var i = 0; i < corners; i++)
        {
            var (y, x) = MathF.SinCos(MathF.Tau * i / corners);
            (x, y) = (x * radiusX, y * radiusY);
            points[i] = centre + new Vector2(x * cos - y * sin, x * sin + y * cos);
        }

        return points;
    }

    /// <summary>A rectangle between two corners.</summary>
    public static Vector2[] Box(float left, float top, float right, float bottom) =>
        [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];

    private static Vector2 Between(Vector2 before, Vector2 from, Vector2 to, Vector2 after, float t) =>
        0.5f * (2 * from + t * (to - before + t * (2 * before - 5 * from + 4 * to - after + t * (3 * (from - to) + after - before))));
}

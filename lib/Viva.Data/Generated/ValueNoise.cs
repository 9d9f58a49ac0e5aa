using System.Numerics;

namespace Viva.Data.Generated;

/// <summary>Smooth random patterns over the plane: random values at whole coordinates, blended between.</summary>
internal readonly struct ValueNoise(uint seed)
{
    /// <summary>The pattern at a point, from -1 to 1.</summary>
    public float At(float x, float y)
    {
        var (left, top) = (MathF.Floor(x), MathF.Floor(y));
        var (u, v) = (Ease(x - left), Ease(y - top));
        var (column, row) = ((int)left, (int)top);
        var upper = float.Lerp(Corner(column, row), Corner(column + 1, row), u);
        var lower = float.Lerp(Corner(column, row + 1), Corner(column + 1, row + 1), u);
        return float.Lerp(upper, lower, v);
    }

    /// <summary>The pattern at a point, from -1 to 1.</summary>
    public float At(Vector2 point) => At(point.X, point.Y);

    private float Corner(int x, int y)
    {
        var bits = unchecked((uint)x * 0x8da6b343u ^ (uint)y * 0xd8163841u ^ seed * 0xcb1ab31fu);
        bits = (bits ^ (bits >> 16)) * 0x7feb352du;
        bits = (bits ^ (bits >> 15)) * 0x846ca68bu;
        return ((bits ^ (bits >> 16)) >> 8) * (2f / (1 << 24)) - 1;
    }

    private static float Ease(float t) => t * t * (3 - 2 * t);
}

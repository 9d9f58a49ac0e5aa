using System.Numerics;

namespace Viva.Data.Generated;

/// <summary>Colours as red, green and blue from 0 to 1.</summary>
internal static class Tint
{
    /// <summary>The brightness that the eye sees, from 0 to 1 (ITU-R BT.601).</summary>
    public static float Brightness(Vector3 colour) => Vector3.Dot(colour, new Vector3(0.299f, 0.587f, 0.114f));

    /// <summary>A colour by hue (0 to 1 around the circle, 0 red), saturation and value.</summary>
    public static Vector3 Of(float hue, float saturation, float value)
    {
        float Channel(float offset)
        {
            var k = (offset + hue * 6) % 6;
            if (k < 0)
            {
                k += 6;
            }

            return value * (1 - saturation * Math.Clamp(MathF.Min(k, 4 - k), 0, 1));
        }

        return new Vector3(Channel(5), Channel(3), Channel(1));
    }

    /// <summary>The colour at <paramref name="t"/> (0 to 1) on the way along <paramref name="colours"/>.</summary>
    public static Vector3 Along(ReadOnlySpan<Vector3> colours, float t)
    {
        var place = Math.Clamp(t, 0, 1) * (colours.Length - 1);
        var index = Math.Min((int)place, colours.Length - 2);
        return Vector3.Lerp(colours[index], colours[index + 1], place - index);
    }

    /// <summary>0 below <paramref name="low"/>, 1 above <paramref name="high"/>, smooth between; falling when low is above high.</summary>
    public static float Step(float low, float high, float x)
    {
        var t = Math.Clamp((x - low) / (high - low), 0, 1);
        return t * t * (3 - 2 * t);
    }

    /// <summary>A round soft spot: 1 at its centre, 0 from a distance of two radii.</summary>
    public static float Spot(Vector2 at, Vector2 centre, float radiusX, float radiusY)
    {
        var (x, y) = ((at.X - centre.X) / radiusX, (at.Y - centre.Y) / radiusY);
        var falling = 1 - 0.25f * (x * x + y * y);
        return falling <= 0 ? 0 : falling * falling * falling;
    }

    /// <summary>A colour as paint.</summary>
    public static Vector4 Solid(Vector3 colour, float opacity = 1) => new(colour, opacity);
}

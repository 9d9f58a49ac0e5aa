using System.Numerics;

namespace Viva.Data.Generated.Scenes;

/// <summary>
/// Draws one scene at a time: a place, an object somewhere in it, perhaps something in front, light, and a camera's noise. Place, colours,
/// light and what stands in front are drawn without regard to the class, so that none of them gives it away.
/// </summary>
internal sealed partial class ScenePainter(int side)
{
    private readonly Canvas _canvas = new(side, side);
    private SeededRandom _random;
    private Matrix3x2 _frame; // from an object's own coordinates, -1 to 1, into the picture
    private float _size;
    private Vector2 _sun; // towards the light, in the picture
    private float _contrast; // of light and shade
    private Vector3 _ground; // a typical colour of the place
    private Vector3 _main,
        _second,
        _third;

    /// <summary>
    /// Draws an object of class <paramref name="label"/> (see <see cref="SceneGenerator.ClassNames"/>) into three planes.
    /// </summary>
    public void Draw(int label, SeededRandom random, Span<float> planes)
    {
        _random = random;
        var (sin, cos) = MathF.SinCos(_random.Uniform(-1.2f, 1.2f));
        _sun = new Vector2(sin, -cos);
        _contrast = _random.Uniform(0.10f, 0.32f);
        Place();
        Clutter(_random.Below(3));
        _main = Colour(_ground, 0.45f, brighter: _random.Chance(0.7f)); // things stand out from what is behind, mostly as the brighter ones
        _second = Colour(_ground, 0.35f);
        _third = Colour(_main, 0.35f);
        var ending = new SeededRandom(_random.Next(), 0); // whatever the object draws, the rest of the picture comes from this
        Frame(label);
        Shadow();
        switch (label)
        {
            case 0:
                Aeroplane();
                break;
            case 1:
                Bird();
                break;
            case 2:
                Boat();
                break;
            case 3:
                Car();
                break;
            case 4:
                Chair();
                break;
            case 5:
                Cup();
                break;
            case 6:
                Fish();
                break;
            case 7:
                Flower();
                break;
            case 8:
                House();
                break;
            default:
                Tree();
                break;
        }

        _random = ending;
        if (_random.Chance(0.3f))
        {
            Cover();
        }

        Finish(planes);
    }

    /// <summary>
    /// Any colour that is further than <paramref name="apart"/> from <paramref name="other"/> and, if asked, brighter or darker.
    /// </summary>
    private Vector3 Colour(Vector3 other, float apart, bool? brighter = null)
    {
        var best = Vector3.Zero;
        var farthest = -1f;
        for (var tries = 0; tries < 8; tries++)
        {
            var colour = Tint.Of(
                _random.Uniform(0, 1),
                0.9f * MathF.Sqrt(_random.Uniform(0, 1)) * _random.Uniform(0.3f, 1),
                _random.Uniform(0.12f, 0.98f)
            );
            var distance =
                brighter is { } asked && Tint.Brightness(colour) > Tint.Brightness(other) != asked ? 0 : (colour - other).Length();
            if (distance > farthest)
            {
                (best, farthest) = (colour, distance);
            }

            if (distance > apart)
            {
                break;
            }
        }

        return best;
    }

    private void Frame(int label)
    {
        // How far each kind of thing may lean, in degrees.
        var lean = label switch
        {
            0 => 30,
            1 => 16,
            2 => 10,
            3 => 8,
            4 => 6,
            5 => 10,
            6 => 22,
            7 => 12,
            8 => 4,
            _ => 7,
        };
        var scale = _random.Uniform(0.62f, 0.92f);
        var room = MathF.Max(0.05f, 0.92f - scale);
        var aspect = MathF.Exp(_random.Normal(0, 0.10f));
        _size = scale;
        var flip = _random.Chance(0.5f) ? -1 : 1;
        _frame =
            Matrix3x2.CreateScale(flip * scale * aspect, scale / aspect)
            * new Matrix3x2(1, 0, _random.Normal(0, 0.07f), 1, 0, 0)
            * Matrix3x2.CreateRotation(_random.Uniform(-lean, lean) * MathF.PI / 180)
            * Matrix3x2.CreateTranslation(_random.Uniform(-room, room), _random.Uniform(-room, room));
    }

    private Vector2[] Framed(ReadOnlySpan<Vector2> points)
    {
        var placed = new Vector2[points.Length];
        for (var i = 0; i < placed.Length; i++)
        {
            placed[i] = Vector2.Transform(points[i], _frame);
        }

        return placed;
    }

    /// <summary>A polygon in the object's coordinates, rounded by the light.</summary>
    private void Shape(Vector3 colour, params ReadOnlySpan<Vector2> corners) => _canvas.Fill(Framed(corners), Lit(colour), rim: 0.25f);

    /// <summary>The same with a curve through the points.</summary>
    private void Blob(Vector3 colour, params ReadOnlySpan<Vector2> controls) => Shape(colour, Outline.Smooth(controls));

    private void Disc(Vector3 colour, float x, float y, float radiusX, float radiusY, float turn = 0) =>
        Shape(colour, Outline.Ellipse(new(x, y), radiusX, radiusY, turn, 14));

    /// <summary>A line in the object's coordinates, never thinner than a pixel can show.</summary>
    private void Bar(Vector3 colour, float fromX, float fromY, float toX, float toY, float radius, float endRadius = 0)
    {
        var least = 0.45f * _canvas.Pixel;
        _canvas.Stroke(
            Framed([new(fromX, fromY), new(toX, toY)]),
            MathF.Max(least, radius * _size),
            MathF.Max(least, (endRadius > 0 ? endRadius : radius) * _size),
            Lit(colour)
        );
    }

    /// <summary>Light on the side of the sun, shade on the other, most of it near the edge, as on something round.</summary>
    private Paint Lit(Vector3 colour)
    {
        var (sun, contrast, centre) = (_sun, _contrast, _frame.Translation);
        var width = 0.22f * _size;
        return (at, depth, outward) =>
        {
            var edge = Vector2.Dot(outward, sun) * MathF.Max(0, 1 - depth / width);
            return Tint.Solid(colour * (1 + contrast * (0.7f * edge + 0.5f * Vector2.Dot(at - centre, sun))));
        };
    }

    private static Vector3 Darker(Vector3 colour) => colour * 0.45f;

    private static Vector3 Lighter(Vector3 colour) => Vector3.Lerp(colour, Vector3.One, 0.5f);

    private void Shadow()
    {
        if (!_random.Chance(0.5f))
        {
            return;
        }

        var foot = Vector2.Transform(new Vector2(0, 0.85f), _frame) - _sun * 0.12f;
        var strength = _random.Uniform(0.15f, 0.45f);
        _canvas.Fill(
            Outline.Ellipse(foot, 0.85f * _size, 0.22f * _size, 0, 14),
            (_, _, _) => Tint.Solid(Vector3.Zero, strength),
            soft: 0.2f
        );
    }

    private void Place()
    {
        var noise = new ValueNoise((uint)_random.Next());
        var far = Colour(new Vector3(-1), 0);
        var near = Colour(far, 0.15f);
        // Skies are often blue and fields often green, as outdoors, but any class may stand there.
        var sky = _random.Chance(0.6f)
            ? Tint.Of(_random.Uniform(0.52f, 0.64f), _random.Uniform(0.1f, 0.55f), _random.Uniform(0.6f, 1))
            : far;
        var land = _random.Chance(0.6f)
            ? Tint.Of(_random.Uniform(0.15f, 0.40f), _random.Uniform(0.25f, 0.6f), _random.Uniform(0.3f, 0.7f))
            : near;
        var horizon = _random.Uniform(-0.5f, 0.6f);
        var rough = _random.Uniform(0.04f, 0.20f);
        switch (_random.Below(7))
        {
            case 0: // sky with clouds
                _canvas.Fill(at =>
                    Vector3.Lerp(
                        sky * (1 + 0.12f * at.Y),
                        new Vector3(0.93f),
                        0.9f * Tint.Step(0.1f, 0.7f, noise.At(at.X * 1.6f, at.Y * 3) + 0.3f * noise.At(at * 5))
                    )
                );
                _ground = sky;
                break;
            case 1: // field under a sky
                _canvas.Fill(at =>
                    Vector3.Lerp(
                        sky,
                        land * (1 + rough * 1.5f * noise.At(at.X * 9, at.Y * 14)),
                        Tint.Step(-0.05f, 0.05f, at.Y - horizon - 0.25f * noise.At(at.X * 1.5f, 0))
                    )
                );
                _ground = 0.5f * (sky + land);
                break;
            case 2: // room: a wall and a floor
                _canvas.Fill(at =>
                    at.Y < horizon
                        ? far * (1 + rough * noise.At(at * 2))
                        : near * (1 + 0.4f * rough * MathF.Sin(at.X * 14 / (0.4f + at.Y - horizon)))
                );
                _ground = 0.5f * (far + near);
                break;
            case 3: // water
                var sea = _random.Chance(0.6f)
                    ? Tint.Of(_random.Uniform(0.45f, 0.62f), _random.Uniform(0.3f, 0.7f), _random.Uniform(0.3f, 0.8f))
                    : near;
                var top = _random.Chance(0.5f) ? horizon : -2;
                _canvas.Fill(at => at.Y < top ? sky : sea * (1 + 2 * rough * noise.At(at.X * 3, at.Y * 11) + 0.15f * at.Y));
                _ground = sea;
                break;
            case 4: // street: fronts with windows over a road
                var road = new Vector3(_random.Uniform(0.25f, 0.6f));
                var (beatX, beatY) = (_random.Uniform(6, 11), _random.Uniform(6, 11));
                _canvas.Fill(at =>
                {
                    if (at.Y > horizon)
                    {
                        return road * (1 + rough * noise.At(at * 8));
                    }

                    var front = Vector3.Lerp(far, near, MathF.Floor((at.X + 3) * 1.4f) % 2);
                    return MathF.Sin(at.X * beatX) > 0.4f && MathF.Sin(at.Y * beatY) > 0.3f ? front * 0.72f : front;
                });
                _ground = 0.5f * (far + road);
                break;
            case 5: // a plain surface with a gradient
                var slope = new Vector2(_random.Uniform(-0.3f, 0.3f), _random.Uniform(-0.3f, 0.3f));
                _canvas.Fill(at => far * (1 + Vector2.Dot(at, slope)));
                _ground = far;
                break;
            default: // leaves, cloth, gravel: something with a pattern
                var grain = _random.Uniform(3, 11);
                var blend = Vector3.Lerp(far, near, _random.Uniform(0.3f, 0.8f));
                _canvas.Fill(at => Vector3.Lerp(far, blend, 0.5f + 0.5f * noise.At(at * grain)));
                _ground = 0.5f * (far + blend);
                break;
        }
    }

    /// <summary>Small things far off that mean nothing.</summary>
    private void Clutter(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var colour = Colour(_ground, 0.1f);
            var at = new Vector2(_random.Uniform(-1, 1), _random.Uniform(-1, 1));
            var (reachX, reachY) = (_random.Uniform(0.06f, 0.30f), _random.Uniform(0.06f, 0.30f));
            var turn = _random.Uniform(0, MathF.Tau);
            _canvas.Fill(
                Outline.Ellipse(at, reachX, reachY, turn, 3 + _random.Below(8)),
                (_, _, _) => Tint.Solid(colour, 0.75f),
                soft: 0.08f
            );
        }
    }

    /// <summary>Something in front that hides a part.</summary>
    private void Cover()
    {
        var colour = Colour(_main, 0.15f);
        var at = new Vector2(_random.Uniform(-0.7f, 0.7f), _random.Uniform(-0.7f, 0.7f));
        var angle = _random.Uniform(0, MathF.PI);
        var along = new Vector2(MathF.Cos(angle), MathF.Sin(angle));
        var radius = _random.Uniform(0.05f, 0.15f);
        if (_random.Chance(0.6f))
        {
            _canvas.Stroke([at - 3 * along, at + 3 * along], radius, radius, Lit(colour));
        }
        else
        {
            _canvas.Fill(Outline.Ellipse(at, 0.16f + radius, 0.10f + 1.5f * radius, angle, 3 + _random.Below(9)), Lit(colour), rim: 0.2f);
        }
    }

    private void Finish(Span<float> planes)
    {
        var exposure = _random.Uniform(0.85f, 1.2f);
        var cast = new Vector3(_random.Uniform(0.92f, 1.08f), 1, _random.Uniform(0.92f, 1.08f)) * exposure;
        var fall = 0.25f * _random.Uniform(0, 1);
        var fog = _random.Uniform(0, 0.14f);
        var haze = new Vector3(_random.Uniform(0.3f, 0.9f));
        var sun = _sun;
        _canvas.CopyTo(planes, (at, colour) => Vector3.Lerp(colour * cast * (1 + fall * Vector2.Dot(at, sun)), haze, fog));
        var grain = _random.Uniform(0.003f, 0.035f);
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i] = MathF.Round(Math.Clamp(planes[i] + grain * _random.Normal(0, 1), 0, 1) * 255) / 255;
        }
    }
}

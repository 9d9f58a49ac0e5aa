using System.Numerics;

namespace Viva.Data.Generated.Faces;

/// <summary>
/// Draws one portrait at a time, from the back to the front: background, body, hair behind, head, features, hair in front, glasses.
/// Points of the head have a depth and are turned with it, so that a feature near the edge of a turned face is foreshortened.
/// </summary>
/// <remarks>
/// Units are those of <see cref="Canvas"/>; a head is about 0.8 wide and 1.2 high. Head coordinates start between the eyes and the nose.
/// </remarks>
internal sealed partial class FacePainter(int width, int height)
{
    private const float Depth = 0.34f; // of the face in front of the head's axis
    private const float Pivot = 0.5f; // the head leans around a point in the neck
    private const float Crown = -0.62f;
    private const float Chin = 0.585f;

    private static readonly Vector3[] SkinRamp =
    [
        new(0.250f, 0.160f, 0.120f),
        new(0.350f, 0.222f, 0.160f),
        new(0.470f, 0.305f, 0.215f),
        new(0.620f, 0.425f, 0.305f),
        new(0.765f, 0.565f, 0.430f),
        new(0.880f, 0.700f, 0.575f),
        new(0.950f, 0.805f, 0.710f),
    ];

    private readonly Canvas _canvas = new(width, height);
    private Face _face = new();
    private SeededRandom _own;
    private SeededRandom _moment;
    private ValueNoise _noise;
    private Vector2 _origin;
    private float _zoom;
    private float _sinYaw,
        _cosYaw,
        _sinTilt,
        _cosTilt;
    private float _half; // half the width of the face
    private Vector3 _light;
    private Vector3 _skin,
        _hair;
    private float _eyeX,
        _eyeY,
        _noseY,
        _mouthY;
    private float _volume,
        _beardLength; // of the hair and of a full beard, 0 to 1
    private float _parted; // how wide an open mouth is, 0 to 1
    private bool _toothy; // whether a smile shows teeth

    /// <summary>Draws <paramref name="face"/> into three planes; what its attributes leave open comes from the two streams.</summary>
    public void Draw(Face face, SeededRandom own, SeededRandom moment, Span<float> planes)
    {
        (_face, _own, _moment) = (face, own, moment);
        _noise = new ValueNoise((uint)_own.Next());
        _origin = new Vector2(_moment.Uniform(-0.04f, 0.04f), _moment.Uniform(-0.05f, 0.01f));
        _zoom = _moment.Uniform(1.00f, 1.10f);
        (_sinYaw, _cosYaw) = MathF.SinCos(face.Yaw * MathF.PI / 180);
        (_sinTilt, _cosTilt) = MathF.SinCos(face.Tilt * MathF.PI / 180);
        var (sinLight, cosLight) = MathF.SinCos(face.Light * MathF.PI / 180);
        _light = Vector3.Normalize(new Vector3(sinLight, -0.5f, 0.35f + 0.65f * cosLight));
        _half = 0.365f + 0.075f * face.Width;
        (_eyeX, _eyeY) = (0.155f + 0.04f * face.EyeDistance, -0.02f);
        _noseY = 0.135f + 0.065f * face.NoseLength;
        _mouthY = _noseY + 0.155f;
        var warmth = new Vector3(0.012f, 0, -0.022f) * face.SkinWarmth;
        _skin = Tint.Along(SkinRamp, face.SkinLightness) * (Vector3.One + 2 * warmth);
        _hair = HairBase(face.HairColour) * _own.Uniform(0.9f, 1.12f);

        (_volume, _beardLength) = (_own.Uniform(0, 1), _own.Uniform(0, 1));
        _toothy = _moment.Chance(0.6f);
        _parted = _moment.Uniform(0, 1);

        // What is behind draws as many numbers as it needs; the rest of the picture must not change with it.
        var rest = new SeededRandom(_moment.Next(), 0);
        Background();
        _moment = rest;
        Body();
        BackHair();
        Neck();
        Ears(front: false);
        Head();
        Ears(front: true);
        Nose();
        Beard();
        Mouth();
        Eye(-1);
        Eye(1);
        FrontHair();
        Glasses();
        Finish(planes);
    }

    /// <summary>A point of the head in the picture; z is towards the camera from the head's axis.</summary>
    private Vector2 Place(float x, float y, float z = 0)
    {
        x = x * _cosYaw + z * _sinYaw;
        y -= Pivot;
        return _origin + _zoom * new Vector2(x * _cosTilt - y * _sinTilt, x * _sinTilt + y * _cosTilt + Pivot);
    }

    /// <summary>A point of the face's surface, lifted off it by <paramref name="lift"/>.</summary>
    private Vector2 On(float x, float y, float lift = 0)
    {
        var across = x / (_half * 1.04f);
        var down = Math.Max(0, Math.Abs(y) - 0.3f);
        return Place(x, y, Depth * MathF.Sqrt(MathF.Max(0.02f, 1 - across * across)) * (1 - 0.9f * down * down) + lift);
    }

    /// <summary>A point on the head's silhouette, which a turn moves only at the chin.</summary>
    private Vector2 Edge(float x, float y)
    {
        var shift = _sinYaw * (0.22f * Tint.Step(0.05f, 0.58f, y) + 0.04f * Tint.Step(-0.1f, -0.6f, y));
        // Place would turn the point; the silhouette is where the surface turns away, whatever the turn.
        return Place((x + shift) / _cosYaw, y);
    }

    /// <summary>Head coordinates of a point of the picture, as seen: without the turn.</summary>
    private Vector2 Local(Vector2 at)
    {
        var offset = (at - _origin) / _zoom - new Vector2(0, Pivot);
        return new Vector2(offset.X * _cosTilt + offset.Y * _sinTilt, offset.Y * _cosTilt - offset.X * _sinTilt + Pivot);
    }

    /// <summary>How light a ball-like surface is at a point: about 0.5 in the shade, 1.1 in full light.</summary>
    private float Lit(Vector2 at, float halfWidth, float halfHeight)
    {
        var local = Local(at);
        var (x, y) = (0.88f * local.X / halfWidth, 0.8f * (local.Y + 0.02f) / halfHeight);
        var flat = MathF.Min(x * x + y * y, 0.95f);
        var normal = new Vector3(x, y, MathF.Sqrt(1 - flat));
        return 0.64f + 0.56f * MathF.Max(0, 0.12f + 0.88f * Vector3.Dot(normal, _light));
    }

    /// <summary>Shade is warmer and fuller in colour than light: blood shows through skin.</summary>
    private static Vector3 Shaded(Vector3 colour, float lit)
    {
        var dark = Math.Clamp((1 - lit) * 1.6f, 0, 1);
        return colour * lit * Vector3.Lerp(new Vector3(1.01f, 1, 0.985f), new Vector3(1.06f, 0.97f, 0.93f), dark);
    }

    private void Background()
    {
        var hue = _moment.Uniform(0, 1);
        var wall = Tint.Of(hue, _moment.Uniform(0.08f, 0.42f), _moment.Uniform(0.42f, 0.95f));
        var noise = new ValueNoise((uint)_moment.Next());
        switch (_face.Background)
        {
            case FaceBackground.Plain:
                _canvas.Fill(_ => wall);
                break;
            case FaceBackground.Gradient:
                var centre = new Vector2(_moment.Uniform(-0.6f, 0.6f), _moment.Uniform(-0.5f, 0.2f));
                var dark = wall * _moment.Uniform(0.35f, 0.6f);
                _canvas.Fill(at => Vector3.Lerp(wall, dark, Tint.Step(0.1f, 1.5f, (at - centre).Length())));
                break;
            case FaceBackground.Lights:
                var night = wall * 0.4f;
                _canvas.Fill(at => night * (1 + 0.25f * noise.At(at * 1.5f)));
                var lights = 9 + _moment.Below(8);
                for (var i = 0; i < lights; i++)
                {
                    var lamp = Tint.Of(hue + _moment.Uniform(-0.15f, 0.15f), _moment.Uniform(0.1f, 0.6f), 1);
                    var size = _moment.Uniform(0.06f, 0.2f);
                    var strength = _moment.Uniform(0.25f, 0.6f);
                    _canvas.Fill(Outline.Ellipse(Anywhere(), size, size), (_, _, _) => Tint.Solid(lamp, strength), soft: 0.09f);
                }

                break;
            case FaceBackground.Room:
                Room(wall, hue);
                break;
            default:
                var sky = Vector3.Lerp(new Vector3(0.62f, 0.78f, 0.93f), new Vector3(0.97f, 0.87f, 0.72f), _moment.Uniform(0, 1));
                var leaf = Tint.Of(_moment.Uniform(0.16f, 0.40f), _moment.Uniform(0.3f, 0.6f), _moment.Uniform(0.35f, 0.65f));
                var horizon = _moment.Uniform(-0.6f, 0.2f);
                _canvas.Fill(at =>
                {
                    var leaves = noise.At(at * 3) * 0.6f + noise.At(at * 7) * 0.4f;
                    var green = leaf * (0.85f + 0.45f * leaves);
                    return Vector3.Lerp(sky, green, Tint.Step(-0.25f, 0.25f, at.Y - horizon + 0.5f * noise.At(at.X * 2.5f, 3)));
                });
                break;
        }
    }

    private void Room(Vector3 wall, float hue)
    {
        var side = _moment.Chance(0.5f) ? 1 : -1;
        _canvas.Fill(at => wall * (0.9f + 0.16f * at.X * side - 0.1f * at.Y));
        var (left, top) = (side * _moment.Uniform(0.35f, 0.6f), _moment.Uniform(-1.1f, -0.7f));
        var (right, bottom) = (left + side * _moment.Uniform(0.5f, 0.8f), top + _moment.Uniform(0.7f, 1.3f));
        var window = _moment.Chance(0.5f);
        var frame = wall * (window ? 1.25f : 0.5f);
        var inner = window ? new Vector3(0.80f, 0.89f, 0.96f) : Tint.Of(hue + 0.45f, 0.4f, 0.65f);
        _canvas.Fill(Outline.Box(left, top, right, bottom), (_, _, _) => Tint.Solid(frame), soft: 0.06f);
        var inset = 0.06f;
        _canvas.Fill(
            Outline.Box(left + side * inset, top + inset, right - side * inset, bottom - inset),
            (_, _, _) => Tint.Solid(inner),
            soft: 0.06f
        );
        if (window)
        {
            _canvas.Stroke(
                [new((left + right) / 2, top), new((left + right) / 2, bottom)],
                0.025f,
                0.025f,
                (_, _, _) => Tint.Solid(frame),
                soft: 0.05f
            );
        }

        var shelf = _moment.Uniform(0.35f, 0.8f);
        _canvas.Fill(Outline.Box(-1.1f, shelf, 1.1f, 2), (_, _, _) => Tint.Solid(wall * 0.72f), soft: 0.06f);
    }

    private Vector2 Anywhere() => new(_moment.Uniform(-1.1f, 1.1f), _moment.Uniform(-1.1f, 1.1f) * _canvas.Bottom);

    private void Body()
    {
        var cloth = Tint.Of(_moment.Uniform(0, 1), _moment.Uniform(0.05f, 0.75f), _moment.Uniform(0.18f, 0.92f));
        var end = _canvas.Bottom + 0.15f;
        var slope = _moment.Uniform(-0.03f, 0.03f);
        var outline = Outline.Smooth(
            new(-0.98f, end),
            new(-0.93f, 0.90f),
            new(-0.62f, 0.745f + slope),
            new(-0.24f, 0.64f),
            new(0, 0.62f),
            new(0.24f, 0.64f),
            new(0.62f, 0.745f - slope),
            new(0.93f, 0.90f),
            new(0.98f, end)
        );
        var folds = new ValueNoise((uint)_moment.Next());
        var pattern = _moment.Below(4);
        var second = Vector3.Lerp(cloth, Vector3.One, _moment.Uniform(0.3f, 0.6f));
        var beat = _moment.Uniform(14, 22);
        _canvas.Fill(
            outline,
            (at, depth, _) =>
            {
                var lit = 0.80f + 0.22f * _light.X * at.X - 0.1f * Tint.Step(0.1f, 0, depth) + 0.10f * folds.At(at.X * 4, at.Y * 2);
                var colour =
                    pattern == 0 && MathF.Sin(at.Y * beat * 2.2f) > 0.35f ? second
                    : pattern == 1 && MathF.Sin(at.X * beat) * MathF.Sin(at.Y * beat) > 0.3f ? second
                    : cloth;
                return Tint.Solid(colour * lit);
            },
            rim: 0.1f
        );
    }

    private void Neck()
    {
        var thickness = 0.165f + 0.05f * _face.Jaw + 0.02f * _face.Width;
        var lean = _face.Tilt / 12 * -0.03f;
        var neckline = _moment.Below(3);
        var bottom = neckline == 1 ? 0.93f : 0.755f;
        Vector2 Side(float side, float x, float y) => new(_origin.X * 0.6f + side * x + lean * (0.8f - y) * 4, y + _origin.Y * 0.5f);
        var outline = Outline.Smooth(
            Side(-1, thickness, 0.3f),
            Side(-1, thickness, 0.52f),
            Side(-1, thickness + 0.05f, 0.68f),
            Side(-1, neckline == 1 ? 0.10f : 0.14f, 0.5f * (bottom + 0.70f)),
            Side(1, 0, bottom),
            Side(1, neckline == 1 ? 0.10f : 0.14f, 0.5f * (bottom + 0.70f)),
            Side(1, thickness + 0.05f, 0.68f),
            Side(1, thickness, 0.52f),
            Side(1, thickness, 0.3f)
        );
        var chin = Edge(0, Chin);
        _canvas.Fill(
            outline,
            (at, _, _) =>
            {
                var round = (at.X - _origin.X * 0.6f) / (thickness * 1.2f);
                var lit =
                    0.80f
                    + 0.26f * round * _light.X
                    - 0.12f * round * round
                    - 0.30f * Tint.Spot(at, chin + new Vector2(-0.05f * _light.X, 0.02f), 0.24f, 0.12f);
                return Tint.Solid(Shaded(_skin, lit));
            }
        );
        if (neckline == 2)
        {
            var shirt = Tint.Of(_moment.Uniform(0, 1), _moment.Uniform(0, 0.3f), _moment.Uniform(0.75f, 1f));
            foreach (var side in (ReadOnlySpan<float>)[-1, 1])
            {
                Vector2[] collar =
                [
                    Side(side, thickness + 0.04f, 0.60f),
                    Side(side, 0.02f, 0.79f),
                    Side(side, 0.10f, 0.90f),
                    Side(side, thickness + 0.13f, 0.72f),
                ];
                _canvas.Fill(
                    collar,
                    (at, depth, _) => Tint.Solid(shirt * (0.86f + 0.2f * side * _light.X - 0.2f * Tint.Step(0.03f, 0, depth))),
                    rim: 0.05f
                );
            }
        }
    }

    private void Ears(bool front)
    {
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            // The far ear is behind the head, the near one on it.
            var (sin, cos) = MathF.SinCos(side * 1.62f + _face.Yaw * MathF.PI / 180);
            if (cos > 0 != front)
            {
                continue;
            }

            var slim = 0.042f + 0.03f * Math.Max(0, cos);
            var centre = Place(sin * _half * 1.03f / _cosYaw, 0.04f);
            var turn = MathF.Atan2(_sinTilt, _cosTilt) + side * 0.12f;
            var size = 0.095f * _zoom;
            _canvas.Fill(
                Outline.Ellipse(centre, slim, size, turn),
                (at, depth, _) =>
                {
                    var lit = 0.82f + 0.20f * side * _light.X - 0.22f * Tint.Spot(at, centre + new Vector2(0.01f * side, 0), 0.018f, 0.04f);
                    return Tint.Solid(Shaded(_skin * new Vector3(1.03f, 0.96f, 0.94f), lit));
                }
            );
        }
    }

    private Vector2[] HeadOutline(float grow = 0)
    {
        var jaw = _half * (0.68f + 0.17f * _face.Jaw);
        var chin = _half * (0.28f + 0.18f * _face.Jaw);
        ReadOnlySpan<Vector2> side =
        [
            new(0.48f * _half, -0.565f),
            new(0.84f * _half, -0.39f),
            new(_half, -0.10f),
            new(0.975f * _half, 0.12f),
            new(0.5f * (0.94f * _half + jaw) + 0.03f, 0.29f),
            new(jaw, 0.42f),
            new(chin, 0.545f),
        ];
        var controls = new Vector2[2 * side.Length + 2];
        controls[0] = Edge(0, Crown - grow);
        controls[side.Length + 1] = Edge(0, Chin + grow);
        for (var i = 0; i < side.Length; i++)
        {
            controls[i + 1] = Edge(side[i].X + grow, side[i].Y);
            controls[^(i + 1)] = Edge(-side[i].X - grow, side[i].Y);
        }

        return Outline.Smooth(controls);
    }

    private void Head()
    {
        var blush = Vector3.Lerp(_skin, new Vector3(0.80f, 0.36f, 0.32f), 0.5f);
        var blushing = _own.Uniform(0.15f, 0.55f);
        var freckles = _own.Chance(0.2f) ? _own.Uniform(0.06f, 0.14f) : 0;
        var (leftSocket, rightSocket) = (On(-_eyeX, _eyeY - 0.03f), On(_eyeX, _eyeY - 0.03f));
        var (leftCheek, rightCheek) = (On(-0.24f, 0.15f), On(0.24f, 0.15f));
        var (leftBone, rightBone) = (On(-0.22f, 0.07f), On(0.22f, 0.07f));
        var (forehead, lip, chin, nostrils) = (
            On(0.10f * _light.X, -0.31f),
            On(0, _mouthY + 0.105f),
            On(0.02f * _light.X, 0.5f),
            On(0, _noseY + 0.045f)
        );
        var (leftHollow, rightHollow) = (On(-0.27f, 0.31f), On(0.27f, 0.31f));
        var hairShade = _face.Hair switch
        {
            FaceHair.Bald => 0,
            FaceHair.Fringe => 0.22f,
            FaceHair.Cropped or FaceHair.Bun => 0.08f,
            _ => 0.15f,
        };
        var hairline = _face.Hair == FaceHair.Fringe ? -0.13f : -0.36f;
        var shine = 0.10f + 0.10f * (1 - _face.SkinLightness);
        var stubble = _face.Beard == FaceBeard.Stubble ? 0.42f : 0;
        _canvas.Fill(
            HeadOutline(),
            (at, _, _) =>
            {
                var lit = Lit(at, _half, 0.62f);
                lit -= 0.15f * (Tint.Spot(at, leftSocket, 0.085f, 0.05f) + Tint.Spot(at, rightSocket, 0.085f, 0.05f));
                lit += 0.07f * (Tint.Spot(at, leftBone, 0.09f, 0.05f) + Tint.Spot(at, rightBone, 0.09f, 0.05f));
                lit -= 0.07f * (Tint.Spot(at, leftHollow, 0.09f, 0.10f) + Tint.Spot(at, rightHollow, 0.09f, 0.10f));
                lit += shine * Tint.Spot(at, forehead, 0.15f, 0.09f) + 0.06f * Tint.Spot(at, chin, 0.07f, 0.04f);
                lit -= 0.13f * Tint.Spot(at, lip, 0.08f, 0.025f) + 0.13f * Tint.Spot(at, nostrils, 0.07f, 0.03f);
                var local = Local(at);
                lit -= hairShade * Tint.Step(hairline + 0.14f, hairline - 0.02f, local.Y);
                var colour = Vector3.Lerp(
                    _skin,
                    blush,
                    blushing * (Tint.Spot(at, leftCheek, 0.10f, 0.075f) + Tint.Spot(at, rightCheek, 0.10f, 0.075f))
                );
                if (freckles > 0)
                {
                    colour *=
                        1
                        - freckles
                            * Tint.Step(0.25f, 0.7f, _noise.At(local * 34))
                            * (Tint.Spot(at, leftCheek, 0.11f, 0.07f) + Tint.Spot(at, rightCheek, 0.11f, 0.07f));
                }

                if (stubble > 0)
                {
                    colour = Vector3.Lerp(colour, _hair * 0.7f, stubble * BeardZone(local) * (0.8f + 0.3f * _noise.At(local * 40)));
                }

                return Tint.Solid(Shaded(colour, lit));
            }
        );
        if (_face.Hair == FaceHair.Bald)
        {
            var gleam = Place((0.16f * _light.X + 0.05f * _sinYaw) / _cosYaw, -0.44f);
            _canvas.Fill(
                Outline.Ellipse(gleam, 0.22f, 0.14f),
                (at, _, _) => Tint.Solid(Vector3.One, (0.10f + shine) * Tint.Spot(at, gleam, 0.10f, 0.06f)),
                soft: 0.05f
            );
        }
    }

    private void Finish(Span<float> planes)
    {
        var exposure = _moment.Uniform(0.93f, 1.07f);
        var cast = new Vector3(_moment.Uniform(0.97f, 1.03f), 1, _moment.Uniform(0.97f, 1.03f)) * exposure;
        _canvas.CopyTo(planes, (at, colour) => colour * cast * (1 - 0.10f * Tint.Step(0.7f, 1.45f, at.Length())));
        var grain = _moment.Uniform(0.001f, 0.008f);
        var area = planes.Length / 3;
        for (var i = 0; i < area; i++)
        {
            var grey = grain * _moment.Normal(0, 1);
            for (var channel = i; channel < planes.Length; channel += area)
            {
                planes[channel] = MathF.Round(Math.Clamp(planes[channel] + grey, 0, 1) * 255) / 255;
            }
        }
    }
}

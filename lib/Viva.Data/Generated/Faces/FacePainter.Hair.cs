using System.Numerics;

namespace Viva.Data.Generated.Faces;

/// <summary>Hair: what hangs behind the head, and what grows over it.</summary>
internal sealed partial class FacePainter
{
    private static Vector3 HairBase(FaceHairColour colour) =>
        colour switch
        {
            FaceHairColour.Black => new(0.105f, 0.088f, 0.085f),
            FaceHairColour.Brown => new(0.31f, 0.20f, 0.125f),
            FaceHairColour.Auburn => new(0.45f, 0.19f, 0.115f),
            FaceHairColour.Ginger => new(0.74f, 0.39f, 0.17f),
            FaceHairColour.Blond => new(0.86f, 0.70f, 0.42f),
            _ => new(0.66f, 0.65f, 0.65f),
        };

    /// <summary>Hair that is combed away from <paramref name="root"/> (in head coordinates), with a sheen across the strands.</summary>
    private Paint Strands(Vector2 root, float fineness, float dark = 1)
    {
        var shift = _noise.At(7.3f, 1.9f);
        return (at, depth, _) =>
        {
            var from = Local(at) - root;
            var r = from.Length();
            var angle = MathF.Atan2(from.X, from.Y);
            return HairColour(at, angle * fineness * 0.5f, r * 3, Tint.Step(0.13f, 0, MathF.Abs(r - 0.30f - 0.03f * shift)), depth, dark);
        };
    }

    /// <summary>Hair that hangs down; <paramref name="wave"/> bends it.</summary>
    private Paint Hanging(float wave, float dark = 1)
    {
        var phase = _noise.At(2.1f, 8.8f) * 3;
        return (at, depth, _) =>
        {
            var local = Local(at);
            var x = local.X + wave * MathF.Sin(local.Y * 15 + phase);
            var bright =
                wave > 0
                    ? 0.6f * Tint.Step(0.2f, 1, MathF.Sin(local.Y * 15 + phase + local.X * 4))
                    : Tint.Step(0.16f, 0, MathF.Abs(local.Y + 0.30f));
            return HairColour(at, x * 24, local.Y * 1.6f, bright, depth, dark);
        };
    }

    private Vector4 HairColour(Vector2 at, float across, float along, float sheen, float depth, float dark)
    {
        var strand = 0.6f * _noise.At(across, along) + 0.4f * _noise.At(across * 2.3f + 17, along * 1.3f);
        var lit = 0.25f + 0.75f * Lit(at, _half * 1.25f, 0.75f);
        lit *= 1 + 0.24f * strand - 0.22f * Tint.Step(0.05f, 0, depth);
        var gleam = sheen * MathF.Max(0, lit - 0.55f) * (0.7f + 0.6f * strand);
        return Tint.Solid(_hair * (lit * dark) + (0.25f * _hair + new Vector3(0.12f, 0.115f, 0.11f)) * gleam);
    }

    /// <summary>Curls: tufts of light and shade.</summary>
    private Paint Curls(float dark = 1) =>
        (at, depth, _) =>
        {
            var local = Local(at);
            var warp = new Vector2(_noise.At(local * 9), _noise.At(local.Y * 9 + 40, local.X * 9)) * 0.045f;
            var tuft = 0.65f * _noise.At((local + warp) * 15) + 0.35f * _noise.At((local + warp) * 29);
            var lit = 0.28f + 0.72f * Lit(at, _half * 1.45f, 0.85f);
            lit *= 1 + 0.42f * tuft - 0.22f * Tint.Step(0.06f, 0, depth);
            return Tint.Solid(_hair * (lit * dark) + new Vector3(0.055f) * MathF.Max(0, tuft) * lit);
        };

    /// <summary>A closed curve round the head, given by its right side from top to bottom and mirrored.</summary>
    private Vector2[] Around(float wobble, params ReadOnlySpan<Vector2> side)
    {
        var controls = new Vector2[2 * side.Length];
        for (var i = 0; i < side.Length; i++)
        {
            var (right, left) = (wobble * _noise.At(i * 1.7f, 3.1f), wobble * _noise.At(i * 1.7f, 9.4f));
            controls[i] = Edge(side[i].X + right, side[i].Y);
            controls[^(i + 1)] = Edge(-side[i].X - left, side[i].Y);
        }

        return Outline.Smooth(controls);
    }

    private void BackHair()
    {
        var w = _half;
        switch (_face.Hair)
        {
            case FaceHair.Fringe:
                _canvas.Fill(
                    Around(
                        0.01f,
                        new(0.15f, -0.68f),
                        new(0.85f * w, -0.56f),
                        new(w + 0.10f, -0.25f),
                        new(w + 0.125f, 0.15f),
                        new(w + 0.10f, 0.46f),
                        new(w - 0.04f, 0.54f),
                        new(0.12f, 0.55f)
                    ),
                    Hanging(0, 0.55f),
                    rim: 0.06f
                );
                break;
            case FaceHair.Straight:
                _canvas.Fill(
                    Around(
                        0.02f,
                        new(0.15f, -0.68f),
                        new(0.85f * w, -0.56f),
                        new(w + 0.09f, -0.25f),
                        new(w + 0.11f, 0.15f),
                        new(w + 0.12f, 0.55f),
                        new(w + 0.11f, 0.92f),
                        new(w - 0.06f, 1.02f),
                        new(0.10f, 1.0f)
                    ),
                    Hanging(0, 0.6f),
                    rim: 0.06f
                );
                break;
            case FaceHair.Wavy:
                _canvas.Fill(
                    Around(
                        0.03f,
                        new(0.15f, -0.71f),
                        new(0.9f * w, -0.60f),
                        new(w + 0.14f, -0.30f),
                        new(w + 0.13f, -0.05f),
                        new(w + 0.19f, 0.15f),
                        new(w + 0.15f, 0.35f),
                        new(w + 0.21f, 0.55f),
                        new(w + 0.15f, 0.75f),
                        new(w + 0.17f, 0.92f),
                        new(w - 0.04f, 1.00f),
                        new(0.10f, 0.98f)
                    ),
                    Hanging(0.03f, 0.62f),
                    rim: 0.06f
                );
                break;
            case FaceHair.Curly:
                _canvas.Fill(CurlyOutline(), Curls(0.72f), rim: 0.06f);
                break;
            case FaceHair.Bun:
                var size = 0.15f + 0.05f * _volume;
                var centre = Place(0.04f * _sinYaw / _cosYaw, -0.655f - 0.5f * size);
                _canvas.Fill(
                    Outline.Ellipse(centre, size * 1.08f * _zoom, size * _zoom),
                    (at, depth, outward) =>
                    {
                        var turn = MathF.Atan2(at.Y - centre.Y, at.X - centre.X);
                        var r = (at - centre).Length() / size;
                        return HairColour(
                            at,
                            r * 9 + turn * 0.9f,
                            turn * 2,
                            Tint.Step(0.4f, 0, MathF.Abs(r - 0.55f)) * (outward.Y < 0 ? 1 : 0.2f),
                            depth,
                            0.92f
                        );
                    },
                    rim: 0.06f
                );
                break;
        }
    }

    private Vector2[] CurlyOutline()
    {
        const int bumps = 19;
        var volume = 0.13f + 0.09f * _volume;
        var points = new Vector2[bumps * 4];
        for (var i = 0; i < points.Length; i++)
        {
            var part = i / (float)points.Length;
            var angle = MathF.Tau * part;
            var (sin, cos) = MathF.SinCos(angle);
            var bump =
                0.030f * MathF.Abs(MathF.Sin(MathF.PI * bumps * part + 2 * _noise.At(cos * 2, sin * 2)))
                + 0.02f * _noise.At(cos * 3 + 5, sin * 3);
            points[i] = Edge(sin * (_half + volume + bump), -0.16f - cos * (0.47f + volume + bump));
        }

        return points;
    }

    private void FrontHair()
    {
        var w = _half;
        var peak = _own.Uniform(-0.03f, 0.03f);
        var side = _own.Chance(0.5f) ? 1 : -1;
        switch (_face.Hair)
        {
            case FaceHair.Cropped:
                Cap(
                    Strands(new(0, -0.62f), 30),
                    0.030f,
                    0.02f,
                    [
                        On(-0.955f * w, 0.03f),
                        On(-0.90f * w, -0.14f),
                        On(-0.80f * w, -0.30f),
                        On(-0.45f * w, -0.385f),
                        On(0, -0.40f - peak),
                        On(0.45f * w, -0.385f),
                        On(0.80f * w, -0.30f),
                        On(0.90f * w, -0.14f),
                        On(0.955f * w, 0.03f),
                    ],
                    soft: 0.05f
                );
                break;
            case FaceHair.Bun:
                Cap(
                    Strands(new(0, -0.80f), 40),
                    0.020f,
                    0.02f,
                    [
                        On(-0.96f * w, 0f),
                        On(-0.90f * w, -0.18f),
                        On(-0.72f * w, -0.33f),
                        On(-0.38f * w, -0.41f),
                        On(0, -0.43f - peak),
                        On(0.38f * w, -0.41f),
                        On(0.72f * w, -0.33f),
                        On(0.90f * w, -0.18f),
                        On(0.96f * w, 0f),
                    ]
                );
                break;
            case FaceHair.Parted:
                // Combed from a parting on one side over to the other.
                var parting = On(side * 0.45f * w, -0.40f);
                Vector2[] line =
                [
                    On(-side * 0.97f * w, 0.02f),
                    On(-side * 0.93f * w, -0.15f),
                    On(-side * 0.72f * w, -0.24f),
                    On(-side * 0.25f * w, -0.33f),
                    parting,
                    On(side * 0.76f * w, -0.30f),
                    On(side * 0.93f * w, -0.13f),
                    On(side * 0.97f * w, 0.03f),
                ];
                if (side > 0)
                {
                    Cap(Strands(new(side * 0.5f * w, -0.42f), 26), 0.055f, 0.075f, line, lean: -side);
                }
                else
                {
                    Cap(Strands(new(side * 0.5f * w, -0.42f), 26), 0.055f, 0.075f, Reversed(line), lean: -side);
                }

                break;
            case FaceHair.Fringe:
                Cap(
                    Hanging(0),
                    0.085f,
                    0.06f,
                    [
                        On(-0.90f * w, 0.10f),
                        On(-0.86f * w, -0.06f),
                        On(-0.78f * w, -0.125f + peak),
                        On(-0.40f * w, -0.14f),
                        On(0, -0.145f + 0.5f * peak),
                        On(0.40f * w, -0.14f),
                        On(0.78f * w, -0.125f - peak),
                        On(0.86f * w, -0.06f),
                        On(0.90f * w, 0.10f),
                    ]
                );
                Locks(0.90f, 0.085f, 0.48f, Hanging(0));
                break;
            case FaceHair.Straight:
                Curtain(0.075f, 0.92f, side * 0.12f * w, Hanging(0));
                break;
            case FaceHair.Wavy:
                Curtain(0.125f, 0.90f, side * 0.22f * w, Hanging(0.03f));
                break;
            case FaceHair.Curly:
                var curls = Curls();
                Vector2[] rim =
                [
                    On(-0.93f * w, 0.02f),
                    On(-0.88f * w, -0.17f),
                    On(-0.70f * w, -0.30f),
                    On(-0.40f * w, -0.34f),
                    On(0, -0.37f - peak),
                    On(0.40f * w, -0.34f),
                    On(0.70f * w, -0.30f),
                    On(0.88f * w, -0.17f),
                    On(0.93f * w, 0.02f),
                ];
                for (var i = 0; i < rim.Length; i++)
                {
                    rim[i] += new Vector2(0.02f * _noise.At(i * 1.9f, 0.5f), 0.025f * _noise.At(i * 1.9f, 5.5f));
                }

                Cap(curls, 0.09f, 0.07f, rim, soft: 0.05f);
                break;
        }
    }

    private static Vector2[] Reversed(Vector2[] points)
    {
        Array.Reverse(points);
        return points;
    }

    /// <summary>
    /// Hair on top of the head: between the silhouette, which it exceeds by so much at the sides
    /// and on top, and a hairline from left to right.
    /// </summary>
    private void Cap(Paint paint, float sides, float top, ReadOnlySpan<Vector2> hairline, float lean = 0, float soft = 0.03f)
    {
        var w = _half + sides;
        var (right, left) = (1 + 0.12f * lean, 1 - 0.12f * lean);
        ReadOnlySpan<Vector2> over =
        [
            Edge(w * 0.985f, -0.02f),
            Edge(w * 0.99f, -0.20f),
            Edge(w * 0.87f, -0.40f),
            Edge(w * 0.52f, -0.565f - 0.85f * top * right),
            Edge(0.10f * lean, Crown - top),
            Edge(-w * 0.52f, -0.565f - 0.85f * top * left),
            Edge(-w * 0.87f, -0.40f),
            Edge(-w * 0.99f, -0.20f),
            Edge(-w * 0.985f, -0.02f),
        ];
        _canvas.Fill(Outline.Smooth([.. hairline, .. over]), paint, soft, rim: 0.06f);
    }

    /// <summary>Long hair that falls to both sides from a parting.</summary>
    private void Curtain(float sides, float end, float parting, Paint paint)
    {
        var w = _half;
        Cap(
            paint,
            sides,
            sides * 0.7f,
            [
                On(-0.95f * w, 0.16f),
                On(-0.90f * w, -0.08f),
                On(-0.72f * w, -0.27f),
                On(parting - 0.16f * w, -0.41f),
                On(parting, -0.46f),
                On(parting + 0.16f * w, -0.41f),
                On(0.72f * w, -0.27f),
                On(0.90f * w, -0.08f),
                On(0.95f * w, 0.16f),
            ]
        );
        Locks(0.95f, sides, end, paint);
    }

    /// <summary>Hair in front of the ears and, when long, of the shoulders.</summary>
    private void Locks(float inner, float sides, float end, Paint paint)
    {
        var w = _half;
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            var near = side * _sinYaw < 0 ? 1 : 0.6f; // the far side of a turned head shows less
            var wave = 0.02f * _noise.At(side * 4, 6.6f);
            var lower = MathF.Min(end, 0.36f);
            ReadOnlySpan<Vector2> face =
            [
                On(side * inner * w, -0.10f),
                On(side * inner * w, 0.08f),
                Edge(side * (w * inner + 0.005f), 0.26f),
            ];
            ReadOnlySpan<Vector2> tips =
            [
                Edge(side * (w - 0.03f * near + wave), lower + 0.1f),
                Edge(side * (w - 0.06f + wave), end),
                Edge(side * (w + sides * 0.8f), end + 0.02f),
            ];
            ReadOnlySpan<Vector2> outside =
            [
                Edge(side * (w + sides * 1.1f + wave), lower),
                Edge(side * (w + sides), 0.10f),
                Edge(side * (w + sides * 0.95f), -0.12f),
            ];
            _canvas.Fill(Outline.Smooth([.. face, .. tips, .. outside]), paint, soft: 0.03f, rim: 0.06f);
        }
    }
}

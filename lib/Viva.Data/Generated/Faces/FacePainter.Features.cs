using System.Numerics;

namespace Viva.Data.Generated.Faces;

/// <summary>Nose, eyes, mouth, beard and glasses.</summary>
internal sealed partial class FacePainter
{
    private static readonly Vector3 Lash = new(0.10f, 0.07f, 0.06f);

    private static Vector3 IrisBase(FaceEyeColour colour) =>
        colour switch
        {
            FaceEyeColour.Brown => new(0.34f, 0.20f, 0.11f),
            FaceEyeColour.Hazel => new(0.53f, 0.39f, 0.17f),
            FaceEyeColour.Green => new(0.32f, 0.52f, 0.30f),
            FaceEyeColour.Blue => new(0.25f, 0.48f, 0.76f),
            _ => new(0.52f, 0.58f, 0.62f),
        };

    private void Nose()
    {
        var wide = 0.052f + 0.034f * _face.NoseWidth;
        var dark = Shaded(_skin, 0.60f);
        var light = Vector3.Lerp(_skin * 1.12f, Vector3.One, 0.12f);
        // The shade lies on the side away from the light, or, in front light, away from the turn.
        var away = _light.X * 1.3f - _sinYaw * 0.5f > 0 ? -1 : 1;
        var strength = 0.20f + 0.25f * MathF.Abs(_light.X);
        var tip = On(0, _noseY - 0.02f, 0.10f);
        var bridge = On(0, -0.06f, 0.02f);
        _canvas.Stroke(
            [On(away * 0.055f, -0.08f), On(away * 0.05f, 0.04f, 0.02f), On(away * wide * 0.8f, _noseY - 0.02f, 0.05f)],
            0.012f,
            0.024f,
            (_, _, _) => Tint.Solid(dark, strength),
            soft: 0.06f
        );
        _canvas.Stroke([bridge, Vector2.Lerp(bridge, tip, 0.5f), tip], 0.006f, 0.022f, (_, _, _) => Tint.Solid(light, 0.35f), soft: 0.045f);
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            var wing = Outline.Curve(
                On(side * wide * 0.9f, _noseY - 0.045f, 0.03f),
                On(side * wide * 1.12f, _noseY - 0.008f, 0.02f),
                On(side * wide * 0.85f, _noseY + 0.018f, 0.04f)
            );
            _canvas.Stroke(wing, 0.007f, 0.009f, (_, _, _) => Tint.Solid(dark, 0.5f), soft: 0.025f);
            var nostril = On(side * wide * 0.45f, _noseY + 0.012f, 0.07f);
            _canvas.Stroke(
                [nostril, On(side * wide * 0.7f, _noseY + 0.008f, 0.06f)],
                0.010f,
                0.008f,
                (_, _, _) => Tint.Solid(_skin * 0.34f, 0.75f)
            );
        }

        _canvas.Stroke(
            [On(-wide * 0.5f, _noseY + 0.022f, 0.06f), On(0, _noseY + 0.032f, 0.08f), On(wide * 0.5f, _noseY + 0.022f, 0.06f)],
            0.006f,
            0.006f,
            (_, _, _) => Tint.Solid(dark, 0.45f),
            soft: 0.025f
        );
    }

    private void Eye(float side)
    {
        var size = 1.0f + 0.26f * _face.EyeSize;
        var (reach, up, low, slant) = _face.EyeShape switch
        {
            FaceEyeShape.Round => (0.087f, 0.056f, 0.040f, 0.000f),
            FaceEyeShape.Almond => (0.100f, 0.043f, 0.030f, 0.022f),
            _ => (0.104f, 0.033f, 0.023f, 0.010f),
        };
        (reach, up, low) = (reach * size, up * size, low * size);
        var smile = _face.Mouth == FaceMouth.Smile ? 0.008f : 0;
        Vector2 At(float x, float y) => On(side * (_eyeX + x), _eyeY + y);
        Vector2 inner = At(-reach, 0.010f),
            outer = At(reach, -slant);
        Vector2[] upper =
        [
            inner,
            At(-0.55f * reach, -0.75f * up),
            At(0.02f * reach, -up - 0.2f * slant),
            At(0.60f * reach, -0.72f * up - 0.6f * slant),
            outer,
        ];
        var outline = Outline.Smooth([
            .. upper,
            At(0.55f * reach, 0.75f * low - 0.6f * slant - smile),
            At(0, low - smile),
            At(-0.55f * reach, 0.7f * low),
        ]);

        var radius = 0.048f * size;
        // The gaze follows the camera a little when the head turns away from it.
        var gaze = new Vector2(-0.022f * _sinYaw, -0.004f);
        var pupil = On(side * _eyeX + gaze.X, _eyeY + gaze.Y - 0.1f * up);
        var (iris, scale) = (IrisBase(_face.EyeColour), _zoom);
        var white = new Vector3(0.95f, 0.935f, 0.92f) * ((_face.EyeShape == FaceEyeShape.Narrow ? 0.85f : 0.93f) + 0.08f * side * _light.X);
        var spark = pupil + new Vector2(_light.X > 0 ? 0.017f : -0.017f, -0.018f);
        var lid = _eyeY - up;
        var shade = 0.6f + 0.4f * Lit(pupil, _half, 0.62f);
        _canvas.Fill(
            outline,
            (at, depth, _) =>
            {
                var across = (at - pupil) / new Vector2(scale * (0.72f + 0.28f * _cosYaw), scale);
                var r = across.Length();
                // The iris is lighter below, where light falls through it, and dark at its rim.
                var inside = iris * (0.95f + 0.55f * Tint.Step(-radius, radius, across.Y));
                inside *= 1 - 0.5f * Tint.Step(radius * 0.68f, radius, r);
                inside = Vector3.Lerp(inside, new Vector3(0.03f, 0.025f, 0.025f), Tint.Step(radius * 0.52f, radius * 0.30f, r));
                var colour = Vector3.Lerp(white, inside, Tint.Step(radius * 1.08f, radius * 0.90f, r));
                colour *= shade - 0.35f * Tint.Step(0.30f * up, -0.9f * up, Local(at).Y - _eyeY) - 0.14f * Tint.Step(0.02f, 0, depth);
                return Tint.Solid(Vector3.Lerp(colour, Vector3.One, 0.92f * Tint.Step(0.021f, 0.009f, (at - spark).Length())));
            },
            rim: 0.03f
        );

        var crease = Shaded(_skin, 0.55f);
        var lash = Vector3.Lerp(Lash, _hair * 0.4f, 0.4f);
        var thick = 0.010f + 0.005f * _face.EyeSize;
        _canvas.Stroke(
            Outline.Curve([.. upper, At(1.12f * reach, -slant - 0.010f)]),
            thick * 0.7f,
            thick * 1.1f,
            (_, _, _) => Tint.Solid(lash, 0.92f)
        );
        _canvas.Stroke(
            Outline.Curve(At(-0.9f * reach, 0.022f), At(0, low - smile + 0.006f), At(0.95f * reach, 0.012f - slant)),
            0.004f,
            0.006f,
            (_, _, _) => Tint.Solid(crease, 0.55f),
            soft: 0.02f
        );
        if (_face.EyeShape != FaceEyeShape.Narrow)
        {
            _canvas.Stroke(
                Outline.Curve(At(-0.85f * reach, -0.55f * up - 0.012f), At(0, -up - 0.03f), At(0.95f * reach, -0.5f * up - 0.02f - slant)),
                0.004f,
                0.006f,
                (_, _, _) => Tint.Solid(crease, 0.6f),
                soft: 0.022f
            );
        }

        var lift = _face.Mouth switch
        {
            FaceMouth.Open => 0.028f,
            FaceMouth.Smile => 0.012f,
            FaceMouth.Frown => 0.004f,
            _ => 0,
        };
        var knit = _face.Mouth == FaceMouth.Frown ? 0.014f : 0;
        var arch = 0.012f + 0.02f * (1 - _face.Jaw);
        var browY = -0.130f - 0.5f * up - lift;
        var brow = Vector3.Lerp(_hair * 0.72f, _skin * 0.55f, 0.15f);
        var heavy = 0.011f + 0.017f * _face.Brows;
        // Worry raises the inner ends.
        var line = Outline.Curve(
            At(-0.85f * reach, browY + 0.001f - knit),
            At(-0.1f * reach, browY - 0.5f * arch),
            At(0.55f * reach, browY - 0.8f * arch),
            At(1.2f * reach, browY + 0.026f)
        );
        _canvas.Stroke(line, heavy, heavy * 0.35f, (at, _, _) => Tint.Solid(brow * (1 + 0.18f * _noise.At(at * 45)), 0.88f), soft: 0.03f);
    }

    private void Mouth()
    {
        var full = 0.65f + 0.75f * _face.Lips;
        var (wide, corner, sag, gap) = _face.Mouth switch
        {
            FaceMouth.Smile => (0.158f, -0.034f, 0.020f, _toothy ? 0.028f + 0.018f * _parted : 0),
            FaceMouth.Neutral => (0.124f, 0.000f, 0.000f, 0f),
            FaceMouth.Open => (0.108f, 0.004f, 0.000f, 0.070f + 0.04f * _parted),
            _ => (0.122f, 0.030f, -0.016f, 0f),
        };
        wide *= 0.92f + 0.16f * _face.Width;
        corner *= _moment.Uniform(0.85f, 1.15f);
        var (up, low) = (0.030f * full, 0.044f * full);
        var (upperLine, lowerLine) = (sag - 0.3f * gap, sag + 0.7f * gap);
        Vector2 At(float x, float y) => On(x * wide, _mouthY + y, 0.02f);
        Vector2 left = At(-1, corner),
            right = At(1, corner);
        // The two lines between the lips, from corner to corner.
        var above = Outline.Curve(
            left,
            At(-0.5f, 0.45f * corner + upperLine * 0.75f),
            At(0, upperLine),
            At(0.5f, 0.45f * corner + upperLine * 0.75f),
            right
        );
        var below = Outline.Curve(
            left,
            At(-0.5f, 0.45f * corner + lowerLine * 0.8f),
            At(0, lowerLine),
            At(0.5f, 0.45f * corner + lowerLine * 0.8f),
            right
        );
        var top = Outline.Curve(
            left,
            At(-0.55f, 0.4f * corner + upperLine * 0.75f - 0.72f * up),
            At(-0.18f, upperLine - up),
            At(0, upperLine - 0.74f * up),
            At(0.18f, upperLine - up),
            At(0.55f, 0.4f * corner + upperLine * 0.75f - 0.72f * up),
            right
        );
        var bottom = Outline.Curve(
            left,
            At(-0.55f, 0.45f * corner + lowerLine * 0.8f + 0.72f * low),
            At(0, lowerLine + low),
            At(0.55f, 0.45f * corner + lowerLine * 0.8f + 0.72f * low),
            right
        );

        var rose = Vector3.Lerp(_skin * 0.90f, new Vector3(0.75f, 0.30f, 0.32f), _own.Uniform(0.45f, 0.66f));
        if (gap > 0)
        {
            var teeth = _face.Mouth == FaceMouth.Smile ? 1 : 0.42f;
            var (bite, floor) = (Local(At(0, upperLine)).Y, Local(At(0, lowerLine)).Y);
            _canvas.Fill(
                Both(above, below),
                (at, depth, _) =>
                {
                    var y = Local(at).Y;
                    var part = (y - bite) / (floor - bite);
                    var throat = Vector3.Lerp(
                        new Vector3(0.20f, 0.06f, 0.07f),
                        new Vector3(0.66f, 0.30f, 0.30f),
                        Tint.Step(0.55f, 1, part)
                    );
                    var tooth = new Vector3(0.95f, 0.93f, 0.89f) * (0.78f + 0.2f * Tint.Step(0, 0.02f, depth));
                    return Tint.Solid(Vector3.Lerp(tooth, throat, teeth == 1 ? 0 : Tint.Step(teeth - 0.1f, teeth, part)));
                },
                rim: 0.03f
            );
        }

        _canvas.Fill(Both(top, above), (at, _, _) => Tint.Solid(Shaded(rose, 0.80f * Lit(at, _half, 0.62f))), soft: 0.03f);
        var gloss = Vector2.Lerp(At(0.15f * _light.X, lowerLine), At(0.15f * _light.X, lowerLine + low), 0.45f);
        _canvas.Fill(
            Both(below, bottom),
            (at, _, _) => Tint.Solid(Shaded(rose, 1.02f * Lit(at, _half, 0.62f) + 0.16f * Tint.Spot(at, gloss, 0.045f, 0.012f))),
            soft: 0.03f
        );
        var seam = rose * 0.42f;
        _canvas.Stroke(above, 0.006f, 0.006f, (_, _, _) => Tint.Solid(seam, gap > 0 ? 0.35f : 0.8f), soft: 0.025f);
        if (_face.Mouth is FaceMouth.Smile or FaceMouth.Frown)
        {
            var fold = Shaded(_skin, 0.58f);
            var (fromY, toY) = _face.Mouth == FaceMouth.Smile ? (_noseY - 0.01f, _mouthY - 0.01f) : (_mouthY + 0.02f, _mouthY + 0.09f);
            foreach (var side in (ReadOnlySpan<float>)[-1, 1])
            {
                var x = side * wide * (_face.Mouth == FaceMouth.Smile ? 1.18f : 1.1f);
                _canvas.Stroke(
                    [On(x * 0.72f, fromY), On(x, 0.5f * (fromY + toY)), On(x * 1.05f, toY)],
                    0.004f,
                    0.010f,
                    (_, _, _) => Tint.Solid(fold, 0.42f),
                    soft: 0.035f
                );
            }
        }

        if (_face.Beard is FaceBeard.Moustache or FaceBeard.Full)
        {
            Moustache(wide, corner, upperLine - up);
        }
    }

    private static Vector2[] Both(Vector2[] forth, Vector2[] back)
    {
        var points = new Vector2[forth.Length + back.Length - 2];
        forth.CopyTo(points, 0);
        for (var i = 1; i < back.Length - 1; i++)
        {
            points[forth.Length - 1 + i] = back[^(i + 1)];
        }

        return points;
    }

    private void Moustache(float wide, float corner, float lip)
    {
        var paint = Strands(new Vector2(0, _noseY - 0.1f), 26, 0.82f);
        var y = MathF.Max(_noseY + 0.052f, _mouthY + lip - 0.012f);
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            var line = Outline.Curve(
                On(side * 0.004f, y, 0.03f),
                On(side * wide * 0.6f, y + 0.012f + 0.3f * corner, 0.03f),
                On(side * wide * 1.15f, _mouthY + corner + 0.03f, 0.02f)
            );
            _canvas.Stroke(line, 0.034f, 0.016f, paint, soft: 0.03f);
        }
    }

    /// <summary>How far a beard grows at a point of the head, from 0 to 1.</summary>
    private float BeardZone(Vector2 local)
    {
        var x = MathF.Abs(local.X - 0.9f * Depth * _sinYaw) / _half;
        var cheek = 0.37f - 0.26f * Tint.Step(0.45f, 0.9f, x); // the line rises to the ears
        var lower = Tint.Step(cheek - 0.05f, cheek + 0.06f, local.Y);
        var lip = Tint.Step(0.44f, 0.30f, x) * Tint.Step(_noseY + 0.025f, _noseY + 0.06f, local.Y);
        return MathF.Max(lower, lip);
    }

    private void Beard()
    {
        if (_face.Beard != FaceBeard.Full)
        {
            return;
        }

        var strands = Strands(new Vector2(0.3f * _sinYaw, -0.1f), 30, 0.85f);
        var length = 0.035f + 0.05f * _beardLength;
        var outline = HeadOutline(0.012f);
        for (var i = 0; i < outline.Length; i++)
        {
            var local = Local(outline[i]);
            outline[i] += new Vector2(0, length * Tint.Step(0.3f, 0.55f, local.Y));
        }

        _canvas.Fill(
            outline,
            (at, depth, outward) =>
            {
                var colour = strands(at, depth, outward);
                colour.W = 0.95f * BeardZone(Local(at));
                return colour;
            },
            soft: 0.035f
        );
    }

    private void Glasses()
    {
        var round = _face.Glasses == FaceGlasses.Round;
        var style = _moment.Below(5);
        var thick = _moment.Uniform(0.011f, 0.019f);
        var glare = _moment.Uniform(0.05f, 0.16f);
        if (_face.Glasses == FaceGlasses.None)
        {
            return;
        }

        Vector3 rim = style switch
        {
            0 => new(0.08f, 0.08f, 0.09f),
            1 => new(0.42f, 0.25f, 0.13f),
            2 => new(0.76f, 0.62f, 0.33f),
            3 => new(0.16f, 0.24f, 0.46f),
            _ => new(0.55f, 0.13f, 0.18f),
        };
        const float lift = 0.06f;
        var plane = Depth * 0.93f + lift;
        Vector2 At(float x, float y) => Place(x, _eyeY + 0.012f + y, plane);
        var (reachX, reachY) = round ? (0.132f, 0.128f) : (0.142f, 0.104f);
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            // A power of 2 draws a circle, a higher one a square with round corners.
            var lens = new Vector2[28];
            for (var i = 0; i < lens.Length; i++)
            {
                var (sin, cos) = MathF.SinCos(MathF.Tau * i / lens.Length);
                var stretch = round ? 1 : 1 / MathF.Pow(MathF.Pow(MathF.Abs(sin), 6) + MathF.Pow(MathF.Abs(cos), 6), 1 / 6f);
                lens[i] = At(side * _eyeX * 1.04f + cos * stretch * reachX, sin * stretch * reachY);
            }

            var centre = At(side * _eyeX * 1.04f, 0);
            _canvas.Fill(
                lens,
                (at, _, _) =>
                {
                    var streak = (at.X - centre.X) * 0.8f + (at.Y - centre.Y) * 0.6f;
                    return Tint.Solid(Vector3.One, glare * (0.35f + Tint.Step(-0.01f, -0.03f, streak) * Tint.Step(-0.09f, -0.07f, streak)));
                }
            );
            _canvas.Stroke(
                [At(side * (_eyeX * 1.04f + reachX), -0.03f), Place(side * _half * 1.02f, _eyeY, 0.06f)],
                thick * 0.9f,
                thick * 0.8f,
                (_, _, _) => Tint.Solid(rim * 0.8f)
            );
            _canvas.Stroke(
                lens,
                thick,
                thick,
                (at, _, _) => Tint.Solid(rim * (0.9f - 0.6f * Local(at).Y + 0.15f * side * _light.X)),
                closed: true
            );
        }

        _canvas.Stroke(
            Outline.Curve(At(-_eyeX * 1.04f + reachX, -0.012f), At(0, -0.035f), At(_eyeX * 1.04f - reachX, -0.012f)),
            thick * 0.9f,
            thick * 0.9f,
            (_, _, _) => Tint.Solid(rim)
        );
    }
}

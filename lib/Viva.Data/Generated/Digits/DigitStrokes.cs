using System.Numerics;

namespace Viva.Data.Generated.Digits;

/// <summary>
/// How people write each digit: pen strokes with every proportion drawn at random, in a box about 0.65 wide and 1 high with y down.
/// </summary>
internal static class DigitStrokes
{
    /// <summary>Writes <paramref name="digit"/> on an empty <paramref name="path"/>.</summary>
    public static void Write(int digit, PenPath path, ref SeededRandom random)
    {
        path.Clear();
        switch (digit)
        {
            case 0:
                Zero(path, ref random);
                break;
            case 1:
                One(path, ref random);
                break;
            case 2:
                Two(path, ref random);
                break;
            case 3:
                Three(path, ref random);
                break;
            case 4:
                Four(path, ref random);
                break;
            case 5:
                Five(path, ref random);
                break;
            case 6:
                Six(path, ref random);
                break;
            case 7:
                Seven(path, ref random);
                break;
            case 8:
                Eight(path, ref random);
                break;
            case 9:
                Nine(path, ref random);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(digit), digit, "A digit is 0 to 9.");
        }
    }

    /// <summary>A control point that misses its place a little, as a hand does.</summary>
    private static Vector2 P(float x, float y, ref SeededRandom random, float miss = 0.02f) =>
        new(x + random.Normal(0, miss), y + random.Normal(0, miss));

    /// <summary>
    /// An arc of an ellipse in degrees, clockwise on the page from the right; the radius drifts to <paramref name="drift"/> times itself.
    /// </summary>
    private static void Arc(
        PenPath path,
        Vector2 centre,
        float radiusX,
        float radiusY,
        float start,
        float sweep,
        float drift,
        ref SeededRandom random
    )
    {
        var count = Math.Max(4, (int)(MathF.Abs(sweep) / 42) + 1);
        Span<Vector2> controls = stackalloc Vector2[count];
        for (var i = 0; i < count; i++)
        {
            var part = i / (float)(count - 1);
            var (sine, cosine) = MathF.SinCos((start + sweep * part) * MathF.PI / 180);
            var radius = 1 + (drift - 1) * part + random.Normal(0, 0.03f);
            controls[i] = centre + new Vector2(radiusX * radius * cosine, radiusY * radius * sine);
        }

        path.Curve(controls);
    }

    private static void Zero(PenPath path, ref SeededRandom random)
    {
        var width = 0.5f * random.Uniform(0.45f, 1) * random.Uniform(0.8f, 1.35f);
        var centre = new Vector2(0.33f, 0.5f);
        var start = random.Normal(-72, 35);
        // The ends overlap, miss each other or cross near the top.
        var drift = random.Chance(0.5f) ? random.Normal(0.97f, 0.06f) : random.Normal(0.9f, 0.16f);
        Arc(path, centre, width, 0.5f, start, -random.Uniform(335, 420), drift, ref random);
        if (random.Chance(0.22f))
        {
            // The pen runs on into the ring.
            var end = path.Points[^1];
            var inside =
                Vector2.Lerp(end, centre, random.Uniform(0.3f, 1.1f)) + new Vector2(random.Normal(0, 0.08f), random.Normal(0.02f, 0.06f));
            path.Curve(end, (end + inside) * 0.5f + new Vector2(random.Normal(0, 0.04f), random.Normal(0, 0.04f)), inside);
        }
    }

    private static void One(PenPath path, ref SeededRandom random)
    {
        var bow = random.Normal(0, 0.025f);
        var lean = random.Normal(0.04f, 0.07f);
        var top = P(0.3f + lean, 0, ref random);
        var foot = P(0.3f - lean, 1, ref random);
        var style = random.Uniform(0, 1);
        if (style > 0.76f)
        {
            path.Curve(top + new Vector2(-random.Uniform(0.08f, 0.3f), random.Uniform(0.08f, 0.3f)), top);
        }

        path.Curve(top, P(0.3f + bow, 0.5f, ref random, 0.012f), foot);
        if (style > 0.9f)
        {
            path.Lift();
            var half = random.Uniform(0.15f, 0.3f);
            path.Curve(foot + new Vector2(-half, random.Normal(0, 0.02f)), foot + new Vector2(half, random.Normal(0, 0.02f)));
        }
    }

    private static void Two(PenPath path, ref SeededRandom random)
    {
        var right = random.Uniform(0.44f, 0.72f);
        var startY = random.Uniform(0.04f, 0.42f);
        var waist = random.Uniform(0.54f, 0.74f);
        var crest = random.Uniform(-0.02f, 0.05f);
        var a = P(random.Uniform(0, 0.2f), startY, ref random);
        var b = P(random.Uniform(0.14f, 0.28f), startY * 0.3f, ref random);
        var c = P(right - random.Uniform(0.1f, 0.2f), crest, ref random);
        var d = P(right, random.Uniform(0.18f, 0.26f), ref random);
        var e = P(right - random.Uniform(0.02f, 0.1f), random.Uniform(0.38f, 0.48f), ref random);
        var endX = random.Uniform(0.46f, 1.05f);
        var style = random.Uniform(0, 1);
        if (style < 0.36f)
        {
            var corner = P(random.Uniform(-0.06f, 0.12f), random.Uniform(0.84f, 1), ref random);
            path.Curve(a, b, c, d, e, P(random.Uniform(0.26f, 0.42f), waist, ref random), corner);
            path.Curve(corner, P(0.33f, 0.95f + random.Normal(0, 0.04f), ref random), P(endX, 0.95f + random.Normal(0, 0.07f), ref random));
        }
        else if (style < 0.64f)
        {
            // A loop at the lower left, from a filled dot to a third of the height.
            var left = random.Uniform(-0.16f, 0.06f);
            var width = random.Uniform(0.12f, 0.5f);
            var height = random.Uniform(0.06f, 0.44f);
            var low = 0.97f - height * random.Uniform(0.2f, 0.45f);
            path.Curve(
                a,
                b,
                c,
                d,
                e,
                P(left + width + random.Uniform(0, 0.1f), low - height * 0.3f, ref random),
                P(left + width * 0.55f, low + height * 0.36f, ref random),
                P(left, low + height * random.Uniform(0, 0.2f), ref random),
                P(left + width * 0.42f, low - height * 0.6f, ref random),
                P(left + width + 0.05f, low - height * 0.1f, ref random),
                P(left + width + random.Uniform(0.12f, 0.25f), 0.97f, ref random, 0.03f),
                P(MathF.Max(endX, left + width + 0.3f), random.Uniform(0.76f, 1.02f), ref random)
            );
        }
        else if (style < 0.88f)
        {
            // A round belly: down the right side, back along the ground, and up over itself.
            var left = random.Uniform(-0.12f, 0.1f);
            var loopTop = random.Uniform(0.6f, 0.8f);
            var low = random.Uniform(0.92f, 1);
            path.Curve(
                a,
                b,
                c,
                d,
                P(right - random.Uniform(-0.01f, 0.05f), 0.46f, ref random),
                P(right - random.Uniform(0.1f, 0.22f), 0.72f, ref random),
                P(left + random.Uniform(0.2f, 0.34f), low - 0.03f, ref random),
                P(left + 0.05f, low - random.Uniform(0, 0.04f), ref random),
                P(left, (loopTop + low) / 2 + 0.03f, ref random),
                P(left + random.Uniform(0.1f, 0.26f), loopTop, ref random),
                P(right - random.Uniform(0.02f, 0.14f), loopTop + random.Uniform(0.04f, 0.16f), ref random),
                P(right + random.Uniform(0.02f, 0.45f), random.Uniform(0.8f, 1.02f), ref random)
            );
        }
        else
        {
            path.Curve(
                a,
                b,
                c,
                d,
                e,
                P(random.Uniform(0.26f, 0.42f), waist, ref random),
                P(0.12f, 0.88f, ref random),
                P(0.05f, 0.97f, ref random, 0.015f),
                P(0.2f, 0.96f, ref random, 0.02f),
                P(endX, random.Uniform(0.88f, 1.02f), ref random)
            );
        }
    }

    private static void Three(PenPath path, ref SeededRandom random)
    {
        var waist = random.Uniform(0.34f, 0.58f);
        var inner = random.Uniform(0.04f, 0.38f);
        var upper = random.Uniform(0.42f, 0.68f);
        var lower = random.Uniform(0.44f, 0.74f);
        var middle = P(inner, waist, ref random);
        var start = P(random.Uniform(-0.04f, 0.16f), random.Uniform(0.02f, 0.24f), ref random);
        if (random.Chance(0.16f))
        {
            var corner = P(upper, random.Uniform(0, 0.08f), ref random);
            path.Curve(start, P(upper * 0.5f, 0.03f, ref random), corner);
            path.Curve(corner, middle);
        }
        else
        {
            path.Curve(
                start,
                P(upper * random.Uniform(0.4f, 0.6f), 0, ref random),
                P(upper - 0.02f, random.Uniform(0.06f, 0.14f), ref random),
                P(upper - random.Uniform(0, 0.08f), waist * random.Uniform(0.5f, 0.72f), ref random),
                middle
            );
        }

        var tail = P(random.Uniform(-0.22f, 0.14f), random.Uniform(0.78f, 0.99f), ref random);
        var bowl = P(lower - random.Uniform(0.06f, 0.14f), waist + 0.07f, ref random);
        if (random.Chance(0.2f))
        {
            // A little loop where the two bowls meet.
            path.Curve(
                middle,
                middle + new Vector2(-0.06f, 0.02f),
                middle + new Vector2(-0.02f, -0.05f),
                middle + new Vector2(0.1f, 0),
                bowl
            );
        }
        else
        {
            path.Curve(middle, (middle + bowl) * 0.5f + new Vector2(0, random.Normal(-0.015f, 0.02f)), bowl);
        }

        path.Curve(
            bowl,
            P(lower, random.Uniform(0.68f, 0.8f), ref random),
            P(lower - 0.15f, 0.96f, ref random),
            P(lower * 0.4f, 1, ref random, 0.035f),
            tail
        );
    }

    private static void Four(PenPath path, ref SeededRandom random)
    {
        var bar = random.Uniform(0.46f, 0.66f);
        var stem = random.Uniform(0.44f, 0.66f);
        var end = stem + random.Uniform(-0.02f, 0.28f);
        var foot = P(stem + random.Normal(-0.06f, 0.07f), 1, ref random);
        var style = random.Uniform(0, 1);
        if (style < 0.5f)
        {
            // Open, with a corner.
            var corner = P(random.Uniform(-0.02f, 0.1f), bar, ref random);
            path.Curve(P(random.Uniform(0.04f, 0.28f), random.Uniform(0, 0.1f), ref random), P(0.1f, bar * 0.55f, ref random), corner);
            path.Curve(
                corner,
                P(stem * 0.6f, bar + random.Normal(0, 0.02f), ref random),
                P(end, bar + random.Normal(-0.02f, 0.03f), ref random)
            );
            path.Lift();
            path.Curve(P(stem + random.Uniform(-0.02f, 0.1f), random.Uniform(0, 0.3f), ref random), P(stem, 0.55f, ref random), foot);
        }
        else if (style < 0.91f)
        {
            // Open, one round stroke and a stem.
            var rim = P(stem + 0.02f, random.Uniform(0.3f, 0.45f), ref random);
            path.Curve(
                P(random.Uniform(0, 0.15f), random.Uniform(0, 0.1f), ref random),
                P(0.03f, bar * 0.6f, ref random),
                P(0.12f, bar - 0.02f, ref random),
                P(0.3f, bar - 0.03f, ref random),
                rim
            );
            if (random.Chance(0.6f))
            {
                path.Lift();
            }

            path.Curve(P(stem + random.Uniform(0, 0.08f), random.Uniform(0, 0.15f), ref random), P(stem, 0.5f, ref random), foot);
        }
        else
        {
            // Closed.
            var top = P(stem + random.Normal(0, 0.02f), 0, ref random);
            var corner = P(random.Uniform(-0.02f, 0.08f), bar, ref random);
            path.Curve(top, P(0.24f, bar * 0.52f, ref random), corner);
            path.Curve(corner, P(end, bar + random.Normal(-0.02f, 0.03f), ref random));
            path.Lift();
            path.Curve(top, P(stem, 0.5f, ref random), foot);
        }
    }

    private static void Five(PenPath path, ref SeededRandom random)
    {
        var right = random.Uniform(0.42f, 0.76f);
        var shoulder = random.Uniform(0.26f, 0.54f);
        var tail = P(
            random.Uniform(-0.22f, 0.16f),
            random.Chance(0.35f) ? random.Uniform(0.62f, 0.82f) : random.Uniform(0.78f, 0.99f),
            ref random
        );
        var top = P(random.Uniform(0.08f, 0.28f), random.Uniform(0, 0.1f), ref random);
        var barEnd = P(
            top.X + (random.Chance(0.3f) ? random.Uniform(0.16f, 0.4f) : random.Uniform(0.3f, 0.85f)),
            top.Y + random.Normal(-0.04f, 0.06f),
            ref random
        );
        var style = random.Uniform(0, 1);
        if (style < 0.25f)
        {
            // One stroke without corners, like an S.
            path.Curve(
                barEnd,
                P(0.3f, top.Y, ref random),
                P(0.14f, shoulder * 0.5f, ref random),
                P(0.2f, shoulder - 0.02f, ref random),
                P(right - 0.1f, shoulder + 0.13f, ref random),
                P(right - 0.03f, 0.8f, ref random),
                P(0.28f, 0.98f, ref random),
                tail
            );
            return;
        }

        var knee = P(top.X - random.Uniform(-0.08f, 0.12f), shoulder, ref random);
        if (style < 0.7f)
        {
            path.Curve(barEnd, (barEnd + top) * 0.5f + new Vector2(0, random.Normal(0, 0.02f)), top);
            path.Curve(top, knee);
        }
        else
        {
            // The bar comes last and may miss the body.
            var gap = new Vector2(random.Normal(0.03f, 0.05f), random.Normal(0, 0.04f));
            path.Curve(top + gap, (barEnd + top) * 0.5f, barEnd);
            path.Lift();
            path.Curve(top, knee);
        }

        path.Curve(
            knee,
            P(0.3f, shoulder - random.Uniform(-0.02f, 0.07f), ref random),
            P(right - 0.07f, shoulder + random.Uniform(0.06f, 0.16f), ref random),
            P(right, random.Uniform(0.66f, 0.78f), ref random),
            P(right - 0.16f, 0.95f, ref random),
            P(0.22f, 1, ref random, 0.035f),
            tail
        );
    }

    private static void Six(PenPath path, ref SeededRandom random)
    {
        var loopTop = random.Uniform(0.42f, 0.76f);
        var right = random.Uniform(0.34f, 0.7f);
        var left = random.Uniform(0, 0.08f);
        var start = P(random.Uniform(0.12f, 0.56f), 0, ref random);
        var bulge = random.Uniform(0.02f, 0.16f);
        var middle = (left + right) / 2;
        path.Curve(
            start,
            P(left + bulge, 0.3f, ref random),
            P(left, 0.62f, ref random),
            P(left + 0.07f, 0.88f, ref random),
            P(middle, 1, ref random),
            P(right, (1 + loopTop) / 2 + random.Uniform(-0.02f, 0.06f), ref random),
            P(right - 0.06f, loopTop + 0.06f, ref random),
            P(middle + random.Normal(0.02f, 0.04f), loopTop, ref random),
            P(left + random.Uniform(-0.02f, 0.16f), random.Uniform(loopTop + 0.06f, 0.94f), ref random)
        );
    }

    private static void Seven(PenPath path, ref SeededRandom random)
    {
        var width = random.Uniform(0.42f, 0.74f);
        var corner = P(width, random.Uniform(-0.02f, 0.12f), ref random);
        var foot = P(random.Uniform(0, 0.5f) * width + random.Uniform(0, 0.22f), 1, ref random);
        var start = P(random.Uniform(-0.04f, 0.06f), random.Uniform(-0.02f, 0.24f), ref random);
        if (random.Chance(0.45f))
        {
            path.Curve(start + new Vector2(random.Normal(-0.02f, 0.04f), random.Uniform(0.06f, 0.38f)), start);
        }

        var middle = (corner + foot) * 0.5f + new Vector2(random.Normal(0.02f, 0.06f), random.Normal(0, 0.05f));
        if (random.Chance(0.35f))
        {
            path.Curve(start, P(width * 0.5f, random.Normal(0, 0.03f), ref random), corner, middle, foot);
        }
        else
        {
            path.Curve(start, P(width * 0.5f, 0.04f, ref random, 0.035f), corner);
            path.Curve(corner, middle, foot);
        }

        if (random.Chance(0.28f))
        {
            path.Lift();
            var half = random.Uniform(0.12f, 0.36f);
            var at = Vector2.Lerp(middle, foot, random.Uniform(-0.1f, 0.35f));
            path.Curve(at + new Vector2(-half, random.Normal(0.02f, 0.05f)), at + new Vector2(half, random.Normal(-0.01f, 0.05f)));
        }
    }

    private static void Eight(PenPath path, ref SeededRandom random)
    {
        var waist = random.Uniform(0.34f, 0.68f);
        var upper = random.Uniform(0.12f, 0.36f);
        var lower = random.Uniform(0.08f, 0.34f);
        const float centre = 0.32f;
        if (random.Chance(0.12f))
        {
            Arc(path, new(centre, waist / 2), upper, waist / 2, random.Normal(90, 30), -random.Uniform(330, 390), 1, ref random);
            path.Lift();
            Arc(
                path,
                new(centre, (1 + waist) / 2),
                lower,
                (1 - waist) / 2,
                random.Normal(-90, 30),
                -random.Uniform(330, 390),
                1,
                ref random
            );
            return;
        }

        // One stroke, a Lissajous figure: an S from the upper right and back up, where the ends may miss each other or run past.
        var start = random.Uniform(-1.15f, 0.15f) + (random.Chance(0.16f) ? MathF.PI : 0); // some begin and end at the foot
        var end = MathF.Tau + start + random.Normal(0, 0.4f);
        var roundness = random.Uniform(0.55f, 1.2f);
        var skew = random.Normal(0, 0.05f);
        const int count = 17;
        Span<Vector2> controls = stackalloc Vector2[count];
        for (var i = 0; i < count; i++)
        {
            var (sine, cosine) = MathF.SinCos(start + (end - start) * i / (count - 1));
            var across = 2 * sine * cosine;
            across = MathF.Sign(across) * MathF.Pow(MathF.Abs(across), roundness);
            var top = cosine > 0;
            controls[i] = P(
                centre - across * (top ? upper : lower) + skew * cosine,
                waist - cosine * (top ? waist : 1 - waist),
                ref random,
                0.013f
            );
        }

        // Either end may come from, or run on to, the upper right.
        if (random.Chance(0.25f))
        {
            controls[0] += new Vector2(random.Uniform(0, 0.3f), random.Normal(-0.03f, 0.07f));
        }

        if (random.Chance(0.25f))
        {
            controls[^1] += new Vector2(random.Uniform(-0.02f, 0.25f), random.Uniform(-0.25f, 0.04f));
        }

        if (random.Chance(0.1f))
        {
            // Some write it the other way round.
            for (var i = 0; i < count; i++)
            {
                controls[i].X = 2 * centre - controls[i].X;
            }
        }

        path.Curve(controls);
    }

    private static void Nine(PenPath path, ref SeededRandom random)
    {
        var right = random.Uniform(0.4f, 0.64f);
        var loop = random.Chance(0.2f) ? random.Uniform(0.55f, 0.84f) : random.Uniform(0.28f, 0.6f);
        var left = random.Uniform(0, 0.1f);
        // The loop may stay open, meet the stem low, or run up to its very top.
        var meet = P(right + random.Normal(0, 0.03f), random.Uniform(-0.02f, 0.26f), ref random);
        var top = random.Uniform(-0.02f, 0.08f);
        path.Curve(
            P(right - random.Uniform(-0.04f, 0.22f), random.Uniform(top, top + 0.18f), ref random),
            P((left + right) / 2 + random.Normal(0, 0.04f), top, ref random),
            P(left, top + (loop - top) * random.Uniform(0.4f, 0.75f), ref random),
            P((left + right) / 2 - random.Uniform(-0.02f, 0.1f), loop, ref random),
            P(right - random.Uniform(0.02f, 0.12f), meet.Y + (loop - meet.Y) * random.Uniform(0.5f, 0.85f), ref random),
            meet
        );
        if (random.Chance(0.66f))
        {
            var bottom = P(right + random.Normal(-0.1f, 0.12f), 1, ref random);
            path.Curve(meet, (meet + bottom) * 0.5f + new Vector2(random.Normal(0.02f, 0.03f), 0), bottom);
        }
        else
        {
            path.Curve(
                meet,
                P(right, 0.5f, ref random),
                P(right - random.Uniform(0, 0.08f), 0.8f, ref random),
                P(right - random.Uniform(0.1f, 0.26f), 1, ref random),
                P(random.Uniform(-0.05f, 0.16f), random.Uniform(0.82f, 0.98f), ref random)
            );
        }
    }
}

using System.Numerics;

namespace Viva.Data.Generated.Scenes;

/// <summary>The ten kinds of objects, each in several builds, in coordinates from -1 to 1 with y down.</summary>
internal sealed partial class ScenePainter
{
    private void Aeroplane()
    {
        var thick = _random.Uniform(0.11f, 0.18f);
        var fin = _random.Uniform(0.35f, 0.5f);
        if (_random.Chance(0.45f))
        {
            // From above: two wings.
            var (sweep, span, chord) = (_random.Uniform(0, 0.45f), _random.Uniform(0.75f, 0.98f), _random.Uniform(0.14f, 0.24f));
            foreach (var s in (ReadOnlySpan<float>)[-1, 1])
            {
                Shape(_second, new(0.25f, 0), new(0.25f - sweep, s * span), new(0.10f - sweep, s * span), new(0.2f - 2 * chord, 0));
                Shape(_second, new(-0.72f, 0), new(-0.88f, s * 0.36f), new(-0.98f, s * 0.36f), new(-0.95f, 0));
            }

            Blob(
                _main,
                new(1, 0),
                new(0.75f, thick * 0.8f),
                new(0, thick),
                new(-0.7f, thick * 0.6f),
                new(-1, 0),
                new(-0.7f, -thick * 0.6f),
                new(0, -thick),
                new(0.75f, -thick * 0.8f)
            );
            Disc(Darker(_third), 0.72f, 0, 0.08f, thick * 0.5f);
            return;
        }

        var drop = _random.Uniform(0.4f, 0.65f);
        Shape(Darker(_second), new(0.15f, -0.05f), new(-0.25f, -drop * 0.75f), new(-0.42f, -drop * 0.75f), new(-0.2f, -0.05f));
        Shape(_second, new(-0.62f, -0.05f), new(-0.88f, -fin), new(-1, -fin), new(-0.95f, 0));
        Blob(
            _main,
            new(1, 0.04f),
            new(0.78f, -thick * 0.75f),
            new(0.1f, -thick),
            new(-0.6f, -thick * 0.8f),
            new(-1, -0.08f),
            new(-0.6f, thick * 0.5f),
            new(0.1f, thick),
            new(0.8f, thick * 0.85f)
        );
        Shape(_second, new(0.22f, 0.04f), new(-0.28f, drop), new(-0.46f, drop), new(-0.22f, 0.04f));
        Shape(_second, new(-0.70f, -0.02f), new(-0.92f, 0.2f), new(-1, 0.2f), new(-0.92f, -0.02f));
        for (var x = -0.4f; x < 0.6f; x += 0.2f)
        {
            Disc(_third, x, -thick * 0.35f, 0.05f, 0.05f);
        }

        Disc(Darker(_third), 0.76f, -thick * 0.3f, 0.10f, 0.06f);
    }

    private void Bird()
    {
        var (round, tail) = (_random.Uniform(0.26f, 0.38f), _random.Uniform(0.3f, 0.5f));
        if (_random.Chance(0.4f))
        {
            // In flight, wings up or down.
            var beat = _random.Uniform(0.55f, 0.85f) * (_random.Chance(0.65f) ? -1 : 1);
            Blob(Darker(_second), new(0.15f, 0), new(0.05f, beat * 0.6f), new(0.30f, beat), new(-0.10f, beat * 0.75f), new(-0.25f, 0));
            Shape(_second, new(-0.40f, -0.05f), new(-0.95f, -0.18f), new(-1, 0.10f), new(-0.40f, 0.10f));
            Blob(_main, new(0.62f, -0.12f), new(0.35f, -0.22f), new(-0.1f, -0.18f), new(-0.6f, 0), new(-0.1f, 0.20f), new(0.38f, 0.10f));
            Blob(_second, new(0.20f, 0), new(-0.12f, beat * 0.55f), new(-0.15f, beat), new(-0.42f, beat * 0.7f), new(-0.30f, 0));
            Shape(_third, new(0.62f, -0.17f), new(0.92f, -0.06f), new(0.60f, -0.01f));
            Disc(Darker(_third), 0.48f, -0.12f, 0.05f, 0.05f);
            return;
        }

        var leg = _random.Uniform(0.2f, 0.45f);
        Bar(_third, -0.05f, 0.4f, -0.02f, 0.45f + leg, 0.035f);
        Bar(_third, 0.15f, 0.4f, 0.20f, 0.45f + leg, 0.035f);
        Shape(_second, new(-0.35f, 0.0f), new(-0.9f, 0.1f + tail * 0.4f), new(-0.8f, 0.28f + tail * 0.4f), new(-0.30f, 0.35f));
        Blob(
            _main,
            new(0.48f, -0.2f),
            new(0.50f, 0.15f),
            new(0.15f, round + 0.15f),
            new(-0.35f, 0.32f),
            new(-0.55f, 0.10f),
            new(-0.10f, -0.15f),
            new(0.18f, -0.42f)
        );
        Disc(_main, 0.38f, -0.45f, 0.26f, 0.25f);
        Shape(_third, new(0.58f, -0.56f), new(0.95f, -0.42f), new(0.58f, -0.34f));
        Blob(_second, new(0.20f, 0), new(-0.05f, 0.28f), new(-0.55f, 0.30f), new(-0.25f, -0.02f));
        Disc(Darker(_second), 0.45f, -0.50f, 0.055f, 0.055f);
    }

    private void Boat()
    {
        var (deck, keel) = (_random.Uniform(0.28f, 0.42f), _random.Uniform(0.72f, 0.88f));
        switch (_random.Below(3))
        {
            case 0: // sails
                var mast = _random.Uniform(-0.15f, 0.15f);
                Bar(Darker(_third), mast, deck, mast, -0.98f, 0.035f);
                Shape(_second, new(mast + 0.06f, -0.92f), new(mast + 0.06f, deck - 0.08f), new(mast + 0.75f, deck - 0.10f));
                if (_random.Chance(0.75f))
                {
                    Shape(Lighter(_second), new(mast - 0.06f, -0.75f), new(mast - 0.06f, deck - 0.08f), new(mast - 0.6f, deck - 0.08f));
                }

                break;
            case 1: // cabin
                var cabin = _random.Uniform(-0.25f, -0.02f);
                Shape(_second, new(-0.45f, cabin), new(0.20f, cabin), new(0.38f, deck + 0.05f), new(-0.50f, deck + 0.05f));
                for (var x = -0.32f; x < 0.25f; x += 0.24f)
                {
                    Disc(_third, x, 0.5f * (cabin + deck), 0.075f, 0.085f);
                }

                Bar(Darker(_second), -0.2f, cabin, -0.2f, cabin - 0.35f, 0.03f);
                break;
            default: // steamer with funnels
                Shape(_second, Outline.Box(-0.6f, 0.02f, 0.55f, deck + 0.05f));
                var funnels = 1 + _random.Below(2);
                for (var i = 0; i < funnels; i++)
                {
                    Shape(_third, Outline.Box(-0.25f + 0.45f * i, -0.55f, -0.02f + 0.45f * i, 0.05f));
                }

                for (var x = -0.45f; x < 0.5f; x += 0.26f)
                {
                    Disc(Darker(_third), x, 0.18f, 0.06f, 0.06f);
                }

                break;
        }

        Shape(_main, new(-0.95f, deck - 0.06f), new(0.98f, deck - 0.12f), new(0.66f, keel), new(-0.72f, keel));
        if (_random.Chance(0.5f))
        {
            Bar(Lighter(_third), -0.86f, deck + 0.12f, 0.84f, deck + 0.08f, 0.045f);
        }
    }

    private void Car()
    {
        var (bonnet, roof, rear, front) = _random.Below(4) switch
        {
            0 => (0.04f, -0.38f, -0.42f, 0.28f), // saloon
            1 => (0.02f, -0.42f, -0.88f, 0.18f), // estate
            2 => (-0.05f, -0.58f, -0.92f, 0.52f), // van
            _ => (0.04f, -0.42f, -0.12f, 0.36f), // pick-up
        };
        roof += _random.Uniform(-0.08f, 0.05f);
        Shape(_main, new(rear - 0.10f, 0.12f), new(rear + 0.06f, roof), new(front - 0.08f, roof), new(front + 0.30f, 0.10f));
        Blob(
            _main,
            new(-0.98f, 0.15f),
            new(-0.94f, bonnet),
            new(0, bonnet),
            new(0.75f, bonnet + 0.06f),
            new(0.98f, 0.18f),
            new(0.98f, 0.40f),
            new(0, 0.46f),
            new(-0.97f, 0.42f)
        );
        var pane = _random.Chance(0.5f) ? Darker(_third) : Lighter(_third);
        var middle = 0.5f * (rear + front) + 0.08f;
        Shape(
            pane,
            new(rear + 0.04f, bonnet + 0.02f),
            new(rear + 0.13f, roof + 0.09f),
            new(middle - 0.05f, roof + 0.09f),
            new(middle - 0.05f, bonnet + 0.02f)
        );
        Shape(
            pane,
            new(middle + 0.04f, bonnet + 0.02f),
            new(middle + 0.04f, roof + 0.09f),
            new(front - 0.10f, roof + 0.09f),
            new(front + 0.16f, bonnet + 0.02f)
        );
        var wheel = _random.Uniform(0.20f, 0.26f);
        var tyre = new Vector3(_random.Uniform(0.05f, 0.22f));
        foreach (var x in (ReadOnlySpan<float>)[-0.58f, 0.58f])
        {
            Disc(tyre, x, 0.46f, wheel, wheel);
            Disc(Lighter(_second), x, 0.46f, wheel * 0.5f, wheel * 0.5f);
        }

        Disc(Lighter(_third), 0.92f, 0.18f, 0.06f, 0.06f);
    }

    private void Chair()
    {
        var (seat, thick) = (_random.Uniform(0.05f, 0.22f), _random.Uniform(0.05f, 0.085f));
        var (depth, rise) = (_random.Uniform(0.20f, 0.42f), _random.Uniform(0.14f, 0.26f)); // of the seat, as seen
        var back = _random.Uniform(-0.95f, -0.78f);
        const float left = -0.52f,
            right = 0.38f;
        Bar(Darker(_main), left + depth * 0.5f, seat - rise, left + depth * 0.5f, 0.75f, thick * 0.9f);
        Bar(Darker(_main), right + depth * 0.5f, seat - rise, right + depth * 0.5f, 0.75f, thick * 0.9f);
        switch (_random.Below(3))
        {
            case 0: // slats
                Bar(_main, left + depth * 0.5f, seat - rise, left + depth * 0.3f, back, thick);
                Bar(_main, right + depth * 0.5f, seat - rise, right + depth * 0.3f, back, thick);
                for (var y = back + 0.06f; y < seat - rise - 0.15f; y += 0.28f)
                {
                    Bar(_second, left + depth * 0.35f, y, right + depth * 0.35f, y, thick * 0.9f);
                }

                break;
            case 1: // a closed back
                Blob(
                    _second,
                    new(left + depth * 0.45f, seat - rise),
                    new(left + depth * 0.25f, back + 0.08f),
                    new(0.5f * (left + right) + depth * 0.3f, back - 0.02f),
                    new(right + depth * 0.35f, back + 0.08f),
                    new(right + depth * 0.5f, seat - rise)
                );
                break;
            default: // a frame with upright bars
                Bar(_main, left + depth * 0.4f, back, right + depth * 0.4f, back, thick * 1.2f);
                for (var i = 0; i < 4; i++)
                {
                    Bar(
                        i is 0 or 3 ? _main : _second,
                        left + depth * 0.45f + i * 0.3f,
                        seat - rise,
                        left + depth * 0.4f + i * 0.3f,
                        back,
                        thick * 0.85f
                    );
                }

                break;
        }

        Bar(_main, left, seat, left, 0.95f, thick);
        Bar(_main, right, seat, right, 0.95f, thick);
        Shape(
            _second,
            new(left - 0.08f, seat + 0.06f),
            new(left + depth * 0.5f, seat - rise),
            new(right + 0.06f + depth * 0.5f, seat - rise),
            new(right + 0.08f, seat + 0.06f)
        );
        if (_random.Chance(0.3f))
        {
            Bar(_main, left, 0.62f, right, 0.62f, thick * 0.7f);
        }
    }

    private void Cup()
    {
        var (top, bottom, narrow) = (_random.Uniform(-0.62f, -0.40f), _random.Uniform(0.55f, 0.72f), _random.Uniform(0.24f, 0.50f));
        var rim = _random.Uniform(0.10f, 0.18f);
        if (_random.Chance(0.45f))
        {
            Disc(_second, -0.08f, bottom + 0.02f, 0.88f, 0.18f);
            Disc(Darker(_second), -0.08f, bottom - 0.01f, 0.55f, 0.10f);
        }

        var grip = _random.Uniform(0.24f, 0.34f);
        var handle = Framed(Outline.Ellipse(new(0.50f, 0.5f * (top + bottom) - 0.05f), 0.30f, grip, 0, 14));
        _canvas.Stroke(handle, 0.075f * _size, 0.075f * _size, Lit(_main), closed: true);
        Blob(
            _main,
            new(-0.62f, top),
            new(-0.60f, 0.3f * bottom),
            new(-narrow - 0.05f, bottom - 0.02f),
            new(-0.08f, bottom + 0.06f),
            new(narrow - 0.10f, bottom - 0.02f),
            new(0.46f, 0.3f * bottom),
            new(0.48f, top),
            new(-0.08f, top + rim)
        );
        if (_random.Chance(0.5f))
        {
            Bar(_second, -0.52f, 0.12f, 0.36f, 0.12f, 0.07f);
        }

        Disc(Lighter(_main), -0.07f, top, 0.56f, rim);
        Disc(Darker(_third), -0.07f, top + 0.02f, 0.46f, rim * 0.70f);
        if (_random.Chance(0.35f))
        {
            for (var i = 0; i < 2; i++)
            {
                Bar(Lighter(_ground), -0.25f + 0.32f * i, top - 0.10f, -0.12f + 0.32f * i, -0.98f, 0.03f);
            }
        }
    }

    private void Fish()
    {
        var (high, end) = (_random.Uniform(0.30f, 0.52f), _random.Uniform(0.32f, 0.52f));
        Shape(_second, new(-0.45f, 0), new(-0.98f, -end), new(-0.80f, 0), new(-0.98f, end));
        Blob(_second, new(0.30f, -high * 0.7f), new(0.0f, -high - 0.26f), new(-0.35f, -high - 0.12f), new(-0.35f, -high * 0.4f));
        if (_random.Chance(0.6f))
        {
            Shape(_second, new(0.15f, high * 0.7f), new(-0.15f, high + 0.24f), new(-0.25f, high * 0.6f));
        }

        Blob(
            _main,
            new(0.96f, 0.02f),
            new(0.70f, -high * 0.62f),
            new(0.20f, -high),
            new(-0.35f, -high * 0.45f),
            new(-0.62f, 0),
            new(-0.35f, high * 0.45f),
            new(0.20f, high),
            new(0.70f, high * 0.62f)
        );
        switch (_random.Below(3))
        {
            case 0:
                for (var x = -0.22f; x < 0.4f; x += 0.28f)
                {
                    Bar(_third, x, -high * 0.62f, x - 0.05f, high * 0.62f, 0.05f);
                }

                break;
            case 1:
                Bar(_third, -0.4f, 0, 0.5f, 0.02f, 0.06f);
                break;
        }

        Blob(_second, new(0.25f, 0.08f), new(0.0f, 0.30f), new(-0.12f, 0.18f));
        Disc(Lighter(_third), 0.66f, -0.10f, 0.095f, 0.095f);
        Disc(Darker(_third) * 0.5f, 0.68f, -0.10f, 0.055f, 0.055f);
    }

    private void Flower()
    {
        var (x, y) = (_random.Uniform(-0.12f, 0.12f), _random.Uniform(-0.42f, -0.28f));
        Bar(_third, 0, 0.98f, x, y, 0.055f);
        foreach (var s in (ReadOnlySpan<float>)[-1, 1])
        {
            if (_random.Chance(0.75f))
            {
                var leaf = _random.Uniform(0.35f, 0.7f);
                Blob(
                    _third,
                    new(0, leaf + 0.15f),
                    new(s * 0.30f, leaf - 0.14f),
                    new(s * 0.58f, leaf - 0.20f),
                    new(s * 0.35f, leaf + 0.10f)
                );
            }
        }

        if (_random.Chance(0.25f))
        {
            // A tulip: three petals upright.
            Blob(Darker(_main) * 1.5f, new(x, y + 0.35f), new(x - 0.2f, y - 0.1f), new(x, y - 0.55f), new(x + 0.2f, y - 0.1f));
            foreach (var s in (ReadOnlySpan<float>)[-1, 1])
            {
                Blob(_main, new(x, y + 0.40f), new(x + s * 0.36f, y + 0.22f), new(x + s * 0.46f, y - 0.48f), new(x + s * 0.10f, y - 0.05f));
            }

            return;
        }

        var petals = 5 + _random.Below(5);
        var (reach, wide) = (_random.Uniform(0.30f, 0.38f), _random.Uniform(0.75f, 1.15f) * 1.15f / petals);
        var start = _random.Uniform(0, MathF.Tau);
        for (var i = 0; i < petals; i++)
        {
            var angle = start + MathF.Tau * i / petals;
            var (sin, cos) = MathF.SinCos(angle);
            Disc(_main * (i % 2 == 0 ? 1 : 0.86f), x + cos * reach, y + sin * reach, 0.26f, wide, angle);
        }

        var heart = _random.Uniform(0.13f, 0.22f);
        Disc(_second, x, y, heart, heart);
    }

    private void House()
    {
        var (eaves, half) = (_random.Uniform(-0.20f, 0.05f), _random.Uniform(0.60f, 0.78f));
        var peak = _random.Uniform(-0.92f, -0.70f);
        if (_random.Chance(0.5f))
        {
            var x = _random.Uniform(0.25f, 0.45f);
            Shape(Darker(_second), Outline.Box(x - 0.1f, peak - 0.02f, x + 0.1f, eaves));
        }

        Shape(_main, Outline.Box(-half, eaves - 0.04f, half, 0.88f));
        switch (_random.Below(3))
        {
            case 0: // the gable in front
                Shape(_main, new(-half, eaves), new(0, peak + 0.08f), new(half, eaves));
                Shape(
                    _second,
                    new(-half - 0.20f, eaves + 0.08f),
                    new(0, peak - 0.05f),
                    new(half + 0.20f, eaves + 0.08f),
                    new(half + 0.04f, eaves + 0.10f),
                    new(0, peak + 0.20f),
                    new(-half - 0.04f, eaves + 0.10f)
                );
                break;
            case 1: // a filled triangle
                Shape(_second, new(-half - 0.18f, eaves + 0.04f), new(0, peak), new(half + 0.18f, eaves + 0.04f));
                break;
            default: // hipped
                Shape(
                    _second,
                    new(-half - 0.16f, eaves + 0.04f),
                    new(-half + 0.25f, peak + 0.15f),
                    new(half - 0.25f, peak + 0.15f),
                    new(half + 0.16f, eaves + 0.04f)
                );
                break;
        }

        var door = _random.Uniform(-0.4f, 0.4f);
        Shape(Darker(_third), Outline.Box(door - 0.13f, 0.40f, door + 0.13f, 0.88f));
        var pane = _random.Chance(0.5f) ? Lighter(_third) : Darker(_third);
        foreach (var x in (ReadOnlySpan<float>)[-0.42f, 0, 0.42f])
        {
            if (MathF.Abs(x - door) > 0.28f || eaves < -0.12f)
            {
                Shape(pane, Outline.Box(x - 0.11f, eaves + 0.15f, x + 0.11f, MathF.Min(eaves + 0.40f, 0.36f)));
            }
        }
    }

    private void Tree()
    {
        var trunk = _random.Uniform(0.07f, 0.13f);
        Bar(_second, _random.Uniform(-0.06f, 0.06f), 0.95f, 0, 0, trunk * 1.2f, trunk * 0.8f);
        switch (_random.Below(4))
        {
            case 0: // conifer
                var tiers = 3 + _random.Below(2);
                var step = 1.45f / tiers;
                for (var i = 0; i < tiers; i++)
                {
                    var (low, wide) = (0.60f - i * step * 0.85f, 0.68f - 0.48f * i / tiers);
                    Shape(_main * (1 - 0.05f * i), new(-wide, low), new(0, MathF.Max(-0.98f, low - step * 1.5f)), new(wide, low));
                }

                break;
            case 1: // one round crown with bumps
                var crown = new Vector2[11];
                for (var i = 0; i < crown.Length; i++)
                {
                    var (sin, cos) = MathF.SinCos(MathF.Tau * i / crown.Length);
                    var r = _random.Uniform(0.85f, 1.12f);
                    crown[i] = new(sin * 0.66f * r, -0.28f - cos * 0.62f * r);
                }

                Blob(_main, crown);
                break;
            case 2: // several clumps on branches
                Bar(_second, 0, 0.35f, -0.4f, -0.1f, trunk * 0.6f);
                Bar(_second, 0, 0.30f, 0.4f, -0.15f, trunk * 0.6f);
                Disc(_main * 0.9f, -0.42f, -0.18f, 0.36f, 0.30f);
                Disc(_main * 0.95f, 0.42f, -0.24f, 0.38f, 0.30f);
                Disc(_main, _random.Uniform(-0.1f, 0.1f), -0.56f, 0.44f, 0.38f);
                break;
            default: // tall and slim
                var slim = _random.Uniform(0.30f, 0.42f);
                Blob(
                    _main,
                    new(0, -0.98f),
                    new(slim * 0.75f, -0.55f),
                    new(slim, 0.05f),
                    new(slim * 0.5f, 0.48f),
                    new(-slim * 0.5f, 0.48f),
                    new(-slim, 0.05f),
                    new(-slim * 0.75f, -0.55f)
                );
                break;
        }

        for (var i = 0; i < 5; i++)
        {
            Disc(Vector3.Lerp(_main, _third, 0.35f), _random.Uniform(-0.3f, 0.3f), _random.Uniform(-0.6f, 0.05f), 0.07f, 0.06f);
        }
    }
}

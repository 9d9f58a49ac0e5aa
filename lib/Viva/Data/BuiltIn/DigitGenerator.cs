using System.Numerics;
using Viva.Runtime;

namespace Viva.Data.BuiltIn;

/// <summary>
/// Handwritten digits from a seed, finished as MNIST's were: fitted into a box of 20 x 20 and placed in 28 x 28 by the centre of mass.
/// </summary>
internal static class DigitGenerator
{
    /// <summary>The side of a picture.</summary>
    public const int Side = 28;

    /// <summary>
    /// Fills <paramref name="pixels"/> (count x 28 x 28, 0 to 1) and <paramref name="labels"/> with the digits of
    /// <paramref name="seed"/>; the result does not depend on the number of threads. Every ten pictures hold each digit once.
    /// </summary>
    public static void Fill(Memory<float> pixels, Memory<long> labels, ulong seed, int threads = -1)
    {
        const int block = 50;
        var count = labels.Length;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = Interruption.Cell };
        Parallel.For(
            0,
            (count + block - 1) / block,
            options,
            () => new Workspace(),
            (chunk, _, workspace) =>
            {
                for (var i = chunk * block; i < Math.Min(count, (chunk + 1) * block); i++)
                {
                    var digit = BalancedLabels.At(i, seed);
                    labels.Span[i] = digit;
                    Draw(digit, pixels.Span.Slice(i * Side * Side, Side * Side), new SeededRandom(seed, (ulong)i), workspace);
                }

                return workspace;
            },
            _ => { }
        );
    }

    private static void Draw(int digit, Span<float> image, SeededRandom random, Workspace workspace)
    {
        var path = workspace.Path;
        DigitStrokes.Write(digit, path, ref random);
        Deform(path, ref random);

        var thickness = random.Normal(0, 1);
        var radius = Math.Clamp(1.2f * MathF.Exp(0.3f * thickness), 0.65f, 2.8f);
        Fit(path, radius, ref random);
        var ink = workspace.Ink;
        ink.AsSpan().Clear();
        Stroke(path, ink, radius, softness: random.Uniform(0.75f, 1.3f), ref random);
        Finish(ink, image, ref random);
    }

    /// <summary>Slant, turn, proportions, and a smooth bend of the whole page.</summary>
    private static void Deform(PenPath path, ref SeededRandom random)
    {
        var slant = random.Normal(0.17f, 0.28f);
        var turn = random.Normal(0, 0.08f);
        var widen = MathF.Exp(random.Normal(0.04f, 0.24f));
        var page =
            Matrix3x2.CreateTranslation(-0.32f, -0.5f)
            * Matrix3x2.CreateScale(widen, 1)
            * new Matrix3x2(1, 0, -slant, 1, 0, 0)
            * Matrix3x2.CreateRotation(turn);
        const int waves = 4;
        Span<(Vector2 Push, Vector2 Frequency, float Phase)> bends = stackalloc (Vector2, Vector2, float)[waves];
        for (var i = 0; i < waves; i++)
        {
            bends[i] = (
                new(random.Normal(0, 0.025f), random.Normal(0, 0.025f)),
                new(random.Normal(0, 4.5f), random.Normal(0, 4.5f)),
                random.Uniform(0, MathF.Tau)
            );
        }

        var points = path.Points;
        for (var i = 0; i < points.Count; i++)
        {
            var point = Vector2.Transform(points[i], page);
            var moved = point;
            foreach (var (push, frequency, phase) in bends)
            {
                moved += push * MathF.Sin(Vector2.Dot(frequency, point) + phase);
            }

            points[i] = moved;
        }
    }

    /// <summary>Scales the strokes, with their width, into the box, and puts its corner at a random place within a pixel.</summary>
    private static void Fit(PenPath path, float radius, ref SeededRandom random)
    {
        const float box = 20;
        var points = path.Points;
        var low = points[0];
        var high = points[0];
        foreach (var point in points)
        {
            low = Vector2.Min(low, point);
            high = Vector2.Max(high, point);
        }

        var extent = high - low;
        var scale = (box - 2 * radius + 0.5f) / MathF.Max(extent.X, extent.Y);
        var centre = new Vector2(Workspace.Side / 2f + random.Uniform(-0.5f, 0.5f), Workspace.Side / 2f + random.Uniform(-0.5f, 0.5f));
        var middle = (low + high) * 0.5f;
        for (var i = 0; i < points.Count; i++)
        {
            points[i] = (points[i] - middle) * scale + centre;
        }
    }

    /// <summary>Inks every stroke: a pixel is covered as far as the pen's round tip reaches over it.</summary>
    private static void Stroke(PenPath path, float[] ink, float radius, float softness, ref SeededRandom random)
    {
        var points = path.Points;
        var pressure = random.Uniform(0, 0.22f);
        var beat = random.Uniform(0.02f, 0.12f);
        var phase = random.Uniform(0, MathF.Tau);
        var tilt = random.Normal(0, 0.1f);
        for (var stroke = 0; stroke < path.Starts.Count; stroke++)
        {
            var first = path.Starts[stroke];
            var last = stroke + 1 < path.Starts.Count ? path.Starts[stroke + 1] : points.Count;
            var lift = random.Uniform(0.5f, 1.05f);
            for (var i = first; i + 1 < last; i++)
            {
                var part = (i - first) / (float)(last - first);
                var width = 1 + pressure * MathF.Sin(beat * i * 4 + phase);
                // A broad nib is thinner along one direction.
                var direction = points[i + 1] - points[i];
                var length = direction.Length();
                if (length > 0)
                {
                    width += tilt * (direction.X * direction.X - direction.Y * direction.Y) / (length * length);
                }

                if (part > 0.85f)
                {
                    width *= 1 + (lift - 1) * (part - 0.85f) / 0.15f;
                }

                Capsule(ink, points[i], points[i + 1], radius * width, softness);
            }
        }
    }

    private static void Capsule(float[] ink, Vector2 from, Vector2 to, float radius, float softness)
    {
        const int side = Workspace.Side;
        var reach = radius + softness;
        var left = Math.Max(0, (int)(MathF.Min(from.X, to.X) - reach));
        var right = Math.Min(side - 1, (int)(MathF.Max(from.X, to.X) + reach));
        var top = Math.Max(0, (int)(MathF.Min(from.Y, to.Y) - reach));
        var bottom = Math.Min(side - 1, (int)(MathF.Max(from.Y, to.Y) + reach));
        var along = to - from;
        var lengthSquared = MathF.Max(along.LengthSquared(), 1e-9f);
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var offset = new Vector2(x + 0.5f, y + 0.5f) - from;
                var t = Math.Clamp(Vector2.Dot(offset, along) / lengthSquared, 0, 1);
                var distance = (offset - t * along).Length();
                var covered = Math.Clamp(0.5f + (radius - distance) / softness, 0, 1);
                ref var pixel = ref ink[y * side + x];
                pixel = MathF.Max(pixel, covered);
            }
        }
    }

    /// <summary>Moves the centre of mass to the middle by whole pixels, as MNIST does, and roughens the ink.</summary>
    private static void Finish(float[] ink, Span<float> image, ref SeededRandom random)
    {
        const int side = Workspace.Side;
        float mass = 0,
            massX = 0,
            massY = 0;
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var value = ink[y * side + x];
                mass += value;
                massX += value * (x + 0.5f);
                massY += value * (y + 0.5f);
            }
        }

        var shiftX = (int)MathF.Round(massX / mass - Side / 2f);
        var shiftY = (int)MathF.Round(massY / mass - Side / 2f);
        var roughness = random.Uniform(0, 0.04f);
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var fromX = x + shiftX;
                var fromY = y + shiftY;
                var value = fromX is >= 0 and < side && fromY is >= 0 and < side ? ink[fromY * side + fromX] : 0;
                if (value > 0)
                {
                    value = Math.Clamp(value - roughness * random.Uniform(0, 1), 0, 1);
                }

                // MNIST has 256 grey levels.
                image[y * Side + x] = MathF.Round(value * 255) / 255;
            }
        }
    }

    private sealed class Workspace
    {
        public const int Side = 40;

        public PenPath Path { get; } = new();

        public float[] Ink { get; } = new float[Side * Side];
    }
}

using Viva.Data.Generated.Faces;

namespace Viva.Data.Tests.Generated.Faces;

public sealed class FaceGeneratorTests
{
    private const int Side = FaceGenerator.Side;
    private const int Area = Side * Side;

    /// <summary>Every attribute as a small number; those that are continuous in four even bins.</summary>
    private static readonly (string Name, int Values, Func<Face, int> Value)[] Attributes =
    [
        ("skin", 6, face => (int)face.Skin),
        ("warmth", 4, face => Bin(face.SkinWarmth, -1, 1)),
        ("hair", 8, face => (int)face.Hair),
        ("hair colour", 6, face => (int)face.HairColour),
        ("eye colour", 5, face => (int)face.EyeColour),
        ("eye shape", 3, face => (int)face.EyeShape),
        ("glasses", 3, face => (int)face.Glasses),
        ("mouth", 4, face => (int)face.Mouth),
        ("beard", 4, face => (int)face.Beard),
        ("background", 5, face => (int)face.Background),
        ("yaw", 4, face => Bin(face.Yaw, -32, 32)),
        ("tilt", 4, face => Bin(face.Tilt, -12, 12)),
        ("light", 4, face => Bin(face.Light, -75, 75)),
        ("width", 4, face => Bin(face.Width, 0, 1)),
        ("jaw", 4, face => Bin(face.Jaw, 0, 1)),
        ("eye distance", 4, face => Bin(face.EyeDistance, 0, 1)),
        ("eye size", 4, face => Bin(face.EyeSize, 0, 1)),
        ("nose length", 4, face => Bin(face.NoseLength, 0, 1)),
        ("nose width", 4, face => Bin(face.NoseWidth, 0, 1)),
        ("brows", 4, face => Bin(face.Brows, 0, 1)),
        ("lips", 4, face => Bin(face.Lips, 0, 1)),
    ];

    private static readonly Face Plain = new()
    {
        SkinLightness = 0.7f,
        Hair = FaceHair.Cropped,
        HairColour = FaceHairColour.Brown,
        Mouth = FaceMouth.Neutral,
        Width = 0.5f,
        Jaw = 0.5f,
        EyeDistance = 0.5f,
        EyeSize = 0.5f,
        NoseLength = 0.5f,
        NoseWidth = 0.5f,
        Brows = 0.5f,
        Lips = 0.5f,
    };

    [Fact]
    public void The_same_seed_gives_the_same_portraits_on_any_number_of_threads()
    {
        var faces = FaceGenerator.Describe(70, 1, seed: 5);
        var alone = Draw(faces, seed: 5, threads: 1);
        Assert.True(alone.AsSpan().SequenceEqual(Draw(faces, seed: 5, threads: 4)));
        Assert.All(alone, value => Assert.InRange(value, 0, 1));
        // A longer run starts with the shorter one.
        Assert.Equal(FaceGenerator.Describe(10, 1, seed: 5), faces[..10]);
        Assert.True(Draw(faces[..10], seed: 5).AsSpan().SequenceEqual(alone.AsSpan(0, 10 * 3 * Area)));
        Assert.NotEqual(FaceGenerator.Describe(10, 1, seed: 6), faces[..10]);
    }

    [Fact]
    public void No_two_portraits_are_alike()
    {
        var faces = FaceGenerator.Describe(300, 1, seed: 1);
        Assert.Equal(faces.Length, faces.Select(face => face with { Person = 0 }).Distinct().Count());
        var pixels = Draw(faces, seed: 1);
        var closest = double.MaxValue;
        for (var i = 0; i < faces.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                closest = Math.Min(closest, Distance(pixels.AsSpan(i * 3 * Area, 3 * Area), pixels.AsSpan(j * 3 * Area, 3 * Area)));
            }
        }

        Assert.InRange(closest, 0.04, 0.2);
    }

    [Fact]
    public void Every_value_of_every_attribute_occurs_as_often_as_documented()
    {
        var faces = FaceGenerator.Describe(12_000, 1, seed: 1);
        foreach (var (name, values, value) in Attributes)
        {
            var shares = Enumerable.Range(0, values).Select(v => faces.Count(face => value(face) == v) / (double)faces.Length).ToArray();
            double[] expected = name switch
            {
                "glasses" => [0.5, 0.25, 0.25],
                "beard" => [0.6, 0.4 / 3, 0.4 / 3, 0.4 / 3],
                _ => [.. Enumerable.Repeat(1.0 / values, values)],
            };
            Assert.All(shares.Zip(expected), pair => Assert.InRange(pair.First, pair.Second - 0.02, pair.Second + 0.02));
        }
    }

    [Fact]
    public void No_attribute_tells_anything_about_another()
    {
        var faces = FaceGenerator.Describe(12_000, 1, seed: 1);
        var codes = Attributes.Select(attribute => faces.Select(attribute.Value).ToArray()).ToArray();
        for (var a = 0; a < Attributes.Length; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var (rows, columns) = (Attributes[a].Values, Attributes[b].Values);
                var counts = new double[rows, columns];
                for (var i = 0; i < faces.Length; i++)
                {
                    counts[codes[a][i], codes[b][i]]++;
                }

                var freedom = (rows - 1) * (columns - 1);
                // Pearson's statistic has mean k and variance 2k; of these 210 pairs, chance alone puts none at 5 deviations.
                var deviations = (ChiSquare(counts, faces.Length) - freedom) / Math.Sqrt(2 * freedom);
                Assert.True(deviations < 5, $"{Attributes[a].Name} and {Attributes[b].Name}: {deviations:0.0} deviations");
            }
        }
    }

    [Fact]
    public void The_pictures_of_a_person_share_what_belongs_to_the_person_and_differ_in_the_rest()
    {
        var faces = FaceGenerator.Describe(40, 10, seed: 2);
        Assert.Equal(Enumerable.Range(0, 400).Select(i => i / 10), faces.Select(face => face.Person));
        var still = faces.Select(face => face with { Yaw = 0, Tilt = 0, Light = 0, Mouth = 0, Glasses = 0, Background = 0 }).ToArray();
        Assert.Equal(40, still.Distinct().Count());
        Assert.All(
            faces.Chunk(10),
            ten =>
            {
                Assert.Equal(10, ten.Distinct().Count());
                Assert.True(ten.Select(face => face.Mouth).Distinct().Count() > 1);
                Assert.True(ten.Max(face => face.Yaw) - ten.Min(face => face.Yaw) > 15);
            }
        );

        // Even raw pixels of the hair and face know many persons again, and far from all of them.
        var pixels = Draw(faces, seed: 2, grey: true);
        var right = 0;
        for (var i = 0; i < faces.Length; i++)
        {
            var nearest = Enumerable
                .Range(0, faces.Length)
                .Where(j => j != i)
                .MinBy(j => Distance(pixels.AsSpan(i * Area, Area), pixels.AsSpan(j * Area, Area)));
            right += faces[nearest].Person == faces[i].Person ? 1 : 0;
        }

        Assert.InRange(right / 400.0, 0.15, 0.9);
    }

    [Fact]
    public void Grey_is_the_brightness_of_the_colours_and_another_size_shows_the_same_face()
    {
        var faces = FaceGenerator.Describe(5, 1, seed: 3);
        var (colour, grey) = (Draw(faces, seed: 3), Draw(faces, seed: 3, grey: true));
        for (var i = 0; i < 5; i++)
        {
            for (var k = 0; k < Area; k += 97)
            {
                var at = i * 3 * Area + k;
                Assert.Equal(0.299f * colour[at] + 0.587f * colour[at + Area] + 0.114f * colour[at + 2 * Area], grey[i * Area + k], 0.003f);
            }
        }

        var tall = new float[5 * 92 * 112];
        FaceGenerator.Fill(tall, faces, 3, grey: true, width: 92, height: 112, cancellation: TestContext.Current.CancellationToken);
        // The middle of the picture, averaged over a patch, is the same at both sizes.
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(Patch(grey, i, 64, 64, 0.6), Patch(tall, i, 92, 112, 0.6), 0.02);
        }
    }

    [Fact]
    public void Glasses_change_the_eyes_and_nothing_at_the_edge_of_the_picture() =>
        AssertChange(
            Plain,
            Plain with
            {
                Glasses = FaceGlasses.Round,
            },
            changed: [(20, 30), (42, 30)],
            same: [(2, 2), (60, 2), (32, 60), (32, 12)]
        );

    [Fact]
    public void The_eye_colour_changes_the_eyes_alone() =>
        AssertChange(
            Plain with
            {
                EyeColour = FaceEyeColour.Brown,
            },
            Plain with
            {
                EyeColour = FaceEyeColour.Blue,
            },
            changed: [(26, 31), (38, 31)],
            same: [(2, 2), (32, 60), (32, 12), (32, 42)]
        );

    [Fact]
    public void The_mouth_changes_the_lower_face() =>
        AssertChange(Plain, Plain with { Mouth = FaceMouth.Open }, changed: [(32, 43)], same: [(2, 2), (60, 2), (32, 60), (32, 12)]);

    [Fact]
    public void The_background_changes_what_is_behind_and_not_the_face() =>
        AssertChange(
            Plain,
            Plain with
            {
                Background = FaceBackground.Garden,
            },
            changed: [(3, 8), (60, 20)],
            same: [(32, 36), (26, 31), (32, 60), (32, 12)]
        );

    [Fact]
    public void The_hair_colour_changes_the_hair() =>
        AssertChange(
            Plain,
            Plain with
            {
                HairColour = FaceHairColour.Grey,
            },
            changed: [(32, 12), (32, 14)],
            same: [(2, 2), (32, 60), (32, 36)]
        );

    [Fact]
    public void Light_from_the_left_brightens_the_left_cheek_and_a_lighter_skin_both()
    {
        var (left, right) = (One(Plain with { Light = -70 }), One(Plain with { Light = 70 }));
        Assert.True(At(left, 22, 38) > At(right, 22, 38) + 0.1);
        Assert.True(At(left, 42, 38) < At(right, 42, 38) - 0.1);
        var tones = Enumerable.Range(0, 6).Select(i => At(One(Plain with { SkinLightness = i / 5f }), 32, 40)).ToArray();
        Assert.Equal(tones.Order(), tones);
        Assert.True(tones[5] > tones[0] + 0.4);
    }

    [Fact]
    public void A_turned_head_shows_its_nose_on_that_side()
    {
        // The darkest spot of a mouth's row lies under the nose.
        static double Middle(float[] pixels) =>
            Enumerable.Range(14, 36).Sum(x => x * Dark(pixels, x)) / Enumerable.Range(14, 36).Sum(x => Dark(pixels, x));
        static double Dark(float[] pixels, int x) => Math.Pow(Math.Max(0, 1 - Enumerable.Range(42, 5).Average(y => At(pixels, x, y))), 4);
        var plain = Plain with { Background = FaceBackground.Plain, Mouth = FaceMouth.Open, SkinLightness = 1 };
        Assert.True(Middle(One(plain with { Yaw = 30 })) > Middle(One(plain with { Yaw = -30 })) + 3);
    }

    private static int Bin(float value, float low, float high) => Math.Clamp((int)(4 * (value - low) / (high - low)), 0, 3);

    private static double ChiSquare(double[,] counts, int total)
    {
        var (rows, columns) = (counts.GetLength(0), counts.GetLength(1));
        var sum = 0.0;
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                var expected =
                    Enumerable.Range(0, columns).Sum(k => counts[r, k]) * Enumerable.Range(0, rows).Sum(k => counts[k, c]) / total;
                sum += (counts[r, c] - expected) * (counts[r, c] - expected) / expected;
            }
        }

        return sum;
    }

    private static void AssertChange(Face before, Face after, (int X, int Y)[] changed, (int X, int Y)[] same)
    {
        var (first, second) = (One(before), One(after));
        Assert.All(changed, at => Assert.True(Difference(at) > 0.02, $"{at} changed by {Difference(at):0.000} only"));
        Assert.All(same, at => Assert.True(Difference(at) < 0.004, $"{at} changed by {Difference(at):0.000}"));

        // Over a patch of 5 x 5, so that a point need not be hit exactly where something should change.
        double Difference((int X, int Y) at) =>
            Enumerable
                .Range(0, 25)
                .Average(k => Math.Abs(At(first, at.X - 2 + k % 5, at.Y - 2 + k / 5) - At(second, at.X - 2 + k % 5, at.Y - 2 + k / 5)));
    }

    private static double At(float[] pixels, int x, int y) =>
        (pixels[y * Side + x] + pixels[Area + y * Side + x] + pixels[2 * Area + y * Side + x]) / 3;

    private static double Patch(float[] pixels, int picture, int width, int height, double part)
    {
        var reach = part * Math.Sqrt(width * height) / 2;
        var (sum, count) = (0.0, 0);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                if (Math.Abs(x + 0.5 - width / 2.0) < reach && Math.Abs(y + 0.5 - height / 2.0) < reach)
                {
                    (sum, count) = (sum + pixels[picture * width * height + y * width + x], count + 1);
                }
            }
        }

        return sum / count;
    }

    private static double Distance(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        var sum = 0.0;
        for (var i = 0; i < first.Length; i++)
        {
            sum += Math.Pow(first[i] - second[i], 2);
        }

        return Math.Sqrt(sum / first.Length);
    }

    private static float[] One(Face face) => Draw([face], seed: 7);

    private static float[] Draw(Face[] faces, ulong seed, bool grey = false, int threads = -1)
    {
        var pixels = new float[faces.Length * (grey ? 1 : 3) * Area];
        FaceGenerator.Fill(pixels, faces, seed, grey, threads: threads);
        return pixels;
    }
}

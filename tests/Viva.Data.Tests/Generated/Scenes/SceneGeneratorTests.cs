using Viva.Data.Generated.Scenes;

namespace Viva.Data.Tests.Generated.Scenes;

public sealed class SceneGeneratorTests
{
    private const int Area = SceneGenerator.Side * SceneGenerator.Side;

    [Fact]
    public void The_same_seed_gives_the_same_scenes_on_any_number_of_threads()
    {
        var (alone, labels) = Make(300, seed: 5, threads: 1);
        var (together, sameLabels) = Make(300, seed: 5, threads: 4);
        Assert.Equal(labels, sameLabels);
        Assert.True(alone.AsSpan().SequenceEqual(together));
        // A longer run starts with the shorter one.
        Assert.True(Make(100, seed: 5).Pixels.AsSpan().SequenceEqual(alone.AsSpan(0, 100 * 3 * Area)));
        Assert.False(Make(100, seed: 6).Pixels.AsSpan().SequenceEqual(alone.AsSpan(0, 100 * 3 * Area)));
    }

    [Fact]
    public void Every_ten_scenes_hold_each_class_once()
    {
        Assert.Equal(10, SceneGenerator.ClassNames.Distinct().Count());
        var labels = Make(100, seed: 3).Labels;
        Assert.All(labels.Chunk(10), ten => Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], ten.Order()));
        Assert.NotEqual(labels[..10], labels[10..20]);
    }

    [Fact]
    public void Scenes_differ_from_each_other_and_use_the_whole_range_of_light()
    {
        var (pixels, labels) = Make(1000, seed: 1);
        Assert.All(pixels, value => Assert.True(value is >= 0 and <= 1));
        var distinct = Enumerable
            .Range(0, labels.Length)
            .Select(i =>
                Convert.ToHexString(
                    System.Security.Cryptography.SHA256.HashData(
                        System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels.AsSpan(i * 3 * Area, 3 * Area))
                    )
                )
            )
            .Distinct()
            .Count();
        Assert.Equal(labels.Length, distinct);
        var mean = pixels.Average();
        Assert.InRange(mean, 0.35, 0.6);
        Assert.InRange(Math.Sqrt(pixels.Average(value => (value - mean) * (value - mean))), 0.15, 0.3);
    }

    [Fact]
    public void Colour_alone_does_not_tell_the_class()
    {
        var train = Make(4000, seed: 1);
        var test = Make(1000, seed: 2);
        // Chance is 0.1. The mean colour, and how many pixels have which of 27 colours.
        Assert.InRange(NearestMean(train, test, MeanColour), 0.05, 0.16);
        Assert.InRange(NearestMean(train, test, Histogram), 0.05, 0.20);
    }

    private static float[] MeanColour(ReadOnlySpan<float> picture)
    {
        var means = new float[3];
        for (var k = 0; k < picture.Length; k++)
        {
            means[k / Area] += picture[k] / Area;
        }

        return means;
    }

    private static float[] Histogram(ReadOnlySpan<float> picture)
    {
        var bins = new float[27];
        for (var k = 0; k < Area; k++)
        {
            bins[9 * Third(picture[k]) + 3 * Third(picture[k + Area]) + Third(picture[k + 2 * Area])] += 1f / Area;
        }

        return bins;

        static int Third(float value) => Math.Min((int)(value * 3), 2);
    }

    private static double NearestMean((float[] Pixels, long[] Labels) train, (float[] Pixels, long[] Labels) test, Feature feature)
    {
        var centres = new float[10][];
        for (var i = 0; i < train.Labels.Length; i++)
        {
            var values = feature(train.Pixels.AsSpan(i * 3 * Area, 3 * Area));
            var centre = centres[train.Labels[i]] ??= new float[values.Length];
            for (var k = 0; k < values.Length; k++)
            {
                centre[k] += values[k] * 10 / train.Labels.Length;
            }
        }

        var right = 0;
        for (var i = 0; i < test.Labels.Length; i++)
        {
            var values = feature(test.Pixels.AsSpan(i * 3 * Area, 3 * Area));
            var nearest = Enumerable.Range(0, 10).MinBy(c => centres[c].Zip(values, (a, b) => (a - b) * (a - b)).Sum());
            right += nearest == test.Labels[i] ? 1 : 0;
        }

        return right / (double)test.Labels.Length;
    }

    private static (float[] Pixels, long[] Labels) Make(int count, ulong seed, int threads = -1)
    {
        var (pixels, labels) = (new float[count * 3 * Area], new long[count]);
        SceneGenerator.Fill(pixels, labels, seed, threads);
        return (pixels, labels);
    }

    private delegate float[] Feature(ReadOnlySpan<float> picture);
}

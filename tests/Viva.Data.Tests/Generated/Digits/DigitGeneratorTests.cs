using Viva.Data.Generated.Digits;

namespace Viva.Data.Tests.Generated.Digits;

public sealed class DigitGeneratorTests
{
    private const int Area = DigitGenerator.Side * DigitGenerator.Side;

    [Fact]
    public void The_same_seed_gives_the_same_pictures_on_any_number_of_threads()
    {
        var (alone, aloneLabels) = Make(600, seed: 5, threads: 1);
        var (together, togetherLabels) = Make(600, seed: 5, threads: 4);
        Assert.Equal(aloneLabels, togetherLabels);
        Assert.True(alone.AsSpan().SequenceEqual(together));
        // A longer run starts with the shorter one.
        Assert.True(Make(100, seed: 5).Pixels.AsSpan().SequenceEqual(alone.AsSpan(0, 100 * Area)));
    }

    [Fact]
    public void Another_seed_gives_other_pictures() =>
        Assert.False(Make(50, seed: 1).Pixels.AsSpan().SequenceEqual(Make(50, seed: 2).Pixels));

    [Fact]
    public void No_two_pictures_are_alike()
    {
        var (pixels, labels) = Make(2000, seed: 1);
        var distinct = Enumerable
            .Range(0, labels.Length)
            .Select(i =>
                Convert.ToHexString(
                    System.Security.Cryptography.SHA256.HashData(
                        System.Runtime.InteropServices.MemoryMarshal.AsBytes(pixels.AsSpan(i * Area, Area))
                    )
                )
            )
            .Distinct()
            .Count();
        Assert.Equal(labels.Length, distinct);
    }

    [Fact]
    public void Every_ten_pictures_hold_each_digit_once()
    {
        var labels = Make(100, seed: 3).Labels;
        Assert.All(labels.Chunk(10), ten => Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], ten.Order()));
        Assert.NotEqual(labels[..10], labels[10..20]);
    }

    [Fact]
    public void Pictures_are_finished_as_those_of_MNIST()
    {
        var (pixels, labels) = Make(2000, seed: 1);
        var inked = 0.0;
        for (var i = 0; i < labels.Length; i++)
        {
            double mass = 0,
                massX = 0,
                massY = 0;
            int left = 28,
                right = -1,
                top = 28,
                bottom = -1;
            for (var y = 0; y < 28; y++)
            {
                for (var x = 0; x < 28; x++)
                {
                    var value = pixels[i * Area + y * 28 + x];
                    Assert.InRange(value, 0, 1);
                    Assert.Equal(Math.Round(value * 255), value * 255, 3);
                    (mass, massX, massY) = (mass + value, massX + value * (x + 0.5), massY + value * (y + 0.5));
                    if (value > 0.5)
                    {
                        (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
                    }
                }
            }

            // Centred by mass to a pixel, and fitted into a box of 20.
            Assert.InRange(massX / mass, 13, 15);
            Assert.InRange(massY / mass, 13, 15);
            Assert.InRange(Math.Max(right - left, bottom - top) + 1, 17, 22);
            inked += mass / Area / labels.Length;
        }

        Assert.InRange(inked, 0.10, 0.16); // MNIST's mean is 0.1307
    }

    private static (float[] Pixels, long[] Labels) Make(int count, ulong seed, int threads = -1)
    {
        var (pixels, labels) = (new float[count * Area], new long[count]);
        DigitGenerator.Fill(pixels, labels, seed, threads);
        return (pixels, labels);
    }
}

using TorchSharp;
using Viva.Data.Generated.Faces;
using Viva.Data.Generated.Scenes;
using Viva.Runtime;

namespace Viva.Data;

public static partial class Datasets
{
    private const int MaxPictures = 100_000;

    /// <summary>
    /// Portraits drawn here, 64 x 64, in colour, every one of another person, with independent labelled attributes: skin, hair, eyes,
    /// glasses, mouth, beard, pose, light, background and the shape of the face. The same numbers give the same pictures.
    /// </summary>
    /// <param name="train">How many portraits to train on, at most 100,000.</param>
    /// <param name="test">How many to test on, of other people, at most 100,000.</param>
    /// <param name="seed">Which people.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is not from 1 to 100,000, or the seed is negative.</exception>
    public static FaceDataset Faces(int train = 4000, int test = 500, int seed = 1)
    {
        CheckPictures(train, test, seed);
        var faces = new FaceDataset("faces", DataOrigin.BuiltIn, Portraits(train, 1, seed, split: 0), Portraits(test, 1, seed, split: 1));
        Announce(faces.Name, "Drawn portraits", train, test, seed);
        return faces;
    }

    /// <summary>
    /// Pictures of ten kinds of everyday objects, drawn here, 32 x 32, in colour, with varied place, size, build, colour, light and
    /// background, some partly hidden. Neither colour nor background tells the class. The same numbers give the same pictures.
    /// </summary>
    /// <param name="train">How many pictures to train on, at most 100,000.</param>
    /// <param name="test">How many to test on, from another random stream, at most 100,000.</param>
    /// <param name="seed">Which scenes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is not from 1 to 100,000, or the seed is negative.</exception>
    public static ImageDataset Scenes(int train = 10000, int test = 2000, int seed = 1)
    {
        CheckPictures(train, test, seed);
        var scenes = SceneSet("scenes", train, test, seed);
        Announce(scenes.Name, "Drawn scenes", train, test, seed);
        return scenes;
    }

    /// <summary>The scenes under another set's name, for which they stand in; shows no line.</summary>
    internal static ImageDataset SceneSet(string name, int train, int test, int seed)
    {
        Run.Load();
        var splits = new ImageSplit[2];
        for (var i = 0; i < 2; i++)
        {
            var count = i == 0 ? train : test;
            var pixels = new float[(long)count * 3 * SceneGenerator.Side * SceneGenerator.Side];
            var labels = new long[count];
            SceneGenerator.Fill(pixels, labels, 2 * (ulong)seed + (ulong)i, cancellation: Interruption.Cell);
            splits[i] = new ImageSplit(torch.tensor(pixels, [count, 3, SceneGenerator.Side, SceneGenerator.Side]), torch.tensor(labels));
        }

        return new ImageDataset(name, DataOrigin.BuiltIn, splits[0], splits[1], SceneGenerator.ClassNames);
    }

    /// <summary>
    /// Portraits of <paramref name="people"/> persons, <paramref name="each"/> in a row of each, which differ in pose, light, expression,
    /// glasses and background: (n, 3, height, width) or, in grey, (n, 1, height, width). Splits share no person. Shows no line.
    /// </summary>
    internal static FaceSplit Portraits(
        int people,
        int each,
        int seed,
        int split,
        bool grey = false,
        int width = FaceGenerator.Side,
        int height = FaceGenerator.Side
    )
    {
        Run.Load();
        // Four streams a split: persons and pictures, each described and drawn.
        var stream = 8 * (ulong)seed + 4 * (ulong)split;
        var faces = FaceGenerator.Describe(people, each, stream);
        var channels = grey ? 1 : 3;
        var pixels = new float[(long)faces.Length * channels * width * height];
        FaceGenerator.Fill(pixels, faces, stream, grey, width, height, cancellation: Interruption.Cell);
        return new FaceSplit(torch.tensor(pixels, [faces.Length, channels, height, width]), faces);
    }

    private static void CheckPictures(int train, int test, int seed)
    {
        Require.Interval(train, 1, MaxPictures);
        Require.Interval(test, 1, MaxPictures);
        ArgumentOutOfRangeException.ThrowIfNegative(seed);
    }

    private static void Announce(string name, string title, int train, int test, int seed) =>
        new DatasetNotice(
            name,
            title,
            DataOrigin.BuiltIn,
            Pictures(train, test),
            FormattableString.Invariant($"Made by this library from seed {seed}")
        ).Announce();
}

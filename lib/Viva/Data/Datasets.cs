using System.Runtime.InteropServices;
using TorchSharp;
using Viva.Data.Download;
using Viva.Data.Formats;
using Viva.Data.Generated.Digits;
using Viva.Data.Generated.Scenes;
using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Data;

/// <summary>
/// Every data set by name. Each call looks in the cache, the mirror (VIVA_MIRROR) and the published sources in turn, shows one line that
/// says which it was, and falls back on data made here where a set has such a substitute.
/// </summary>
public static partial class Datasets
{
    private static readonly string[] DigitNames = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private static readonly string[] GarmentNames =
    [
        "T-shirt/top",
        "Trouser",
        "Pullover",
        "Dress",
        "Coat",
        "Sandal",
        "Shirt",
        "Sneaker",
        "Bag",
        "Ankle boot",
    ];

    /// <summary>
    /// MNIST: 60,000 + 10,000 handwritten digits, 28 x 28, grey. When it cannot be had: the digits of <see cref="Digits"/>,
    /// and the line shown says so.
    /// </summary>
    /// <exception cref="DataException">A file that passed its checksum cannot be read.</exception>
    public static ImageDataset Mnist() => Mnist(KernelStore.Open());

    internal static ImageDataset Mnist(DataStore store)
    {
        var fetched = store.Fetch("mnist");
        if (fetched.Found)
        {
            return FromIdx(fetched, DigitNames);
        }

        const int train = 20000,
            test = 4000;
        var digits = GenerateDigits("mnist", train, test, seed: 1);
        AnnounceSubstitute(fetched, "Generated digits", Pictures(train, test));
        return digits;
    }

    /// <summary>
    /// Fashion-MNIST: 60,000 + 10,000 pictures of clothing in ten classes, 28 x 28, grey. When it cannot be had: the
    /// <see cref="Scenes"/> in grey without their margin, ten kinds of objects of the same size, and the line shown says so.
    /// </summary>
    /// <exception cref="DataException">A file that passed its checksum cannot be read.</exception>
    public static ImageDataset FashionMnist() => FashionMnist(KernelStore.Open());

    internal static ImageDataset FashionMnist(DataStore store)
    {
        var fetched = store.Fetch("fashion-mnist");
        if (fetched.Found)
        {
            return FromIdx(fetched, GarmentNames);
        }

        var scenes = SceneSet(fetched.Set.Name, 10000, 2000, seed: 1);
        AnnounceSubstitute(fetched, "Drawn scenes in grey", Pictures(10000, 2000));
        return scenes with { Train = Grey(scenes.Train), Test = Grey(scenes.Test) };

        // From 32 x 32 in colour to 28 x 28 in grey.
        static ImageSplit Grey(ImageSplit split)
        {
            const int margin = (SceneGenerator.Side - 28) / 2;
            using var scope = NewDisposeScope();
            var grey = split.Images.mean([1], keepdim: true).narrow(2, margin, 28).narrow(3, margin, 28).contiguous();
            return new ImageSplit(grey.MoveToOuterDisposeScope(), split.Labels);
        }
    }

    /// <summary>
    /// Handwritten digits made here: pen strokes with several ways to write each digit, slant, pressure and wobble, finished like MNIST's
    /// (28 x 28, size-normalised, centred by mass). The same numbers give the same pictures.
    /// </summary>
    /// <param name="train">How many pictures to train on.</param>
    /// <param name="test">How many to test on, from another random stream.</param>
    /// <param name="seed">Which digits.</param>
    public static ImageDataset Digits(int train = 20000, int test = 4000, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(train);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(test);
        var digits = GenerateDigits("digits", train, test, seed);
        new DatasetNotice(
            "digits",
            "Generated digits",
            DataOrigin.BuiltIn,
            Pictures(train, test),
            FormattableString.Invariant($"Made by this library from seed {seed}")
        ).Announce();
        return digits;
    }

    private const string WhatToDo =
        "connect to the network (and unset VIVA_OFFLINE), or set VIVA_MIRROR to a folder or address that holds the files.";

    private static string Pictures(int train, int test) => FormattableString.Invariant($"{train:N0} + {test:N0} pictures");

    private static ImageDataset GenerateDigits(string name, int train, int test, int seed)
    {
        Run.Load();
        var splits = new ImageSplit[2];
        for (var i = 0; i < 2; i++)
        {
            var count = i == 0 ? train : test;
            var pixels = new float[(long)count * DigitGenerator.Side * DigitGenerator.Side];
            var labels = new long[count];
            // The two splits are different streams: a test digit is never a copy of a training digit.
            DigitGenerator.Fill(pixels, labels, 2 * (ulong)(uint)seed + (ulong)i, cancellation: Interruption.Cell);
            splits[i] = new ImageSplit(torch.tensor(pixels, [count, 1, DigitGenerator.Side, DigitGenerator.Side]), torch.tensor(labels));
        }

        return new ImageDataset(name, DataOrigin.BuiltIn, splits[0], splits[1], DigitNames);
    }

    private static ImageDataset FromIdx(FetchedSet fetched, string[] classNames)
    {
        var dataset = new ImageDataset(
            fetched.Set.Name,
            DataOrigin.Real,
            SplitFromIdx(fetched, "train", classNames.Length),
            SplitFromIdx(fetched, "t10k", classNames.Length),
            classNames
        );
        AnnounceReal(fetched, Pictures(dataset.Train.Count, dataset.Test.Count));
        return dataset;
    }

    private static ImageSplit SplitFromIdx(FetchedSet fetched, string split, int classes)
    {
        var imageFile = split + "-images-idx3-ubyte.gz";
        var labelFile = split + "-labels-idx1-ubyte.gz";
        var (count, rows, columns, pixels) = Idx.Images(fetched[imageFile], imageFile);
        var labels = Idx.Labels(fetched[labelFile], classes, labelFile);
        if (labels.Length != count)
        {
            throw new DataException(labelFile, $"has {labels.Length} labels for {count} images");
        }

        Run.Load();
        using var scope = NewDisposeScope();
        var images = Bytes(pixels).to_type(ScalarType.Float32).div_(255).reshape(count, 1, rows, columns);
        return new ImageSplit(images.MoveToOuterDisposeScope(), Bytes(labels).to_type(ScalarType.Int64).MoveToOuterDisposeScope());

        // Shares the payload's memory: the float copy is the only one.
        static Tensor Bytes(ReadOnlyMemory<byte> memory) =>
            MemoryMarshal.TryGetArray(memory, out var segment)
                ? frombuffer(segment.Array!, ScalarType.Byte, segment.Count, segment.Offset)
                : torch.tensor(memory.ToArray(), ScalarType.Byte);
    }
}

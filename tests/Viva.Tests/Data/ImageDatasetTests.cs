using Microsoft.DotNet.Interactive.Formatting;
using Viva.Data;
using Viva.Data.Catalog;
using Viva.Data.Download;
using Viva.Data.Tests;
using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Tests.Data;

/// <summary>What a notebook gets: tensors, labels, and a line that says what they are.</summary>
public sealed class ImageDatasetTests
{
    public ImageDatasetTests() => Run.Start();

    [Fact]
    public void Real_MNIST_has_the_published_shapes_counts_and_first_picture()
    {
        var mnist = Datasets.Mnist(RealData.Store());
        Assert.Equal(("mnist", DataOrigin.Real), (mnist.Name, mnist.Origin));
        Assert.Equal([60000, 1, 28, 28], mnist.Train.Images.shape);
        Assert.Equal([10000, 1, 28, 28], mnist.Test.Images.shape);
        Assert.Equal((ScalarType.Float32, ScalarType.Int64), (mnist.Train.Images.dtype, mnist.Train.Labels.dtype));
        Assert.Equal((0f, 1f), (mnist.Train.Images.min().item<float>(), mnist.Train.Images.max().item<float>()));
        // The mean and deviation that everybody normalises with.
        Assert.Equal(0.1307, mnist.Train.Images.mean().item<float>(), 4);
        Assert.Equal(0.3081, mnist.Train.Images.std().item<float>(), 4);
        // Counts of each digit, from LeCun's page and every textbook.
        Assert.Equal([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], Counts(mnist.Train));
        Assert.Equal([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009], Counts(mnist.Test));
        Assert.Equal(5, mnist.Train.Labels[0].item<long>());
        Assert.Equal(27525, Math.Round(mnist.Train.Images[0].sum().item<float>() * 255)); // the sum of the first picture's bytes
    }

    [Fact]
    public void Without_MNIST_generated_digits_stand_in_and_are_recorded_as_a_substitute()
    {
        using var folder = new DataFolder();
        var digits = Datasets.Mnist(new DataStore(folder.Settings with { Offline = true }, DataCatalog.Default));
        Assert.Equal(("mnist", DataOrigin.BuiltIn), (digits.Name, digits.Origin));
        Assert.Equal([20000, 1, 28, 28], digits.Train.Images.shape);
        Assert.Equal([4000], digits.Test.Labels.shape);
        Assert.Contains(("mnist", DataOrigin.BuiltIn), DataOrigins.Used);
    }

    [Fact]
    public void Without_Fashion_MNIST_scenes_in_grey_stand_in_with_its_shape()
    {
        using var folder = new DataFolder();
        var scenes = Datasets.FashionMnist(new DataStore(folder.Settings with { Offline = true }, DataCatalog.Default));
        Assert.Equal(("fashion-mnist", DataOrigin.BuiltIn, "aeroplane"), (scenes.Name, scenes.Origin, scenes.ClassNames[0]));
        Assert.Equal([10000, 1, 28, 28], scenes.Train.Images.shape);
        Assert.Equal([2000], scenes.Test.Labels.shape);

        // The middle of the same scene in colour, its channels' mean.
        var colours = Datasets.Scenes(20, 20).Test.Images[7].mean([0]);
        var gap = (scenes.Test.Images[7, 0] - colours[2..30, 2..30]).abs().max().item<float>();
        Assert.True(gap < 1e-6, $"{gap}");
    }

    [Fact]
    public void A_set_whose_files_contradict_each_other_is_an_error()
    {
        using var folder = new DataFolder();
        byte[] images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 7, 7];
        byte[] labels = [0, 0, 8, 1, 0, 0, 0, 1, 7];
        var files = new[]
        {
            ("train-images-idx3-ubyte.gz", images),
            ("train-labels-idx1-ubyte.gz", labels),
            ("t10k-images-idx3-ubyte.gz", images),
            ("t10k-labels-idx1-ubyte.gz", labels),
        };
        foreach (var (name, content) in files)
        {
            Directory.CreateDirectory(Path.Combine(folder.Mirror, "mnist"));
            File.WriteAllBytes(Path.Combine(folder.Mirror, "mnist", name), content);
        }

        var catalog = new DataCatalog([
            new CatalogSet(
                "mnist",
                "MNIST",
                "-",
                "-",
                [],
                [.. files.Select(file => new CatalogFile(file.Item1, [new CatalogPayload(file.Item2.Length)]))]
            ),
        ]);
        var error = Assert.Throws<DataException>(() => Datasets.Mnist(new DataStore(folder.Settings.WithMirror(folder.Mirror), catalog)));
        Assert.StartsWith("train-labels-idx1-ubyte.gz: has 1 labels for 2 images.", error.Message);
    }

    [Fact]
    public void A_line_tells_a_reader_and_a_program_the_same()
    {
        var line = new DatasetNotice("mnist", "MNIST <1998>", DataOrigin.BuiltIn, "10 pictures", "Because of A & B.") { Substitute = true };
        Assert.Equal("MNIST <1998>: built-in, 10 pictures. Because of A & B.", line.Text);
        Assert.Equal("""{"name":"mnist","origin":"built-in","substitute":true}""", line.Json);
        Assert.Contains("MNIST &lt;1998&gt;", line.Html);
        Assert.Contains("<strong>built-in</strong>", line.Html);
        Assert.Contains("A &amp; B", line.Html);
        Assert.Equal(line.Json, line.ToDisplayString("application/vnd.viva.data+json"));
    }

    [Fact]
    public void Take_and_Split_are_views_of_the_same_pictures()
    {
        var split = Datasets.Digits(train: 50, test: 10).Train;
        var (first, second) = split.Split(40);
        Assert.Equal((40, 10, 50), (first.Count, second.Count, split.Take(99).Count));
        Assert.True(second.Images[0].Equals(split.Images[40]));
        split.Images[40, 0, 0, 0] = 0.5f;
        Assert.Equal(0.5f, second.Images[0, 0, 0, 0].item<float>());
        Assert.Throws<ArgumentOutOfRangeException>(() => split.Split(50));
        Assert.Throws<ArgumentOutOfRangeException>(() => split.Take(0));
    }

    [Fact]
    public void Images_and_labels_that_do_not_fit_together_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new ImageSplit(zeros(3, 28, 28), zeros(3, ScalarType.Int64)));
        Assert.Contains("these are (3, 28, 28) and (3)", error.Message);
    }

    private static long[] Counts(ImageSplit split) => split.Labels.bincount(null).data<long>().ToArray();
}

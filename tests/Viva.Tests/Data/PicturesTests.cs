using Viva.Data;
using Viva.Data.Generated.Faces;
using Viva.Data.Generated.Scenes;
using Viva.Display.Charts;
using Viva.Runtime;
using Viva.Tests.Training;
using Viva.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Tests.Data;

/// <summary>What a notebook gets of the drawn pictures.</summary>
[Collection(TorchSerial.Name)]
public sealed class PicturesTests
{
    public PicturesTests() => Run.Start();

    [Fact]
    public void Faces_are_two_splits_of_other_people_with_attributes()
    {
        var faces = Datasets.Faces(train: 80, test: 20);
        Assert.Equal(("faces", DataOrigin.BuiltIn), (faces.Name, faces.Origin));
        Assert.Equal([80, 3, 64, 64], faces.Train.Images.shape);
        Assert.Equal([20, 3, 64, 64], faces.Test.Images.shape);
        Assert.Equal(ScalarType.Float32, faces.Train.Images.dtype);
        Assert.InRange(faces.Train.Images.min().item<float>(), 0, 0.1);
        Assert.InRange(faces.Train.Images.max().item<float>(), 0.9, 1);
        Assert.Empty(faces.Train.Faces.Intersect(faces.Test.Faces));
        Assert.Equal(80, faces.Train.Faces.Select(face => face.Person).Distinct().Count());
        Assert.Equal(faces.Train.Faces.Select(face => (long)face.Hair), faces.Train.Labels(face => face.Hair).data<long>().ToArray());
        Assert.Equal("faces (built-in): 80 portraits for training, 20 for the test", faces.ToString());
        Assert.Contains(("faces", DataOrigin.BuiltIn), DataOrigins.Used);
    }

    [Fact]
    public void A_sample_of_faces_is_sixty_pictures_with_captions()
    {
        var figure = Assert.IsType<Figure>(Datasets.Faces(train: 70, test: 1).Sample());
        Assert.Equal(60, figure.ToHtml(offline: true).Split("<img ").Length - 1);
        Assert.Matches("(deep|dark|brown|tan|light|fair) skin, .*, (smile|neutral|open|frown)", figure.AlternativeText);
    }

    [Fact]
    public void People_come_as_colour_or_grey_in_any_size_with_the_person_as_label()
    {
        var people = Datasets.Portraits(4, 3, seed: 1, split: 0, grey: true, width: 92, height: 112);
        Assert.Equal([12, 1, 112, 92], people.Images.shape);
        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3], people.Faces.Select(face => face.Person));
    }

    [Fact]
    public void Scenes_are_an_image_dataset_of_ten_classes()
    {
        var scenes = Datasets.Scenes(train: 100, test: 50);
        Assert.Equal(("scenes", DataOrigin.BuiltIn), (scenes.Name, scenes.Origin));
        Assert.Equal([100, 3, 32, 32], scenes.Train.Images.shape);
        Assert.Equal([50, 3, 32, 32], scenes.Test.Images.shape);
        Assert.Equal(SceneGenerator.ClassNames, scenes.ClassNames);
        Assert.False(scenes.Train.Images[..50].Equals(scenes.Test.Images));
        Assert.True(Datasets.Scenes(train: 100, test: 50).Train.Images.Equals(scenes.Train.Images));
        Assert.False(Datasets.Scenes(train: 100, test: 50, seed: 2).Train.Images.Equals(scenes.Train.Images));
    }

    [Fact]
    public void A_count_out_of_range_is_named_with_its_limits()
    {
        Assert.StartsWith(
            "train must lie in [1, 100000].",
            Assert.Throws<ArgumentOutOfRangeException>(() => Datasets.Faces(train: 0)).Message
        );
        Assert.StartsWith(
            "test must lie in [1, 100000].",
            Assert.Throws<ArgumentOutOfRangeException>(() => Datasets.Scenes(test: 100_001)).Message
        );
        Assert.Equal(-1, Assert.Throws<ArgumentOutOfRangeException>(() => Datasets.Scenes(seed: -1)).ActualValue);
    }

    [Fact]
    public void Images_without_a_face_for_each_are_refused() =>
        Assert.Contains(
            "(2, 3, 64, 64) with 1 faces",
            Assert.Throws<ArgumentException>(() => new FaceSplit(zeros(2, 3, 64, 64), [new Face()])).Message
        );

    [Fact]
    [Trait("Category", "Slow")]
    public void A_small_CNN_learns_the_scenes_and_a_linear_model_does_not()
    {
        var scenes = Datasets.Scenes(train: 10000, test: 2000);
        manual_seed(1);
        using var linear = Sequential(Flatten(), Linear(3 * 32 * 32, 10));
        using var cnn = Sequential(
            Conv2d(3, 24, 3, padding: 1),
            BatchNorm2d(24),
            ReLU(),
            MaxPool2d(2),
            Conv2d(24, 48, 3, padding: 1),
            BatchNorm2d(48),
            ReLU(),
            MaxPool2d(2),
            Conv2d(48, 96, 3, padding: 1),
            BatchNorm2d(96),
            ReLU(),
            MaxPool2d(2),
            Flatten(),
            Dropout(0.3),
            Linear(96 * 16, 10)
        );
        var (plain, deep) = (Accuracy(linear, epochs: 5), Accuracy(cnn, epochs: 5));
        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant($"linear {plain:0.000}, CNN {deep:0.000}"));
        Assert.InRange(plain, 0.12, 0.55);
        Assert.InRange(deep, 0.80, 0.99);

        double Accuracy(nn.Module<Tensor, Tensor> model, int epochs)
        {
            var trainer = new Trainer(model)
            {
                Epochs = epochs,
                Seed = 1,
                Quiet = true,
            };
            trainer.Fit(scenes.Train.Images, scenes.Train.Labels, cancellation: TestContext.Current.CancellationToken);
            return trainer.Evaluate(scenes.Test.Images, scenes.Test.Labels).Accuracy;
        }
    }
}

using Viva.Data;
using Viva.Data.Tests;
using Viva.Tests.Training;
using Viva.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Tests.Data;

/// <summary>What the generated digits are for: a network that has seen nothing else must read real handwriting.</summary>
[Collection(TorchSerial.Name)]
public sealed class DigitsTeachTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void A_small_CNN_trained_on_generated_digits_alone_reads_real_ones()
    {
        var mnist = Datasets.Mnist(RealData.Store());
        var digits = Datasets.Digits(train: 12000, test: 10).Train;
        manual_seed(1);
        using var model = Sequential(
            Conv2d(1, 16, 5, stride: 2, padding: 2),
            ReLU(),
            Conv2d(16, 32, 3, padding: 1),
            ReLU(),
            MaxPool2d(2),
            Dropout(0.2),
            Flatten(),
            Linear(32 * 49, 128),
            ReLU(),
            Linear(128, 10)
        );
        var trainer = new Trainer(model)
        {
            Epochs = 4,
            Seed = 1,
            Quiet = true,
        };
        trainer.Fit(digits.Images, digits.Labels, cancellation: TestContext.Current.CancellationToken);
        Assert.InRange(trainer.Evaluate(mnist.Test.Images, mnist.Test.Labels).Accuracy, 0.9, 1);
    }
}

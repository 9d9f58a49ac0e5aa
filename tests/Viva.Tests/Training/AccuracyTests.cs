using Viva.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static Viva.Tests.Training.TrainerTests;

namespace Viva.Tests.Training;

/// <summary>What the trainer counts as a hit.</summary>
[Collection(TorchSerial.Name)]
public sealed class AccuracyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void One_logit_a_sample_is_read_by_its_threshold(int dimensions)
    {
        manual_seed(3);
        using var model = Sequential(Linear(2, 8), ReLU(), Linear(8, 1));
        var x = randn(400, 2);
        var y = (x[.., 0] + x[.., 1] > 0).to(int64);
        Tensor Shaped(Tensor t) => dimensions == 2 ? t : t.squeeze(1);
        Trainer Trainer(double? threshold, MonitoredMetric monitor = MonitoredMetric.ValidationLoss) =>
            new(model, batch => Shaped(model.call(batch)))
            {
                Epochs = 20,
                Quiet = true,
                Threshold = threshold,
                Monitor = monitor,
                Optimizer = p => optim.Adam(p, 0.05),
                Loss = (o, t) => functional.binary_cross_entropy_with_logits(o.flatten(), t.to(float32)),
            };

        var history = Fit(Trainer(0), x, y, x, y);
        var truth = (model.call(x).squeeze(1) > 0).to(int64).eq(y).to(float64).mean().item<double>();
        Assert.InRange(truth, 0.95, 1);
        Assert.Equal(truth, Trainer(0).Evaluate(x, y).Accuracy, 1e-12);
        Assert.Empty(history.Notes);

        // Without it nothing is guessed, and the summary says what to set.
        var silent = Fit(Trainer(null), x, y, x, y);
        Assert.True(double.IsNaN(silent.Last.ValidationAccuracy) && double.IsNaN(silent.Last.TrainAccuracy));
        Assert.Contains("accuracy not measured", silent.Summary, StringComparison.Ordinal);
        Assert.Contains("set Threshold to 0 for logits or 0.5 for probabilities", silent.Summary, StringComparison.Ordinal);
        Assert.Contains("set Threshold", Trainer(null).Evaluate(x, y).ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "set Threshold",
            Assert.Throws<ArgumentException>(() => Fit(Trainer(null, MonitoredMetric.ValidationAccuracy), x, y, x, y)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "but the targets hold 2",
            Assert.Throws<ArgumentException>(() => Fit(Trainer(0), x, y * 2, x, y)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Tokens_are_counted_along_the_axis_of_the_classes()
    {
        manual_seed(3);
        using var model = Embedding(5, 5);
        var x = randint(5, [200L, 5L], int64);
        var y = (x + 1) % 5;
        Trainer Trainer(int? axis) =>
            new(model)
            {
                Epochs = 30,
                Quiet = true,
                ClassAxis = axis,
                Optimizer = p => optim.Adam(p, 0.1),
                Loss = (o, t) => functional.cross_entropy(o.reshape(-1, 5), t.flatten()),
            };

        var history = Fit(Trainer(-1), x, y, x, y);
        Assert.Equal(1, history.Last.ValidationAccuracy);
        Assert.Contains("set ClassAxis to 1 or 2", Assert.Single(Fit(Trainer(null), x, y).Notes), StringComparison.Ordinal);

        // Where the shapes leave one reading, or the default loss tells it, nothing needs to be set.
        Assert.Equal(1, Trainer(null).Evaluate(x[.., ..4], y[.., ..4]).Accuracy);
        Assert.Equal(1, new Trainer(model, tokens => model.call(tokens).transpose(1, 2)).Evaluate(x, y).Accuracy);
        Assert.Equal(1, new Trainer(model, tokens => model.call(tokens).transpose(1, 2)).Evaluate(x[.., ..4], y[.., ..4]).Accuracy);
    }

    [Fact]
    public void Targets_that_cross_entropy_leaves_out_are_left_out()
    {
        var (x, labels) = Clusters(300);
        using var model = Classifier();
        Fit(new Trainer(model) { Epochs = 20, Quiet = true }, x, labels);
        var kept = new Trainer(model).Evaluate(x[100..], labels[100..]);
        var padded = cat([full([100], -100, dtype: int64), labels[100..]]);
        Assert.Equal(
            kept.Accuracy,
            new Trainer(model) { BatchSize = 300 }
                .Evaluate(x, padded)
                .Accuracy,
            1e-12
        );
    }

    [Fact]
    public void Outputs_that_are_NaN_are_no_hits()
    {
        var (x, labels) = Clusters(60);
        using var model = Classifier();
        var evaluation = new Trainer(model, batch => model.call(batch) * float.NaN).Evaluate(x, labels);
        Assert.Equal((double.NaN, 0.0), (evaluation.Loss, evaluation.Accuracy));
    }
}

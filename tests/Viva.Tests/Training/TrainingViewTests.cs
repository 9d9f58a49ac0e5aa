using Viva.Display;
using Viva.Display.Hosts;
using Viva.Tests.Display.Hosts;
using Viva.Training;

namespace Viva.Tests.Training;

[Collection(TorchSerial.Name)]
public sealed class TrainingViewTests
{
    private readonly RecordingHost _host = new();

    private IReadOnlyList<object> Views => [.. _host.Shown, .. _host.Updates];

    [Fact]
    public void Training_shows_one_output_with_line_and_curves_and_leaves_the_summary()
    {
        using var use = DisplayHost.Use(_host);
        var (x, labels) = TrainerTests.Clusters(96);
        using var model = TrainerTests.Classifier();
        var trainer = new Trainer(model)
        {
            Epochs = 3,
            BatchSize = 32,
            Augment = Slowly,
        };
        var history = TrainerTests.Fit(trainer, x, labels, x, labels);

        Assert.Single(_host.Shown);
        Assert.Contains(Views, v => Text(v).StartsWith("epoch 1 of 3, step", StringComparison.Ordinal));
        var third = Views.Last(v => Text(v).StartsWith("epoch 3 of 3, step", StringComparison.Ordinal));
        Assert.Matches(@"^epoch 3 of 3, step \d of 3, loss \d\.\d{4}, [\d,]+ samples/s, [\d.]+ s left$", Text(third));
        Assert.Contains("<svg", Html(third), StringComparison.Ordinal);
        Assert.Contains("aria-label=\"loss by epoch\"", Html(third), StringComparison.Ordinal);
        Assert.Equal(history.Summary, Text(Views[^1]));
        Assert.DoesNotContain("<svg", Html(Views[^1]), StringComparison.Ordinal);
        Assert.Matches(
            @"^3 epochs in [\d.]+ s \([\d,]+ samples/s\); best: epoch \d, validation loss \d\.\d{4}, accuracy [\d.]+%$",
            history.Summary
        );

        // The curves are left to the history, which does not repeat the line.
        Assert.Contains("Loss", Html(history), StringComparison.Ordinal);
        Assert.DoesNotContain(history.Summary, Html(history), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quiet_training_shows_nothing_and_its_history_all()
    {
        using var use = DisplayHost.Use(_host);
        var (x, labels) = TrainerTests.Clusters(96);
        using var model = TrainerTests.Classifier();
        var history = TrainerTests.Fit(new Trainer(model) { Epochs = 2, Quiet = true }, x, labels);
        Assert.Empty(Views);
        Assert.Contains(history.Summary, Html(history), StringComparison.Ordinal);
        Assert.Equal(history.Summary, Text(history));
        Assert.StartsWith("2 epochs in ", history.Summary, StringComparison.Ordinal);
        Assert.Contains("training accuracy", history.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void One_epoch_has_no_curves()
    {
        var (x, labels) = TrainerTests.Clusters(96);
        using var model = TrainerTests.Classifier();
        var history = TrainerTests.Fit(new Trainer(model) { Epochs = 1 }, x, labels);
        Assert.Equal($"<div>{history.Summary}</div>", Html(history));
    }

    [Fact]
    public void A_training_that_ends_early_by_an_error_says_where()
    {
        using var use = DisplayHost.Use(_host);
        var (x, labels) = TrainerTests.Clusters(96);
        using var model = TrainerTests.Classifier();
        var steps = 0;
        var trainer = new Trainer(model)
        {
            Epochs = 5,
            BatchSize = 32,
            Augment = b => ++steps < 8 ? Slowly(b) : throw new InvalidOperationException("the disk is on fire"),
        };
        Assert.Throws<InvalidOperationException>(() => TrainerTests.Fit(trainer, x, labels));
        Assert.StartsWith("stopped: epoch 3 of 5, step 1 of 3", Text(Views[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_display_that_fails_does_not_end_the_training()
    {
        using var use = DisplayHost.Use(new RecordingHost { Broken = true });
        var (x, labels) = TrainerTests.Clusters(96);
        using var model = TrainerTests.Classifier();
        Assert.Equal(2, TrainerTests.Fit(new Trainer(model) { Epochs = 2 }, x, labels).Epochs.Count);
    }

    private static TorchSharp.torch.Tensor Slowly(TorchSharp.torch.Tensor batch)
    {
        Thread.Sleep(300);
        return batch;
    }

    private static string Text(object value) => ((IView)value).Text;

    private static string Html(object value) => ((IView)value).Html;
}

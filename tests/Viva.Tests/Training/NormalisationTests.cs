using TorchSharp.Modules;
using Viva.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static Viva.Tests.Training.TrainerTests;

namespace Viva.Tests.Training;

/// <summary>Batch normalisation keeps statistics, which a trainer can silently destroy or unfreeze.</summary>
[Collection(TorchSerial.Name)]
public sealed class NormalisationTests
{
    [Theory]
    [InlineData(129, 64)]
    [InlineData(65, 64)]
    [InlineData(150, 149)]
    [InlineData(33, 16)]
    public void A_sample_that_is_left_alone_joins_the_batch_before(int samples, int batchSize)
    {
        var (x, labels) = Clusters(samples);
        using var net = Net();
        var sizes = new List<long>();
        var history = Fit(
            new Trainer(net)
            {
                Epochs = 2,
                BatchSize = batchSize,
                Quiet = true,
                Augment = batch =>
                {
                    sizes.Add(batch.shape[0]);
                    return batch;
                },
            },
            x,
            labels,
            x,
            labels
        );
        Assert.Equal(batchSize + 1, sizes[^1]);
        Assert.Equal(2 * samples, sizes.Sum());
        Assert.True(double.IsFinite(history.Last.ValidationLoss));
        Assert.All(net.buffers(), b => Assert.True(b.isfinite().all().item<bool>()));
        Assert.False(new Trainer(net).Predict(x).isnan().any().item<bool>());
    }

    [Theory]
    [InlineData(1, 64)]
    [InlineData(20, 1)]
    public void A_batch_of_one_sample_is_refused_where_it_has_no_variance_and_the_statistics_stay(int samples, int batchSize)
    {
        var (x, labels) = Clusters(samples);
        using var net = Net();
        var before = Weights(net);
        var error = Assert.Throws<ArgumentException>(() => Fit(new Trainer(net) { BatchSize = batchSize, Quiet = true }, x, labels));
        Assert.Contains(
            "Batch normalisation (1 of the model) needs more than one value per channel",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(before, Weights(net));
    }

    [Fact]
    public void Pictures_have_many_values_a_channel_and_may_come_one_at_a_time()
    {
        manual_seed(1);
        using var net = Sequential(Conv2d(1, 4, 3), BatchNorm2d(4), ReLU(), AdaptiveAvgPool2d(1), Flatten(), Linear(4, 3));
        Fit(
            new Trainer(net)
            {
                Epochs = 1,
                BatchSize = 1,
                Quiet = true,
            },
            randn(5, 1, 8, 8),
            randint(3, [5L], int64)
        );
        Assert.All(net.buffers(), b => Assert.True(b.isfinite().all().item<bool>()));
    }

    [Fact]
    public void A_batch_larger_than_the_data_is_all_of_it()
    {
        var (x, labels) = Clusters(129);
        using var huge = Classifier();
        using var exact = Classifier();
        var before = Weights(huge);
        var history = Fit(
            new Trainer(huge)
            {
                Epochs = 3,
                BatchSize = int.MaxValue,
                Quiet = true,
            },
            x,
            labels,
            x,
            labels
        );
        Fit(
            new Trainer(exact)
            {
                Epochs = 3,
                BatchSize = 129,
                Quiet = true,
            },
            x,
            labels,
            x,
            labels
        );
        Assert.NotEqual(before, Weights(huge));
        AssertSameWeights(exact, huge);
        Assert.True(history.Last.TrainLoss > 0);
        Assert.Equal(
            (129, 2),
            (
                (
                    (IReadOnlyList<long>)
                        new Trainer(huge) { BatchSize = int.MaxValue }
                            .Predict(x)
                            .shape
                )[0],
                x.dim()
            )
        );
    }

    [Fact]
    public void Predict_and_Evaluate_leave_each_module_in_its_mode()
    {
        var (x, labels) = Clusters(40);
        using var frozen = BatchNorm1d(16);
        using var inner = Sequential(Linear(16, 16), frozen, Dropout(0.5));
        using var net = Sequential(Linear(2, 16), inner, Linear(16, 3));
        net.train();
        frozen.eval();
        new Trainer(net).Predict(x).Dispose();
        new Trainer(net).Evaluate(x, labels);
        Assert.Equal((true, true, false, true), (net.training, inner.training, frozen.training, inner.children().Last().training));
        var mean = frozen.running_mean!.clone();
        net.call(x).Dispose();
        Assert.Equal(mean.data<float>().ToArray(), frozen.running_mean!.data<float>().ToArray());
    }

    [Fact]
    public void A_frozen_module_keeps_its_statistics_while_the_rest_trains()
    {
        var (x, labels) = Clusters(200);
        manual_seed(2);
        using var backbone = Sequential(Linear(2, 16), BatchNorm1d(16), Dropout(0.9));
        using var net = Sequential(backbone, ReLU(), BatchNorm1d(16), Linear(16, 3));
        var modes = new List<(bool, bool)>();
        var before = Buffers(backbone);
        var (others, head) = (Buffers(net), Weights(net));
        Fit(
            new Trainer(net)
            {
                Epochs = 3,
                Quiet = true,
                Frozen = [backbone],
                Augment = b =>
                {
                    modes.Add((net.training, backbone.children().Last().training));
                    return b;
                },
            },
            x,
            labels,
            x,
            labels
        );
        Assert.All(modes, mode => Assert.Equal((true, false), mode));
        Assert.Equal(before, Buffers(backbone));
        Assert.NotEqual(others, Buffers(net));
        Assert.NotEqual(head, Weights(net));

        using var stranger = Linear(2, 2);
        Assert.Contains(
            "Frozen holds a Linear that is not a module of the model",
            Assert.Throws<ArgumentException>(() => Fit(new Trainer(net) { Frozen = [stranger] }, x, labels)).Message,
            StringComparison.Ordinal
        );

        static float[] Buffers(Module module) =>
            [
                .. module
                    .named_buffers()
                    .Where(b => b.name.Contains("running", StringComparison.Ordinal))
                    .SelectMany(b => b.buffer.data<float>().ToArray()),
            ];
    }

    private static Sequential Net()
    {
        manual_seed(1);
        return Sequential(Linear(2, 16), BatchNorm1d(16), ReLU(), Linear(16, 3));
    }
}

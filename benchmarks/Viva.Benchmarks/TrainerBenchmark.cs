using System.Diagnostics;
using Viva.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Benchmarks;

/// <summary>What the trainer costs beside a loop that only shuffles, steps and sums the loss.</summary>
internal static class TrainerBenchmark
{
    public static IEnumerable<Row> Run()
    {
        foreach (var row in Compare("question 23's network, batches of 128", Models.Cnn, samples: 1_280, batchSize: 128, rounds: 15))
        {
            yield return row;
        }

        foreach (var row in Compare("dense 784-32-10, batches of 64", Models.Small, samples: 6_400, batchSize: 64, rounds: 51))
        {
            yield return row;
        }
    }

    private static IEnumerable<Row> Compare(string name, Func<Module<Tensor, Tensor>> make, int samples, int batchSize, int rounds)
    {
        var (images, labels) = Models.Digits(samples);
        using var model = make();
        double[] bare = new double[rounds],
            trained = new double[rounds];
        BareEpoch(model, images, labels, batchSize);
        TrainerEpoch(model, images, labels, batchSize);
        for (var round = 0; round < rounds; round++)
        {
            // Turn about, and in either order, so that a change of the machine's pace meets both alike.
            if (round % 2 == 0)
            {
                bare[round] = BareEpoch(model, images, labels, batchSize);
            }

            trained[round] = TrainerEpoch(model, images, labels, batchSize);
            if (round % 2 != 0)
            {
                bare[round] = BareEpoch(model, images, labels, batchSize);
            }
        }

        images.Dispose();
        labels.Dispose();
        yield return new Row($"{name}: bare loop, best round", 1000 * bare.Min() / (samples / batchSize), "ms/step");
        yield return new Row($"{name}: trainer, best round", 1000 * trained.Min() / (samples / batchSize), "ms/step");
        yield return new Row(
            $"{name}: overhead, median of {rounds} rounds",
            100 * (Median(trained.Zip(bare, (t, b) => t / b)) - 1),
            "%",
            AtMost: 5
        );
    }

    private static double TrainerEpoch(Module<Tensor, Tensor> model, Tensor images, Tensor labels, int batchSize)
    {
        var clock = Stopwatch.StartNew();
        // The loop beside it does not reorder pictures either: what channels-last saves would hide what the trainer costs.
        new Trainer(model)
        {
            Epochs = 1,
            BatchSize = batchSize,
            ChannelsLast = false,
            Quiet = true,
        }.Fit(images, labels);
        return clock.Elapsed.TotalSeconds;
    }

    private static double BareEpoch(Module<Tensor, Tensor> model, Tensor images, Tensor labels, int batchSize)
    {
        var clock = Stopwatch.StartNew();
        using var epoch = NewDisposeScope();
        using var optimizer = optim.Adam(model.parameters(), 1e-3);
        var order = randperm(images.shape[0]);
        var sum = 0.0;
        model.train();
        for (long start = 0; start < images.shape[0]; start += batchSize)
        {
            using var scope = NewDisposeScope();
            var index = order.narrow(0, start, Math.Min(batchSize, images.shape[0] - start));
            optimizer.zero_grad();
            var loss = functional.cross_entropy(model.call(images.index_select(0, index)), labels.index_select(0, index));
            loss.backward();
            optimizer.step();
            sum += loss.item<float>();
        }

        return clock.Elapsed.TotalSeconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}

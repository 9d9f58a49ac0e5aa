using Viva.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static Viva.Tests.Training.TrainerTests;

namespace Viva.Tests.Training;

[Collection(TorchSerial.Name)]
public sealed class RandomStreamTests
{
    [Fact]
    public void Networks_trained_in_a_loop_differ_and_the_loop_is_reproducible()
    {
        var first = Ensemble();
        Assert.Equal(5, first.Distinct().Count());
        Assert.Equal(first, Ensemble());

        static float[] Ensemble()
        {
            manual_seed(1);
            var (x, y) = (randn(300, 6), randint(3, [300L], int64));
            return
            [
                .. Enumerable
                    .Range(0, 5)
                    .Select(_ =>
                    {
                        using var net = Sequential(Linear(6, 16), ReLU(), Dropout(0.2), Linear(16, 3));
                        var weight = net.parameters().First()[0, 0].item<float>();
                        Fit(new Trainer(net) { Epochs = 2, Quiet = true }, x, y);
                        return weight;
                    }),
            ];
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_generator_of_torch_is_left_as_found_even_when_the_training_fails(bool fails)
    {
        var (x, labels) = Clusters(100);
        using var model = Classifier(dropout: 0.5);
        manual_seed(77);
        var expected = rand(3).data<float>().ToArray();
        manual_seed(77);
        var steps = 0;
        var trainer = new Trainer(model)
        {
            Epochs = 3,
            Quiet = true,
            Augment = batch => fails && ++steps == 3 ? throw new InvalidOperationException("mine") : batch + randn_like(batch),
        };
        if (fails)
        {
            Assert.Throws<InvalidOperationException>(() => Fit(trainer, x, labels));
        }
        else
        {
            Fit(trainer, x, labels, x, labels);
        }

        Assert.Equal(expected, rand(3).data<float>().ToArray());
    }

    [Fact]
    public void What_was_drawn_before_does_not_change_a_training()
    {
        var (x, labels) = Clusters(100);
        using var one = Classifier(dropout: 0.5);
        using var other = Classifier(dropout: 0.5);
        Fit(new Trainer(one) { Epochs = 2, Quiet = true }, x, labels);
        rand(1000).Dispose();
        Fit(new Trainer(other) { Epochs = 2, Quiet = true }, x, labels);
        AssertSameWeights(one, other);
    }

    [Fact]
    public void Models_with_and_without_dropout_see_the_samples_in_the_same_order()
    {
        var (x, labels) = Clusters(100);
        Assert.Equal(Order(0), Order(0.5));

        List<float> Order(double dropout)
        {
            var seen = new List<float>();
            using var model = Classifier(dropout);
            Fit(
                new Trainer(model)
                {
                    Epochs = 3,
                    BatchSize = 10,
                    Quiet = true,
                    Augment = batch =>
                    {
                        seen.Add(batch[0, 0].item<float>());
                        return batch;
                    },
                },
                x,
                labels
            );
            return seen;
        }
    }

    [Fact]
    public async Task Trainings_at_once_give_what_each_gives_alone()
    {
        var (x, labels) = Clusters(150);
        float[] first = Train(1, Model(1)),
            second = Train(2, Model(2));
        var (one, other) = (Model(1), Model(2));
        var together = await Task.WhenAll(Task.Run(() => Train(1, one)), Task.Run(() => Train(2, other)));
        Assert.Equal(first, together[0]);
        Assert.Equal(second, together[1]);

        TorchSharp.Modules.Sequential Model(int seed) => Classifier(dropout: 0.3, seed);

        float[] Train(int seed, TorchSharp.Modules.Sequential model)
        {
            Fit(
                new Trainer(model)
                {
                    Epochs = 4,
                    BatchSize = 16,
                    Quiet = true,
                    Seed = seed,
                },
                x,
                labels
            );
            return Weights(model);
        }
    }
}

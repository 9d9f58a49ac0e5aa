using TorchSharp.Modules;
using Viva.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Tests.Training;

/// <summary>torch has one generator for all threads, and these tests count on its numbers.</summary>
[Collection(TorchSerial.Name)]
public sealed class TrainerTests
{
    [Fact]
    public void Linear_regression_converges_to_the_closed_form()
    {
        Run.Reseed(1);
        var x = randn(200, 3);
        var y = x.mm(tensor(new float[,] { { 2 }, { -1 }, { 0.5f } })) + 3 + (0.1 * randn(200, 1));
        var design = cat([x, ones(200, 1)], 1);
        var exact = linalg.lstsq(design, y).Solution.data<float>().ToArray();

        var model = nn.Linear(3, 1);
        var history = Fit(new Trainer(model)
        {
            Epochs = 60,
            BatchSize = 200,
            Optimizer = ps => optim.SGD(ps, 0.3),
            Loss = (o, t) => functional.mse_loss(o, t),
            Quiet = true,
        }, x, y);

        float[] learned = [.. model.weight.data<float>().ToArray(), model.bias!.item<float>()];
        Assert.All(exact.Zip(learned), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.Equal(60, history.Epochs.Count);
        Assert.True(double.IsNaN(history.Last.TrainAccuracy));
    }

    [Fact]
    public void The_weights_equal_those_of_a_loop_written_by_hand()
    {
        var (x, labels) = Clusters(300);
        using var model = Classifier(dropout: 0.2);
        using var twin = Classifier(dropout: 0.2);
        twin.load_state_dict(model.state_dict());

        Fit(new Trainer(model) { Epochs = 3, BatchSize = 32, ClipNorm = 0.5, Schedule = Schedule.Cosine(), Augment = b => b + (0.01 * randn_like(b)), Seed = 5, Quiet = true }, x, labels);

        manual_seed(5);
        var adam = optim.Adam(twin.parameters(), 1e-3);
        twin.train();
        const int StepsPerEpoch = 10;
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var order = randperm(300);
            for (var step = 0; step < StepsPerEpoch; step++)
            {
                var index = order[(step * 32)..Math.Min(300, (step + 1) * 32)];
                var batch = x[index];
                batch += 0.01 * randn_like(batch);
                foreach (var group in adam.ParamGroups)
                    group.LearningRate = 1e-3 * 0.5 * (1 + Math.Cos(Math.PI * ((epoch * StepsPerEpoch) + step) / (3 * StepsPerEpoch)));
                adam.zero_grad();
                functional.cross_entropy(twin.call(batch), labels[index]).backward();
                nn.utils.clip_grad_norm_(twin.parameters(), 0.5);
                adam.step();
            }
        }

        AssertSameWeights(twin, model);
    }

    internal static History Fit(Trainer trainer, Tensor x, Tensor y, Tensor? validationX = null, Tensor? validationY = null) =>
        trainer.Fit(x, y, validationX, validationY, TestContext.Current.CancellationToken);

    internal static (Tensor Inputs, Tensor Labels) Clusters(int count, int seed = 3)
    {
        manual_seed(seed);
        var labels = randint(0, 3, [count], ScalarType.Int64);
        var centres = tensor(new float[,] { { 2, 0 }, { -2, 1 }, { 0, -2 } });
        return (centres[labels] + randn(count, 2), labels);
    }

    internal static Sequential Classifier(double dropout = 0, int seed = 11)
    {
        manual_seed(seed);
        return Sequential(Linear(2, 16), ReLU(), Dropout(dropout), Linear(16, 3));
    }

    internal static void AssertSameWeights(nn.Module expected, nn.Module actual)
    {
        var other = actual.state_dict();
        foreach (var (name, weights) in expected.state_dict())
            Assert.Equal(weights.data<float>().ToArray(), other[name].data<float>().ToArray());
    }
}

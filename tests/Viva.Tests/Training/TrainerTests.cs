using TorchSharp.Modules;
using Viva.Runtime;
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
        var y =
            x.mm(
                tensor(
                    new float[,]
                    {
                        { 2 },
                        { -1 },
                        { 0.5f },
                    }
                )
            )
            + 3
            + (0.1 * randn(200, 1));
        var design = cat([x, ones(200, 1)], 1);
        var exact = linalg.lstsq(design, y).Solution.data<float>().ToArray();

        var model = nn.Linear(3, 1);
        var history = Fit(
            new Trainer(model)
            {
                Epochs = 60,
                BatchSize = 200,
                Optimizer = ps => optim.SGD(ps, 0.3),
                Loss = (o, t) => functional.mse_loss(o, t),
                Quiet = true,
            },
            x,
            y
        );

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

        Fit(
            new Trainer(model)
            {
                Epochs = 3,
                BatchSize = 32,
                ClipNorm = 0.5,
                Schedule = Schedule.Cosine(),
                Augment = b => b + (0.01 * randn_like(b)),
                Seed = 5,
                Quiet = true,
            },
            x,
            labels
        );

        manual_seed(5);
        using var shuffling = new Generator(5, CPU);
        var adam = optim.Adam(twin.parameters(), 1e-3);
        twin.train();
        const int StepsPerEpoch = 10;
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var order = randperm(300, generator: shuffling);
            for (var step = 0; step < StepsPerEpoch; step++)
            {
                var index = order[(step * 32)..Math.Min(300, (step + 1) * 32)];
                var batch = x[index];
                batch += 0.01 * randn_like(batch);
                foreach (var group in adam.ParamGroups)
                {
                    group.LearningRate = 1e-3 * 0.5 * (1 + Math.Cos(Math.PI * ((epoch * StepsPerEpoch) + step) / (3 * StepsPerEpoch)));
                }

                adam.zero_grad();
                functional.cross_entropy(twin.call(batch), labels[index]).backward();
                nn.utils.clip_grad_norm_(twin.parameters(), 0.5);
                adam.step();
            }
        }

        AssertSameWeights(twin, model);
    }

    [Fact]
    public void Validation_does_not_change_the_course_of_training()
    {
        var (x, labels) = Clusters(200);
        using var plain = Classifier(dropout: 0.3);
        using var watched = Classifier(dropout: 0.3);
        Fit(new Trainer(plain) { Epochs = 3, Quiet = true }, x, labels);
        Fit(
            new Trainer(watched)
            {
                Epochs = 3,
                RestoreBest = false,
                Quiet = true,
            },
            x,
            labels,
            x,
            labels
        );
        AssertSameWeights(plain, watched);
    }

    [Fact]
    public void A_classifier_reaches_the_accuracy_that_its_evaluation_and_a_count_by_hand_give()
    {
        var (x, labels) = Clusters(600);
        using var model = Classifier();
        var trainer = new Trainer(model)
        {
            Epochs = 15,
            BatchSize = 32,
            Optimizer = ps => optim.Adam(ps, 1e-2),
            Quiet = true,
        };
        var history = Fit(trainer, x, labels);

        var evaluation = trainer.Evaluate(x, labels);
        var logits = trainer.Predict(x);
        Assert.Equal([600, 3], logits.shape);
        Assert.False(logits.requires_grad);
        var predicted = logits.argmax(1).data<long>().ToArray();
        var actual = labels.data<long>().ToArray();
        Assert.Equal(predicted.Zip(actual).Count(pair => pair.First == pair.Second) / 600.0, evaluation.Accuracy, 1e-12);
        Assert.Equal(functional.cross_entropy(logits, labels).item<float>(), evaluation.Loss, 1e-5);
        Assert.Equal(600, evaluation.Count);
        Assert.InRange(evaluation.Accuracy, 0.85, 1);
        Assert.InRange(history.Last.TrainAccuracy, 0.85, 1);
        Assert.InRange(history.Last.TrainLoss, 0, history.Epochs[0].TrainLoss);
    }

    [Fact]
    public void A_sequence_of_classes_is_counted_per_position()
    {
        using var model = nn.Identity();
        var scores = tensor(
            new float[,,]
            {
                {
                    { 1, 0, 5 },
                    { 0, 3, 1 },
                },
            }
        ); // (1, classes 2, positions 3)
        var evaluation = new Trainer(model).Evaluate(
            scores,
            tensor(
                new long[,]
                {
                    { 0, 1, 1 },
                }
            )
        );
        Assert.Equal(2 / 3.0, evaluation.Accuracy, 1e-12);
    }

    [Fact]
    public void Early_stopping_waits_its_patience_and_the_best_weights_come_back()
    {
        // The validation loss is scripted: it falls for three epochs and then rises.
        var (x, labels) = Clusters(64);
        using var model = Classifier();
        var weights = new List<float[]>();
        double[] script = [3, 2, 1, 1.5, 1.2, 1.1, 0.5];
        var trainer = new Trainer(model)
        {
            Epochs = 7,
            BatchSize = 64,
            Patience = 3,
            Quiet = true,
            Loss = (outputs, targets) =>
            {
                if (is_grad_enabled())
                {
                    return functional.cross_entropy(outputs, targets);
                }

                weights.Add(model.state_dict().Values.SelectMany(w => w.data<float>().ToArray()).ToArray());
                return tensor(script[weights.Count - 1]);
            },
        };

        var history = Fit(trainer, x, labels, x, labels);

        Assert.True(history.StoppedEarly);
        Assert.Equal(6, history.Epochs.Count);
        Assert.Equal(3, history.Best.Epoch);
        Assert.Equal(script[..6], history.ValidationLoss, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(weights[2], model.state_dict().Values.SelectMany(w => w.data<float>().ToArray()).ToArray());
        Assert.Contains("stopped early; best: epoch 3", history.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Accuracy_can_be_monitored_and_the_first_of_equals_is_best()
    {
        var history = new History(MonitoredMetric.ValidationAccuracy, summaryShown: true);
        foreach (var (accuracy, i) in ((double[])[double.NaN, 0.7, 0.9, 0.9, double.NaN, 0.8]).Select((a, i) => (a, i)))
        {
            history.Add(new EpochResult(i + 1, 1, 0.5, 1, accuracy, 0.1, 2, 100));
        }

        Assert.Equal(3, history.Best.Epoch);
        Assert.Equal(12, history.Seconds);
        Assert.Equal(100, history.SamplesPerSecond, 1e-9);
    }

    [Fact]
    public void Without_validation_data_the_last_weights_stay_and_the_training_loss_is_monitored()
    {
        var (x, labels) = Clusters(100);
        using var model = Classifier();
        var history = Fit(new Trainer(model) { Epochs = 2, Quiet = true }, x, labels);
        Assert.Equal(MonitoredMetric.TrainLoss, history.Monitor);
        Assert.All(history.ValidationLoss, loss => Assert.True(double.IsNaN(loss)));
    }

    [Fact]
    public void Gradients_are_clipped_to_the_norm()
    {
        var x = tensor(
            new float[,]
            {
                { 300, 400 },
            }
        );
        var y = tensor(
            new float[,]
            {
                { 1e4f },
            }
        );
        using var model = nn.Linear(2, 1, hasBias: false);
        var before = model.weight.data<float>().ToArray();
        Fit(
            new Trainer(model)
            {
                Epochs = 1,
                ClipNorm = 2,
                Optimizer = ps => optim.SGD(ps, 1),
                Loss = (o, t) => functional.mse_loss(o, t),
                Quiet = true,
            },
            x,
            y
        );
        var after = model.weight.data<float>().ToArray();

        // The gradient points along (3, 4) / 5, so a clipped step of rate 1 moves by 2 times that.
        Assert.Equal(1.2f, after[0] - before[0], 1e-4f);
        Assert.Equal(1.6f, after[1] - before[1], 1e-4f);
    }

    [Fact]
    public void The_rate_of_every_parameter_group_follows_the_schedule()
    {
        var (x, labels) = Clusters(64);
        using var model = Classifier();
        Adam? adam = null;
        var rates = new List<(double, double)>();
        var trainer = new Trainer(model)
        {
            Epochs = 3,
            BatchSize = 32,
            Schedule = Schedule.Step(1, 0.5),
            Optimizer = ps =>
            {
                var all = ps.ToArray();
                return adam = new Adam([new Adam.ParamGroup(all[..2], lr: 0.1), new Adam.ParamGroup(all[2..], lr: 0.01)]);
            },
            Augment = batch =>
            {
                rates.Add((adam!.ParamGroups.First().LearningRate, adam.ParamGroups.Last().LearningRate));
                return batch;
            },
            Quiet = true,
        };
        var history = Fit(trainer, x, labels);
        Assert.Equal([0.1, 0.05, 0.025], history.LearningRate, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal((0.025, 0.0025), rates[^1]);
    }

    [Fact]
    public void The_model_ends_in_evaluation_mode_and_measuring_keeps_the_mode_it_finds()
    {
        var (x, labels) = Clusters(50);
        using var model = Classifier(dropout: 0.5);
        var trainer = new Trainer(model) { Epochs = 1, Quiet = true };
        model.train();
        trainer.Evaluate(x, labels);
        Assert.True(model.training);
        var first = trainer.Predict(x);
        Assert.True(model.training);
        Assert.Equal(first.data<float>().ToArray(), trainer.Predict(x).data<float>().ToArray());
        Fit(trainer, x, labels);
        Assert.False(model.training);
    }

    [Fact]
    public void A_loss_that_is_not_a_number_is_an_error_that_names_epoch_and_step_and_keeps_the_weights()
    {
        var (x, labels) = Clusters(96);
        using var model = Classifier();
        var calls = 0;
        float[]? before = null;
        var trainer = new Trainer(model)
        {
            Epochs = 3,
            BatchSize = 32,
            Quiet = true,
            Loss = (o, t) =>
            {
                var loss = functional.cross_entropy(o, t);
                if (++calls != 5)
                {
                    return loss;
                }

                before = Weights(model);
                return loss * float.NaN;
            },
        };
        var error = Assert.Throws<DivergedException>(() => Fit(trainer, x, labels));
        Assert.Equal((2, 2), (error.Epoch, error.Step));
        Assert.Contains("NaN at epoch 2, step 2 of 3, with learning rate 0.001", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Weights(model));
        Assert.False(model.training);
    }

    [Fact]
    public void Too_large_a_rate_diverges_with_that_error()
    {
        var (x, _) = Clusters(100);
        using var model = nn.Linear(2, 1);
        var error = Assert.Throws<DivergedException>(() =>
            Fit(
                new Trainer(model)
                {
                    Epochs = 100,
                    Optimizer = ps => optim.SGD(ps, 100),
                    Loss = (o, t) => functional.mse_loss(o, t),
                    Quiet = true,
                },
                x,
                x.sum(1, keepdim: true)
            )
        );
        Assert.Contains("Lower the learning rate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_ends_the_training_after_the_step()
    {
        var (x, labels) = Clusters(320);
        using var model = Classifier();
        using var source = new CancellationTokenSource();
        var steps = 0;
        var trainer = new Trainer(model)
        {
            BatchSize = 32,
            Quiet = true,
            Augment = batch =>
            {
                if (++steps == 13)
                {
                    source.Cancel();
                }

                return batch;
            },
        };
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(x, labels, cancellation: source.Token));
        Assert.Equal(13, steps);
        Assert.False(model.training);
    }

    [Fact]
    public void Nothing_is_left_in_memory()
    {
        var (x, labels) = Clusters(320);
        using var model = Classifier(dropout: 0.1);
        var trainer = new Trainer(model)
        {
            Epochs = 2,
            BatchSize = 8,
            ClipNorm = 1,
            Augment = b => b * 1.01 + 0,
            Quiet = true,
        };
        Fit(trainer, x, labels, x, labels);
        // What other tests left to the finalizer must not leave while we count.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        Fit(trainer, x, labels, x, labels);
        trainer.Evaluate(x, labels);
        trainer.Predict(x).Dispose();
        Assert.InRange(Tensor.TotalCount, 0, before);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_order_of_channels_in_memory_changes_nothing_but_the_speed(int channels)
    {
        Run.Reseed(1);
        var (pictures, labels) = (rand(48, channels, 9, 7), randint(0, 3, [48], ScalarType.Int64));
        var (first, firstOutputs) = Train(channelsLast: false);
        var (second, secondOutputs) = Train(channelsLast: true);
        Assert.Equal(first.Last.TrainLoss, second.Last.TrainLoss, 1e-4);
        Assert.Equal(first.Last.ValidationLoss, second.Last.ValidationLoss, 1e-4);
        Assert.Equal(firstOutputs, secondOutputs, (a, b) => Math.Abs(a - b) < 1e-3);

        (History, float[]) Train(bool channelsLast)
        {
            Run.Reseed(2);
            using var features = Sequential(
                Conv2d(channels, 4, 3, padding: 1),
                ReLU(),
                MaxPool2d(2),
                Conv2d(4, 6, 3, padding: 1),
                BatchNorm2d(6)
            );
            using var model = Sequential(features, Flatten(), Linear(6 * 4 * 3, 3));
            // Batches of 20 leave one that is cut off, and start within the tensor. Adam would
            // make much of rounding where a gradient is zero.
            var history = new Trainer(model)
            {
                Epochs = 2,
                BatchSize = 20,
                Optimizer = ps => optim.SGD(ps, 0.05),
                ChannelsLast = channelsLast,
                Quiet = true,
            }.Fit(pictures, labels, pictures[7..], labels[7..]);
            using var outputs = new Trainer(features) { BatchSize = 20, ChannelsLast = channelsLast }.Predict(pictures[5..]);
            return (history, outputs.data<float>().ToArray());
        }
    }

    [Fact]
    public void A_result_of_Predict_outlives_the_trainer_and_a_batch_is_not_the_limit()
    {
        var (x, _) = Clusters(1000);
        using var model = Classifier();
        using var all = new Trainer(model) { BatchSize = 1 }.Predict(x);
        using var few = new Trainer(model) { BatchSize = 1 }.Predict(x[..3]);
        Assert.Equal(1000, all.shape[0]);
        Assert.Equal(few.data<float>().ToArray(), all[..3].data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Any_module_can_be_trained_with_its_own_call()
    {
        var (x, labels) = Clusters(200);
        using var model = new LastStep();
        var trainer = new Trainer(model, batch => model.Scores(batch.unsqueeze(2)))
        {
            Epochs = 5,
            Optimizer = ps => optim.Adam(ps, 2e-2),
            Quiet = true,
        };
        var history = Fit(trainer, x, labels);
        Assert.True(history.Last.TrainLoss < history.Epochs[0].TrainLoss);
    }

    [Theory]
    [InlineData("Epochs", "0")]
    [InlineData("BatchSize", "-1")]
    [InlineData("Patience", "0")]
    [InlineData("ClipNorm", "0")]
    [InlineData("ClipNorm", "NaN")]
    public void A_setting_out_of_range_is_an_error_that_names_value_and_limit(string setting, string value)
    {
        var (x, labels) = Clusters(10);
        using var model = Classifier();
        var number = double.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        var trainer = setting switch
        {
            "Epochs" => new Trainer(model) { Epochs = (int)number },
            "BatchSize" => new Trainer(model) { BatchSize = (int)number },
            "Patience" => new Trainer(model) { Patience = (int)number },
            _ => new Trainer(model) { ClipNorm = number },
        };
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Fit(trainer, x, labels));
        Assert.Equal(setting, error.ParamName);
        Assert.Contains(value, error.Message, StringComparison.Ordinal);
        Assert.Contains("must be", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_does_not_fit_is_an_error_that_names_the_shapes()
    {
        var (x, labels) = Clusters(10);
        using var model = Classifier();
        var trainer = new Trainer(model) { Quiet = true };
        Assert.Contains(
            "inputs holds no samples: its shape is (0, 2)",
            Message(() => Fit(trainer, x[..0], labels[..0])),
            StringComparison.Ordinal
        );
        Assert.Contains("inputs has 10 samples, but targets has 9", Message(() => Fit(trainer, x, labels[..9])), StringComparison.Ordinal);
        Assert.Contains(
            "validationInputs has 10 samples, but validationTargets has 3: the shapes are (10, 2) and (3)",
            Message(() => Fit(trainer, x, labels, x, labels[..3])),
            StringComparison.Ordinal
        );
        Assert.Contains("validationTargets", Message(() => Fit(trainer, x, labels, x)), StringComparison.Ordinal);
        Assert.Contains(
            "needs validation data",
            Message(() => Fit(new Trainer(model) { Monitor = MonitoredMetric.ValidationAccuracy, Quiet = true }, x, labels)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "are not class numbers (int64)",
            Message(() =>
                Fit(
                    new Trainer(model)
                    {
                        Monitor = MonitoredMetric.ValidationAccuracy,
                        Loss = (o, t) => functional.mse_loss(o, t),
                        Quiet = true,
                    },
                    x,
                    randn(10, 3),
                    x,
                    randn(10, 3)
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no trainable parameters",
            Message(() => Fit(new Trainer(nn.Identity()) { Quiet = true }, x, labels)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "shape (64",
            Message(() =>
                Fit(
                    new Trainer(model) { Loss = (o, t) => functional.cross_entropy(o, t, reduction: nn.Reduction.None), Quiet = true },
                    cat([x, x, x, x, x, x, x]),
                    labels.repeat(7)
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentNullException>(() => Fit(trainer, null!, labels));
        Assert.Throws<ArgumentNullException>(() => new Trainer(null!));

        static string Message(Func<object> action) => Assert.ThrowsAny<ArgumentException>(action).Message;
    }

    internal static float[] Weights(nn.Module model) =>
        [
            .. model
                .state_dict()
                .OrderBy(kv => kv.Key, StringComparer.Ordinal)
                .SelectMany(kv => kv.Value.to(float32).data<float>().ToArray()),
        ];

    internal static History Fit(Trainer trainer, Tensor x, Tensor y, Tensor? validationX = null, Tensor? validationY = null) =>
        trainer.Fit(x, y, validationX, validationY, TestContext.Current.CancellationToken);

    internal static (Tensor Inputs, Tensor Labels) Clusters(int count, int seed = 3)
    {
        manual_seed(seed);
        var labels = randint(0, 3, [count], ScalarType.Int64);
        var centres = tensor(
            new float[,]
            {
                { 2, 0 },
                { -2, 1 },
                { 0, -2 },
            }
        );
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
        {
            Assert.Equal(weights.to(float64).data<double>().ToArray(), other[name].to(float64).data<double>().ToArray());
        }
    }

    private sealed class LastStep : nn.Module
    {
        private readonly GRU _gru = nn.GRU(1, 8, batchFirst: true);
        private readonly Linear _head = nn.Linear(8, 3);

        public LastStep()
            : base(nameof(LastStep)) => RegisterComponents();

        public Tensor Scores(Tensor sequence) => _head.call(_gru.call(sequence).Item1.select(1, -1));
    }
}

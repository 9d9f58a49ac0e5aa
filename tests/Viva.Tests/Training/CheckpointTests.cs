using TorchSharp.Modules;
using Viva.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Tests.Training;

[Collection(TorchSerial.Name)]
public sealed class CheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("viva-checkpoint-").FullName;

    private string File1 => Path.Combine(_folder, "deeper", "run.checkpoint");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Optimizers => ["Adam", "AdamW", "AMSGrad", "SGD with momentum", "RMSprop", "Adagrad"];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_resumed_run_equals_the_uninterrupted_one_bit_for_bit(string optimizer)
    {
        var (x, labels) = TrainerTests.Clusters(200);
        var (validationX, validationY) = TrainerTests.Clusters(100, seed: 4);

        using var whole = Model(seed: 1);
        var uninterrupted = Fit(Trainer(whole, optimizer, resume: false, checkpoint: false), CancellationToken.None);

        using var source = new CancellationTokenSource();
        using var first = Model(seed: 1);
        var steps = 0;
        var interrupted = Trainer(
            first,
            optimizer,
            resume: false,
            checkpoint: true,
            () =>
            {
                if (++steps == 24) // within the fourth epoch
                {
                    source.Cancel();
                }
            }
        );
        Assert.Throws<OperationCanceledException>(() => Fit(interrupted, source.Token));

        using var second = Model(seed: 99);
        var resumed = Fit(Trainer(second, optimizer, resume: true, checkpoint: true), CancellationToken.None);

        TrainerTests.AssertSameWeights(whole, second);
        Assert.Equal(uninterrupted.TrainLoss, resumed.TrainLoss);
        Assert.Equal(uninterrupted.ValidationLoss, resumed.ValidationLoss);
        Assert.Equal(uninterrupted.LearningRate, resumed.LearningRate);
        Assert.Equal(uninterrupted.Best.Epoch, resumed.Best.Epoch);

        // A finished run resumed once more trains no further and gives the same weights.
        using var third = Model(seed: 5);
        Assert.Equal(6, Fit(Trainer(third, optimizer, resume: true, checkpoint: true), CancellationToken.None).Epochs.Count);
        TrainerTests.AssertSameWeights(whole, third);
        Assert.Single(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));

        History Fit(Trainer trainer, CancellationToken cancellation) => trainer.Fit(x, labels, validationX, validationY, cancellation);
    }

    [Fact]
    public void Without_Resume_a_run_starts_again_and_replaces_the_file()
    {
        using var model = Model(seed: 1);
        Assert.Equal(6, Run(Trainer(model, "Adam", resume: false, checkpoint: true)).Epochs.Count);
        var time = File.GetLastWriteTimeUtc(File1);
        using var other = Model(seed: 1);
        Assert.Equal(6, Run(Trainer(other, "Adam", resume: false, checkpoint: true)).Epochs.Count);
        Assert.True(File.GetLastWriteTimeUtc(File1) > time);
        TrainerTests.AssertSameWeights(model, other);
    }

    [Fact]
    public void Resume_without_a_file_yet_starts_at_the_first_epoch()
    {
        using var model = Model(seed: 1);
        Assert.Equal(6, Run(Trainer(model, "Adam", resume: true, checkpoint: true)).Epochs.Count);
    }

    [Fact]
    public void A_damaged_file_is_an_error_that_names_it_and_leaves_the_model_alone()
    {
        using var model = Model(seed: 1);
        Run(Trainer(model, "Adam", resume: false, checkpoint: true));
        var whole = File.ReadAllBytes(File1);
        using var other = Model(seed: 2);
        var before = TrainerTests.Weights(other);
        for (var i = 0; i < 40; i++)
        {
            var bytes = i % 2 == 0 ? whole[..(whole.Length * i / 40)] : (byte[])whole.Clone();
            if (i % 2 != 0)
            {
                bytes[whole.Length * i / 40] ^= 1;
            }

            File.WriteAllBytes(File1, bytes);
            var error = Assert.Throws<CheckpointException>(() => Run(Trainer(other, "Adam", resume: true, checkpoint: true)));
            Assert.StartsWith($"{File1}: The file is damaged", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, TrainerTests.Weights(other));
    }

    [Fact]
    public void A_file_of_another_model_optimizer_or_training_is_an_error_that_says_what_differs()
    {
        using var model = Model(seed: 1);
        Run(Trainer(model, "Adam", resume: false, checkpoint: true));

        using var wider = Sequential(Linear(2, 20), ReLU(), BatchNorm1d(20), Dropout(0.2), Linear(20, 3));
        Assert.Contains("0.weight differs", Error(Trainer(wider, "Adam", resume: true, checkpoint: true)), StringComparison.Ordinal);
        using var shorter = Sequential(Linear(2, 16));
        Assert.Contains("more parameters", Error(Trainer(shorter, "Adam", resume: true, checkpoint: true)), StringComparison.Ordinal);
        using var same = Model(seed: 1);
        Assert.Contains("another optimizer", Error(Trainer(same, "RMSprop", resume: true, checkpoint: true)), StringComparison.Ordinal);
        Assert.Contains(
            "its batch size is 40, but here 20",
            Error(
                new Trainer(same)
                {
                    BatchSize = 20,
                    Checkpoint = File1,
                    Resume = true,
                    Quiet = true,
                }
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Delete the file or set Resume = false",
            Error(
                new Trainer(same)
                {
                    BatchSize = 40,
                    Seed = 77,
                    Checkpoint = File1,
                    Resume = true,
                    Quiet = true,
                }
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Resume_without_a_path_is_an_error()
    {
        using var model = Model(seed: 1);
        Assert.Contains(
            "Checkpoint",
            Assert.Throws<ArgumentException>(() => Run(new Trainer(model) { Resume = true })).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_place_where_nothing_can_be_written_is_refused_before_the_first_step_and_leaves_no_file()
    {
        File.WriteAllText(Path.Combine(_folder, "deeper"), "a file where a folder should be");
        using var model = Model(seed: 1);
        var before = TrainerTests.Weights(model);
        Assert.Contains(
            "No checkpoint can be written here",
            Error(Trainer(model, "Adam", resume: false, checkpoint: true)),
            StringComparison.Ordinal
        );
        Assert.Contains("It is a folder", Error(new Trainer(model) { Checkpoint = _folder, Quiet = true }), StringComparison.Ordinal);
        Assert.Equal(before, TrainerTests.Weights(model));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_later_does_not_end_the_training_and_is_told()
    {
        using var model = Model(seed: 1);
        using var twin = Model(seed: 1);
        var epochs = 0;
        var trainer = Trainer(
            model,
            "Adam",
            resume: false,
            checkpoint: true,
            () =>
            {
                if (++epochs == 11) // in the third epoch the folder goes, and a file takes its name
                {
                    Directory.Delete(Path.GetDirectoryName(File1)!, recursive: true);
                    File.WriteAllText(Path.GetDirectoryName(File1)!, "full");
                }
            }
        );
        var history = Run(trainer);
        Assert.Equal(6, history.Epochs.Count);
        var note = Assert.Single(history.Notes);
        Assert.StartsWith("the checkpoint of epoch 6 could not be written: ", note, StringComparison.Ordinal);
        Assert.Contains(note, history.Summary, StringComparison.Ordinal);
        Run(Trainer(twin, "Adam", resume: false, checkpoint: false));
        TrainerTests.AssertSameWeights(twin, model);
    }

    [Fact]
    public void A_full_disk_keeps_the_last_whole_checkpoint()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/dev/full"), "/dev/full is needed.");
        using var model = Model(seed: 1);
        var steps = 0;
        byte[] third = [];
        var trainer = Trainer(
            model,
            "Adam",
            resume: false,
            checkpoint: true,
            () =>
            {
                if (++steps == 16) // in the fourth epoch the disk fills up
                {
                    third = File.ReadAllBytes(File1);
                    File.CreateSymbolicLink($"{File1}.{Environment.ProcessId}.tmp", "/dev/full");
                }
                else if (steps == 21) // and in the fifth there is room again
                {
                    Assert.Equal(third, File.ReadAllBytes(File1));
                }
            }
        );
        Assert.Empty(Run(trainer).Notes);
        using var resumed = Model(seed: 9);
        Run(Trainer(resumed, "Adam", resume: true, checkpoint: true));
        TrainerTests.AssertSameWeights(model, resumed);
    }

    [Fact]
    public void What_a_resumed_training_changes_is_told()
    {
        using var model = Model(seed: 1);
        Run(
            new Trainer(model)
            {
                Epochs = 2,
                BatchSize = 40,
                Quiet = true,
                Checkpoint = File1,
            }
        );
        using var same = Model(seed: 1);
        Assert.Equal(
            ["resumed after epoch 2 with epochs 3 (was 2)"],
            Run(
                new Trainer(same)
                {
                    Epochs = 3,
                    BatchSize = 40,
                    Quiet = true,
                    Checkpoint = File1,
                    Resume = true,
                }
            ).Notes
        );

        using var faster = Model(seed: 1);
        var history = Run(
            new Trainer(faster)
            {
                Epochs = 4,
                BatchSize = 40,
                Quiet = true,
                Checkpoint = File1,
                Resume = true,
                ClipNorm = 1,
                Schedule = Schedule.Cosine(warmUp: 0.1),
                Optimizer = ps => optim.Adam(ps, 0.5, weight_decay: 0.01),
            }
        );
        Assert.Equal(
            [
                "resumed after epoch 3 with schedule cosine to 0 after a warm-up of 0.1 (was constant), ClipNorm 1 (was "
                    + "unset), epochs 4 (was 3), weight_decay 0.01 (was 0), learning rate 0.5 (was 0.001)",
            ],
            history.Notes
        );
        Assert.Contains("learning rate 0.5 (was 0.001)", history.Summary, StringComparison.Ordinal);
        Assert.Equal(1e-3, history.Epochs[2].LearningRate, 1e-12);
        Assert.InRange(history.Last.LearningRate, 0.001, 0.5);
    }

    [Theory]
    [InlineData(0, 0.9)]
    [InlineData(0.9, 0)]
    public void The_momentum_of_the_resumed_training_holds(double before, double after)
    {
        foreach (
            var make in (Func<IEnumerable<Parameter>, double, optim.Optimizer>[])
                [(ps, m) => optim.SGD(ps, 0.05, momentum: m), (ps, m) => optim.RMSProp(ps, 1e-3, momentum: m)]
        )
        {
            using var model = Model(seed: 1);
            Run(
                new Trainer(model)
                {
                    Epochs = 2,
                    BatchSize = 40,
                    Quiet = true,
                    Checkpoint = File1,
                    Optimizer = ps => make(ps, before),
                }
            );
            using var other = Model(seed: 2);
            var history = Run(
                new Trainer(other)
                {
                    Epochs = 4,
                    BatchSize = 40,
                    Quiet = true,
                    Checkpoint = File1,
                    Resume = true,
                    Optimizer = ps => make(ps, after),
                }
            );
            Assert.Equal(4, history.Epochs.Count);
            Assert.Contains(
                FormattableString.Invariant($"momentum {after} (was {before})"),
                Assert.Single(history.Notes),
                StringComparison.Ordinal
            );
            File.Delete(File1);
        }
    }

    [Fact]
    public void A_training_that_stopped_early_goes_on_with_more_patience()
    {
        using var scope = NewDisposeScope();
        var (x, labels) = TrainerTests.Clusters(200);
        Trainer Worse(Module<Tensor, Tensor> m, int patience, bool resume) =>
            new(m)
            {
                Epochs = 9,
                BatchSize = 40,
                Patience = patience,
                Quiet = true,
                Checkpoint = File1,
                Resume = resume,
                Optimizer = ps => optim.SGD(ps, 1e-12),
                Monitor = MonitoredMetric.ValidationAccuracy, // with that rate it never changes
            };
        using var model = TrainerTests.Classifier();
        Assert.Equal(3, TrainerTests.Fit(Worse(model, 2, resume: false), x, labels, x, labels).Epochs.Count);
        var same = TrainerTests.Fit(Worse(model, 2, resume: true), x, labels, x, labels);
        Assert.Equal((3, true), (same.Epochs.Count, same.StoppedEarly));
        var longer = TrainerTests.Fit(Worse(model, 4, resume: true), x, labels, x, labels);
        Assert.Equal((5, true), (longer.Epochs.Count, longer.StoppedEarly));
    }

    [Fact]
    public void Other_data_another_loss_and_another_kind_of_optimizer_are_refused()
    {
        using var model = Model(seed: 1);
        Run(
            new Trainer(model)
            {
                Epochs = 2,
                BatchSize = 40,
                Quiet = true,
                Checkpoint = File1,
            }
        );
        using var other = Model(seed: 2);
        var before = TrainerTests.Weights(other);
        var (x, labels) = TrainerTests.Clusters(200);
        var again = new Trainer(other)
        {
            Epochs = 4,
            BatchSize = 40,
            Quiet = true,
            Checkpoint = File1,
            Resume = true,
        };
        using var scope = NewDisposeScope();
        foreach (
            var (inputs, targets) in ((Tensor, Tensor)[])
                [(x + 5, labels), (x, 2 - labels), (x.flip(0), labels), (x, labels.roll(1, 0)), TrainerTests.Clusters(200, seed: 8)]
        )
        {
            Assert.Contains("data differ from these", Refusal(() => TrainerTests.Fit(again, inputs, targets)), StringComparison.Ordinal);
        }

        Assert.Contains(
            "training inputs are Float32 (200, 2), but here Float32 (100, 2)",
            Refusal(() => TrainerTests.Fit(again, x[..100], labels[..100])),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "validation inputs are none, but here",
            Refusal(() =>
                TrainerTests.Fit(
                    new Trainer(other)
                    {
                        BatchSize = 40,
                        Quiet = true,
                        Checkpoint = File1,
                        Resume = true,
                    },
                    x,
                    labels,
                    x,
                    labels
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "another loss",
            Refusal(() =>
                Run(
                    new Trainer(other)
                    {
                        BatchSize = 40,
                        Quiet = true,
                        Checkpoint = File1,
                        Resume = true,
                        Loss = (o, t) => 2 * functional.cross_entropy(o, t),
                    }
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "another optimizer: its amsgrad is false, but here true",
            Refusal(() =>
                Run(
                    new Trainer(other)
                    {
                        BatchSize = 40,
                        Quiet = true,
                        Checkpoint = File1,
                        Resume = true,
                        Optimizer = ps => optim.Adam(ps, amsgrad: true),
                    }
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Equal(before, TrainerTests.Weights(other));

        static string Refusal(Func<object> action) => Assert.Throws<CheckpointException>(action).Message;
    }

    [Fact]
    public void A_loss_that_draws_random_numbers_can_be_resumed()
    {
        using var model = Model(seed: 1);
        var random = new Random(1);
        Run(Noisy(model, 2, resume: false));
        using var second = Model(seed: 4);
        Assert.Equal(4, Run(Noisy(second, 4, resume: true)).Epochs.Count);

        Trainer Noisy(Module<Tensor, Tensor> m, int epochs, bool resume) =>
            new(m)
            {
                Epochs = epochs,
                BatchSize = 40,
                Quiet = true,
                Checkpoint = File1,
                Resume = resume,
                Loss = (o, t) => functional.cross_entropy(o + (0.1 * randn_like(o)), t) + random.NextDouble(),
            };
    }

    private static string Error(Trainer trainer) => Assert.Throws<CheckpointException>(() => Run(trainer)).Message;

    private static History Run(Trainer trainer)
    {
        var (x, labels) = TrainerTests.Clusters(200);
        return TrainerTests.Fit(trainer, x, labels);
    }

    private static Sequential Model(int seed)
    {
        manual_seed(seed);
        return Sequential(Linear(2, 16), ReLU(), BatchNorm1d(16), Dropout(0.2), Linear(16, 3));
    }

    private Trainer Trainer(Module<Tensor, Tensor> model, string optimizer, bool resume, bool checkpoint, Action? eachStep = null) =>
        new(model)
        {
            Epochs = 6,
            BatchSize = 40,
            Quiet = true,
            Resume = resume,
            Checkpoint = checkpoint ? File1 : null,
            Schedule = Schedule.OneCycle(),
            Augment = batch =>
            {
                eachStep?.Invoke();
                return batch + (0.05 * randn_like(batch));
            },
            Optimizer = parameters =>
                optimizer switch
                {
                    "Adam" => optim.Adam(parameters, 5e-3),
                    "AdamW" => optim.AdamW(parameters, 5e-3),
                    "AMSGrad" => optim.Adam(parameters, 5e-3, amsgrad: true),
                    "RMSprop" => optim.RMSProp(parameters, 5e-3),
                    "Adagrad" => optim.Adagrad(parameters, 5e-3),
                    _ => optim.SGD(parameters, 5e-2, momentum: 0.9, weight_decay: 1e-4),
                },
        };
}

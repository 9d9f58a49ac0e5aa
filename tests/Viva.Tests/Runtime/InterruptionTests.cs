using System.Diagnostics;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Viva.Data;
using Viva.Data.Tests;
using Viva.Forecasting;
using Viva.Rl.Bandits;
using Viva.Rl.Environments;
using Viva.Rl.Tabular;
using Viva.Tests.Display.Hosts;
using Viva.Tests.Training;
using Viva.Training;

namespace Viva.Tests.Runtime;

/// <summary>The stop button of a notebook reaches the library's long loops.</summary>
[Collection(TorchSerial.Name)]
public sealed class InterruptionTests
{
    public static TheoryData<string> LongLoops => [.. Loops.Keys];

    private static Dictionary<string, Action> Loops { get; } =
        new()
        {
            ["training"] = () => Train(),
            ["evaluation"] = () =>
            {
                var (x, labels) = TrainerTests.Clusters(32);
                using var model = TrainerTests.Classifier();
                new Trainer(model).Evaluate(x, labels);
            },
            ["tabular learning"] = () => new TabularLearner { Discount = 1, LearningRate = 0.5 }.Learn(GridWorld.Cliff(), 10),
            ["an episode"] = () => GridWorld.Cliff().Play(_ => GridWorld.Up, stepLimit: 10),
            ["a bandit"] = () => Bandit.Testbed().Regret(new EpsilonGreedy(10, 0.1), 10),
            ["planning"] = () => Planning.ValueIteration(GridWorld.Cliff().Model, 0.9),
            ["a backtest"] = () => Backtest.Of(new Naive(), [1, 2, 3, 4], [2], 1),
            ["a search of parameters"] = () => new HoltWinters(2).Fit([1, 2, 1, 2, 1.5, 2.5, 1, 2]),
            ["drawing digits"] = () => Datasets.Digits(1, 1),
            ["drawing scenes"] = () => Datasets.Scenes(1, 1),
            ["drawing faces"] = () => Datasets.Faces(1, 1),
            ["fetching data"] = () =>
            {
                using var temporary = new DataFolder();
                KernelStore.Open(temporary.Settings with { Offline = true }).Fetch("mnist");
            },
        };

    [Theory]
    [MemberData(nameof(LongLoops))]
    public void A_loop_ends_in_a_cell_that_was_stopped_and_runs_in_one_that_was_not(string loop)
    {
        InCell(stopped: false, Loops[loop]);
        InCell(stopped: true, () => Assert.ThrowsAny<OperationCanceledException>(Loops[loop]));
    }

    [Fact]
    public async Task Work_that_a_cell_leaves_behind_goes_on_when_the_cell_has_ended()
    {
        var left = Task.CompletedTask;
        using var ended = new ManualResetEventSlim();
        InCell(
            stopped: false,
            () =>
                left = Task.Run(
                    () =>
                    {
                        ended.Wait(TestContext.Current.CancellationToken);
                        Train();
                    },
                    TestContext.Current.CancellationToken
                )
        );
        ended.Set();
        await left;
    }

    [Fact]
    public async Task The_stop_button_ends_a_training_in_the_kernel()
    {
        using var kernel = await CellKernel.StartAsync();
        AppDomain.CurrentDomain.SetData("steps", 0);
        var cell = kernel.TryAsync(
            """
            var model = nn.Linear(2, 1);
            var trainer = new Trainer(model)
            {
                Epochs = 1_000_000,
                Loss = (outputs, targets) => nn.functional.mse_loss(outputs, targets),
                Augment = batch =>
                {
                    AppDomain.CurrentDomain.SetData("steps", (int)AppDomain.CurrentDomain.GetData("steps") + 1);
                    return batch;
                },
            };
            try
            {
                trainer.Fit(randn(64, 2), randn(64, 1));
            }
            catch (OperationCanceledException)
            {
                AppDomain.CurrentDomain.SetData("steps", -1);
            }
            """
        );
        await Until(() => Steps > 3);

        await kernel.CancelAsync();
        await Until(() => Steps < 0);
        Assert.Contains(await cell, e => e is CommandFailed);

        static async Task Until(Func<bool> holds)
        {
            var clock = Stopwatch.StartNew();
            while (!holds())
            {
                Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60));
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
    }

    private static int Steps => (int)AppDomain.CurrentDomain.GetData("steps")!;

    private static void Train()
    {
        var (x, labels) = TrainerTests.Clusters(32);
        using var model = TrainerTests.Classifier();
        new Trainer(model) { Epochs = 1, Quiet = true }.Fit(x, labels);
    }

    private static void InCell(bool stopped, Action action)
    {
        using var cell = KernelInvocationContext.GetOrCreateAmbientContext(new SubmitCode(""));
        if (stopped)
        {
            cell.Fail(cell.Command); // a cell that fails is cancelled as one that is stopped
        }

        action();
    }
}

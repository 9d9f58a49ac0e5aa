using System.Diagnostics;
using TorchSharp.Modules;
using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>One pass through the training data: a step of the optimizer for each batch, then the figures of the validation data.</summary>
/// <param name="settings">What the caller chose.</param>
/// <param name="model">The model.</param>
/// <param name="run">The state of the training.</param>
/// <param name="parameters">The parameters that are trained.</param>
/// <param name="data">The data.</param>
internal sealed class TrainingEpoch(
    Trainer settings,
    BatchedModel model,
    TrainingRun run,
    List<(string Name, Parameter Parameter)> parameters,
    TrainingData data
)
{
    /// <summary>Goes once through the training data, measures on the validation data, and adds the result to the history.</summary>
    /// <exception cref="DivergedException">The loss or a gradient became infinite or NaN, or the validation loss NaN.</exception>
    /// <exception cref="ArgumentException">The model or the loss does not take the data.</exception>
    /// <exception cref="OperationCanceledException">The caller or the reader wanted it to end.</exception>
    public void Train(TrainingView? view, Interruption interruption)
    {
        var (inputs, targets, validationInputs, validationTargets) = data;
        using var epochScope = NewDisposeScope();
        var clock = Stopwatch.StartNew();
        var epoch = run.History.Epochs.Count;
        var device = model.Device();
        var samples = inputs.shape[0];
        var order = settings.Shuffle ? randperm(samples, generator: run.Order).to(inputs.device) : null;
        var ignores = ClassCount.Ignores(targets);
        var (lossSum, correct) = (0.0, default(ClassCount));
        model.Model.train();
        foreach (var module in settings.Frozen)
        {
            module.eval();
        }

        for (var step = 0; step < run.StepsPerEpoch; step++)
        {
            interruption.ThrowIfRequested();
            using var scope = NewDisposeScope();
            var (start, count) = run.Batch(step);
            var index = order?.narrow(0, start, count);
            var batch = BatchedModel.On(device, index is null ? inputs.narrow(0, start, count) : inputs.index_select(0, index));
            var expected = BatchedModel.On(device, index is null ? targets.narrow(0, start, count) : targets.index_select(0, index));
            if (settings.Augment is not null)
            {
                batch = settings.Augment(batch);
            }

            run.SetLearningRate(settings.Schedule.At(((long)epoch * run.StepsPerEpoch) + step, run.StepsPerEpoch, settings.Epochs));
            run.Optimizer.zero_grad();
            var statistics = count == 1 ? new BatchStatistics(model.Model) : null;
            var (outputs, loss) = model.Forward(batch, expected, inputs, targets);
            statistics?.RefuseIfLost();
            if (run.History.Epochs.Count == 0 && step == 0)
            {
                BroadcastLoss.Refuse(settings.Loss, outputs, expected);
            }

            var value = BatchedModel.Mean(loss);
            if (!double.IsFinite(value))
            {
                throw DivergedException.OfLoss(epoch + 1, step + 1, run.StepsPerEpoch, value, run.LearningRate);
            }

            loss.backward();
            if (Gradients.NotFinite(parameters, settings.ClipNorm) is { } parameter)
            {
                throw DivergedException.OfGradient(epoch + 1, step + 1, run.StepsPerEpoch, parameter, run.LearningRate);
            }

            run.Optimizer.step();

            lossSum += value * count;
            correct += model.Correct(outputs, expected, ignores, mayBeLost: false); // loss and gradients are finite
            view?.Step(epoch + 1, step + 1, lossSum / (start + count), start + count, clock.Elapsed.TotalSeconds);
        }

        var trainSeconds = clock.Elapsed.TotalSeconds;
        var validation = validationInputs is null ? null : settings.Evaluate(validationInputs, validationTargets!);
        if (validation is { Loss: double.NaN })
        {
            throw DivergedException.OfValidation(epoch + 1, run.StepsPerEpoch, run.LearningRate);
        }

        run.History.AccuracyProblem = correct.Problem;
        if (run.History.Monitor == MonitoredMetric.ValidationAccuracy)
        {
            DataGuard.Accuracy(validation!, validationTargets);
        }

        run.Complete(
            new EpochResult(
                epoch + 1,
                lossSum / samples,
                correct.Fraction,
                validation?.Loss ?? double.NaN,
                validation?.Accuracy ?? double.NaN,
                run.LearningRate,
                clock.Elapsed.TotalSeconds,
                samples / Math.Max(trainSeconds, 1e-9)
            )
        );
    }
}

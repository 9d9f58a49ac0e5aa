using System.Diagnostics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>
/// Trains a model by mini-batch gradient descent on data held in tensors: <c>new Trainer(model) { Epochs = 5 }.Fit(inputs, labels)</c>.
/// The first dimension of inputs and targets counts the samples.
/// </summary>
/// <remarks>
/// <see cref="Fit"/> seeds torch and then does what a loop written by hand does, in this order: for each epoch one <c>torch.randperm</c>; for each
/// batch <c>index_select</c>, the augmentation, zero_grad, forward, loss, backward, clipping, step. The two give equal weights bit for bit.
/// </remarks>
public sealed class Trainer
{
    private readonly nn.Module _model;
    private readonly Func<Tensor, Tensor> _forward;

    /// <summary>A trainer for a model that maps one tensor to another.</summary>
    public Trainer(nn.Module<Tensor, Tensor> model)
        : this(model, model is null ? null! : model.call)
    {
    }

    /// <summary>A trainer for any model, with the way to call it.</summary>
    /// <param name="model">The model whose parameters are trained.</param>
    /// <param name="forward">Maps a batch of inputs to outputs.</param>
    public Trainer(nn.Module model, Func<Tensor, Tensor> forward)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(forward);
        (_model, _forward) = (model, forward);
    }

    /// <summary>How often the training data is gone through; 10 unless set.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>The samples of one step; 64 unless set. The last batch of an epoch may be smaller.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Makes the optimizer for the trainable parameters; Adam with learning rate 0.001 unless set. Each <see cref="Fit"/> makes a new one.</summary>
    public Func<IEnumerable<Parameter>, optim.Optimizer> Optimizer { get; init; } = parameters => optim.Adam(parameters, lr: 1e-3);

    /// <summary>The loss of outputs and targets, a mean over the batch; cross-entropy of logits and class numbers unless set.</summary>
    public Func<Tensor, Tensor, Tensor> Loss { get; init; } = (outputs, targets) => nn.functional.cross_entropy(outputs, targets);

    /// <summary>How the learning rate changes from step to step; constant unless set.</summary>
    public Schedule Schedule { get; init; } = Schedule.Constant;

    /// <summary>When set, gradients are scaled down to this Euclidean norm over all parameters where theirs is larger.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>When set, training ends after this many epochs in a row without a better <see cref="Monitor"/>.</summary>
    public int? Patience { get; init; }

    /// <summary>What makes an epoch the best: the validation loss unless set, or the training loss where there is no validation data.</summary>
    public MonitoredMetric? Monitor { get; init; }

    /// <summary>Whether the model ends with the weights of its best epoch rather than the last; true unless set. Without validation data the last are kept.</summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>Changes a batch of training inputs at random before the model sees it. Random numbers must come from torch, or a resumed run differs.</summary>
    public Func<Tensor, Tensor>? Augment { get; init; }

    /// <summary>Whether each epoch goes through the samples in a new random order; true unless set.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>The seed of shuffling, dropout and augmentation; <see cref="Run.Seed"/> unless set.</summary>
    public int? Seed { get; init; }

    /// <summary>
    /// Whether pictures, (n, channels, height, width), go to the model in channels-last order in memory, which makes convolution, pooling and
    /// normalisation on a CPU up to twice as fast; true unless set. Shapes and indices stay. A module that regroups its features must do so
    /// with <c>reshape</c> or <c>flatten</c>: <c>view</c> refuses this order.
    /// </summary>
    public bool ChannelsLast { get; init; } = true;

    /// <summary>A file that is written after every epoch and holds all that is needed to go on from there.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Whether <see cref="Fit"/> goes on from the <see cref="Checkpoint"/> where that file exists.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether nothing is shown while training.</summary>
    public bool Quiet { get; init; }

    /// <summary>
    /// Trains the model and leaves it in evaluation mode. Validation data decides on early stopping and on the best weights, so it must not be
    /// the test data of a result that is reported.
    /// </summary>
    /// <param name="inputs">The training inputs, (n, ...).</param>
    /// <param name="targets">The training targets, (n, ...); class numbers as int64 for the default loss.</param>
    /// <param name="validationInputs">Inputs to measure on after every epoch.</param>
    /// <param name="validationTargets">Their targets.</param>
    /// <param name="cancellation">Ends the training after the step in progress, as the notebook's stop button does.</param>
    /// <exception cref="ArgumentException">No samples, lengths that differ, a setting out of range; the message names value and limit.</exception>
    /// <exception cref="DivergedException">The loss became infinite or NaN.</exception>
    /// <exception cref="CheckpointException">The checkpoint belongs to another model or training, or is damaged.</exception>
    /// <exception cref="OperationCanceledException">Cancelled. The model keeps the weights of the last step.</exception>
    public History Fit(Tensor inputs, Tensor targets, Tensor? validationInputs = null, Tensor? validationTargets = null, CancellationToken cancellation = default)
    {
        CheckSettings();
        CheckData(inputs, targets, nameof(inputs), nameof(targets));
        var validates = validationInputs is not null || validationTargets is not null;
        if (validates)
        {
            ArgumentNullException.ThrowIfNull(validationInputs);
            ArgumentNullException.ThrowIfNull(validationTargets);
            CheckData(validationInputs, validationTargets, nameof(validationInputs), nameof(validationTargets));
        }

        var monitor = Monitor ?? (validates ? MonitoredMetric.ValidationLoss : MonitoredMetric.TrainLoss);
        if (monitor != MonitoredMetric.TrainLoss && !validates)
            throw new ArgumentException($"Monitor is {monitor}, which needs validation data.", nameof(validationInputs));

        var interruption = Interruption.Of(cancellation);
        Viva.Run.Reseed(Seed);
        using var scope = NewDisposeScope();
        var parameters = _model.parameters().Where(p => p.requires_grad).ToList();
        if (parameters.Count == 0)
            throw new ArgumentException("The model has no trainable parameters.", nameof(inputs));

        using var optimizer = Optimizer(parameters);
        using var run = new TrainingRun(_model, optimizer, new History(monitor, summaryShown: !Quiet), checked((int)inputs.shape[0]), BatchSize, Seed ?? Viva.Run.Seed);
        if (Resume && File.Exists(Checkpoint))
            run.Load(Checkpoint);

        using var view = Quiet ? null : new TrainingView(run.History, Epochs, run.StepsPerEpoch);
        try
        {
            while (run.History.Epochs.Count < Epochs && !run.History.StoppedEarly)
            {
                TrainEpoch(run, parameters, inputs, targets, validationInputs, validationTargets, view, interruption);
                if (run.EpochsSinceBest >= Patience)
                    run.History.StoppedEarly = true;
                if (Checkpoint is not null)
                    run.Save(Checkpoint);
            }

            if (RestoreBest && validates)
                run.RestoreBest();
            view?.Finish();
            return run.History;
        }
        finally
        {
            _model.eval();
        }
    }

    /// <summary>The mean loss and the accuracy on samples, in evaluation mode and without gradients. The model's mode is as before afterwards.</summary>
    /// <exception cref="ArgumentException">No samples, or lengths that differ.</exception>
    public Evaluation Evaluate(Tensor inputs, Tensor targets)
    {
        CheckData(inputs, targets, nameof(inputs), nameof(targets));
        var (loss, correct) = (0.0, 0.0);
        var device = Device();
        InEvaluation(() =>
        {
            foreach (var (start, count) in Slices(inputs.shape[0]))
            {
                using var scope = NewDisposeScope();
                var outputs = _forward(Ordered(On(device, inputs.narrow(0, start, count))));
                var expected = On(device, targets.narrow(0, start, count));
                loss += Mean(Loss(outputs, expected)) * count;
                correct += Correct(outputs, expected) ?? double.NaN;
            }
        });
        return new Evaluation(loss / inputs.shape[0], correct / inputs.shape[0], checked((int)inputs.shape[0]));
    }

    /// <summary>The model's outputs for samples, in evaluation mode, without gradients and in batches, on the device of the inputs.</summary>
    /// <returns>A tensor whose first dimension is that of <paramref name="inputs"/>.</returns>
    /// <exception cref="ArgumentException">No samples.</exception>
    public Tensor Predict(Tensor inputs)
    {
        CheckData(inputs, inputs, nameof(inputs), nameof(inputs));
        using var scope = NewDisposeScope();
        var outputs = new List<Tensor>();
        var device = Device();
        InEvaluation(() =>
        {
            foreach (var (start, count) in Slices(inputs.shape[0]))
            {
                using var batch = NewDisposeScope();
                outputs.Add(_forward(Ordered(On(device, inputs.narrow(0, start, count)))).to(inputs.device).contiguous().MoveToOuterDisposeScope());
            }
        });
        return (outputs.Count == 1 ? outputs[0].alias() : cat(outputs)).MoveToOuterDisposeScope();
    }

    private void TrainEpoch(TrainingRun run, List<Parameter> parameters, Tensor inputs, Tensor targets, Tensor? validationInputs, Tensor? validationTargets, TrainingView? view, Interruption interruption)
    {
        using var epochScope = NewDisposeScope();
        var clock = Stopwatch.StartNew();
        var epoch = run.History.Epochs.Count;
        var device = Device();
        var samples = inputs.shape[0];
        var order = Shuffle ? randperm(samples, device: inputs.device) : null;
        var (lossSum, correctSum) = (0.0, 0.0);
        _model.train();
        for (var step = 0; step < run.StepsPerEpoch; step++)
        {
            interruption.ThrowIfRequested();
            using var scope = NewDisposeScope();
            var start = (long)step * BatchSize;
            var count = Math.Min(BatchSize, samples - start);
            var index = order?.narrow(0, start, count);
            var batch = On(device, index is null ? inputs.narrow(0, start, count) : inputs.index_select(0, index));
            var expected = On(device, index is null ? targets.narrow(0, start, count) : targets.index_select(0, index));
            if (Augment is not null)
                batch = Augment(batch);

            run.SetLearningRate(Schedule.At((epoch * run.StepsPerEpoch) + step, run.StepsPerEpoch, Epochs));
            run.Optimizer.zero_grad();
            var outputs = _forward(Ordered(batch));
            var loss = Loss(outputs, expected);
            var value = Mean(loss);
            if (!double.IsFinite(value))
                throw new DivergedException(epoch + 1, step + 1, run.StepsPerEpoch, value, run.LearningRate);
            loss.backward();
            if (ClipNorm is { } norm)
                nn.utils.clip_grad_norm_(parameters, norm);
            run.Optimizer.step();

            lossSum += value * count;
            correctSum += Correct(outputs, expected) ?? double.NaN;
            view?.Step(epoch + 1, step + 1, lossSum / (start + count), start + count, clock.Elapsed.TotalSeconds);
        }

        var trainSeconds = clock.Elapsed.TotalSeconds;
        var validation = validationInputs is null ? null : Evaluate(validationInputs, validationTargets!);
        var result = new EpochResult(
            epoch + 1,
            lossSum / samples,
            correctSum / samples,
            validation?.Loss ?? double.NaN,
            validation?.Accuracy ?? double.NaN,
            run.LearningRate,
            clock.Elapsed.TotalSeconds,
            samples / Math.Max(trainSeconds, 1e-9));
        if (run.History.Monitor == MonitoredMetric.ValidationAccuracy && double.IsNaN(result.ValidationAccuracy))
            throw new ArgumentException("Monitor is ValidationAccuracy, which needs class numbers (int64) as targets and one output a class.", nameof(validationTargets));
        run.Complete(result);
    }

    private Tensor Ordered(Tensor batch)
    {
        if (!ChannelsLast || batch.dim() != 4 || batch.device_type != DeviceType.CPU)
            return batch;
        var (n, height, width) = (batch.shape[0], batch.shape[2], batch.shape[3]);
        // With one channel both orders are the same bytes, and only the strides say which one is meant: nothing is copied.
        var rows = batch.shape[1] == 1 ? batch.reshape(n, height, width, 1) : batch.permute(0, 2, 3, 1).contiguous();
        return rows.permute(0, 3, 1, 2);
    }

    private void InEvaluation(Action action)
    {
        var wasTraining = _model.training;
        _model.eval();
        try
        {
            using var _ = no_grad();
            action();
        }
        finally
        {
            _model.train(wasTraining);
        }
    }

    /// <summary>How many outputs name the right class, or null when the targets are not class numbers.</summary>
    private static double? Correct(Tensor outputs, Tensor targets)
    {
        if (targets.dtype != ScalarType.Int64 || outputs.dim() != targets.dim() + 1 || outputs.dim() < 2)
            return null;
        using var _ = no_grad();
        var hits = outputs.argmax(1).eq(targets).sum().ToDouble();
        return hits * targets.shape[0] / Math.Max(1, targets.numel());
    }

    private static double Mean(Tensor loss) => loss.numel() == 1
        ? loss.ToDouble()
        : throw new ArgumentException($"The loss must be one number for a batch, but has shape ({string.Join(", ", loss.shape)}). Take its mean.", nameof(loss));

    private IEnumerable<(long Start, long Count)> Slices(long samples)
    {
        // Without gradients a larger batch costs little memory and saves calls.
        var size = Math.Max(BatchSize, 256);
        var interruption = Interruption.Of();
        for (long start = 0; start < samples; start += size)
        {
            interruption.ThrowIfRequested();
            yield return (start, Math.Min(size, samples - start));
        }
    }

    private torch.Device Device() => _model.parameters().FirstOrDefault()?.device ?? CPU;

    private static Tensor On(torch.Device device, Tensor tensor) => tensor.device_type == device.type ? tensor : tensor.to(device);

    private void CheckSettings()
    {
        Positive(Epochs, nameof(Epochs));
        Positive(BatchSize, nameof(BatchSize));
        Positive(Patience ?? 1, nameof(Patience));
        if (ClipNorm is { } norm && !(norm > 0 && double.IsFinite(norm)))
            throw new ArgumentOutOfRangeException(nameof(ClipNorm), norm, "ClipNorm must be greater than 0.");
        if (Resume && Checkpoint is null)
            throw new ArgumentException("Resume needs the file's path in Checkpoint.", nameof(Checkpoint));

        static void Positive(int value, string name)
        {
            if (value < 1)
                throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1.");
        }
    }

    private static void CheckData(Tensor inputs, Tensor targets, string inputsName, string targetsName)
    {
        ArgumentNullException.ThrowIfNull(inputs, inputsName);
        ArgumentNullException.ThrowIfNull(targets, targetsName);
        if (inputs.dim() == 0 || inputs.shape[0] == 0)
            throw new ArgumentException($"{inputsName} holds no samples: its shape is ({string.Join(", ", inputs.shape)}).", inputsName);
        if (targets.dim() == 0 || targets.shape[0] != inputs.shape[0])
        {
            throw new ArgumentException(
                $"{inputsName} has {inputs.shape[0]} samples, but {targetsName} has {(targets.dim() == 0 ? 0 : targets.shape[0])}: the shapes are ({string.Join(", ", inputs.shape)}) and ({string.Join(", ", targets.shape)}).",
                targetsName);
        }
    }
}

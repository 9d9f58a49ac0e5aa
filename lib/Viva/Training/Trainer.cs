using System.Diagnostics;
using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>
/// Trains a model by mini-batch gradient descent on data held in tensors: <c>new Trainer(model) { Epochs = 5 }.Fit(inputs, labels)</c>.
/// The first dimension of inputs and targets counts the samples.
/// </summary>
/// <remarks>
/// <see cref="Fit"/> does what a loop written by hand does after <c>manual_seed(seed)</c>, in this order: for each epoch one
/// <c>torch.randperm</c> of a generator of its own, <c>new Generator(seed)</c>; for each batch <c>index_select</c>, the augmentation,
/// zero_grad, forward, loss, backward, clipping, step. The two give equal weights bit for bit. Then it puts torch's generator back as it
/// found it, so that what is drawn next, such as the weights of the next model, is what it would have been. Two calls at once take turns.
/// </remarks>
public sealed class Trainer
{
    private static readonly Func<Tensor, Tensor, Tensor> CrossEntropy = (outputs, targets) => nn.functional.cross_entropy(outputs, targets);
    private readonly nn.Module _model;
    private readonly Func<Tensor, Tensor> _forward;

    /// <summary>A trainer for a model that maps one tensor to another.</summary>
    public Trainer(nn.Module<Tensor, Tensor> model)
        : this(model, model is null ? null! : model.call) { }

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

    /// <summary>
    /// The samples of one step; 64 unless set. The last batch of an epoch may be smaller; a single sample that is left joins the batch
    /// before it, because one sample has no variance for batch normalisation.
    /// </summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>
    /// Makes the optimizer for the trainable parameters; Adam with learning rate 0.001 unless set. Each <see cref="Fit"/> makes a new one.
    /// </summary>
    public Func<IEnumerable<Parameter>, optim.Optimizer> Optimizer { get; init; } = parameters => optim.Adam(parameters, lr: 1e-3);

    /// <summary>The loss of outputs and targets, a mean over the batch; cross-entropy of logits and class numbers unless set.</summary>
    public Func<Tensor, Tensor, Tensor> Loss { get; init; } = CrossEntropy;

    /// <summary>How the learning rate changes from step to step; constant unless set.</summary>
    public Schedule Schedule { get; init; } = Schedule.Constant;

    /// <summary>When set, gradients are scaled down to this Euclidean norm over all parameters where theirs is larger.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>When set, training ends after this many epochs in a row without a better <see cref="Monitor"/>.</summary>
    public int? Patience { get; init; }

    /// <summary>
    /// What makes an epoch the best: the validation loss unless set, or the training loss where there is no validation data.
    /// </summary>
    public MonitoredMetric? Monitor { get; init; }

    /// <summary>
    /// Whether the model ends with the weights of its best epoch rather than the last; true unless
    /// set. Without validation data the last are kept.
    /// </summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>
    /// Changes a batch of training inputs at random before the model sees it. Random numbers
    /// must come from torch, or a resumed run differs.
    /// </summary>
    public Func<Tensor, Tensor>? Augment { get; init; }

    /// <summary>
    /// For one score a target: above it the class is 1, else 0. Set 0 for logits, 0.5 for probabilities. It is needed for the accuracy
    /// alone; without it that is not measured.
    /// </summary>
    public double? Threshold { get; init; }

    /// <summary>
    /// The dimension of the outputs that counts the classes, from the end when negative. It is needed for the accuracy alone, and only
    /// where the shapes leave it open, as (n, 5, 5) for targets (n, 5) do; the default loss takes dimension 1.
    /// </summary>
    public int? ClassAxis { get; init; }

    /// <summary>
    /// Modules of the model that stay in evaluation mode while the rest trains: batch normalisation keeps its statistics, dropout is off.
    /// Their parameters are trained unless <c>requires_grad</c> says otherwise.
    /// </summary>
    public IReadOnlyList<nn.Module> Frozen { get; init; } = [];

    /// <summary>Whether each epoch goes through the samples in a new random order; true unless set.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// The seed of shuffling, dropout and augmentation; <see cref="Run.Seed"/> unless set. Models that
    /// start from other weights end as others all the same.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>
    /// Whether pictures, (n, channels, height, width), go to the model in channels-last order in memory, which makes convolution, pooling
    /// and normalisation on a CPU up to twice as fast; true unless set. Shapes and indices stay. A module that regroups its features must
    /// do so with <c>reshape</c> or <c>flatten</c>: <c>view</c> refuses this order.
    /// </summary>
    public bool ChannelsLast { get; init; } = true;

    /// <summary>
    /// A file that is written after every epoch and holds all that is needed to go on from there. Where an epoch's cannot be written, the
    /// training goes on, the last one stays, and the summary says so.
    /// </summary>
    public string? Checkpoint { get; init; }

    /// <summary>
    /// Whether <see cref="Fit"/> goes on from the <see cref="Checkpoint"/> where that file exists. The settings of this training hold, the
    /// learning rate among them, and the summary says which ones differ. Another model, kind of optimizer,
    /// loss, batch size, seed, or other data are refused.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>Whether nothing is shown while training.</summary>
    public bool Quiet { get; init; }

    /// <summary>
    /// Trains the model and leaves it in evaluation mode. Validation data decides on early stopping and on the best weights, so it must not
    /// be the test data of a result that is reported.
    /// </summary>
    /// <param name="inputs">The training inputs, (n, ...).</param>
    /// <param name="targets">The training targets, (n, ...); class numbers as int64 for the default loss.</param>
    /// <param name="validationInputs">Inputs to measure on after every epoch.</param>
    /// <param name="validationTargets">Their targets.</param>
    /// <param name="cancellation">Ends the training after the step in progress, as the notebook's stop button does.</param>
    /// <exception cref="ArgumentException">
    /// No samples, lengths that differ, a setting out of range, data that the model or the loss does not
    /// take; the message names value and limit, or row and shape.
    /// </exception>
    /// <exception cref="DivergedException">The loss or a gradient became infinite or NaN, or the validation loss NaN.</exception>
    /// <exception cref="CheckpointException">The checkpoint belongs to another model or training, or is damaged.</exception>
    /// <exception cref="OperationCanceledException">Cancelled. The model keeps the weights of the last step.</exception>
    public History Fit(
        Tensor inputs,
        Tensor targets,
        Tensor? validationInputs = null,
        Tensor? validationTargets = null,
        CancellationToken cancellation = default
    )
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

        if (Threshold is not null && ClassCount.OutsideTwo(targets) is { } other)
            throw new ArgumentException($"Threshold reads the classes 0 and 1, but the targets hold {other}.", nameof(targets));

        var interruption = Interruption.Of(cancellation);
        using var scope = NewDisposeScope();
        var parameters = _model.named_parameters().Where(p => p.parameter.requires_grad).ToList();
        if (parameters.Count == 0)
            throw new ArgumentException("The model has no trainable parameters.", nameof(inputs));

        using var stream = new RandomStream(Seed ?? Run.Seed, interruption);
        using var optimizer =
            Optimizer([.. parameters.Select(p => p.parameter)])
            ?? throw new InvalidOperationException("Optimizer returned null; it must return an optimizer for the parameters it is given.");
        using var run = new TrainingRun(
            _model,
            optimizer,
            stream.Order,
            new History(monitor, summaryShown: !Quiet),
            checked((int)inputs.shape[0]),
            BatchSize
        );
        var checkpoint = Checkpoint is null ? null : OpenCheckpoint(Checkpoint, run, inputs, targets, validationInputs, validationTargets);
        if (Resume)
        {
            checkpoint!.Load();
            run.History.StoppedEarly = run.EpochsSinceBest >= Patience; // by this training's patience
        }

        using var view = Quiet ? null : new TrainingView(run.History, Epochs, run.StepsPerEpoch);
        try
        {
            while (run.History.Epochs.Count < Epochs && !run.History.StoppedEarly)
            {
                TrainEpoch(run, parameters, inputs, targets, validationInputs, validationTargets, view, interruption);
                if (run.EpochsSinceBest >= Patience)
                    run.History.StoppedEarly = true;
                checkpoint?.Save();
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

    /// <summary>
    /// The mean loss and the accuracy on samples, in evaluation mode and without gradients. The model's
    /// modules are in the mode they were in afterwards.
    /// </summary>
    /// <exception cref="ArgumentException">No samples, lengths that differ, or data that the model or the loss does not take.</exception>
    public Evaluation Evaluate(Tensor inputs, Tensor targets)
    {
        CheckData(inputs, targets, nameof(inputs), nameof(targets));
        var (loss, correct) = (0.0, default(ClassCount));
        var device = Device();
        var ignores = ClassCount.Ignores(targets);
        InEvaluation(() =>
        {
            foreach (var (start, count) in Slices(inputs.shape[0]))
            {
                using var scope = NewDisposeScope();
                var expected = On(device, targets.narrow(0, start, count));
                var (outputs, mean) = Forward(On(device, inputs.narrow(0, start, count)), expected, inputs, targets);
                loss += Mean(mean) * count;
                correct += Correct(outputs, expected, ignores, mayBeLost: true);
            }
        });
        return new Evaluation(loss / inputs.shape[0], correct.Fraction, checked((int)inputs.shape[0]))
        {
            AccuracyProblem = correct.Problem,
        };
    }

    /// <summary>
    /// The model's outputs for samples, in evaluation mode, without gradients and in batches, on the device of the inputs.
    /// </summary>
    /// <returns>A tensor whose first dimension is that of <paramref name="inputs"/>.</returns>
    /// <exception cref="ArgumentException">No samples, or inputs that the model does not take.</exception>
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
                outputs.Add(
                    Forward(On(device, inputs.narrow(0, start, count)), inputs).to(inputs.device).contiguous().MoveToOuterDisposeScope()
                );
            }
        });
        return (outputs.Count == 1 ? outputs[0].alias() : cat(outputs)).MoveToOuterDisposeScope();
    }

    private void TrainEpoch(
        TrainingRun run,
        List<(string Name, Parameter Parameter)> parameters,
        Tensor inputs,
        Tensor targets,
        Tensor? validationInputs,
        Tensor? validationTargets,
        TrainingView? view,
        Interruption interruption
    )
    {
        using var epochScope = NewDisposeScope();
        var clock = Stopwatch.StartNew();
        var epoch = run.History.Epochs.Count;
        var device = Device();
        var samples = inputs.shape[0];
        var order = Shuffle ? randperm(samples, generator: run.Order).to(inputs.device) : null;
        var ignores = ClassCount.Ignores(targets);
        var (lossSum, correct) = (0.0, default(ClassCount));
        _model.train();
        foreach (var module in Frozen)
            module.eval();
        for (var step = 0; step < run.StepsPerEpoch; step++)
        {
            interruption.ThrowIfRequested();
            using var scope = NewDisposeScope();
            var (start, count) = run.Batch(step);
            var index = order?.narrow(0, start, count);
            var batch = On(device, index is null ? inputs.narrow(0, start, count) : inputs.index_select(0, index));
            var expected = On(device, index is null ? targets.narrow(0, start, count) : targets.index_select(0, index));
            if (Augment is not null)
                batch = Augment(batch);

            run.SetLearningRate(Schedule.At(((long)epoch * run.StepsPerEpoch) + step, run.StepsPerEpoch, Epochs));
            run.Optimizer.zero_grad();
            var statistics = count == 1 ? new BatchStatistics(_model) : null;
            var (outputs, loss) = Forward(batch, expected, inputs, targets);
            statistics?.RefuseIfLost();
            if (run.History.Epochs.Count == 0 && step == 0)
                RefuseIfBroadcast(outputs, expected);
            var value = Mean(loss);
            if (!double.IsFinite(value))
                throw DivergedException.OfLoss(epoch + 1, step + 1, run.StepsPerEpoch, value, run.LearningRate);
            loss.backward();
            if (Gradients.NotFinite(parameters, ClipNorm) is { } parameter)
                throw DivergedException.OfGradient(epoch + 1, step + 1, run.StepsPerEpoch, parameter, run.LearningRate);
            run.Optimizer.step();

            lossSum += value * count;
            correct += Correct(outputs, expected, ignores, mayBeLost: false); // loss and gradients are finite
            view?.Step(epoch + 1, step + 1, lossSum / (start + count), start + count, clock.Elapsed.TotalSeconds);
        }

        var trainSeconds = clock.Elapsed.TotalSeconds;
        var validation = validationInputs is null ? null : Evaluate(validationInputs, validationTargets!);
        if (validation is { Loss: double.NaN })
            throw DivergedException.OfValidation(epoch + 1, run.StepsPerEpoch, run.LearningRate);
        run.History.AccuracyProblem = correct.Problem;
        if (run.History.Monitor == MonitoredMetric.ValidationAccuracy && double.IsNaN(validation!.Accuracy))
        {
            throw new ArgumentException(
                "Monitor is ValidationAccuracy, but "
                    + $"{validation.AccuracyProblem ?? "the validation targets are not class numbers (int64)"}.",
                nameof(validationTargets)
            );
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

    /// <summary>
    /// A loss of outputs (n, 1) and targets (n) that compares every output with every target, because the shapes were broadcast, does not
    /// change when the targets change places; a loss of pairs does.
    /// </summary>
    private void RefuseIfBroadcast(Tensor outputs, Tensor targets)
    {
        if (outputs.numel() != targets.numel() || outputs.shape.SequenceEqual(targets.shape) || targets.shape[0] < 2)
            return;
        using var scope = NewDisposeScope();
        using var fixedStream = new RandomStream(0, Interruption.Of()); // what a loss draws here is not drawn from the training's numbers
        using var _ = no_grad();
        var rising = targets.index_select(0, targets.reshape(targets.shape[0], -1).select(1, 0).argsort());
        var falling = rising.flip(0);
        if (rising.Equals(falling))
            return;
        var standIn = linspace(0.1, 0.9, outputs.numel(), outputs.dtype, outputs.device).reshape(outputs.shape);
        double one,
            other;
        try
        {
            (one, other) = (Loss(standIn, rising).ToDouble(), Loss(standIn, falling).ToDouble());
        }
        catch (Exception e) when (e is ExternalException or ArgumentException or InvalidOperationException)
        {
            return; // a loss that does not take the trial's numbers is none that broadcasts whatever comes
        }

        if (Math.Abs(one - other) <= 1e-5 * Math.Abs(one))
        {
            throw new ArgumentException(
                $"The loss compares every output with every target: outputs of shape ({string.Join(", ", outputs.shape)}) and "
                    + $"targets of shape ({string.Join(", ", targets.shape)}) are broadcast against each other. "
                    + $"Give the targets the outputs' shape, such as targets.unsqueeze(1), or squeeze the outputs in Loss.",
                nameof(targets)
            );
        }
    }

    private CheckpointFile OpenCheckpoint(
        string path,
        TrainingRun run,
        Tensor inputs,
        Tensor targets,
        Tensor? validationInputs,
        Tensor? validationTargets
    )
    {
        (string, string)[] identity =
        [
            ("training inputs", Shape(inputs)),
            ("training targets", Shape(targets)),
            ("validation inputs", Shape(validationInputs)),
            ("validation targets", Shape(validationTargets)),
            ("batch size", Invariant(BatchSize)),
            ("seed", Invariant(Seed ?? Run.Seed)),
            ("monitored metric", run.History.Monitor.ToString()),
        ];
        (string, string)[] settings =
        [
            ("schedule", Schedule.ToString()),
            ("ClipNorm", Invariant(ClipNorm)),
            ("Patience", Invariant(Patience)),
            ("Shuffle", Invariant(Shuffle)),
            ("Augment", Augment is null ? "unset" : "set"),
            ("Frozen", Invariant(Frozen.Count)),
            ("epochs", Invariant(Epochs)),
        ];
        return new CheckpointFile(
            path,
            run,
            identity,
            settings,
            CheckpointFile.DataFigures(inputs, targets, validationInputs, validationTargets),
            Probe
        );

        static string Shape(Tensor? tensor) => tensor is null ? "none" : $"{tensor.dtype} ({string.Join(", ", tensor.shape)})";

        static string Invariant(object? value) => value is null ? "unset" : FormattableString.Invariant($"{value}");

        // Both calls draw the same numbers from torch; a loss that differs all the same cannot tell another one.
        double Probe()
        {
            var (one, other) = (Once(), Once());
            return one.Equals(other) ? one : double.NaN;
        }

        double Once()
        {
            using var fixedStream = new RandomStream(0, Interruption.Of());
            var count = Math.Min(inputs.shape[0], 256);
            return Evaluate(inputs.narrow(0, 0, count), targets.narrow(0, 0, count)).Loss;
        }
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
        var modes = new ModuleModes(_model);
        _model.eval();
        try
        {
            using var _ = no_grad();
            action();
        }
        finally
        {
            modes.Restore();
        }
    }

    /// <summary>The outputs for a batch of the inputs.</summary>
    private Tensor Forward(Tensor batch, Tensor inputs)
    {
        try
        {
            return _forward(Ordered(batch));
        }
        catch (ExternalException e) when (StepFailure.OfInputs(e, _model, inputs, ChannelsLast) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>The outputs for a batch of the inputs, and the loss.</summary>
    private (Tensor Outputs, Tensor Loss) Forward(Tensor batch, Tensor expected, Tensor inputs, Tensor targets)
    {
        var outputs = Forward(batch, inputs);
        try
        {
            return (outputs, Loss(outputs, expected));
        }
        catch (ExternalException e) when (StepFailure.OfTargets(e, targets, outputs) is { } explained)
        {
            throw explained;
        }
    }

    private ClassCount Correct(Tensor outputs, Tensor targets, bool ignores, bool mayBeLost) =>
        ClassCount.Of(outputs, targets, Threshold, ClassAxis ?? (Loss == CrossEntropy && outputs.dim() > 1 ? 1 : null), ignores, mayBeLost);

    private static double Mean(Tensor loss) =>
        loss.numel() == 1
            ? loss.ToDouble()
            : throw new ArgumentException(
                $"The loss must be one number for a batch, but has shape ({string.Join(", ", loss.shape)}). Take its mean.",
                nameof(loss)
            );

    private IEnumerable<(long Start, long Count)> Slices(long samples)
    {
        // Without gradients a larger batch costs little memory and saves calls.
        long size = Math.Max(BatchSize, 256);
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
        if (Frozen.FirstOrDefault(module => !_model.modules().Prepend(_model).Contains(module)) is { } stranger)
            throw new ArgumentException($"Frozen holds a {stranger.GetType().Name} that is no module of the model.", nameof(Frozen));
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
                $"{inputsName} has {inputs.shape[0]} samples, but {targetsName} has "
                    + $"{(targets.dim() == 0 ? 0 : targets.shape[0])}: the shapes are ({string.Join(", ", inputs.shape)}) and "
                    + $"({string.Join(", ", targets.shape)}).",
                targetsName
            );
        }
    }
}

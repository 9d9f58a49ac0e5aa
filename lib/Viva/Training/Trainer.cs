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
    private readonly BatchedModel _batches;

    /// <summary>A trainer for a model that maps one tensor to another.</summary>
    public Trainer(nn.Module<Tensor, Tensor> model)
        : this(model, model is null ? null! : model.call) { }

    /// <summary>A trainer for any model, with the way to call it.</summary>
    /// <param name="model">The model whose parameters are trained.</param>
    /// <param name="forward">Maps a batch of inputs, (n, ...), to outputs, (n, ...).</param>
    /// <exception cref="ArgumentException">
    /// The model holds layers in its fields that it does not list: it forgot <c>RegisterComponents()</c>, and they would never be trained.
    /// </exception>
    public Trainer(nn.Module model, Func<Tensor, Tensor> forward)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(forward);
        Registration.Require(model);
        (_model, _batches) = (model, new BatchedModel(model, forward, this));
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

    /// <summary>
    /// The loss of outputs (batch, ...) and targets (batch, ...), a scalar, the mean over the batch; cross-entropy of logits (batch, C) or
    /// (batch, C, ...) and class numbers (batch) or (batch, ...) unless set.
    /// </summary>
    public Func<Tensor, Tensor, Tensor> Loss { get; init; } = CrossEntropy;

    /// <summary>Whether the loss is the default one, whose class axis is dimension 1.</summary>
    internal bool LossIsCrossEntropy => Loss == CrossEntropy;

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
    /// Changes a batch of training inputs, (batch, ...), at random before the model sees it; the number of samples stays. Random numbers
    /// must come from torch, or a resumed run differs.
    /// </summary>
    public Func<Tensor, Tensor>? Augment { get; init; }

    /// <summary>
    /// For one score per target: above it the class is 1, else 0. Set 0 for logits, 0.5 for probabilities. It is needed for the accuracy
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
    /// The seed of shuffling, dropout and augmentation; <see cref="Run.Seed"/> unless set. It does not
    /// decide the initial weights: models that start from other weights still end differently.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>
    /// Whether pictures, (n, channels, height, width), go to the model in channels-last order in memory, which makes convolution, pooling
    /// and normalisation on a CPU up to twice as fast; true unless set. Shapes and indices stay. A module that regroups its features must
    /// do so with <c>reshape</c> or <c>flatten</c>: <c>view</c> refuses this order.
    /// </summary>
    public bool ChannelsLast { get; init; } = true;

    /// <summary>
    /// A file that is written after every epoch and holds all that is needed to resume from there. When it cannot be written, the
    /// training goes on, the previous file stays, and the summary says so.
    /// </summary>
    public string? Checkpoint { get; init; }

    /// <summary>
    /// Whether <see cref="Fit"/> resumes from the <see cref="Checkpoint"/> where that file exists. The settings of this training apply, the
    /// learning rate among them, and the summary says which ones differ. Another model, kind of optimizer,
    /// loss, batch size or seed, and other data, are refused.
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
        DataGuard.Samples(inputs, targets, nameof(inputs), nameof(targets));
        var validates = validationInputs is not null || validationTargets is not null;
        if (validates)
        {
            ArgumentNullException.ThrowIfNull(validationInputs);
            ArgumentNullException.ThrowIfNull(validationTargets);
            DataGuard.Samples(validationInputs, validationTargets, nameof(validationInputs), nameof(validationTargets));
        }

        var monitor = Monitor ?? (validates ? MonitoredMetric.ValidationLoss : MonitoredMetric.TrainLoss);
        if (monitor != MonitoredMetric.TrainLoss && !validates)
        {
            throw new ArgumentException($"Monitor is {monitor}, which needs validation data.", nameof(validationInputs));
        }

        if (Threshold is not null && ClassCount.OutsideTwo(targets) is { } other)
        {
            throw new ArgumentException($"Threshold reads the classes 0 and 1, but the targets hold {other}.", nameof(targets));
        }

        var interruption = Interruption.Of(cancellation);
        using var scope = NewDisposeScope();
        var parameters = _model.named_parameters().Where(p => p.parameter.requires_grad).ToList();
        if (parameters.Count == 0)
        {
            throw new ArgumentException("The model has no trainable parameters.", nameof(inputs));
        }

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
        var data = new TrainingData(inputs, targets, validationInputs, validationTargets);
        var checkpoint = Checkpoint is null ? null : CheckpointFile.Of(this, Checkpoint, run, data);
        if (Resume)
        {
            checkpoint!.Load();
            run.History.StoppedEarly = run.EpochsSinceBest >= Patience; // by this training's patience
        }

        var epoch = new TrainingEpoch(this, _batches, run, parameters, data);
        using var view = Quiet ? null : new TrainingView(run.History, Epochs, run.StepsPerEpoch);
        try
        {
            while (run.History.Epochs.Count < Epochs && !run.History.StoppedEarly)
            {
                epoch.Train(view, interruption);
                if (run.EpochsSinceBest >= Patience)
                {
                    run.History.StoppedEarly = true;
                }

                checkpoint?.Save();
            }

            if (RestoreBest && validates)
            {
                run.RestoreBest();
            }

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
    /// modules are then put back in the mode they were in.
    /// </summary>
    /// <param name="inputs">The samples, (n, ...).</param>
    /// <param name="targets">What belongs to each, (n, ...).</param>
    /// <exception cref="ArgumentException">No samples, lengths that differ, or data that the model or the loss does not take.</exception>
    public Evaluation Evaluate(Tensor inputs, Tensor targets)
    {
        DataGuard.Samples(inputs, targets, nameof(inputs), nameof(targets));
        var (loss, correct) = (0.0, default(ClassCount));
        var device = _batches.Device();
        var ignores = ClassCount.Ignores(targets);
        _batches.InEvaluation(() =>
        {
            foreach (var (start, count) in _batches.Slices(inputs.shape[0]))
            {
                using var scope = NewDisposeScope();
                var expected = BatchedModel.On(device, targets.narrow(0, start, count));
                var (outputs, mean) = _batches.Forward(BatchedModel.On(device, inputs.narrow(0, start, count)), expected, inputs, targets);
                loss += BatchedModel.Mean(mean) * count;
                correct += _batches.Correct(outputs, expected, ignores, mayBeLost: true);
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
    /// <param name="inputs">The samples, (n, ...).</param>
    /// <returns>The outputs, (n, ...).</returns>
    /// <exception cref="ArgumentException">No samples, or inputs that the model does not take.</exception>
    public Tensor Predict(Tensor inputs)
    {
        DataGuard.Samples(inputs, inputs, nameof(inputs), nameof(inputs));
        using var scope = NewDisposeScope();
        var outputs = new List<Tensor>();
        var device = _batches.Device();
        _batches.InEvaluation(() =>
        {
            foreach (var (start, count) in _batches.Slices(inputs.shape[0]))
            {
                using var batch = NewDisposeScope();
                var batchOutputs = _batches.Forward(BatchedModel.On(device, inputs.narrow(0, start, count)), inputs);
                outputs.Add(batchOutputs.to(inputs.device).contiguous().MoveToOuterDisposeScope());
            }
        });
        return (outputs.Count == 1 ? outputs[0].alias() : cat(outputs)).MoveToOuterDisposeScope();
    }

    /// <summary>Refuses settings out of their range; the message names value and limit.</summary>
    private void CheckSettings()
    {
        Positive(Epochs, nameof(Epochs));
        Positive(BatchSize, nameof(BatchSize));
        Positive(Patience ?? 1, nameof(Patience));
        if (ClipNorm is { } norm && !(norm > 0 && double.IsFinite(norm)))
        {
            throw new ArgumentOutOfRangeException(nameof(ClipNorm), norm, "ClipNorm must be greater than 0.");
        }

        if (Frozen.FirstOrDefault(module => !_model.modules().Prepend(_model).Contains(module)) is { } stranger)
        {
            throw new ArgumentException($"Frozen holds a {stranger.GetType().Name} that is not a module of the model.", nameof(Frozen));
        }

        if (Resume && Checkpoint is null)
        {
            throw new ArgumentException("Resume needs the file's path in Checkpoint.", nameof(Checkpoint));
        }

        static void Positive(int value, string name)
        {
            if (value < 1)
            {
                throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1.");
            }
        }
    }
}

using System.Runtime.InteropServices;
using TorchSharp;
using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>Calls a model and its loss on batches: device, order in memory, evaluation mode, and errors in words of the data.</summary>
/// <param name="model">The model.</param>
/// <param name="forward">Maps a batch of inputs to outputs.</param>
/// <param name="settings">The loss, the batch size and what else the caller chose.</param>
internal sealed class BatchedModel(nn.Module model, Func<Tensor, Tensor> forward, Trainer settings)
{
    public nn.Module Model => model;

    /// <summary>The device of the model's parameters. Asking takes time: once an epoch, not once a batch.</summary>
    public torch.Device Device() => model.parameters().FirstOrDefault()?.device ?? CPU;

    /// <summary>The tensor itself where it lies on the device, else a copy there.</summary>
    public static Tensor On(torch.Device device, Tensor tensor) => tensor.device_type == device.type ? tensor : tensor.to(device);

    private Tensor Ordered(Tensor batch)
    {
        if (!settings.ChannelsLast || batch.dim() != 4 || batch.device_type != DeviceType.CPU)
        {
            return batch;
        }

        var (n, height, width) = (batch.shape[0], batch.shape[2], batch.shape[3]);
        // With one channel both orders are the same bytes, and only the strides say which one is meant: nothing is copied.
        var rows = batch.shape[1] == 1 ? batch.reshape(n, height, width, 1) : batch.permute(0, 2, 3, 1).contiguous();
        return rows.permute(0, 3, 1, 2);
    }

    /// <summary>Runs something with the model in evaluation mode and without gradients, then puts its modules' modes back.</summary>
    public void InEvaluation(Action action)
    {
        var modes = new ModuleModes(model);
        model.eval();
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

    /// <summary>The outputs for a batch.</summary>
    /// <param name="batch">Samples on the model's device, (n, ...).</param>
    /// <param name="inputs">All inputs, for the words of an error.</param>
    /// <exception cref="ArgumentException">The model does not take the inputs.</exception>
    public Tensor Forward(Tensor batch, Tensor inputs)
    {
        try
        {
            return forward(Ordered(batch));
        }
        catch (ExternalException e) when (StepFailure.OfInputs(e, model, inputs, settings.ChannelsLast) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>The outputs for a batch, and its loss.</summary>
    /// <param name="batch">Samples on the model's device, (n, ...).</param>
    /// <param name="expected">Their targets, (n, ...), on the same device.</param>
    /// <param name="inputs">All inputs, for the words of an error.</param>
    /// <param name="targets">All targets, for the words of an error.</param>
    /// <exception cref="ArgumentException">The model does not take the inputs, or the loss the targets.</exception>
    public (Tensor Outputs, Tensor Loss) Forward(Tensor batch, Tensor expected, Tensor inputs, Tensor targets)
    {
        var outputs = Forward(batch, inputs);
        try
        {
            return (outputs, settings.Loss(outputs, expected));
        }
        catch (ExternalException e) when (StepFailure.OfTargets(e, targets, outputs) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>How many targets of a batch were classified correctly.</summary>
    public ClassCount Correct(Tensor outputs, Tensor targets, bool ignores, bool mayBeLost) =>
        ClassCount.Of(
            outputs,
            targets,
            settings.Threshold,
            settings.ClassAxis ?? (settings.LossIsCrossEntropy && outputs.dim() > 1 ? 1 : null),
            ignores,
            mayBeLost
        );

    /// <summary>The loss of a batch as a number.</summary>
    /// <exception cref="ArgumentException">It is not one number.</exception>
    public static double Mean(Tensor loss) =>
        loss.numel() == 1
            ? loss.ToDouble()
            : throw new ArgumentException(
                $"The loss must be one number for a batch, but has shape ({string.Join(", ", loss.shape)}). Take its mean.",
                nameof(loss)
            );

    /// <summary>Where batches for evaluation begin, and how many samples they have.</summary>
    /// <exception cref="OperationCanceledException">The reader stopped the cell.</exception>
    public IEnumerable<(long Start, long Count)> Slices(long samples)
    {
        // Without gradients a larger batch costs little memory and saves calls.
        long size = Math.Max(settings.BatchSize, 256);
        var interruption = Interruption.Of();
        for (long start = 0; start < samples; start += size)
        {
            interruption.ThrowIfRequested();
            yield return (start, Math.Min(size, samples - start));
        }
    }
}

using System.Runtime.InteropServices;
using TorchSharp;
using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>Finds a loss that broadcasts outputs and targets of different shapes and so learns nothing.</summary>
internal static class BroadcastLoss
{
    /// <summary>
    /// A loss of outputs (n, 1) and targets (n) that compares every output with every target, because the shapes were broadcast, does not
    /// change when the targets change places; a loss of pairs does.
    /// </summary>
    /// <param name="loss">The loss.</param>
    /// <param name="outputs">The model's outputs for a batch, (n, ...).</param>
    /// <param name="targets">The batch's targets, (n, ...).</param>
    /// <exception cref="ArgumentException">The loss broadcasts them against each other.</exception>
    public static void Refuse(Func<Tensor, Tensor, Tensor> loss, Tensor outputs, Tensor targets)
    {
        if (outputs.numel() != targets.numel() || outputs.shape.SequenceEqual(targets.shape) || targets.shape[0] < 2)
        {
            return;
        }

        using var scope = NewDisposeScope();
        using var fixedStream = new RandomStream(0, Interruption.Of()); // what a loss draws here is not drawn from the training's numbers
        using var _ = no_grad();
        var rising = targets.index_select(0, targets.reshape(targets.shape[0], -1).select(1, 0).argsort());
        var falling = rising.flip(0);
        if (rising.Equals(falling))
        {
            return;
        }

        var standIn = linspace(0.1, 0.9, outputs.numel(), outputs.dtype, outputs.device).reshape(outputs.shape);
        double one,
            other;
        try
        {
            (one, other) = (loss(standIn, rising).ToDouble(), loss(standIn, falling).ToDouble());
        }
        catch (Exception e) when (e is ExternalException or ArgumentException or InvalidOperationException)
        {
            return; // a loss that rejects these numbers does not broadcast whatever it is given
        }

        if (Math.Abs(one - other) <= 1e-5 * Math.Abs(one))
        {
            throw new ArgumentException(
                $"The loss compares every output with every target: outputs of shape ({string.Join(", ", outputs.shape)}) "
                    + $"and targets of shape ({string.Join(", ", targets.shape)}) are broadcast against each other. "
                    + $"Give the targets the outputs' shape, such as targets.unsqueeze(1), or squeeze the outputs in Loss.",
                nameof(targets)
            );
        }
    }
}

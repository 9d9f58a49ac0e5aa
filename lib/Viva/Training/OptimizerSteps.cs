using TorchSharp;
using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>Steps of an optimizer in a loop of one's own, as in games of two networks or in reinforcement learning.</summary>
public static class OptimizerSteps
{
    /// <summary>
    /// Takes steps that make a loss smaller. Each computes the loss anew, so that it may draw a fresh batch, and its gradients, from zero;
    /// the tensors that it makes are freed.
    /// </summary>
    /// <param name="optimizer">Of the weights that are to change.</param>
    /// <param name="loss">One number, which depends on these weights.</param>
    /// <param name="steps">How many steps to take; 0 takes none.</param>
    /// <returns>The loss before the last step; NaN without one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number of steps is negative.</exception>
    public static double Minimise(this optim.Optimizer optimizer, Func<Tensor> loss, int steps = 1)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        var last = double.NaN;
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            var value = loss();
            optimizer.zero_grad();
            value.backward();
            optimizer.step();
            last = value.ToDouble();
        }

        return last;
    }
}

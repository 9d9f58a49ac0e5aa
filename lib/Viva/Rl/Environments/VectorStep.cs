using static TorchSharp.torch;

namespace Viva.Rl.Environments;

/// <summary>What one step of n environments brought.</summary>
/// <param name="Observations">(n, d): what the agents see now; where an episode has ended, the first observation of the next one.</param>
/// <param name="Next">
/// (n, d): what the step led to, the end of an episode included. A target that estimates what would have followed a truncation looks here.
/// </param>
/// <param name="Rewards">(n): what the step earned, float32.</param>
/// <param name="Terminated">(n), bool: the task is over, so nothing follows.</param>
/// <param name="Truncated">(n), bool: a limit of steps cut the episode off.</param>
/// <param name="Returns">The undiscounted returns of the episodes that ended with this step, in the order of the environments.</param>
public sealed record VectorStep(
    Tensor Observations,
    Tensor Next,
    Tensor Rewards,
    Tensor Terminated,
    Tensor Truncated,
    IReadOnlyList<double> Returns
);

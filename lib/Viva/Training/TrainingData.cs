using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>The data of one call of <see cref="Trainer.Fit"/>; the first dimension of each tensor counts the samples.</summary>
/// <param name="Inputs">The training inputs, (n, ...).</param>
/// <param name="Targets">The training targets, (n, ...).</param>
/// <param name="ValidationInputs">The validation inputs, (m, ...), or null.</param>
/// <param name="ValidationTargets">The validation targets, (m, ...), or null.</param>
internal sealed record TrainingData(Tensor Inputs, Tensor Targets, Tensor? ValidationInputs, Tensor? ValidationTargets);

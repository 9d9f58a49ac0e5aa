using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>The data that a training refuses.</summary>
internal static class DataGuard
{
    /// <summary>Refuses data without samples, and inputs and targets that differ in their number.</summary>
    public static void Samples(Tensor inputs, Tensor targets, string inputsName, string targetsName)
    {
        ArgumentNullException.ThrowIfNull(inputs, inputsName);
        ArgumentNullException.ThrowIfNull(targets, targetsName);
        if (inputs.dim() == 0 || inputs.shape[0] == 0)
        {
            throw new ArgumentException($"{inputsName} holds no samples: its shape is ({string.Join(", ", inputs.shape)}).", inputsName);
        }

        if (targets.dim() == 0 || targets.shape[0] != inputs.shape[0])
        {
            throw new ArgumentException(
                $"{inputsName} has {inputs.shape[0]} samples, but {targetsName} has "
                    + $"{(targets.dim() == 0 ? 0 : targets.shape[0])}: the shapes are ({string.Join(", ", inputs.shape)}) "
                    + $"and ({string.Join(", ", targets.shape)}).",
                targetsName
            );
        }
    }

    /// <summary>Refuses to go on by a validation accuracy that cannot be measured.</summary>
    public static void Accuracy(Evaluation validation, Tensor? validationTargets)
    {
        if (double.IsNaN(validation.Accuracy))
        {
            throw new ArgumentException(
                "Monitor is ValidationAccuracy, but "
                    + $"{validation.AccuracyProblem ?? "the validation targets are not class numbers (int64)"}.",
                nameof(validationTargets)
            );
        }
    }
}

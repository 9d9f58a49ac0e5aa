namespace Viva.Training;

/// <summary>How good a model is on one set of samples.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Accuracy">
/// The fraction classified correctly; NaN when the targets are not classes, or the outputs cannot be read as classes.
/// </param>
/// <param name="Count">The number of samples.</param>
public sealed record Evaluation(double Loss, double Accuracy, int Count)
{
    /// <summary>Why the accuracy was not measured though the targets are whole numbers; null otherwise.</summary>
    public string? AccuracyProblem { get; init; }

    /// <summary>One line with the figures.</summary>
    public override string ToString() =>
        double.IsNaN(Accuracy)
            ? FormattableString.Invariant(
                $"loss {Loss:0.0000} on {Count:N0} samples{(AccuracyProblem is null ? "" : $"; {AccuracyProblem}")}"
            )
            : FormattableString.Invariant($"loss {Loss:0.0000}, accuracy {Accuracy:0.00%} on {Count:N0} samples");
}

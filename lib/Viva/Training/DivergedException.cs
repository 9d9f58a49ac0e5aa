namespace Viva.Training;

/// <summary>The loss or its gradient became infinite or not a number, so that further training would only destroy the weights.</summary>
public sealed class DivergedException : Exception
{
    private const string Advice = "Lower the learning rate, set ClipNorm (1 is a usual value), or look for NaN in the inputs.";

    private DivergedException(string message, int epoch, int step)
        : base(message) => (Epoch, Step) = (epoch, step);

    /// <summary>The epoch, counted from 1.</summary>
    public int Epoch { get; }

    /// <summary>The step within the epoch, counted from 1; the last one when it was the validation that failed.</summary>
    public int Step { get; }

    internal static DivergedException OfLoss(int epoch, int step, int stepsPerEpoch, double loss, double learningRate) =>
        new(
            $"The loss became {Word(loss)} {Place(epoch, step, stepsPerEpoch, learningRate)}. {Advice} "
                + "The weights are those before this step.",
            epoch,
            step
        );

    internal static DivergedException OfGradient(int epoch, int step, int stepsPerEpoch, string parameter, double learningRate) =>
        new(
            $"The gradient of {parameter} is not finite, though the loss is, {Place(epoch, step, stepsPerEpoch, learningRate)}. "
                + "Look for a root, a logarithm or a quotient near 0, or for a branch that is masked out after it gave NaN. "
                + "The weights are those before this step.",
            epoch,
            step
        );

    internal static DivergedException OfValidation(int epoch, int stepsPerEpoch, double learningRate) =>
        new(
            $"The validation loss became NaN {Place(epoch, stepsPerEpoch, stepsPerEpoch, learningRate)}, "
                + "though the training loss is finite. "
                + "Look for NaN in the validation data, or in what a layer keeps for evaluation. The weights are those after this epoch.",
            epoch,
            stepsPerEpoch
        );

    private static string Word(double loss) => double.IsNaN(loss) ? "NaN" : "infinite";

    private static string Place(int epoch, int step, int stepsPerEpoch, double learningRate) =>
        FormattableString.Invariant($"at epoch {epoch}, step {step} of {stepsPerEpoch}, with learning rate {learningRate:0.######}");
}

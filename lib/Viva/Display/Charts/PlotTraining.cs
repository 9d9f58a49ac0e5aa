using Viva.Training;

namespace Viva.Display.Charts;

public static partial class Plot
{
    /// <summary>
    /// Loss by epoch for training and validation and, where the targets are classes, accuracy beside it.
    /// The last epoch's figures stand in the alternative text.
    /// </summary>
    /// <exception cref="ArgumentException">The history has no epoch.</exception>
    public static Figure LearningCurves(History history, string? title = null, string? alternativeText = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Epochs.Count == 0)
        {
            throw new ArgumentException("The history has no epoch.", nameof(history));
        }

        double[] epochs = [.. history.Epochs.Select(epoch => (double)epoch.Epoch)];
        Series[] loss = [new Series("training", epochs, history.TrainLoss), .. Curves("validation", history.ValidationLoss)];
        Series[] accuracy = [.. Curves("training", history.TrainAccuracy), .. Curves("validation", history.ValidationAccuracy)];
        var lossFigure = Lines(
            loss,
            accuracy.Length > 0 ? "Loss" : title ?? "Loss",
            "epoch",
            "loss",
            alternativeText: accuracy.Length > 0 ? null : alternativeText
        );
        if (accuracy.Length == 0)
        {
            return lossFigure;
        }

        var accuracyFigure = Lines(accuracy, "Accuracy", "epoch", "accuracy (fraction right)");
        return Figure.OfParts(
            title,
            alternativeText ?? $"{lossFigure.AlternativeText} {accuracyFigure.AlternativeText}",
            [lossFigure, accuracyFigure]
        );

        // A figure that was never measured has no curve.
        IEnumerable<Series> Curves(string name, double[] values) => values.Any(double.IsFinite) ? [new Series(name, epochs, values)] : [];
    }
}

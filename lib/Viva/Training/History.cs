using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;
using Viva.Display;
using Viva.Display.Charts;
using Viva.Display.Formatters;

namespace Viva.Training;

/// <summary>The course of a training run, epoch by epoch. As the value of a cell it shows the learning curves.</summary>
[TypeFormatterSource(typeof(ViewFormatters<History>), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
public sealed class History : IView
{
    private readonly List<EpochResult> _epochs = [];
    private readonly bool _summaryShown;

    internal History(MonitoredMetric monitor, bool summaryShown) => (Monitor, _summaryShown) = (monitor, summaryShown);

    /// <summary>The epochs that were run, in order.</summary>
    public IReadOnlyList<EpochResult> Epochs => _epochs;

    /// <summary>The figure that decides which epoch is best.</summary>
    public MonitoredMetric Monitor { get; }

    /// <summary>Whether training ended before its last epoch because <see cref="Monitor"/> no longer improved.</summary>
    public bool StoppedEarly { get; internal set; }

    /// <summary>
    /// What else is to be known of the run: that it resumed and with what other settings, why the accuracy
    /// was not measured, that a checkpoint is missing.
    /// </summary>
    public IReadOnlyList<string> Notes => [.. new[] { Resumed, AccuracyProblem, CheckpointProblem }.OfType<string>()];

    /// <summary>The epoch with the best figure; the first one among equals.</summary>
    /// <exception cref="InvalidOperationException">No epoch was run.</exception>
    public EpochResult Best =>
        _epochs.Count > 0
            ? _epochs.Aggregate((best, next) => IsBetter(next, best) ? next : best)
            : throw new InvalidOperationException("The history has no epochs.");

    /// <summary>The last epoch that was run.</summary>
    /// <exception cref="InvalidOperationException">No epoch was run.</exception>
    public EpochResult Last => _epochs.Count > 0 ? _epochs[^1] : throw new InvalidOperationException("The history has no epochs.");

    /// <summary>The training loss of each epoch.</summary>
    public double[] TrainLoss => [.. _epochs.Select(e => e.TrainLoss)];

    /// <summary>
    /// The training accuracy of each epoch; NaN when the targets are not classes, or the outputs cannot be read as classes.
    /// </summary>
    public double[] TrainAccuracy => [.. _epochs.Select(e => e.TrainAccuracy)];

    /// <summary>The validation loss of each epoch; NaN without validation data.</summary>
    public double[] ValidationLoss => [.. _epochs.Select(e => e.ValidationLoss)];

    /// <summary>The validation accuracy of each epoch; NaN without validation data, or when the targets are not classes.</summary>
    public double[] ValidationAccuracy => [.. _epochs.Select(e => e.ValidationAccuracy)];

    /// <summary>The learning rate of the last step of each epoch.</summary>
    public double[] LearningRate => [.. _epochs.Select(e => e.LearningRate)];

    /// <summary>The time of all epochs, in seconds.</summary>
    public double Seconds => _epochs.Sum(e => e.Seconds);

    /// <summary>Training samples per second over the whole run, validation not counted.</summary>
    public double SamplesPerSecond => _epochs.Count == 0 ? 0 : _epochs.Count / _epochs.Sum(e => 1 / e.SamplesPerSecond);

    /// <summary>One line: epochs, time, speed, the best epoch's figures, and the notes.</summary>
    public string Summary
    {
        get
        {
            if (_epochs.Count == 0)
            {
                return "no epochs";
            }

            var best = Best;
            var parts = new List<string>();
            if (!double.IsNaN(best.ValidationLoss))
            {
                parts.Add(FormattableString.Invariant($"validation loss {best.ValidationLoss:0.0000}"));
            }
            else
            {
                parts.Add(FormattableString.Invariant($"training loss {best.TrainLoss:0.0000}"));
            }

            if (!double.IsNaN(best.ValidationAccuracy))
            {
                parts.Add(FormattableString.Invariant($"accuracy {best.ValidationAccuracy:0.00%}"));
            }
            else if (!double.IsNaN(best.TrainAccuracy))
            {
                parts.Add(FormattableString.Invariant($"training accuracy {best.TrainAccuracy:0.00%}"));
            }

            var epochs = _epochs.Count == 1 ? "1 epoch" : $"{_epochs.Count} epochs";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{epochs} in {Seconds:0.0} s ({SamplesPerSecond:N0} samples/s){(StoppedEarly ? ", stopped early" : "")}; best: "
                    + $"epoch {best.Epoch}, {string.Join(", ", parts)}{string.Concat(Notes.Select(note => $"; {note}"))}"
            );
        }
    }

    /// <summary>The same as <see cref="Summary"/>.</summary>
    public override string ToString() => Summary;

    // The live output leaves the summary, so the curves do not repeat it.
    string IView.Html =>
        (_epochs.Count > 1 ? ((IView)Plot.LearningCurves(this)).Html : "")
        + (_summaryShown && _epochs.Count > 1 ? "" : $"<div>{HtmlText.Encode(Summary)}</div>");

    string IView.Text => Summary;

    internal string? Resumed { get; set; }

    internal string? AccuracyProblem { get; set; }

    internal string? CheckpointProblem { get; set; }

    internal void Add(EpochResult result) => _epochs.Add(result);

    /// <summary>The figure that <see cref="Monitor"/> names.</summary>
    internal double Figure(EpochResult e) =>
        Monitor switch
        {
            MonitoredMetric.ValidationAccuracy => e.ValidationAccuracy,
            MonitoredMetric.ValidationLoss => e.ValidationLoss,
            _ => e.TrainLoss,
        };

    /// <summary>Whether one epoch's figure is better than another's.</summary>
    internal bool IsBetter(EpochResult candidate, EpochResult best)
    {
        var (next, least) = (Figure(candidate), Figure(best));
        return !double.IsNaN(next)
            && (double.IsNaN(least) || (Monitor == MonitoredMetric.ValidationAccuracy ? next > least : next < least));
    }
}

using System.Diagnostics;

namespace Viva.Training;

/// <summary>What is seen while a model trains: one line, rewritten in place, and the curves so far.</summary>
internal sealed class TrainingView
{
    private readonly History _history;
    private readonly int _epochs;
    private readonly int _steps;
    private readonly Action<string> _show;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private double _shownAt = double.NegativeInfinity;

    public TrainingView(History history, int epochs, int steps, Action<string> show) =>
        (_history, _epochs, _steps, _show) = (history, epochs, steps, show);

    /// <summary>Tells of a step; shows it at most four times a second.</summary>
    public void Step(int epoch, int step, double loss, long samples, double seconds)
    {
        var now = _clock.Elapsed.TotalSeconds;
        if (now - _shownAt < 0.25)
            return;
        _shownAt = now;
        var epochSeconds = _history.Epochs.Count > 0 ? _history.Seconds / _history.Epochs.Count : seconds * _steps / step;
        var left = Math.Max(0, (epochSeconds * (_epochs - epoch + 1)) - seconds);
        _show(FormattableString.Invariant(
            $"epoch {epoch} of {_epochs}, step {step} of {_steps}, loss {loss:0.0000}, {samples / Math.Max(seconds, 1e-9):N0} samples/s, {Duration(left)} left"));
    }

    /// <summary>Leaves the summary.</summary>
    public void Finish() => _show(_history.Summary);

    private static string Duration(double seconds) => seconds < 90
        ? FormattableString.Invariant($"{seconds:0} s")
        : FormattableString.Invariant($"{seconds / 60:0} min");
}

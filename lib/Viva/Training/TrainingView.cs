using System.Diagnostics;
using System.Globalization;
using Viva.Data;
using Viva.Display;
using Viva.Display.Live;

namespace Viva.Training;

/// <summary>
/// What a reader sees while a model trains: one output with a line of progress and, from the second epoch on, the curves. The summary
/// remains.
/// </summary>
internal sealed class TrainingView : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly History _history;
    private readonly int _epochs;
    private readonly int _steps;
    private readonly LiveOutput _output;
    private readonly Stopwatch _sinceShown = Stopwatch.StartNew();
    private string _line;
    private string _curves = "";
    private int _curvesOf;
    private bool _finished;

    public TrainingView(History history, int epochs, int steps)
    {
        (_history, _epochs, _steps, _line) = (history, epochs, steps, history.Resumed ?? "starting");
        _output = Show.Live(new TrainingFrame(_line, 0, ""));
    }

    /// <summary>Reports a step. Most calls return at once; the output changes four times a second.</summary>
    public void Step(int epoch, int step, double loss, long samples, double seconds)
    {
        if (_sinceShown.Elapsed < Interval)
        {
            return;
        }

        _sinceShown.Restart();
        if (_curvesOf != _history.Epochs.Count)
        {
            (_curves, _curvesOf) = (CurveSketch.Html(_history, _epochs), _history.Epochs.Count);
        }

        var epochSeconds = _history.Epochs.Count > 0 ? _history.Seconds / _history.Epochs.Count : seconds * _steps / step;
        var left = Math.Max(0, (epochSeconds * (_epochs - epoch + 1)) - seconds);
        _line = string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {epoch} of {_epochs}, step {step} of {_steps}, loss {loss:0.0000}, {samples / Math.Max(seconds, 1e-9):N0} "
                + $"samples/s, {Duration.Text(TimeSpan.FromSeconds(left))} left"
        );
        _output.Update(new TrainingFrame(_line, (((epoch - 1.0) * _steps) + step) / ((double)_epochs * _steps), _curves));
    }

    /// <summary>Leaves the summary in place of the progress.</summary>
    public void Finish()
    {
        _output.Update(new TrainingFrame(_history.Summary, null, ""));
        _finished = true;
    }

    /// <summary>Ends the output; a training that did not finish says where it stopped.</summary>
    public void Dispose()
    {
        if (!_finished)
        {
            _output.Update(new TrainingFrame($"stopped: {_line}", null, CurveSketch.Html(_history, _epochs)));
        }

        _output.Dispose();
    }
}

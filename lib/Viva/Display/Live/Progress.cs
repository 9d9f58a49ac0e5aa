using Viva.Display.Hosts;

namespace Viva.Display.Live;

/// <summary>
/// A live bar with the time left. It appears when the work starts and is replaced in place; safe from
/// any thread, and it never throws because of the display.
/// </summary>
public sealed class Progress : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly LiveOutput _output;
    private readonly long _total;
    private readonly string _unit;
    private readonly long _start;
    private long _done;
    private string _note = "";

    /// <summary>Shows an empty bar for <paramref name="total"/> units of work.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="total"/> is not positive.</exception>
    public Progress(long total, string unit = "step")
        : this(total, unit, DisplayHost.Current, TimeProvider.System) { }

    internal Progress(long total, string unit, IDisplayHost host, TimeProvider clock)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(total);
        ArgumentNullException.ThrowIfNull(unit);
        (_total, _unit, _clock, _start) = (total, unit, clock, clock.GetTimestamp());
        _output = LiveOutput.Start(host, View(), clock);
    }

    /// <summary>One more unit is done.</summary>
    /// <param name="note">The text after the bar, such as the loss; null keeps the last one.</param>
    public void Step(string? note = null)
    {
        lock (_lock)
        {
            Set(_done + 1, note);
        }
    }

    /// <summary>This many units are done in all.</summary>
    /// <param name="done">From 0 to the total; a value outside is moved to the nearer end.</param>
    /// <param name="note">The text after the bar, such as the loss; null keeps the last one.</param>
    public void Report(long done, string? note = null)
    {
        lock (_lock)
        {
            Set(done, note);
        }
    }

    /// <summary>Shows the last state and ends the bar.</summary>
    public void Dispose() => _output.Dispose();

    private void Set(long done, string? note)
    {
        _done = Math.Clamp(done, 0, _total);
        _note = note ?? _note;
        _output.Update(View());
    }

    private ProgressView View() => new(_done, _total, _unit, _note, _clock.GetElapsedTime(_start));
}

using Viva.Display.Charts;
using Viva.Display.Hosts;
using Viva.Runtime;

namespace Viva.Display.Live;

/// <summary>
/// An output that is replaced in place. Updates arrive at most ten times a second: one that comes sooner waits, a newer one takes its
/// place, and the last one is always shown. Safe from any thread; never throws.
/// </summary>
public sealed class LiveOutput : IDisposable
{
    internal static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    // The outputs with an update still to be shown: it is shown at the latest when the cell or the process ends.
    private static readonly HashSet<LiveOutput> Waiting = [];

    private readonly Lock _state = new();
    private readonly Lock _sending = new();
    private readonly Action<object>? _send;
    private readonly Action? _finish;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private object? _pending;
    private long _sentAt;
    private bool _closed;

    static LiveOutput() => AppDomain.CurrentDomain.ProcessExit += (_, _) => FlushAll();

    private LiveOutput(Action<object>? send, Action? finish, TimeProvider clock)
    {
        (_send, _finish, _clock) = (send, finish, clock);
        _sentAt = clock.GetTimestamp();
        _timer = clock.CreateTimer(_ => Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Replaces what is shown. Ignored once the output is disposed.</summary>
    public void Update(object value)
    {
        if (value is null)
        {
            return;
        }

        lock (_state)
        {
            if (_closed)
            {
                return;
            }

            var first = _pending is null;
            _pending = value;
            if (!first)
            {
                return; // the timer is running already
            }

            var wait = Interval - _clock.GetElapsedTime(_sentAt);
            if (wait > TimeSpan.Zero)
            {
                lock (Waiting)
                {
                    Waiting.Add(this);
                }

                _timer.Change(wait, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        Flush();
    }

    /// <summary>Shows the waiting update now, if there is one.</summary>
    public void Flush()
    {
        // Taken in this order everywhere: one sender at a time, so that a newer value never arrives before an older one.
        lock (_sending)
        {
            object? value;
            lock (_state)
            {
                (value, _pending, _sentAt) = (_pending, null, _clock.GetTimestamp());
                lock (Waiting)
                {
                    Waiting.Remove(this);
                }

                if (value is null)
                {
                    return;
                }
            }

            Safely(() => _send?.Invoke(value));
            lock (_state)
            {
                _sentAt = _clock.GetTimestamp();
            }
        }
    }

    /// <summary>Shows the last update and ends the output; on a terminal it also ends the line.</summary>
    public void Dispose()
    {
        Flush();
        lock (_state)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
        }

        _timer.Dispose();
        Safely(_finish);
    }

    internal static LiveOutput Start(IDisplayHost host, object value, TimeProvider clock)
    {
        Action<object>? send = null;
        Action? finish = null;
        Safely(() =>
        {
            // A console shows no script.
            if (host is not ConsoleHost)
            {
                PlotlyScript.CarryBeforeLive(host, Run.Offline);
            }

            (send, finish) = host.DisplayLive(value, FlushAll);
        });
        return new LiveOutput(send, finish, clock);
    }

    /// <summary>Shows every waiting update now: what a host does at the end of a cell.</summary>
    internal static void FlushAll()
    {
        LiveOutput[] waiting;
        lock (Waiting)
        {
            waiting = [.. Waiting];
        }

        foreach (var output in waiting)
        {
            output.Flush();
        }
    }

    private static void Safely(Action? action)
    {
        try
        {
            action?.Invoke();
        }
#pragma warning disable CA1031 // A display that fails, whatever the host throws, must not end hours of training.
        catch (Exception)
#pragma warning restore CA1031
        { }
    }
}

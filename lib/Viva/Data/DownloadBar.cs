using Viva.Display.Hosts;
using Viva.Display.Live;

namespace Viva.Data;

/// <summary>The progress of one download, shown only for files that take a moment.</summary>
internal sealed class DownloadBar(string file, string place, IDisplayHost? host = null, TimeProvider? clock = null) : IDisposable
{
    private const long WorthShowing = 1 << 18;

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private LiveOutput? _output;
    private long _start;
    private long _before;
    private long _last = long.MaxValue;

    /// <summary>So many bytes have arrived; a retry may begin anew, with another total too.</summary>
    public void Report(long done, long? total)
    {
        if (total is not > WorthShowing)
        {
            return;
        }

        if (done < _last)
        {
            (_start, _before) = (_clock.GetTimestamp(), done);
        }

        _last = done;
        var view = new DownloadView(file, place, done, total.Value, _before, _clock.GetElapsedTime(_start));
        if (_output is null)
        {
            _output = LiveOutput.Start(host ?? DisplayHost.Current, view, _clock);
        }
        else
        {
            _output.Update(view);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _output?.Dispose();
}

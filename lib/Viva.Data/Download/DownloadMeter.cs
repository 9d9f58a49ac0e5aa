namespace Viva.Data.Download;

/// <summary>Turns the bytes of one download into states that are worth showing: none of files that take no time.</summary>
internal sealed class DownloadMeter(string file, string place, IDownloadBar? bar, TimeProvider? clock = null) : IDisposable
{
    private const long WorthShowing = 1 << 18;

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private long _start;
    private long _before;
    private long _last = long.MaxValue;

    /// <summary>So many bytes have arrived; a retry may start over, and with another total.</summary>
    public void Report(long done, long? total)
    {
        if (bar is null || total is not > WorthShowing)
        {
            return;
        }

        if (done < _last)
        {
            (_start, _before) = (_clock.GetTimestamp(), done);
        }

        _last = done;
        bar.Show(new DownloadState(file, place, done, total.Value, _before, _clock.GetElapsedTime(_start)));
    }

    /// <inheritdoc/>
    public void Dispose() => bar?.Dispose();
}

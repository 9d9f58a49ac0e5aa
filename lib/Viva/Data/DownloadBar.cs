using Viva.Display;

namespace Viva.Data;

/// <summary>The progress of one download, shown only for files that take a moment.</summary>
internal sealed class DownloadBar(string file, string place) : IDisposable
{
    private const long WorthShowing = 1 << 18;
    private Progress? _progress;
    private long? _total;

    /// <summary>So many bytes have arrived; a retry may begin anew with another total.</summary>
    public void Report(long done, long? total)
    {
        if (total is not > WorthShowing)
        {
            return;
        }

        if (_progress is null || total != _total)
        {
            _progress?.Dispose();
            _progress = new Progress((total.Value + 1023) / 1024, "KB");
            _total = total;
        }

        _progress.Report((done + 1023) / 1024, $"{file} from {place}");
    }

    /// <inheritdoc/>
    public void Dispose() => _progress?.Dispose();
}

using Viva.Data.Download;
using Viva.Display;
using Viva.Display.Hosts;
using Viva.Display.Live;

namespace Viva.Data;

/// <summary>Shows downloads in the notebook, each as a bar of its own.</summary>
internal sealed class LiveDownloads(IDisplayHost? host = null) : IDownloadWatcher
{
    /// <inheritdoc/>
    public void Waits(string title) => Show.Text($"Another program is downloading {title}; waiting until it is done.");

    /// <inheritdoc/>
    public IDownloadBar Starts() => new Bar(host ?? DisplayHost.Current);

    private sealed class Bar(IDisplayHost host) : IDownloadBar
    {
        private LiveOutput? _output;

        public void Show(DownloadState state)
        {
            var view = new DownloadView(state);
            if (_output is null)
            {
                _output = LiveOutput.Start(host, view, TimeProvider.System);
            }
            else
            {
                _output.Update(view);
            }
        }

        public void Dispose() => _output?.Dispose();
    }
}

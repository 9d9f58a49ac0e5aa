namespace Viva.Data.Download;

/// <summary>Shows one download while it lasts.</summary>
public interface IDownloadBar : IDisposable
{
    /// <summary>Shows the state that the download is in now.</summary>
    public void Show(DownloadState state);
}

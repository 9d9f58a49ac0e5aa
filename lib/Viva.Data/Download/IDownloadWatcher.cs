namespace Viva.Data.Download;

/// <summary>Is told what takes time while a data set is fetched, so that it can be shown. Called from any thread.</summary>
public interface IDownloadWatcher
{
    /// <summary>Another program holds the folder of the set called <paramref name="title"/>, and this one waits for it.</summary>
    public void Waits(string title);

    /// <summary>A download begins. The bar is shown states of it, and disposed of when it ends.</summary>
    public IDownloadBar Starts();
}

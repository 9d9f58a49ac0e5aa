using TorchSharp;
using Viva.Data.Catalog;
using Viva.Data.Inventory;
using Viva.Display.Hosts;
using Viva.Runtime;

namespace Viva.Data;

/// <summary>
/// Pages about data sets: what each is, its licence, whom to cite, where this copy came from, and a sample of it. No page needs a network.
/// <c>viva data show</c> calls this from a small notebook of its own.
/// </summary>
public static class DatasetGallery
{
    /// <summary>
    /// Writes the page of a data set as <c>name.html</c> in <paramref name="folder"/>, and <c>index.html</c>, which lists all.
    /// </summary>
    /// <returns>The data set's page.</returns>
    /// <exception cref="DatasetRequestException">There is no set of that name.</exception>
    /// <exception cref="DataException">The set cannot be had or is damaged, or the folder cannot be written.</exception>
    public static string Show(string name, string folder) => Show(DataEnvironment.FromProcess(KernelStore.From()), name, folder);

    internal static string Show(DataEnvironment environment, string name, string folder, Func<string, IDataset>? load = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var known = environment.Known.Find([name]).Single();
        Run.Load();
        // The tensors of a set go when its page is written: all sets together may not fit into memory.
        using var scope = torch.NewDisposeScope();
        var (dataset, notice) = Load(known, load ?? (wanted => Datasets.Load(wanted, KernelStore.Open())));
        var page = GalleryPages.Page(DatasetList.Status(environment, known), environment.Published(known), dataset, notice);
        var path = GalleryPages.Write(folder, known.Name, page);
        var all = DatasetList.Of(environment).Select(status => (status, File.Exists(GalleryPages.PathOf(folder, status.Name))));
        GalleryPages.Write(folder, "index", GalleryPages.Index([.. all]));
        return path;
    }

    /// <summary>Loads a data set, keeping the notice that it shows for the page.</summary>
    private static (IDataset Dataset, DatasetNotice? Notice) Load(KnownDataset known, Func<string, IDataset> load)
    {
        DatasetNotice? notice = null;
        using var use = DisplayHost.Use(
            new NoticeHost(
                DisplayHost.Current,
                shown =>
                {
                    if (shown.Name != known.Name)
                    {
                        return false;
                    }

                    notice = shown;
                    return true;
                }
            )
        );
        return (load(known.Name), notice);
    }
}

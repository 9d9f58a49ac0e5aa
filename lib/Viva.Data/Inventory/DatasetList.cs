using Viva.Data.Catalog;
using Viva.Data.Download;

namespace Viva.Data.Inventory;

/// <summary>Every data set and where it is. Nothing is read: files are known by their names.</summary>
public static class DatasetList
{
    /// <summary>Every data set, what the catalogue has first.</summary>
    public static IReadOnlyList<DatasetStatus> Of(DataEnvironment environment) =>
        [.. environment.Known.All.Select(dataset => Status(environment, dataset))];

    /// <summary>
    /// The list, after asking: a set that is to be downloaded and that nobody answers for within <paramref name="patience"/> is
    /// <see cref="DatasetPlace.NotHere"/>.
    /// </summary>
    public static async Task<IReadOnlyList<DatasetStatus>> ReachableAsync(DataEnvironment environment, TimeSpan patience)
    {
        using var client = new HttpClient { Timeout = patience };
        return await Task.WhenAll(Of(environment).Select(status => AskAsync(environment, client, status))).ConfigureAwait(false);
    }

    /// <summary>Where one data set is.</summary>
    public static DatasetStatus Status(DataEnvironment environment, KnownDataset dataset)
    {
        if (environment.Published(dataset) is not { } set)
        {
            return new DatasetStatus(dataset, dataset.Title, "-", dataset.Licence, DatasetPlace.BuiltIn);
        }

        var settings = environment.Settings;
        var (cache, mirror) = (FolderContent.Of(set, settings.Cache), FolderContent.Of(set, settings.MirrorFolder));
        var place =
            cache.IsComplete ? DatasetPlace.Cache
            : mirror.IsComplete ? DatasetPlace.Mirror
            : settings.Offline || (settings.MirrorAddress is null && set.Forms.All(form => form.Sources.Count == 0)) ? DatasetPlace.NotHere
            : DatasetPlace.Download;
        var size =
            cache.IsComplete ? ByteSize.Text(cache.Bytes)
            : mirror.IsComplete ? ByteSize.Text(mirror.Bytes)
            : SizeToCome(set);
        return new DatasetStatus(dataset, set.Title, size, set.Licence, place);
    }

    /// <summary>What the files of the first form that has sources come to, unpacked: known, or the limit of what is accepted.</summary>
    private static string SizeToCome(CatalogSet set)
    {
        var form = set.Forms.FirstOrDefault(candidate => candidate.Sources.Count > 0) ?? set.Forms[0];
        var known = form.Files.Sum(file => file.Payloads.Count > 0 ? file.Payloads[0].Bytes : 0);
        var unknown = form.Files.Sum(file => file.Payloads.Count > 0 ? 0 : file.MaxBytes);
        return (unknown > known / 100 ? "up to " : "") + ByteSize.Text(known + unknown);
    }

    private static async Task<DatasetStatus> AskAsync(DataEnvironment environment, HttpClient client, DatasetStatus status)
    {
        if (status.Place != DatasetPlace.Download)
        {
            return status;
        }

        var set = environment.Catalog.Find(status.Name);
        // Whether a package can be had only the SDK can say, and it takes as long as getting it.
        if (set.Forms.Any(form => form.Sources.Any(source => PackageSource.Of(source) is not null)))
        {
            return status;
        }

        foreach (var form in set.Forms)
        {
            var addresses = form.Sources.Select(source => new Uri(new Uri(source), form.Files[0].RemoteName ?? form.Files[0].Name));
            if (environment.Settings.MirrorAddress is { } mirror)
            {
                addresses = addresses.Prepend(new Uri(mirror, $"{set.FolderName}/{form.Files[0].Name}"));
            }

            foreach (var address in addresses)
            {
                if (await AnswersAsync(client, address, environment.Cancellation).ConfigureAwait(false))
                {
                    return status;
                }
            }
        }

        return status with
        {
            Place = DatasetPlace.NotHere,
        };
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri address, CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, address);
            using var response = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception)
            when (!cancellation.IsCancellationRequested
                && (exception is HttpRequestException or OperationCanceledException || Downloader.IsUnusableAddress(exception))
            )
        {
            return false;
        }
    }
}

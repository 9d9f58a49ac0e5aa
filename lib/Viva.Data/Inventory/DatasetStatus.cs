using Viva.Data.Catalog;

namespace Viva.Data.Inventory;

/// <summary>A data set on the list, and where it is now.</summary>
/// <param name="Dataset">The data set.</param>
/// <param name="Title">What it is.</param>
/// <param name="Size">How much is here, or else how much there is to download; a dash for what is made on demand.</param>
/// <param name="Licence">Under which conditions it may be used.</param>
/// <param name="Place">Where it is now.</param>
public sealed record DatasetStatus(KnownDataset Dataset, string Title, string Size, string Licence, DatasetPlace Place)
{
    /// <summary>Its name, such as <c>mnist</c>.</summary>
    public string Name => Dataset.Name;

    /// <summary>How a notebook loads it, such as <c>Datasets.Mnist()</c>.</summary>
    public string Call => Dataset.Call;
}

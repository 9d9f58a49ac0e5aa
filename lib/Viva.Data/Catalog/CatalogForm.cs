using System.Text.Json.Serialization;

namespace Viva.Data.Catalog;

/// <summary>
/// One way in which a set is published. A source is the address of a folder, or a folder in a NuGet package
/// (<c>nuget:package/version!folder/</c>). A form without sources is one that only a mirror holds.
/// </summary>
public sealed record CatalogForm(IReadOnlyList<string> Sources, IReadOnlyList<CatalogFile> Files)
{
    /// <summary>Where it is published, for a reader: hosts and packages, each once.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Places => [.. Sources.Select(PlaceOf).Distinct()];

    /// <summary>The host of a source, or its package.</summary>
    internal static string PlaceOf(string source) => PackageSource.Of(source)?.Place ?? new Uri(source).Authority;
}

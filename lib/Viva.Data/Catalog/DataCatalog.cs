using System.Text.Json;
using System.Text.Json.Serialization;

namespace Viva.Data.Catalog;

/// <summary>The data sets that this library knows: <c>data/catalog.json</c>, which Viva.dll carries as a resource.</summary>
/// <param name="Sets">The data sets.</param>
/// <param name="Networks">The trained networks that come with the library.</param>
public sealed record DataCatalog(IReadOnlyList<CatalogSet> Sets, IReadOnlyList<CatalogNetwork>? Networks = null)
{
    private static readonly Lazy<DataCatalog> BuiltInCatalog = new(() =>
    {
        using var stream = typeof(DataCatalog).Assembly.GetManifestResourceStream("catalog.json")!;
        return JsonSerializer.Deserialize(stream, CatalogJson.Default.DataCatalog)!;
    });

    /// <summary>The library's own catalogue.</summary>
    public static DataCatalog Default => BuiltInCatalog.Value;

    /// <summary>The set called <paramref name="name"/>.</summary>
    public CatalogSet Find(string name) =>
        Sets.FirstOrDefault(set => set.Name == name)
        ?? throw new DataException(name, "is not in the catalogue", $"It has: {string.Join(", ", Sets.Select(set => set.Name))}.");

    /// <summary>The network called <paramref name="name"/>.</summary>
    /// <exception cref="DataException">There is none of that name.</exception>
    public CatalogNetwork FindNetwork(string name) =>
        (Networks ?? []).FirstOrDefault(network => network.Name == name)
        ?? throw new DataException(
            name,
            "is not among the networks of the catalogue",
            $"It has: {string.Join(", ", (Networks ?? []).Select(network => network.Name))}."
        );
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DataCatalog))]
internal sealed partial class CatalogJson : JsonSerializerContext;

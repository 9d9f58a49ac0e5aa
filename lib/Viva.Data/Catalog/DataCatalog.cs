using System.Text.Json;
using System.Text.Json.Serialization;

namespace Viva.Data.Catalog;

/// <summary>The data sets that this library knows: <c>data/catalog.json</c>, which Viva.dll carries as a resource.</summary>
public sealed record DataCatalog(IReadOnlyList<CatalogSet> Sets)
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
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DataCatalog))]
internal sealed partial class CatalogJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Viva.Data;

/// <summary>The data sets that this library knows: <c>data/catalog.json</c>, which Viva.dll carries as a resource.</summary>
internal sealed record Catalog(IReadOnlyList<CatalogSet> Sets)
{
    private static readonly Lazy<Catalog> BuiltInCatalog = new(() =>
    {
        using var stream = typeof(Catalog).Assembly.GetManifestResourceStream("catalog.json")!;
        return JsonSerializer.Deserialize(stream, CatalogJson.Default.Catalog)!;
    });

    /// <summary>The library's own catalogue.</summary>
    public static Catalog Default => BuiltInCatalog.Value;

    /// <summary>The set called <paramref name="name"/>.</summary>
    public CatalogSet Find(string name) =>
        Sets.FirstOrDefault(set => set.Name == name)
        ?? throw new DataException(name, "is not in the catalogue", $"It has: {string.Join(", ", Sets.Select(set => set.Name))}.");
}

/// <summary>A data set: <paramref name="Sources"/> are folders, the files lie in each under the same names.</summary>
internal sealed record CatalogSet(
    string Name, string Title, string Licence, string Citation, IReadOnlyList<string> Sources, IReadOnlyList<CatalogFile> Files);

/// <summary>
/// A file of a set. <paramref name="ServedSha256"/> is the checksum of the file as it is served, for sets whose payload's
/// checksum nobody published; with neither, the first copy that is used sets the standard.
/// </summary>
internal sealed record CatalogFile(string Name, IReadOnlyList<CatalogPayload> Payloads, string? ServedSha256 = null)
{
    /// <summary>Whether the payload is inside a gzip file.</summary>
    [JsonIgnore]
    public bool IsGzip => Name.EndsWith(".gz", StringComparison.Ordinal);

    /// <summary>The longest payload that can be right.</summary>
    [JsonIgnore]
    public long MostBytes => Payloads.Max(payload => payload.Bytes);

    /// <summary>The longest served file that can be right: gzip grows incompressible data by far less than this.</summary>
    [JsonIgnore]
    public long MostServedBytes => MostBytes + MostBytes / 100 + 65536;

    /// <summary>Whether any checksum is known.</summary>
    [JsonIgnore]
    public bool HasChecksum => ServedSha256 is not null || Payloads.Any(payload => payload.Sha256 is not null);
}

/// <summary>One accepted content of a file, decompressed.</summary>
internal sealed record CatalogPayload(long Bytes, string? Sha256 = null, string? Note = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Catalog))]
internal sealed partial class CatalogJson : JsonSerializerContext;

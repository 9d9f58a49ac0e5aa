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

/// <summary>
/// A data set in the form that is tried first: <paramref name="Sources"/> are folders, the files lie in each under the same names.
/// <paramref name="Alternatives"/> are other forms of the same data (an archive in place of plain files, a source with other names), tried
/// in turn. Cache and mirror keep the set in <paramref name="Folder"/>, or where that is null in a folder of its own name.
/// </summary>
internal sealed record CatalogSet(
    string Name,
    string Title,
    string Licence,
    string Citation,
    IReadOnlyList<string> Sources,
    IReadOnlyList<CatalogFile> Files,
    IReadOnlyList<CatalogForm>? Alternatives = null,
    string? Folder = null
)
{
    /// <summary>Every form, in the order in which they are tried.</summary>
    [JsonIgnore]
    public IReadOnlyList<CatalogForm> Forms => [new(Sources, Files), .. Alternatives ?? []];

    /// <summary>The folder's name in a cache or mirror.</summary>
    [JsonIgnore]
    public string FolderName => Folder ?? Name;
}

/// <summary>One way in which a set is published. A form without sources is one that only a mirror holds.</summary>
internal sealed record CatalogForm(IReadOnlyList<string> Sources, IReadOnlyList<CatalogFile> Files);

/// <summary>
/// A file of a set. <paramref name="ServedSha256"/> is the checksum of the file as it is served, for sets whose payload's
/// checksum nobody published. A <paramref name="Limit"/> says how long a payload of another length than the listed ones may be. Where no
/// checksum decides, the first copy that is used sets the standard. <paramref name="RemoteName"/> is the file's name at the sources where
/// that differs. <paramref name="Expects"/> is what such a first copy is held against.
/// </summary>
internal sealed record CatalogFile(
    string Name,
    IReadOnlyList<CatalogPayload> Payloads,
    string? ServedSha256 = null,
    long? Limit = null,
    string? RemoteName = null,
    CatalogExpectation? Expects = null
)
{
    /// <summary>Whether the file is an archive: its payload is the archive itself, whose members are read from memory.</summary>
    [JsonIgnore]
    public bool IsArchive => Archive.IsNamed(Name);

    /// <summary>Whether the payload is inside a gzip file.</summary>
    [JsonIgnore]
    public bool IsGzip => !IsArchive && Name.EndsWith(".gz", StringComparison.Ordinal);

    /// <summary>The longest payload that can be right.</summary>
    [JsonIgnore]
    public long MostBytes => Payloads.Select(payload => payload.Bytes).Append(Limit ?? 0).Max();

    /// <summary>The longest served file that can be right: gzip grows incompressible data by far less than this.</summary>
    [JsonIgnore]
    public long MostServedBytes => MostBytes + MostBytes / 100 + 65536;

    /// <summary>Whether the first copy with a checksum that is not catalogued sets the standard for later ones.</summary>
    [JsonIgnore]
    public bool TakesFirstUse => ServedSha256 is null && (Limit is not null || Payloads.All(payload => payload.Sha256 is null));

    /// <summary>Whether a payload of this length can be right.</summary>
    public bool AcceptsLength(long bytes) => Payloads.Any(payload => payload.Bytes == bytes) || (bytes > 0 && bytes <= Limit);

    /// <summary>Whether this is the checksum of a catalogued payload.</summary>
    public bool Knows(string sha256) => Payloads.Any(payload => payload.Sha256 == sha256);
}

/// <summary>One accepted content of a file, decompressed.</summary>
internal sealed record CatalogPayload(long Bytes, string? Sha256 = null, string? Note = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Catalog))]
internal sealed partial class CatalogJson : JsonSerializerContext;

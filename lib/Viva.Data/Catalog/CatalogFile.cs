using System.Text.Json.Serialization;
using Viva.Data.Archives;

namespace Viva.Data.Catalog;

/// <summary>
/// A file of a set. <paramref name="ServedSha256"/> is the checksum of the file as it is served, for sets whose payload's
/// checksum nobody published. A <paramref name="Limit"/> says how long a payload of another length than the listed ones may be. Where no
/// checksum decides, the first copy that is used sets the standard. <paramref name="RemoteName"/> is the file's name at the sources where
/// that differs. <paramref name="Expects"/> is what such a first copy is held against.
/// </summary>
public sealed record CatalogFile(
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
    public long MaxBytes => Payloads.Select(payload => payload.Bytes).Append(Limit ?? 0).Max();

    /// <summary>The longest served file that can be right: gzip grows incompressible data by far less than this.</summary>
    [JsonIgnore]
    public long MaxServedBytes => MaxBytes + MaxBytes / 100 + 65536;

    /// <summary>Whether the first copy with a checksum that is not catalogued sets the standard for later ones.</summary>
    [JsonIgnore]
    public bool TakesFirstUse => ServedSha256 is null && (Limit is not null || Payloads.All(payload => payload.Sha256 is null));

    /// <summary>Whether a payload of this length can be right.</summary>
    public bool AcceptsLength(long bytes) => Payloads.Any(payload => payload.Bytes == bytes) || (bytes > 0 && bytes <= Limit);

    /// <summary>Whether this is the checksum of a catalogued payload.</summary>
    public bool Knows(string sha256) => Payloads.Any(payload => payload.Sha256 == sha256);
}

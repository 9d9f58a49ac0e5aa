using System.Text.Json.Serialization;

namespace Viva.Data.Catalog;

/// <summary>
/// A data set in the form that is tried first: <paramref name="Sources"/> are folders (see <see cref="CatalogForm"/>), the files lie in
/// each under the same names. <paramref name="Alternatives"/> are other forms of the same data (an archive in place of plain files, a
/// source with other names), tried in turn. Cache and mirror keep the set in <paramref name="Folder"/>, or where that is null in a folder
/// of its own name.
/// </summary>
public sealed record CatalogSet(
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

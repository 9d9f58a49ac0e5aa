using Viva.Data.Catalog;

namespace Viva.Data.Download;

/// <summary>A file that was found and passed its checks.</summary>
/// <param name="File">Its entry in the catalogue.</param>
/// <param name="Payload">Its content, decompressed; of an archive, the archive.</param>
/// <param name="Path">Where the file lies as it is served: in the cache or in a mirror folder.</param>
public sealed record VerifiedFile(CatalogFile File, byte[] Payload, string Path);

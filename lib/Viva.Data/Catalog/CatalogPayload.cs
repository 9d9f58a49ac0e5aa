namespace Viva.Data.Catalog;

/// <summary>One accepted content of a file, decompressed.</summary>
public sealed record CatalogPayload(long Bytes, string? Sha256 = null, string? Note = null);

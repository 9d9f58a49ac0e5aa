namespace Viva.Data.Catalog;

/// <summary>One way in which a set is published. A form without sources is one that only a mirror holds.</summary>
public sealed record CatalogForm(IReadOnlyList<string> Sources, IReadOnlyList<CatalogFile> Files);

namespace Viva.Data.Catalog;

/// <summary>What is known of a file without a published checksum: a first copy without it is cut off, or is another file.</summary>
/// <param name="Bytes">The least length.</param>
/// <param name="Lines">
/// The least number of lines that are not blank; above 0 it also says of a text that its last line ends like the others.
/// </param>
/// <param name="Fields">The least number of fields, with tabs between them, of each line.</param>
/// <param name="Names">
/// What must be in it: members of an archive by their file names, columns of a table, properties of a JSON object.
/// </param>
public sealed record CatalogExpectation(long Bytes = 0, int Lines = 0, int Fields = 0, IReadOnlyList<string>? Names = null);

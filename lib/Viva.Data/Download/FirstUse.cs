namespace Viva.Data.Download;

/// <summary>The checksum of the copy that was used first of a file without a published one.</summary>
/// <param name="Sha256">The checksum.</param>
/// <param name="Set">The data set's name, by which it can be forgotten.</param>
internal sealed record FirstUse(string Sha256, string Set);

using System.Security.Cryptography;
using Viva.Data.Catalog;

namespace Viva.Data.Download;

/// <summary>
/// Checksums of files for which nobody published one: recorded beside a file when it is first used, as <c>name.sha256</c>. Every later
/// copy is held against them.
/// </summary>
/// <param name="folder">The cache, or a mirror to be.</param>
internal sealed class FirstUseRecords(string folder)
{
    /// <summary>What a record's name ends in.</summary>
    public const string Extension = ".sha256";

    /// <summary>The checksum recorded when the file was first used; null when none was, or none is needed.</summary>
    public FirstUse? Find(CatalogSet set, CatalogFile file)
    {
        try
        {
            // A disk that was full, or a crash, may have left anything but a checksum.
            return
                file.TakesFirstUse
                && File.Exists(PathOf(set, file))
                && File.ReadAllText(PathOf(set, file)).Trim() is { Length: 64 } sha256
                && sha256.All(char.IsAsciiHexDigitLower)
                ? new FirstUse(sha256, set.Name)
                : null;
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            return null;
        }
    }

    /// <summary>
    /// Records the checksum of a payload that is used for the first time, and returns a sentence about it; null where nothing is recorded
    /// because a checksum is known.
    /// </summary>
    public string? Record(CatalogSet set, CatalogFile file, byte[] payload)
    {
        if (!file.TakesFirstUse || Find(set, file) is not null)
        {
            return null;
        }

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(payload));
        if (file.Knows(sha256))
        {
            return null;
        }

        var unknown = file.Payloads.Any(candidate => candidate.Sha256 is not null)
            ? $"this copy of {file.Name} is another release than those in the catalogue"
            : $"no checksum of {file.Name} is published";
        var record = PathOf(set, file);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(record)!);
            AtomicFile.Write(record, sha256 + "\n");
            return $"{unknown}, so this first copy (SHA-256 {sha256[..12]}...) is the standard for later ones";
        }
        catch (Exception exception) when (DiskFault.Is(exception))
        {
            return $"{unknown}, and its checksum (SHA-256 {sha256[..12]}...) could not be recorded";
        }
    }

    /// <summary>Takes the records of another folder over where this one has none: the copies here are held against them.</summary>
    public void CopyFrom(string other, CatalogSet set)
    {
        foreach (var file in set.Forms.SelectMany(form => form.Files).Where(file => file.TakesFirstUse))
        {
            var theirs = new FirstUseRecords(other).PathOf(set, file);
            if (File.Exists(theirs) && !File.Exists(PathOf(set, file)))
            {
                AtomicFile.Copy(theirs, PathOf(set, file));
            }
        }
    }

    private string PathOf(CatalogSet set, CatalogFile file) => Path.Combine(folder, set.FolderName, file.Name + Extension);
}

using System.Security.Cryptography;

namespace Viva.Data.Catalog;

/// <summary>A trained network that comes with the library: <c>data/builtin/</c> holds its weights, which Viva.Data.dll carries.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What it is.</param>
/// <param name="File">The name of the file with its weights.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Sha256">The file's checksum.</param>
/// <param name="Command">The command that trained it, with its seed.</param>
/// <param name="Minutes">How long that took.</param>
public sealed record CatalogNetwork(string Name, string Title, string File, long Bytes, string Sha256, string Command, double Minutes)
{
    /// <summary>The weights, once their checksum has been found right.</summary>
    /// <exception cref="DataException">The file is not in the library, or is not the one that the catalogue means.</exception>
    public byte[] Read()
    {
        using var stream =
            typeof(CatalogNetwork).Assembly.GetManifestResourceStream("builtin/" + File)
            ?? throw new DataException(File, "is not in the library", "Restore data/builtin and build again.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var sum = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return bytes.Length == Bytes && sum == Sha256
            ? bytes
            : throw new DataException(
                File,
                $"has {bytes.Length} bytes with the SHA-256 {sum}, and the catalogue says {Bytes} with {Sha256}",
                "Restore data/builtin and build again; a network trained anew needs a new entry in data/catalog.json."
            );
    }
}

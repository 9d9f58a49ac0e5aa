namespace Viva.Data;

/// <summary>What a <see cref="DataStore"/> found: every file's payload, or the reasons why some are missing.</summary>
internal sealed class FetchedSet(CatalogSet set, byte[]?[] payloads, string place, IReadOnlyList<string> problems)
{
    /// <summary>The set's entry in the catalogue.</summary>
    public CatalogSet Set => set;

    /// <summary>Whether every file is there.</summary>
    public bool Found => Array.IndexOf(payloads, null) < 0;

    /// <summary>Where the files came from, for a reader: "the cache", "the mirror", a host's name.</summary>
    public string Place => place;

    /// <summary>What went wrong on the way, in order; not empty when something is missing.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>The length of all payloads in bytes.</summary>
    public long Bytes => payloads.Sum(payload => payload?.LongLength ?? 0);

    /// <summary>The payload, decompressed, of the file called <paramref name="fileName"/> in the catalogue.</summary>
    public ReadOnlyMemory<byte> this[string fileName]
    {
        get
        {
            for (var i = 0; i < payloads.Length; i++)
            {
                if (set.Files[i].Name == fileName && payloads[i] is { } payload)
                {
                    return payload;
                }
            }

            throw new DataException(fileName, $"is not among the files of {set.Name} that were found");
        }
    }
}

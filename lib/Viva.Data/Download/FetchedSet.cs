using Viva.Data.Archives;
using Viva.Data.Catalog;

namespace Viva.Data.Download;

/// <summary>What a <see cref="DataStore"/> found: every file of one of the set's forms, or the reasons why there is none.</summary>
public sealed class FetchedSet(
    CatalogSet set,
    IReadOnlyList<VerifiedFile> files,
    string place,
    IReadOnlyList<string> problems,
    CancellationToken cancellation = default
)
{
    /// <summary>The set's entry in the catalogue.</summary>
    public CatalogSet Set => set;

    /// <summary>Whether the set is there, every file of one form.</summary>
    public bool Found => files.Count > 0;

    /// <summary>The files of the form that was found; none when nothing was.</summary>
    public IReadOnlyList<VerifiedFile> Files => files;

    /// <summary>Where the files came from, for a reader: "the cache", "the mirror", a host's name.</summary>
    public string Place => place;

    /// <summary>What went wrong on the way, in order; not empty when something is missing.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>The length of all payloads in bytes.</summary>
    public long Bytes => files.Sum(file => file.Payload.LongLength);

    /// <summary>
    /// The payload of the file called <paramref name="name"/>, or the one archive member of that name in whatever folder: a loader
    /// need not know in which form the set came. To read many members, walk once with <see cref="Members"/>.
    /// </summary>
    /// <exception cref="DataException">There is no such file, there are two such members, or the archive is damaged.</exception>
    public ReadOnlyMemory<byte> this[string name]
    {
        get
        {
            if (files.FirstOrDefault(file => file.File.Name == name) is { } plain)
            {
                return plain.Payload;
            }

            byte[]? found = null;
            Members(
                member => member[(member.LastIndexOf('/') + 1)..] == name,
                (member, content) => found = found is null ? content : throw new DataException(set.Name, $"holds two members called {name}")
            );
            return found ?? throw new DataException(name, $"is not among the files of {set.Name} that were found");
        }
    }

    /// <summary>
    /// Hands the wanted members of every archive of the set to <paramref name="take"/>, as <see cref="Archive.Read"/> does.
    /// </summary>
    /// <exception cref="DataException">An archive is damaged.</exception>
    public void Members(Func<string, bool> wanted, Action<string, byte[]> take)
    {
        foreach (var file in files.Where(file => file.File.IsArchive))
        {
            Archive.Read(file.Payload, file.File.Name, wanted, take, cancellation: cancellation);
        }
    }
}

using Viva.Data.Download;

namespace Viva.Data;

public static partial class Datasets
{
    /// <summary>Shows the line of a set that was found.</summary>
    private static void AnnounceReal(FetchedSet fetched, string what)
    {
        var detail = $"{what}, {ByteSize.Text(fetched.Bytes)} from {fetched.Place}, {fetched.Set.Licence}";
        new DatasetNotice(fetched.Set.Name, fetched.Set.Title, DataOrigin.Real, detail, string.Join("; ", fetched.Problems)).Announce();
    }

    /// <summary>Shows the line of what stands in for a set that cannot be had.</summary>
    private static void AnnounceSubstitute(FetchedSet fetched, string substitute, string what)
    {
        var why = $"{substitute} stand in for it because {string.Join("; ", fetched.Problems)}. For the real set, {WhatToDo}";
        new DatasetNotice(fetched.Set.Name, fetched.Set.Title, DataOrigin.BuiltIn, what, why) { Substitute = true }.Announce();
    }

    /// <summary>The error for a set that cannot be had and that nothing here can stand in for.</summary>
    private static DataException Missing(FetchedSet fetched, string instead = "") =>
        new(
            fetched.Set.Title,
            $"cannot be had: {string.Join("; ", fetched.Problems)}",
            $"Nothing built in stands in for it{instead}: {WhatToDo}"
        );
}

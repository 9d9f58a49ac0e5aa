namespace Viva.Data.Archives;

/// <summary>How much of an archive is read before it counts as a bomb.</summary>
internal sealed record ArchiveLimits
{
    /// <summary>Wide enough for every set of the catalogue.</summary>
    public static ArchiveLimits Default { get; } = new();

    /// <summary>The members, folders included. The largest set has 100,000 reviews, each a file.</summary>
    public int Members { get; init; } = 200_000;

    /// <summary>The bytes of one member.</summary>
    public long MemberBytes { get; init; } = 1_000_000_000;

    /// <summary>The bytes of all members together.</summary>
    public long TotalBytes { get; init; } = 1_500_000_000;

    /// <summary>How many times larger than the archive its content may be; text reaches 10, a bomb 1,000.</summary>
    public int Ratio { get; init; } = 100;

    /// <summary>The content below which the ratio says nothing.</summary>
    public long RatioFrom { get; init; } = 10_000_000;
}

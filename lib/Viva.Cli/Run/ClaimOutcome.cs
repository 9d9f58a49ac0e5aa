using System.Globalization;
using Viva.Notebooks.Running;

namespace Viva.Cli.Run;

/// <summary>What became of a claim with each seed.</summary>
/// <param name="Sentence">What is claimed.</param>
/// <param name="BySeed">The claim in each run, in the order of the seeds; null where a run did not make it.</param>
internal sealed record ClaimOutcome(string Sentence, IReadOnlyList<MeasuredClaim?> BySeed)
{
    /// <summary>In how many runs it was judged and held.</summary>
    public int Held => BySeed.Count(claim => claim is { Judged: true, Holds: true });

    /// <summary>The runs of which it could hold in each: all but those that did not judge it. A run without the claim counts.</summary>
    public int Of => BySeed.Count(claim => claim is null or { Judged: true });

    /// <summary>Whether any run judged it.</summary>
    public bool Judged => BySeed.Any(claim => claim is { Judged: true });

    /// <summary>The sum over all runs in words: <c>held 4 of 5</c>.</summary>
    public string Words => Judged ? string.Create(CultureInfo.InvariantCulture, $"held {Held} of {Of}") : "not judged";
}

using Viva.Data;
using Viva.Display;
using Viva.Runtime;

namespace Viva.Claims;

/// <summary>
/// Says whether a section's sentence is what the run found, for the reader, for <c>viva run</c> and for the exported page.
/// </summary>
public static class Claim
{
    /// <summary>
    /// Shows the sentence, whether it holds, and the evidence. A claim is judged in full mode, where no built-in data stood in for a real
    /// set; elsewhere it shows that it is not judged, why not, and the evidence of this run. Nothing throws when a claim does not hold: the
    /// notebook goes on, and <c>viva run</c> fails for a judged one.
    /// </summary>
    /// <param name="sentence">What is claimed: the text of the section's heading, without its number and its full stop.</param>
    /// <param name="holds">Whether the run bears it out.</param>
    /// <param name="evidence">What the run measured, in words and numbers.</param>
    /// <exception cref="ArgumentException">The sentence or the evidence is empty.</exception>
    public static void That(string sentence, bool holds, string evidence) =>
        Show.Value(View(sentence, holds, evidence, Run.Quick, DataOrigins.AnySubstitute));

    /// <summary>What <see cref="That"/> shows in a mode and on a kind of data.</summary>
    internal static ClaimView View(string sentence, bool holds, string evidence, bool quick, bool substitute)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sentence);
        ArgumentException.ThrowIfNullOrWhiteSpace(evidence);
        var notJudged = (quick, substitute) switch
        {
            (true, true) => "quick mode, built-in data",
            (true, false) => "quick mode",
            (false, true) => "built-in data",
            _ => null,
        };
        return new ClaimView(sentence.Trim(), holds, evidence.Trim(), notJudged);
    }
}

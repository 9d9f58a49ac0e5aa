using Viva.Data.Records;

namespace Viva.Data.Generated.Phrases;

/// <summary>
/// English sentences with their Chinese translations, made by a grammar: 1,967,590 pairs, correct on both sides by construction. No
/// sentence of either language occurs twice.
/// </summary>
/// <remarks>
/// English: agreement, do-support, irregular past forms and participles, articles, plurals. Negations are always contracted (doesn't),
/// pronouns never (he is). Chinese: time and place before the verb, measure words, question words in place, 不 and 没, 了, 过, 正在 and 着, 比, 把,
/// 是 ... 的, the repeated verb of "whether" (喜不喜欢). Words are chosen in classes, so that tea is drunk and books are read.
/// <para>
/// A structure is a set of grammatical features, such as question, progressive, place. The split by structure keeps for the test the
/// 309,614 sentences that hold one of twelve combinations of features: asking about something under way at a place (Is he resting in the
/// garden?), asking about something done at a place, denying a future deed at a place, denying a wish for a time, something done in company
/// at a place, asking how often, asking for a comparison, asking whether there is something, denying what 把 moves, asking how somebody was
/// at a time, going somewhere not by some means, asking about the past experience of a known thing. Every word and every single feature of
/// these sentences occurs in training.
/// </para>
/// </remarks>
public static class PhraseGenerator
{
    /// <summary>The combinations of features that only the test holds.</summary>
    internal static readonly PhraseFeatures[] HeldOut =
    [
        PhraseFeatures.Question | PhraseFeatures.Progressive | PhraseFeatures.Place,
        PhraseFeatures.Question | PhraseFeatures.Past | PhraseFeatures.Place,
        PhraseFeatures.Negation | PhraseFeatures.Future | PhraseFeatures.Place,
        PhraseFeatures.Negation | PhraseFeatures.Wish | PhraseFeatures.Time,
        PhraseFeatures.Past | PhraseFeatures.Companion | PhraseFeatures.Place,
        PhraseFeatures.Question | PhraseFeatures.Frequency,
        PhraseFeatures.Question | PhraseFeatures.Comparison,
        PhraseFeatures.Question | PhraseFeatures.Existence,
        PhraseFeatures.Negation | PhraseFeatures.Disposal,
        PhraseFeatures.Question | PhraseFeatures.Description | PhraseFeatures.Past,
        PhraseFeatures.Negation | PhraseFeatures.Transport,
        PhraseFeatures.Question | PhraseFeatures.Experience | PhraseFeatures.Pointed,
    ];

    private static readonly Lazy<PhraseStructure[]> AllStructures = new(PhraseGrammar.Build);

    /// <summary>How many pairs there are.</summary>
    public static int Count => Structures.Sum(structure => structure.Count);

    /// <summary>How many of them are kept for the test by the split by structure.</summary>
    public static int HeldOutCount => Structures.Where(structure => structure.HeldOut).Sum(structure => structure.Count);

    /// <summary>All structures.</summary>
    internal static IReadOnlyList<PhraseStructure> Structures => AllStructures.Value;

    /// <summary>
    /// Draws three parts that share no sentence. Structures have equal shares as far as they go, so that rare ones are met as often as
    /// those with many sentences. Training and validation hold the same structures, the test the held-out ones.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A part is empty, or more pairs are asked for than exist.</exception>
    public static (SentencePair[] Train, SentencePair[] Validation, SentencePair[] Test) Split(
        int train,
        int validation,
        int test,
        int seed
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(train);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(validation);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(test);
        var known = Count - HeldOutCount;
        if ((long)train + validation > known)
        {
            throw new ArgumentOutOfRangeException(
                nameof(train),
                train,
                FormattableString.Invariant(
                    $"The grammar makes {known:N0} pairs for training and validation together; ask for at most that many."
                )
            );
        }

        if (test > HeldOutCount)
        {
            throw new ArgumentOutOfRangeException(
                nameof(test),
                test,
                FormattableString.Invariant($"The grammar makes {HeldOutCount:N0} pairs for the test; ask for at most that many.")
            );
        }

        var both = Draw([.. Structures.Where(structure => !structure.HeldOut)], train + validation, (uint)seed);
        return (both[..train], both[train..], Draw([.. Structures.Where(structure => structure.HeldOut)], test, ~(ulong)(uint)seed));
    }

    private static SentencePair[] Draw(PhraseStructure[] structures, int count, ulong seed)
    {
        var shares = Sampling.EqualShares(Array.ConvertAll(structures, structure => structure.Count), count);
        var pairs = new List<SentencePair>(count);
        for (var i = 0; i < structures.Length; i++)
        {
            var random = new SeededRandom(seed, (ulong)i);
            foreach (var index in Sampling.Distinct(shares[i], structures[i].Count, ref random))
            {
                pairs.Add(structures[i][index]);
            }
        }

        var drawn = pairs.ToArray();
        var order = new SeededRandom(seed, (ulong)structures.Length);
        Sampling.Shuffle(drawn, ref order);
        return drawn;
    }
}

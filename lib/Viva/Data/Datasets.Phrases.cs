using System.Globalization;
using Viva.Data.Generated;
using Viva.Data.Generated.Phrases;
using Viva.Data.Records;

namespace Viva.Data;

public static partial class Datasets
{
    /// <summary>
    /// English sentences with Chinese translations, made by a grammar (see <see cref="PhraseGenerator"/>). Validation holds new sentences
    /// of the structures of training; the test holds combinations of structures that training never shows together.
    /// </summary>
    /// <param name="train">How many pairs to learn from.</param>
    /// <param name="validation">How many to make choices by.</param>
    /// <param name="test">How many to judge by.</param>
    /// <param name="seed">Which sentences, and in which order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part is empty, or more pairs are asked for than exist.</exception>
    public static PairDataset Phrases(int train = 20000, int validation = 1000, int test = 2000, int seed = 1)
    {
        var made = PhrasePairs("phrases", train, validation, test, seed);
        AnnouncePairs(made, "Sentences of a grammar", seed);
        return made;
    }

    /// <summary>
    /// Numbers in British words with their digits: "three hundred and five", "305". From 0 to 999,999, with equal shares of every number of
    /// digits as far as there are so many.
    /// </summary>
    /// <param name="train">How many numbers to learn from.</param>
    /// <param name="validation">How many to make choices by.</param>
    /// <param name="test">How many to judge by; no number is in two parts.</param>
    /// <param name="seed">Which numbers, and in which order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part is empty, or all parts together are more than 1,000,000.</exception>
    public static PairDataset NumberWords(int train = 10000, int validation = 1000, int test = 2000, int seed = 1)
    {
        var total = CheckParts(train, validation, test, NumberSpelling.Limit, "numbers");
        int[] starts = [0, 10, 100, 1000, 10_000, 100_000, NumberSpelling.Limit];
        var sizes = starts.Zip(starts.Skip(1), (from, to) => to - from).ToArray();
        var shares = Sampling.EqualShares(sizes, total);
        var numbers = new List<int>(total);
        for (var i = 0; i < sizes.Length; i++)
        {
            var random = new SeededRandom((uint)seed, (ulong)i);
            numbers.AddRange(Sampling.Distinct(shares[i], sizes[i], ref random).Select(index => starts[i] + index));
        }

        var pairs = numbers
            .Select(number => new SentencePair(NumberSpelling.Words(number), number.ToString(CultureInfo.InvariantCulture)))
            .ToArray();
        var order = new SeededRandom((uint)seed, (ulong)sizes.Length);
        Sampling.Shuffle(pairs, ref order);
        var made = Parts("number-words", "Words", "Digits", pairs, train, validation);
        AnnouncePairs(made, "Numbers in words", seed);
        return made;
    }

    /// <summary>
    /// Dates as people write them with their form by ISO 8601: "the third of March 1998", "1998-03-03". From 1900 to 2099, in sixteen ways
    /// of writing, all unambiguous: 13/3/1998 occurs, 3/4/1998 does not.
    /// </summary>
    /// <param name="train">How many dates to learn from.</param>
    /// <param name="validation">How many to make choices by.</param>
    /// <param name="test">How many to judge by; no day is in two parts, however it is written.</param>
    /// <param name="seed">Which dates, in which form and order.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part is empty, or all parts together are more than 73,049.</exception>
    public static PairDataset Dates(int train = 10000, int validation = 1000, int test = 2000, int seed = 1)
    {
        var total = CheckParts(train, validation, test, DateWriting.Days, "dates");
        var random = new SeededRandom((uint)seed, 0);
        var days = Sampling.Distinct(total, DateWriting.Days, ref random).Select(DateWriting.First.AddDays).ToArray();
        Sampling.Shuffle(days, ref random);
        var pairs = Array.ConvertAll(
            days,
            day => new SentencePair(DateWriting.Write(day, random.Below(DateWriting.WayCount)), DateWriting.Iso(day))
        );
        var made = Parts("dates", "Written", "ISO 8601", pairs, train, validation);
        AnnouncePairs(made, "Written dates", seed);
        return made;
    }

    /// <summary>The pairs of <see cref="Phrases"/> under another set's name, without a line: for a set that they stand in for.</summary>
    internal static PairDataset PhrasePairs(string name, int train, int validation, int test, int seed)
    {
        var (forTraining, forValidation, forTest) = PhraseGenerator.Split(train, validation, test, seed);
        return new PairDataset(name, DataOrigin.BuiltIn, "English", "Chinese", forTraining, forValidation, forTest);
    }

    private static int CheckParts(int train, int validation, int test, int limit, string what)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(train);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(validation);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(test);
        var total = (long)train + validation + test;
        return total <= limit
            ? (int)total
            : throw new ArgumentOutOfRangeException(
                nameof(train),
                total,
                FormattableString.Invariant($"There are {limit:N0} {what} for all parts together; ask for at most that many.")
            );
    }

    private static PairDataset Parts(string name, string source, string target, SentencePair[] pairs, int train, int validation) =>
        new(name, DataOrigin.BuiltIn, source, target, pairs[..train], pairs[train..(train + validation)], pairs[(train + validation)..]);

    private static void AnnouncePairs(PairDataset made, string title, int seed)
    {
        var detail = FormattableString.Invariant($"{made.Train.Length:N0} + {made.Validation.Length:N0} + {made.Test.Length:N0} pairs");
        new DatasetNotice(
            made.Name,
            title,
            DataOrigin.BuiltIn,
            detail,
            FormattableString.Invariant($"Made by this library from seed {seed}")
        ).Announce();
    }
}

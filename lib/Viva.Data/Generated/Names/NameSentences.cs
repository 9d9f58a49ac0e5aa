using Viva.Data.Records;

namespace Viva.Data.Generated.Names;

/// <summary>
/// Sentences with the names of people, places and organisations, put together from frames and lists: no real text, but the truth is known.
/// All is in lower case, so that a name does not show itself. Some names are ambiguous (<c>jordan</c>, <c>paris</c>), some are words too
/// (<c>apple</c>, <c>shell</c>), and an organisation may begin with a person's or a place's name (<c>miller foods</c>).
/// </summary>
public static class NameSentences
{
    private static readonly string[] Frames =
    [
        "P flew to L on monday",
        "the mayor of L met P",
        "P works for O in L",
        "O hired P",
        "shares of O fell sharply",
        "P was born in L",
        "she bought an apple in L",
        "he moved from L to L",
        "O opened an office in L",
        "P and P live in L",
        "the shell of the egg broke",
        "yesterday P called O",
        "O is based in L",
        "a spokesman for O said so",
        "P said that O would pay",
        "the target was missed",
        "it rained in L all day",
        "P , who grew up in L , left O",
        "an orange fell on P",
        "the roads of L are closed",
        "P told me about L",
        "P married P in L",
        "O bought O for a million",
        "the chairman of O , P , resigned",
        "they waited for P",
    ];

    private static readonly string[] OtherFrames =
    [
        "last week P travelled to L",
        "P joined O after school",
        "the people of L like P",
        "O cut jobs in L",
        "P ate an orange",
        "the head of O praised P",
        "L is far from L",
        "P and O made a deal",
        "we met P in L",
        "a lawyer for P sued O",
    ];

    private static readonly string[] First = List(
        "anna peter maria john laura david sophie james helen robert emma oliver nina george clara henry julia simon alice martin rosa "
            + "frank irene victor tina paul"
    );

    private static readonly string[] Last = List(
        "miller novak fischer rossi tanaka silva keller brown larsen kowalski moreau ivanov garcia clark weber hansen romano dubois santos "
            + "young"
    );

    private static readonly string[] Places = List(
        "london berlin tokyo madrid oslo vienna lisbon cairo nairobi lima boston dublin prague athens warsaw seoul kyoto turin leeds bergen"
    );

    private static readonly string[] PeopleAndPlaces = List("paris sydney jordan chelsea florence austin victoria lincoln georgia houston");
    private static readonly string[] WordsAndMakers = List("apple orange shell target amazon");
    private static readonly string[] Businesses = List("bank motors airlines group foods university");

    /// <summary>Makes sentences.</summary>
    /// <param name="count">How many; the same one may come twice.</param>
    /// <param name="seed">Which ones.</param>
    /// <param name="otherFrames">Whether they have the frames that are kept for tests.</param>
    /// <param name="otherNames">Whether they have the second half of each list of names.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public static TaggedSentence[] Make(int count, int seed, bool otherFrames = false, bool otherNames = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var random = new Random(seed);
        var frames = otherFrames ? OtherFrames : Frames;
        return [.. Enumerable.Range(0, count).Select(_ => Fill(frames[random.Next(frames.Length)]))];

        TaggedSentence Fill(string frame)
        {
            var (words, tags) = (new List<string>(), new List<string>());
            foreach (var word in frame.Split(' '))
            {
                var type = word switch
                {
                    "P" => "PER",
                    "L" => "LOC",
                    "O" => "ORG",
                    _ => "",
                };
                foreach (var (i, part) in (type.Length == 0 ? word : Name(type)).Split(' ').Index())
                {
                    words.Add(part);
                    tags.Add(
                        type.Length == 0 ? "O"
                        : i == 0 ? "B-" + type
                        : "I-" + type
                    );
                }
            }

            return new([.. words], [.. tags]);
        }

        string Name(string type) =>
            type switch
            {
                "PER" when OneIn(4) => Of(PeopleAndPlaces),
                "PER" when OneIn(3) => Of(First),
                "PER" => $"{Of(First)} {Of(Last)}",
                "LOC" when OneIn(4) => Of(PeopleAndPlaces),
                "LOC" when OneIn(6) => "new " + Of(Places),
                "LOC" => Of(Places),
                _ when OneIn(4) => Any(WordsAndMakers),
                _ when OneIn(2) => $"{Of(Last)} {Any(Businesses)}",
                _ => $"{Of(Places)} {Any(Businesses)}",
            };

        bool OneIn(int times) => random.Next(times) == 0;
        string Any(string[] list) => list[random.Next(list.Length)];
        string Of(string[] list) => list[(otherNames ? list.Length / 2 : 0) + random.Next(list.Length / 2)];
    }

    private static string[] List(string words) => words.Split(' ');
}

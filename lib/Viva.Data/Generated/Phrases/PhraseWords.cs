using Viva.Data.Records;

namespace Viva.Data.Generated.Phrases;

/// <summary>An English verb; the third person is made by rule.</summary>
internal sealed record EnglishVerb(string Base, string Past, string Participle, string Ing)
{
    /// <summary>The form after he, she or it.</summary>
    public string Third { get; } =
        Base switch
        {
            "have" => "has",
            _ when Base.EndsWith("sh", StringComparison.Ordinal) || Base.EndsWith("ch", StringComparison.Ordinal) || Base.EndsWith('o') =>
                Base + "es",
            _ when Base.EndsWith('y') && !"aeiou".Contains(Base[^2]) => Base[..^1] + "ies",
            _ => Base + "s",
        };
}

/// <summary>Which form of a verb follows a subject.</summary>
internal enum Agreement
{
    /// <summary>I am, I do.</summary>
    First,

    /// <summary>You, we, they are; do.</summary>
    Plural,

    /// <summary>He, she is; does.</summary>
    Third,
}

/// <summary>Somebody: as a subject, as an object, and as the pronoun by which a second clause refers back.</summary>
internal sealed record Person(string English, string Chinese, Agreement Agreement, string Pronoun, string ChinesePronoun, bool Adult = true)
{
    /// <summary>Whether the verb takes the third person's s.</summary>
    public bool Third => Agreement == Agreement.Third;

    /// <summary>Am, is or are.</summary>
    public string Be =>
        Agreement switch
        {
            Agreement.First => "am",
            Agreement.Third => "is",
            _ => "are",
        };

    /// <summary>Was or were.</summary>
    public string Was => Agreement == Agreement.Plural ? "were" : "was";

    /// <summary>Has or have.</summary>
    public string Have => Third ? "has" : "have";

    /// <summary>The form after a verb or than.</summary>
    public string Object =>
        English switch
        {
            "I" => "me",
            "he" => "him",
            "she" => "her",
            "we" => "us",
            "they" => "them",
            _ => English,
        };

    /// <summary>The same person as a pronoun.</summary>
    public Person AsPronoun => this with { English = Pronoun, Chinese = ChinesePronoun };
}

/// <summary>A noun with its Chinese measure word. What English cannot count has a unit that it counts instead (a cup of tea).</summary>
internal sealed record Noun(string English, string Plural, string Chinese, string Measure, string? Unit = null)
{
    /// <summary>A book, tea: what one does in general or is doing.</summary>
    public string Indefinite => Unit is null ? Phrase.A(English) : English;

    /// <summary>One to twenty of them in English.</summary>
    public string Count(PhraseNumber number) =>
        number.Value == 1 ? Phrase.A(Unit is null ? English : $"{Unit} of {English}")
        : Unit is null ? $"{number.English} {Plural}"
        : $"{number.English} {Phrase.PluralOf(Unit)} of {English}";

    /// <summary>One to twenty of them in Chinese.</summary>
    public string ChineseCount(PhraseNumber number) => number.Chinese + Measure + Chinese;

    /// <summary>The noun after this or that.</summary>
    public string One => Unit is null ? English : $"{Unit} of {English}";

    /// <summary>The noun after these or those.</summary>
    public string Several => Unit is null ? Plural : $"{Phrase.PluralOf(Unit)} of {English}";
}

/// <summary>A number; the Chinese word is the one that stands before a measure word (两, not 二).</summary>
internal sealed record PhraseNumber(int Value, string English, string Chinese);

/// <summary>Where something happens: 在 and the place stand before the verb.</summary>
internal sealed record Place(string English, string Chinese);

/// <summary>When something happens; a part of the day does not go with meals.</summary>
internal sealed record TimePhrase(string English, string Chinese, bool PartOfDay = false);

/// <summary>What else stands before the Chinese verb and after the English one: with whom, by what.</summary>
internal sealed record Adjunct(string English, string Chinese);

/// <summary>An adjective; the comparative decides whether English says more.</summary>
internal sealed record Adjective(string English, string Comparative, string Chinese);

/// <summary>What limits the use of a deed.</summary>
[Flags]
internal enum DeedTraits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Not for children.</summary>
    Adult = 1,

    /// <summary>A meal: has its own part of the day.</summary>
    Meal = 2,

    /// <summary>Learnt: one can do it or not.</summary>
    Skill = 4,

    /// <summary>Only said of ability, as speaking a language.</summary>
    SkillOnly = 8,

    /// <summary>Something that one must or should do.</summary>
    Duty = 16,

    /// <summary>Done in company.</summary>
    Shared = 32,

    /// <summary>A journey: takes a means of transport.</summary>
    Journey = 64,

    /// <summary>A journey within the town.</summary>
    Near = 128,

    /// <summary>Not said as a habit.</summary>
    NoHabit = 256,

    /// <summary>Only said of the past.</summary>
    PastOnly = 512,

    /// <summary>Something that one can be told not to do.</summary>
    Unwise = 1024,
}

/// <summary>A verb with its object in both languages. <paramref name="Specific"/> objects follow 了, others stand before it.</summary>
internal sealed record Deed(
    EnglishVerb Verb,
    string Object,
    string ChineseVerb,
    string ChineseObject,
    bool Specific,
    Place[] Places,
    DeedTraits Traits
);

/// <summary>Small rules of English spelling and of joining words.</summary>
internal static class Phrase
{
    /// <summary>The words with one space between, empty ones left out.</summary>
    public static string Join(params ReadOnlySpan<string> words)
    {
        var joined = new System.Text.StringBuilder(80);
        foreach (var word in words)
        {
            if (word.Length == 0)
            {
                continue;
            }

            if (joined.Length > 0)
            {
                joined.Append(' ');
            }

            joined.Append(word);
        }
        return joined.ToString();
    }

    /// <summary>A or an before a word of this lexicon, where spelling and sound agree.</summary>
    public static string A(string words) => ("aeiou".Contains(words[0]) ? "an " : "a ") + words;

    /// <summary>The plural of a unit: cups, boxes.</summary>
    public static string PluralOf(string unit) => unit.EndsWith('x') || unit.EndsWith('s') ? unit + "es" : unit + "s";

    /// <summary>An auxiliary with its negation. Negations are always contracted, pronouns never.</summary>
    public static string Not(string auxiliary) =>
        auxiliary switch
        {
            "will" => "won't",
            "can" => "can't",
            "am" => "am not",
            _ => auxiliary + "n't",
        };

    /// <summary>A pair of sentences: the English one gets its capital, both get their mark.</summary>
    public static SentencePair Statement(string english, string chinese) => new(Capital(english) + ".", chinese + "。");

    /// <summary>A pair of questions.</summary>
    public static SentencePair Question(string english, string chinese) => new(Capital(english) + "?", chinese + "？");

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}

using Viva.Data.Records;

namespace Viva.Data.Generated.Phrases;

/// <summary>What a clause says about its verb: tense, aspect or mood.</summary>
internal enum PhraseMode
{
    /// <summary>Reads.</summary>
    Habit,

    /// <summary>Is reading.</summary>
    Progressive,

    /// <summary>Read yesterday.</summary>
    Past,

    /// <summary>Has read.</summary>
    Experience,

    /// <summary>Will read.</summary>
    Future,

    /// <summary>Is going to read.</summary>
    Intention,

    /// <summary>Wants to read.</summary>
    Wish,

    /// <summary>Likes reading.</summary>
    Liking,

    /// <summary>Can read.</summary>
    Ability,

    /// <summary>Must read.</summary>
    Duty,

    /// <summary>Should read.</summary>
    Advice,
}

/// <summary>What a clause asks for.</summary>
internal enum PhraseQuestion
{
    /// <summary>Nothing: a statement.</summary>
    None,

    /// <summary>Yes or no: 吗.</summary>
    YesNo,

    /// <summary>The subject.</summary>
    Who,

    /// <summary>The object, which the deed holds as "what" or "how many books".</summary>
    Object,

    /// <summary>The place.</summary>
    Where,

    /// <summary>The time.</summary>
    When,

    /// <summary>The means.</summary>
    How,

    /// <summary>The reason.</summary>
    Why,
}

/// <summary>A deed with its circumstances.</summary>
internal readonly record struct Scene(
    Deed Deed,
    Place? Place = null,
    TimePhrase? Time = null,
    Adjunct? Adjunct = null,
    Adjunct? Frequency = null
);

/// <summary>Writes one clause about a deed in both languages, each by its own rules.</summary>
internal static class PhraseClause
{
    private static readonly Place SomePlace = new("", "在哪儿");
    private static readonly TimePhrase SomeTime = new("", "什么时候");
    private static readonly Adjunct SomeHow = new("", "怎么");

    /// <summary>The whole sentence.</summary>
    public static SentencePair Sentence(Person subject, Scene scene, PhraseMode mode, PhraseQuestion question, bool negative)
    {
        var english = English(subject, scene, mode, question, negative);
        var chinese = Chinese(subject, scene, mode, question, negative);
        return question == PhraseQuestion.None ? Phrase.Statement(english, chinese) : Phrase.Question(english, chinese);
    }

    /// <summary>The English clause: do-support, agreement, place and time at the end.</summary>
    public static string English(
        Person subject,
        Scene scene,
        PhraseMode mode,
        PhraseQuestion question = PhraseQuestion.None,
        bool negative = false
    )
    {
        var verb = scene.Deed.Verb;
        var (auxiliary, finite, rest) = mode switch
        {
            PhraseMode.Habit => ("", subject.Third ? verb.Third : verb.Base, verb.Base),
            PhraseMode.Past => ("", verb.Past, verb.Base),
            PhraseMode.Wish => ("", subject.Third ? "wants to " + verb.Base : "want to " + verb.Base, "want to " + verb.Base),
            PhraseMode.Liking => ("", subject.Third ? "likes " + verb.Ing : "like " + verb.Ing, "like " + verb.Ing),
            PhraseMode.Progressive => (subject.Be, "", verb.Ing),
            PhraseMode.Intention => (subject.Be, "", verb == PhraseLexicon.Go ? verb.Ing : "going to " + verb.Base),
            PhraseMode.Experience => (subject.Have, "", verb.Participle),
            PhraseMode.Future => ("will", "", verb.Base),
            PhraseMode.Ability => ("can", "", verb.Base),
            PhraseMode.Duty => ("must", "", verb.Base),
            _ => ("should", "", verb.Base),
        };
        var adverb = scene.Frequency?.English ?? "";
        negative &= scene.Frequency != PhraseLexicon.Never; // never is the negation
        var inverted = question is not (PhraseQuestion.None or PhraseQuestion.Who);
        if (auxiliary.Length == 0 && (negative || inverted))
        {
            auxiliary =
                mode == PhraseMode.Past ? "did"
                : subject.Third ? "does"
                : "do";
        }

        if (negative)
        {
            auxiliary = Phrase.Not(auxiliary);
        }

        var words =
            auxiliary.Length == 0 ? Phrase.Join(subject.English, adverb, finite)
            : inverted ? Phrase.Join(auxiliary, subject.English, adverb, rest)
            : Phrase.Join(subject.English, auxiliary, adverb, rest);
        var front = question switch
        {
            PhraseQuestion.Object => scene.Deed.Object,
            PhraseQuestion.Where => "where",
            PhraseQuestion.When => "when",
            PhraseQuestion.How => "how",
            PhraseQuestion.Why => "why",
            _ => "",
        };
        return Phrase.Join(
            front,
            words,
            question == PhraseQuestion.Object ? "" : scene.Deed.Object,
            scene.Adjunct?.English ?? "",
            scene.Place?.English ?? "",
            scene.Time?.English ?? ""
        );
    }

    /// <summary>
    /// The Chinese clause: subject, time, frequency, negation or mood, company, place, verb, object. Question words stay in place.
    /// </summary>
    public static string Chinese(
        Person subject,
        Scene scene,
        PhraseMode mode,
        PhraseQuestion question = PhraseQuestion.None,
        bool negative = false
    )
    {
        var deed = scene.Deed;
        var where = (question == PhraseQuestion.Where ? SomePlace : scene.Place)?.Chinese ?? "";
        var how = (question == PhraseQuestion.How ? SomeHow : scene.Adjunct)?.Chinese ?? "";
        var when = scene.Time?.Chinese ?? "";
        var asksCircumstance = question is PhraseQuestion.Where or PhraseQuestion.When or PhraseQuestion.How;
        if (question == PhraseQuestion.When && mode != PhraseMode.Past)
        {
            when = SomeTime.Chinese;
        }

        var opening = subject.Chinese + when + (scene.Frequency?.Chinese ?? "") + (question == PhraseQuestion.Why ? "为什么" : "");

        // A finished deed whose circumstance is asked for: 是 ... 的.
        if (asksCircumstance && mode == PhraseMode.Past)
        {
            return $"{opening}是{(question == PhraseQuestion.When ? SomeTime.Chinese : "")}"
                + $"{how}{where}{deed.ChineseVerb}{deed.ChineseObject}的";
        }

        var circumstances = how + where;
        var mood = mode switch
        {
            PhraseMode.Habit => negative ? "不" : "",
            PhraseMode.Progressive => Progressive(where.Length > 0, question == PhraseQuestion.Where, negative),
            PhraseMode.Past or PhraseMode.Experience => negative ? "没" : "",
            PhraseMode.Future when question is PhraseQuestion.When or PhraseQuestion.How => "", // the question word says it
            PhraseMode.Future or PhraseMode.Ability => negative ? "不会" : "会",
            PhraseMode.Intention => "要",
            PhraseMode.Wish => negative ? "不想" : "想",
            PhraseMode.Liking => negative ? "不喜欢" : "喜欢",
            PhraseMode.Duty => "必须",
            _ => negative ? "不应该" : "应该",
        };
        var particle = question == PhraseQuestion.YesNo ? "吗" : "";
        var action = mode switch
        {
            PhraseMode.Past when negative => deed.ChineseVerb + deed.ChineseObject,
            PhraseMode.Past when deed.Specific && question != PhraseQuestion.YesNo => deed.ChineseVerb + "了" + deed.ChineseObject,
            PhraseMode.Past => deed.ChineseVerb + deed.ChineseObject + "了",
            PhraseMode.Experience => deed.ChineseVerb + "过" + deed.ChineseObject,
            _ => deed.ChineseVerb + deed.ChineseObject,
        };
        return opening + mood + circumstances + action + particle;
    }

    // 在 of the place is also the 在 of the progressive: it is said once.
    private static string Progressive(bool hasPlace, bool asksPlace, bool negative) =>
        asksPlace ? ""
        : negative ? (hasPlace ? "没" : "没在")
        : hasPlace ? "正"
        : "正在";
}

using Viva.Data.Records;
using static Viva.Data.Generated.Phrases.PhraseLexicon;
using F = Viva.Data.Generated.Phrases.PhraseFeatures;

namespace Viva.Data.Generated.Phrases;

/// <summary>Puts the words of <see cref="PhraseLexicon"/> together into the structures of <see cref="PhraseGenerator"/>.</summary>
internal sealed class PhraseGrammar
{
    private static readonly Person[] WhoAlone = [Who];
    private static readonly PhraseNumber[] SmallNumbers = Numbers[..6];

    private readonly Dictionary<F, PhraseStructure> _structures = [];

    private PhraseGrammar()
    {
        EverydayClauses();
        PastClauses();
        ExperienceClauses();
        PlannedClauses();
        MoodClauses();
        QuestionsAboutCircumstances();
        Requests();
        Gifts();
        Clothing();
        Having();
        Existence();
        Locations();
        Identity();
        Belongings();
        DescriptionsOfPeople();
        DescriptionsOfThings();
        ComparisonsOfPeople();
        ComparisonsOfThings();
        Weather();
        Reasons();
        Contrasts();
        Conditions();
        Meanwhile();
        Whether();
    }

    /// <summary>All structures, in an order that never changes.</summary>
    public static PhraseStructure[] Build() => [.. new PhraseGrammar()._structures.Values];

    private void Add<TSubject, TRest>(
        F features,
        IEnumerable<TSubject> subjects,
        IEnumerable<TRest> rests,
        Func<TSubject, TRest, SentencePair> write
    )
    {
        var (left, right) = (subjects.ToArray(), rests.ToArray());
        if (left.Length == 0 || right.Length == 0)
        {
            return;
        }

        if (!_structures.TryGetValue(features, out var structure))
        {
            _structures[features] = structure = new PhraseStructure(features);
        }

        structure.Add(left, right, write);
    }

    private void Ask<TSubject, TRest>(
        F features,
        IEnumerable<TSubject> subjects,
        IEnumerable<TRest> rests,
        Func<TSubject, TRest, (string English, string Chinese)> write
    ) =>
        Add(
            features | F.Question,
            subjects,
            rests,
            (subject, rest) =>
            {
                var (english, chinese) = write(subject, rest);
                return Phrase.Question(english, chinese);
            }
        );

    private void State<TSubject, TRest>(
        F features,
        IEnumerable<TSubject> subjects,
        IEnumerable<TRest> rests,
        Func<TSubject, TRest, (string English, string Chinese)> write
    ) =>
        Add(
            features,
            subjects,
            rests,
            (subject, rest) =>
            {
                var (english, chinese) = write(subject, rest);
                return Phrase.Statement(english, chinese);
            }
        );

    // ---- clauses about deeds ----

    private void EverydayClauses()
    {
        Deed[] general =
        [
            .. General(),
            .. Activities.Where(deed => (deed.Traits & (DeedTraits.SkillOnly | DeedTraits.NoHabit)) == 0),
            .. Journeys.Where(Near),
        ];
        Clauses(F.None, PhraseMode.Habit, PhraseQuestion.None, false, general, HabitTimes, bare: false);
        Clauses(F.None, PhraseMode.Habit, PhraseQuestion.None, false, general, LooseTimes, Frequencies);
        // Not every Monday is not the same as 每个星期一不: a denial has times without every.
        Clauses(F.None, PhraseMode.Habit, PhraseQuestion.None, true, general, LooseTimes);
        Clauses(F.None, PhraseMode.Habit, PhraseQuestion.None, true, general, LooseTimes, [Never]);
        Clauses(F.None, PhraseMode.Habit, PhraseQuestion.YesNo, false, general, HabitTimes);
        Clauses(F.None, PhraseMode.Habit, PhraseQuestion.YesNo, false, general, LooseTimes, Frequencies[..1]);
        Clauses(F.None, PhraseMode.Habit, PhraseQuestion.Who, false, general, HabitTimes, bare: false);
        Clauses(F.What, PhraseMode.Habit, PhraseQuestion.Object, false, AskedWhat(), HabitTimes, bare: false);

        Deed[] underWay = [.. Indefinite(), .. Activities.Where(deed => (deed.Traits & DeedTraits.SkillOnly) == 0)];
        Clauses(F.None, PhraseMode.Progressive, PhraseQuestion.None, false, underWay, NowTimes);
        // 没在家吃饭 also says that somebody did not: a denial has no place.
        Clauses(
            F.None,
            PhraseMode.Progressive,
            PhraseQuestion.None,
            true,
            underWay.Select(deed => deed with { Places = [] }),
            [],
            adjuncts: false
        );
        Clauses(F.None, PhraseMode.Progressive, PhraseQuestion.YesNo, false, underWay, NowTimes);
        Clauses(F.None, PhraseMode.Progressive, PhraseQuestion.Who, false, underWay, []);
        Clauses(F.What, PhraseMode.Progressive, PhraseQuestion.Object, false, AskedWhat(), []);

        Deed[] pleasures = [.. General(), .. Activities.Where(deed => (deed.Traits & (DeedTraits.SkillOnly | DeedTraits.Meal)) == 0)];
        Clauses(F.None, PhraseMode.Liking, PhraseQuestion.None, false, pleasures, []);
        Clauses(F.None, PhraseMode.Liking, PhraseQuestion.None, true, pleasures, []);
        Clauses(F.None, PhraseMode.Liking, PhraseQuestion.YesNo, false, pleasures, []);
        Clauses(F.None, PhraseMode.Liking, PhraseQuestion.Who, false, pleasures, []);
    }

    private void PastClauses()
    {
        Deed[] whole = [.. Activities.Where(deed => (deed.Traits & DeedTraits.SkillOnly) == 0)];
        foreach (var question in new[] { PhraseQuestion.None, PhraseQuestion.Who })
        {
            Clauses(F.Number, PhraseMode.Past, question, false, Counted(), PastTimes);
            Clauses(F.Pointed, PhraseMode.Past, question, false, Pointed(), PastTimes);
            Clauses(F.None, PhraseMode.Past, question, false, whole, PastTimes);
            Clauses(F.Disposal, PhraseMode.Past, question, false, Moves, PastTimes[..1]);
        }

        Clauses(F.None, PhraseMode.Past, PhraseQuestion.None, true, [.. Any(), .. whole], PastTimes);
        Clauses(F.None, PhraseMode.Past, PhraseQuestion.YesNo, false, [.. Indefinite(), .. whole], PastTimes);
        foreach (var (question, negative) in new[] { (PhraseQuestion.None, true), (PhraseQuestion.YesNo, false) })
        {
            Clauses(F.Pointed, PhraseMode.Past, question, negative, Pointed(), PastTimes);
            Clauses(F.Disposal, PhraseMode.Past, question, negative, Moves, PastTimes[..1]);
        }

        Clauses(F.What, PhraseMode.Past, PhraseQuestion.Object, false, AskedWhat(), PastTimes);
        Clauses(F.HowMany, PhraseMode.Past, PhraseQuestion.Object, false, AskedHowMany(), PastTimes);
        Clauses(F.Why, PhraseMode.Past, PhraseQuestion.Why, true, [.. whole, .. Journeys], PastTimes);

        foreach (
            var (question, negative) in new[]
            {
                (PhraseQuestion.None, false),
                (PhraseQuestion.None, true),
                (PhraseQuestion.YesNo, false),
                (PhraseQuestion.Who, false),
            }
        )
        {
            Clauses(F.None, PhraseMode.Past, question, negative, Journeys, PastTimes);
            Clauses(F.Errand, PhraseMode.Past, question, negative, Errands, PastTimes);
        }
    }

    private void ExperienceClauses()
    {
        Deed[] works = [.. Pointed(NounForms.Many)];
        Deed[] tastes = [.. Nouns(NounForms.Tasted, noun => (noun.Plural, noun.Chinese))];
        Deed[] many = [.. Nouns(NounForms.Many, noun => ("many " + noun.Plural, "很多" + noun.Chinese))];
        Deed[] cities = [.. Journeys.Where(deed => !Near(deed))];
        Clauses(F.Pointed, PhraseMode.Experience, PhraseQuestion.None, false, works, []);
        Clauses(F.Pointed, PhraseMode.Experience, PhraseQuestion.None, true, works, []);
        Clauses(F.Pointed, PhraseMode.Experience, PhraseQuestion.None, true, works, [], [Never]);
        Clauses(F.Pointed, PhraseMode.Experience, PhraseQuestion.YesNo, false, works, []);
        Clauses(F.None, PhraseMode.Experience, PhraseQuestion.None, false, many, []);
        Clauses(F.None, PhraseMode.Experience, PhraseQuestion.None, true, [.. tastes, .. cities], [], [Never]);
        Clauses(F.None, PhraseMode.Experience, PhraseQuestion.YesNo, false, [.. tastes, .. cities], [], [new Adjunct("ever", "")]);
        Clauses(F.None, PhraseMode.Experience, PhraseQuestion.None, false, cities, []);
        Clauses(F.None, PhraseMode.Experience, PhraseQuestion.None, true, cities, []);
        Clauses(F.Pointed, PhraseMode.Experience, PhraseQuestion.Who, false, works, []);
        Clauses(F.None, PhraseMode.Experience, PhraseQuestion.Who, false, cities, []);
    }

    private void PlannedClauses()
    {
        Deed[] whole = [.. Activities.Where(deed => (deed.Traits & DeedTraits.SkillOnly) == 0)];
        foreach (var mode in new[] { PhraseMode.Future, PhraseMode.Intention, PhraseMode.Wish })
        {
            Clauses(
                F.Number,
                mode,
                PhraseQuestion.None,
                false,
                Counted().Where(deed => (deed.Traits & DeedTraits.PastOnly) == 0),
                FutureTimes
            );
            Clauses(F.None, mode, PhraseQuestion.YesNo, false, [.. Indefinite(), .. whole], FutureTimes);
            Clauses(F.None, mode, PhraseQuestion.None, false, whole, FutureTimes);
            Clauses(F.Pointed, mode, PhraseQuestion.None, false, Pointed(), FutureTimes[..2]);
            Clauses(F.Disposal, mode, PhraseQuestion.None, false, Moves, FutureTimes[..1]);
            Clauses(F.What, mode, PhraseQuestion.Object, false, AskedWhat(), FutureTimes);
            foreach (var question in new[] { PhraseQuestion.None, PhraseQuestion.YesNo, PhraseQuestion.Who })
            {
                Clauses(F.None, mode, question, false, Journeys, FutureTimes);
                Clauses(F.Errand, mode, question, false, Errands, FutureTimes);
            }

            if (mode == PhraseMode.Intention)
            {
                continue; // 不要 would forbid it
            }

            Clauses(F.None, mode, PhraseQuestion.None, true, [.. Indefinite(), .. whole], FutureTimes);
            Clauses(F.Pointed, mode, PhraseQuestion.None, true, Pointed(), FutureTimes[..2]);
            Clauses(F.None, mode, PhraseQuestion.None, true, Journeys, FutureTimes);
            Clauses(F.Errand, mode, PhraseQuestion.None, true, Errands, FutureTimes);
            Clauses(F.HowMany, mode, PhraseQuestion.Object, false, AskedHowMany(), FutureTimes);
            Clauses(F.None, mode, PhraseQuestion.Who, false, [.. Indefinite(), .. whole], FutureTimes);
        }
    }

    private void MoodClauses()
    {
        var skills = Activities
            .Where(deed => (deed.Traits & (DeedTraits.Skill | DeedTraits.SkillOnly)) != 0)
            .Select(deed => deed with { Places = [] })
            .ToArray();
        foreach (
            var (question, negative) in new[]
            {
                (PhraseQuestion.None, false),
                (PhraseQuestion.None, true),
                (PhraseQuestion.YesNo, false),
                (PhraseQuestion.Who, false),
            }
        )
        {
            Clauses(F.None, PhraseMode.Ability, question, negative, skills, [], adjuncts: false);
        }

        Deed[] duties = [.. Pointed().Concat(Activities).Where(deed => (deed.Traits & DeedTraits.Duty) != 0)];
        Deed[] vices = [.. Pointed().Concat(Activities).Where(deed => (deed.Traits & DeedTraits.Unwise) != 0)];
        foreach (var mode in new[] { PhraseMode.Duty, PhraseMode.Advice })
        {
            Clauses(F.Pointed, mode, PhraseQuestion.None, false, duties.Where(deed => deed.Specific), DutyTimes, adjuncts: false);
            Clauses(F.None, mode, PhraseQuestion.None, false, duties.Where(deed => !deed.Specific), DutyTimes, adjuncts: false);
            Clauses(F.Disposal, mode, PhraseQuestion.None, false, Moves, [DutyTimes[0]]);
        }

        Clauses(F.Pointed, PhraseMode.Advice, PhraseQuestion.None, true, vices.Where(deed => deed.Specific), []);
        Clauses(F.None, PhraseMode.Advice, PhraseQuestion.None, true, vices.Where(deed => !deed.Specific), [], adjuncts: false);
    }

    private void QuestionsAboutCircumstances()
    {
        Deed[] whole =
        [
            .. Activities
                .Where(deed => (deed.Traits & (DeedTraits.SkillOnly | DeedTraits.NoHabit)) == 0 && deed.Places.Length > 0)
                .Select(deed => deed with { Places = [] }),
        ];
        Deed[] goods = [.. Pointed().Where(deed => deed.ChineseVerb == "买").Select(deed => deed with { Places = [] })];
        Clauses(F.Where, PhraseMode.Habit, PhraseQuestion.Where, false, whole, HabitTimes[1..2]);
        Clauses(F.Where, PhraseMode.Progressive, PhraseQuestion.Where, false, whole, NowTimes, bare: false);
        Clauses(F.Where, PhraseMode.Future, PhraseQuestion.Where, false, whole, FutureTimes);
        Clauses(F.Where, PhraseMode.Wish, PhraseQuestion.Where, false, whole, FutureTimes);
        Clauses(F.Where, PhraseMode.Past, PhraseQuestion.Where, false, whole, PastTimes);
        Clauses(F.Where | F.Pointed, PhraseMode.Past, PhraseQuestion.Where, false, goods, []);
        Clauses(F.When | F.Pointed, PhraseMode.Past, PhraseQuestion.When, false, goods, []);

        Clauses(F.When, PhraseMode.Past, PhraseQuestion.When, false, Journeys, []);
        Clauses(F.When, PhraseMode.Future, PhraseQuestion.When, false, Journeys, []);
        Clauses(F.When | F.Errand, PhraseMode.Future, PhraseQuestion.When, false, Errands, []);
        Clauses(F.How, PhraseMode.Past, PhraseQuestion.How, false, Journeys, PastTimes, adjuncts: false);
        Clauses(F.How, PhraseMode.Future, PhraseQuestion.How, false, Journeys, FutureTimes, adjuncts: false);

        Deed[] general = [.. General(), .. whole];
        Clauses(F.Why, PhraseMode.Habit, PhraseQuestion.Why, true, general, []);
        Clauses(F.Why, PhraseMode.Liking, PhraseQuestion.Why, false, general.Where(deed => (deed.Traits & DeedTraits.Meal) == 0), []);
        Clauses(F.Why, PhraseMode.Liking, PhraseQuestion.Why, true, general.Where(deed => (deed.Traits & DeedTraits.Meal) == 0), []);
        Clauses(
            F.Why,
            PhraseMode.Wish,
            PhraseQuestion.Why,
            false,
            [.. Journeys, .. Activities.Where(deed => (deed.Traits & DeedTraits.Duty) != 0)],
            []
        );
        Clauses(
            F.Why,
            PhraseMode.Wish,
            PhraseQuestion.Why,
            true,
            [.. Journeys, .. Activities.Where(deed => (deed.Traits & DeedTraits.Duty) != 0)],
            []
        );

        var somewhere = new Deed(Go, "where", "去", "哪儿", true, [], DeedTraits.Journey);
        foreach (
            var (mode, times) in new[]
            {
                (PhraseMode.Past, PastTimes),
                (PhraseMode.Future, FutureTimes),
                (PhraseMode.Intention, FutureTimes),
                (PhraseMode.Wish, FutureTimes),
            }
        )
        {
            Clauses(F.Where, mode, PhraseQuestion.Object, false, [somewhere], times, adjuncts: false);
        }
    }

    /// <summary>Adds the clauses about <paramref name="deeds"/>, one structure for each choice of circumstances.</summary>
    private void Clauses(
        F features,
        PhraseMode mode,
        PhraseQuestion question,
        bool negative,
        IEnumerable<Deed> deeds,
        TimePhrase[] times,
        Adjunct[]? frequencies = null,
        bool bare = true,
        bool adjuncts = true
    )
    {
        features |= Enum.Parse<F>(mode.ToString());
        if (negative)
        {
            features |= F.Negation;
        }

        if (question != PhraseQuestion.None)
        {
            features |= F.Question | (question == PhraseQuestion.Who ? F.Who : F.None);
        }

        if (frequencies is not null && frequencies[0].Chinese.Length > 0) // ever has no word of its own in Chinese
        {
            features |= F.Frequency;
        }

        var subjects = question switch
        {
            PhraseQuestion.None => mode is PhraseMode.Duty or PhraseMode.Advice ? Advised : Told,
            PhraseQuestion.Who => WhoAlone,
            _ => Asked,
        };
        foreach (var deed in deeds)
        {
            var who = (deed.Traits & DeedTraits.Adult) != 0 ? [.. subjects.Where(person => person.Adult)] : subjects;
            var kind = features | ((deed.Traits & DeedTraits.Journey) != 0 ? F.Journey : F.None);
            var company =
                (deed.Traits & DeedTraits.Shared) != 0 ? Company
                : (deed.Traits & DeedTraits.Journey) == 0 ? []
                : Near(deed) ? NearTransport
                : FarTransport;
            var accompanied = (deed.Traits & DeedTraits.Journey) != 0 ? F.Transport : F.Companion;
            foreach (var frequency in frequencies ?? [null!])
            {
                foreach (var adjunct in Optional(adjuncts ? company : []))
                {
                    foreach (var place in Optional(deed.Places))
                    {
                        // Where and when and how often at once is more than anybody says.
                        foreach (var time in Optional(frequency is not null && (place ?? (object?)adjunct) is not null ? [] : times))
                        {
                            if (time is { PartOfDay: true } && (deed.Traits & DeedTraits.Meal) != 0)
                            {
                                continue;
                            }
                            // He goes to the bank, he has lunch: nobody says so without a circumstance.
                            // 他会游泳 alone says that he can, not that he will.
                            var needsMore =
                                !bare
                                || (mode == PhraseMode.Habit && (deed.Traits & (DeedTraits.Journey | DeedTraits.Meal)) != 0)
                                || (mode == PhraseMode.Future && (deed.Traits & DeedTraits.Skill) != 0);
                            if (needsMore && place is null && time is null && frequency is null && (adjunct is null || !bare))
                            {
                                continue;
                            }

                            var circumstances =
                                (adjunct is null ? F.None : accompanied)
                                | (place is null ? F.None : F.Place)
                                | (time is null ? F.None : F.Time);
                            Gather(kind | circumstances, who, new Scene(deed, place, time, adjunct, frequency));
                        }
                    }
                }
            }
        }

        foreach (var ((kind, _), (who, scenes)) in _gathered)
        {
            Add(kind, who, scenes, (person, scene) => PhraseClause.Sentence(person, scene, mode, question, negative));
        }

        _gathered.Clear();
    }

    private readonly Dictionary<(F Features, int Subjects), (Person[] Subjects, List<Scene> Scenes)> _gathered = [];

    private void Gather(F features, Person[] subjects, Scene scene)
    {
        var key = (features, subjects.Length);
        if (!_gathered.TryGetValue(key, out var block))
        {
            _gathered[key] = block = (subjects, []);
        }

        block.Scenes.Add(scene);
    }

    private static IEnumerable<T?> Optional<T>(IEnumerable<T> values)
        where T : class => new T?[] { null }.Concat(values);

    private static bool Near(Deed deed) => (deed.Traits & DeedTraits.Near) != 0;

    // ---- deeds made of verbs and nouns ----

    private static IEnumerable<Deed> General() => Nouns(NounForms.Generic, noun => (noun.Plural, noun.Chinese));

    private static IEnumerable<Deed> Indefinite() => Nouns(NounForms.Indefinite, noun => (noun.Indefinite, noun.Chinese));

    // 没唱歌 is already said of not singing at all.
    private static IEnumerable<Deed> Any() =>
        Nouns(NounForms.Counted, noun => ("any " + noun.Plural, noun.Chinese)).Where(deed => deed.ChineseVerb != "唱");

    private static IEnumerable<Deed> AskedHowMany() =>
        Nouns(NounForms.Counted, noun => ("how many " + noun.Several, "几" + noun.Measure + noun.Chinese), specific: true)
            .Where(deed => (deed.Traits & DeedTraits.PastOnly) == 0 && deed.Verb.Base != "listen");

    private static IEnumerable<Deed> AskedWhat() =>
        Verbs
            .Where(verb => (verb.Forms & NounForms.Asked) != 0)
            .GroupBy(verb => verb.Verb)
            .Select(same => same.First())
            .Select(verb => new Deed(verb.Verb, "what", verb.Chinese, "什么", true, verb.Places[..1], verb.Traits & ~DeedTraits.Duty));

    // A, two and one larger number that differs from noun to noun: every number is met without every noun having all of them.
    private static IEnumerable<Deed> Counted() =>
        Nouns(NounForms.Counted, noun => (noun.Count(Numbers[0]), noun.ChineseCount(Numbers[0])), specific: true)
            .Concat(Nouns(NounForms.Counted, noun => (noun.Count(Numbers[1]), noun.ChineseCount(Numbers[1])), specific: true))
            .Concat(Nouns(NounForms.Counted, noun => (noun.Count(Larger(noun)), noun.ChineseCount(Larger(noun))), specific: true));

    private static PhraseNumber Larger(Noun noun) =>
        noun == Song || noun == Photo ? Numbers[^1]
        : noun == Tree ? Numbers[^2]
        : SmallNumbers[2 + noun.English.Length % 4];

    private static IEnumerable<Deed> Pointed(NounForms also = NounForms.Pointed) =>
        Nouns(NounForms.Pointed | also, noun => ("this " + noun.One, "这" + noun.Measure + noun.Chinese), specific: true)
            .Concat(Nouns(NounForms.Pointed | also, noun => ("that " + noun.One, "那" + noun.Measure + noun.Chinese), specific: true))
            .Concat(
                Nouns(
                    NounForms.Pointed | also,
                    noun => ("these " + noun.Several, noun.Unit is null ? "这些" + noun.Chinese : "这几" + noun.Measure + noun.Chinese),
                    specific: true
                )
            );

    private static IEnumerable<Deed> Nouns(NounForms form, Func<Noun, (string English, string Chinese)> write, bool specific = false) =>
        from verb in Verbs
        where (verb.Forms & form) == form
        from noun in verb.Nouns
        let words = write(noun)
        let isMany = words.Chinese.StartsWith("很多", StringComparison.Ordinal)
        select new Deed(
            verb.Verb,
            Phrase.Join(verb.Particle, words.English),
            verb.Chinese,
            words.Chinese,
            specific || isMany,
            verb.Places,
            verb.Traits
        );

    // ---- requests, gifts, clothes ----

    private void Requests()
    {
        var polite = new[]
        {
            ("please", "请"),
            ("Tom, please", "汤姆，请"),
            ("Mary, please", "玛丽，请"),
            ("Xiaoming, please", "小明，请"),
        };
        var deeds = Activities
            .Concat(Pointed())
            .Where(deed => (deed.Traits & DeedTraits.Duty) != 0)
            .Concat(Errands)
            .Where(deed => (deed.Traits & DeedTraits.Adult) == 0);
        State(
            F.Request,
            polite,
            deeds,
            (please, deed) =>
                ($"{please.Item1} {Phrase.Join(deed.Verb.Base, deed.Object)}", $"{please.Item2}{deed.ChineseVerb}{deed.ChineseObject}")
        );
        State(
            F.Request | F.Disposal,
            polite,
            Moves,
            (please, deed) =>
                ($"{please.Item1} {Phrase.Join(deed.Verb.Base, deed.Object)}", $"{please.Item2}{deed.ChineseVerb}{deed.ChineseObject}")
        );
        var unwise =
            from deed in Activities
            where (deed.Traits & DeedTraits.Unwise) != 0
            from place in deed.Places
            where place != Home
            select (deed, place);
        State(
            F.Request | F.Negation | F.Place,
            polite,
            unwise,
            (please, not) =>
                (
                    $"{please.Item1} don't {Phrase.Join(not.deed.Verb.Base, not.deed.Object, not.place.English)}",
                    $"{please.Item2}不要{not.place.Chinese}{not.deed.ChineseVerb}{not.deed.ChineseObject}"
                )
        );
        State(
            F.Request | F.Negation | F.Disposal,
            polite,
            Moves,
            (please, deed) =>
                (
                    $"{please.Item1} don't {Phrase.Join(deed.Verb.Base, deed.Object)}",
                    $"{please.Item2}不要{deed.ChineseVerb}{deed.ChineseObject}"
                )
        );

        var together = Activities.Where(deed => (deed.Traits & DeedTraits.Shared) != 0).Concat(Journeys).Concat(Errands);
        State(
            F.Suggestion | F.Time,
            FutureTimes,
            together.Where(deed => (deed.Traits & DeedTraits.Meal) == 0),
            (time, deed) =>
                (
                    $"let's {Phrase.Join(deed.Verb.Base, deed.Object, time.English)}",
                    $"我们{time.Chinese}{deed.ChineseVerb}{deed.ChineseObject}吧"
                )
        );
        State(
            F.Suggestion,
            [""],
            together,
            (_, deed) => ($"let's {Phrase.Join(deed.Verb.Base, deed.Object)}", $"我们{deed.ChineseVerb}{deed.ChineseObject}吧")
        );
    }

    private void Gifts()
    {
        var give = new EnglishVerb("give", "gave", "given", "giving");
        Noun[] presents =
        [
            Book,
            Dictionary,
            Map,
            Hat,
            Bicycle,
            Computer,
            Camera,
            Phone,
            Watch,
            Umbrella,
            Flower,
            Painting,
            Photo,
            Clothes[2],
            Clothes[5],
            Animals[0],
            Animals[1],
        ];
        Deed Present(Person to, Noun noun, PhraseNumber number) =>
            new(give, $"{to.Object} {noun.Count(number)}", "送给", to.Chinese + noun.ChineseCount(number), true, [], DeedTraits.None);
        var presented = (
            from to in Pronouns
            from noun in presents
            from number in new[] { Numbers[0], Numbers[1] }
            select Present(to, noun, number)
        ).ToArray();
        void Give(PhraseMode mode, TimePhrase[] times, F features)
        {
            var scenes = Optional(times).SelectMany(time => presented.Select(deed => new Scene(deed, Time: time))).ToArray();
            foreach (var timed in new[] { false, true })
            {
                var chosen = scenes.Where(scene => scene.Time is not null == timed);
                Add(
                    features | F.Gift | F.Number | (timed ? F.Time : F.None),
                    Named[..12],
                    chosen,
                    (giver, scene) => PhraseClause.Sentence(giver, scene, mode, PhraseQuestion.None, false)
                );
            }
        }

        Give(PhraseMode.Past, PastTimes[..4], F.Past);
        Give(PhraseMode.Future, FutureTimes[..4], F.Future);
        Give(PhraseMode.Wish, [], F.Wish);
        Add(
            F.Gift | F.Number | F.Past | F.Question | F.Who,
            WhoAlone,
            presented,
            (who, deed) => PhraseClause.Sentence(who, new Scene(deed), PhraseMode.Past, PhraseQuestion.Who, false)
        );
    }

    private void Clothing()
    {
        var single = Told.Where(person => person.Agreement != Agreement.Plural).ToArray();
        var women = single.Where(person => person.Pronoun == "she").ToArray();
        foreach (
            var (people, worn) in new[]
            {
                (single, [.. Clothes.Where(noun => noun != Skirt).Select(noun => (noun, "穿")), (Hat, "戴")]),
                (women, new[] { (Skirt, "穿") }),
            }
        )
        {
            Outfits(people, worn);
        }
    }

    private void Outfits(Person[] people, (Noun, string)[] worn)
    {
        var outfits =
            from wear in worn
            from colour in Colours
            let noun = wear.Item1
            let english = Phrase.A(
                noun.Unit is null ? $"{colour.English} {noun.English}" : $"{noun.Unit} of {colour.English} {noun.English}"
            )
            select (
                english,
                count: $"{wear.Item2}着一{noun.Measure}{colour.Chinese}{noun.Chinese}",
                bare: $"{wear.Item2}{colour.Chinese}{noun.Chinese}"
            );
        State(
            F.Wearing | F.Number | F.Colour,
            people,
            outfits,
            (person, wear) => ($"{person.English} {person.Be} wearing {wear.english}", person.Chinese + wear.count)
        );
        State(
            F.Wearing | F.Number | F.Colour | F.Time,
            people,
            outfits,
            (person, wear) => ($"{person.English} {person.Be} wearing {wear.english} today", person.Chinese + "今天" + wear.count)
        );
        State(
            F.Wearing | F.Colour | F.Negation,
            people,
            outfits,
            (person, wear) => ($"{person.English} {Phrase.Not(person.Be)} wearing {wear.english}", $"{person.Chinese}没{wear.bare}")
        );
        Ask(
            F.Wearing | F.Number | F.Colour | F.Who,
            WhoAlone,
            outfits,
            (who, wear) => ($"who is wearing {wear.english}", "谁" + wear.count)
        );
    }

    // ---- having, being there, being somewhere ----

    private void Having()
    {
        Noun[] all = [.. Animals[..4], Book, Dictionary, .. Clothes, .. Machines, Umbrella, Bag, .. Relations];
        var counts =
            from noun in all
            from number in Numbers[..10]
            where number.Value <= 4 || (!Machines.Contains(noun) && !Relations.Contains(noun))
            select (noun, number);
        foreach (
            var (kind, chosen) in new[]
            {
                (F.None, counts.Where(some => !Relations.Contains(some.noun))),
                (F.Kin, counts.Where(some => Relations.Contains(some.noun))),
            }
        )
        {
            State(
                F.Having | F.Number | kind,
                Told,
                chosen,
                (person, some) =>
                    (
                        $"{person.English} {person.Have} {some.noun.Count(some.number)}",
                        $"{person.Chinese}有{some.noun.ChineseCount(some.number)}"
                    )
            );
        }

        var single = all.Where(noun => noun.Unit is null).ToArray();
        State(
            F.Having | F.Negation,
            Told,
            single,
            (person, noun) =>
                (
                    $"{person.English} {(person.Third ? "doesn't" : "don't")} have {Phrase.A(noun.English)}",
                    $"{person.Chinese}没有{noun.Chinese}"
                )
        );
        Ask(
            F.Having,
            Asked,
            single,
            (person, noun) =>
                ($"{(person.Third ? "does" : "do")} {person.English} have {Phrase.A(noun.English)}", $"{person.Chinese}有{noun.Chinese}吗")
        );
        Ask(
            F.Having | F.HowMany,
            Asked,
            all,
            (person, noun) =>
                (
                    $"how many {noun.Several} {(person.Third ? "does" : "do")} {person.English} have",
                    $"{person.Chinese}有几{noun.Measure}{noun.Chinese}"
                )
        );
        Ask(F.Having | F.Who, WhoAlone, single, (_, noun) => ($"who has {Phrase.A(noun.English)}", $"谁有{noun.Chinese}"));

        Noun[] things = [.. Clothes[..4], .. Machines, Umbrella, Bag, Animals[0], Animals[1]];
        Noun[] coloured = [.. Clothes[..4], Bicycle, Car, Umbrella, Bag, Hat, Cup];
        var looks = (from noun in coloured from colour in Colours select (noun, colour.English, colour.Chinese)).Concat(
            from noun in things
            from quality in new[] { New, Old, Big, Small }
            where Fits(noun, quality)
            select (noun, English: quality.English, Chinese: quality.Chinese)
        );
        State(
            F.Having | F.Number | F.Colour,
            Told,
            looks,
            (person, look) =>
                (
                    $"{person.English} {person.Have} {Phrase.A(Seen(look.noun, look.English))}",
                    $"{person.Chinese}有一{look.noun.Measure}{look.Chinese}{look.noun.Chinese}"
                )
        );
        State(
            F.Having | F.Number | F.Colour,
            Told,
            looks,
            (person, look) =>
                (
                    $"{person.English} {person.Have} two {(look.noun.Unit is null ? "" : look.noun.Unit + "s of ")}"
                        + $"{look.English} {look.noun.Plural}",
                    $"{person.Chinese}有两{look.noun.Measure}{look.Chinese}{look.noun.Chinese}"
                )
        );

        static bool Fits(Noun noun, Adjective quality) =>
            (quality == New || quality == Old) ? !Animals.Contains(noun) : noun == Bag || Animals.Contains(noun);
    }

    private void Existence()
    {
        (Noun noun, (string English, string Chinese) spot)[] settings =
        [
            .. from noun in SmallThings from spot in Spots select (noun, spot),
            .. from noun in Animals[..2] from spot in AnimalSpots select (noun, spot),
            .. from noun in People from spot in Rooms select (noun, spot),
            .. from noun in new[] { Tree, Flower } select (noun, ("in the garden", "花园里")),
        ];
        var counted =
            from set in settings
            from number in Numbers
            where number.Value <= Room(set.noun, set.spot.English)
            select (set, number);
        State(
            F.Existence | F.Number,
            [""],
            counted,
            (_, some) =>
                (
                    $"there {(some.number.Value == 1 ? "is" : "are")} {some.set.noun.Count(some.number)} {some.set.spot.English}",
                    $"{some.set.spot.Chinese}有{some.set.noun.ChineseCount(some.number)}"
                )
        );
        State(
            F.Existence | F.Number,
            [new Adjunct("many", "很多")],
            settings,
            (many, set) =>
                ($"there are {many.English} {set.noun.Plural} {set.spot.English}", $"{set.spot.Chinese}有{many.Chinese}{set.noun.Chinese}")
        );
        State(
            F.Existence | F.Negation,
            [""],
            settings,
            (_, set) => ($"there aren't any {set.noun.Plural} {set.spot.English}", $"{set.spot.Chinese}没有{set.noun.Chinese}")
        );
        Ask(
            F.Existence,
            [""],
            settings,
            (_, set) => ($"is there {set.noun.Indefinite} {set.spot.English}", $"{set.spot.Chinese}有{set.noun.Chinese}吗")
        );
        Ask(
            F.Existence | F.HowMany,
            [""],
            settings,
            (_, set) =>
                ($"how many {set.noun.Plural} are there {set.spot.English}", $"{set.spot.Chinese}有几{set.noun.Measure}{set.noun.Chinese}")
        );
        Ask(F.Existence | F.What, [""], Spots, (_, spot) => ($"what is {spot.English}", $"{spot.Chinese}有什么"));

        // Twenty students fit into a room, not twenty cats onto a chair.
        static int Room(Noun noun, string spot) =>
            People.Contains(noun) || noun == Tree || noun == Flower ? 20
            : Animals.Contains(noun) ? 3
            : spot is "on the table" or "in the box" ? 12
            : 5;
    }

    private void Locations()
    {
        var things =
            from owner in Owners
            from noun in SmallThings
            select (English: $"{owner.Owner} {noun.English}", Chinese: owner.Chinese + noun.Chinese);
        State(
            F.Location | F.Owner,
            things,
            Spots,
            (thing, spot) => ($"{thing.English} is {spot.English}", $"{thing.Chinese}在{spot.Chinese}")
        );
        State(
            F.Location | F.Owner | F.Negation,
            things,
            Spots,
            (thing, spot) => ($"{thing.English} isn't {spot.English}", $"{thing.Chinese}不在{spot.Chinese}")
        );
        Ask(
            F.Location | F.Owner,
            things,
            Spots,
            (thing, spot) => ($"is {thing.English} {spot.English}", $"{thing.Chinese}在{spot.Chinese}吗")
        );
        Ask(F.Location | F.Owner | F.Where, things, [""], (thing, _) => ($"where is {thing.English}", $"{thing.Chinese}在哪儿"));
        State(F.Location, SmallThings, Spots, (noun, spot) => ($"the {noun.Plural} are {spot.English}", $"{noun.Chinese}在{spot.Chinese}"));
        Ask(F.Location, SmallThings, Spots, (noun, spot) => ($"are the {noun.Plural} {spot.English}", $"{noun.Chinese}在{spot.Chinese}吗"));
        Ask(F.Location | F.Where, SmallThings, [""], (noun, _) => ($"where are the {noun.Plural}", $"{noun.Chinese}在哪儿"));

        var now = from place in Whereabouts from time in Optional(NowTimes) select (place, time);
        foreach (var timed in new[] { false, true })
        {
            var present = now.Where(here => here.time is not null == timed);
            var features = F.Location | (timed ? F.Time : F.None);
            State(
                features,
                Told,
                present,
                (person, here) =>
                    (
                        Phrase.Join(person.English, person.Be, here.place.English, here.time?.English ?? ""),
                        person.Chinese + here.time?.Chinese + here.place.Chinese
                    )
            );
            State(
                features | F.Negation,
                Told,
                present,
                (person, here) =>
                    (
                        Phrase.Join(person.English, Phrase.Not(person.Be), here.place.English, here.time?.English ?? ""),
                        $"{person.Chinese}{here.time?.Chinese}不{here.place.Chinese}"
                    )
            );
            Ask(
                features,
                Asked,
                present,
                (person, here) =>
                    (
                        Phrase.Join(person.Be, person.English, here.place.English, here.time?.English ?? ""),
                        $"{person.Chinese}{here.time?.Chinese}{here.place.Chinese}吗"
                    )
            );
        }

        var then = from place in Whereabouts from time in PastTimes[..6] select (place, time);
        State(
            F.Location | F.Time | F.Past,
            Told,
            then,
            (person, there) =>
                (
                    $"{person.English} {person.Was} {there.place.English} {there.time.English}",
                    person.Chinese + there.time.Chinese + there.place.Chinese
                )
        );
        State(
            F.Location | F.Time | F.Past | F.Negation,
            Told,
            then,
            (person, there) =>
                (
                    $"{person.English} {Phrase.Not(person.Was)} {there.place.English} {there.time.English}",
                    $"{person.Chinese}{there.time.Chinese}不{there.place.Chinese}"
                )
        );
        Ask(
            F.Location | F.Time | F.Past,
            Asked,
            then,
            (person, there) =>
                (
                    $"{person.Was} {person.English} {there.place.English} {there.time.English}",
                    $"{person.Chinese}{there.time.Chinese}{there.place.Chinese}吗"
                )
        );
        Ask(
            F.Location | F.Where | F.Time,
            Asked,
            NowTimes,
            (person, time) => ($"where {person.Be} {person.English} {time.English}", $"{person.Chinese}{time.Chinese}在哪儿")
        );
        Ask(
            F.Location | F.Where | F.Time | F.Past,
            Asked,
            PastTimes,
            (person, time) => ($"where {person.Was} {person.English} {time.English}", $"{person.Chinese}{time.Chinese}在哪儿")
        );
    }

    // ---- what somebody is, whose something is ----

    private void Identity()
    {
        var adults = Told.Where(person => person.Adult).ToArray();
        var asked = Asked.Where(person => person.Adult).ToArray();
        State(
            F.Identity,
            adults,
            Jobs,
            (person, job) => ($"{person.English} {person.Be} {Job(person, job)}", $"{person.Chinese}是{job.Chinese}")
        );
        State(
            F.Identity | F.Negation,
            adults,
            Jobs,
            (person, job) => ($"{person.English} {Phrase.Not(person.Be)} {Job(person, job)}", $"{person.Chinese}不是{job.Chinese}")
        );
        State(
            F.Identity,
            adults,
            Jobs,
            (person, job) => ($"{person.English} {person.Be} also {Job(person, job)}", $"{person.Chinese}也是{job.Chinese}")
        );
        State(
            F.Identity | F.Past,
            adults,
            Jobs,
            (person, job) => ($"{person.English} used to be {Job(person, job)}", $"{person.Chinese}以前是{job.Chinese}")
        );
        State(
            F.Identity | F.Wish,
            Told,
            Jobs,
            (person, job) =>
                ($"{person.English} {(person.Third ? "wants" : "want")} to be {Job(person, job)}", $"{person.Chinese}想当{job.Chinese}")
        );
        State(
            F.Identity | F.Wish | F.Negation,
            Told,
            Jobs,
            (person, job) =>
                (
                    $"{person.English} {(person.Third ? "doesn't" : "don't")} want to be {Job(person, job)}",
                    $"{person.Chinese}不想当{job.Chinese}"
                )
        );
        Ask(
            F.Identity,
            asked,
            Jobs,
            (person, job) => ($"{person.Be} {person.English} {Job(person, job)}", $"{person.Chinese}是{job.Chinese}吗")
        );
        Ask(
            F.Identity | F.Wish,
            Asked,
            Jobs,
            (person, job) =>
                ($"{(person.Third ? "does" : "do")} {person.English} want to be {Job(person, job)}", $"{person.Chinese}想当{job.Chinese}吗")
        );
        Ask(
            F.Identity | F.Who,
            ["is", "was"],
            Jobs,
            (be, job) => ($"who {be} {Phrase.A(job.English)}", be == "is" ? $"谁是{job.Chinese}" : $"谁以前是{job.Chinese}")
        );
    }

    private static string Job(Person person, Noun job) =>
        person.Agreement == Agreement.Plural && person != You ? job.Plural : Phrase.A(job.English);

    private void Belongings()
    {
        Noun[] things = [.. SmallThings, Bag, Watch, Computer, Bicycle, Car, Clothes[0], Clothes[1], Clothes[2]];
        var pointers = new[]
        {
            ("this", "is", "这", false),
            ("that", "is", "那", false),
            ("these", "are", "这些", true),
            ("those", "are", "那些", true),
        };
        var owned = from owner in Owners from noun in things select (owner, noun);
        State(
            F.Owner | F.Identity | F.Pointed,
            pointers,
            owned,
            (p, own) =>
                ($"{p.Item1} {p.Item2} {own.owner.Owner} {Form(own.noun, p.Item4)}", $"{p.Item3}是{own.owner.Chinese}{own.noun.Chinese}")
        );
        State(
            F.Owner | F.Identity | F.Pointed | F.Negation,
            pointers,
            owned,
            (p, own) =>
                (
                    $"{p.Item1} {p.Item2}n't {own.owner.Owner} {Form(own.noun, p.Item4)}",
                    $"{p.Item3}不是{own.owner.Chinese}{own.noun.Chinese}"
                )
        );
        Ask(
            F.Owner | F.Identity | F.Pointed,
            pointers,
            owned,
            (p, own) =>
                ($"{p.Item2} {p.Item1} {own.owner.Owner} {Form(own.noun, p.Item4)}", $"{p.Item3}是{own.owner.Chinese}{own.noun.Chinese}吗")
        );
        Ask(
            F.Owner | F.Pointed | F.Who,
            pointers,
            things,
            (p, noun) => ($"whose {Form(noun, p.Item4)} {p.Item2} {p.Item1}", $"{p.Item3}是谁的{noun.Chinese}")
        );
        State(
            F.Owner | F.Pointed,
            pointers,
            owned,
            (p, own) =>
                (
                    $"{p.Item1} {Form(own.noun, p.Item4)} {p.Item2} {own.owner.Own}",
                    $"{p.Item3}{(p.Item4 ? "" : own.noun.Measure)}{own.noun.Chinese}是{own.owner.Chinese}"
                )
        );
        State(
            F.Owner | F.Pointed | F.Negation,
            pointers,
            owned,
            (p, own) =>
                (
                    $"{p.Item1} {Form(own.noun, p.Item4)} {p.Item2}n't {own.owner.Own}",
                    $"{p.Item3}{(p.Item4 ? "" : own.noun.Measure)}{own.noun.Chinese}不是{own.owner.Chinese}"
                )
        );

        static string Form(Noun noun, bool several) => several ? noun.Plural : noun.English;
    }

    // ---- adjectives ----

    private void DescriptionsOfPeople()
    {
        Adjective[] all = [.. Moods, .. Natures];
        State(
            F.Description,
            Told,
            all,
            (person, such) => ($"{person.English} {person.Be} {such.English}", $"{person.Chinese}很{such.Chinese}")
        );
        State(
            F.Description | F.Degree,
            Told,
            all,
            (person, such) => ($"{person.English} {person.Be} very {such.English}", $"{person.Chinese}非常{such.Chinese}")
        );
        State(
            F.Description | F.Degree,
            Told,
            Moods,
            (person, such) => ($"{person.English} {person.Be} too {such.English}", $"{person.Chinese}太{such.Chinese}了")
        );
        State(
            F.Description | F.Negation,
            Told,
            all,
            (person, such) => ($"{person.English} {Phrase.Not(person.Be)} {such.English}", $"{person.Chinese}不{such.Chinese}")
        );
        Ask(
            F.Description,
            Asked,
            all,
            (person, such) => ($"{person.Be} {person.English} {such.English}", $"{person.Chinese}{such.Chinese}吗")
        );
        Ask(
            F.Description | F.Whether,
            Asked,
            all,
            (person, such) => ($"{person.Be} {person.English} {such.English} or not", $"{person.Chinese}{Twice(such.Chinese)}")
        );
        Ask(F.Description | F.Who, WhoAlone, all, (_, such) => ($"who is {such.English}", $"谁很{such.Chinese}"));

        var then = from such in Moods[..3] from time in PastTimes select (such, time);
        State(
            F.Description | F.Time | F.Past,
            Told,
            then,
            (person, was) =>
                (
                    $"{person.English} {person.Was} {was.such.English} {was.time.English}",
                    $"{person.Chinese}{was.time.Chinese}很{was.such.Chinese}"
                )
        );
        State(
            F.Description | F.Time | F.Past | F.Degree,
            Told,
            then,
            (person, was) =>
                (
                    $"{person.English} {person.Was} very {was.such.English} {was.time.English}",
                    $"{person.Chinese}{was.time.Chinese}非常{was.such.Chinese}"
                )
        );
        State(
            F.Description | F.Time | F.Past | F.Negation,
            Told,
            then,
            (person, was) =>
                (
                    $"{person.English} {Phrase.Not(person.Was)} {was.such.English} {was.time.English}",
                    $"{person.Chinese}{was.time.Chinese}不{was.such.Chinese}"
                )
        );
        Ask(
            F.Description | F.Time | F.Past,
            Asked,
            then,
            (person, was) =>
                (
                    $"{person.Was} {person.English} {was.such.English} {was.time.English}",
                    $"{person.Chinese}{was.time.Chinese}{was.such.Chinese}吗"
                )
        );
        var soon = from such in Moods[..3] from time in FutureTimes select (such, time);
        State(
            F.Description | F.Time | F.Future,
            Told,
            soon,
            (person, be) =>
                ($"{person.English} will be {be.such.English} {be.time.English}", $"{person.Chinese}{be.time.Chinese}会很{be.such.Chinese}")
        );
    }

    private void DescriptionsOfThings()
    {
        var pointed =
            from item in Qualities
            from p in new[]
            {
                ("this", "is", "这", false),
                ("that", "is", "那", false),
                ("these", "are", "这些", true),
                ("those", "are", "那些", true),
            }
            where item.Noun.Unit is null || !p.Item4
            select (
                English: $"{p.Item1} {(p.Item4 ? item.Noun.Plural : item.Noun.One)}",
                Be: p.Item2,
                Chinese: p.Item3 + (p.Item4 ? "" : item.Noun.Measure) + item.Noun.Chinese,
                Such: item.Adjective
            );
        var counted =
            from item in Qualities
            from number in Numbers[1..5]
            from p in new[] { ("these", "这"), ("those", "那") }
            select (
                English: $"{p.Item1} {item.Noun.Count(number)}",
                Be: "are",
                Chinese: p.Item2 + item.Noun.ChineseCount(number),
                Such: item.Adjective
            );
        var owned =
            from item in Qualities
            where item.Noun.Unit is null && !Fruit.Contains(item.Noun) && item.Noun != Film
            from owner in Owners
            where Wears(owner.Own, item.Noun)
            select (
                English: $"{owner.Owner} {item.Noun.English}",
                Be: "is",
                Chinese: owner.Chinese + item.Noun.Chinese,
                Such: item.Adjective
            );
        foreach (var (features, things) in new[] { (F.Pointed, pointed), (F.Pointed | F.Number, counted), (F.Owner, owned) })
        {
            var kind = F.Description | features;
            State(
                kind,
                [""],
                things,
                (_, thing) => ($"{thing.English} {thing.Be} {thing.Such.English}", $"{thing.Chinese}很{thing.Such.Chinese}")
            );
            State(
                kind | F.Degree,
                [""],
                things,
                (_, thing) => ($"{thing.English} {thing.Be} very {thing.Such.English}", $"{thing.Chinese}非常{thing.Such.Chinese}")
            );
            State(
                kind | F.Degree,
                [""],
                things.Where(thing => Excesses.Contains(thing.Such)),
                (_, thing) => ($"{thing.English} {thing.Be} too {thing.Such.English}", $"{thing.Chinese}太{thing.Such.Chinese}了")
            );
            State(
                kind | F.Negation,
                [""],
                things,
                (_, thing) => ($"{thing.English} {thing.Be}n't {thing.Such.English}", $"{thing.Chinese}不{thing.Such.Chinese}")
            );
            Ask(
                kind,
                [""],
                things,
                (_, thing) => ($"{thing.Be} {thing.English} {thing.Such.English}", $"{thing.Chinese}{thing.Such.Chinese}吗")
            );
            Ask(
                kind | F.Whether,
                [""],
                things,
                (_, thing) => ($"{thing.Be} {thing.English} {thing.Such.English} or not", $"{thing.Chinese}{Twice(thing.Such.Chinese)}")
            );
        }

        var priced = pointed.Where(thing => thing.Such == Expensive);
        Ask(
            F.Description | F.Pointed | F.How,
            [""],
            priced,
            (_, thing) => ($"how much {thing.Be} {thing.English}", $"{thing.Chinese}多少钱")
        );
    }

    private void ComparisonsOfPeople()
    {
        Adjective[] all = [.. Natures, Busy];
        var pairs = (
            from one in Told
            from other in Told.Where(person => person == I || !Pronouns.Contains(person))
            where one != other && !SameReference(one, other)
            select (one, other)
        ).ToArray();
        Compare(
            F.None,
            pairs.Select(pair => (pair.one.English, pair.one.Be, pair.one.Chinese, pair.other.Object, pair.other.Chinese)),
            all
        );
    }

    private void ComparisonsOfThings()
    {
        foreach (var group in Qualities.GroupBy(item => item.Noun).Where(group => group.Key.Unit is null && group.Key != Film))
        {
            var noun = group.Key;
            var such = group.Select(item => item.Adjective).ToArray();
            Compare(
                F.Pointed,
                [
                    ($"this {noun.English}", "is", $"这{noun.Measure}{noun.Chinese}", "that one", $"那{noun.Measure}"),
                    ($"that {noun.English}", "is", $"那{noun.Measure}{noun.Chinese}", "this one", $"这{noun.Measure}"),
                ],
                such
            );
            var owners =
                from one in Owners
                from other in Owners
                where one != other && Wears(one.Own, noun) && Wears(other.Own, noun)
                select ($"{one.Owner} {noun.English}", "is", one.Chinese + noun.Chinese, other.Own, other.Chinese);
            if (!Fruit.Contains(noun))
            {
                Compare(F.Owner, owners, such);
            }
        }
    }

    private void Compare(
        F features,
        IEnumerable<(string English, string Be, string Chinese, string Than, string ChineseThan)> pairs,
        Adjective[] such
    )
    {
        var kind = F.Comparison | features;
        State(
            kind,
            pairs,
            such,
            (pair, be) => ($"{pair.English} {pair.Be} {be.Comparative} than {pair.Than}", $"{pair.Chinese}比{pair.ChineseThan}{be.Chinese}")
        );
        State(
            kind | F.Degree,
            pairs,
            such,
            (pair, be) =>
                ($"{pair.English} {pair.Be} much {be.Comparative} than {pair.Than}", $"{pair.Chinese}比{pair.ChineseThan}{be.Chinese}得多")
        );
        State(
            kind | F.Degree,
            pairs,
            such,
            (pair, be) =>
                (
                    $"{pair.English} {pair.Be} a little {be.Comparative} than {pair.Than}",
                    $"{pair.Chinese}比{pair.ChineseThan}{be.Chinese}一点儿"
                )
        );
        State(
            kind | F.Negation,
            pairs,
            such,
            (pair, be) =>
                (
                    $"{pair.English} {Phrase.Not(pair.Be)} as {be.English} as {pair.Than}",
                    $"{pair.Chinese}没有{pair.ChineseThan}{be.Chinese}"
                )
        );
        Ask(
            kind,
            pairs.Where(pair => pair.Be != "am" && pair.English != "we"),
            such,
            (pair, be) =>
                ($"{pair.Be} {pair.English} {be.Comparative} than {pair.Than}", $"{pair.Chinese}比{pair.ChineseThan}{be.Chinese}吗")
        );
    }

    private static bool Wears(string own, Noun noun) => noun != Skirt || own is not ("his" or "Tom's");

    private static bool SameReference(Person one, Person other) =>
        (one.English, other.English) is ("we", "I") or ("I", "we") or ("they", "I");

    private void Weather()
    {
        var falls = new[] { ("rain", "rained", "下雨"), ("snow", "snowed", "下雪") };
        var where = new[] { ("", "") }.Concat(Cities.Select(city => ("in " + city.English, city.Chinese))).ToArray();
        var past = from fall in falls from time in PastTimes select (fall, time);
        var soon = from fall in falls from time in FutureTimes select (fall, time);
        State(
            F.Weather | F.Past | F.Time,
            where,
            past,
            (city, it) => (Phrase.Join("it", it.fall.Item2, city.Item1, it.time.English), $"{city.Item2}{it.time.Chinese}{it.fall.Item3}了")
        );
        State(
            F.Weather | F.Past | F.Time | F.Negation,
            where,
            past,
            (city, it) =>
                (Phrase.Join("it didn't", it.fall.Item1, city.Item1, it.time.English), $"{city.Item2}{it.time.Chinese}没{it.fall.Item3}")
        );
        Ask(
            F.Weather | F.Past | F.Time,
            where,
            past,
            (city, it) =>
                (Phrase.Join("did it", it.fall.Item1, city.Item1, it.time.English), $"{city.Item2}{it.time.Chinese}{it.fall.Item3}了吗")
        );
        State(
            F.Weather | F.Future | F.Time,
            where,
            soon,
            (city, it) =>
                (Phrase.Join("it will", it.fall.Item1, city.Item1, it.time.English), $"{city.Item2}{it.time.Chinese}会{it.fall.Item3}")
        );
        State(
            F.Weather | F.Future | F.Time | F.Negation,
            where,
            soon,
            (city, it) =>
                (Phrase.Join("it won't", it.fall.Item1, city.Item1, it.time.English), $"{city.Item2}{it.time.Chinese}不会{it.fall.Item3}")
        );
        Ask(
            F.Weather | F.Future | F.Time,
            where,
            soon,
            (city, it) =>
                (Phrase.Join("will it", it.fall.Item1, city.Item1, it.time.English), $"{city.Item2}{it.time.Chinese}会{it.fall.Item3}吗")
        );

        var today = new TimePhrase("today", "今天");
        State(
            F.Weather | F.Description | F.Time,
            where,
            Weathers,
            (city, such) => (Phrase.Join("it is", such.English, city.Item1, today.English), $"{city.Item2}{today.Chinese}很{such.Chinese}")
        );
        State(
            F.Weather | F.Description | F.Time | F.Negation,
            where,
            Weathers,
            (city, such) =>
                (Phrase.Join("it isn't", such.English, city.Item1, today.English), $"{city.Item2}{today.Chinese}不{such.Chinese}")
        );
        Ask(
            F.Weather | F.Description | F.Time,
            where,
            Weathers,
            (city, such) => (Phrase.Join("is it", such.English, city.Item1, today.English), $"{city.Item2}{today.Chinese}{such.Chinese}吗")
        );
        State(
            F.Weather | F.Comparison | F.Time,
            where,
            Weathers,
            (city, such) =>
                (Phrase.Join("it is", such.Comparative, city.Item1, "today than yesterday"), $"{city.Item2}今天比昨天{such.Chinese}")
        );
    }

    // ---- two clauses ----

    private void Reasons()
    {
        Deed[] undone =
        [
            .. Activities.Where(deed =>
                (deed.Traits & (DeedTraits.SkillOnly | DeedTraits.Adult)) == 0 && deed.ChineseVerb != "休息" && deed.ChineseVerb != "睡"
            ),
            .. Journeys,
            .. Errands,
        ];
        var because = from deed in undone from reason in Moods[..2] select (deed, reason);
        State(
            F.Joined | F.Past | F.Negation,
            Told,
            because,
            (person, not) =>
                (
                    $"{PhraseClause.English(person, new Scene(not.deed), PhraseMode.Past, negative: true)} because "
                        + $"{person.Pronoun} {person.Was} {not.reason.English}",
                    $"因为{person.Chinese}很{not.reason.Chinese}，所以"
                        + $"{PhraseClause.Chinese(person.AsPronoun, new Scene(not.deed), PhraseMode.Past, negative: true)}"
                )
        );
        var weather =
            from deed in Journeys.Where(Near).Concat(Errands)
            from time in PastTimes[..2]
            from reason in new[] { ("it was raining", "下雨"), ("the weather was bad", "天气不好"), ("it was snowing", "下雪") }
            select (deed, time, reason);
        State(
            F.Joined | F.Past | F.Negation | F.Time | F.Weather,
            Told,
            weather,
            (person, not) =>
                (
                    $"{PhraseClause.English(person, new Scene(not.deed, Time: not.time), PhraseMode.Past, negative: true)} "
                        + $"because {not.reason.Item1}",
                    $"因为{not.time.Chinese}{not.reason.Item2}，所以"
                        + $"{PhraseClause.Chinese(person, new Scene(not.deed), PhraseMode.Past, negative: true)}"
                )
        );
        var rest = from deed in Activities where deed.ChineseVerb is "休息" or "睡" from reason in new[] { Tired } select (deed, reason);
        State(
            F.Joined | F.Wish,
            Told,
            rest,
            (person, want) =>
                (
                    $"{PhraseClause.English(person, new Scene(want.deed), PhraseMode.Wish)} because {person.Pronoun} "
                        + $"{person.Be} {want.reason.English}",
                    $"因为{person.Chinese}很{want.reason.Chinese}，所以"
                        + $"{PhraseClause.Chinese(person.AsPronoun, new Scene(want.deed), PhraseMode.Wish)}"
                )
        );
    }

    private void Contrasts()
    {
        Deed[][] groups =
        [
            [.. General().Where(deed => deed.ChineseVerb == "喝" && (deed.Traits & DeedTraits.Adult) == 0)],
            [.. General().Where(deed => deed.ChineseVerb == "吃")],
            [.. General().Where(deed => deed.ChineseVerb == "看" && deed.ChineseObject != Book.Chinese)],
            [.. Activities.Where(deed => (deed.Traits & (DeedTraits.Shared | DeedTraits.Meal)) == DeedTraits.Shared)],
        ];
        var liked = from likes in groups from one in likes from other in likes where one != other select (one, other);
        State(
            F.Joined | F.Liking | F.Negation,
            Told,
            liked,
            (person, but) =>
                (
                    $"{PhraseClause.English(person, new Scene(but.one), PhraseMode.Liking)}, but "
                        + $"{PhraseClause.English(person.AsPronoun, new Scene(but.other), PhraseMode.Liking, negative: true)}",
                    $"{PhraseClause.Chinese(person, new Scene(but.one), PhraseMode.Liking)}，"
                        + $"但是不喜欢{but.other.ChineseVerb}{but.other.ChineseObject}"
                )
        );
        var skills = Activities
            .Where(deed => (deed.Traits & (DeedTraits.Skill | DeedTraits.SkillOnly)) != 0 && (deed.Traits & DeedTraits.Adult) == 0)
            .ToArray();
        var able = from one in skills from other in skills where one != other select (one, other);
        State(
            F.Joined | F.Ability | F.Negation,
            Told,
            able,
            (person, but) =>
                (
                    $"{PhraseClause.English(person, new Scene(but.one), PhraseMode.Ability)}, but "
                        + $"{PhraseClause.English(person.AsPronoun, new Scene(but.other), PhraseMode.Ability, negative: true)}",
                    $"{PhraseClause.Chinese(person, new Scene(but.one), PhraseMode.Ability)}，"
                        + $"但是不会{but.other.ChineseVerb}{but.other.ChineseObject}"
                )
        );
    }

    private void Conditions()
    {
        var bad = new[] { ("it rains", "下雨"), ("it snows", "下雪"), ("the weather is bad", "天气不好") };
        var good = new[] { ("the weather is good", "天气好") };
        var outings = Journeys.Where(Near).Concat(Errands.Where(deed => deed.ChineseVerb is "去公园")).ToArray();
        var inside = Activities
            .Where(deed => deed.Places.Contains(Home) && (deed.Traits & (DeedTraits.Meal | DeedTraits.Adult | DeedTraits.NoHabit)) == 0)
            .Select(deed => new Scene(deed, Home))
            .ToArray();
        void If(F features, (string, string)[] ifs, Scene[] scenes, bool negative)
        {
            var cases = from condition in ifs from time in FutureTimes[..3] from scene in scenes select (condition, time, scene);
            State(
                F.Joined | F.Future | F.Time | F.Weather | features,
                Told,
                cases,
                (person, then) =>
                    (
                        $"if {then.condition.Item1} {then.time.English}, "
                            + $"{PhraseClause.English(person, then.scene, PhraseMode.Future, negative: negative)}",
                        $"如果{then.time.Chinese}{then.condition.Item2}，{person.Chinese}就"
                            + $"{(negative ? "不" : "")}{then.scene.Place?.Chinese}"
                            + $"{then.scene.Deed.ChineseVerb}{then.scene.Deed.ChineseObject}"
                    )
            );
        }

        If(F.Negation, bad, [.. outings.Select(deed => new Scene(deed))], negative: true);
        If(F.Place, bad, inside, negative: false);
        If(F.None, good, [.. outings.Select(deed => new Scene(deed))], negative: false);
        State(
            F.Joined | F.Future | F.Time,
            Told,
            from time in FutureTimes[..3]
            from deed in Journeys.Concat(Errands)
            select (time, deed),
            (person, then) =>
                (
                    $"if {person.English} {person.Have} time {then.time.English}, "
                        + $"{PhraseClause.English(person.AsPronoun, new Scene(then.deed), PhraseMode.Future)}",
                    $"如果{person.Chinese}{then.time.Chinese}有时间，{person.ChinesePronoun}就{then.deed.ChineseVerb}{then.deed.ChineseObject}"
                )
        );
    }

    private void Meanwhile()
    {
        var homely = Activities
            .Where(deed => deed.Places.Contains(Home) && (deed.Traits & (DeedTraits.Adult | DeedTraits.Meal)) == 0)
            .ToArray();
        var others = from other in Named[4..].Concat(Groups()) from deed in homely select (other, deed);
        State(
            F.Joined | F.Past | F.Progressive,
            Pronouns,
            others,
            (person, doing) =>
                (
                    $"when {person.English} got home, {doing.other.English} {doing.other.Was} "
                        + $"{Phrase.Join(doing.deed.Verb.Ing, doing.deed.Object)}",
                    $"{person.Chinese}回到家的时候，{PhraseClause.Chinese(doing.other, new Scene(doing.deed), PhraseMode.Progressive)}"
                )
        );

        static IEnumerable<Person> Groups() => Told.Where(person => person.English is "the children" or "my parents");
    }

    // ---- whether: the verb or the adjective twice ----

    private void Whether()
    {
        var heads = new[]
        {
            ("I don't know whether", "我不知道", false),
            ("I want to know whether", "我想知道", false),
            ("do you know whether", "你知道", true),
        };
        foreach (var head in heads)
        {
            void Add<T>(
                F features,
                IEnumerable<Person> people,
                IEnumerable<T> rests,
                Func<Person, T, (string English, string Chinese)> write
            )
            {
                (string, string) Write(Person person, T rest)
                {
                    var (english, chinese) = write(person, rest);
                    return ($"{head.Item1} {english}", $"{head.Item2}{chinese}{(head.Item3 ? "吗" : "")}");
                }

                // I don't know holds a negation of its own.
                var kind = F.Whether | features | (head.Item1.Contains("n't", StringComparison.Ordinal) ? F.Negation : F.None);
                if (head.Item3)
                {
                    Ask(kind, people, rests, Write);
                }
                else
                {
                    State(kind, people, rests, Write);
                }
            }

            var people = Told.Where(person => person != I && person.English != "we").ToArray();
            Add(
                F.Liking,
                people,
                General().Where(deed => (deed.Traits & DeedTraits.Adult) == 0),
                (person, deed) =>
                    (
                        PhraseClause.English(person, new Scene(deed), PhraseMode.Liking),
                        $"{person.Chinese}喜不喜欢{deed.ChineseVerb}{deed.ChineseObject}"
                    )
            );
            Add(
                F.Wish,
                people,
                Journeys.Concat(Errands),
                (person, deed) =>
                    (
                        PhraseClause.English(person, new Scene(deed), PhraseMode.Wish),
                        $"{person.Chinese}想不想{deed.ChineseVerb}{deed.ChineseObject}"
                    )
            );
            Add(
                F.Ability,
                people,
                Activities.Where(deed =>
                    (deed.Traits & (DeedTraits.Skill | DeedTraits.SkillOnly)) != 0 && (deed.Traits & DeedTraits.Adult) == 0
                ),
                (person, deed) =>
                    (
                        PhraseClause.English(person, new Scene(deed), PhraseMode.Ability),
                        $"{person.Chinese}会不会{deed.ChineseVerb}{deed.ChineseObject}"
                    )
            );
            Add(
                F.Identity,
                people.Where(person => person.Adult),
                Jobs,
                (person, job) => ($"{person.English} {person.Be} {Job(person, job)}", $"{person.Chinese}是不是{job.Chinese}")
            );
            Add(
                F.Having,
                people.Where(person => person.Adult),
                Machines.Concat(Relations),
                (person, noun) => ($"{person.English} {person.Have} {Phrase.A(noun.English)}", $"{person.Chinese}有没有{noun.Chinese}")
            );
            Add(
                F.Description,
                people,
                Moods.Concat(Natures),
                (person, such) => ($"{person.English} {person.Be} {such.English}", $"{person.Chinese}{Twice(such.Chinese)}")
            );
            Add(
                F.Location,
                people,
                Whereabouts,
                (person, place) => ($"{person.English} {person.Be} {place.English}", $"{person.Chinese}在不{place.Chinese}")
            );
        }
    }

    // 贵不贵, 漂不漂亮: of two characters the first is enough.
    private static string Twice(string adjective) => adjective == "有意思" ? "有没有意思" : $"{adjective[0]}不{adjective}";

    /// <summary>A red hat; a bowl of hot rice is counted by its unit.</summary>
    private static string Seen(Noun noun, string quality) =>
        noun.Unit is null ? $"{quality} {noun.English}" : $"{noun.Unit} of {quality} {noun.English}";
}

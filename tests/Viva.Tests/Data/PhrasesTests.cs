using System.Text.RegularExpressions;
using Viva.Data;
using Viva.Data.Generated.Phrases;
using Viva.Data.Records;

namespace Viva.Tests.Data;

public sealed partial class PhrasesTests
{
    // Written down apart from the grammar: which measure word a noun takes.
    private static readonly (string Measure, string Nouns)[] MeasureWords =
    [
        ("本", "书 小说 杂志 词典"),
        ("份", "报纸"),
        ("封", "信 邮件"),
        ("篇", "文章"),
        ("张", "地图 票 照片 桌子 床"),
        ("部", "电影 手机"),
        ("场", "足球比赛"),
        ("首", "歌"),
        ("杯", "茶 咖啡 水 牛奶 果汁"),
        ("瓶", "啤酒"),
        ("碗", "面条 米饭"),
        ("片", "面包"),
        ("根", "香蕉"),
        ("顶", "帽子"),
        ("件", "衬衫 大衣 毛衣"),
        ("条", "裙子 裤子 鱼"),
        ("双", "鞋"),
        ("辆", "自行车 汽车"),
        ("台", "电脑 照相机"),
        ("块", "手表"),
        ("把", "雨伞 钥匙 椅子"),
        ("朵", "花"),
        ("棵", "树"),
        ("幅", "画"),
        ("只", "猫 狗 鸟"),
        ("匹", "马"),
        ("位", "医生 老师 护士"),
        ("个", "苹果 橙子 鸡蛋 西红柿 蛋糕 饺子 杯子 包 孩子 哥哥 妹妹 好朋友"),
    ];

    private static readonly string[] Adjectives = ["新", "旧", "大", "小", "红色的", "白色的", "黑色的", "蓝色的", "黄色的"];

    private static readonly string[] ChineseTimes =
    [
        "昨天晚上",
        "昨天",
        "前天",
        "上个星期天",
        "上个星期",
        "今天早上",
        "今天晚上",
        "今天",
        "明天早上",
        "明天",
        "后天",
        "下个星期天",
        "下个星期",
        "每天早上",
        "每天晚上",
        "每天",
        "周末",
        "每个星期一",
        "现在",
    ];

    private static readonly HashSet<string> NoWords =
    [
        "drinked",
        "eated",
        "readed",
        "writed",
        "buyed",
        "selled",
        "drawed",
        "singed",
        "taked",
        "seed",
        "goed",
        "gived",
        "swimmed",
        "runned",
        "haved",
        "sleeped",
        "putted",
        "swimed",
        "runed",
        "writeing",
        "takeing",
        "swiming",
        "runing",
        "puting",
        "danceing",
        "childs",
        "fishs",
        "dictionarys",
        "watchs",
        "matchs",
        "tomatos",
        "gos",
        "studys",
        "haves",
    ];

    // Every 23rd pair of every structure, 80,000 and more: small structures whole in effect, large ones through all their parts.
    private static readonly (PhraseStructure Structure, SentencePair Pair)[] Pairs =
    [
        .. PhraseGenerator.Structures.SelectMany(structure => Numbers(structure.Count).Select(index => (structure, structure[index]))),
    ];

    private static readonly PairDataset Drawn = Datasets.PhrasePairs("phrases", 20000, 1000, 2000, 1);

    private static IEnumerable<int> Numbers(int count)
    {
        for (var index = 0; index < count; index += count < 500 ? 1 : 23)
        {
            yield return index;
        }
    }

    private static IEnumerable<string> Words(string english) =>
        WordPattern().Matches(english.ToLowerInvariant()).Select(match => match.Value);

    private static void None(Func<SentencePair, bool> wrong) =>
        Assert.Empty(Pairs.Where(item => wrong(item.Pair)).Take(5).Select(item => item.Pair));

    [Fact]
    [Trait("Category", "Slow")]
    public void No_sentence_of_either_language_occurs_twice_and_there_are_as_many_pairs_as_documented()
    {
        Assert.Equal(1_967_590, PhraseGenerator.Count);
        Assert.Equal(309_614, PhraseGenerator.HeldOutCount);
        var seen = new HashSet<ulong>(2 * PhraseGenerator.Count); // the sentences themselves would fill half a gigabyte
        foreach (var structure in PhraseGenerator.Structures)
        {
            for (var index = 0; index < structure.Count; index++)
            {
                var pair = structure[index];
                Assert.True(seen.Add(Hash(pair.Source)) && seen.Add(Hash(pair.Target)), pair.ToString());
            }
        }
    }

    // FNV-1a
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037ul;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 1099511628211ul;
        }

        return hash;
    }

    [Fact]
    public void There_are_over_50_000_pairs() =>
        Assert.True(
            Pairs.Select(item => item.Pair.Source).Distinct().Count() is var distinct && distinct > 50_000 && distinct == Pairs.Length
        );

    [Fact]
    public void Both_sides_are_written_as_sentences()
    {
        None(pair => !EnglishShape().IsMatch(pair.Source));
        None(pair => !ChineseShape().IsMatch(pair.Target));
        None(pair => pair.Source.EndsWith('?') != pair.Target.EndsWith('？'));
        None(pair => pair.Target.Contains('吗') && !pair.Target.EndsWith("吗？", StringComparison.Ordinal));
    }

    [Fact]
    public void A_question_has_one_mark_of_a_question_in_Chinese()
    {
        string[] marks = ["吗", "谁", "什么", "哪儿", "怎么", "几", "多少"];
        foreach (var (structure, pair) in Pairs.Where(item => item.Pair.Target.EndsWith('？')))
        {
            var repeated = structure.Features.HasFlag(PhraseFeatures.Whether);
            var found = marks.Count(pair.Target.Replace("这几", "", StringComparison.Ordinal).Contains);
            Assert.True(found == 1 || (repeated && found == 0), pair.ToString());
        }
        // 这几双 is a number, not a question.
        None(pair => pair.Target.EndsWith('。') && marks.Any(mark => mark != "几" && pair.Target.Contains(mark)));
    }

    [Fact]
    public void English_articles_fit_the_sound_that_follows()
    {
        None(pair => WrongArticle().IsMatch(pair.Source));
    }

    [Fact]
    public void English_plurals_follow_numbers_and_singulars_do_not()
    {
        string[] plural = ["people", "children", "fish", "trousers", "shoes"];
        foreach (var pair in Pairs.Select(item => item.Pair))
        {
            foreach (Match match in NumberPattern().Matches(pair.Source))
            {
                var noun = match.Groups[1].Value;
                Assert.True(noun.EndsWith('s') || plural.Contains(noun), pair.ToString());
            }
        }
        None(pair => MassPlural().IsMatch(pair.Source));
    }

    [Fact]
    public void English_verbs_agree_and_auxiliaries_take_the_right_form()
    {
        None(pair => WrongAgreement().IsMatch(pair.Source));
        None(pair => WrongAfterAuxiliary().IsMatch(pair.Source));
        None(pair => Words(pair.Source).Any(NoWords.Contains));
    }

    [Fact]
    public void Negations_are_contracted_and_pronouns_are_not()
    {
        None(pair =>
            Regex.IsMatch(pair.Source, @"\b(do|does|did|is|are|was|were|will|can|should|has|have) not\b", RegexOptions.IgnoreCase)
        );
        None(pair => Regex.IsMatch(pair.Source, @"\b(he|she|it|we|they|you|I)'(s|re|m|ll|ve|d)\b", RegexOptions.IgnoreCase));
    }

    [Fact]
    public void Every_Chinese_number_is_followed_by_the_measure_word_of_its_noun()
    {
        var nouns = MeasureWords
            .SelectMany(entry => entry.Nouns.Split(' ').Select(noun => (entry.Measure, Noun: noun)))
            .OrderByDescending(entry => entry.Noun.Length)
            .ToArray();
        var counted = 0;
        foreach (var pair in Pairs.Select(item => item.Pair))
        {
            var text = ChineseTimes
                .Aggregate(pair.Target, (rest, time) => rest.Replace(time, "", StringComparison.Ordinal))
                .Replace("一起", "", StringComparison.Ordinal)
                .Replace("一点儿", "", StringComparison.Ordinal);
            foreach (Match match in ChineseNumber().Matches(text))
            {
                var after = text[(match.Index + match.Length)..];
                Assert.True(after.Length > 1, pair.ToString());
                var (measure, _) = nouns.FirstOrDefault(entry =>
                    Adjectives.Append("").Any(adjective => after[1..].StartsWith(adjective + entry.Noun, StringComparison.Ordinal))
                );
                Assert.True(measure == after[..1], pair.ToString());
                counted++;
            }
        }
        Assert.True(counted > 10_000);
        None(pair => Regex.IsMatch(pair.Target, "二(?!十)") && !pair.Target.Contains("十二"));
    }

    [Fact]
    public void This_and_that_take_the_measure_word_too()
    {
        var measures = string.Concat(MeasureWords.Select(entry => entry.Measure)) + "些是不几一两三四五六七八九十";
        None(pair => Regex.IsMatch(pair.Target, $"[这那](?![{measures}])"));
    }

    [Fact]
    public void Negation_is_on_both_sides_or_on_neither()
    {
        foreach (var pair in Pairs.Select(item => item.Pair))
        {
            var english =
                Regex.IsMatch(pair.Source, @"n't\b|\bnot\b|\bnever\b") && !pair.Source.EndsWith("or not?", StringComparison.Ordinal);
            // A verb or an adjective on both sides of 不 or 没 asks and does not deny; 没有 of a comparison denies.
            var plain = Regex.Replace(pair.Target, @"(?<!现)(.)不\1|有没有|天气不好", "");
            Assert.True(english == Regex.IsMatch(plain, "[不没]"), pair.ToString());
        }
    }

    [Fact]
    public void Time_stands_before_the_verb_in_Chinese_and_at_the_end_in_English()
    {
        // A journey, a meal, a purchase and reading stand for all verbs.
        string[] verbs = ["去", "吃", "买", "喝", "写", "游泳", "跑", "听", "送给", "洗", "修"];
        var timed = 0;
        foreach (
            var (structure, pair) in Pairs.Where(item =>
                item.Structure.Features.HasFlag(PhraseFeatures.Time) && !item.Structure.Features.HasFlag(PhraseFeatures.Joined)
            )
        )
        {
            var time = ChineseTimes.FirstOrDefault(pair.Target.Contains) ?? (pair.Target.Contains("早上") ? "早上" : "晚上");
            var at = pair.Target.IndexOf(time, StringComparison.Ordinal);
            Assert.True(at >= 0, pair.ToString());
            if (verbs.FirstOrDefault(verb => pair.Target.Replace("去年", "", StringComparison.Ordinal).Contains(verb)) is { } said)
            {
                Assert.True(at < pair.Target.IndexOf(said, StringComparison.Ordinal), pair.ToString());
                timed++;
            }
            Assert.Matches(
                @"(yesterday|Sunday|week|morning|night|tomorrow|tonight|today|now|day|weekend|Monday|evening)[.?]$",
                pair.Source
            );
        }
        Assert.True(timed > 10_000);
    }

    [Fact]
    public void Place_stands_before_the_verb_in_Chinese_and_after_it_in_English()
    {
        foreach (
            var (_, pair) in Pairs.Where(item =>
                item.Structure.Features.HasFlag(PhraseFeatures.Place) && !item.Structure.Features.HasFlag(PhraseFeatures.Joined)
            )
        )
        {
            Assert.Matches(
                "在(家|厨房|客厅|花园里|公园|图书馆|学校|教室|办公室|医院|饭馆|咖啡馆|超市|商店|书店|河里|海里).*[喝吃看写买卖洗画唱听修种拍游跑跳做踢打弹下学工休锻散睡]",
                pair.Target
            );
            Assert.Matches(@"\w+ (at|in) (the )?\w+", pair.Source);
        }
    }

    [Fact]
    public void Aspect_follows_the_English_tense()
    {
        bool Has(PhraseStructure structure, PhraseFeatures features) => (structure.Features & features) == features;
        foreach (
            var (structure, pair) in Pairs.Where(item =>
                (
                    item.Structure.Features
                    & (PhraseFeatures.Joined | PhraseFeatures.Description | PhraseFeatures.Location | PhraseFeatures.Identity)
                ) == 0
            )
        )
        {
            if (Has(structure, PhraseFeatures.Experience))
            {
                Assert.Contains("过", pair.Target);
            }

            if (Has(structure, PhraseFeatures.Past | PhraseFeatures.Negation))
            {
                Assert.True(pair.Target.Contains('没') && !pair.Target.Contains('了'), pair.ToString());
            }

            if (Has(structure, PhraseFeatures.Past) && !Has(structure, PhraseFeatures.Negation))
            {
                Assert.True(pair.Target.Contains('了') || pair.Target.EndsWith("的？", StringComparison.Ordinal), pair.ToString());
            }

            if (Has(structure, PhraseFeatures.Progressive))
            {
                Assert.Matches("正|没|在", pair.Target);
            }
        }
    }

    [Fact]
    public void A_sentence_has_the_translation_that_a_speaker_gives()
    {
        Dictionary<string, string> expected = new()
        {
            ["There are two books on the table."] = "桌子上有两本书。",
            ["This book is more expensive than that one."] = "这本书比那本贵。",
            ["Who can swim?"] = "谁会游泳？",
            ["He has never been to Beijing."] = "他从来没去过北京。",
            ["What did Tom buy at the supermarket yesterday?"] = "汤姆昨天在超市买了什么？",
            ["How many apples did she buy yesterday?"] = "她昨天买了几个苹果？",
            ["When did she go to Beijing by train?"] = "她是什么时候坐火车去北京的？",
            ["Is he drinking tea at home now?"] = "他现在正在家喝茶吗？",
            ["I am taller than my little sister."] = "我比我妹妹高。",
            ["My mother isn't as busy as me."] = "我妈妈没有我忙。",
            ["Mary closed the window yesterday."] = "玛丽昨天把窗户关上了。",
            ["I don't know whether he likes drinking coffee."] = "我不知道他喜不喜欢喝咖啡。",
            ["Tom didn't go to the park because he was tired."] = "因为汤姆很累，所以他没去公园。",
            ["She is wearing a red skirt."] = "她穿着一条红色的裙子。",
            ["Let's go to the museum tomorrow."] = "我们明天去博物馆吧。",
        };
        var found = PhraseGenerator
            .Structures.Where(structure => structure.Count < 9000)
            .SelectMany(structure => Enumerable.Range(0, structure.Count).Select(index => structure[index]))
            .Where(pair => expected.ContainsKey(pair.Source))
            .ToDictionary(pair => pair.Source, pair => pair.Target);
        Assert.Equal(expected.OrderBy(pair => pair.Key), found.OrderBy(pair => pair.Key));
    }

    [Fact]
    public void Parts_share_no_sentence_and_the_seed_decides()
    {
        SentencePair[] all = [.. Drawn.Train, .. Drawn.Validation, .. Drawn.Test];
        Assert.Equal((20000, 1000, 2000), (Drawn.Train.Length, Drawn.Validation.Length, Drawn.Test.Length));
        Assert.Equal(all.Length, all.Select(pair => pair.Source).Distinct().Count());
        Assert.Equal(all.Length, all.Select(pair => pair.Target).Distinct().Count());
        var again = Datasets.PhrasePairs("phrases", 20000, 1000, 2000, 1);
        Assert.Equal(Drawn.Train, again.Train);
        Assert.Equal(Drawn.Validation, again.Validation);
        Assert.Equal(Drawn.Test, again.Test);
        var other = Datasets.PhrasePairs("phrases", 20000, 1000, 2000, 2);
        Assert.NotEqual(Drawn.Train, other.Train);
        Assert.NotEqual(Drawn.Test, other.Test);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Training_knows_every_word_of_the_other_parts(int seed)
    {
        var drawn = seed == 1 ? Drawn : Datasets.PhrasePairs("phrases", 20000, 1000, 2000, seed);
        var words = drawn.Train.SelectMany(pair => Words(pair.Source)).ToHashSet();
        var characters = drawn.Train.SelectMany(pair => pair.Target).ToHashSet();
        foreach (var pair in drawn.Validation.Concat(drawn.Test))
        {
            Assert.All(Words(pair.Source), word => Assert.Contains(word, words));
            Assert.All(pair.Target, character => Assert.Contains(character, characters));
        }
    }

    [Fact]
    public void The_test_holds_combinations_that_training_never_shows_of_features_that_it_knows()
    {
        bool New(SentencePair pair) =>
            Regex.IsMatch(
                pair.Source,
                @"^(Is|Are) (?![^?]*\bgoing\b)[^?]*\b(?!Xiaoming)\w+ing\b[^?]* (at home|in the (garden|kitchen|park|"
                    + @"library|office|classroom|living room))( now)?\?$"
            );
        Assert.DoesNotContain(Drawn.Train, New);
        Assert.DoesNotContain(Drawn.Validation, New);
        Assert.Contains(Drawn.Test, New);
        Assert.DoesNotContain(Drawn.Train, pair => Regex.IsMatch(pair.Target, "[没不](想|会|要|应该)?把"));
        var known = PhraseGenerator
            .Structures.Where(structure => !structure.HeldOut)
            .Aggregate(PhraseFeatures.None, (all, structure) => all | structure.Features);
        foreach (var structure in PhraseGenerator.Structures.Where(structure => structure.HeldOut))
        {
            Assert.Equal(structure.Features, structure.Features & known);
        }

        Assert.All(
            PhraseGenerator.HeldOut,
            together => Assert.Contains(PhraseGenerator.Structures, structure => (structure.Features & together) == together)
        );
    }

    [Fact]
    public void Asking_for_nothing_or_for_more_than_there_is_says_what_there_is()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Datasets.Phrases(train: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Datasets.Phrases(validation: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Datasets.Phrases(test: -1));
        var train = Assert.Throws<ArgumentOutOfRangeException>(() => Datasets.Phrases(train: int.MaxValue));
        Assert.Contains(
            (PhraseGenerator.Count - PhraseGenerator.HeldOutCount).ToString("N0", System.Globalization.CultureInfo.InvariantCulture),
            train.Message
        );
        var test = Assert.Throws<ArgumentOutOfRangeException>(() => Datasets.Phrases(test: 1_000_000));
        Assert.Contains(PhraseGenerator.HeldOutCount.ToString("N0", System.Globalization.CultureInfo.InvariantCulture), test.Message);
    }

    [GeneratedRegex(@"[\p{L}']+")]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"^[A-Z][A-Za-zé', ]*[a-zé][.?]$")]
    private static partial Regex EnglishShape();

    [GeneratedRegex(@"^[\u4e00-\u9fff]+(，[\u4e00-\u9fff]+)?[。？]$")]
    private static partial Regex ChineseShape();

    [GeneratedRegex(@"\ba [aeiou]|\ban [^aeiou]|\b(a|an|the|this|that) (a|an|the|this|that)\b")]
    private static partial Regex WrongArticle();

    [GeneratedRegex(
        @"\b(?:(?:[Tt]hese|[Tt]hose|many)(?: (?:two|three|four|five))?|two|three|four|five|six|seven|eight|"
            + @"nine|ten|twelve|twenty) (?!two|three|four|five|are|my|your|his|her|our|their)(?:red |white |black |"
            + @"blue |yellow |new |old |big |small |good |older |little |football )?([a-z]+)"
    )]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"\b(teas|coffees|waters|milks|juices|beers|breads|rices|musics)\b")]
    private static partial Regex MassPlural();

    [GeneratedRegex(
        @"^(He|She|It|Who|Tom|Mary|Lili|Xiaoming|Mr Wang|Ms Li|My mother|My father|His wife|Her husband|His "
            + @"son|Her daughter) (often |always |never |usually |rarely |sometimes )?(are|am|were|have|do|don't|"
            + @"want|like|drink|eat|read (?=novels|books)|buy|play|go|need|watch)\b(?! (?:are|were) )|^(I|We|They|"
            + @"You|The children|The students|My parents|Our neighbours) (often |always |never |usually |rarely |"
            + @"sometimes )?(is|has|does|doesn't|wants|likes|drinks|eats|reads|buys|plays|goes|watches)\b|^(Does|Is|"
            + @"Has|Was) (I|you|we|they|the (?:children|students)|my parents|our neighbours) |^(Do|Are|Have|Were) "
            + @"(he|she|it|Tom|Mary|Lili|your mother|your wife|my mother|my father) |\bI (are|is|were)\b|\b(we|they|"
            + @"you) (am|was|is)\b"
    )]
    private static partial Regex WrongAgreement();

    [GeneratedRegex(
        @"\b(doesn't|don't|didn't|will|won't|can|can't|must|should|shouldn't|to) (drank|ate|wrote|bought|drew|"
            + @"went|swam|ran|(?!Beijing|Xiaoming|sing\b)\w+ing|has|goes|drinks|eats|buys|plays|wants|likes)\b|"
            + @"\b(has|have|hasn't|haven't) (never )?(drank|ate|wrote|drew|went|swam|saw|took)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex WrongAfterAuxiliary();

    [GeneratedRegex("十二|二十|[一两二三四五六七八九十几](?!十)")]
    private static partial Regex ChineseNumber();
}

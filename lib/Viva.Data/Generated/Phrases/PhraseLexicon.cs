namespace Viva.Data.Generated.Phrases;

/// <summary>The words of <see cref="PhraseGenerator"/>, in classes that make sense together: one drinks tea and reads books.</summary>
internal static class PhraseLexicon
{
    public static readonly Person I = new("I", "我", Agreement.First, "I", "我");
    public static readonly Person You = new("you", "你", Agreement.Plural, "you", "你");
    public static readonly Person Who = new("who", "谁", Agreement.Third, "who", "谁");
    private static readonly Person He = new("he", "他", Agreement.Third, "he", "他");
    private static readonly Person She = new("she", "她", Agreement.Third, "she", "她");
    private static readonly Person We = new("we", "我们", Agreement.Plural, "we", "我们");
    private static readonly Person They = new("they", "他们", Agreement.Plural, "they", "他们");

    /// <summary>People with names of their own, who can be given things and compared with others.</summary>
    public static readonly Person[] Named =
    [
        Man("Tom", "汤姆"),
        Woman("Mary", "玛丽"),
        Man("Xiaoming", "小明"),
        Woman("Lili", "丽丽"),
        Man("Mr Wang", "王先生"),
        Woman("Ms Li", "李女士"),
        Woman("my mother", "我妈妈"),
        Man("my father", "我爸爸"),
        Man("my older brother", "我哥哥"),
        Woman("my little sister", "我妹妹") with
        {
            Adult = false,
        },
        Woman("my grandmother", "我奶奶"),
        Man("her husband", "她丈夫"),
        Woman("his wife", "他妻子"),
        Man("his son", "他儿子") with
        {
            Adult = false,
        },
        Woman("her daughter", "她女儿") with
        {
            Adult = false,
        },
    ];

    private static readonly Person[] Groups =
    [
        new("the children", "孩子们", Agreement.Plural, "they", "他们", Adult: false),
        new("the students", "学生们", Agreement.Plural, "they", "他们", Adult: false),
        new("my parents", "我父母", Agreement.Plural, "they", "他们"),
        new("our neighbours", "我们的邻居", Agreement.Plural, "they", "他们"),
    ];

    private static readonly Person[] Yours =
    [
        Woman("your mother", "你妈妈"),
        Man("your older brother", "你哥哥"),
        Woman("your wife", "你妻子"),
    ];

    /// <summary>Who statements are about: nobody is told what he himself does.</summary>
    public static readonly Person[] Told = [I, He, She, We, They, .. Named, .. Groups];

    /// <summary>Who questions are about: nobody asks what he himself does.</summary>
    public static readonly Person[] Asked = [You, He, She, They, .. Yours, .. Named[..8], .. Groups];

    /// <summary>Who advice is given to.</summary>
    public static readonly Person[] Advised = [You, .. Told];

    /// <summary>Who can be me, him, her, us or them.</summary>
    public static readonly Person[] Pronouns = [I, He, She, We, They];

    public static readonly PhraseNumber[] Numbers =
    [
        new(1, "one", "一"),
        new(2, "two", "两"),
        new(3, "three", "三"),
        new(4, "four", "四"),
        new(5, "five", "五"),
        new(6, "six", "六"),
        new(7, "seven", "七"),
        new(8, "eight", "八"),
        new(9, "nine", "九"),
        new(10, "ten", "十"),
        new(12, "twelve", "十二"),
        new(20, "twenty", "二十"),
    ];

    public static readonly Noun[] Drinks =
    [
        new("tea", "tea", "茶", "杯", "cup"),
        new("coffee", "coffee", "咖啡", "杯", "cup"),
        new("water", "water", "水", "杯", "glass"),
        new("milk", "milk", "牛奶", "杯", "glass"),
        new("juice", "juice", "果汁", "杯", "glass"),
    ];

    public static readonly Noun Beer = new("beer", "beer", "啤酒", "瓶", "bottle");

    public static readonly Noun[] Fruit =
    [
        new("apple", "apples", "苹果", "个"),
        new("orange", "oranges", "橙子", "个"),
        new("banana", "bananas", "香蕉", "根"),
        new("egg", "eggs", "鸡蛋", "个"),
        new("tomato", "tomatoes", "西红柿", "个"),
    ];

    public static readonly Noun Cake = new("cake", "cakes", "蛋糕", "个");

    public static readonly Noun[] Dishes =
    [
        new("dumpling", "dumplings", "饺子", "个"),
        new("noodles", "noodles", "面条", "碗", "bowl"),
        new("rice", "rice", "米饭", "碗", "bowl"),
        new("bread", "bread", "面包", "片", "slice"),
    ];

    public static readonly Noun Book = new("book", "books", "书", "本");
    public static readonly Noun Letter = new("letter", "letters", "信", "封");
    public static readonly Noun[] Readings =
    [
        Book,
        new("newspaper", "newspapers", "报纸", "份"),
        new("novel", "novels", "小说", "本"),
        new("magazine", "magazines", "杂志", "本"),
    ];

    public static readonly Noun Dictionary = new("dictionary", "dictionaries", "词典", "本");
    public static readonly Noun Map = new("map", "maps", "地图", "张");
    public static readonly Noun Ticket = new("ticket", "tickets", "票", "张");
    public static readonly Noun Film = new("film", "films", "电影", "部");
    public static readonly Noun Match = new("football match", "football matches", "足球比赛", "场");
    public static readonly Noun Song = new("song", "songs", "歌", "首");
    public static readonly Noun Photo = new("photo", "photos", "照片", "张");

    public static readonly Noun Hat = new("hat", "hats", "帽子", "顶");
    public static readonly Noun Skirt = new("skirt", "skirts", "裙子", "条");
    public static readonly Noun[] Clothes =
    [
        new("shirt", "shirts", "衬衫", "件"),
        new("coat", "coats", "大衣", "件"),
        new("sweater", "sweaters", "毛衣", "件"),
        Skirt,
        new("trousers", "trousers", "裤子", "条", "pair"),
        new("shoes", "shoes", "鞋", "双", "pair"),
    ];

    public static readonly Noun Bicycle = new("bicycle", "bicycles", "自行车", "辆");
    public static readonly Noun Car = new("car", "cars", "汽车", "辆");
    public static readonly Noun Computer = new("computer", "computers", "电脑", "台");
    public static readonly Noun Camera = new("camera", "cameras", "照相机", "台");
    public static readonly Noun Phone = new("phone", "phones", "手机", "部");
    public static readonly Noun Watch = new("watch", "watches", "手表", "块");
    public static readonly Noun Umbrella = new("umbrella", "umbrellas", "雨伞", "把");
    public static readonly Noun Key = new("key", "keys", "钥匙", "把");
    public static readonly Noun Cup = new("cup", "cups", "杯子", "个");
    public static readonly Noun Bag = new("bag", "bags", "包", "个");
    public static readonly Noun Table = new("table", "tables", "桌子", "张");
    public static readonly Noun Chair = new("chair", "chairs", "椅子", "把");
    public static readonly Noun Bed = new("bed", "beds", "床", "张");
    public static readonly Noun Flower = new("flower", "flowers", "花", "朵");
    public static readonly Noun Tree = new("tree", "trees", "树", "棵");
    public static readonly Noun Painting = new("painting", "paintings", "画", "幅");

    public static readonly Noun[] Animals =
    [
        new("cat", "cats", "猫", "只"),
        new("dog", "dogs", "狗", "只"),
        new("bird", "birds", "鸟", "只"),
        new("horse", "horses", "马", "匹"),
        new("fish", "fish", "鱼", "条"),
    ];

    public static readonly Noun[] People =
    [
        new("child", "children", "孩子", "个"),
        new("nurse", "nurses", "护士", "位"),
        new("doctor", "doctors", "医生", "位"),
        new("teacher", "teachers", "老师", "位"),
    ];

    /// <summary>What one has of kin and friends.</summary>
    public static readonly Noun[] Relations =
    [
        new("child", "children", "孩子", "个"),
        new("older brother", "older brothers", "哥哥", "个"),
        new("little sister", "little sisters", "妹妹", "个"),
        new("good friend", "good friends", "好朋友", "个"),
    ];

    /// <summary>What lies about a house and gets lost.</summary>
    public static readonly Noun[] SmallThings = [Book, Key, Phone, Cup, Hat, Camera, Umbrella, Map, Ticket, Dictionary, Letter, Photo];

    public static readonly Noun[] Furniture = [Table, Chair, Bed];
    public static readonly Noun[] Machines = [Bicycle, Car, Computer, Camera, Phone, Watch];

    public static readonly Noun[] Jobs =
    [
        new("teacher", "teachers", "老师", "位"),
        new("doctor", "doctors", "医生", "位"),
        new("nurse", "nurses", "护士", "位"),
        new("lawyer", "lawyers", "律师", "位"),
        new("engineer", "engineers", "工程师", "位"),
        new("driver", "drivers", "司机", "位"),
        new("actor", "actors", "演员", "位"),
        new("writer", "writers", "作家", "位"),
        new("cook", "cooks", "厨师", "位"),
    ];

    public static readonly Place Home = new("at home", "在家");
    public static readonly Place Kitchen = new("in the kitchen", "在厨房");
    public static readonly Place LivingRoom = new("in the living room", "在客厅");
    public static readonly Place Garden = new("in the garden", "在花园里");
    public static readonly Place Park = new("in the park", "在公园");
    public static readonly Place Library = new("in the library", "在图书馆");
    public static readonly Place School = new("at school", "在学校");
    public static readonly Place Classroom = new("in the classroom", "在教室");
    public static readonly Place Office = new("in the office", "在办公室");
    public static readonly Place Hospital = new("in the hospital", "在医院");
    public static readonly Place Restaurant = new("in the restaurant", "在饭馆");
    public static readonly Place Cafe = new("in the café", "在咖啡馆");
    public static readonly Place Supermarket = new("at the supermarket", "在超市");
    public static readonly Place Shop = new("in the shop", "在商店");
    public static readonly Place Bookshop = new("in the bookshop", "在书店");
    public static readonly Place Cinema = new("at the cinema", "在电影院");
    public static readonly Place River = new("in the river", "在河里");
    public static readonly Place Sea = new("in the sea", "在海里");

    /// <summary>Where people are.</summary>
    public static readonly Place[] Whereabouts = [Home, Kitchen, Garden, Park, Library, School, Office, Hospital, Cafe, Supermarket];

    public static readonly TimePhrase[] PastTimes =
    [
        new("yesterday", "昨天"),
        new("the day before yesterday", "前天"),
        new("last Sunday", "上个星期天"),
        new("last week", "上个星期"),
        new("this morning", "今天早上", PartOfDay: true),
        new("last night", "昨天晚上", PartOfDay: true),
    ];

    public static readonly TimePhrase[] FutureTimes =
    [
        new("tomorrow", "明天"),
        new("the day after tomorrow", "后天"),
        new("next Sunday", "下个星期天"),
        new("next week", "下个星期"),
        new("tomorrow morning", "明天早上", PartOfDay: true),
        new("tonight", "今天晚上", PartOfDay: true),
    ];

    public static readonly TimePhrase[] HabitTimes =
    [
        new("every day", "每天"),
        new("at the weekend", "周末"),
        new("every Monday", "每个星期一"),
        new("every morning", "每天早上", PartOfDay: true),
        new("every evening", "每天晚上", PartOfDay: true),
    ];

    /// <summary>Times that say when, not how often.</summary>
    public static readonly TimePhrase[] LooseTimes =
    [
        new("at the weekend", "周末"),
        new("in the evening", "晚上", PartOfDay: true),
        new("in the morning", "早上", PartOfDay: true),
    ];

    public static readonly TimePhrase[] NowTimes = [new("now", "现在")];
    public static readonly TimePhrase[] DutyTimes = [new("today", "今天"), FutureTimes[0], FutureTimes[5]];

    /// <summary>Adverbs of frequency: before the verb in both languages.</summary>
    public static readonly Adjunct[] Frequencies =
    [
        new("often", "常常"),
        new("always", "总是"),
        new("sometimes", "有时候"),
        new("usually", "通常"),
        new("rarely", "很少"),
    ];

    public static readonly Adjunct Never = new("never", "从来");

    public static readonly Adjunct[] Company =
    [
        new("with a friend", "和朋友一起"),
        new("with my uncle", "和我叔叔一起"),
        new("with my grandfather", "和我爷爷一起"),
    ];
    public static readonly Adjunct[] FarTransport = [new("by train", "坐火车"), new("by plane", "坐飞机")];
    public static readonly Adjunct[] NearTransport =
    [
        new("by bus", "坐公共汽车"),
        new("by bicycle", "骑自行车"),
        new("by taxi", "坐出租车"),
        new("on foot", "走路"),
    ];

    public static readonly (string English, string Chinese)[] Cities =
    [
        ("Beijing", "北京"),
        ("Shanghai", "上海"),
        ("London", "伦敦"),
        ("Paris", "巴黎"),
    ];

    public static readonly (string English, string Chinese)[] NearGoals =
    [
        ("the park", "公园"),
        ("the library", "图书馆"),
        ("the hospital", "医院"),
        ("the cinema", "电影院"),
        ("the bank", "银行"),
        ("the museum", "博物馆"),
        ("the station", "车站"),
        ("the supermarket", "超市"),
    ];

    public static readonly Adjective Expensive = new("expensive", "more expensive", "贵");
    public static readonly Adjective Cheap = new("cheap", "cheaper", "便宜");
    public static readonly Adjective Big = new("big", "bigger", "大");
    public static readonly Adjective Small = new("small", "smaller", "小");
    public static readonly Adjective New = new("new", "newer", "新");
    public static readonly Adjective Old = new("old", "older", "旧");
    public static readonly Adjective Heavy = new("heavy", "heavier", "重");
    public static readonly Adjective Pretty = new("pretty", "prettier", "漂亮");
    public static readonly Adjective Interesting = new("interesting", "more interesting", "有意思");
    public static readonly Adjective Long = new("long", "longer", "长");
    public static readonly Adjective Fast = new("fast", "faster", "快");
    public static readonly Adjective Sweet = new("sweet", "sweeter", "甜");
    public static readonly Adjective Hot = new("hot", "hotter", "热");
    public static readonly Adjective Cold = new("cold", "colder", "冷");
    public static readonly Adjective Warm = new("warm", "warmer", "暖和");
    public static readonly Adjective Cool = new("cool", "cooler", "凉快");
    public static readonly Adjective Clever = new("clever", "cleverer", "聪明");
    public static readonly Adjective Busy = new("busy", "busier", "忙");
    public static readonly Adjective Tired = new("tired", "more tired", "累");
    public static readonly Adjective Happy = new("happy", "happier", "高兴");
    public static readonly Adjective Hungry = new("hungry", "hungrier", "饿");
    public static readonly Adjective Tall = new("tall", "taller", "高");
    public static readonly Adjective Short = new("short", "shorter", "矮");
    public static readonly Adjective Young = new("young", "younger", "年轻");

    /// <summary>What people are for a while.</summary>
    public static readonly Adjective[] Moods = [Busy, Tired, Happy, Hungry];

    /// <summary>What people are for long.</summary>
    public static readonly Adjective[] Natures = [Tall, Young, Clever, Short];

    public static readonly Adjective[] Weathers = [Hot, Cold, Warm, Cool];

    /// <summary>Things with what can be said of them.</summary>
    public static readonly (Noun Noun, Adjective Adjective)[] Qualities =
    [
        .. Each([Book, Readings[2], Readings[3], Dictionary], [Expensive, Cheap, Interesting, Heavy]),
        .. Each([Film], [Interesting, Long]),
        .. Each(Clothes, [Expensive, Cheap, Pretty, New, Old]),
        .. Each([Hat], [Expensive, Cheap, Pretty, Big, Small]),
        .. Each([Car, Bicycle], [Expensive, Cheap, New, Old, Fast, Pretty]),
        .. Each([Computer, Camera, Phone, Watch], [Expensive, Cheap, New, Old]),
        .. Each(Furniture, [Expensive, Cheap, New, Old, Big, Small, Heavy]),
        .. Each([Bag], [Heavy, Big, Small, Pretty]),
        .. Each(Fruit[..3], [Big, Small, Sweet, Expensive, Cheap]),
        .. Each(Animals[..4], [Big, Small, Clever, Pretty]),
        .. Each([Flower, Painting], [Pretty, Expensive]),
    ];

    public static readonly (string English, string Chinese)[] Colours =
    [
        ("red", "红色的"),
        ("white", "白色的"),
        ("black", "黑色的"),
        ("blue", "蓝色的"),
        ("yellow", "黄色的"),
    ];

    /// <summary>Where a thing is: 桌子上 without 在.</summary>
    public static readonly (string English, string Chinese)[] Spots =
    [
        ("on the table", "桌子上"),
        ("on the chair", "椅子上"),
        ("on the bed", "床上"),
        ("under the table", "桌子下面"),
        ("in the bag", "包里"),
        ("in the drawer", "抽屉里"),
        ("in the box", "盒子里"),
    ];

    public static readonly (string English, string Chinese)[] AnimalSpots =
    [
        ("on the chair", "椅子上"),
        ("under the table", "桌子下面"),
        ("on the bed", "床上"),
        ("in the garden", "花园里"),
        ("in the room", "房间里"),
    ];

    public static readonly (string English, string Chinese)[] Rooms =
    [
        ("in the classroom", "教室里"),
        ("in the library", "图书馆里"),
        ("in the room", "房间里"),
        ("in the park", "公园里"),
    ];

    /// <summary>Adjectives of which there can be too much.</summary>
    public static readonly Adjective[] Excesses = [Expensive, Big, Small, Heavy, Old, Long, Sweet];

    public static readonly (string Owner, string Own, string Chinese)[] Owners =
    [
        ("my", "mine", "我的"),
        ("your", "yours", "你的"),
        ("his", "his", "他的"),
        ("her", "hers", "她的"),
        ("our", "ours", "我们的"),
        ("their", "theirs", "他们的"),
        ("Tom's", "Tom's", "汤姆的"),
        ("my mother's", "my mother's", "我妈妈的"),
    ];

    public static readonly EnglishVerb Go = new("go", "went", "been", "going"); // "has been to", not "has gone to"
    public static readonly EnglishVerb Be = new("be", "was", "been", "being");
    private static readonly EnglishVerb Play = new("play", "played", "played", "playing");
    private static readonly EnglishVerb Learn = new("learn", "learnt", "learnt", "learning");
    private static readonly EnglishVerb Speak = new("speak", "spoke", "spoken", "speaking");
    private static readonly EnglishVerb HaveMeal = new("have", "had", "had", "having");
    private static readonly EnglishVerb Put = new("put", "put", "put", "putting");

    /// <summary>Verbs with the nouns they take, and in which forms.</summary>
    public static readonly PhraseVerb[] Verbs =
    [
        new(
            new("drink", "drank", "drunk", "drinking"),
            "",
            "喝",
            Drinks,
            [Home, Cafe, Office],
            NounForms.Generic | NounForms.Indefinite | NounForms.Counted | NounForms.Tasted | NounForms.Asked
        ),
        new(
            new("drink", "drank", "drunk", "drinking"),
            "",
            "喝",
            [Beer],
            [Home, Restaurant],
            NounForms.Generic | NounForms.Indefinite | NounForms.Counted | NounForms.Tasted,
            DeedTraits.Adult
        ),
        new(
            new("eat", "ate", "eaten", "eating"),
            "",
            "吃",
            [.. Fruit, Cake],
            [Home, Kitchen],
            NounForms.Generic | NounForms.Indefinite | NounForms.Counted | NounForms.Tasted
        ),
        new(
            new("eat", "ate", "eaten", "eating"),
            "",
            "吃",
            Dishes,
            [Home, Restaurant, School],
            NounForms.Generic | NounForms.Indefinite | NounForms.Counted | NounForms.Tasted | NounForms.Asked
        ),
        new(
            new("read", "read", "read", "reading"),
            "",
            "看",
            Readings,
            [Home, Library, Park],
            NounForms.Generic | NounForms.Indefinite | NounForms.Counted | NounForms.Pointed | NounForms.Many | NounForms.Asked,
            DeedTraits.Duty
        ),
        new(
            new("watch", "watched", "watched", "watching"),
            "",
            "看",
            [Film, Match],
            [Home, LivingRoom],
            NounForms.Generic | NounForms.Indefinite | NounForms.Counted | NounForms.Pointed | NounForms.Many
        ),
        new(
            new("write", "wrote", "written", "writing"),
            "",
            "写",
            [Letter, new("email", "emails", "邮件", "封"), new("article", "articles", "文章", "篇")],
            [Home, Office, Library],
            NounForms.Generic | NounForms.Indefinite | NounForms.Counted | NounForms.Many | NounForms.Asked
        ),
        new(
            new("buy", "bought", "bought", "buying"),
            "",
            "买",
            [.. Fruit, Dishes[3], Drinks[3]],
            [Supermarket],
            NounForms.Generic | NounForms.Indefinite | NounForms.Counted | NounForms.Asked
        ),
        new(
            new("buy", "bought", "bought", "buying"),
            "",
            "买",
            [.. Readings, Dictionary, Map],
            [Bookshop],
            NounForms.Generic | NounForms.Indefinite | NounForms.Counted | NounForms.Pointed | NounForms.Asked
        ),
        new(
            new("buy", "bought", "bought", "buying"),
            "",
            "买",
            [.. Clothes, Hat, Umbrella, Bag],
            [Shop],
            NounForms.Indefinite | NounForms.Counted | NounForms.Pointed
        ),
        new(
            new("buy", "bought", "bought", "buying"),
            "",
            "买",
            [.. Machines, .. Furniture],
            [],
            NounForms.Indefinite | NounForms.Counted | NounForms.Pointed,
            DeedTraits.Adult | DeedTraits.Unwise
        ),
        new(
            new("sell", "sold", "sold", "selling"),
            "",
            "卖",
            [Car, Bicycle, Painting, Bed],
            [],
            NounForms.Indefinite | NounForms.Pointed,
            DeedTraits.Adult | DeedTraits.Unwise
        ),
        new(
            new("wash", "washed", "washed", "washing"),
            "",
            "洗",
            [.. Clothes[..4], Cup],
            [Home],
            NounForms.Indefinite | NounForms.Counted | NounForms.Pointed,
            DeedTraits.Duty
        ),
        new(
            new("draw", "drew", "drawn", "drawing"),
            "",
            "画",
            [.. Animals, Tree],
            [Home, Classroom, Garden],
            NounForms.Generic | NounForms.Indefinite | NounForms.Counted | NounForms.Asked
        ),
        new(new("sing", "sang", "sung", "singing"), "", "唱", [Song], [Home, Classroom], NounForms.Counted | NounForms.Pointed),
        new(
            new("listen", "listened", "listened", "listening"),
            "to",
            "听",
            [Song],
            [Home, LivingRoom],
            NounForms.Counted | NounForms.Pointed | NounForms.Many
        ),
        new(
            new("repair", "repaired", "repaired", "repairing"),
            "",
            "修",
            [Car, Bicycle, Computer, Chair],
            [Home, Garden],
            NounForms.Generic | NounForms.Indefinite | NounForms.Counted | NounForms.Pointed,
            DeedTraits.Adult | DeedTraits.Duty
        ),
        new(
            new("plant", "planted", "planted", "planting"),
            "",
            "种",
            [Tree],
            [Garden, Park],
            NounForms.Generic | NounForms.Counted | NounForms.Many
        ),
        new(
            new("take", "took", "taken", "taking"),
            "",
            "拍",
            [Photo],
            [Park, Garden],
            NounForms.Generic | NounForms.Counted | NounForms.Many
        ),
        new(
            new("see", "saw", "seen", "seeing"),
            "",
            "看见",
            [.. Animals[..4], Bicycle],
            [Park, Garden],
            NounForms.Counted,
            DeedTraits.PastOnly
        ),
    ];

    /// <summary>Whole activities without a choice of object.</summary>
    public static readonly Deed[] Activities =
    [
        Activity(
            new("swim", "swam", "swum", "swimming"),
            "",
            "游",
            "泳",
            [River, Sea],
            DeedTraits.Skill | DeedTraits.Shared | DeedTraits.Unwise
        ),
        Activity(new("run", "ran", "run", "running"), "", "跑", "步", [Park, School], DeedTraits.Shared),
        Activity(new("dance", "danced", "danced", "dancing"), "", "跳", "舞", [Home, Park], DeedTraits.Skill | DeedTraits.Shared),
        Activity(
            new("sing", "sang", "sung", "singing"),
            "",
            "唱",
            "歌",
            [Home, Classroom],
            DeedTraits.Skill | DeedTraits.Shared | DeedTraits.Unwise
        ),
        Activity(
            new("cook", "cooked", "cooked", "cooking"),
            "",
            "做",
            "饭",
            [Home, Kitchen],
            DeedTraits.Skill | DeedTraits.Shared | DeedTraits.Duty
        ),
        Activity(Play, "football", "踢", "足球", [Park, School], DeedTraits.Shared | DeedTraits.Unwise),
        Activity(Play, "basketball", "打", "篮球", [Park, School], DeedTraits.Shared),
        Activity(Play, "the piano", "弹", "钢琴", [Home, School], DeedTraits.Skill),
        Activity(Play, "the guitar", "弹", "吉他", [Home, Garden], DeedTraits.Skill),
        Activity(Play, "chess", "下", "棋", [Home, Park], DeedTraits.Skill | DeedTraits.Shared),
        Activity(new("listen", "listened", "listened", "listening"), "to music", "听", "音乐", [Home, Garden, LivingRoom], DeedTraits.None),
        Activity(new("watch", "watched", "watched", "watching"), "television", "看", "电视", [Home, LivingRoom], DeedTraits.Shared),
        Activity(Learn, "Chinese", "学", "中文", [Home, School], DeedTraits.Duty),
        Activity(Learn, "English", "学", "英语", [Home, School], DeedTraits.Duty),
        Activity(Learn, "history", "学", "历史", [Home, School], DeedTraits.Duty),
        Activity(Speak, "Chinese", "说", "中文", [], DeedTraits.SkillOnly),
        Activity(Speak, "English", "说", "英语", [], DeedTraits.SkillOnly),
        Activity(Speak, "French", "说", "法语", [], DeedTraits.SkillOnly),
        Activity(new("drive", "drove", "driven", "driving"), "", "开", "车", [], DeedTraits.SkillOnly | DeedTraits.Adult),
        Activity(new("ride", "rode", "ridden", "riding"), "a bicycle", "骑", "自行车", [], DeedTraits.SkillOnly),
        Activity(new("work", "worked", "worked", "working"), "", "工作", "", [Home, Office, Hospital], DeedTraits.Adult | DeedTraits.Duty),
        Activity(new("study", "studied", "studied", "studying"), "", "学习", "", [Library, Home, Classroom], DeedTraits.Duty),
        Activity(new("rest", "rested", "rested", "resting"), "", "休息", "", [Home, Garden], DeedTraits.Duty),
        Activity(
            new("exercise", "exercised", "exercised", "exercising"),
            "",
            "锻炼",
            "",
            [Park, Home],
            DeedTraits.Duty | DeedTraits.Shared
        ),
        Activity(HaveMeal, "breakfast", "吃", "早饭", [Home, Kitchen], DeedTraits.Meal | DeedTraits.Shared | DeedTraits.Duty),
        Activity(HaveMeal, "lunch", "吃", "午饭", [Home, Restaurant, Office], DeedTraits.Meal | DeedTraits.Shared | DeedTraits.Duty),
        Activity(HaveMeal, "dinner", "吃", "晚饭", [Home, Restaurant], DeedTraits.Meal | DeedTraits.Shared),
        Activity(new("take", "took", "taken", "taking"), "a walk", "散", "步", [Park, Garden], DeedTraits.Shared),
        Activity(new("clean", "cleaned", "cleaned", "cleaning"), "the room", "打扫", "房间", [], DeedTraits.Duty),
        Activity(new("sleep", "slept", "slept", "sleeping"), "", "睡", "觉", [Home], DeedTraits.NoHabit),
    ];

    /// <summary>Journeys.</summary>
    public static readonly Deed[] Journeys =
    [
        .. Cities.Select(city => new Deed(Go, "to " + city.English, "去", city.Chinese, true, [], DeedTraits.Journey)),
        .. NearGoals.Select(goal => new Deed(Go, "to " + goal.English, "去", goal.Chinese, true, [], DeedTraits.Journey | DeedTraits.Near)),
    ];

    /// <summary>Errands: Chinese strings two verbs together.</summary>
    public static readonly Deed[] Errands =
    [
        Errand("the library", "to read books", "图书馆", "看书"),
        Errand("the library", "to study", "图书馆", "学习"),
        Errand("the park", "to run", "公园", "跑步"),
        Errand("the park", "to take a walk", "公园", "散步"),
        Errand("the supermarket", "to buy bread", "超市", "买面包"),
        Errand("the supermarket", "to buy milk", "超市", "买牛奶"),
        Errand("the bookshop", "to buy books", "书店", "买书"),
        Errand("the cinema", "to watch a film", "电影院", "看电影"),
        Errand("the restaurant", "to have dinner", "饭馆", "吃晚饭") with
        {
            Traits = DeedTraits.Meal,
        },
        Errand("the station", "to buy a ticket", "车站", "买票"),
    ];

    /// <summary>What is done to a known thing: 把 moves it before the verb.</summary>
    public static readonly Deed[] Moves =
    [
        .. from thing in SmallThings
        from spot in Spots
        where !spot.English.EndsWith("bed", StringComparison.Ordinal) && !spot.English.StartsWith("under", StringComparison.Ordinal)
        select new Deed(Put, $"the {thing.English} {spot.English}", $"把{thing.Chinese}放在", spot.Chinese, false, [], DeedTraits.None),
        .. from thing in SmallThings.Where(thing => thing != Cup && thing != Photo)
        from way in new[] { ("home", "把", "带回家"), ("to the office", "把", "带到办公室") }
        select new Deed(
            new("take", "took", "taken", "taking"),
            $"the {thing.English} {way.Item1}",
            way.Item2 + thing.Chinese + way.Item3,
            "",
            false,
            [],
            DeedTraits.None
        ),
        .. from thing in SmallThings
        from person in new[] { ("Tom", "汤姆"), ("the teacher", "老师"), ("the doctor", "医生") }
        select new Deed(
            new("give", "gave", "given", "giving"),
            $"the {thing.English} to {person.Item1}",
            $"把{thing.Chinese}给",
            person.Item2,
            false,
            [],
            DeedTraits.None
        ),
        .. from part in new[] { ("door", "门"), ("window", "窗户") }
        from turn in new[]
        {
            (new EnglishVerb("open", "opened", "opened", "opening"), "打开"),
            (new EnglishVerb("close", "closed", "closed", "closing"), "关上"),
        }
        select new Deed(turn.Item1, "the " + part.Item1, $"把{part.Item2}{turn.Item2}", "", false, [], DeedTraits.None),
    ];

    private static Person Man(string english, string chinese) => new(english, chinese, Agreement.Third, "he", "他");

    private static Person Woman(string english, string chinese) => new(english, chinese, Agreement.Third, "she", "她");

    private static Deed Activity(
        EnglishVerb verb,
        string rest,
        string chineseVerb,
        string chineseObject,
        Place[] places,
        DeedTraits traits
    ) => new(verb, rest, chineseVerb, chineseObject, false, places, traits);

    private static Deed Errand(string goal, string purpose, string chineseGoal, string chinesePurpose) =>
        new(Go, $"to {goal} {purpose}", "去" + chineseGoal, chinesePurpose, false, [], DeedTraits.None);

    private static IEnumerable<(Noun, Adjective)> Each(Noun[] nouns, Adjective[] adjectives) =>
        from noun in nouns
        from adjective in adjectives
        select (noun, adjective);
}

/// <summary>In which forms a verb takes its nouns.</summary>
[Flags]
internal enum NounForms
{
    /// <summary>Drinks tea, reads books: in general.</summary>
    Generic = 1,

    /// <summary>Is reading a book: one, which Chinese leaves unsaid.</summary>
    Indefinite = 2,

    /// <summary>Read two books: with a measure word.</summary>
    Counted = 4,

    /// <summary>This book.</summary>
    Pointed = 8,

    /// <summary>Has read many books.</summary>
    Many = 16,

    /// <summary>Has never eaten dumplings.</summary>
    Tasted = 32,

    /// <summary>What did he buy?</summary>
    Asked = 64,
}

/// <summary>A verb and the nouns that make sense with it.</summary>
internal sealed record PhraseVerb(
    EnglishVerb Verb,
    string Particle,
    string Chinese,
    Noun[] Nouns,
    Place[] Places,
    NounForms Forms,
    DeedTraits Traits = DeedTraits.None
);

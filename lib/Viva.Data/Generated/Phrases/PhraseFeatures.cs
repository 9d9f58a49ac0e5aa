namespace Viva.Data.Generated.Phrases;

/// <summary>The grammatical building blocks of a pair of <see cref="PhraseGenerator"/>. A structure is a set of them.</summary>
[Flags]
internal enum PhraseFeatures : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Any question.</summary>
    Question = 1ul << 0,

    /// <summary>Not, never, no: 不, 没, 没有, 别.</summary>
    Negation = 1ul << 1,

    /// <summary>What is done regularly: the English present.</summary>
    Habit = 1ul << 2,

    /// <summary>Is doing: 正在.</summary>
    Progressive = 1ul << 3,

    /// <summary>Did: 了, denied by 没.</summary>
    Past = 1ul << 4,

    /// <summary>Has (ever) done: 过.</summary>
    Experience = 1ul << 5,

    /// <summary>Will: 会.</summary>
    Future = 1ul << 6,

    /// <summary>Is going to: 要.</summary>
    Intention = 1ul << 7,

    /// <summary>Wants to: 想.</summary>
    Wish = 1ul << 8,

    /// <summary>Likes doing: 喜欢.</summary>
    Liking = 1ul << 9,

    /// <summary>Can: 会, of skills.</summary>
    Ability = 1ul << 10,

    /// <summary>Must: 必须.</summary>
    Duty = 1ul << 11,

    /// <summary>Should: 应该.</summary>
    Advice = 1ul << 12,

    /// <summary>When: last in English, before the verb in Chinese.</summary>
    Time = 1ul << 13,

    /// <summary>Where it happens: after the English verb, 在 before the Chinese one.</summary>
    Place = 1ul << 14,

    /// <summary>Often, never: 常常, 从来.</summary>
    Frequency = 1ul << 15,

    /// <summary>With somebody: 和...一起.</summary>
    Companion = 1ul << 16,

    /// <summary>By train: 坐火车.</summary>
    Transport = 1ul << 17,

    /// <summary>A number with a measure word.</summary>
    Number = 1ul << 18,

    /// <summary>This, that: 这, 那 with a measure word.</summary>
    Pointed = 1ul << 19,

    /// <summary>Asks what.</summary>
    What = 1ul << 20,

    /// <summary>Asks who.</summary>
    Who = 1ul << 21,

    /// <summary>Asks where.</summary>
    Where = 1ul << 22,

    /// <summary>Asks when.</summary>
    When = 1ul << 23,

    /// <summary>Asks how, or how much it costs.</summary>
    How = 1ul << 24,

    /// <summary>Asks why.</summary>
    Why = 1ul << 25,

    /// <summary>Asks how many: 几.</summary>
    HowMany = 1ul << 26,

    /// <summary>Goes somewhere.</summary>
    Journey = 1ul << 27,

    /// <summary>Goes somewhere to do something: two verbs in a row.</summary>
    Errand = 1ul << 28,

    /// <summary>Does something to a known thing: 把.</summary>
    Disposal = 1ul << 29,

    /// <summary>Gives somebody something: two objects.</summary>
    Gift = 1ul << 30,

    /// <summary>Has: 有.</summary>
    Having = 1ul << 31,

    /// <summary>There is: place first, 有.</summary>
    Existence = 1ul << 32,

    /// <summary>Is somewhere: 在 as the verb.</summary>
    Location = 1ul << 33,

    /// <summary>Is such: 很 and an adjective without a verb.</summary>
    Description = 1ul << 34,

    /// <summary>Very, too, much, a little.</summary>
    Degree = 1ul << 35,

    /// <summary>Is more such than: 比, 没有.</summary>
    Comparison = 1ul << 36,

    /// <summary>Is somebody or something: 是.</summary>
    Identity = 1ul << 37,

    /// <summary>Whose: 的.</summary>
    Owner = 1ul << 38,

    /// <summary>A colour or another adjective before the noun.</summary>
    Colour = 1ul << 39,

    /// <summary>Is wearing: 着.</summary>
    Wearing = 1ul << 40,

    /// <summary>Because, but, if, when: two clauses.</summary>
    Joined = 1ul << 41,

    /// <summary>Whether: the verb or adjective is repeated around 不 or 没.</summary>
    Whether = 1ul << 42,

    /// <summary>Please: 请.</summary>
    Request = 1ul << 43,

    /// <summary>Let's: 吧.</summary>
    Suggestion = 1ul << 44,

    /// <summary>Rain and snow.</summary>
    Weather = 1ul << 45,

    /// <summary>Has children, friends.</summary>
    Kin = 1ul << 46,
}

using Viva.Text;

namespace Viva.Tests.Text;

public sealed class VocabularyTests
{
    private static readonly string[][] Texts =
    [
        ["b", "a", "b"],
        ["c", "b", "a"],
        [],
    ];

    [Fact]
    public void Tokens_are_numbered_by_falling_count_after_padding_unknown_and_special_ones()
    {
        var words = Vocabulary.Of(Texts, special: ["<end>"]);
        Assert.Equal(["", "<unk>", "<end>", "b", "a", "c"], Enumerable.Range(0, words.Count).Select(i => words[(long)i]));
        Assert.Equal([3, 1, 2], words.Encode(["b", "猫", "<end>"]));
        Assert.Equal(["b", "<unk>"], words.Decode([3, 1, 0, 0]));
        Assert.True(words.Contains("c") && !words.Contains("猫"));
        Assert.Equal("6 tokens", words.ToString());
    }

    [Fact]
    public void Rare_tokens_and_those_beyond_the_most_are_unknown()
    {
        Assert.Equal(4, Vocabulary.Of(Texts, leastCount: 2).Count);
        Assert.Equal("b", Vocabulary.Of(Texts, most: 3)[2]);
        Assert.Equal(Vocabulary.Unknown, Vocabulary.Of(Texts, most: 3)["a"]);
    }

    [Fact]
    public void Equal_counts_are_in_ordinal_order() =>
        Assert.Equal(
            ["Z", "a", "猫"],
            Vocabulary
                .Of([
                    ["猫", "a", "Z"],
                ])
                .Decode([2, 3, 4])
        );

    [Fact]
    public void No_text_gives_padding_and_unknown() => Assert.Equal(2, Vocabulary.Of([]).Count);

    [Fact]
    public void A_special_token_that_a_text_holds_is_counted_once() =>
        Assert.Equal(
            3,
            Vocabulary
                .Of(
                    [
                        ["<end>", "<unk>", ""],
                    ],
                    special: ["<end>"]
                )
                .Count
        );

    [Fact]
    public void What_cannot_be_is_refused_with_the_limit()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Vocabulary.Of(Texts, leastCount: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Vocabulary.Of(Texts, most: 1));
        Assert.Contains("<end>", Assert.Throws<ArgumentException>(() => Vocabulary.Of(Texts, special: ["<end>", "<end>"])).Message);
        Assert.Contains("0 to 4", Assert.Throws<ArgumentOutOfRangeException>(() => Vocabulary.Of(Texts)[5]).Message);
    }
}

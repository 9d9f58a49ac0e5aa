using Viva.Text;

namespace Viva.Tests.Text;

public sealed class JiebaTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("研究生命的起源", "研究|生命|的|起源")]
    [InlineData("好😀的𠮷野家", "好|😀|的|𠮷|野家")]
    [InlineData("café cafe\u0301", "caf|é| |cafe|\u0301")]
    [InlineData("x😀", "x|😀")]
    public void Text_is_cut_into_whole_characters(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Jieba.Cut(text)));

    [Theory]
    [InlineData("他说的确实在理，\n魑魅魍魉 abc 3.14 👨‍👩‍👧")]
    [InlineData("\ud83d")]
    [InlineData("\ude00\ud83d")]
    public void The_words_make_up_the_text(string text) => Assert.Equal(text, string.Concat(Jieba.Cut(text)));

    [Fact]
    public void The_dictionary_holds_words_and_no_frequencies()
    {
        Assert.InRange(Jieba.Dictionary.Count, 300_000, 400_000);
        Assert.Contains("研究生", Jieba.Dictionary);
        Assert.DoesNotContain("", Jieba.Dictionary);
        Assert.DoesNotContain(Jieba.Dictionary, word => word.Contains(' ', StringComparison.Ordinal));
    }

    [Fact]
    public void No_text_is_refused() => Assert.Throws<ArgumentNullException>(() => Jieba.Cut(null!));
}

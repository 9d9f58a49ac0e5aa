using Viva.Text;

namespace Viva.Tests.Text;

public sealed class WordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\n", "")]
    [InlineData("I don't know.", "i|don't|know|.")]
    [InlineData("It\u2019s 3.14, not 1,000!", "it\u2019s|3.14|,|not|1,000|!")]
    [InlineData("'quoted' end.", "'|quoted|'|end|.")]
    [InlineData("state-of-the-art", "state|-|of|-|the|-|art")]
    [InlineData("b2b 2nd", "b2b|2nd")]
    [InlineData("我喜欢C# 9。", "我|喜|欢|c|#|9|。")]
    [InlineData("𠀀かな", "𠀀|か|な")]
    [InlineData("na\u00efve na\u0069\u0308ve", "na\u00efve|na\u0069\u0308ve")]
    [InlineData("q\u0323\u0307x", "q\u0323\u0307x")]
    [InlineData("ok👩‍👩‍👧👍🏽no", "ok|👩‍👩‍👧|👍🏽|no")]
    [InlineData("a\u200bb", "a|b")]
    public void Text_is_cut_where_a_reader_would(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Words.Split(text)));

    [Fact]
    public void Half_a_surrogate_pair_is_one_token_and_no_failure() => Assert.Equal(["a", "\ufffd"], Words.Split("a \ud83d"));
}

using Viva.Text;

namespace Viva.Tests.Text;

public sealed class TagSpansTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("O O", "")]
    [InlineData("B-PER I-PER O B-LOC", "0-2 PER, 3-4 LOC")]
    [InlineData("B-PER B-PER", "0-1 PER, 1-2 PER")]
    [InlineData("B-PER I-LOC I-LOC", "0-1 PER, 1-3 LOC")]
    [InlineData("O I-ORG", "1-2 ORG")]
    public void Spans_begin_at_B_and_go_on_at_I(string tags, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                ", ",
                TagSpans.Of(tags.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(s => $"{s.Start}-{s.End} {s.Type}")
            )
        );

    [Theory]
    [InlineData("PER")]
    [InlineData("B-")]
    [InlineData("")]
    public void Other_tags_are_refused_by_name(string tag) =>
        Assert.Contains($"\"{tag}\"", Assert.Throws<ArgumentException>(() => TagSpans.Of(["O", tag])).Message, StringComparison.Ordinal);

    [Fact]
    public void F1_counts_spans_with_both_ends_and_the_type_right()
    {
        string[] right = ["B-PER", "I-PER", "O", "B-LOC"],
            half = ["B-PER", "O", "O", "B-LOC"],
            otherType = ["B-ORG", "I-ORG", "O", "O"];
        Assert.Equal(1, TagSpans.F1([right], [right]));
        Assert.Equal(0.5, TagSpans.F1([half], [right])); // 1 right of 2 marked, of 2 to find
        Assert.Equal(0, TagSpans.F1([otherType], [right]));
        Assert.Equal(2.0 * 3 / 8, TagSpans.F1([right, half], [right, right]));
        Assert.Equal(
            1,
            TagSpans.F1(
                [
                    ["O"],
                ],
                [
                    ["O"],
                ]
            )
        );
    }

    [Fact]
    public void Sentences_that_do_not_belong_together_are_refused()
    {
        Assert.Throws<ArgumentException>(() =>
            TagSpans.F1(
                [
                    ["O"],
                    ["O"],
                ],
                [
                    ["O"],
                ]
            )
        );
        Assert.Throws<ArgumentException>(() =>
            TagSpans.F1(
                [
                    ["O", "O"],
                ],
                [
                    ["O"],
                ]
            )
        );
    }
}

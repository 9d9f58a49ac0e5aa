using Viva.Data.Generated.Names;
using Viva.Data.Records;
using Viva.Text;

namespace Viva.Tests.Text;

public sealed class NameSentencesTests
{
    [Fact]
    public void Every_word_has_a_tag_and_every_type_occurs()
    {
        var made = NameSentences.Make(500, seed: 1);
        Assert.All(made, one => Assert.Equal(one.Words.Length, one.Tags.Length));
        Assert.Equal(["LOC", "ORG", "PER"], made.SelectMany(one => TagSpans.Of(one.Tags)).Select(span => span.Type).Distinct().Order());
        Assert.All(made.SelectMany(one => one.Words), word => Assert.Equal(word.ToLowerInvariant(), word));
    }

    [Fact]
    public void The_seed_decides() =>
        Assert.Equal(Texts(NameSentences.Make(50, seed: 3, otherNames: true)), Texts(NameSentences.Make(50, seed: 3, otherNames: true)));

    [Fact]
    public void Other_people_share_no_name_and_other_frames_no_sentence()
    {
        var (one, other) = (NameSentences.Make(2000, 1), NameSentences.Make(2000, 2, otherFrames: true, otherNames: true));
        Assert.Empty(Names(one).Intersect(Names(other)));
        Assert.Empty(Texts(one).Intersect(Texts(other)));

        static IEnumerable<string> Names(TaggedSentence[] made) =>
            made.SelectMany(s => TagSpans.Of(s.Tags).Where(t => t.Type == "PER").SelectMany(t => s.Words[t.Start..t.End]));
    }

    [Fact]
    public void None_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => NameSentences.Make(0, 1));

    private static string[] Texts(TaggedSentence[] made) => made.Select(one => string.Join(' ', one.Words)).ToArray();
}

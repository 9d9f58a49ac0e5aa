namespace Viva.Text;

/// <summary>Spans of words that tags mark: <c>B-X</c> begins a span of the type X, <c>I-X</c> continues it, <c>O</c> is outside.</summary>
public static class TagSpans
{
    /// <summary>
    /// The spans, in order. An <c>I-X</c> that continues nothing begins a span, as in the evaluation of CoNLL.
    /// </summary>
    /// <param name="tags">A tag for each word; none gives no span.</param>
    /// <returns>The first word of each span, the word after its last, and its type.</returns>
    /// <exception cref="ArgumentException">A tag is neither <c>O</c> nor begins with <c>B-</c> or <c>I-</c>.</exception>
    public static (int Start, int End, string Type)[] Of(IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var spans = new List<(int, int, string)>();
        for (int i = 0, end; i < tags.Count; i = end)
        {
            end = i + 1;
            if (tags[i] == "O")
            {
                continue;
            }

            if (tags[i] is not (['B', '-', _, ..] or ['I', '-', _, ..]))
            {
                throw new ArgumentException($"Tag {i} is \"{tags[i]}\"; a tag is O, or B- or I- with a type, such as B-PER.", nameof(tags));
            }

            var type = tags[i][2..];
            while (end < tags.Count && tags[end] == "I-" + type)
            {
                end++;
            }

            spans.Add((i, end, type));
        }

        return [.. spans];
    }

    /// <summary>
    /// F1 of the spans over all sentences: the harmonic mean of precision (the share of marked spans that are right) and recall (the share
    /// of right spans that were marked). A span is right if both ends and the type are; 1 where there are no spans on either side.
    /// </summary>
    /// <param name="marked">The tags of each sentence as a tagger gave them.</param>
    /// <param name="right">The right tags of the same sentences.</param>
    /// <exception cref="ArgumentException">The numbers of sentences, or of tags of a sentence, differ.</exception>
    public static double F1(IEnumerable<IReadOnlyList<string>> marked, IEnumerable<IReadOnlyList<string>> right)
    {
        ArgumentNullException.ThrowIfNull(marked);
        ArgumentNullException.ThrowIfNull(right);
        var (ours, theirs) = (marked.ToArray(), right.ToArray());
        if (ours.Length != theirs.Length)
        {
            throw new ArgumentException($"There are {ours.Length} marked and {theirs.Length} right sentences.", nameof(marked));
        }

        double both = 0,
            all = 0;
        for (var i = 0; i < ours.Length; i++)
        {
            if (ours[i].Count != theirs[i].Count)
            {
                throw new ArgumentException($"Sentence {i} has {ours[i].Count} marked and {theirs[i].Count} right tags.", nameof(marked));
            }

            var (found, truth) = (Of(ours[i]), Of(theirs[i]));
            both += found.Intersect(truth).Count();
            all += found.Length + truth.Length;
        }

        return all == 0 ? 1 : 2 * both / all;
    }
}

using Viva.Data.Records;

namespace Viva.Data.Formats;

/// <summary>The sentence pairs of manythings.org/anki: a source, a tab, a target, and often a tab and who wrote them.</summary>
public static class TatoebaFile
{
    /// <summary>The pairs in file order.</summary>
    /// <exception cref="DataException">The text is not UTF-8, or a line is not a pair.</exception>
    public static List<SentencePair> Read(ReadOnlySpan<byte> bytes, string file)
    {
        var pairs = new List<SentencePair>();
        foreach (var (number, line) in TextLines.Of(TextLines.Utf8(bytes, file)))
        {
            var fields = line.Split('\t');
            if (fields.Length is < 2 or > 3 || string.IsNullOrWhiteSpace(fields[0]) || string.IsNullOrWhiteSpace(fields[1]))
            {
                throw new DataException(
                    file,
                    $"line {number}: a pair is two sentences and at most one remark with tabs between them; this has "
                        + $"{fields.Length} fields",
                    "The file is damaged, or another one under its name: delete it, and it is fetched again."
                );
            }

            pairs.Add(new SentencePair(fields[0].Trim(), fields[1].Trim()));
        }

        return pairs.Count > 0 ? pairs : throw new DataException(file, "holds no sentence pairs", "Delete it, and it is fetched again.");
    }

    /// <summary>
    /// Splits about 90 : 5 : 5 by a fixed hash. Pairs that share a sentence on either side, directly or through others, stay together, so
    /// that no part knows a sentence of another.
    /// </summary>
    public static (SentencePair[] Train, SentencePair[] Validation, SentencePair[] Test) Split(IReadOnlyList<SentencePair> pairs)
    {
        var parents = Enumerable.Range(0, pairs.Count).ToArray();
        int Root(int node)
        {
            while (parents[node] != node)
            {
                node = parents[node] = parents[parents[node]];
            }

            return node;
        }

        var sources = new Dictionary<string, int>();
        var targets = new Dictionary<string, int>();
        for (var i = 0; i < pairs.Count; i++)
        {
            parents[Root(i)] = Root(sources.TryGetValue(pairs[i].Source, out var source) ? source : sources[pairs[i].Source] = i);
            parents[Root(i)] = Root(targets.TryGetValue(pairs[i].Target, out var target) ? target : targets[pairs[i].Target] = i);
        }

        // A group's smallest hash does not depend on the order of the file.
        var smallest = new Dictionary<int, ulong>();
        for (var i = 0; i < pairs.Count; i++)
        {
            var hash = StableHash.Of(pairs[i].Source);
            var root = Root(i);
            smallest[root] = smallest.TryGetValue(root, out var known) ? Math.Min(known, hash) : hash;
        }

        var parts = new[] { new List<SentencePair>(), [], [] };
        for (var i = 0; i < pairs.Count; i++)
        {
            parts[
                (smallest[Root(i)] % 20) switch
                {
                    0 => 2,
                    1 => 1,
                    _ => 0,
                }
            ]
                .Add(pairs[i]);
        }

        return ([.. parts[0]], [.. parts[1]], [.. parts[2]]);
    }
}

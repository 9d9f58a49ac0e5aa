namespace Viva.Data.Generated;

/// <summary>Drawing without repetition.</summary>
public static class Sampling
{
    /// <summary>Divides <paramref name="count"/> equally among groups; what a small group cannot give, the larger ones give.</summary>
    public static int[] EqualShares(int[] sizes, int count)
    {
        var shares = new int[sizes.Length];
        var bySize = Enumerable.Range(0, sizes.Length).OrderBy(i => sizes[i]).ThenBy(i => i).ToArray();
        for (var k = 0; k < bySize.Length; k++)
        {
            // The larger groups come last, so that they get what the small ones could not give.
            shares[bySize[k]] = Math.Min(sizes[bySize[k]], count / (bySize.Length - k));
            count -= shares[bySize[k]];
        }

        return count == 0 ? shares : throw new ArgumentOutOfRangeException(nameof(count), "The groups hold fewer.");
    }

    /// <summary>Different numbers from 0 to <paramref name="limit"/> - 1 (R. Floyd's algorithm: one draw for each).</summary>
    public static IReadOnlyCollection<int> Distinct(int count, int limit, ref SeededRandom random)
    {
        var seen = new HashSet<int>(count);
        var drawn = new List<int>(count); // in order of drawing: that of a set is not promised
        for (var last = limit - count; last < limit; last++)
        {
            var index = random.Below(last + 1);
            if (!seen.Add(index))
            {
                seen.Add(index = last);
            }

            drawn.Add(index);
        }

        return drawn;
    }

    /// <summary>Brings the items into random order (Fisher and Yates).</summary>
    public static void Shuffle<T>(T[] items, ref SeededRandom random)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = random.Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}

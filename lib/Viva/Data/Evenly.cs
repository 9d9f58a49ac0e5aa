namespace Viva.Data;

/// <summary>A few of many, spread over all of them: what a sample shows.</summary>
internal static class Evenly
{
    /// <summary><paramref name="count"/> items at even distances from first to last, or all when there are fewer.</summary>
    public static IEnumerable<T> Pick<T>(IReadOnlyList<T> items, int count)
    {
        var shown = Math.Min(count, items.Count);
        for (var i = 0; i < shown; i++)
        {
            yield return items[(int)((long)i * items.Count / shown)];
        }
    }
}

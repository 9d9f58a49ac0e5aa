namespace Viva.Data;

/// <summary>What this process has used so far: measured results say on what they were measured.</summary>
internal static class DataOrigins
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, (DataOrigin Origin, bool Substitute)> Sets = [];

    /// <summary>Every data set used, with its latest origin, in the order of first use.</summary>
    public static IReadOnlyList<(string Name, DataOrigin Origin)> Used
    {
        get
        {
            lock (Gate)
            {
                return [.. Sets.Select(pair => (pair.Key, pair.Value.Origin))];
            }
        }
    }

    /// <summary>
    /// Whether built-in data stood in for a real set that could not be had. A built-in set that was asked for by name does not count.
    /// </summary>
    public static bool AnySubstitute
    {
        get
        {
            lock (Gate)
            {
                return Sets.Values.Any(set => set.Substitute);
            }
        }
    }

    /// <summary>Records that <paramref name="name"/> is in use.</summary>
    public static void Record(string name, DataOrigin origin, bool substitute)
    {
        lock (Gate)
        {
            Sets[name] = (origin, substitute);
        }
    }

    /// <summary>Forgets everything, for tests.</summary>
    internal static void Clear()
    {
        lock (Gate)
        {
            Sets.Clear();
        }
    }
}

namespace Viva.Display.Charts;

/// <summary>A named line or group of points: one y for each x. A value that is not finite leaves a gap.</summary>
public sealed record Series(string Name, double[] X, double[] Y)
{
    /// <summary>
    /// A series over 0, 1, 2, ...; also the form that <see cref="Plot.GroupedBar"/> and
    /// <see cref="Plot.Histogram(IEnumerable{Series}, int, string?, string?, string?, string?)"/> take.
    /// </summary>
    public Series(string name, double[] y)
        : this(name, [.. Enumerable.Range(0, y?.Length ?? 0).Select(i => (double)i)], y!) { }

    /// <summary>The lower edge of a band around the line; with <see cref="High"/>.</summary>
    public double[]? Low { get; init; }

    /// <summary>The upper edge of a band around the line; with <see cref="Low"/>.</summary>
    public double[]? High { get; init; }

    /// <summary>Half the length of an error bar at each point.</summary>
    public double[]? Error { get; init; }

    /// <summary>Draw points without a line.</summary>
    public bool Points { get; init; }

    /// <summary>Draw points small and pale, as a background for others.</summary>
    public bool Pale { get; init; }

    /// <summary>A series of any numbers over 0, 1, 2, ...</summary>
    public static Series Of<T>(string name, IEnumerable<T> y)
        where T : System.Numerics.INumberBase<T> => new(name, Numeric.ToArray(y, nameof(y)));

    /// <summary>A series of any numbers.</summary>
    public static Series Of<TX, TY>(string name, IEnumerable<TX> x, IEnumerable<TY> y)
        where TX : System.Numerics.INumberBase<TX>
        where TY : System.Numerics.INumberBase<TY> => new(name, Numeric.ToArray(x, nameof(x)), Numeric.ToArray(y, nameof(y)));

    /// <summary>
    /// A line through the mean of several scores at each x, such as those of the seeds, with a band from the least to the largest.
    /// </summary>
    /// <exception cref="ArgumentException">The numbers of places and of groups of scores differ, or a group is empty.</exception>
    public static Series Band<T>(string name, IEnumerable<T> x, IEnumerable<IEnumerable<double>> scores)
        where T : System.Numerics.INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(scores);
        var places = Numeric.ToArray(x, nameof(x));
        double[][] groups = [.. scores.Select(group => group.ToArray())];
        if (groups.Length != places.Length)
        {
            throw new ArgumentException($"'{name}' has {places.Length} x values and {groups.Length} groups of scores.", nameof(scores));
        }

        if (Array.FindIndex(groups, group => group.Length == 0) is >= 0 and var empty)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"'{name}' has no score at x = {places[empty]}; each x needs one at least."),
                nameof(scores)
            );
        }

        return new Series(name, places, [.. groups.Select(group => group.Average())])
        {
            Low = [.. groups.Select(group => group.Min())],
            High = [.. groups.Select(group => group.Max())],
        };
    }

    internal void Check(string parameter)
    {
        if (X is null || Y is null || Name is null)
        {
            throw new ArgumentException("A series needs a name, x and y.", parameter);
        }

        if (X.Length != Y.Length)
        {
            throw new ArgumentException($"Series '{Name}' has {X.Length} x values and {Y.Length} y values.", parameter);
        }

        if (Y.Length == 0)
        {
            throw new ArgumentException($"Series '{Name}' is empty.", parameter);
        }

        if ((Low is null) != (High is null))
        {
            throw new ArgumentException($"Series '{Name}' has one edge of a band only: give Low and High.", parameter);
        }

        foreach (var (what, values) in new[] { (nameof(Low), Low), (nameof(High), High), (nameof(Error), Error) })
        {
            if (values is not null && values.Length != Y.Length)
            {
                throw new ArgumentException($"Series '{Name}' has {Y.Length} points and {values.Length} values of {what}.", parameter);
            }
        }
    }
}

using Viva.Runtime;

namespace Viva.Tuning;

/// <summary>
/// What a search may choose: named parameters, each with its range. A configuration is drawn at random, laid out as a grid, or read from a
/// point of the unit cube, which is where a surrogate model measures distances. In the cube a number takes one coordinate, 0 at the low
/// end and 1 at the high end, on a log scale where the parameter has one; a choice takes one coordinate for each option, and two
/// different options are 1 apart, as the ends of a range are.
/// </summary>
/// <example><c>new SearchSpace().LogUniform("rate", 0.01, 1).LogWhole("leaves", 2, 64).Choice("learner", "trees", "linear")</c></example>
public sealed class SearchSpace
{
    private static readonly double Apart = Math.Sqrt(0.5);

    private readonly List<Dimension> _dimensions = [];
    private (string Name, string Option)? _condition;

    /// <summary>The names of the parameters, in the order in which they were added.</summary>
    public IReadOnlyList<string> Names => [.. _dimensions.Select(dimension => dimension.Name)];

    /// <summary>The number of coordinates of a point in the unit cube.</summary>
    public int Coordinates => _dimensions.Sum(dimension => dimension.Width);

    /// <summary>Adds a number that is drawn evenly from a range.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken, or the range is empty or not finite.</exception>
    public SearchSpace Uniform(string name, double low, double high)
    {
        RequireRange(low, high, double.NegativeInfinity);
        return Add(new Number(name, low, high, u => low + (u * (high - low)), x => (x - low) / (high - low)));
    }

    /// <summary>Adds a number whose logarithm is drawn evenly: as often between 0.01 and 0.1 as between 0.1 and 1.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken, or the range is empty, not finite, or not above 0.</exception>
    public SearchSpace LogUniform(string name, double low, double high)
    {
        RequireRange(low, high, 0);
        var width = Math.Log(high / low);
        return Add(new Number(name, low, high, u => low * Math.Exp(u * width), x => Math.Log(x / low) / width));
    }

    /// <summary>Adds a whole number, each from <paramref name="low"/> to <paramref name="high"/> as often as any other.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken, or the range is empty.</exception>
    public SearchSpace Whole(string name, int low, int high)
    {
        RequireRange(low, high, double.NegativeInfinity);
        var width = high + 1.0 - low;
        return Add(new WholeNumber(name, low, high, u => low + (u * width), x => (x - low) / width));
    }

    /// <summary>Adds a whole number that is drawn evenly on a log scale, such as a number of leaves or units.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken, or the range is empty or not above 0.</exception>
    public SearchSpace LogWhole(string name, int low, int high)
    {
        RequireRange(low, high, 0);
        var width = Math.Log((high + 1.0) / low);
        return Add(new WholeNumber(name, low, high, u => low * Math.Exp(u * width), x => Math.Log(x / low) / width));
    }

    /// <summary>Adds a choice among options that have no order.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken, or there are fewer than two options, or one twice.</exception>
    public SearchSpace Choice(string name, params string[] options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Length < 2 || options.Distinct().Count() < options.Length)
        {
            throw new ArgumentException("A choice needs two options at least, all of them different.", nameof(options));
        }

        return Add(new Options(name, options));
    }

    /// <summary>
    /// Adds parameters that matter only with one option of a choice, such as the leaves of trees. Elsewhere they hold the middle of their
    /// range, so that configurations that mean the same are the same.
    /// </summary>
    /// <param name="choice">A choice that was added before.</param>
    /// <param name="option">The option with which they matter.</param>
    /// <param name="add">Adds the parameters to the space that it is given, which is this one.</param>
    /// <exception cref="ArgumentException">There is no such choice or option, or this is called within itself.</exception>
    public SearchSpace If(string choice, string option, Action<SearchSpace> add)
    {
        ArgumentNullException.ThrowIfNull(add);
        if (_condition is not null || !_dimensions.OfType<Options>().Any(one => one.Name == choice && one.All.Contains(option)))
        {
            throw new ArgumentException(
                $"There is no choice '{choice}' with an option '{option}' outside of other conditions.",
                nameof(choice)
            );
        }

        _condition = (choice, option);
        try
        {
            add(this);
        }
        finally
        {
            _condition = null;
        }

        return this;
    }

    /// <summary>Draws a configuration: each parameter by itself, from its whole range.</summary>
    public Configuration Sample(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Settled([.. _dimensions.Select(dimension => dimension.Sample(random))]);
    }

    /// <summary>The configuration at a point of the unit cube; the option of a choice is that of its largest coordinate.</summary>
    /// <exception cref="ArgumentException">The point has not <see cref="Coordinates"/> values from 0 to 1.</exception>
    public Configuration FromUnit(IReadOnlyList<double> point)
    {
        ArgumentNullException.ThrowIfNull(point);
        if (point.Count != Coordinates || point.Any(u => !(u is >= 0 and <= 1)))
        {
            throw new ArgumentException($"A point of this space has {Coordinates} values from 0 to 1.", nameof(point));
        }

        var at = 0;
        var values = new List<object>();
        foreach (var dimension in _dimensions)
        {
            values.Add(dimension.FromUnit([.. point.Skip(at).Take(dimension.Width)]));
            at += dimension.Width;
        }

        return Settled([.. values]);
    }

    /// <summary>The point of a configuration in the unit cube; values outside the range lie outside the cube.</summary>
    /// <exception cref="ArgumentException">The configuration lacks a parameter of this space.</exception>
    public double[] ToUnit(Configuration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return [.. _dimensions.SelectMany(dimension => dimension.ToUnit(configuration))];
    }

    /// <summary>
    /// All combinations of evenly spaced values. A number with k values gets the middles of k equal parts of its range (on its scale), a
    /// choice its first k options. Parameters that are not named keep one value: the middle, or the first option. Combinations that differ
    /// only in what does not matter (<see cref="If"/>) appear once.
    /// </summary>
    /// <exception cref="ArgumentException">A name is not that of a parameter, or a count is not possible for it.</exception>
    public Configuration[] Grid(params (string Name, int Values)[] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.FirstOrDefault(one => !Names.Contains(one.Name)) is { Name: { } unknown })
        {
            throw new ArgumentException($"There is no parameter '{unknown}'; there are: {string.Join(", ", Names)}.", nameof(counts));
        }

        IEnumerable<object[]> points =
        [
            [],
        ];
        foreach (var dimension in _dimensions)
        {
            var count = counts.Where(one => one.Name == dimension.Name).Select(one => one.Values).FirstOrDefault(1);
            var values = dimension.Spaced(count);
            points = points.SelectMany(point => values.Select(value => (object[])[.. point, value]));
        }

        return [.. points.Select(Settled).Distinct()];
    }

    /// <summary>A configuration near another: numbers moved by about a tenth of their range, an option in five drawn anew.</summary>
    internal Configuration Near(Configuration centre, Random random) =>
        Settled([.. _dimensions.Select(dimension => dimension.Near(dimension.ToUnit(centre), random))]);

    private static void RequireRange(double low, double high, double above)
    {
        Require.Interval(low, above, double.PositiveInfinity, openBelow: true, openAbove: true);
        Require.Interval(high, low, double.PositiveInfinity, openBelow: true, openAbove: true);
    }

    // A value for each dimension, in order; where a condition does not hold, the middle takes its place.
    private Configuration Settled(object[] values)
    {
        var idle = _dimensions
            .Index()
            .Where(one => one.Item.Condition is { } condition && !Equals(Of(condition.Name), condition.Option))
            .ToArray();
        foreach (var (i, dimension) in idle)
        {
            values[i] = dimension.Spaced(1)[0];
        }

        return new Configuration(_dimensions.Zip(values, (dimension, value) => (dimension.Name, value)), idle.Select(one => one.Item.Name));

        object Of(string name) => values[_dimensions.FindIndex(dimension => dimension.Name == name)];
    }

    private SearchSpace Add(Dimension dimension)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dimension.Name);
        if (Names.Contains(dimension.Name))
        {
            throw new ArgumentException($"There is a parameter '{dimension.Name}' already.");
        }

        _dimensions.Add(dimension with { Condition = _condition });
        return this;
    }

    private abstract record Dimension(string Name, int Width)
    {
        public (string Name, string Option)? Condition { get; init; }

        public abstract object Sample(Random random);

        public abstract object Near(double[] point, Random random);

        public abstract object FromUnit(double[] point);

        public abstract double[] ToUnit(Configuration configuration);

        public abstract object[] Spaced(int count);
    }

    private record Number(string Name, double Low, double High, Func<double, double> Value, Func<double, double> Unit) : Dimension(Name, 1)
    {
        public override object Sample(Random random) => At(random.NextDouble());

        // Twelve even numbers less six are nearly normal, with deviation 1.
        public override object Near(double[] point, Random random) =>
            At(Math.Clamp(point[0] + (0.1 * (Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6)), 0, 1));

        public override object FromUnit(double[] point) => At(point[0]);

        public override double[] ToUnit(Configuration configuration) => [Unit(configuration[Name])];

        public override object[] Spaced(int count)
        {
            Require.Interval(count, 1, 1_000_000);
            return [.. Enumerable.Range(0, count).Select(i => At((i + 0.5) / count)).Distinct()];
        }

        // Rounding must not lead out of the range.
        protected virtual object At(double u) => Math.Clamp(Value(u), Low, High);
    }

    // Each whole number owns the interval up to the next one.
    private sealed record WholeNumber(string Name, int Least, int Most, Func<double, double> Value, Func<double, double> Unit)
        : Number(Name, Least, Most, Value, Unit)
    {
        public override double[] ToUnit(Configuration configuration) => [Unit(configuration[Name] + 0.5)];

        protected override object At(double u) => Math.Clamp((int)Math.Floor(Value(u)), Least, Most);
    }

    private sealed record Options(string Name, string[] All) : Dimension(Name, All.Length)
    {
        public override object Sample(Random random) => All[random.Next(All.Length)];

        public override object Near(double[] point, Random random) => random.Next(5) == 0 ? Sample(random) : FromUnit(point);

        public override object FromUnit(double[] point) => All[Array.IndexOf(point, point.Max())];

        public override double[] ToUnit(Configuration configuration)
        {
            var chosen = configuration.Choice(Name);
            return [.. All.Select(option => option == chosen ? Apart : 0)];
        }

        public override object[] Spaced(int count)
        {
            Require.Interval(count, 1, All.Length);
            return [.. All.Take(count)];
        }
    }
}

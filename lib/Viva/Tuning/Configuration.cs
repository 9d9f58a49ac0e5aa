using System.Globalization;

namespace Viva.Tuning;

/// <summary>One value for each parameter of a <see cref="SearchSpace"/>. Two are equal when they hold the same values.</summary>
public sealed class Configuration : IEquatable<Configuration>
{
    private readonly (string Name, object Value)[] _values;
    private readonly string[] _idle;

    internal Configuration(IEnumerable<(string Name, object Value)> values, IEnumerable<string> idle) =>
        (_values, _idle) = ([.. values], [.. idle]);

    /// <summary>The value of a parameter that is a number, whole or not.</summary>
    /// <exception cref="ArgumentException">There is no such parameter, or it is a choice.</exception>
    public double this[string name] =>
        Value(name) switch
        {
            double number => number,
            int whole => whole,
            _ => throw new ArgumentException($"'{name}' is a choice, not a number.", nameof(name)),
        };

    /// <summary>The value of a parameter that is a whole number.</summary>
    /// <exception cref="ArgumentException">There is no such parameter, or it is not a whole number.</exception>
    public int Whole(string name) =>
        Value(name) is int number ? number : throw new ArgumentException($"'{name}' is not a whole number.", nameof(name));

    /// <summary>The option chosen for a parameter that is a choice.</summary>
    /// <exception cref="ArgumentException">There is no such parameter, or it is a number.</exception>
    public string Choice(string name) =>
        Value(name) is string option ? option : throw new ArgumentException($"'{name}' is a number, not a choice.", nameof(name));

    /// <summary>This configuration with another value for one parameter, which may lie outside the range that is searched.</summary>
    /// <exception cref="ArgumentException">There is no such parameter, or its values are of another type.</exception>
    public Configuration With(string name, object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var type = Value(name).GetType();
        var fitting = type == typeof(double) && value is int whole ? (double)whole : value;
        if (fitting.GetType() != type)
        {
            throw new ArgumentException($"'{name}' holds {type.Name}, and {value} is {value.GetType().Name}.", nameof(value));
        }

        return new Configuration(_values.Select(one => one.Name == name ? (name, fitting) : one), _idle);
    }

    /// <inheritdoc/>
    public bool Equals(Configuration? other) => other is not null && _values.SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Configuration);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var one in _values)
        {
            hash.Add(one);
        }

        return hash.ToHashCode();
    }

    /// <summary>
    /// The names and values, numbers with three significant digits, without parameters whose condition did not hold when it was made.
    /// </summary>
    public override string ToString() =>
        string.Join(
            ", ",
            _values
                .Where(one => !_idle.Contains(one.Name))
                .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name} {(one.Value is double x ? $"{x:G3}" : one.Value)}"))
        );

    private object Value(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var place = Array.FindIndex(_values, one => one.Name == name);
        return place >= 0
            ? _values[place].Value
            : throw new ArgumentException(
                $"There is no parameter '{name}'; there are: {string.Join(", ", _values.Select(one => one.Name))}.",
                nameof(name)
            );
    }
}

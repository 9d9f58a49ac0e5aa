namespace Viva.Go;

/// <summary>
/// A node of a game tree of SGF: properties such as <c>B</c> with their values, escapes resolved, and what may follow. The first child goes
/// on with the main line, further ones are variations.
/// </summary>
public sealed class SgfNode
{
    /// <summary>The properties in the order of the file, each with one value at least.</summary>
    public IList<KeyValuePair<string, IReadOnlyList<string>>> Properties { get; } = [];

    /// <summary>The nodes that may follow.</summary>
    public IList<SgfNode> Children { get; } = [];

    /// <summary>The line of the file on which the node begins, from 1; 0 for a node that was not read.</summary>
    public int Line { get; init; }

    /// <summary>The values of a property; none where the node lacks it.</summary>
    public IReadOnlyList<string> this[string property] =>
        Properties.FirstOrDefault(each => each.Key == property) is { Value: { } values } ? values : [];

    /// <summary>Adds a property, and gives the node back.</summary>
    /// <exception cref="ArgumentException">The name is not of capital letters, there is no value, or the node has the property.</exception>
    public SgfNode Add(string property, params string[] values)
    {
        ArgumentException.ThrowIfNullOrEmpty(property);
        ArgumentNullException.ThrowIfNull(values);
        if (!property.All(char.IsAsciiLetterUpper) || values.Length == 0 || this[property].Count > 0)
        {
            throw new ArgumentException(
                $"The property '{property}' needs a name of capital letters that the node does not have yet, and a value.",
                nameof(property)
            );
        }

        Properties.Add(new(property, values));
        return this;
    }
}

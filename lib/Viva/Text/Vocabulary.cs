using System.Globalization;

namespace Viva.Text;

/// <summary>
/// The tokens that a model knows, each with its number: 0 is padding, 1 stands for every token that is not in it, then come the special
/// tokens asked for, then the others from the most to the least frequent.
/// </summary>
public sealed class Vocabulary
{
    /// <summary>The number of <see cref="PaddingToken"/>.</summary>
    public const long Padding = 0;

    /// <summary>The number of <see cref="UnknownToken"/>.</summary>
    public const long Unknown = 1;

    /// <summary>What fills rows of a batch up; the empty string.</summary>
    public const string PaddingToken = "";

    /// <summary>What stands for a token that is not in the vocabulary.</summary>
    public const string UnknownToken = "<unk>";

    private readonly string[] _tokens;
    private readonly Dictionary<string, long> _numbers;

    private Vocabulary(string[] tokens)
    {
        _tokens = tokens;
        _numbers = tokens.Index().ToDictionary(pair => pair.Item, pair => (long)pair.Index);
    }

    /// <summary>How many tokens there are, padding, unknown and special ones included.</summary>
    public int Count => _tokens.Length;

    /// <summary>The number of a token; <see cref="Unknown"/> where it is not in the vocabulary.</summary>
    public long this[string token] => _numbers.GetValueOrDefault(token, Unknown);

    /// <summary>The token with a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No token has that number.</exception>
    public string this[long number] =>
        number >= 0 && number < Count
            ? _tokens[number]
            : throw new ArgumentOutOfRangeException(
                nameof(number),
                number,
                FormattableString.Invariant($"This vocabulary has the tokens 0 to {Count - 1}.")
            );

    /// <summary>The vocabulary of some texts.</summary>
    /// <param name="texts">The texts, each as its tokens. Only training data: a word that the test alone has must be unknown.</param>
    /// <param name="leastCount">A token that occurs less often is left out, so becomes unknown.</param>
    /// <param name="most">The most tokens to keep, padding, unknown and special ones included.</param>
    /// <param name="special">Tokens with a meaning of their own, such as the end of a text; they get the numbers from 2 on.</param>
    /// <exception cref="ArgumentException">A limit or a special token cannot be.</exception>
    public static Vocabulary Of(
        IEnumerable<IEnumerable<string>> texts,
        int leastCount = 1,
        int most = int.MaxValue,
        params string[] special
    )
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(leastCount, 1);
        string[] first = [PaddingToken, UnknownToken, .. special];
        ArgumentOutOfRangeException.ThrowIfLessThan(most, first.Length);
        var twice = first.GroupBy(token => token).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new ArgumentException($"The special token \"{twice}\" is there already; give each its own.", nameof(special));
        }

        var counts = new Dictionary<string, int>();
        foreach (var token in texts.SelectMany(text => text))
        {
            counts[token] = counts.GetValueOrDefault(token) + 1;
        }

        var others = counts
            .Where(pair => pair.Value >= leastCount && !first.Contains(pair.Key))
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key);
        return new([.. first, .. others.Take(most - first.Length)]);
    }

    /// <summary>Whether a token has a number of its own.</summary>
    public bool Contains(string token) => _numbers.ContainsKey(token);

    /// <summary>The numbers of tokens, in their order.</summary>
    public long[] Encode(IEnumerable<string> tokens) => [.. tokens.Select(token => this[token])];

    /// <summary>The tokens with these numbers, in their order; padding is left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No token has one of the numbers.</exception>
    public string[] Decode(IEnumerable<long> numbers) => [.. numbers.Where(number => number != Padding).Select(number => this[number])];

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count:N0} tokens");
}

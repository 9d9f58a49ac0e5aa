using System.Globalization;
using Viva.Data.Records;

namespace Viva.Data.Formats;

/// <summary>The layout of the large movie review dataset: aclImdb/(train|test)/(pos|neg)/(number)_(stars).txt.</summary>
public static class ImdbArchive
{
    /// <summary>Whether a member is a labelled review; the archive also holds unlabelled ones and word counts.</summary>
    public static bool IsReview(string member) => Parse(member) is not null;

    /// <summary>The reviews of one split, alternately positive and negative, by their numbers.</summary>
    public static Review[] Order(IEnumerable<(string Member, string Text)> reviews, string split) =>
        [
            .. reviews
                .Select(review => (Place: Parse(review.Member)!.Value, review.Text))
                .Where(review => review.Place.Split == split)
                .OrderBy(review => review.Place.Number)
                .ThenByDescending(review => review.Place.Positive)
                .Select(review => new Review(review.Text, review.Place.Positive, "film")),
        ];

    private static (string Split, bool Positive, int Number)? Parse(string member) =>
        member.Split('/') is [_, "train" or "test", "pos" or "neg", var name] parts
        && name.EndsWith(".txt", StringComparison.Ordinal)
        && int.TryParse(name.Split('_')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (parts[1], parts[2] == "pos", number)
            : null;
}

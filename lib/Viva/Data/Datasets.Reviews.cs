using Viva.Data.Generated.Tables;
using Viva.Data.Records;

namespace Viva.Data;

public static partial class Datasets
{
    /// <summary>
    /// English reviews in one or two sentences, written for this library: half content and half not, on films, books, restaurants and more,
    /// each with its domain and its trait (<c>plain</c>, <c>negation</c>, <c>concession</c> or <c>irony</c>). Of each verdict and domain
    /// every fifth review is for the test.
    /// </summary>
    public static ReviewDataset Reviews() => Announced(BuiltInReviews("reviews", WrittenReviews.English()), "Written reviews, English");

    /// <summary>
    /// Chinese reviews (simplified characters) written for this library, in the form of <see cref="Reviews"/>;
    /// they translate none of those.
    /// </summary>
    public static ReviewDataset ChineseReviews() =>
        Announced(BuiltInReviews("reviews-chinese", WrittenReviews.Chinese()), "Written reviews, Chinese");

    internal static ReviewDataset BuiltInReviews(string name, (Review[] Train, Review[] Test) written) =>
        new(name, DataOrigin.BuiltIn, written.Train, written.Test);

    private static ReviewDataset Announced(ReviewDataset reviews, string title)
    {
        var domains = reviews.Train.Select(review => review.Domain).Distinct().Count();
        var detail = FormattableString.Invariant($"{reviews.Train.Length:N0} + {reviews.Test.Length:N0} reviews");
        new DatasetNotice(
            reviews.Name,
            title,
            DataOrigin.BuiltIn,
            detail,
            FormattableString.Invariant($"Written for this library, in {domains} domains")
        ).Announce();
        return reviews;
    }
}

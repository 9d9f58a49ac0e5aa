using Viva.Data.Download;
using Viva.Data.Formats;
using Viva.Data.Generated.Tables;
using Viva.Data.Records;

namespace Viva.Data;

public static partial class Datasets
{
    /// <summary>
    /// Sentences from film reviews with their verdict (Pang and Lee 2005): 5,331 positive and 5,331 negative, in lower case and with
    /// spaces between all words and marks. A fixed tenth is the test; the same sentence is never in both parts. When it cannot be had: the
    /// reviews of <see cref="Reviews"/>, and the line shown says so.
    /// </summary>
    /// <exception cref="DataException">An archive that was accepted does not hold the sentences.</exception>
    public static ReviewDataset RtPolarity() => RtPolarity(KernelStore.Open());

    internal static ReviewDataset RtPolarity(DataStore store)
    {
        var fetched = store.Fetch("rt-polarity");
        if (!fetched.Found)
        {
            return WrittenInstead(fetched);
        }

        var positive = Sentences(fetched, "rt-polarity.pos");
        var negative = Sentences(fetched, "rt-polarity.neg");
        var all = new List<Review>();
        for (var i = 0; i < Math.Max(positive.Length, negative.Length); i++)
        {
            if (i < positive.Length)
            {
                all.Add(new Review(positive[i], true, "film"));
            }

            if (i < negative.Length)
            {
                all.Add(new Review(negative[i], false, "film"));
            }
        }

        var parts = all.ToLookup(review => StableHash.Of(review.Text) % 10 == 0);
        return RealReviews(fetched, [.. parts[false]], [.. parts[true]]);
    }

    /// <summary>
    /// IMDB (Maas et al. 2011): 25,000 + 25,000 film reviews with a clear verdict, half of each positive, in the published split. The texts
    /// are as published, with <c>&lt;br /&gt;</c> for a new line. When it cannot be had: the reviews
    /// of <see cref="Reviews"/>, and the line shown says so.
    /// </summary>
    /// <exception cref="DataException">An archive that passed its checksum does not hold the reviews.</exception>
    public static ReviewDataset Imdb() => Imdb(KernelStore.Open());

    internal static ReviewDataset Imdb(DataStore store)
    {
        var fetched = store.Fetch("imdb");
        if (!fetched.Found)
        {
            return WrittenInstead(fetched);
        }

        var reviews = new List<(string, string)>();
        fetched.Members(ImdbArchive.IsReview, (member, content) => reviews.Add((member, TextLines.Utf8OrWindows1252(content, member))));
        return RealReviews(fetched, ImdbArchive.Order(reviews, "train"), ImdbArchive.Order(reviews, "test"));
    }

    private static ReviewDataset WrittenInstead(FetchedSet fetched)
    {
        var reviews = BuiltInReviews(fetched.Set.Name, WrittenReviews.English());
        AnnounceSubstitute(
            fetched,
            "Reviews written for this library",
            FormattableString.Invariant($"{reviews.Train.Length:N0} + {reviews.Test.Length:N0} reviews")
        );
        return reviews;
    }

    private static ReviewDataset RealReviews(FetchedSet fetched, Review[] train, Review[] test)
    {
        if (train.Length == 0 || test.Length == 0)
        {
            throw new DataException(
                fetched.Files[0].File.Name,
                "holds no reviews where they are expected",
                "Delete it, and it is fetched again."
            );
        }

        AnnounceReal(fetched, FormattableString.Invariant($"{train.Length:N0} + {test.Length:N0} reviews"));
        return new ReviewDataset(fetched.Set.Name, DataOrigin.Real, train, test);
    }

    private static string[] Sentences(FetchedSet fetched, string file) =>
        [.. TextLines.Of(TextLines.Utf8OrWindows1252(fetched[file].Span, file)).Select(line => line.Line.Trim())];
}

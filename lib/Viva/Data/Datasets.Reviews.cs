namespace Viva.Data;

public static partial class Datasets
{
    /// <summary>
    /// English reviews in one or two sentences, written for this library: half content and half not, on films, books, restaurants and more,
    /// each with its domain and its trait (<c>plain</c>, <c>negation</c>, <c>concession</c> or <c>irony</c>). Of each verdict and domain
    /// every fifth review is for the test.
    /// </summary>
    public static ReviewDataset Reviews() => Announced(BuiltInReviews("reviews", "reviews-english.tsv"), "Written reviews, English");

    /// <summary>
    /// Chinese reviews (simplified characters) written for this library, in the form of <see cref="Reviews"/>;
    /// they translate none of those.
    /// </summary>
    public static ReviewDataset ChineseReviews() =>
        Announced(BuiltInReviews("reviews-chinese", "reviews-chinese.tsv"), "Written reviews, Chinese");

    /// <summary>
    /// Reads reviews from tab-separated lines (verdict <c>+</c> or <c>-</c>, domain, trait, text, under a header line) in file order. A
    /// review's part depends on the lines before it alone, so a line added at the end moves no other.
    /// </summary>
    /// <exception cref="DataException">A line is not in this form.</exception>
    internal static ReviewDataset ReadReviews(string name, ReadOnlySpan<byte> utf8, string source)
    {
        var table = CsvTable.Parse(utf8, source, new CsvFormat { Separator = '\t' });
        var verdicts = table.Flags("verdict", ["+"], ["-"]);
        var (domains, traits, texts) = (Filled(table, "domain", source), Filled(table, "trait", source), Filled(table, "text", source));

        var (train, test) = (new List<Review>(), new List<Review>());
        var seen = new Dictionary<(bool, string), int>();
        for (var row = 0; row < table.RowCount; row++)
        {
            var count = seen[(verdicts[row], domains[row])] = seen.GetValueOrDefault((verdicts[row], domains[row])) + 1;
            (count % 5 == 0 ? test : train).Add(new Review(texts[row], verdicts[row], domains[row], traits[row]));
        }
        return new ReviewDataset(name, DataOrigin.BuiltIn, [.. train], [.. test]);
    }

    private static string[] Filled(CsvTable table, string column, string source) =>
        [
            .. table
                .Texts(column)
                .Select(
                    (field, row) =>
                        field ?? throw new DataException(source, $"review {row + 1}, column '{column}': empty", "Complete the line.")
                ),
        ];

    private static ReviewDataset BuiltInReviews(string name, string resource)
    {
        using var stream = typeof(Datasets).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return ReadReviews(name, bytes, resource);
    }

    private static ReviewDataset Announced(ReviewDataset reviews, string title)
    {
        var domains = reviews.Train.Select(review => review.Domain).Distinct().Count();
        var detail = FormattableString.Invariant($"{reviews.Train.Length:N0} + {reviews.Test.Length:N0} reviews");
        new DataLine(
            reviews.Name,
            title,
            DataOrigin.BuiltIn,
            detail,
            FormattableString.Invariant($"Written for this library, in {domains} domains")
        ).Announce();
        return reviews;
    }
}

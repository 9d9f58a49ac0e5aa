using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Text;
using Viva.Data;
using Viva.Data.Generated.Tables;
using Viva.Data.Records;
using Viva.Data.Tests;

namespace Viva.Tests.Data;

public sealed partial class ReviewsTests
{
    private const string Header = "verdict\tdomain\ttrait\ttext\n";

    private static readonly string[] Traits = ["plain", "negation", "concession", "irony"];

    [GeneratedRegex(@"[\p{L}\p{Nd}']+")]
    private static partial Regex Word { get; }

    private static ReviewDataset Load(string language) => language == "English" ? Datasets.Reviews() : Datasets.ChineseReviews();

    private static Review[] All(ReviewDataset reviews) => [.. reviews.Train, .. reviews.Test];

    private static ReviewDataset Read(string text) =>
        Datasets.BuiltInReviews("mine", WrittenReviews.Read(Encoding.UTF8.GetBytes(text), "mine.tsv"));

    [Theory]
    [InlineData("English", 1200, 9)]
    [InlineData("Chinese", 300, 10)]
    public void There_are_as_many_as_promised_half_content_and_half_not_in_every_domain(string language, int atLeast, int domains)
    {
        var reviews = All(Load(language));
        Assert.True(reviews.Length >= atLeast, $"{reviews.Length} reviews");
        Assert.Equal(reviews.Length, 2 * reviews.Count(review => review.Positive));
        var byDomain = reviews.GroupBy(review => review.Domain).ToArray();
        Assert.True(byDomain.Length >= domains, $"{byDomain.Length} domains");
        Assert.All(byDomain, domain => Assert.InRange(domain.Average(review => review.Positive ? 1.0 : 0), 0.45, 0.55));
        Assert.All(byDomain, domain => Assert.True(domain.Count() >= 25, $"{domain.Key}: {domain.Count()}"));
    }

    [Theory]
    [InlineData("English")]
    [InlineData("Chinese")]
    public void Negation_concession_and_irony_occur_on_both_sides(string language)
    {
        var reviews = All(Load(language));
        Assert.All(reviews, review => Assert.Contains(review.Trait, Traits));
        foreach (var (trait, share) in Traits.Zip([0.62, 0.15, 0.15, 0.08]))
        {
            var some = reviews.Where(review => review.Trait == trait).ToArray();
            Assert.InRange(some.Length / (double)reviews.Length, share - 0.03, share + 0.03);
            Assert.InRange(some.Average(review => review.Positive ? 1.0 : 0), 0.4, 0.6);
        }
    }

    [Theory]
    [InlineData("English")]
    [InlineData("Chinese")]
    public void No_two_reviews_are_alike(string language)
    {
        // Jaccard similarity of word sets; Chinese has no spaces, so there pairs of neighbouring characters.
        var numbers = new Dictionary<string, int>();
        var reviews = All(Load(language));
        var sets = reviews
            .Select(review =>
                Parts(review.Text)
                    .Select(part => numbers.TryGetValue(part, out var number) ? number : numbers[part] = numbers.Count)
                    .Distinct()
                    .Order()
                    .ToArray()
            )
            .ToArray();
        for (var i = 0; i < sets.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var both = Shared(sets[i], sets[j]);
                Assert.False(both > 0.6 * (sets[i].Length + sets[j].Length - both), $"'{reviews[i].Text}' is like '{reviews[j].Text}'");
            }
        }

        IEnumerable<string> Parts(string text)
        {
            if (language == "English")
            {
                return Word.Matches(text.ToLowerInvariant()).Select(word => word.Value);
            }

            var letters = string.Concat(text.Where(char.IsLetterOrDigit));
            return Enumerable.Range(0, letters.Length - 1).Select(at => letters.Substring(at, 2));
        }

        static int Shared(int[] a, int[] b)
        {
            var count = 0;
            for (int i = 0, j = 0; i < a.Length && j < b.Length; )
            {
                count += a[i] == b[j] ? 1 : 0;
                (i, j) = (a[i] <= b[j] ? i + 1 : i, b[j] <= a[i] ? j + 1 : j);
            }
            return count;
        }
    }

    [Theory]
    [InlineData("English")]
    [InlineData("Chinese")]
    public void A_fifth_of_each_verdict_and_domain_is_for_the_test_and_nothing_is_in_both(string language)
    {
        var reviews = Load(language);
        Assert.Empty(reviews.Train.Select(review => review.Text).Intersect(reviews.Test.Select(review => review.Text)));
        foreach (var group in All(reviews).GroupBy(review => (review.Positive, review.Domain)))
        {
            Assert.Equal(group.Count() / 5, reviews.Test.Count(review => (review.Positive, review.Domain) == group.Key));
        }

        Assert.Equal((DataOrigin.BuiltIn, language == "English" ? "reviews" : "reviews-chinese"), (reviews.Origin, reviews.Name));
        Assert.Contains((reviews.Name, DataOrigin.BuiltIn), DataOrigins.Used);
    }

    [Fact]
    public void A_line_added_at_the_end_moves_no_other_to_the_other_part()
    {
        var lines = Enumerable
            .Range(1, 60)
            .Select(i => $"{(i % 2 == 0 ? '+' : '-')}\t{(i % 3 == 0 ? "book" : "film")}\tplain\tSentence {i}.\n")
            .ToArray();
        var all = Read(Header + string.Concat(lines));
        for (var length = 1; length < lines.Length; length++)
        {
            var some = Read(Header + string.Concat(lines[..length]));
            Assert.Equal(all.Train.Take(some.Train.Length), some.Train);
            Assert.Equal(all.Test.Take(some.Test.Length), some.Test);
        }
        Assert.Equal((48, 12), (all.Train.Length, all.Test.Length));
    }

    [Theory]
    [InlineData("?\tbook\tplain\tGood.", "line 2, column 'verdict': '?' is not one of '+', '-'")]
    [InlineData("+\tbook\tplain", "line 2: 3 fields where there are 4 columns; column 'text' is missing")]
    [InlineData("+\tbook\tplain\t", "review 1, column 'text': empty")]
    [InlineData("+\tbook\tplain\tA \"straight\" quote.", "line 2, field 4: a quote inside a field that is not quoted")]
    public void A_line_in_another_form_is_named(string line, string expected) =>
        Assert.StartsWith("mine.tsv: " + expected, Assert.Throws<DataException>(() => Read(Header + line + "\n")).Message);

    [Fact]
    public void English_reviews_are_8_to_35_words_of_Latin_letters()
    {
        Assert.All(
            All(Datasets.Reviews()),
            review =>
            {
                Assert.InRange(review.Text.Split(' ').Length, 8, 35);
                Assert.Matches(
                    @"^[\p{IsBasicLatin}\u00C0-\u00FF\u2018\u2019\u201C\u201D\u2013\u2014\u2026]+[.!?\u2026\u201D]$",
                    review.Text
                );
            }
        );
    }

    [Fact]
    public void Chinese_reviews_are_15_to_60_simplified_characters()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        // GB 2312 has the simplified characters and no others, and the Chinese punctuation.
        var simplified = Encoding.GetEncoding(20936, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        Assert.All(
            All(Datasets.ChineseReviews()),
            review =>
            {
                Assert.InRange(review.Text.Length, 15, 60);
                Assert.DoesNotContain(review.Text, char.IsAscii);
                Assert.Equal(2 * review.Text.Length, simplified.GetByteCount(review.Text));
                Assert.True(
                    review.Text.Count(c => char.GetUnicodeCategory(c) == UnicodeCategory.OtherLetter) >= 0.8 * review.Text.Length,
                    review.Text
                );
            }
        );
    }

    [Fact]
    public void A_linear_model_that_has_read_them_judges_sentences_of_film_critics()
    {
        var folder = Path.Combine(RealData.Mirror("rt-polarity"), "rt-polarity");
        // The even lines judge; the odd ones were there to choose the settings by.
        var critics = new[] { ("rt-polarity.pos", true), ("rt-polarity.neg", false) }.SelectMany(file =>
            File.ReadAllLines(Path.Combine(folder, file.Item1)).Where((_, i) => i % 2 == 1).Select(line => new Opinion(line, file.Item2))
        );

        var ml = new MLContext(seed: 1);
        // Words weighted by rarity. No L1 penalty: the default one leaves hardly a word of texts this short.
        var options = new TextFeaturizingEstimator.Options
        {
            KeepPunctuations = false,
            CharFeatureExtractor = null,
            WordFeatureExtractor = new WordBagEstimator.Options { Weighting = NgramExtractingEstimator.WeightingCriteria.Idf },
        };
        var recipe = ml
            .Transforms.Text.FeaturizeText("Features", options, nameof(Opinion.Text))
            .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(nameof(Opinion.Positive), l1Regularization: 0));
        var model = recipe.Fit(
            ml.Data.LoadFromEnumerable(All(Datasets.Reviews()).Select(review => new Opinion(review.Text, review.Positive)))
        );
        var accuracy = ml
            .BinaryClassification.Evaluate(model.Transform(ml.Data.LoadFromEnumerable(critics)), nameof(Opinion.Positive))
            .Accuracy;

        TestContext.Current.TestOutputHelper?.WriteLine(
            FormattableString.Invariant($"accuracy on the even lines of rt-polarity: {accuracy:P2}")
        );
        Assert.InRange(accuracy, 0.65, 1);
    }

    private sealed record Opinion(string Text, bool Positive);
}

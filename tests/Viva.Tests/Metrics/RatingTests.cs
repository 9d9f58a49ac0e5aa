using Viva.Metrics;

namespace Viva.Tests.Metrics;

public sealed class RatingTests
{
    [Theory]
    // Newcombe (1998), table I: the score method without continuity correction.
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilsons_interval_is_the_published_one(int successes, int trials, double low, double high)
    {
        var interval = Rating.WilsonInterval(successes, trials);
        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
        var mirrored = Rating.WilsonInterval(trials - successes, trials);
        Assert.Equal(1 - interval.High, mirrored.Low, 12);
        Assert.Equal(1 - interval.Low, mirrored.High, 12);
    }

    [Fact]
    public void Its_ends_are_where_the_normal_test_just_accepts()
    {
        var (low, high) = Rating.WilsonInterval(13, 40);
        foreach (var p in new[] { low, high })
        {
            Assert.Equal(1.959963984540054, Math.Abs((13 / 40.0) - p) / Math.Sqrt(p * (1 - p) / 40), 9);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Rating.WilsonInterval(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rating.WilsonInterval(5, 4));
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(100, 0.640065)]
    [InlineData(200, 0.759747)]
    [InlineData(400, 10 / 11.0)]
    [InlineData(-400, 1 / 11.0)]
    public void Leads_and_scores_belong_together(double elo, double score)
    {
        Assert.Equal(score, Rating.ScoreOf(elo), 6);
        Assert.Equal(elo, Rating.EloOf(Rating.ScoreOf(elo)), 9);
    }

    [Fact]
    public void All_won_is_an_infinite_lead()
    {
        Assert.Equal(double.PositiveInfinity, Rating.EloOf(1));
        Assert.Equal(double.NegativeInfinity, Rating.EloOf(0));
    }

    [Fact]
    public void Two_players_have_the_lead_that_their_score_means()
    {
        var ratings = Rating.Elo(
            new double[,]
            {
                { 0, 25 },
                { 75, 0 },
            },
            prior: 0
        );
        Assert.Equal(0, ratings[0]);
        Assert.Equal(Rating.EloOf(0.75), ratings[1], 6);
    }

    [Fact]
    public void Ratings_that_made_the_scores_are_found_again()
    {
        double[] truth = [0, 130, -70, 420];
        var points = new double[4, 4];
        for (var i = 0; i < 4; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                // Not everybody has played everybody.
                points[i, j] = i == j || Math.Abs(i - j) == 3 ? 0 : 100 * Rating.ScoreOf(truth[i] - truth[j]);
            }
        }

        Assert.All(Rating.Elo(points, prior: 0).Zip(truth), pair => Assert.Equal(pair.Second, pair.First, 4));
    }

    [Fact]
    public void One_who_won_all_games_is_rated_by_the_prior_and_not_without()
    {
        var points = new double[,]
        {
            { 0, 10 },
            { 0, 0 },
        };
        Assert.Equal(Rating.EloOf(0.5 / 11), Rating.Elo(points)[1], 6);
        Assert.Contains(
            "not determined",
            Assert.Throws<ArgumentException>(() => Rating.Elo(points, prior: 0)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => Rating.Elo(new double[2, 2]));
        Assert.Throws<ArgumentException>(() => Rating.Elo(new double[2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Rating.Elo(
                new double[,]
                {
                    { 0, -1 },
                    { 1, 0 },
                }
            )
        );
    }
}

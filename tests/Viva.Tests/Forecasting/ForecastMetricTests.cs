using Viva.Forecasting;

namespace Viva.Tests.Forecasting;

public sealed class ForecastMetricTests
{
    [Fact]
    public void Errors_equal_the_sums_done_by_hand()
    {
        double[] forecast = [10, 20, 30];
        double[] actual = [12, 16, 30];
        Assert.Equal(2, ForecastMetric.Mae(forecast, actual), 1e-12);
        Assert.Equal(Math.Sqrt(20 / 3.0), ForecastMetric.Rmse(forecast, actual), 1e-12);
        Assert.Equal(((4 / 22.0) + (8 / 36.0)) / 3, ForecastMetric.Smape(forecast, actual), 1e-12);
    }

    [Fact]
    public void Smape_goes_from_zero_to_two()
    {
        Assert.Equal(0, ForecastMetric.Smape([0, 5], [0, 5]));
        Assert.Equal(2, ForecastMetric.Smape([0, -1], [3, 7]), 1e-12);
    }

    [Fact]
    public void Mase_scales_by_the_seasonal_naive_error_within_the_history()
    {
        double[] history = [1, 10, 2, 12, 5, 13]; // season 2: differences 1, 2, 3, 1; season 1: 9, 8, 10, 7, 8
        Assert.Equal(7 / 4.0, ForecastMetric.Scale(history, 2), 1e-12);
        Assert.Equal(42 / 5.0, ForecastMetric.Scale(history, 1), 1e-12);
        Assert.Equal(2 / 1.75, ForecastMetric.Mase([6, 14], [8, 16], history, 2), 1e-12);
    }

    [Fact]
    public void A_history_that_repeats_itself_has_no_scale()
    {
        Assert.Contains(
            "every 2 steps",
            Assert.Throws<ArgumentException>(() => ForecastMetric.Scale([1, 2, 1, 2, 1], 2)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "has 12 values; a scale with a season of 12 needs at least 13",
            Assert.Throws<ArgumentException>(() => ForecastMetric.Scale(new double[12], 12)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentOutOfRangeException>("season", () => ForecastMetric.Scale([1, 2], 0));
    }

    [Fact]
    public void Coverage_counts_what_falls_inside_ends_included()
    {
        Assert.Equal(0.75, ForecastMetric.Coverage([0, 0, 0, 0], [1, 1, 1, 1], [0, 1, 0.5, 1.01]));
        Assert.Contains(
            "Interval 1 goes from 3 to 2",
            Assert.Throws<ArgumentException>(() => ForecastMetric.Coverage([0, 3], [1, 2], [0, 0])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Pinball_loss_weighs_the_two_sides_and_is_least_at_the_quantile()
    {
        Assert.Equal((1.8 + 0.2) / 2, ForecastMetric.Pinball([10, 10], [12, 8], 0.9), 1e-12);
        double[] values = [.. Enumerable.Range(1, 99).Select(i => (double)i)];
        double At(double quantile) => ForecastMetric.Pinball(Enumerable.Repeat(quantile, 99), values, 0.9);
        Assert.Equal(90, Enumerable.Range(1, 99).MinBy(i => At(i)));
        Assert.Throws<ArgumentOutOfRangeException>("quantile", () => ForecastMetric.Pinball([1], [1], 1));
    }

    [Fact]
    public void Missing_and_unequal_values_are_refused()
    {
        Assert.Contains(
            "there are 1 and 2",
            Assert.Throws<ArgumentException>(() => ForecastMetric.Mae([1], [1, 2])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "actual[1] is NaN",
            Assert.Throws<ArgumentException>(() => ForecastMetric.Rmse([1, 2], [1, double.NaN])).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => ForecastMetric.Smape([], []));
    }
}

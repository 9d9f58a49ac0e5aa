using Viva.Data;
using Viva.Forecasting;

namespace Viva.Tests.Forecasting;

public sealed class HoltWintersTests
{
    private static readonly HoltWintersParameters Halves = new(0.5, 0.5, 0.5);

    [Fact]
    public void Additive_smoothing_equals_the_sum_done_by_hand()
    {
        // Means of the seasons 15 and 19: trend 2, level 12, season (-4, 4), which the first four values follow exactly. The fifth was
        // forecast as 20 + 2 - 4 = 18 and is 17: level 0.5 * 21 + 0.5 * 22 = 21.5, trend 0.5 * 1.5 + 0.5
        // * 2 = 1.75, its season 0.5 * -4.5 + 0.5 * -4 = -4.25.
        var winters = new HoltWinters(2) { Given = Halves };
        var forecast = winters.Fit([10, 20, 14, 24, 17]).Forecast(3);
        AssertClose([10, 20, 14, 24, 18], winters.OneStepForecasts);
        AssertClose([21.5 + 1.75 + 4, 21.5 + 3.5 - 4.25, 21.5 + 5.25 + 4], forecast);
    }

    [Fact]
    public void Multiplicative_smoothing_equals_the_sum_done_by_hand()
    {
        // Level 10, no trend, season (0.5, 1.5). The fifth value was forecast as 5 and is 8: level 0.5 * 16 + 0.5 * 10 = 13, trend 1.5,
        // its season 0.5 * 8/13 + 0.25 = 29/52.
        var winters = new HoltWinters(2, Seasonality.Multiplicative) { Given = Halves };
        AssertClose([14.5 * 1.5, 16 * 29 / 52.0, 17.5 * 1.5], winters.Fit([5, 15, 5, 15, 8]).Forecast(3));
        AssertClose([5, 15, 5, 15, 5], winters.OneStepForecasts);
    }

    [Fact]
    public void A_damped_trend_adds_less_at_each_step()
    {
        var winters = new HoltWinters(2, Seasonality.Multiplicative, damped: true) { Given = Halves with { Phi = 0.9 } };
        AssertClose([(13 + (0.9 * 1.5)) * 1.5, (13 + (1.71 * 1.5)) * 29 / 52.0], winters.Fit([5, 15, 5, 15, 8]).Forecast(2));
    }

    [Fact]
    public void A_line_with_a_season_is_continued_exactly()
    {
        double[] season = [3, -1, 0, -2];
        double[] series = [.. Enumerable.Range(0, 32).Select(t => 100 + (2.5 * t) + season[t % 4])];
        AssertClose(series[20..], new HoltWinters(4).Fit(series[..20]).Forecast(12), 1e-6);
    }

    [Fact]
    public void A_season_that_multiplies_a_level_is_continued_exactly()
    {
        double[] season = [0.5, 1.5, 1.2, 0.8];
        double[] series = [.. Enumerable.Range(0, 30).Select(t => 40 * season[t % 4])];
        AssertClose(series[18..], new HoltWinters(4, Seasonality.Multiplicative).Fit(series[..18]).Forecast(12), 1e-6);
    }

    [Fact]
    public void On_airline_passengers_the_multiplicative_form_reaches_the_published_error()
    {
        var passengers = Datasets.Airline()["passengers (thousands)"];
        var (history, year) = (passengers[..^12], passengers[^12..]);
        var winters = new HoltWinters(12, Seasonality.Multiplicative);
        var mase = ForecastMetric.Mase(winters.Fit(history).Forecast(12), year, history, 12);
        Assert.InRange(mase, 0.34, 0.42); // published: about 0.38, by programs that differ in how they start
    }

    [Theory]
    [InlineData(Seasonality.Additive)]
    [InlineData(Seasonality.Multiplicative)]
    public void No_smoothing_parameters_on_a_fine_net_beat_the_fitted_ones(Seasonality seasonality)
    {
        var history = Datasets.Airline()["passengers (thousands)"][..132];
        double Squares(HoltWintersParameters? given)
        {
            var winters = new HoltWinters(12, seasonality) { Given = given };
            winters.Fit(history);
            return winters.OneStepForecasts.Zip(history, (f, y) => (y - f) * (y - f)).Sum();
        }

        var best = double.PositiveInfinity;
        for (var alpha = 0; alpha <= 20; alpha++)
        {
            for (var beta = 0; beta <= 10; beta++)
            {
                for (var gamma = 0; gamma <= 20; gamma++)
                {
                    // NaN, where the level left the positive numbers, is below nothing.
                    if (Squares(new(alpha / 20.0, beta / 10.0, gamma / 20.0)) is var squares && squares < best)
                    {
                        best = squares;
                    }
                }
            }
        }

        Assert.InRange(Squares(null), 0, best);
    }

    [Fact]
    public void Another_unit_gives_the_same_forecast_in_that_unit()
    {
        var history = Datasets.Airline()["passengers (thousands)"][..60];
        double[] persons = [.. history.Select(y => 1000 * y)];
        var (thousands, ones) = (
            new HoltWinters(12, Seasonality.Multiplicative).Fit(history).Forecast(12),
            new HoltWinters(12, Seasonality.Multiplicative).Fit(persons).Forecast(12)
        );
        foreach (var (f, g) in thousands.Zip(ones))
        {
            Assert.Equal(1, g / f / 1000, 1e-4);
        }
    }

    [Fact]
    public void A_damped_trend_stays_within_its_bounds()
    {
        var winters = new HoltWinters(12, Seasonality.Multiplicative, damped: true);
        winters.Fit(Datasets.Airline()["passengers (thousands)"]);
        Assert.InRange(winters.Parameters.Phi, 0.8, 0.98);
    }

    [Theory]
    [InlineData(new double[] { 1, 1, 50, 60, 3, 900 })]
    [InlineData(new double[] { 900, 800, 2, 1, 1, 1 })]
    public void A_steep_start_of_a_season_that_multiplies_stays_finite(double[] history) =>
        Assert.All(new HoltWinters(2, Seasonality.Multiplicative).Fit(history).Forecast(4), value => Assert.True(double.IsFinite(value)));

    [Fact]
    public void A_season_that_multiplies_refuses_values_that_are_not_positive()
    {
        var error = Assert.Throws<ArgumentException>(() => new HoltWinters(2, Seasonality.Multiplicative).Fit([1, 2, 0, 2]));
        Assert.Contains("history[2] is 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_parameters_out_of_range_are_refused()
    {
        var winters = new HoltWinters(2) { Given = new(1.5, 0.5, 0.5) };
        Assert.Contains(
            "[0, 1]",
            Assert.Throws<ArgumentOutOfRangeException>(() => winters.Fit([1, 2, 3, 4])).Message,
            StringComparison.Ordinal
        );
        var damped = new HoltWinters(2) { Given = new(0.5, 0.5, 0.5, 0) };
        Assert.Contains(
            "(0, 1]",
            Assert.Throws<ArgumentOutOfRangeException>(() => damped.Fit([1, 2, 3, 4])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_simplex_finds_the_valley_of_Rosenbrock_and_a_least_value_on_a_bound()
    {
        var valley = NelderMead.Minimize(
            p => Math.Pow(1 - p[0], 2) + (100 * Math.Pow(p[1] - (p[0] * p[0]), 2)),
            [-1.2, 1],
            [-2, -2],
            [2, 2]
        );
        AssertClose([1, 1], valley.Point, 1e-3);
        var bound = NelderMead.Minimize(p => Math.Pow(p[0] - 3, 2) + Math.Pow(p[1] - 0.5, 2), [0.2, 0.2], [0, 0], [1, 1]);
        AssertClose([1, 0.5], bound.Point, 1e-3);
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance = 1e-9)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (e, a) in expected.Zip(actual))
        {
            Assert.Equal(e, a, tolerance);
        }
    }
}

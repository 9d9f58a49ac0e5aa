using Viva.Data;
using Viva.Forecasting;

namespace Viva.Tests.Forecasting;

public sealed class BaselineTests
{
    private static readonly double[] Quarters = [10, 20, 30, 40, 14, 24, 34, 46];

    [Fact]
    public void Naive_repeats_the_last_value() => Assert.Equal([46, 46, 46], new Naive().Fit(Quarters).Forecast(3));

    [Fact]
    public void Seasonal_naive_repeats_the_last_season() =>
        Assert.Equal([14, 24, 34, 46, 14, 24], new SeasonalNaive(4).Fit(Quarters).Forecast(6));

    [Fact]
    public void Drift_goes_on_along_the_line_from_the_first_value_to_the_last() =>
        Assert.Equal([46 + (36 / 7.0), 46 + (72 / 7.0)], new Drift().Fit(Quarters).Forecast(2));

    [Fact]
    public void On_airline_passengers_the_baselines_reach_the_published_errors()
    {
        var passengers = Datasets.Airline()["passengers (thousands)"];
        var (history, year) = (passengers[..^12], passengers[^12..]);
        double Mase(IForecaster forecaster) => ForecastMetric.Mase(forecaster.Fit(history).Forecast(12), year, history, 12);

        Assert.Equal(2.50, Mase(new Naive()), 0.005);
        Assert.Equal(1.57, Mase(new SeasonalNaive(12)), 0.005);

        // By hand: December 1959 had 405, and 1960 differs from it by 912 in sum; 1960 lies above 1959 by 574.
        Assert.Equal(912 / 12.0, ForecastMetric.Mae(new Naive().Fit(history).Forecast(12), year), 1e-9);
        Assert.Equal(574 / 12.0, ForecastMetric.Mae(new SeasonalNaive(12).Fit(history).Forecast(12), year), 1e-9);
    }

    [Fact]
    public void A_second_fit_forgets_the_first()
    {
        foreach (var forecaster in All(2))
        {
            var fresh = forecaster.Fit([1, 2, 1, 2, 3, 4]).Forecast(3);
            forecaster.Fit([50, 90, 60, 80, 70, 20]);
            Assert.Equal(fresh, forecaster.Fit([1, 2, 1, 2, 3, 4]).Forecast(3));
        }
    }

    [Fact]
    public void The_fit_neither_changes_the_history_nor_holds_on_to_it()
    {
        foreach (var forecaster in All(2))
        {
            double[] history = [3, 1, 4, 1, 5, 9];
            var forecast = forecaster.Fit(history).Forecast(4);
            Assert.Equal([3, 1, 4, 1, 5, 9], history);
            Array.Clear(history);
            Assert.Equal(forecast, forecaster.Forecast(4));
        }
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void A_value_that_is_no_number_is_named_with_its_place(double bad, string written)
    {
        foreach (var forecaster in All(2))
        {
            var error = Assert.Throws<ArgumentException>(() => forecaster.Fit([1, 2, 3, bad, 5]));
            Assert.Contains("history[3] is " + written, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_season_longer_than_the_series_is_refused_with_both_numbers()
    {
        var naive = Assert.Throws<ArgumentException>(() => new SeasonalNaive(12).Fit([1, 2, 3]));
        Assert.Contains("has 3 values; a season of 12 needs at least 12", naive.Message, StringComparison.Ordinal);
        var winters = Assert.Throws<ArgumentException>(() => new HoltWinters(12).Fit(new double[23]));
        Assert.Contains("has 23 values; Holt-Winters with a season of 12 needs at least 24", winters.Message, StringComparison.Ordinal);
        Assert.Contains("needs at least 2", Assert.Throws<ArgumentException>(() => new Drift().Fit([1])).Message, StringComparison.Ordinal);
        Assert.Contains("needs at least 1", Assert.Throws<ArgumentException>(() => new Naive().Fit([])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_horizon_or_a_season_below_its_least_is_refused()
    {
        foreach (var forecaster in All(2))
        {
            forecaster.Fit([1, 2, 3, 4, 5]);
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => forecaster.Forecast(0));
            Assert.Equal(("horizon", 0), (error.ParamName, error.ActualValue));
        }

        Assert.Throws<ArgumentOutOfRangeException>("season", () => new SeasonalNaive(0));
        Assert.Throws<ArgumentOutOfRangeException>("season", () => new HoltWinters(1));
    }

    [Fact]
    public void A_forecast_before_the_fit_says_what_is_missing()
    {
        foreach (var forecaster in All(2))
        {
            Assert.Contains(
                "call Fit first",
                Assert.Throws<InvalidOperationException>(() => forecaster.Forecast(1)).Message,
                StringComparison.Ordinal
            );
        }

        Assert.Throws<InvalidOperationException>(() => new HoltWinters(2).Parameters);
    }

    private static IForecaster[] All(int season) =>
        [
            new Naive(),
            new SeasonalNaive(season),
            new Drift(),
            new HoltWinters(season),
            new HoltWinters(season, Seasonality.Multiplicative, damped: true),
        ];
}

using Viva.Data;
using Viva.Forecasting;

namespace Viva.Tests.Forecasting;

public sealed class ArimaTests
{
    // The level of Lake Huron in feet, 1875 to 1972, and accidental deaths in the United States by month, 1973 to 1978, both from Brockwell
    // and Davis (1991), as R has them.
    private static readonly double[] Huron =
    [
        .. new[]
        {
            580.38,
            581.86,
            580.97,
            580.80,
            579.79,
            580.39,
            580.42,
            580.82,
            581.40,
            581.32,
            581.44,
            581.68,
            581.17,
            580.53,
            580.01,
            579.91,
            579.14,
            579.16,
            579.55,
            579.67,
            578.44,
            578.24,
            579.10,
            579.09,
            579.35,
            578.82,
            579.32,
            579.01,
            579.00,
            579.80,
            579.83,
            579.72,
            579.89,
            580.01,
            579.37,
            578.69,
            578.19,
            578.67,
            579.55,
            578.92,
            578.09,
            579.37,
            580.13,
            580.14,
            579.51,
            579.24,
            578.66,
            578.86,
            578.05,
            577.79,
            576.75,
            576.75,
            577.82,
            578.64,
            580.58,
            579.48,
            577.38,
            576.90,
            576.94,
            576.24,
            576.84,
            576.85,
            576.90,
            577.79,
            578.18,
            577.51,
            577.23,
            578.42,
            579.61,
            579.05,
            579.26,
            579.22,
            579.38,
            579.10,
            577.95,
            578.12,
            579.75,
            580.85,
            580.41,
            579.96,
            579.61,
            578.76,
            578.18,
            577.21,
            577.13,
            579.10,
            578.25,
            577.91,
            576.89,
            575.96,
            576.80,
            577.68,
            578.38,
            578.52,
            579.74,
            579.31,
            579.89,
            579.96,
        },
    ];

    private static readonly double[] Deaths =
    [
        .. new[]
        {
            9007.0,
            8106,
            8928,
            9137,
            10017,
            10826,
            11317,
            10744,
            9713,
            9938,
            9161,
            8927,
            7750,
            6981,
            8038,
            8422,
            8714,
            9512,
            10120,
            9823,
            8743,
            9129,
            8710,
            8680,
            8162,
            7306,
            8124,
            7870,
            9387,
            9556,
            10093,
            9620,
            8285,
            8466,
            8160,
            8034,
            7717,
            7461,
            7767,
            7925,
            8623,
            8945,
            10078,
            9179,
            8037,
            8488,
            7874,
            8647,
            7792,
            6957,
            7726,
            8106,
            8890,
            9299,
            10625,
            9302,
            8314,
            8850,
            8265,
            8796,
            7836,
            6892,
            7791,
            8192,
            9115,
            9434,
            10484,
            9827,
            9110,
            9070,
            8633,
            9240,
        },
    ];

    private static double[] Airline => Datasets.Airline()["passengers (thousands)"];

    private static Arima AirlineModel => new(0, 1, 1, 0, 1, 1, season: 12) { Log = true };

    [Fact]
    public void The_airline_model_has_the_coefficients_of_R()
    {
        var model = AirlineModel;
        model.Fit(Airline);

        // R 4.2: arima(log(AirPassengers), c(0,1,1), c(0,1,1), method = "CSS") gives ma1 -0.3771623, sma1 -0.5723781, sigma^2 0.00138875.
        // Box and Jenkins, who also reconstruct the shocks before the first value, have 0.396 and 0.614.
        var parameters = model.Parameters;
        Assert.Equal(0.3771623, Assert.Single(parameters.Theta), 1e-4);
        Assert.Equal(0.5723781, Assert.Single(parameters.SeasonalTheta), 1e-4);
        Assert.Equal(0.00138875, parameters.Sigma * parameters.Sigma, 1e-8);
        Assert.Empty(parameters.Phi);
        Assert.Empty(parameters.SeasonalPhi);
        Assert.Equal(131, model.Residuals.Length);
        Assert.Equal("theta 0.3772, Theta 0.5724, sigma 0.03727", parameters.ToString());
        Assert.Equal("ARIMA(0,1,1)(0,1,1)12 of logs", model.Name);
    }

    [Fact]
    public void The_airline_model_forecasts_as_the_same_sums_do_in_R()
    {
        // The recursion of the shocks, optim and the forecast written out in R. R's predict, which also estimates the shocks before the
        // first value, differs by 0.2 at most, and has a MASE of 0.434 and 0.571.
        double[] expected =
        [
            419.357905,
            399.190680,
            466.776416,
            454.652074,
            473.072336,
            547.011127,
            621.674233,
            629.255307,
            526.658041,
            462.171546,
            406.453452,
            452.232746,
        ];
        var (past, year) = (Airline[..^12], Airline[^12..]);
        var forecast = AirlineModel.Fit(past).Forecast(12);
        AssertClose(expected, forecast, 0.01);
        Assert.Equal(0.43200, ForecastMetric.Mase(forecast, year, past, 12), 1e-4);
        var rolled = Backtest.Of(AirlineModel, Airline, Backtest.OriginsIn(144, 72.., 12, every: 12), 12);
        Assert.Equal(0.59067, rolled.Mase(12), 1e-4);
    }

    [Fact]
    public void A_mean_and_a_root_of_each_kind_are_those_of_R()
    {
        // arima(LakeHuron, c(1,0,1), method = "CSS")
        var huron = new Arima(1, 0, 1);
        var forecast = huron.Fit(Huron).Forecast(5);
        Assert.Equal(0.7671340, huron.Parameters.Phi[0], 1e-3);
        Assert.Equal(-0.2744046, huron.Parameters.Theta[0], 1e-3);
        Assert.Equal(579.0080892, huron.Parameters.Mean, 1e-2);
        Assert.Equal(0.4817093, huron.Parameters.Sigma * huron.Parameters.Sigma, 1e-6);
        AssertClose([579.7531, 579.5796, 579.4466, 579.3445, 579.2661], forecast, 5e-3);
    }

    [Fact]
    public void Seasonal_and_plain_coefficients_together_are_those_of_R()
    {
        // arima(USAccDeaths, c(1,1,1), c(1,1,0), method = "CSS")
        var deaths = new Arima(1, 1, 1, 1, 1, 0, season: 12);
        var forecast = deaths.Fit(Deaths).Forecast(14);
        Assert.Equal(104302.6, deaths.Parameters.Sigma * deaths.Parameters.Sigma, 1);
        Assert.Equal(0.0831017, deaths.Parameters.Phi[0], 5e-3);
        Assert.Equal(0.7105057, deaths.Parameters.Theta[0], 5e-3);
        Assert.Equal(-0.3166575, deaths.Parameters.SeasonalPhi[0], 5e-3);
        double[] published =
        [
            8277.58,
            7365.13,
            8222.72,
            8617.05,
            9496.04,
            9843.53,
            10980.93,
            10113.04,
            9310.22,
            9452.62,
            8968.75,
            9551.69,
            8590.04,
            7667.60,
        ];
        AssertClose(published, forecast, 10);
    }

    [Fact]
    public void Forecasts_are_the_closed_forms_of_the_textbook()
    {
        var (series, steps) = (Simulated(200, [0.6], [0.3], 5), Enumerable.Range(1, 4));

        // AR(1): the distance from the mean shrinks by phi at each step.
        var autoregression = new Arima(1, 0, 0);
        var forecast = autoregression.Fit(series).Forecast(4);
        var (phi, mean) = (autoregression.Parameters.Phi[0], autoregression.Parameters.Mean);
        AssertClose([.. steps.Select(h => mean + (Math.Pow(phi, h) * (series[^1] - mean)))], forecast, 1e-9);

        // MA(1): the last shock once, then the mean.
        var average = new Arima(0, 0, 1);
        forecast = average.Fit(series).Forecast(4);
        mean = average.Parameters.Mean;
        var once = mean - (average.Parameters.Theta[0] * average.Residuals[^1]);
        AssertClose([once, mean, mean, mean], forecast, 1e-9);

        // (0, 1, 0) with a constant is the drift, (0, 1, 0) the naive forecast, (0, 1, 1) exponential smoothing with alpha = 1 - theta.
        AssertClose(
            new Drift().Fit(series).Forecast(4),
            new Arima(0, 1, 0) { Constant = true }
                .Fit(series)
                .Forecast(4),
            1e-9
        );
        AssertClose(new Naive().Fit(series).Forecast(4), new Arima(0, 1, 0).Fit(series).Forecast(4), 1e-9);
        AssertClose(new SeasonalNaive(7).Fit(series).Forecast(9), new Arima(0, 0, 0, 0, 1, 0, 7).Fit(series).Forecast(9), 1e-9);
        var smoothing = new Arima(0, 1, 1);
        forecast = smoothing.Fit(series).Forecast(2);
        var level = series[0];
        foreach (var value in series)
        {
            level += (1 - smoothing.Parameters.Theta[0]) * (value - level);
        }

        AssertClose([level, level], forecast, 1e-9);
    }

    [Fact]
    public void An_autoregression_is_the_least_squares_fit()
    {
        var series = Simulated(300, [0.5, -0.3], [], 2);
        var model = new Arima(1, 0, 0);
        model.Fit(series);
        double[] x = series[..^1],
            y = series[1..];
        var (mx, my) = (x.Average(), y.Average());
        var slope = x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum() / x.Sum(a => (a - mx) * (a - mx));
        Assert.Equal(slope, model.Parameters.Phi[0], 1e-5);
        Assert.Equal((my - (slope * mx)) / (1 - slope), model.Parameters.Mean, 1e-4);
    }

    [Theory]
    [InlineData(new[] { 0.7 }, new double[] { })]
    [InlineData(new double[] { }, new[] { -0.6 })]
    [InlineData(new[] { 1.2, -0.5 }, new[] { 0.4 })]
    [InlineData(new[] { -0.8 }, new[] { 0.5, 0.3 })]
    public void Coefficients_that_made_the_data_are_found_again(double[] phi, double[] theta)
    {
        var model = new Arima(phi.Length, 0, theta.Length);
        model.Fit(Simulated(20_000, phi, theta, 3));
        AssertClose(phi, model.Parameters.Phi, 0.06);
        AssertClose(theta, model.Parameters.Theta, 0.06);
        Assert.Equal(1, model.Parameters.Sigma, 0.02);
        Assert.Equal(10, model.Parameters.Mean, 0.2);
    }

    [Fact]
    public void A_series_differenced_once_too_often_stays_invertible()
    {
        var model = new Arima(0, 1, 1);
        var noise = Simulated(500, [], [], 4); // its difference has theta = 1
        model.Fit(noise);
        Assert.InRange(model.Parameters.Theta[0], 0.95, 0.999);
        Assert.All(model.Forecast(24), value => Assert.InRange(value, 9, 11));
    }

    [Fact]
    public void A_random_walk_fitted_without_differences_stays_stationary()
    {
        var walk = new double[400];
        var shocks = Simulated(400, [], [], 6);
        for (var t = 1; t < walk.Length; t++)
        {
            walk[t] = walk[t - 1] + shocks[t] - 9.5;
        }

        var model = new Arima(2, 0, 0);
        Assert.All(model.Fit(walk).Forecast(500), value => Assert.True(double.IsFinite(value)));
        var (one, two) = (model.Parameters.Phi[0], model.Parameters.Phi[1]);
        Assert.True(one + two < 1 && two - one < 1 && Math.Abs(two) < 1); // the triangle of stationary pairs
    }

    [Fact]
    public void A_constant_series_is_continued() =>
        AssertClose([5, 5, 5], new Arima(1, 1, 1).Fit([.. Enumerable.Repeat(5.0, 40)]).Forecast(3), 1e-12);

    [Fact]
    public void What_cannot_be_fitted_is_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>("p", () => new Arima(-1, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>("season", () => new Arima(0, 0, 0, 1, 0, 0, season: 1));
        Assert.Contains(
            "at most",
            Message(() => new Arima(13, 0, 0)).Replace("less than or equal to", "at most", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Contains("needs at least 17", Message(() => AirlineModel.Fit(Airline[..16])), StringComparison.Ordinal);
        Assert.Contains(
            "history[3] is 0",
            Message(() => new Arima(1, 0, 0) { Log = true }.Fit([1, 2, 3, 0, 1, 2, 3])),
            StringComparison.Ordinal
        );
        Assert.Throws<InvalidOperationException>(() => new Arima(1, 0, 0).Parameters);
        Assert.Throws<InvalidOperationException>(() => new Arima(1, 0, 0).Forecast(1));

        static string Message(Func<object> action) => Assert.ThrowsAny<ArgumentException>(action).Message;
    }

    /// <summary>A series with mean 10 and shocks of deviation 1, after its start is forgotten.</summary>
    private static double[] Simulated(int count, double[] phi, double[] theta, int seed)
    {
        const int Warm = 200;
        var random = new Random(seed);
        var (x, e) = (new double[count + Warm], new double[count + Warm]);
        for (var t = 0; t < x.Length; t++)
        {
            e[t] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            x[t] = e[t];
            for (var i = 1; i <= Math.Min(t, phi.Length); i++)
            {
                x[t] += phi[i - 1] * x[t - i];
            }

            for (var i = 1; i <= Math.Min(t, theta.Length); i++)
            {
                x[t] -= theta[i - 1] * e[t - i];
            }
        }

        return [.. x[Warm..].Select(value => 10 + value)];
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (e, a) in expected.Zip(actual))
        {
            Assert.Equal(e, a, tolerance);
        }
    }
}

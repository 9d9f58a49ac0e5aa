using TorchSharp;
using Viva.Forecasting;

namespace Viva.Tests.Forecasting;

public sealed class BacktestTests
{
    private static readonly double[] Ten = [.. Enumerable.Range(0, 10).Select(i => (double)i)];

    [Fact]
    public void Each_origin_is_forecast_from_the_values_before_it()
    {
        var backtest = Backtest.Of(new Naive(), Ten, [5, 7], 2);
        Assert.Equal(
            [
                [4, 4],
                [6, 6],
            ],
            backtest.Forecasts
        );
        Assert.Equal(
            [
                [5, 6],
                [7, 8],
            ],
            backtest.Actuals
        );
        Assert.Equal(("naive", 2, 1.5), (backtest.Name, backtest.Horizon, backtest.Mae));
        Assert.Equal(Math.Sqrt(2.5), backtest.Rmse, 1e-12);
        Assert.Equal([1, 2], backtest.MaeByStep);
        Assert.Equal(1.5, backtest.Mase(season: 1), 1e-12); // the history's steps are all 1
        Assert.Equal(1.5 / 2, backtest.Mase(season: 2), 1e-12);
        Assert.Equal(((2 / 9.0) + (4 / 10.0) + (2 / 13.0) + (4 / 14.0)) / 4, backtest.Smape, 1e-12);
    }

    [Fact]
    public void The_errors_of_single_origins_average_to_that_of_all()
    {
        var backtest = new Backtest(
            "two",
            Ten,
            [4, 6],
            [
                [4, 6],
                [9, 10],
            ]
        );

        Assert.Equal([0.5, 3], backtest.MaseByOrigin(season: 1)); // the history's steps are all 1
        Assert.Equal(1.75, backtest.Mase(season: 1), 1e-12);
    }

    [Fact]
    public void A_networks_forecasts_come_as_one_tensor()
    {
        using var forecasts = torch.tensor(
            new float[,]
            {
                { 4, 6 },
                { 9, 10 },
            }
        );

        Assert.Equal(
            [
                [4, 6],
                [9, 10],
            ],
            new Backtest("network", Ten, [4, 6], forecasts).Forecasts
        );
        Assert.Contains(
            "their shape is (4)",
            Assert.Throws<ArgumentException>(() => new Backtest("flat", Ten, [4, 6], forecasts.flatten())).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_forecaster_never_sees_its_future()
    {
        var witness = new Witness();
        Backtest.Of(witness, Ten, [3, 6], 2);
        Assert.Equal(
            [
                [0, 1, 2],
                [0, 1, 2, 3, 4, 5],
            ],
            witness.Seen
        );
    }

    [Fact]
    public void A_short_memory_moves_along()
    {
        var witness = new Witness();
        Backtest.Of(witness, Ten, [3, 6], 2, history: 4);
        Assert.Equal(
            [
                [0, 1, 2],
                [2, 3, 4, 5],
            ],
            witness.Seen
        );
    }

    [Fact]
    public void Origins_leave_room_for_the_past_and_the_whole_horizon()
    {
        Assert.Equal([6, 7, 8], Backtest.OriginsIn(10, 6.., 2));
        Assert.Equal([1, 2], Backtest.OriginsIn(10, ..4, 2));
        Assert.Equal([4, 7], Backtest.OriginsIn(10, .., 2, every: 3, past: 4));
        Assert.Contains("No forecast of 3 steps", Refused(() => Backtest.OriginsIn(10, 8.., 3)), StringComparison.Ordinal);
        Assert.Contains("within the 10 rows", Refused(() => Backtest.OriginsIn(10, 8..12, 3)), StringComparison.Ordinal);
    }

    [Fact]
    public void Origins_and_forecasts_that_do_not_fit_are_refused()
    {
        Assert.Contains("Origin 9 must lie from 1 to 8", Refused(() => Backtest.Of(new Naive(), Ten, [5, 9], 2)), StringComparison.Ordinal);
        Assert.Contains("Origin 0 must lie from 1 to 8", Refused(() => Backtest.Of(new Naive(), Ten, [0], 2)), StringComparison.Ordinal);
        Assert.Contains("origins must rise", Refused(() => Backtest.Of(new Naive(), Ten, [5, 5], 2)), StringComparison.Ordinal);
        Assert.Contains("at least one", Refused(() => Backtest.Of(new Naive(), Ten, [], 2)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>("horizon", () => Backtest.Of(new Naive(), Ten, [5], 0));
        Assert.Throws<ArgumentOutOfRangeException>("history", () => Backtest.Of(new Naive(), Ten, [5], 1, history: 0));
        Assert.Contains(
            "there are 1 and 2",
            Refused(() =>
                new Backtest(
                    "net",
                    Ten,
                    [5, 6],
                    [
                        [1, 2],
                    ]
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "forecasts[1] has 1 steps; the first has 2",
            Refused(() =>
                new Backtest(
                    "net",
                    Ten,
                    [5, 6],
                    [
                        [1, 2],
                        [3],
                    ]
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "forecasts[0][1] is NaN",
            Refused(() =>
                new Backtest(
                    "net",
                    Ten,
                    [5],
                    [
                        [1, double.NaN],
                    ]
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "series[2] is NaN",
            Refused(() => Backtest.Of(new Naive(), [1, 2, double.NaN, 4, 5], [3], 1)),
            StringComparison.Ordinal
        );
    }

    private static string Refused(Func<object> action) => Assert.ThrowsAny<ArgumentException>(action).Message;

    private sealed class Witness : IForecaster
    {
        public List<double[]> Seen { get; } = [];

        public string Name => "witness";

        public IForecaster Fit(double[] history)
        {
            Seen.Add(history);
            return this;
        }

        public double[] Forecast(int horizon) => new double[horizon];
    }
}

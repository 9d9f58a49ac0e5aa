using Viva.Forecasting;

namespace Viva.Tests.Forecasting;

public sealed class ResidualIntervalsTests
{
    [Fact]
    public void The_ends_are_order_statistics_of_the_errors_at_each_step()
    {
        // Nineteen errors from -9 to 9 at the first step and ten times those at the second.
        var past = Past([.. Enumerable.Range(-9, 19).Select(e => new double[] { e, 10 * e })]);
        var (low, high) = ResidualIntervals.From(past, 0.8).Around([100, 200]);
        Assert.Equal([92, 120], low); // the second of twenty gaps from below: 10%
        Assert.Equal([108, 280], high);
        (low, high) = ResidualIntervals.From(past, 0.9).Around([100]);
        Assert.Equal((91, 109), (low[0], high[0]));
    }

    [Fact]
    public void Relative_errors_widen_with_the_forecast()
    {
        var past = Past([.. Enumerable.Range(-9, 19).Select(e => new double[] { e })], level: 100);
        var (low, high) = ResidualIntervals.From(past, 0.9, relative: true).Around([1000]);
        Assert.Equal((910, 1090), (Math.Round(low[0], 9), Math.Round(high[0], 9)));
        Assert.Contains(
            "A forecast is -1",
            Assert.Throws<ArgumentException>(() => ResidualIntervals.From(past, 0.9, relative: true).Around([-1])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Independent_errors_are_covered_as_often_as_promised()
    {
        var random = new Random(3);
        double Error() => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6; // about normal
        var inside = 0;
        const int Trials = 2000;
        for (var trial = 0; trial < Trials; trial++)
        {
            var (low, high) = ResidualIntervals.From(Past([.. Enumerable.Range(0, 39).Select(_ => new[] { Error() })]), 0.8).Around([0]);
            if (Error() is var error && low[0] <= error && error <= high[0])
            {
                inside++;
            }
        }

        Assert.Equal(0.8, inside / (double)Trials, 0.03); // three standard errors
    }

    [Fact]
    public void Too_few_origins_for_the_level_are_refused_with_the_number_needed()
    {
        var past = Past([.. Enumerable.Range(0, 18).Select(e => new double[] { e })]);
        Assert.Contains(
            "18 origins cannot give an interval of level 0.9; it needs at least 19",
            Refused(() => ResidualIntervals.From(past, 0.9)),
            StringComparison.Ordinal
        );
        Assert.Contains("(0, 1)", Refused(() => ResidualIntervals.From(past, 1)), StringComparison.Ordinal);
        Assert.Contains(
            "has 2 steps; errors are known for 1",
            Refused(() => ResidualIntervals.From(past, 0.8).Around([1, 2])),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "forecast[0] is NaN",
            Refused(() => ResidualIntervals.From(past, 0.8).Around([double.NaN])),
            StringComparison.Ordinal
        );
    }

    /// <summary>A backtest of a constant series whose forecasts miss it by the given errors (actual minus forecast).</summary>
    private static Backtest Past(double[][] errors, double level = 1000)
    {
        var horizon = errors[0].Length;
        double[] series = [.. Enumerable.Repeat(level, errors.Length + horizon)];
        if (horizon == 1)
        {
            for (var i = 0; i < errors.Length; i++)
            {
                series[i + 1] = level + errors[i][0]; // so that relative errors are fractions of the forecast
            }

            return new Backtest("past", series, [.. Enumerable.Range(1, errors.Length)], [.. errors.Select(_ => new[] { level })]);
        }

        return new Backtest(
            "past",
            series,
            [.. Enumerable.Range(1, errors.Length)],
            [.. errors.Select(e => e.Select(x => level - x).ToArray())]
        );
    }

    private static string Refused(Func<object> action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}

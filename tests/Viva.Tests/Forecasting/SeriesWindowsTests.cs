using TorchSharp;
using Viva.Forecasting;

namespace Viva.Tests.Forecasting;

public sealed class SeriesWindowsTests
{
    private static readonly double[] Ten = [.. Enumerable.Range(0, 10).Select(i => (double)i)];

    [Fact]
    public void A_window_holds_the_rows_before_its_origin_and_the_target_those_from_it()
    {
        using var scope = torch.NewDisposeScope();
        var windows = SeriesWindows.Of(Ten, length: 3, horizon: 2);
        Assert.Equal([3, 4, 5, 6, 7, 8], windows.Origins);
        Assert.Equal([6, 3, 1], windows.Inputs.shape);
        Assert.Equal([6, 2], windows.Targets.shape);
        Assert.Equal([0, 1, 2], windows.Inputs[0].data<float>().ToArray());
        Assert.Equal([3, 4], windows.Targets[0].data<float>().ToArray());
        Assert.Equal([8, 9], windows.Targets[5].data<float>().ToArray());
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 2, 1)]
    [InlineData(4, 3, 2)]
    public void Windows_of_the_training_part_hold_no_row_after_it_and_test_targets_none_before(int length, int horizon, int every)
    {
        using var scope = torch.NewDisposeScope();
        double[] rows = [.. Enumerable.Range(0, 40).Select(i => (double)i)];
        var (train, test) = (SeriesWindows.Of(rows, length, horizon, ..30, every), SeriesWindows.Of(rows, length, horizon, 30.., every));
        Assert.True(train.Inputs.max().ToSingle() < 30 && train.Targets.max().ToSingle() < 30);
        Assert.Equal(30, test.Targets.min().ToSingle()); // the first target is the first row of the part: nothing is lost
        Assert.Equal(30 - length, test.Inputs.min().ToSingle());
        for (var i = 0; i < train.Count; i++)
        {
            Assert.True(train.Inputs[i].max().ToSingle() < train.Targets[i].min().ToSingle());
        }
    }

    [Fact]
    public void Several_features_stand_side_by_side_and_the_target_may_be_another_series()
    {
        using var scope = torch.NewDisposeScope();
        double[] tens = [.. Ten.Select(x => 10 * x)];
        double[] hundreds = [.. Ten.Select(x => 100 * x)];
        var windows = SeriesWindows.Of([Ten, tens], hundreds, length: 2, horizon: 1, part: 8..);
        Assert.Equal([2, 2, 2], windows.Inputs.shape);
        Assert.Equal([6, 60, 7, 70], windows.Inputs[0].data<float>().ToArray());
        Assert.Equal([800, 900], windows.Targets.data<float>().ToArray());
    }

    [Fact]
    public void The_latest_window_ends_with_the_last_row()
    {
        using var scope = torch.NewDisposeScope();
        var latest = SeriesWindows.Latest(3, Ten);
        Assert.Equal([1, 3, 1], latest.shape);
        Assert.Equal([7, 8, 9], latest.data<float>().ToArray());
    }

    [Fact]
    public void Windows_longer_than_the_data_are_refused_with_both_numbers()
    {
        Assert.Contains(
            "has 10 values; a window of 8 rows and a target of 3 needs at least 11",
            Refused(() => SeriesWindows.Of(Ten, 8, 3)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "No forecast of 3 steps after 4 rows of past fits into rows 0 to 6",
            Refused(() => SeriesWindows.Of(Ten, 4, 3, ..6)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "has 10 values; a window of 11 rows needs at least 11",
            Refused(() => SeriesWindows.Latest(11, Ten)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Sizes_below_one_and_series_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("length", () => SeriesWindows.Of(Ten, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("horizon", () => SeriesWindows.Of(Ten, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>("every", () => SeriesWindows.Of(Ten, 1, 1, every: 0));
        Assert.Contains(
            "features[1] has 9 rows; all series must have 10",
            Refused(() => SeriesWindows.Of([Ten, Ten[1..]], Ten, 2, 1)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "features[0][4] is NaN",
            Refused(() =>
                SeriesWindows.Of(
                    [
                        [0, 1, 2, 3, double.NaN, 5, 6, 7, 8, 9],
                    ],
                    Ten,
                    2,
                    1
                )
            ),
            StringComparison.Ordinal
        );
        Assert.Contains("at least one", Refused(() => SeriesWindows.Of([], Ten, 2, 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_scaler_centres_its_values_and_takes_forecasts_back()
    {
        using var scope = torch.NewDisposeScope();
        var scaler = Scaler.Standard([1, 3]);
        Assert.Equal(new Scaler(2, 1), scaler);
        Assert.Equal([-1, 1, 5], scaler.Transform([1, 3, 7]));
        Assert.Equal([1, 3, 7], scaler.Inverse([-1, 1, 5]));
        Assert.Equal([1, 3, 7], scaler.Inverse(torch.tensor(new float[] { -1, 1, 5 })).data<float>().ToArray());
        Assert.Contains("All 3 values are 4", Refused(() => Scaler.Standard([4, 4, 4])), StringComparison.Ordinal);
        Assert.Contains("values[1] is NaN", Refused(() => Scaler.Standard([4, double.NaN])), StringComparison.Ordinal);
    }

    private static string Refused(Func<object> action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}

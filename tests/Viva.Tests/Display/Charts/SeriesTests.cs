using Viva.Display.Charts;

namespace Viva.Tests.Display.Charts;

public sealed class SeriesTests
{
    [Fact]
    public void A_band_runs_from_the_least_score_to_the_largest_round_the_mean()
    {
        var band = Series.Band(
            "plain",
            [100, 500],
            [
                [0.5, 0.75, 1],
                [0.25],
            ]
        );

        Assert.Equal("plain", band.Name);
        Assert.Equal([100, 500], band.X);
        Assert.Equal([0.75, 0.25], band.Y);
        Assert.Equal([0.5, 0.25], band.Low!);
        Assert.Equal([1, 0.25], band.High!);
    }

    [Fact]
    public void A_band_refuses_other_numbers_of_places_and_groups()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            Series.Band(
                "plain",
                [100, 500],
                [
                    [0.5],
                ]
            )
        );

        Assert.Contains("2 x values and 1 groups", error.Message);
    }

    [Fact]
    public void A_band_refuses_a_place_without_a_score()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            Series.Band(
                "plain",
                [100, 500],
                [
                    [0.5],
                    [],
                ]
            )
        );

        Assert.Contains("no score at x = 500", error.Message);
    }
}

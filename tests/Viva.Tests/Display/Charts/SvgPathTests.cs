using Viva.Display.Charts;

namespace Viva.Tests.Display.Charts;

public sealed class SvgPathTests
{
    [Fact]
    public void Steps_are_relative_and_a_letter_stands_only_where_the_command_changes() =>
        Assert.Equal(
            "m10 20 5-6-7 8h9v-3 4l1 1m-2 0z",
            new SvgPath()
                .MoveTo(10, 20)
                .LineTo(15, 14)
                .LineTo(8, 22)
                .LineTo(17, 22)
                .LineTo(17, 19)
                .LineTo(17, 23)
                .LineTo(18, 24)
                .MoveTo(16, 24)
                .Close()
                .ToString()
        );

    [Fact]
    public void After_a_close_the_next_step_counts_from_the_place_of_the_last_move() =>
        Assert.Equal(
            "m1 1h4v4zm10 10zm1-1z",
            new SvgPath().MoveTo(1, 1).LineTo(5, 1).LineTo(5, 5).Close().MoveTo(11, 11).Close().MoveTo(12, 10).Close().ToString()
        );

    [Fact]
    public void Roundings_do_not_add_up()
    {
        var path = new SvgPath().MoveTo(0, 0);
        for (var i = 1; i <= 100; i++)
        {
            path.LineTo(i * 0.4, i * 0.6);
        }

        Assert.EndsWith("m-40-60z", path.MoveTo(0, 0).Close().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_to_the_same_place_is_left_out() =>
        Assert.Equal("m3 3h1", new SvgPath().MoveTo(3, 3).LineTo(3.2, 2.9).LineTo(4, 3).ToString());
}

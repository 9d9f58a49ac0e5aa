using Viva.Claims;
using Viva.Tests.Display;
using static TorchSharp.torch;

namespace Viva.Tests.Claims;

public sealed class CheckTests
{
    [Fact]
    public void A_claim_that_holds_gets_a_tick_and_one_that_does_not_the_hint()
    {
        var shown = Shown.By(() =>
        {
            Check.That(true, "the shape is right", "look at the strides");
            Check.That(false, "the sum is 1", "divide by the sum");
        });

        Assert.Equal(["✓ right: the shape is right", "○ your turn: the sum is 1 – not yet: divide by the sum"], shown);
    }

    [Theory]
    [InlineData(0.5, 0.5, 0, true)]
    [InlineData(0.5, 0.4, 0.11, true)]
    [InlineData(0.5, 0.4, 0.09, false)]
    [InlineData(double.NaN, double.NaN, 1, false)]
    [InlineData(double.NaN, 1, 1, false)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 0, true)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity, 1, false)]
    [InlineData(double.PositiveInfinity, 1, 1e300, false)]
    public void Numbers_are_close_within_the_tolerance(double actual, double expected, double tolerance, bool ok)
    {
        var line = Assert.Single(Shown.By(() => Check.Close(actual, expected, tolerance, "claim")));

        Assert.StartsWith(ok ? "✓" : "○", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_that_differ_name_the_largest_difference_and_its_place()
    {
        var line = Assert.Single(
            Shown.By(() =>
                Check.Close(
                    tensor(
                        new[,]
                        {
                            { 1.0, 2 },
                            { 3, 4.25 },
                        }
                    ),
                    tensor(
                        new[,]
                        {
                            { 1.0, 2.125 },
                            { 3, 4 },
                        }
                    ),
                    0.2,
                    "equal"
                )
            )
        );

        Assert.Equal("○ your turn: equal – not yet: largest absolute difference 0.25 at [1, 1] (4.25 against 4), more than 0.2", line);
    }

    [Fact]
    public void Tensors_of_different_types_that_agree_get_a_tick()
    {
        var line = Assert.Single(
            Shown.By(() =>
                Check.Close(
                    tensor(new float[] { 1, 2, float.PositiveInfinity }),
                    tensor(new double[] { 1, 2, double.PositiveInfinity }),
                    0,
                    "equal"
                )
            )
        );

        Assert.Equal("✓ right: equal: largest absolute difference 0", line);
    }

    [Fact]
    public void A_tensor_of_another_shape_or_with_a_gap_is_not_close()
    {
        var shown = Shown.By(() =>
        {
            Check.Close(zeros(2, 3), zeros(3, 2), 1, "shape");
            Check.Close(tensor([1f, float.NaN]), zeros(2), 10, "gap");
        });

        Assert.Equal("○ your turn: shape – not yet: the shape is (2, 3), expected (3, 2)", shown[0]);
        Assert.Equal("○ your turn: gap – not yet: largest absolute difference NaN at [1] (NaN against 0), more than 10", shown[1]);
    }

    [Fact]
    public void A_tolerance_that_is_negative_or_not_finite_is_an_error()
    {
        foreach (var tolerance in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>("tolerance", () => Check.Close(1, 1, tolerance, "claim"));
        }
    }
}

using Viva.Claims;
using Viva.Display;

namespace Viva.Tests.Claims;

public sealed class ResultTests
{
    [Fact]
    public void The_line_holds_value_bar_and_a_tick_or_a_cross()
    {
        Assert.Equal(
            "✓ met: test accuracy: 99.51% (at least 99.40%)",
            new ResultView("test accuracy", 0.9951, 0.994, null, "P2", null).ToString()
        );
        Assert.Equal("✗ missed: loss: 0.31 (at most 0.3)", new ResultView("loss", 0.31, null, 0.3, null, null).ToString());
        Assert.Equal("seconds: 31.2", new ResultView("seconds", 31.2, null, null, null, "Quick mode").ToString());
    }

    [Fact]
    public void A_value_on_the_bar_meets_it() =>
        Assert.StartsWith("✓", new ResultView("x", 0.3, 0.3, 0.3, null, null).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_bar_that_is_not_enforced_says_why() =>
        Assert.Equal(
            "✗ missed: accuracy: 0.5 (at least 0.9). Quick mode: the bar is shown, not enforced.",
            new ResultView("accuracy", 0.5, 0.9, null, null, "Quick mode").ToString()
        );

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void A_value_that_is_not_finite_meets_no_bar_and_says_so(double value, string shown)
    {
        Assert.Equal(
            $"✗ missed: x: {shown} (at least 0.5). A value that is not finite meets no bar.",
            new ResultView("x", value, 0.5, null, null, null).ToString()
        );
        Assert.Equal(
            $"✗ missed: x: {shown} (at most 0.5). A value that is not finite meets no bar. Quick mode: the bar is shown, not enforced.",
            new ResultView("x", value, null, 0.5, null, "Quick mode").ToString()
        );
        Assert.Equal($"x: {shown}", new ResultView("x", value, null, null, null, null).ToString());
        Assert.Equal(
            """{"name":"x","value":null,"atLeast":0.5,"met":false}""",
            ((IJsonView)new ResultView("x", value, 0.5, null, null, null)).Json
        );
    }

    [Fact]
    public void Meaning_does_not_depend_on_colour()
    {
        Assert.Contains("✓ met", ((IView)new ResultView("x", 1, 0, null, null, null)).Html, StringComparison.Ordinal);
        Assert.Contains("✗ missed", ((IView)new ResultView("x", -1, 0, null, null, null)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bar_that_is_not_a_finite_number_is_an_error_and_so_is_no_name()
    {
        Assert.Throws<ArgumentException>("atLeast", () => Result.Report("x", 1, atLeast: double.NaN));
        Assert.Throws<ArgumentException>("atMost", () => Result.Report("x", 1, atMost: double.NaN));
        Assert.Throws<ArgumentException>("atLeast", () => Result.Report("x", 1, atLeast: double.NegativeInfinity));
        Assert.Throws<ArgumentException>("name", () => Result.Report(" ", 1));
    }
}

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

    [Fact]
    public void A_quick_bar_says_that_it_is_one() =>
        Assert.Equal(
            "✗ missed: accuracy: 0.5 (in quick mode at least 0.8)",
            new ResultView("accuracy", 0.5, 0.8, null, null, null, quick: true).ToString()
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
            """{"name":"x","value":null,"atLeast":0.5,"met":false,"enforced":true}""",
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
    public void A_quick_bar_is_shown_and_enforced_in_quick_mode_only_and_without_one_the_bar_is_not_judged()
    {
        Assert.Equal("✗ missed: x: 0.85 (at least 0.9)", Reported(quick: false, atLeast: 0.9, quickAtLeast: 0.8));
        Assert.Equal("✓ met: x: 0.85 (in quick mode at least 0.8)", Reported(quick: true, atLeast: 0.9, quickAtLeast: 0.8));
        Assert.Equal("✗ missed: x: 0.85 (in quick mode at most 0.8)", Reported(quick: true, atMost: 0.1, quickAtMost: 0.8));
        Assert.Equal("✗ missed: x: 0.85 (at least 0.9). Quick mode: the bar is shown, not enforced.", Reported(quick: true, atLeast: 0.9));
        Assert.Equal("x: 0.85", Reported(quick: true));
        Assert.Equal(
            "✗ missed: x: 0.85 (at least 0.9). Built-in data: the bar is shown, not enforced.",
            Reported(quick: false, atLeast: 0.9, quickAtLeast: 0.8, substitute: true)
        );
        Assert.Equal(
            "✓ met: x: 0.85 (in quick mode at least 0.8)",
            Reported(quick: true, atLeast: 0.9, quickAtLeast: 0.8, substitute: true)
        );
    }

    private static string Reported(
        bool quick,
        double? atLeast = null,
        double? atMost = null,
        double? quickAtLeast = null,
        double? quickAtMost = null,
        bool substitute = false
    ) => Result.View("x", 0.85, atLeast, atMost, null, quickAtLeast, quickAtMost, quick, substitute).ToString();

    [Fact]
    public void A_quick_bar_without_a_bar_or_stricter_than_it_is_an_error()
    {
        Assert.Throws<ArgumentException>("quickAtLeast", () => Result.Report("x", 1, quickAtLeast: 0.5));
        Assert.Throws<ArgumentException>("quickAtLeast", () => Result.Report("x", 1, atLeast: 0.5, quickAtLeast: 0.6));
        Assert.Throws<ArgumentException>("quickAtLeast", () => Result.Report("x", 1, atLeast: 0.5, quickAtLeast: double.NaN));
        Assert.Throws<ArgumentException>("quickAtMost", () => Result.Report("x", 1, atMost: 0.5, quickAtMost: 0.4));
        Assert.Throws<ArgumentException>("quickAtMost", () => Result.Report("x", 1, atLeast: 0.5, quickAtMost: 0.6));
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

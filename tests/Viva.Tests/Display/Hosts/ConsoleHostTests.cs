using Viva.Display.Charts;
using Viva.Display.Hosts;
using Viva.Display.Live;
using Viva.Tests.Display.Live;

namespace Viva.Tests.Display.Hosts;

public sealed class ConsoleHostTests : IDisposable
{
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly ManualClock _clock = new();

    public void Dispose() => _out.Dispose();

    [Fact]
    public void On_a_terminal_one_line_is_rewritten_and_what_follows_starts_a_new_one()
    {
        var host = new ConsoleHost(_out, terminal: true, _clock);
        var (update, _) = host.DisplayLive("epoch 1 of 10", () => { });
        update("epoch 10");
        host.Display("done");

        Assert.Equal("\repoch 1 of 10\repoch 10     \ndone\n", _out.ToString());
    }

    [Fact]
    public void Redirected_output_gets_plain_lines_a_second_apart_and_always_the_last()
    {
        var host = new ConsoleHost(_out, terminal: false, _clock);
        _clock.Advance(5000);
        using (var output = LiveOutput.Start(host, "0", _clock))
        {
            for (var i = 1; i <= 30; i++)
            {
                _clock.Advance(100);
                output.Update(i);
            }
        }

        var lines = _out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("0", lines[0]);
        Assert.Equal("30", lines[^1]);
        Assert.InRange(lines.Length, 3, 5);
        Assert.DoesNotContain('\r', _out.ToString());
    }

    [Fact]
    public void A_figure_is_its_alternative_text()
    {
        new ConsoleHost(_out, terminal: false, _clock).Display(Plot.Line([1.0, 2], alternativeText: "Two points."));

        Assert.Equal("Two points.\n", _out.ToString());
    }

    [Fact]
    public void Redirected_output_of_a_long_training_gets_a_line_in_ten_seconds()
    {
        var host = new ConsoleHost(_out, terminal: false, _clock);
        var (update, finish) = host.DisplayLive("0", () => { });
        for (var i = 1; i <= 120; i++)
        {
            _clock.Advance(1000);
            update(i);
        }

        finish!();
        Assert.Equal(10 + 11 + 1, _out.ToString().Count(c => c == '\n'));
        Assert.EndsWith("\n120\n", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_live_output_has_last_is_printed_before_what_is_shown_next()
    {
        var host = new ConsoleHost(_out, terminal: false, _clock);
        var output = LiveOutput.Start(host, "first", _clock);
        output.Update("second");
        output.Update("last");
        host.Display("next");

        Assert.Equal("first\nlast\nnext\n", _out.ToString());
    }

    [Fact]
    public void Values_read_on_the_console_as_in_a_notebook()
    {
        Assert.Equal("0.5", Text(0.5));
        Assert.Equal("True", Text(true));
        Assert.Equal("[1, 2.5, a]", Text(new List<object> { 1, 2.5, "a" }));
        Assert.Equal("[[1, 2], [3]]", Text(new List<int[]> { ([1, 2]), ([3]) }));
        Assert.Equal("Int32", Text(typeof(int)).Split('.')[^1]);
        Assert.Equal("[]", Text(Array.Empty<int>()));
        Assert.Equal(
            "Name  Size\n----  ----\nx        1\ny       10",
            Text(new[] { new { Name = "x", Size = 1 }, new { Name = "y", Size = 10 } })
        );
        Assert.Equal("Item1  Item2\n-----  -----\n    1  a", Text(new[] { (1, "a") }));
        Assert.Equal("Point\n-----  ------\nX      1\nY      [2, 3]", Text(new Point(1, [2, 3])));
        Assert.Equal(
            "0  1\n-  -\n1  2\n3  4",
            Text(
                new[,]
                {
                    { 1, 2 },
                    { 3, 4 },
                }
            )
        );
        Assert.EndsWith("(the first 100 rows)", Text(Enumerable.Range(0, 1000).Select(i => (i, i))), StringComparison.Ordinal);
        Assert.Equal("null", Text(null));
    }

    private string Text(object? value)
    {
        _out.GetStringBuilder().Clear();
        new ConsoleHost(_out, terminal: false, _clock).Display(value ?? "null");
        return _out.ToString().TrimEnd('\n');
    }

    private sealed record Point(int X, int[] Y);
}

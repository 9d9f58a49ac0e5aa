using Viva.Display;

namespace Viva.Tests.Display;

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
}

using Viva.Display.Live;
using Viva.Tests.Display.Hosts;

namespace Viva.Tests.Display.Live;

public sealed class ProgressTests
{
    private readonly ManualClock _clock = new();
    private readonly RecordingHost _host = new();

    [Fact]
    public void The_bar_tells_what_is_done_and_the_time_left()
    {
        using var progress = new Progress(10, "epoch", _host, _clock);
        _clock.Advance(60_000);
        progress.Report(4, "loss 0.1");

        Assert.Equal("[#########...............] epoch 4 of 10, 1 min 30 s left, loss 0.1", _host.Updates[^1].ToString());
    }

    [Fact]
    public void The_end_tells_how_long_it_took_and_is_always_shown()
    {
        using (var progress = new Progress(3, "step", _host, _clock))
        {
            _clock.Advance(2000);
            for (var i = 0; i < 5; i++)
            {
                progress.Step();
            }
        }

        Assert.Equal("[########################] step 3 of 3 in 2.0 s", _host.Updates[^1].ToString());
        Assert.True(_host.Ended);
    }

    [Fact]
    public void It_is_there_before_the_first_step()
    {
        using var progress = new Progress(2, "epoch", _host, _clock);

        Assert.Equal("[........................] epoch 0 of 2", Assert.Single(_host.Shown).ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void No_work_is_an_error(long total) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(total), () => new Progress(total, "epoch", _host, _clock));
}

using Viva.Display.Live;
using Viva.Tests.Display.Hosts;

namespace Viva.Tests.Display.Live;

public sealed class LiveOutputTests
{
    private readonly ManualClock _clock = new();
    private readonly RecordingHost _host = new();

    [Fact]
    public void A_thousand_updates_in_a_second_are_shown_at_most_ten_times_and_the_last_one_is()
    {
        using var output = LiveOutput.Start(_host, "start", _clock);
        for (var i = 1; i <= 1000; i++)
        {
            _clock.Advance(1);
            output.Update(i);
        }

        _clock.Advance(100);

        Assert.InRange(_host.Updates.Count, 9, 11); // 1.1 s in all
        Assert.Equal(1000, _host.Updates[^1]);
    }

    [Fact]
    public void An_update_after_a_pause_is_shown_at_once()
    {
        using var output = LiveOutput.Start(_host, "start", _clock);
        _clock.Advance(101);

        output.Update("now");

        Assert.Equal(["now"], _host.Updates);
    }

    [Fact]
    public void An_update_that_comes_too_soon_is_shown_when_its_time_has_come_without_another_call()
    {
        using var output = LiveOutput.Start(_host, "start", _clock);
        output.Update("early");
        Assert.Empty(_host.Updates);

        _clock.Advance(100);

        Assert.Equal(["early"], _host.Updates);
    }

    [Fact]
    public void The_end_of_a_cell_shows_what_still_waits()
    {
        using var output = LiveOutput.Start(_host, "start", _clock);
        output.Update("last");

        LiveOutput.FlushAll();

        Assert.Equal(["last"], _host.Updates);
    }

    [Fact]
    public void Dispose_shows_the_last_update_ends_the_output_and_ignores_what_follows()
    {
        var output = LiveOutput.Start(_host, "start", _clock);
        output.Update("last");
        output.Dispose();
        output.Update("too late");
        output.Dispose();
        _clock.Advance(1000);

        Assert.Equal(["last"], _host.Updates);
        Assert.True(_host.Ended);
    }

    [Fact]
    public void A_host_that_throws_does_not_stop_the_work()
    {
        using var output = LiveOutput.Start(new RecordingHost { Broken = true }, "start", _clock);

        output.Update("next");
        _clock.Advance(1000);
        output.Flush();
    }

    [Fact]
    public async Task Updates_from_many_threads_arrive_one_at_a_time_and_end_with_the_last()
    {
        using var output = LiveOutput.Start(_host, "start", TimeProvider.System);
        var token = TestContext.Current.CancellationToken;
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(thread =>
                    Task.Run(
                        () =>
                        {
                            for (var i = 0; i < 2000; i++)
                            {
                                output.Update($"{thread}:{i}");
                            }
                        },
                        token
                    )
                )
        );
        output.Update("end");
        output.Flush();

        Assert.Equal("end", _host.Updates[^1]);
    }
}

using Viva.Data;
using Viva.Data.Download;
using Viva.Display.Hosts;

namespace Viva.Tests.Data;

/// <summary>What a download says while it runs.</summary>
public sealed class DownloadViewTests
{
    [Theory]
    [InlineData(0, 0, 0, "a.gz from host: 0% of 10 MB")]
    [InlineData(2_500_000, 0, 0.1, "a.gz from host: 25% of 10 MB")]
    [InlineData(2_500_000, 0, 1, "a.gz from host: 25% of 10 MB, 2.5 MB/s, 3.0 s left")]
    [InlineData(2_500_000, 2_000_000, 1, "a.gz from host: 25% of 10 MB, 500 KB/s, 15 s left")]
    [InlineData(10_000_000, 0, 4, "a.gz from host: 100% of 10 MB, 2.5 MB/s")]
    public void It_says_how_much_has_arrived_how_fast_and_how_long_the_rest_takes(
        long done,
        long before,
        double seconds,
        string expected
    ) =>
        Assert.Equal(
            expected,
            new DownloadView(new DownloadState("a.gz", "host", done, 10_000_000, before, TimeSpan.FromSeconds(seconds))).Text
        );

    [Fact]
    public void What_an_earlier_try_left_does_not_count_for_the_rate_and_small_files_show_nothing()
    {
        var host = new Host();
        using (var meter = new DownloadMeter("a.gz", "host", new LiveDownloads(host).Starts()))
        {
            meter.Report(100, 1000);
            meter.Report(100, null);
        }

        Assert.Empty(host.Shown);
        using (var meter = new DownloadMeter("a.gz", "host", new LiveDownloads(host).Starts()))
        {
            meter.Report(600_000, 1_000_000);
            meter.Report(700_000, 1_000_000);
            meter.Report(0, 2_000_000); // the server has another file by now
            meter.Report(500_000, 2_000_000);
        }

        Assert.Equal((600_000, 600_000), (host.Shown[0].State.Done, host.Shown[0].State.Before));
        Assert.Equal((500_000, 0, 2_000_000), (host.Shown[^1].State.Done, host.Shown[^1].State.Before, host.Shown[^1].State.Total));
    }

    private sealed class Host : IDisplayHost
    {
        public List<DownloadView> Shown { get; } = [];

        public void Display(object value) => _ = DisplayLive(value, () => { });

        public (Action<object> Update, Action? Finish) DisplayLive(object value, Action flush)
        {
            Take(value);
            return (Take, null);
        }

        private void Take(object value)
        {
            if (value is DownloadView view)
            {
                Shown.Add(view);
            }
        }
    }
}

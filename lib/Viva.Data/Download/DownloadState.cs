using System.Globalization;

namespace Viva.Data.Download;

/// <summary>One state of a download: what has arrived, how fast, and how long the rest will take.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Place">Where it comes from.</param>
/// <param name="Done">How many bytes are here.</param>
/// <param name="Total">How many there will be.</param>
/// <param name="Before">How many of them an earlier try left.</param>
/// <param name="Elapsed">How long this try has taken.</param>
public sealed record DownloadState(string File, string Place, long Done, long Total, long Before, TimeSpan Elapsed)
{
    /// <summary>The state in one line, such as <c>a.gz from host: 40% of 10 MB, 2 MB/s, 3 s left</c>.</summary>
    public override string ToString()
    {
        // A rate over less than this says more about the clock than about the line.
        var arrived = Done - Before;
        var rate = Elapsed.TotalSeconds < 0.2 || arrived == 0 ? 0 : arrived / Elapsed.TotalSeconds;
        var speed = rate == 0 ? "" : $", {ByteSize.Text((long)rate)}/s";
        var left = rate == 0 || Done >= Total ? "" : $", {Duration.Text(TimeSpan.FromSeconds((Total - Done) / rate))} left";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{File} from {Place}: {100 * Done / Total}% of {ByteSize.Text(Total)}{speed}{left}"
        );
    }
}

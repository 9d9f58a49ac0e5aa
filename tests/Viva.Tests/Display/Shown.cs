using Viva.Display;
using Viva.Display.Hosts;
using Viva.Tests.Display.Hosts;

namespace Viva.Tests.Display;

/// <summary>What the code of one test shows; other tests are not disturbed.</summary>
internal static class Shown
{
    public static IReadOnlyList<string> By(Action action)
    {
        var host = new RecordingHost();
        using (DisplayHost.Use(host))
        {
            action();
        }

        return [.. host.Shown.Select(value => ((IView)value).Text)];
    }
}

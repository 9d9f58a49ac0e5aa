using Viva.Display.Hosts;

namespace Viva.Data;

/// <summary>A host that leaves out the lines of data sets that somebody takes, and shows all else where it would have been shown.</summary>
internal sealed class NoticeHost(IDisplayHost outer, Func<DatasetNotice, bool> takes) : IDisplayHost
{
    public void Display(object value)
    {
        if (value is not DatasetNotice line || !takes(line))
        {
            outer.Display(value);
        }
    }

    public (Action<object> Update, Action? Finish) DisplayLive(object value, Action flush) => outer.DisplayLive(value, flush);
}

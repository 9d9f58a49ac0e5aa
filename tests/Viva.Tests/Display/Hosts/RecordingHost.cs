using Viva.Display.Hosts;

namespace Viva.Tests.Display.Hosts;

/// <summary>A host that keeps what it is shown.</summary>
internal sealed class RecordingHost : IDisplayHost
{
    public List<object> Shown { get; } = [];

    public List<object> Updates { get; } = [];

    public bool Broken { get; init; }

    public bool Ended { get; private set; }

    public void Display(object value)
    {
        if (Broken)
        {
            throw new InvalidOperationException("The host is gone.");
        }

        Shown.Add(value);
    }

    public (Action<object> Update, Action? Finish) DisplayLive(object value, Action flush)
    {
        Display(value);
        return (
            next =>
            {
                lock (Updates)
                {
                    Updates.Add(next);
                }
            },
            () => Ended = true
        );
    }
}

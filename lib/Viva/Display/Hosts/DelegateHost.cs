namespace Viva.Display.Hosts;

/// <summary>A host that hands each value, and every value that replaces it, to a delegate.</summary>
internal sealed class DelegateHost(Action<object> show) : IDisplayHost
{
    public void Display(object value) => show(value);

    public (Action<object> Update, Action? Finish) DisplayLive(object value, Action flush)
    {
        show(value);
        return (show, null);
    }
}

namespace Viva.Display.Hosts;

/// <summary>A host that hands each value, and each that replaces it, to the library's own code.</summary>
internal sealed class DelegateHost(Action<object> show) : IDisplayHost
{
    public void Display(object value) => show(value);

    public (Action<object> Update, Action? Finish) DisplayLive(object value, Action flush)
    {
        show(value);
        return (show, null);
    }
}

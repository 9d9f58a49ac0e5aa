namespace Viva.Display;

/// <summary>Viva's own session, or any host that leaves its display delegate in the application's data.</summary>
internal sealed class SessionHost(Func<object, Action<object>> display) : IDisplayHost
{
    /// <summary>The name of the application's data that holds the delegate.</summary>
    internal const string Slot = "notebook.display";

    internal static SessionHost? Find() =>
        AppContext.GetData(Slot) is Func<object, Action<object>> display ? new SessionHost(display) : null;

    public void Display(object value) => display(value);

    public (Action<object> Update, Action? Finish) DisplayLive(object value, Action flush) => (display(value), null);
}

namespace Viva.Display.Hosts;

/// <summary>What runs the cell and shows its output.</summary>
internal interface IDisplayHost
{
    /// <summary>Shows a value.</summary>
    public void Display(object value);

    /// <summary>
    /// Shows a value and returns what replaces it and, where the host needs it, what ends it. A host that can tell when the cell ends
    /// calls <paramref name="flush"/> then.
    /// </summary>
    public (Action<object> Update, Action? Finish) DisplayLive(object value, Action flush);
}

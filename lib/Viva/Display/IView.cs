namespace Viva.Display;

/// <summary>Something of the library that renders itself.</summary>
internal interface IView
{
    /// <summary>The HTML fragment, complete in itself.</summary>
    public string Html { get; }

    /// <summary>The same for a terminal, a log and a screen reader.</summary>
    public string Text { get; }
}

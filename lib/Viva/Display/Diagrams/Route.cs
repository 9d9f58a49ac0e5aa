namespace Viva.Display.Diagrams;

/// <summary>The way of an arrow from one thing to the other.</summary>
public enum Route
{
    /// <summary>A straight line.</summary>
    Straight,

    /// <summary>First to the side, then up or down: one elbow.</summary>
    AcrossThenDown,

    /// <summary>First up or down, then to the side: one elbow.</summary>
    DownThenAcross,

    /// <summary>Round above both, as a loop back or a skip.</summary>
    Over,

    /// <summary>Round below both.</summary>
    Under,

    /// <summary>Round to the left of both.</summary>
    Left,

    /// <summary>Round to the right of both.</summary>
    Right,
}

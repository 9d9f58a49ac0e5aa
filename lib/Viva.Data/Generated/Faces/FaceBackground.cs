namespace Viva.Data.Generated.Faces;

/// <summary>What is behind a <see cref="Face"/>.</summary>
public enum FaceBackground
{
    /// <summary>One colour.</summary>
    Plain,

    /// <summary>One colour, lighter towards the middle.</summary>
    Gradient,

    /// <summary>Blurred lights.</summary>
    Lights,

    /// <summary>A wall with a window or a frame.</summary>
    Room,

    /// <summary>Blurred leaves under a sky.</summary>
    Garden,
}

namespace Viva.Data.Generated.Faces;

/// <summary>The glasses of a <see cref="Face"/>.</summary>
public enum FaceGlasses
{
    /// <summary>No glasses.</summary>
    None,

    /// <summary>Round lenses.</summary>
    Round,

    /// <summary>Square lenses.</summary>
    Square,
}

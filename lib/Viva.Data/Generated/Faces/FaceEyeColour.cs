namespace Viva.Data.Generated.Faces;

/// <summary>The colour of the irises of a <see cref="Face"/>.</summary>
public enum FaceEyeColour
{
    /// <summary>Brown.</summary>
    Brown,

    /// <summary>Hazel.</summary>
    Hazel,

    /// <summary>Green.</summary>
    Green,

    /// <summary>Blue.</summary>
    Blue,

    /// <summary>Grey.</summary>
    Grey,
}

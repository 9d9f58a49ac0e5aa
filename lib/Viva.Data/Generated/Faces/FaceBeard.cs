namespace Viva.Data.Generated.Faces;

/// <summary>The beard of a <see cref="Face"/>.</summary>
public enum FaceBeard
{
    /// <summary>Shaven, or none grows.</summary>
    None,

    /// <summary>A few days old.</summary>
    Stubble,

    /// <summary>On the upper lip alone.</summary>
    Moustache,

    /// <summary>Over cheeks and chin, with the moustache.</summary>
    Full,
}

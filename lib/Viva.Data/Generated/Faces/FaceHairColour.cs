namespace Viva.Data.Generated.Faces;

/// <summary>The hair colour of a <see cref="Face"/>, brows and beard included.</summary>
public enum FaceHairColour
{
    /// <summary>Black.</summary>
    Black,

    /// <summary>Brown.</summary>
    Brown,

    /// <summary>Auburn.</summary>
    Auburn,

    /// <summary>Ginger.</summary>
    Ginger,

    /// <summary>Blond.</summary>
    Blond,

    /// <summary>Grey.</summary>
    Grey,
}

namespace Viva.Data.Generated.Faces;

/// <summary>The skin tone of a <see cref="Face"/> in six even steps of <see cref="Face.SkinLightness"/>.</summary>
public enum FaceSkin
{
    /// <summary>The darkest sixth.</summary>
    Deep,

    /// <summary>The second sixth.</summary>
    Dark,

    /// <summary>The third sixth.</summary>
    Brown,

    /// <summary>The fourth sixth.</summary>
    Tan,

    /// <summary>The fifth sixth.</summary>
    Light,

    /// <summary>The lightest sixth.</summary>
    Fair,
}

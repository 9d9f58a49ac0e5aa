namespace Viva.Data.Generated.Faces;

/// <summary>The shape of the eyes of a <see cref="Face"/>.</summary>
public enum FaceEyeShape
{
    /// <summary>Wide open.</summary>
    Round,

    /// <summary>Pointed towards the outside.</summary>
    Almond,

    /// <summary>Low and long.</summary>
    Narrow,
}

namespace Viva.Data.Generated.Faces;

/// <summary>The expression of the mouth of a <see cref="Face"/>.</summary>
public enum FaceMouth
{
    /// <summary>The corners up.</summary>
    Smile,

    /// <summary>Closed and level.</summary>
    Neutral,

    /// <summary>Open, as in speaking.</summary>
    Open,

    /// <summary>The corners down.</summary>
    Frown,
}

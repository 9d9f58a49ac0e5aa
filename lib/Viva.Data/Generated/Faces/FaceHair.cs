namespace Viva.Data.Generated.Faces;

/// <summary>How a <see cref="Face"/> wears its hair.</summary>
public enum FaceHair
{
    /// <summary>None on the head; the hair colour still shows in brows and beard.</summary>
    Bald,

    /// <summary>Cropped close to the head.</summary>
    Cropped,

    /// <summary>Combed to one side.</summary>
    Parted,

    /// <summary>Chin-long, with a straight fringe over the forehead.</summary>
    Fringe,

    /// <summary>Long and straight, over the shoulders.</summary>
    Straight,

    /// <summary>Long and in waves, over the shoulders.</summary>
    Wavy,

    /// <summary>A round head of curls.</summary>
    Curly,

    /// <summary>Drawn back and knotted on top.</summary>
    Bun,
}

namespace Viva.Data.Generated.Faces;

/// <summary>
/// What is to be seen on one drawn portrait. Each attribute is drawn from its own random numbers: none tells anything about another.
/// Numbers are even over the range given.
/// </summary>
public sealed record Face
{
    /// <summary>Whose face it is, from 0: two pictures with one number show the same person.</summary>
    public int Person { get; init; }

    /// <summary>The skin tone from 0 (darkest) to 1 (lightest).</summary>
    public float SkinLightness { get; init; }

    /// <summary>The same skin tone by name.</summary>
    public FaceSkin Skin => (FaceSkin)Math.Clamp((int)(SkinLightness * 6), 0, 5);

    /// <summary>How cool (-1) or warm (1) the skin tone is.</summary>
    public float SkinWarmth { get; init; }

    /// <summary>The way the hair is worn.</summary>
    public FaceHair Hair { get; init; }

    /// <summary>The colour of hair, brows and beard.</summary>
    public FaceHairColour HairColour { get; init; }

    /// <summary>The colour of the irises.</summary>
    public FaceEyeColour EyeColour { get; init; }

    /// <summary>The shape of the eyes.</summary>
    public FaceEyeShape EyeShape { get; init; }

    /// <summary>The glasses: none on half of the faces.</summary>
    public FaceGlasses Glasses { get; init; }

    /// <summary>The expression of the mouth.</summary>
    public FaceMouth Mouth { get; init; }

    /// <summary>The beard: none on six faces in ten.</summary>
    public FaceBeard Beard { get; init; }

    /// <summary>What is behind the face.</summary>
    public FaceBackground Background { get; init; }

    /// <summary>How far the head is turned, in degrees: -32 to 32, positive to the picture's right.</summary>
    public float Yaw { get; init; }

    /// <summary>How far the head leans to a shoulder, in degrees: -12 to 12, positive clockwise.</summary>
    public float Tilt { get; init; }

    /// <summary>Where the light comes from, in degrees: -75 (the picture's left) to 75 (its right), always from above.</summary>
    public float Light { get; init; }

    /// <summary>The width of the face from 0 (slim) to 1 (wide).</summary>
    public float Width { get; init; }

    /// <summary>The jaw from 0 (pointed) to 1 (square).</summary>
    public float Jaw { get; init; }

    /// <summary>The distance of the eyes from 0 (close) to 1 (far).</summary>
    public float EyeDistance { get; init; }

    /// <summary>The size of the eyes from 0 (small) to 1 (large).</summary>
    public float EyeSize { get; init; }

    /// <summary>The length of the nose from 0 (short) to 1 (long).</summary>
    public float NoseLength { get; init; }

    /// <summary>The width of the nose from 0 (narrow) to 1 (wide).</summary>
    public float NoseWidth { get; init; }

    /// <summary>The thickness of the brows from 0 (thin) to 1 (thick).</summary>
    public float Brows { get; init; }

    /// <summary>The fullness of the lips from 0 (thin) to 1 (full).</summary>
    public float Lips { get; init; }
}

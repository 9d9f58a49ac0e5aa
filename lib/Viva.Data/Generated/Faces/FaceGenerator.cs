namespace Viva.Data.Generated.Faces;

/// <summary>Drawn portraits from a seed: who it is comes from one random stream, how the picture was taken from another.</summary>
public static class FaceGenerator
{
    /// <summary>The side of a picture unless another size is asked for.</summary>
    public const int Side = 64;

    /// <summary>
    /// The attributes of <paramref name="people"/> persons, <paramref name="each"/> pictures of each in a row. The pictures of a person
    /// share skin, hair, eyes, beard and the shape of the face and differ in pose, light, expression, glasses and background.
    /// </summary>
    public static Face[] Describe(int people, int each, ulong seed)
    {
        var faces = new Face[people * each];
        for (var i = 0; i < faces.Length; i++)
        {
            faces[i] = One(i / each, i, seed);
        }

        return faces;
    }

    /// <summary>
    /// Draws the portraits into <paramref name="pixels"/>: for each face three planes (red, green, blue) or, in grey, one of
    /// <paramref name="height"/> x <paramref name="width"/>, 0 to 1. The result does not depend on the number of threads.
    /// </summary>
    public static void Fill(
        Memory<float> pixels,
        IReadOnlyList<Face> faces,
        ulong seed,
        bool grey = false,
        int width = Side,
        int height = Side,
        int threads = -1,
        CancellationToken cancellation = default
    )
    {
        const int block = 20;
        var area = width * height;
        var size = (grey ? 1 : 3) * area;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.For(
            0,
            (faces.Count + block - 1) / block,
            options,
            () => (Painter: new FacePainter(width, height), Planes: new float[3 * area]),
            (chunk, _, work) =>
            {
                for (var i = chunk * block; i < Math.Min(faces.Count, (chunk + 1) * block); i++)
                {
                    var picture = pixels.Span.Slice(i * size, size);
                    var planes = grey ? work.Planes : picture;
                    work.Painter.Draw(
                        faces[i],
                        new SeededRandom(seed + 1, (ulong)faces[i].Person),
                        new SeededRandom(seed + 3, (ulong)i),
                        planes
                    );
                    if (grey)
                    {
                        for (var k = 0; k < area; k++)
                        {
                            picture[k] =
                                MathF.Round(255 * (0.299f * planes[k] + 0.587f * planes[k + area] + 0.114f * planes[k + 2 * area])) / 255;
                        }
                    }
                }

                return work;
            },
            _ => { }
        );
    }

    private static Face One(int person, int picture, ulong seed)
    {
        var own = new SeededRandom(seed, (ulong)person);
        var moment = new SeededRandom(seed + 2, (ulong)picture);
        return new Face
        {
            Person = person,
            SkinLightness = own.Uniform(0, 1),
            SkinWarmth = own.Uniform(-1, 1),
            Hair = (FaceHair)own.Below(8),
            HairColour = (FaceHairColour)own.Below(6),
            EyeColour = (FaceEyeColour)own.Below(5),
            EyeShape = (FaceEyeShape)own.Below(3),
            Beard = own.Chance(0.6f) ? FaceBeard.None : (FaceBeard)(1 + own.Below(3)),
            Width = own.Uniform(0, 1),
            Jaw = own.Uniform(0, 1),
            EyeDistance = own.Uniform(0, 1),
            EyeSize = own.Uniform(0, 1),
            NoseLength = own.Uniform(0, 1),
            NoseWidth = own.Uniform(0, 1),
            Brows = own.Uniform(0, 1),
            Lips = own.Uniform(0, 1),
            Glasses = moment.Chance(0.5f) ? FaceGlasses.None : (FaceGlasses)(1 + moment.Below(2)),
            Mouth = (FaceMouth)moment.Below(4),
            Background = (FaceBackground)moment.Below(5),
            Yaw = moment.Uniform(-32, 32),
            Tilt = moment.Uniform(-12, 12),
            Light = moment.Uniform(-75, 75),
        };
    }
}

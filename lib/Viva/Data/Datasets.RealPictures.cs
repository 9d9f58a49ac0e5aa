using System.Globalization;
using Viva.Data.Download;
using Viva.Data.Formats;
using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Data;

public static partial class Datasets
{
    // The first character of each column of the syllable table; its row gives the order.
    private static readonly string[] KuzushijiNames = ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"];

    private static readonly string[] CifarNames =
    [
        "airplane",
        "automobile",
        "bird",
        "cat",
        "deer",
        "dog",
        "frog",
        "horse",
        "ship",
        "truck",
    ];

    /// <summary>
    /// Kuzushiji-MNIST (Clanuwat et al. 2018): 60,000 + 10,000 cursive Japanese characters in ten classes, 28 x 28, grey.
    /// </summary>
    /// <exception cref="DataException">It cannot be had; it has no built-in substitute.</exception>
    public static ImageDataset Kmnist() => Kmnist(KernelStore.Open());

    internal static ImageDataset Kmnist(DataStore store)
    {
        var fetched = store.Fetch("kmnist");
        return fetched.Found ? FromIdx(fetched, KuzushijiNames) : throw Missing(fetched);
    }

    /// <summary>
    /// CIFAR-10 (Krizhevsky 2009): 50,000 + 10,000 photographs of objects in ten classes, 32 x 32, colour. When it cannot be had: 10,000 +
    /// 2,000 pictures of <see cref="Scenes"/>, whose ten classes are others, and the line shown says so.
    /// </summary>
    /// <exception cref="DataException">An archive that passed its checksum cannot be read.</exception>
    public static ImageDataset Cifar10() => Cifar10(KernelStore.Open());

    internal static ImageDataset Cifar10(DataStore store)
    {
        var fetched = store.Fetch("cifar-10");
        if (!fetched.Found)
        {
            var scenes = SceneSet(fetched.Set.Name, 10000, 2000, seed: 1);
            AnnounceSubstitute(fetched, "Drawn scenes of ten other classes", Pictures(scenes.Train.Count, scenes.Test.Count));
            return scenes;
        }

        var batches = new SortedDictionary<string, (byte[] Records, long[] Labels)>(StringComparer.Ordinal);
        fetched.Members(
            member => member.EndsWith(".bin", StringComparison.Ordinal),
            (member, content) => batches[member[(member.LastIndexOf('/') + 1)..]] = (content, CifarBatch.Labels(content, member))
        );
        ImageSplit Split(string prefix)
        {
            var parts = batches
                .Where(batch => batch.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(batch => batch.Value)
                .ToArray();
            if (parts.Length == 0)
            {
                throw new DataException(fetched.Files[0].File.Name, $"has no member {prefix}*.bin", "Delete it, and it is fetched again.");
            }

            Run.Load();
            using var scope = NewDisposeScope();
            long[] labels = [.. parts.SelectMany(part => part.Labels)];
            // Batch by batch into its place: 50,000 pictures are 600 MB as floats, so nothing is held twice.
            var images = empty(labels.Length, CifarBatch.RecordBytes - 1);
            var at = 0;
            foreach (var (records, classes) in parts)
            {
                using var rows = frombuffer(records, ScalarType.Byte).reshape(classes.Length, CifarBatch.RecordBytes);
                images.narrow(0, at, classes.Length).copy_(rows.narrow(1, 1, CifarBatch.RecordBytes - 1)).div_(255);
                at += classes.Length;
            }

            return new ImageSplit(
                images.reshape(labels.Length, 3, 32, 32).MoveToOuterDisposeScope(),
                tensor(labels).MoveToOuterDisposeScope()
            );
        }

        var dataset = new ImageDataset(fetched.Set.Name, DataOrigin.Real, Split("data_batch"), Split("test_batch"), CifarNames);
        AnnounceReal(fetched, Pictures(dataset.Train.Count, dataset.Test.Count));
        return dataset;
    }

    /// <summary>
    /// ORL faces (Samaria and Harter 1994): ten grey portraits, 92 wide and 112 high, of each of up to 40 people, labelled by person. The
    /// last two of each person are the test. When it cannot be had: drawn portraits of 40 people, and the line shown says so.
    /// </summary>
    /// <exception cref="DataException">The archive does not hold such pictures.</exception>
    public static ImageDataset OrlFaces() => OrlFaces(KernelStore.Open());

    internal static ImageDataset OrlFaces(DataStore store)
    {
        var fetched = store.Fetch("att-faces");
        if (!fetched.Found)
        {
            return DrawnPeople(fetched, width: 92, height: 112);
        }

        var people = new SortedDictionary<int, SortedDictionary<int, byte[]>>();
        fetched.Members(
            member => OrlPlace(member) is not null,
            (member, content) =>
            {
                var (person, number) = OrlPlace(member)!.Value;
                var (width, height, most, pixels) = Pgm.Read(content, member);
                if ((width, height, most) != (92, 112, 255))
                {
                    throw new DataException(
                        member,
                        $"is {width} x {height} with {most} shades of grey where 92 x 112 with 255 are expected"
                    );
                }

                if (!people.TryGetValue(person, out var pictures))
                {
                    people[person] = pictures = [];
                }

                if (!pictures.TryAdd(number, pixels.ToArray()))
                {
                    throw new DataException(member, "the archive holds two pictures of this number");
                }
            }
        );
        if (people.Count < 2 || people.Values.Any(pictures => pictures.Count < 3))
        {
            throw new DataException(
                fetched.Files[0].File.Name,
                "does not hold three pictures each of two or more people",
                "Delete it, and it is fetched again."
            );
        }

        ImageSplit Split(Func<byte[][], IEnumerable<byte[]>> choose)
        {
            var chosen = people
                .Values.SelectMany(
                    (pictures, label) => choose([.. pictures.Values]).Select(picture => (Picture: picture, Label: (byte)label))
                )
                .ToArray();
            return FromBytes(Join(chosen.Select(face => face.Picture)), [.. chosen.Select(face => face.Label)], 1, 112, 92, 255);
        }

        var names = people.Keys.Select(person => string.Create(CultureInfo.InvariantCulture, $"s{person}")).ToArray();
        var dataset = new ImageDataset(fetched.Set.Name, DataOrigin.Real, Split(faces => faces[..^2]), Split(faces => faces[^2..]), names);
        AnnounceReal(fetched, FormattableString.Invariant($"{Pictures(dataset.Train.Count, dataset.Test.Count)} of {names.Length} people"));
        return dataset;
    }

    /// <summary>
    /// Olivetti faces: the ORL portraits of all 40 people, cropped and scaled to 64 x 64 grey by S. Roweis. The last two of each person are
    /// the test. When it cannot be had: drawn portraits of 40 people, and the line shown says so.
    /// </summary>
    /// <exception cref="DataException">The file does not hold the 400 pictures.</exception>
    public static ImageDataset OlivettiFaces() => OlivettiFaces(KernelStore.Open());

    internal static ImageDataset OlivettiFaces(DataStore store)
    {
        const int side = 64,
            people = 40,
            each = 10;
        const string file = "olivettifaces.mat";
        var fetched = store.Fetch("olivetti-faces");
        if (!fetched.Found)
        {
            return DrawnPeople(fetched, side, side);
        }

        var (rows, columns, values) = MatFile.Matrix(fetched[file].Span, "faces", file);
        if ((rows, columns) != (side * side, people * each) || values.Any(value => value is not (>= 0 and <= 255)))
        {
            throw new DataException(
                file,
                $"its faces are {rows} x {columns} numbers where {side * side} x {people * each} from 0 to 255 are expected"
            );
        }

        ImageSplit Split(Func<int, bool> choose)
        {
            var chosen = Enumerable.Range(0, columns).Where(picture => choose(picture % each)).ToArray();
            // Matlab keeps a picture column by column.
            var pixels = chosen
                .SelectMany(picture => Enumerable.Range(0, rows).Select(i => (byte)values[picture * rows + i % side * side + i / side]))
                .ToArray();
            return FromBytes(pixels, [.. chosen.Select(picture => (byte)(picture / each))], 1, side, side, 255);
        }

        var names = Enumerable.Range(1, people).Select(person => string.Create(CultureInfo.InvariantCulture, $"s{person}")).ToArray();
        var dataset = new ImageDataset(fetched.Set.Name, DataOrigin.Real, Split(i => i < each - 2), Split(i => i >= each - 2), names);
        AnnounceReal(fetched, FormattableString.Invariant($"{Pictures(dataset.Train.Count, dataset.Test.Count)} of {people} people"));
        return dataset;
    }

    /// <summary>Ten drawn portraits each of 40 people, in the form of the real ones.</summary>
    private static ImageDataset DrawnPeople(FetchedSet fetched, int width, int height)
    {
        const int people = 40,
            each = 10;
        var portraits = Portraits(people, each, seed: 1, split: 0, grey: true, width, height);
        ImageSplit Split(Func<int, bool> choose)
        {
            var chosen = Enumerable
                .Range(0, people * each)
                .Where(picture => choose(picture % each))
                .Select(picture => (long)picture)
                .ToArray();
            using var rows = tensor(chosen);
            return new ImageSplit(portraits.Images.index_select(0, rows), tensor(chosen.Select(picture => picture / each).ToArray()));
        }

        var names = Enumerable.Range(1, people).Select(person => string.Create(CultureInfo.InvariantCulture, $"s{person}")).ToArray();
        var dataset = new ImageDataset(fetched.Set.Name, DataOrigin.BuiltIn, Split(i => i < each - 2), Split(i => i >= each - 2), names);
        portraits.Images.Dispose();
        AnnounceSubstitute(
            fetched,
            "Drawn portraits",
            FormattableString.Invariant($"{Pictures(dataset.Train.Count, dataset.Test.Count)} of {people} people")
        );
        return dataset;
    }

    /// <summary>The person and the picture of "s12/3.pgm", in whatever folder; null for other members.</summary>
    private static (int Person, int Number)? OrlPlace(string member) =>
        member.Split('/') is [.., ['s', .. var person], var name]
        && name.EndsWith(".pgm", StringComparison.Ordinal)
        && int.TryParse(person, NumberStyles.None, CultureInfo.InvariantCulture, out var subject)
        && int.TryParse(name[..^4], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (subject, number)
            : null;

    private static byte[] Join(IEnumerable<byte[]> parts)
    {
        var all = parts.ToArray();
        var joined = new byte[all.Sum(part => part.Length)];
        var at = 0;
        foreach (var part in all)
        {
            part.CopyTo(joined, at);
            at += part.Length;
        }

        return joined;
    }

    private static ImageSplit FromBytes(byte[] pixels, byte[] labels, int channels, int height, int width, int most)
    {
        Run.Load();
        using var scope = NewDisposeScope();
        var images = frombuffer(pixels, ScalarType.Byte)
            .to_type(ScalarType.Float32)
            .div_(most)
            .reshape(labels.Length, channels, height, width);
        return new ImageSplit(
            images.MoveToOuterDisposeScope(),
            frombuffer(labels, ScalarType.Byte).to_type(ScalarType.Int64).MoveToOuterDisposeScope()
        );
    }
}

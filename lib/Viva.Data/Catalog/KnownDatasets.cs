namespace Viva.Data.Catalog;

/// <summary>The data sets that can be loaded by name.</summary>
/// <param name="all">The sets, the published ones first, in the order of the list that a reader sees.</param>
public sealed class KnownDatasets(IReadOnlyList<KnownDataset> all)
{
    /// <summary>The library's data sets.</summary>
    public static KnownDatasets Default { get; } =
        new([
            new("mnist", "Mnist", "Digits written by census clerks and pupils: grey pictures of 28 x 28, size-normalised and centred."),
            new("fashion-mnist", "FashionMnist", "Photographs of clothing in ten classes, in MNIST's form: grey pictures of 28 x 28."),
            new(
                "kmnist",
                "Kmnist",
                "Cursive Japanese characters from old books in ten classes, in MNIST's form: grey pictures of 28 x 28."
            ),
            new("cifar-10", "Cifar10", "Colour photographs of 32 x 32 in ten classes, from aeroplane to truck."),
            new(
                "att-faces",
                "OrlFaces",
                "Ten grey portraits of each of about forty people, in different light and with different expressions."
            ),
            new("olivetti-faces", "OlivettiFaces", "The same portraits as the ORL faces, cropped to the face and scaled to 64 x 64."),
            new("tatoeba-cmn-eng", "TatoebaChinese", "English sentences with Chinese translations by volunteers."),
            new("tatoeba-fra-eng", "TatoebaFrench", "English sentences with French translations by volunteers."),
            new("rt-polarity", "RtPolarity", "Single sentences from film reviews, half of them positive, half negative."),
            new("imdb", "Imdb", "Whole film reviews with their verdict: 25,000 to learn from and 25,000 for the test."),
            new("etth1", "EttH1", "Load and oil temperature of an electricity transformer in China, every hour from 2016 to 2018."),
            new("etth2", "EttH2", "Load and oil temperature of a second transformer, every hour from 2016 to 2018."),
            new(
                "sunspots",
                "Sunspots",
                "How many spots the sun had, month by month: a cycle of about eleven years that never repeats exactly."
            ),
            new(
                "melbourne-temperatures",
                "MelbourneTemperatures",
                "Each day's lowest temperature in Melbourne over ten years: a season with much noise around it."
            ),
            new(
                "adult",
                "Census",
                "Adults of the USA in 1994: age, education, work and household, and whether the income was above 50,000 dollars a year."
            ),
            new(
                "resnet18",
                "ResNet18",
                "A picture network trained on ImageNet's 1.2 million photographs, without its last layer: 512 features."
            ),
            new(
                "bert-tiny",
                "Bert",
                "A language model pre-trained on English books and Wikipedia, with its vocabulary; the smallest, to try things out."
            ),
            new("bert-mini", "Bert(\"mini\")", "The same kind of language model with 4 layers of 256."),
            new("bert-small", "Bert(\"small\")", "The same kind of language model with 4 layers of 512."),
            new("bert-medium", "Bert(\"medium\")", "The same kind of language model with 8 layers of 512."),
            new("bert-base", "Bert(\"base\")", "The language model of the original paper: 12 layers of 768."),
            new(
                "digits",
                "Digits",
                "Digits drawn by pen strokes: several ways to write each, slant, pressure and wobble, finished like MNIST's.",
                "Generated digits"
            ),
            new(
                "faces",
                "Faces",
                "Portraits drawn from labelled attributes that vary independently: skin, hair, eyes, glasses, mouth, pose, light.",
                "Generated faces"
            ),
            new(
                "scenes",
                "Scenes",
                "Small colour pictures of ten kinds of objects, each with its position, colour and background.",
                "Generated scenes"
            ),
            new(
                "reviews",
                "Reviews",
                "Opinions written for this library, with their verdict: several domains, negation, concession and irony.",
                "Written reviews, English"
            ),
            new(
                "reviews-chinese",
                "ChineseReviews",
                "The same in Chinese: opinions with their verdict, written for this library.",
                "Written reviews, Chinese"
            ),
            new(
                "phrases",
                "Phrases",
                "English sentences with Chinese translations, made by a grammar that is right on both sides.",
                "Sentences of a grammar"
            ),
            new(
                "number-words",
                "NumberWords",
                "Numbers in English words with their digits: three hundred and five is 305.",
                "Numbers in words"
            ),
            new("dates", "Dates", "Dates as people write them, in sixteen ways, with their form by ISO 8601.", "Written dates"),
            new(
                "households",
                "Households",
                "People of an invented country in the form of the census, with a documented bias in the labels.",
                "Invented households"
            ),
            new(
                "airline",
                "Airline",
                "Passengers of international airlines, in thousands, month by month: growth and a season that grows with it.",
                "Airline passengers 1949-1960",
                "public domain facts"
            ),
            new(
                "sunspots-yearly",
                "YearlySunspots",
                "How many spots the sun had, year by year, over three centuries.",
                "Yearly sunspot numbers 1700-2008",
                "public domain facts"
            ),
            new(
                "iris",
                "Iris",
                "Four measurements of each of 150 flowers of three species: the smallest data set that everybody knows.",
                "Fisher's iris",
                "public domain facts"
            ),
        ]);

    /// <summary>The sets, in order.</summary>
    public IReadOnlyList<KnownDataset> All => all;

    /// <summary>The sets of these names (or of the methods that load them), each once; all when there is no name.</summary>
    /// <exception cref="DatasetRequestException">There is no set of a name; the message has those that are near.</exception>
    public IReadOnlyList<KnownDataset> Find(IReadOnlyCollection<string> names) =>
        names.Count == 0 ? all : [.. names.Select(FindOne).Distinct()];

    private KnownDataset FindOne(string name)
    {
        // A call with an argument that is nobody's own, such as Bert("tiny"), is the plain one.
        var method = name.Split('(')[0];
        var found =
            all.FirstOrDefault(set => string.Equals(set.Name, name, StringComparison.OrdinalIgnoreCase) || set.Method == name)
            ?? all.FirstOrDefault(set => set.Method == method);
        if (found is not null)
        {
            return found;
        }

        string[] near = [.. all.Select(set => set.Name).Where(known => IsNear(known, name))];
        throw new DatasetRequestException(
            near.Length > 0
                ? $"There is no data set '{name}'. Near it: {string.Join(", ", near)}. All: viva data list"
                : $"There is no data set '{name}'. There are: {string.Join(", ", all.Select(set => set.Name))}."
        );
    }

    /// <summary>
    /// Whether a reader who typed <paramref name="typed"/> may have meant <paramref name="name"/>: one is in the other, or no more than two
    /// letters, or a third of them, differ.
    /// </summary>
    private static bool IsNear(string name, string typed)
    {
        var (a, b) = (name, typed.ToLowerInvariant());
        if (b.Length < 3)
        {
            return false;
        }

        if (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal))
        {
            return true;
        }
        // The edit distance of Levenshtein, row by row.
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, next) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                next = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], next);
            }
        }

        return row[^1] <= Math.Max(2, a.Length / 3);
    }
}

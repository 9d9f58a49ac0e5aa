namespace Viva.Data;

public static partial class Datasets
{
    /// <summary>Every data set that can be loaded by name, the published ones first, in the order of the list that a reader sees.</summary>
    internal static IReadOnlyList<DatasetEntry> Known { get; } =
    [
        new(
            "mnist",
            nameof(Mnist),
            "Digits written by census clerks and pupils: grey pictures of 28 x 28, size-normalised and centred.",
            Mnist
        ),
        new(
            "fashion-mnist",
            nameof(FashionMnist),
            "Photographs of clothing in ten classes, in MNIST's form: grey pictures of 28 x 28.",
            FashionMnist
        ),
        new(
            "kmnist",
            nameof(Kmnist),
            "Cursive Japanese characters from old books in ten classes, in MNIST's form: grey pictures of 28 x 28.",
            Kmnist
        ),
        new("cifar-10", nameof(Cifar10), "Colour photographs of 32 x 32 in ten classes, from aeroplane to truck.", Cifar10),
        new(
            "att-faces",
            nameof(OrlFaces),
            "Ten grey portraits of each of about forty people, in different light and with different expressions.",
            OrlFaces
        ),
        new(
            "olivetti-faces",
            nameof(OlivettiFaces),
            "The same portraits as the ORL faces, cropped to the face and scaled to 64 x 64.",
            OlivettiFaces
        ),
        new("tatoeba-cmn-eng", nameof(TatoebaChinese), "English sentences with Chinese translations by volunteers.", TatoebaChinese),
        new("tatoeba-fra-eng", nameof(TatoebaFrench), "English sentences with French translations by volunteers.", TatoebaFrench),
        new("rt-polarity", nameof(RtPolarity), "Single sentences from film reviews, half of them positive, half negative.", RtPolarity),
        new("imdb", nameof(Imdb), "Whole film reviews with their verdict: 25,000 to learn from and 25,000 for the test.", Imdb),
        new(
            "etth1",
            nameof(EttH1),
            "Load and oil temperature of an electricity transformer in China, every hour from 2016 to 2018.",
            EttH1
        ),
        new("etth2", nameof(EttH2), "Load and oil temperature of a second transformer, every hour from 2016 to 2018.", EttH2),
        new(
            "sunspots",
            nameof(Sunspots),
            "How many spots the sun had, month by month: a cycle of about eleven years that never repeats exactly.",
            Sunspots
        ),
        new(
            "melbourne-temperatures",
            nameof(MelbourneTemperatures),
            "Each day's lowest temperature in Melbourne over ten years: a season with much noise around it.",
            MelbourneTemperatures
        ),
        new(
            "adult",
            nameof(Census),
            "Adults of the USA in 1994: age, education, work and household, and whether the income was above 50,000 dollars a year.",
            Census
        ),
        new(
            "bert-tiny",
            nameof(Bert),
            "A language model pre-trained on English books and Wikipedia, with its vocabulary; the smallest, to try things out.",
            () => Bert()
        ),
        new("bert-mini", "Bert(\"mini\")", "The same kind of language model with 4 layers of 256.", () => Bert("mini")),
        new("bert-small", "Bert(\"small\")", "The same kind of language model with 4 layers of 512.", () => Bert("small")),
        new("bert-medium", "Bert(\"medium\")", "The same kind of language model with 8 layers of 512.", () => Bert("medium")),
        new("bert-base", "Bert(\"base\")", "The language model of the original paper: 12 layers of 768.", () => Bert("base")),
        new(
            "digits",
            nameof(Digits),
            "Digits drawn by pen strokes: several ways to write each, slant, pressure and wobble, finished like MNIST's.",
            () => Digits(),
            "Generated digits"
        ),
        new(
            "faces",
            nameof(Faces),
            "Portraits drawn from labelled attributes that vary independently: skin, hair, eyes, glasses, mouth, pose, light.",
            () => Faces(),
            "Generated faces"
        ),
        new(
            "scenes",
            nameof(Scenes),
            "Small colour pictures of ten kinds of objects, each with its position, colour and background.",
            () => Scenes(),
            "Generated scenes"
        ),
        new(
            "reviews",
            nameof(Reviews),
            "Opinions written for this library, with their verdict: several domains, negation, concession and irony.",
            Reviews,
            "Written reviews, English"
        ),
        new(
            "reviews-chinese",
            nameof(ChineseReviews),
            "The same in Chinese: opinions with their verdict, written for this library.",
            ChineseReviews,
            "Written reviews, Chinese"
        ),
        new(
            "phrases",
            nameof(Phrases),
            "English sentences with Chinese translations, made by a grammar that is right on both sides.",
            () => Phrases(),
            "Sentences of a grammar"
        ),
        new(
            "number-words",
            nameof(NumberWords),
            "Numbers in English words with their digits: three hundred and five is 305.",
            () => NumberWords(),
            "Numbers in words"
        ),
        new(
            "dates",
            nameof(Dates),
            "Dates as people write them, in sixteen ways, with their form by ISO 8601.",
            () => Dates(),
            "Written dates"
        ),
        new(
            "households",
            nameof(Households),
            "People of an invented country in the form of the census, with a documented bias in the labels.",
            () => Households(),
            "Invented households"
        ),
        new(
            "airline",
            nameof(Airline),
            "Passengers of international airlines, in thousands, month by month: growth and a season that grows with it.",
            Airline,
            "Airline passengers 1949-1960",
            "public domain facts"
        ),
        new(
            "sunspots-yearly",
            nameof(YearlySunspots),
            "How many spots the sun had, year by year, over three centuries.",
            YearlySunspots,
            "Yearly sunspot numbers 1700-2008",
            "public domain facts"
        ),
        new(
            "iris",
            nameof(Iris),
            "Four measurements of each of 150 flowers of three species: the smallest data set that everybody knows.",
            Iris,
            "Fisher's iris",
            "public domain facts"
        ),
    ];
}

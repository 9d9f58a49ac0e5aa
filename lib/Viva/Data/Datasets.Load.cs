using Viva.Data.Catalog;

namespace Viva.Data;

public static partial class Datasets
{
    /// <summary>Loads the data set of a name that <see cref="KnownDatasets"/> has, in its usual size.</summary>
    /// <exception cref="DatasetRequestException">There is no set of that name.</exception>
    internal static IDataset Load(string name) =>
        name switch
        {
            "mnist" => Mnist(),
            "fashion-mnist" => FashionMnist(),
            "kmnist" => Kmnist(),
            "cifar-10" => Cifar10(),
            "att-faces" => OrlFaces(),
            "olivetti-faces" => OlivettiFaces(),
            "tatoeba-cmn-eng" => TatoebaChinese(),
            "tatoeba-fra-eng" => TatoebaFrench(),
            "rt-polarity" => RtPolarity(),
            "imdb" => Imdb(),
            "etth1" => EttH1(),
            "etth2" => EttH2(),
            "sunspots" => Sunspots(),
            "melbourne-temperatures" => MelbourneTemperatures(),
            "adult" => Census(),
            "bert-tiny" => Bert("tiny"),
            "bert-mini" => Bert("mini"),
            "bert-small" => Bert("small"),
            "bert-medium" => Bert("medium"),
            "bert-base" => Bert("base"),
            "digits" => Digits(),
            "faces" => Faces(),
            "scenes" => Scenes(),
            "reviews" => Reviews(),
            "reviews-chinese" => ChineseReviews(),
            "phrases" => Phrases(),
            "number-words" => NumberWords(),
            "dates" => Dates(),
            "households" => Households(),
            "airline" => Airline(),
            "sunspots-yearly" => YearlySunspots(),
            "iris" => Iris(),
            _ => throw new DatasetRequestException($"There is no data set '{name}'."),
        };
}

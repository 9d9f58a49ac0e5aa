using Viva.Data.Catalog;
using Viva.Data.Download;

namespace Viva.Data;

public static partial class Datasets
{
    /// <summary>Loads the data set of a name that <see cref="KnownDatasets"/> has, in its usual size.</summary>
    /// <exception cref="DatasetRequestException">There is no set of that name.</exception>
    internal static IDataset Load(string name, DataStore store) =>
        name switch
        {
            "mnist" => Mnist(store),
            "fashion-mnist" => FashionMnist(store),
            "kmnist" => Kmnist(store),
            "cifar-10" => Cifar10(store),
            "att-faces" => OrlFaces(store),
            "olivetti-faces" => OlivettiFaces(store),
            "tatoeba-cmn-eng" => TatoebaChinese(store),
            "tatoeba-fra-eng" => TatoebaFrench(store),
            "rt-polarity" => RtPolarity(store),
            "imdb" => Imdb(store),
            "etth1" => Ett(store, 1),
            "etth2" => Ett(store, 2),
            "sunspots" => Sunspots(store),
            "melbourne-temperatures" => MelbourneTemperatures(store),
            "adult" => Census(store),
            "resnet18" => ResNet18(store),
            "bert-tiny" => Bert(store, "tiny"),
            "bert-mini" => Bert(store, "mini"),
            "bert-small" => Bert(store, "small"),
            "bert-medium" => Bert(store, "medium"),
            "bert-base" => Bert(store, "base"),
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

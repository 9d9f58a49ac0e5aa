using Viva.Data.Download;
using Viva.Data.Formats;

namespace Viva.Data;

public static partial class Datasets
{
    /// <summary>
    /// ResNet-18 (He et al. 2016) trained on ImageNet, as Microsoft publishes it for ML.NET: without its last layer, so that it turns
    /// pictures (n, 3, 224, 224) into features (n, 512). Its last stage has three blocks where the paper's has two. Channels are blue,
    /// green, red; numbers run from 0 to 255, and the mean picture is subtracted. It comes through NuGet, 60 MB.
    /// </summary>
    /// <returns>The network; null, with a line that says why, when it cannot be had: nothing built in stands in for it.</returns>
    public static OnnxNetwork? ResNet18()
    {
        var fetched = KernelStore.Open().Fetch("resnet18");
        if (fetched.Found)
        {
            return ResNet18(fetched);
        }

        var missing = Missing(fetched);
        new DatasetNotice(fetched.Set.Name, fetched.Set.Title, DataOrigin.BuiltIn, missing.Problem, missing.NextStep)
        {
            Missing = true,
            Substitute = true,
        }.Announce();
        return null;
    }

    internal static OnnxNetwork ResNet18(DataStore store)
    {
        var fetched = store.Fetch("resnet18");
        return fetched.Found ? ResNet18(fetched) : throw Missing(fetched);
    }

    private static OnnxNetwork ResNet18(FetchedSet fetched)
    {
        OnnxGraph Graph(string name) => OnnxGraph.Read(fetched[name].ToArray(), name);
        var mean = Graph("ResNetPreprocess.onnx").Weights["MeanImage"];
        var network = new OnnxNetwork(fetched.Set.Name, DataOrigin.Real, Graph("ResNet18.onnx"), "ResNet18.onnx", mean);
        AnnounceReal(fetched, FormattableString.Invariant($"{network.Graph.Nodes.Count} operators, {network.ParameterCount:N0} weights"));
        return network;
    }
}

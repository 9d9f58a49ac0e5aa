using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using TorchSharp;
using Viva.Data;
using Viva.Data.Catalog;
using Viva.Data.Download;
using Viva.Data.Formats;
using Viva.Data.Settings;
using Viva.Data.Tests;
using Viva.Runtime;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Tensor = TorchSharp.torch.Tensor;

namespace Viva.Tests.Data;

/// <summary>ResNet-18 out of its package, held against ONNX Runtime on the same file.</summary>
public sealed class ResNetTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public ResNetTests() => Run.Start();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Its_operators_and_weights_give_the_features_of_ONNX_Runtime()
    {
        using var scope = NewDisposeScope();
        // The user's own cache: the package is 60 MB.
        var fetched = new DataStore(DataSettings.FromEnvironment(), DataCatalog.Default).Fetch("resnet18");
        if (!fetched.Found)
        {
            Assert.Skip($"the weights cannot be had: {string.Join("; ", fetched.Problems)}");
        }

        var store = new DataStore(DataSettings.FromEnvironment() with { Offline = true }, DataCatalog.Default);
        var network = Datasets.ResNet18(store);
        Assert.Equal(("CNTK", 15_908_800), (network.Graph.Producer, network.ParameterCount));
        Assert.Equal([3, 224, 224], network.MeanPicture().shape);

        manual_seed(1);
        var pictures = 255 * rand(2, 3, 224, 224) - network.MeanPicture();
        using var session = new InferenceSession(fetched["ResNet18.onnx"].ToArray());
        for (var i = 0; i < 2; i++)
        {
            var one = pictures[i..(i + 1)].contiguous();
            var input = new DenseTensor<float>(one.data<float>().ToArray(), [1, 3, 224, 224]);
            using var outputs = session.Run([NamedOnnxValue.CreateFromTensor("Input247", input)]);
            var expected = tensor(outputs.Single().AsEnumerable<float>().ToArray());
            var features = Compute(network, one).flatten();
            Assert.Equal([512], features.shape);
            Assert.True(expected.abs().max().ToDouble() > 1);
            Assert.InRange((features - expected).abs().max().ToDouble(), 0, 1e-4);
        }
    }

    [Fact]
    public void Without_it_the_message_says_why_and_what_to_do()
    {
        var store = new DataStore(_folder.Settings with { Offline = true }, DataCatalog.Default);
        var error = Assert.Throws<DataException>(() => Datasets.ResNet18(store));
        Assert.StartsWith("ResNet-18 trained on ImageNet: cannot be had: it is not in the cache; VIVA_OFFLINE=1", error.Message);
        Assert.Contains("Nothing built in stands in for it", error.NextStep);
    }

    [Fact]
    public void A_weight_that_is_not_there_is_named_with_some_that_are()
    {
        var graph = new OnnxGraph("tests", [], new Dictionary<string, OnnxWeight> { ["a"] = new([2], [1, 2]) });
        var network = new OnnxNetwork("tiny", DataOrigin.Real, graph, "tiny.onnx", new([1, 1, 1, 2], [3, 4]));
        Assert.Equal([1, 2], network.Weight("a").data<float>());
        Assert.Equal([1, 1, 2], network.MeanPicture().shape);
        Assert.Equal("tiny has no weight 'b'; its first are a.", Assert.Throws<KeyNotFoundException>(() => network.Weight("b")).Message);
    }

    /// <summary>Runs the operators one after the other.</summary>
    private static Tensor Compute(OnnxNetwork network, Tensor input)
    {
        var known = new Dictionary<string, Tensor> { ["Input247"] = input };
        Tensor Get(string name) => known.TryGetValue(name, out var value) ? value : network.Weight(name);
        using var off = no_grad();
        foreach (var node in network.Graph.Nodes)
        {
            long[] Setting(string name) => [.. node.Attributes[name].Select(number => (long)number)];
            var x = known[node.Inputs[0]];
            known[node.Outputs[0]] = node.Operator switch
            {
                "Conv" => functional.conv2d(Padded(0), Get(node.Inputs[1]), strides: Setting("strides")),
                "BatchNormalization" => functional.batch_norm(
                    x,
                    Get(node.Inputs[3]),
                    Get(node.Inputs[4]),
                    Get(node.Inputs[1]),
                    Get(node.Inputs[2]),
                    eps: node.Attributes["epsilon"][0]
                ),
                "Relu" => x.relu(),
                "Add" => x + known[node.Inputs[1]],
                "MaxPool" => functional.max_pool2d(Padded(double.NegativeInfinity), Setting("kernel_shape"), Setting("strides")),
                "AveragePool" => functional.avg_pool2d(x, Setting("kernel_shape"), Setting("strides")),
                var other => throw new NotSupportedException(other),
            };

            // ONNX pads before and after, first the height, then the width.
            Tensor Padded(double value) =>
                Setting("pads") is [var top, var left, var bottom, var right]
                    ? functional.pad(x, [left, right, top, bottom], value: value)
                    : x;
        }

        return known[network.Graph.Nodes[^1].Outputs[0]];
    }
}

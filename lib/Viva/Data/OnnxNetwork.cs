using System.Globalization;
using Viva.Data.Formats;
using Viva.Display;
using static TorchSharp.torch;

namespace Viva.Data;

/// <summary>A trained network as published: its operators and its weights. The network itself is written by whoever uses it.</summary>
/// <param name="Name">The name in the catalogue, such as <c>resnet18</c>.</param>
/// <param name="Origin">Whether this is the published network.</param>
/// <param name="Graph">The operators and the weights.</param>
/// <param name="File">The file that it was read from.</param>
/// <param name="Mean">What is subtracted from an input picture, as the publisher did in training.</param>
public sealed record OnnxNetwork(string Name, DataOrigin Origin, OnnxGraph Graph, string File, OnnxWeight Mean) : IDataset
{
    /// <summary>How many numbers the weights have.</summary>
    public long ParameterCount => Graph.Weights.Values.Sum(weight => weight.Values.LongLength);

    /// <summary>The weight of a name, as a new float32 tensor of its shape.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Tensor Weight(string name) =>
        Graph.Weights.TryGetValue(name, out var weight)
            ? Of(weight)
            : throw new KeyNotFoundException(
                $"{Name} has no weight '{name}'; its first are {string.Join(", ", Graph.Weights.Keys.Take(5))}."
            );

    /// <summary>What to subtract from an input picture, (channels, height, width) float32.</summary>
    public Tensor MeanPicture() => Of(Mean).squeeze(0);

    /// <inheritdoc/>
    public object Sample()
    {
        var table = new Table("Operator", "Reads", "Makes", "Weights").WithCaption(ToString());
        foreach (var node in Graph.Nodes.Take(30))
        {
            var weights = node.Inputs.Where(Graph.Weights.ContainsKey).Select(name => $"({string.Join(", ", Graph.Weights[name].Shape)})");
            table.Add(
                node.Operator,
                string.Join(", ", node.Inputs.Where(name => !Graph.Weights.ContainsKey(name))),
                string.Join(", ", node.Outputs),
                string.Join(" ", weights)
            );
        }

        return table;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: {Graph.Nodes.Count} operators, {ParameterCount:N0} weights ({File}, made by {Graph.Producer})"
        );

    private static Tensor Of(OnnxWeight weight) => tensor(weight.Values, weight.Shape);
}

namespace Viva.Data.Formats;

/// <summary>One operator of an ONNX graph.</summary>
/// <param name="Operator">What it computes, by ONNX's name: <c>Conv</c>, <c>Relu</c>.</param>
/// <param name="Inputs">The names of what it reads: outputs of others, weights, the graph's input.</param>
/// <param name="Outputs">The names of what it makes.</param>
/// <param name="Attributes">Its settings that are numbers, such as <c>strides</c>; those that are not are left out.</param>
public sealed record OnnxNode(
    string Operator,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyDictionary<string, double[]> Attributes
);

namespace Viva.Data.Formats;

/// <summary>A weight of an ONNX graph.</summary>
/// <param name="Shape">Its shape; none for a single number.</param>
/// <param name="Values">Its numbers, the last dimension running fastest.</param>
public sealed record OnnxWeight(long[] Shape, float[] Values);

namespace Viva.Runtime;

/// <summary>The largest error of one kind of layer over the sizes tried.</summary>
/// <param name="Layer">The layer, such as <c>LSTM</c>.</param>
/// <param name="Gradients">Whether it ran with gradients on.</param>
/// <param name="Error">
/// The largest difference of an output from the steps by hand, over the largest output by hand or 1, whichever is more.
/// </param>
/// <param name="Size">The size at which it occurred.</param>
public sealed record LayerError(string Layer, bool Gradients, double Error, string Size);

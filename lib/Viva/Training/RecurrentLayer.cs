using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Training;

/// <summary>
/// A simple RNN (tanh), a GRU or an LSTM as a layer that maps sequences to the states of its last layer, (n, time, inputs) to
/// (n, time, hidden), starting from zero states; so that a comparison of the three differs in one word and a layer fits into Sequential.
/// </summary>
public sealed class RecurrentLayer : Module<Tensor, Tensor>
{
    // The component's name is part of the names of the weights in a saved model.
    private readonly Module cells;

    /// <summary>A layer of cells of one kind.</summary>
    /// <param name="kind">"RNN", "GRU" or "LSTM".</param>
    /// <param name="inputs">The values of one step.</param>
    /// <param name="hidden">The size of the state.</param>
    /// <param name="layers">How many layers stand on each other, each reading the states of the one below.</param>
    /// <exception cref="ArgumentException">Another kind, or a size below 1.</exception>
    public RecurrentLayer(string kind, long inputs, long hidden, long layers = 1)
        : base(nameof(RecurrentLayer))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hidden, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        cells = kind switch
        {
            "RNN" => RNN(inputs, hidden, layers, batchFirst: true),
            "GRU" => GRU(inputs, hidden, layers, batchFirst: true),
            "LSTM" => LSTM(inputs, hidden, layers, batchFirst: true),
            _ => throw new ArgumentException($"No cell is called '{kind}'; there are RNN, GRU and LSTM.", nameof(kind)),
        };
        RegisterComponents();
    }

    /// <summary>The states of the last layer at each step, (n, time, hidden).</summary>
    public override Tensor forward(Tensor input) =>
        cells switch
        {
            RNN rnn => rnn.call(input).Item1,
            GRU gru => gru.call(input).Item1,
            _ => ((LSTM)cells).call(input).Item1,
        };
}

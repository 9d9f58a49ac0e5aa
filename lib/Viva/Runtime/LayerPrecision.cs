using System.Globalization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Runtime;

/// <summary>
/// Whether libtorch's recurrent and convolutional layers compute what their equations say on this processor: float32, with gradients and
/// without, against the same steps by hand in float64. <c>viva doctor</c> asks this, because libtorch
/// has been silently wrong (see <c>LstmRepair</c>).
/// </summary>
public static class LayerPrecision
{
    /// <summary>The layers that are compared.</summary>
    public static IReadOnlyList<string> Layers { get; } = ["LSTM", "GRU", "RNN tanh", "RNN ReLU", "Conv1d", "Conv2d"];

    /// <summary>
    /// Compares all layers in turn, each with sizes drawn at random, and returns two rows for each: with gradients and without.
    /// </summary>
    /// <param name="shapes">How many sizes to try, over all layers.</param>
    /// <param name="seed">The seed of sizes, weights and inputs.</param>
    /// <exception cref="NativeLibraryException">libtorch cannot be loaded.</exception>
    public static IReadOnlyList<LayerError> Compare(int shapes, int seed = 1)
    {
        var random = new Random(seed);
        var errors = Enumerable.Range(0, shapes).SelectMany(i => Compare(Layers[i % Layers.Count], random)).ToList();
        return
        [
            .. errors
                .GroupBy(e => (e.Layer, e.Gradients))
                .Select(group => group.MaxBy(e => double.IsNaN(e.Error) ? double.MaxValue : e.Error)!),
        ];
    }

    /// <summary>
    /// One layer of random size, weights and input, from <paramref name="random"/>: its error with gradients and without.
    /// </summary>
    internal static LayerError[] Compare(string layer, Random random)
    {
        Run.Load();
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)random.Next());
        Tensor Draw(params long[] shape) => (rand(shape, generator: generator) * 2) - 1;

        var (size, module, input, call, expected) = layer.StartsWith("Conv", StringComparison.Ordinal)
            ? Convolution(layer, random, Draw)
            : Recurrent(layer, random, Draw);
        using var _ = module;
        double Error(bool gradients)
        {
            using var mode = set_grad_enabled(gradients);
            return call(input).Zip(expected, Difference).Max();
        }

        return [new(layer, true, Error(true), size), new(layer, false, Error(false), size)];
    }

    private static double Difference(Tensor actual, Tensor expected) =>
        ((actual.detach().to(float64) - expected).abs().max() / expected.abs().max().clamp_min(1)).ToDouble();

    private static Case Recurrent(string layer, Random random, Func<long[], Tensor> draw)
    {
        int inputs = random.Next(1, 70),
            hidden = random.Next(1, 70),
            steps = random.Next(1, 8),
            batch = random.Next(1, 8),
            layers = random.Next(1, 3);
        bool both = random.Next(2) == 0,
            batchFirst = random.Next(2) == 0;
        Module module = layer switch
        {
            "LSTM" => LSTM(inputs, hidden, layers, batchFirst: batchFirst, bidirectional: both),
            "GRU" => GRU(inputs, hidden, layers, batchFirst: batchFirst, bidirectional: both),
            _ => RNN(
                inputs,
                hidden,
                layers,
                layer == "RNN tanh" ? NonLinearities.Tanh : NonLinearities.ReLU,
                batchFirst: batchFirst,
                bidirectional: both
            ),
        };
        var weights = Randomise(module, draw, 1.0 / Math.Sqrt(hidden));
        var directions = both ? 2 : 1;
        var input = batchFirst ? draw([batch, steps, inputs]) : draw([steps, batch, inputs]);
        var (state, cell) = (draw([layers * directions, batch, hidden]), draw([layers * directions, batch, hidden]));
        Tensor[] Call(Tensor x)
        {
            switch (module)
            {
                case LSTM lstm:
                    var (outputs, last, lastCell) = lstm.call(x, (state, cell));
                    return [outputs, last, lastCell];
                case GRU gru:
                    var (gruOutputs, gruLast) = gru.call(x, state);
                    return [gruOutputs, gruLast];
                default:
                    var (rnnOutputs, rnnLast) = ((RNN)module).call(x, state);
                    return [rnnOutputs, rnnLast];
            }
        }

        using var _ = no_grad();
        var options = (both ? ", both directions" : "") + (batchFirst ? ", batch first" : "");
        var size = Text($"{inputs} inputs, {hidden} hidden, {steps} steps, batch {batch}, {layers} layers{options}");
        var sequence = input.to(float64);
        var (result, state64, cell64) = (batchFirst ? sequence.transpose(0, 1) : sequence, state.to(float64), cell.to(float64));
        var (states, cells) = (new List<Tensor>(), new List<Tensor>());
        for (var level = 0; level < layers; level++)
        {
            var ways = new List<Tensor>();
            for (var way = 0; way < directions; way++)
            {
                var name = Text($"_l{level}{(way == 1 ? "_reverse" : "")}");
                var (h, c) = (state64[(level * directions) + way], cell64[(level * directions) + way]);
                var outputs = new Tensor[steps];
                for (var i = 0; i < steps; i++)
                {
                    var t = way == 0 ? i : steps - 1 - i;
                    var fromInput = result[t].mm(weights["weight_ih" + name].t()) + weights["bias_ih" + name];
                    var fromState = h.mm(weights["weight_hh" + name].t()) + weights["bias_hh" + name];
                    (h, c) = Step(layer, fromInput, fromState, h, c);
                    outputs[t] = h;
                }

                ways.Add(stack(outputs));
                states.Add(h);
                cells.Add(c);
            }

            result = cat(ways, 2);
        }

        Tensor[] expected = [batchFirst ? result.transpose(0, 1) : result, stack(states), stack(cells)];
        return new Case(size, module, input, Call, layer == "LSTM" ? expected : expected[..2]);
    }

    /// <summary>One step of the cell, as in PyTorch's documentation of LSTM, GRU and RNN.</summary>
    private static (Tensor State, Tensor Cell) Step(string layer, Tensor fromInput, Tensor fromState, Tensor state, Tensor cell)
    {
        switch (layer)
        {
            case "LSTM":
                var gates = (fromInput + fromState).chunk(4, 1);
                cell = (gates[1].sigmoid() * cell) + (gates[0].sigmoid() * gates[2].tanh());
                return (gates[3].sigmoid() * cell.tanh(), cell);
            case "GRU":
                var (x, h) = (fromInput.chunk(3, 1), fromState.chunk(3, 1));
                var (reset, update) = ((x[0] + h[0]).sigmoid(), (x[1] + h[1]).sigmoid());
                return ((update * state) + ((1 - update) * (x[2] + (reset * h[2])).tanh()), cell);
            default:
                var sum = fromInput + fromState;
                return (layer == "RNN tanh" ? sum.tanh() : sum.clamp_min(0), cell);
        }
    }

    private static Case Convolution(string layer, Random random, Func<long[], Tensor> draw)
    {
        int channels = random.Next(1, 40),
            filters = random.Next(1, 40),
            kernel = random.Next(1, 6),
            stride = random.Next(1, 3),
            padding = random.Next(0, 3),
            batch = random.Next(1, 5);
        int height = layer == "Conv1d" ? 1 : kernel + random.Next(0, 14),
            width = kernel + random.Next(0, 14);
        var flat = layer == "Conv1d";
        Module<Tensor, Tensor> module = flat
            ? Conv1d(channels, filters, kernel, stride, padding)
            : Conv2d(channels, filters, kernel, stride, padding);
        var weights = Randomise(module, draw, 1.0 / (kernel * Math.Sqrt(channels)));
        var input = flat ? draw([batch, channels, width]) : draw([batch, channels, height, width]);
        var extent = flat ? Text($"{width}") : Text($"{height} x {width}");
        var size = Text($"{channels} to {filters} channels, kernel {kernel}, stride {stride}, padding {padding}, batch {batch}, {extent}");

        // A convolution along one dimension is one along two over a single row.
        using var _ = no_grad();
        var weight = flat ? weights["weight"].unsqueeze(2) : weights["weight"];
        var padded = functional.pad(
            flat ? input.to(float64).unsqueeze(2) : input.to(float64),
            [padding, padding, flat ? 0 : padding, flat ? 0 : padding]
        );
        var (kernelHeight, step) = (weight.shape[2], flat ? 1 : stride);
        var (rows, columns) = (((padded.shape[2] - kernelHeight) / step) + 1, ((padded.shape[3] - kernel) / stride) + 1);
        var sum = weights["bias"].reshape(1, filters, 1).expand(batch, filters, rows * columns);
        for (var i = 0; i < kernelHeight; i++)
        {
            for (var j = 0; j < kernel; j++)
            {
                var seen = padded.slice(2, i, i + (step * (rows - 1)) + 1, step).slice(3, j, j + (stride * (columns - 1)) + 1, stride);
                sum = sum + weight.select(3, j).select(2, i).matmul(seen.reshape(batch, channels, rows * columns));
            }
        }

        return new Case(size, module, input, x => [module.call(x)], [flat ? sum : sum.reshape(batch, filters, rows, columns)]);
    }

    /// <summary>Fills all parameters at random and returns them by name in float64.</summary>
    private static Dictionary<string, Tensor> Randomise(Module module, Func<long[], Tensor> draw, double scale)
    {
        using var _ = no_grad();
        foreach (var (_, parameter) in module.named_parameters())
        {
            parameter.copy_(draw(parameter.shape) * scale);
        }

        return module.named_parameters().ToDictionary(p => p.name, p => p.parameter.detach().to(float64));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Case(string Size, Module Module, Tensor Input, Func<Tensor, Tensor[]> Call, Tensor[] Expected);
}

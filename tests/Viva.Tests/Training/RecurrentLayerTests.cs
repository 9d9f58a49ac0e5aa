using Viva.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Tests.Training;

/// <summary>One layer for the three recurrent cells.</summary>
[Collection(TorchSerial.Name)]
public sealed class RecurrentLayerTests
{
    [Fact]
    public void The_states_of_a_simple_rnn_are_the_equation_step_by_step()
    {
        manual_seed(1);
        using var layer = new RecurrentLayer("RNN", inputs: 3, hidden: 4);
        var weights = layer.named_parameters().ToDictionary(p => p.name, p => p.parameter);
        var x = randn(2, 5, 3);
        var states = layer.call(x);

        Assert.Equal([2, 5, 4], states.shape);
        var h = zeros(2, 4);
        for (var t = 0; t < 5; t++)
        {
            h = tanh(
                functional.linear(x.select(1, t), weights["cells.weight_ih_l0"], weights["cells.bias_ih_l0"])
                    + functional.linear(h, weights["cells.weight_hh_l0"], weights["cells.bias_hh_l0"])
            );
            Assert.True(h.allclose(states.select(1, t), 1e-5, 1e-6));
        }
    }

    [Theory]
    [InlineData("RNN", 1)]
    [InlineData("GRU", 3)]
    [InlineData("LSTM", 4)]
    public void A_gated_cell_has_a_set_of_weights_for_each_gate(string kind, int sets)
    {
        using var layer = new RecurrentLayer(kind, inputs: 3, hidden: 4, layers: 2);

        Assert.Equal([2, 5, 4], layer.call(randn(2, 5, 3)).shape);
        Assert.Equal(sets * ((4 * (3 + 4)) + 8 + (4 * (4 + 4)) + 8), layer.parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void Another_kind_is_refused_with_those_that_exist()
    {
        var error = Assert.Throws<ArgumentException>(() => new RecurrentLayer("QRNN", 1, 1));

        Assert.Contains("'QRNN'; there are RNN, GRU and LSTM", error.Message, StringComparison.Ordinal);
    }
}

using CsCheck;
using Viva.Runtime;

namespace Viva.Tests.Runtime;

[Collection(nameof(Alone))]
public class LayerPrecisionTests
{
    [Theory]
    [InlineData("LSTM", 120)]
    [InlineData("GRU", 40)]
    [InlineData("RNN tanh", 40)]
    [InlineData("RNN ReLU", 40)]
    [InlineData("Conv1d", 40)]
    [InlineData("Conv2d", 40)]
    public void A_layer_computes_the_steps_by_hand_with_gradients_and_without(string layer, int sizes) =>
        Gen.Int.Sample(
            seed => Assert.All(LayerPrecision.Compare(layer, new Random(seed)), row => Assert.True(row.Error < 5e-6, $"{row}")),
            seed: "0N0XIzNsQ0O2",
            iter: sizes,
            threads: 1
        );

    [Fact]
    public void The_comparison_has_a_row_for_each_layer_with_gradients_and_without()
    {
        var rows = LayerPrecision.Compare(shapes: 12);

        Assert.Equal(
            from layer in LayerPrecision.Layers
            from gradients in (bool[])[true, false]
            select (layer, gradients),
            rows.Select(row => (row.Layer, row.Gradients))
        );
        Assert.All(rows, row => Assert.InRange(row.Error, 0, 1e-5));
    }
}

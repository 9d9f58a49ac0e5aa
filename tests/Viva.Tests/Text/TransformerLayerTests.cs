using TorchSharp;
using TorchSharp.Modules;
using Viva.Runtime;
using Viva.Text;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Tests.Text;

/// <summary>The layer against libtorch's own encoder layer, and its masks against what they promise.</summary>
public sealed class TransformerLayerTests
{
    public TransformerLayerTests()
    {
        Run.Start();
        manual_seed(1);
    }

    [Fact]
    public void With_the_norm_behind_it_is_the_encoder_layer_of_libtorch_in_values_and_gradients()
    {
        using var scope = NewDisposeScope();
        var layer = new TransformerLayer(16, 4, 32, normFirst: false);
        var theirs = TransformerEncoderLayer(16, 4, 32, dropout: 0, activation: Activations.GELU);
        var weights = theirs.named_parameters().ToDictionary(one => one.name, one => one.parameter);
        (string Name, Parameter[] Mine)[] pairs =
        [
            ("self_attn.in_proj_weight", [layer.Attention.Query.weight, layer.Attention.Key.weight, layer.Attention.Value.weight]),
            ("self_attn.in_proj_bias", [layer.Attention.Query.bias!, layer.Attention.Key.bias!, layer.Attention.Value.bias!]),
            ("self_attn.out_proj.weight", [layer.Attention.Output.weight]),
            ("self_attn.out_proj.bias", [layer.Attention.Output.bias!]),
            ("linear1.weight", [layer.Up.weight]),
            ("linear1.bias", [layer.Up.bias!]),
            ("linear2.weight", [layer.Down.weight]),
            ("linear2.bias", [layer.Down.bias!]),
            ("norm1.weight", [layer.Norm1.weight]),
            ("norm1.bias", [layer.Norm1.bias!]),
            ("norm2.weight", [layer.Norm2.weight]),
            ("norm2.bias", [layer.Norm2.bias!]),
        ];
        Assert.Equal(layer.parameters().Count(), pairs.Sum(pair => pair.Mine.Length));
        foreach (var (name, mine) in pairs)
        {
            using var off = no_grad();
            weights[name].copy_(randn_like(weights[name]) * 0.3);
            foreach (var (one, part) in mine.Zip(weights[name].chunk(mine.Length)))
            {
                one.copy_(part);
            }
        }

        var x = randn(3, 7, 16);
        var padding = tensor(new[] { 7L, 4, 1 }).unsqueeze(1) <= arange(7); // true where nothing stands, (n, t)
        var y = layer.call(x, padding.logical_not().unsqueeze(1));
        var expected = theirs.call(x.transpose(0, 1), null, padding).transpose(0, 1);
        var real = padding.logical_not().unsqueeze(2);
        Assert.InRange(((y - expected) * real).abs().max().ToDouble(), 0, 1e-5);

        (y * real).square().sum().backward();
        (expected * real).square().sum().backward();
        foreach (var (name, mine) in pairs)
        {
            Assert.InRange((cat([.. mine.Select(one => one.grad!)]) - weights[name].grad!).abs().max().ToDouble(), 0, 1e-3);
        }
    }

    [Fact]
    public void With_the_norm_first_it_is_the_formula_of_GPT_2()
    {
        using var scope = NewDisposeScope();
        var layer = new TransformerLayer(8, 2, 12);
        var x = randn(2, 5, 8);
        var a = layer.Norm1.forward(x);
        Tensor[] heads =
        [
            .. Enumerable
                .Range(0, 2)
                .Select(head =>
                {
                    var part = TensorIndex.Slice(4 * head, (4 * head) + 4);
                    Tensor Of(Linear by) => by.forward(a)[TensorIndex.Colon, TensorIndex.Colon, part];
                    var scores = Of(layer.Attention.Query).matmul(Of(layer.Attention.Key).transpose(1, 2)) / 2;
                    return scores.softmax(-1).matmul(Of(layer.Attention.Value));
                }),
        ];
        var middle = x + layer.Attention.Output.forward(cat(heads, 2));
        var expected = middle + layer.Down.forward(functional.gelu(layer.Up.forward(layer.Norm2.forward(middle))));
        Assert.InRange((layer.call(x, null) - expected).abs().max().ToDouble(), 0, 1e-5);
    }

    [Fact]
    public void A_causal_mask_hides_what_comes_later_and_padding_hides_what_is_not_there()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        var layer = new TransformerLayer(16, 4, 32);
        var x = randn(2, 6, 16);
        var changed = x.clone();
        changed[TensorIndex.Ellipsis, TensorIndex.Slice(3), TensorIndex.Colon] = randn(2, 3, 16);
        var first = TensorIndex.Slice(null, 3);
        Tensor Start(Tensor of, Tensor? mask) => layer.call(of, mask)[TensorIndex.Colon, first];

        var causal = ones(6, 6, dtype: ScalarType.Bool).tril();
        var padding = (arange(6) < 3).expand(2, 6).unsqueeze(1);
        foreach (var mask in new[] { causal, padding, padding & causal, (padding & causal).unsqueeze(1) })
        {
            Assert.Equal(0, (Start(x, mask) - Start(changed, mask)).abs().max().ToDouble());
        }

        Assert.True((Start(x, null) - Start(changed, null)).abs().max().ToDouble() > 0.01);
    }

    [Fact]
    public void Three_dimensions_of_a_mask_are_sequences_and_not_heads()
    {
        using var scope = NewDisposeScope();
        var attention = new MultiHeadAttention(8, 2);
        var (x, mask) = (randn(2, 4, 8), rand(2, 4, 4) < 0.5 | eye(4, dtype: ScalarType.Bool));
        var together = attention.call(x, x, mask);
        for (var i = 0; i < 2; i++)
        {
            var one = x[i..(i + 1)];
            Assert.InRange((attention.call(one, one, mask[i]) - together[i..(i + 1)]).abs().max().ToDouble(), 0, 1e-6);
        }
    }

    [Fact]
    public void A_query_that_may_look_nowhere_reads_zeros()
    {
        using var scope = NewDisposeScope();
        var attention = new MultiHeadAttention(8, 2);
        var x = randn(1, 3, 8);
        var y = attention.call(x, x, zeros(3, 3, dtype: ScalarType.Bool));
        Assert.InRange((y - attention.Output.bias!).abs().max().ToDouble(), 0, 1e-6);
        y.sum().backward();
        Assert.True(attention.Query.weight.grad!.isfinite().all().ToBoolean());
    }

    [Fact]
    public void A_hook_on_a_projection_takes_part()
    {
        using var scope = NewDisposeScope();
        var attention = new MultiHeadAttention(8, 2);
        var x = randn(1, 3, 8);
        var before = attention.call(x, x, null);
        var hook = attention.Value.register_forward_hook((_, _, value) => value + 1);
        // Weights of attention sum to 1, so a constant in the values passes into the output layer as it is.
        var shift = attention.Output.weight.sum(dim: 1);
        Assert.InRange((attention.call(x, x, null) - before - shift).abs().max().ToDouble(), 0, 1e-5);
        hook.remove();
        Assert.Equal(0, (attention.call(x, x, null) - before).abs().max().ToDouble());
    }

    [Fact]
    public void The_width_is_what_heads_share_and_masks_are_bool()
    {
        Assert.StartsWith(
            "3 heads cannot share a width of 8 equally; take a divisor of it.",
            Assert.Throws<ArgumentException>(() => new TransformerLayer(8, 3, 16)).Message
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiHeadAttention(8, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TransformerLayer(8, 2, 0));
        var layer = new TransformerLayer(8, 2, 16);
        var x = zeros(1, 3, 8);
        Assert.StartsWith(
            "The mask is Float32; it must be bool, true where a query may look.",
            Assert.Throws<ArgumentException>(() => layer.call(x, ones(3, 3))).Message
        );
        Assert.StartsWith(
            "The mask has the shape (3); it must be",
            Assert.Throws<ArgumentException>(() => layer.call(x, ones(3, dtype: ScalarType.Bool))).Message
        );
    }
}

using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Text;

/// <summary>
/// One layer of a Transformer's encoder, or of a language model when its mask is causal (Vaswani et al. 2017): self-attention, then at
/// each position by itself a network with one hidden layer and GELU; each is added to what it read.
/// </summary>
public sealed class TransformerLayer : Module<Tensor, Tensor?, Tensor>
{
    private readonly bool _normFirst;

    // The components' names are part of the names of the weights in a saved model.
    private readonly MultiHeadAttention attention;
    private readonly Linear up;
    private readonly Linear down;
    private readonly LayerNorm norm1;
    private readonly LayerNorm norm2;

    /// <summary>A layer with fresh weights.</summary>
    /// <param name="width">The numbers of a position.</param>
    /// <param name="heads">The heads of the attention; they share the width.</param>
    /// <param name="inner">The units of the hidden layer; four times the width is usual.</param>
    /// <param name="normFirst">
    /// Whether each part normalises what it reads (as in GPT-2), which needs no warm-up of the rate (Xiong et al. 2020); otherwise it
    /// normalises the sum (as in the first Transformer and in BERT).
    /// </param>
    /// <exception cref="ArgumentException">A size below 1, or a width that the heads cannot share equally.</exception>
    public TransformerLayer(long width, long heads, long inner, bool normFirst = true)
        : base(nameof(TransformerLayer))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inner, 1);
        _normFirst = normFirst;
        attention = new(width, heads);
        up = Linear(width, inner);
        down = Linear(inner, width);
        norm1 = LayerNorm(width);
        norm2 = LayerNorm(width);
        RegisterComponents();
    }

    /// <summary>The self-attention.</summary>
    public MultiHeadAttention Attention => attention;

    /// <summary>The layer to the hidden units.</summary>
    public Linear Up => up;

    /// <summary>The layer back from the hidden units.</summary>
    public Linear Down => down;

    /// <summary>The normalisation of the attention.</summary>
    public LayerNorm Norm1 => norm1;

    /// <summary>The normalisation of the network at each position.</summary>
    public LayerNorm Norm2 => norm2;

    /// <summary>The positions after this layer, (n, t, width).</summary>
    /// <param name="x">The positions, (n, t, width).</param>
    /// <param name="mask">bool, true where a position may look, as in <see cref="MultiHeadAttention"/>; null: everywhere.</param>
    /// <exception cref="ArgumentException">A mask that is not bool, or that has another number of dimensions.</exception>
    public override Tensor forward(Tensor x, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        if (_normFirst)
        {
            var normed = norm1.call(x);
            x = x + attention.call(normed, normed, mask);
            return (x + Inner(norm2.call(x))).MoveToOuterDisposeScope();
        }

        x = norm1.call(x + attention.call(x, x, mask));
        return norm2.call(x + Inner(x)).MoveToOuterDisposeScope();
    }

    private Tensor Inner(Tensor x) => down.call(functional.gelu(up.call(x)));
}

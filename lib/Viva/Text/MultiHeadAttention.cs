using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Viva.Text;

/// <summary>
/// Attention with several heads (Vaswani et al. 2017): each position of the queries becomes a mean of values of the source, weighted by
/// the softmax of scaled dot products of queries and keys, in each head by itself. For self-attention pass the same tensor twice.
/// </summary>
/// <remarks>
/// The projections run through <c>call</c>, so a hook on one of them (<c>register_forward_hook</c>) can watch or change its output.
/// </remarks>
public sealed class MultiHeadAttention : Module<Tensor, Tensor, Tensor?, Tensor>
{
    private readonly long _heads;

    // The components' names are part of the names of the weights in a saved model.
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly Linear output;

    /// <summary>An attention with fresh weights.</summary>
    /// <param name="width">The numbers of a position, in queries, source and output.</param>
    /// <param name="heads">How many heads share the width; each has width / heads numbers.</param>
    /// <exception cref="ArgumentException">A size below 1, or a width that the heads cannot share equally.</exception>
    public MultiHeadAttention(long width, long heads)
        : base(nameof(MultiHeadAttention))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(heads, 1);
        if (width % heads != 0)
        {
            throw new ArgumentException($"{heads} heads cannot share a width of {width} equally; take a divisor of it.", nameof(heads));
        }

        _heads = heads;
        query = Linear(width, width);
        key = Linear(width, width);
        value = Linear(width, width);
        output = Linear(width, width);
        RegisterComponents();
    }

    /// <summary>The layer that makes the queries.</summary>
    public Linear Query => query;

    /// <summary>The layer that makes the keys.</summary>
    public Linear Key => key;

    /// <summary>The layer that makes the values.</summary>
    public Linear Value => value;

    /// <summary>The layer that joins the heads.</summary>
    public Linear Output => output;

    /// <summary>What each position of the queries reads from the source, (n, q, width).</summary>
    /// <param name="queries">The positions that look, (n, q, width).</param>
    /// <param name="source">The positions that are looked at, (n, k, width).</param>
    /// <param name="mask">
    /// bool, true where a query may look: (q, k) for all alike; (n, 1, k) for padding (<c>TokenBatch.Mask.unsqueeze(1)</c>); (n, q, k); or
    /// (n, heads, q, k). Null: everywhere. A query that may look nowhere reads zeros before the output layer.
    /// </param>
    /// <exception cref="ArgumentException">A mask that is not bool, or that has another number of dimensions.</exception>
    public override Tensor forward(Tensor queries, Tensor source, Tensor? mask)
    {
        using var scope = NewDisposeScope();
        var read = functional.scaled_dot_product_attention(
            Split(query.call(queries)),
            Split(key.call(source)),
            Split(value.call(source)),
            ForHeads(mask)
        );
        return output.call(read.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope();
    }

    private Tensor Split(Tensor x) => x.unflatten(2, _heads, -1).transpose(1, 2); // (n, heads, t, width / heads)

    private static Tensor? ForHeads(Tensor? mask)
    {
        if (mask is null)
        {
            return null;
        }

        if (mask.dtype != ScalarType.Bool)
        {
            throw new ArgumentException($"The mask is {mask.dtype}; it must be bool, true where a query may look.", nameof(mask));
        }

        return mask.dim() switch
        {
            2 or 4 => mask,
            3 => mask.unsqueeze(1),
            _ => throw new ArgumentException(
                $"The mask has the shape ({string.Join(", ", mask.shape)}); it must be (q, k), (n, 1, k), (n, q, k) or (n, heads, q, k).",
                nameof(mask)
            ),
        };
    }
}

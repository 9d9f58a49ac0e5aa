using static TorchSharp.torch;

namespace Viva.Text;

/// <summary>Sequences of different lengths in one tensor: the shorter ones are filled up at the end.</summary>
/// <param name="Ids">The token numbers, (n, m) int64, where m is the greatest length.</param>
/// <param name="Lengths">The length of each sequence, (n) int64.</param>
public sealed record TokenBatch(Tensor Ids, Tensor Lengths)
{
    /// <summary>Which places hold a token and no padding, (n, m) bool; a new tensor at each call.</summary>
    public Tensor Mask => arange(Ids.shape[1], device: Ids.device) < Lengths.unsqueeze(1);

    /// <summary>The batch of some sequences.</summary>
    /// <param name="rows">The sequences of token numbers; an empty one becomes a row of padding with the length 0.</param>
    /// <param name="padding">The number to fill up with.</param>
    /// <exception cref="ArgumentException">There is no sequence.</exception>
    public static TokenBatch Of(IReadOnlyList<long[]> rows, long padding = Vocabulary.Padding)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
        {
            throw new ArgumentException("A batch needs at least one sequence; there is none.", nameof(rows));
        }

        // One place at least: softmax and convolutions refuse tensors without any.
        var longest = Math.Max(1, rows.Max(row => row.Length));
        var ids = new long[rows.Count, longest];
        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = 0; j < longest; j++)
            {
                ids[i, j] = j < rows[i].Length ? rows[i][j] : padding;
            }
        }

        return new(tensor(ids), tensor(rows.Select(row => row.LongLength).ToArray()));
    }
}

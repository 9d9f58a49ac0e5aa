using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>
/// What batch normalisation keeps for evaluation, before a batch of one sample: where that batch gives one value per channel, its variance
/// does not exist, and libtorch silently puts NaN in its place.
/// </summary>
internal sealed class BatchStatistics
{
    private readonly List<(string Name, Tensor Kept, Tensor Now)> _buffers;

    public BatchStatistics(nn.Module model) =>
        _buffers = [
            .. model
                .named_buffers()
                .Where(b =>
                    b.name.EndsWith("running_mean", StringComparison.Ordinal)
                    || b.name.EndsWith("running_var", StringComparison.Ordinal)
                    || b.name.EndsWith("num_batches_tracked", StringComparison.Ordinal)
                )
                .Select(b => (b.name, b.buffer.clone(), b.buffer)),
        ];

    /// <summary>Puts the statistics back and refuses the batch if it destroyed one.</summary>
    /// <exception cref="ArgumentException">It did.</exception>
    public void RefuseIfLost()
    {
        var lost = _buffers.FirstOrDefault(b =>
            b.Name.EndsWith("running_var", StringComparison.Ordinal)
            && b.Kept.isfinite().all().item<bool>()
            && !b.Now.isfinite().all().item<bool>()
        );
        if (lost.Name is null)
        {
            return;
        }

        using var _ = no_grad();
        foreach (var (_, kept, now) in _buffers)
        {
            now.copy_(kept);
        }

        var layer = lost.Name.LastIndexOf('.') is > 0 and var dot ? $"{lost.Name[..dot]} of the model" : "the model";
        throw new ArgumentException(
            $"Batch normalisation ({layer}) needs more than one value per channel, but this batch has one sample. "
                + "Set BatchSize to 2 or more, give more than one sample, or normalise by layer or group.",
            nameof(Trainer.BatchSize)
        );
    }
}

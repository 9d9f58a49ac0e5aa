using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>The state of one call of <see cref="Trainer.Fit"/>.</summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly int _samples;
    private readonly int _batchSize;
    private readonly (optim.ILearningRateController Group, double Base)[] _rates;
    private EpochResult? _bestResult;

    public TrainingRun(nn.Module model, optim.Optimizer optimizer, Generator order, History history, int samples, int batchSize)
    {
        (Model, Optimizer, Order, History, _samples, _batchSize) = (model, optimizer, order, history, samples, batchSize);
        _rates = [.. optimizer.ParamGroups.Select(g => (g, g.LearningRate))];
        // A single sample has no variance for batch normalisation, which would silently keep NaN; it joins the batch before it.
        var joins = batchSize > 1 && samples > batchSize && samples % batchSize == 1;
        StepsPerEpoch = checked((int)(((long)samples + batchSize - 1) / batchSize)) - (joins ? 1 : 0);
    }

    public nn.Module Model { get; }

    public optim.Optimizer Optimizer { get; }

    /// <summary>Draws the order of the samples.</summary>
    public Generator Order { get; }

    public History History { get; }

    /// <summary>The weights of the best epoch so far, by name.</summary>
    public Dictionary<string, Tensor> Best { get; private set; } = [];

    public int StepsPerEpoch { get; }

    public int EpochsSinceBest => _bestResult is null ? 0 : History.Epochs.Count - _bestResult.Epoch;

    public double LearningRate => _rates[0].Group.LearningRate;

    /// <summary>The rates that the schedule multiplies, one for each parameter group.</summary>
    public IEnumerable<double> BaseRates => _rates.Select(r => r.Base);

    /// <summary>Where a batch begins and how many samples it has.</summary>
    public (long Start, long Count) Batch(int step)
    {
        var start = (long)step * _batchSize;
        return (start, step == StepsPerEpoch - 1 ? _samples - start : _batchSize);
    }

    public void SetLearningRate(double factor)
    {
        foreach (var (group, rate) in _rates)
        {
            group.LearningRate = rate * factor;
        }
    }

    /// <summary>Adds an epoch's result and keeps its weights when it is the best so far.</summary>
    public void Complete(EpochResult result)
    {
        if (!Add(result))
        {
            return;
        }

        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var (name, tensor) in Model.state_dict())
        {
            if (Best.TryGetValue(name, out var kept))
            {
                kept.copy_(tensor);
            }
            else
            {
                Best[name] = tensor.detach().clone().DetachFromDisposeScope();
            }
        }
    }

    public void RestoreBest() => SetWeights(Best);

    /// <summary>Copies weights and buffers into the model.</summary>
    public void SetWeights(Dictionary<string, Tensor> weights)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var (name, target) in Model.state_dict())
        {
            target.copy_(weights[name]);
        }
    }

    /// <summary>Continues after the epochs of an earlier training.</summary>
    /// <param name="epochs">Their results.</param>
    /// <param name="best">The weights of the best epoch; they belong to this run from now on.</param>
    public void Resume(IEnumerable<EpochResult> epochs, Dictionary<string, Tensor> best)
    {
        Best = best.ToDictionary(kv => kv.Key, kv => kv.Value.DetachFromDisposeScope());
        foreach (var result in epochs)
        {
            Add(result);
        }
    }

    public void Dispose()
    {
        foreach (var tensor in Best.Values)
        {
            tensor.Dispose();
        }

        Best.Clear();
    }

    /// <summary>Whether the epoch is the best so far.</summary>
    private bool Add(EpochResult result)
    {
        History.Add(result);
        if (_bestResult is not null && !History.IsBetter(result, _bestResult))
        {
            return false;
        }

        _bestResult = result;
        return true;
    }
}

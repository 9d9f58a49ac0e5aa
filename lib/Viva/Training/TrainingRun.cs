using System.Security.Cryptography;
using System.Text;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>The state of one call of <see cref="Trainer.Fit"/>: what a checkpoint holds.</summary>
internal sealed class TrainingRun : IDisposable
{
    private const string Magic = "viva-checkpoint-1";
    private readonly nn.Module _model;
    private readonly int _samples;
    private readonly int _batchSize;
    private readonly int _seed;
    private readonly (optim.ILearningRateController Group, double Base)[] _rates;
    private Dictionary<string, Tensor> _best = [];
    private EpochResult? _bestResult;

    public TrainingRun(nn.Module model, optim.Optimizer optimizer, History history, int samples, int batchSize, int seed)
    {
        (_model, Optimizer, History, _samples, _batchSize, _seed) = (model, optimizer, history, samples, batchSize, seed);
        _rates = [.. optimizer.ParamGroups.Select(g => (g, g.LearningRate))];
        StepsPerEpoch = (samples + batchSize - 1) / batchSize;
    }

    public optim.Optimizer Optimizer { get; }

    public History History { get; }

    public int StepsPerEpoch { get; }

    public int EpochsSinceBest => _bestResult is null ? 0 : History.Epochs.Count - _bestResult.Epoch;

    public double LearningRate => _rates[0].Group.LearningRate;

    public void SetLearningRate(double factor)
    {
        foreach (var (group, rate) in _rates)
            group.LearningRate = rate * factor;
    }

    /// <summary>Adds an epoch's result and keeps its weights when it is the best so far.</summary>
    public void Complete(EpochResult result)
    {
        History.Add(result);
        if (_bestResult is not null && !History.IsBetter(result, _bestResult))
            return;
        _bestResult = result;
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var (name, tensor) in _model.state_dict())
        {
            if (_best.TryGetValue(name, out var kept))
                kept.copy_(tensor);
            else
                _best[name] = tensor.detach().clone().DetachFromDisposeScope();
        }
    }

    public void RestoreBest()
    {
        using var scope = NewDisposeScope();
        CopyTo(_model.state_dict(), _best);
    }

    /// <summary>Writes everything the next epoch depends on. The file appears whole or not at all.</summary>
    public void Save(string path)
    {
        path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var file = File.Create(temporary))
            {
                using (var hash = SHA256.Create())
                {
                    using (var writer = new BinaryWriter(new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true), Encoding.UTF8))
                        Write(writer);
                    file.Write(hash.Hash);
                }
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Continues from a file that <see cref="Save"/> wrote.</summary>
    /// <exception cref="CheckpointException">The file is damaged or belongs to another training.</exception>
    public void Load(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var content = bytes.AsSpan(0, Math.Max(0, bytes.Length - SHA256.HashSizeInBytes));
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(bytes.AsSpan(content.Length)))
            throw new CheckpointException(path, "The file is damaged, or no checkpoint.");
        using var reader = new BinaryReader(new MemoryStream(bytes, 0, content.Length), Encoding.UTF8);
        Read(reader, path);
    }

    public void Dispose()
    {
        foreach (var tensor in _best.Values)
            tensor.Dispose();
        _best.Clear();
    }

    private void Write(BinaryWriter writer)
    {
        using var scope = NewDisposeScope();
        writer.Write(Magic);
        writer.Write(_samples);
        writer.Write(_batchSize);
        writer.Write(_seed);
        writer.Write((int)History.Monitor);
        writer.Write(History.StoppedEarly);
        writer.Write(History.Epochs.Count);
        foreach (var e in History.Epochs)
        {
            foreach (var value in (double[])[e.TrainLoss, e.TrainAccuracy, e.ValidationLoss, e.ValidationAccuracy, e.LearningRate, e.Seconds, e.SamplesPerSecond])
                writer.Write(value);
        }

        WriteTensors(writer, _model.state_dict());
        WriteTensors(writer, _best);
        get_rng_state().Save(writer);
        SavableOptimizer().save_state_dict(writer);
    }

    private void Read(BinaryReader reader, string path)
    {
        if (reader.ReadString() != Magic)
            throw new CheckpointException(path, "This is not a checkpoint of this version.");
        Same("training samples", reader.ReadInt32(), _samples);
        Same("samples per batch", reader.ReadInt32(), _batchSize);
        Same("as the seed", reader.ReadInt32(), _seed);
        Same("as the monitored metric", (MonitoredMetric)reader.ReadInt32(), History.Monitor);
        var stopped = reader.ReadBoolean();
        var epochs = new List<EpochResult>();
        for (var (i, count) = (0, reader.ReadInt32()); i < count; i++)
            epochs.Add(new EpochResult(i + 1, reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble()));

        // The optimizer keeps tensors that it reads, so they must not fall to a scope that ends here; Fit's scope outlives the optimizer.
        var weights = ReadTensors(reader);
        var best = ReadTensors(reader);
        var state = _model.state_dict();
        var missing = state.Keys.FirstOrDefault(name => !weights.TryGetValue(name, out var t) || !t.shape.SequenceEqual(state[name].shape) || t.dtype != state[name].dtype);
        if (missing is not null || weights.Count != state.Count)
            throw new CheckpointException(path, $"It belongs to another model: {(missing is null ? "it has more parameters" : $"{missing} differs or is missing")}.");
        using var generator = TensorExtensionMethods.Load(reader);
        try
        {
            SavableOptimizer().load_state_dict(reader);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or EndOfStreamException)
        {
            throw new CheckpointException(path, $"It belongs to a training with another optimizer. {e.Message}", e);
        }


        CopyTo(state, weights);
        foreach (var tensor in weights.Values)
            tensor.Dispose();
        set_rng_state(generator);
        _best = best.ToDictionary(kv => kv.Key, kv => kv.Value.DetachFromDisposeScope());
        foreach (var e in epochs)
        {
            History.Add(e);
            if (_bestResult is null || History.IsBetter(e, _bestResult))
                _bestResult = e;
        }

        History.StoppedEarly = stopped;

        void Same<T>(string what, T found, T expected)
        {
            if (!EqualityComparer<T>.Default.Equals(found, expected))
                throw new CheckpointException(path, FormattableString.Invariant($"It belongs to another training: it has {found} {what}, this one {expected}."));
        }
    }

    private OptimizerHelper SavableOptimizer() => Optimizer as OptimizerHelper
        ?? throw new NotSupportedException($"The state of the optimizer {Optimizer.GetType().Name} cannot be saved. Use another one or no Checkpoint.");

    private static void CopyTo(Dictionary<string, Tensor> targets, Dictionary<string, Tensor> sources)
    {
        using var _ = no_grad();
        foreach (var (name, target) in targets)
            target.copy_(sources[name]);
    }

    private static void WriteTensors(BinaryWriter writer, Dictionary<string, Tensor> tensors)
    {
        writer.Write(tensors.Count);
        foreach (var (name, tensor) in tensors)
        {
            writer.Write(name);
            tensor.Save(writer);
        }
    }

    private static Dictionary<string, Tensor> ReadTensors(BinaryReader reader)
    {
        var tensors = new Dictionary<string, Tensor>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var name = reader.ReadString();
            tensors[name] = TensorExtensionMethods.Load(reader);
        }

        return tensors;
    }
}

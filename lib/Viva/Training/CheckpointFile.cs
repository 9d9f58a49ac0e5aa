using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using TorchSharp;
using TorchSharp.Modules;
using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>
/// The file from which a training resumes: everything that the next epoch depends on, and what tells this training from another one.
/// </summary>
internal sealed class CheckpointFile
{
    private const string Magic = "viva-checkpoint-2";
    private readonly string _path;
    private readonly TrainingRun _run;
    private readonly (string Name, string Value)[] _identity;
    private readonly (string Name, string Value)[] _settings;
    private readonly double[] _data;
    private readonly Func<double> _probe;
    private readonly OptimizerHelper _optimizer;

    /// <summary>
    /// The file of a training that begins. Nothing is read yet; a file that is deleted at once shows that the folder can be written to.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="run">The state to keep.</param>
    /// <param name="identity">What must be the same for a training to resume.</param>
    /// <param name="settings">What may differ; the summary names the differences.</param>
    /// <param name="data">Figures of the data, the first the scale of the others' rounding errors; see <see cref="DataFigures"/>.</param>
    /// <param name="probe">The loss of a fixed batch, which reveals another loss function; NaN when two calls differ.</param>
    /// <exception cref="CheckpointException">The optimizer's state cannot be kept, or nothing can be written there.</exception>
    public CheckpointFile(
        string path,
        TrainingRun run,
        (string Name, string Value)[] identity,
        (string Name, string Value)[] settings,
        double[] data,
        Func<double> probe
    )
    {
        (_path, _run, _identity, _settings, _data, _probe) = (Path.GetFullPath(path), run, identity, settings, data, probe);
        _optimizer =
            run.Optimizer as OptimizerHelper
            ?? throw new CheckpointException(
                path,
                $"The state of the optimizer {run.Optimizer.GetType().Name} cannot be saved.",
                "Use another optimizer, or no Checkpoint."
            );
        try
        {
            if (Directory.Exists(_path))
            {
                throw new IOException("It is a folder.");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            using var trial = new FileStream(Temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(
                _path,
                $"No checkpoint can be written here. {e.Message}",
                "Set Checkpoint to a file in a folder that can be written to.",
                e
            );
        }
    }

    /// <summary>The file of a training that begins: what tells it from others is read from its settings and its data.</summary>
    /// <exception cref="CheckpointException">The optimizer's state cannot be kept, or nothing can be written there.</exception>
    public static CheckpointFile Of(Trainer trainer, string path, TrainingRun run, TrainingData data)
    {
        var (inputs, targets, validationInputs, validationTargets) = data;
        (string, string)[] identity =
        [
            ("training inputs", Shape(inputs)),
            ("training targets", Shape(targets)),
            ("validation inputs", Shape(validationInputs)),
            ("validation targets", Shape(validationTargets)),
            ("batch size", Invariant(trainer.BatchSize)),
            ("seed", Invariant(trainer.Seed ?? Run.Seed)),
            ("monitored metric", run.History.Monitor.ToString()),
        ];
        (string, string)[] settings =
        [
            ("schedule", trainer.Schedule.ToString()),
            ("ClipNorm", Invariant(trainer.ClipNorm)),
            ("Patience", Invariant(trainer.Patience)),
            ("Shuffle", Invariant(trainer.Shuffle)),
            ("Augment", trainer.Augment is null ? "unset" : "set"),
            ("Frozen", Invariant(trainer.Frozen.Count)),
            ("epochs", Invariant(trainer.Epochs)),
        ];
        return new CheckpointFile(path, run, identity, settings, DataFigures(inputs, targets, validationInputs, validationTargets), Probe);

        static string Shape(Tensor? tensor) => tensor is null ? "none" : $"{tensor.dtype} ({string.Join(", ", tensor.shape)})";

        static string Invariant(object? value) => value is null ? "unset" : FormattableString.Invariant($"{value}");

        // Both calls draw the same numbers from torch; a loss that differs nevertheless cannot reveal another loss function.
        double Probe()
        {
            var (one, other) = (Once(), Once());
            return one.Equals(other) ? one : double.NaN;
        }

        double Once()
        {
            using var fixedStream = new RandomStream(0, Interruption.Of());
            var count = Math.Min(inputs.shape[0], 256);
            return trainer.Evaluate(inputs.narrow(0, 0, count), targets.narrow(0, 0, count)).Loss;
        }
    }

    private string Temporary => $"{_path}.{Environment.ProcessId}.tmp";

    /// <summary>
    /// Writes the state. The file appears whole or not at all; when it cannot be written, the one before stays and the history says so.
    /// </summary>
    public void Save()
    {
        var epoch = FormattableString.Invariant($"epoch {_run.History.Last.Epoch}");
        try
        {
            var probe = _probe();
            using (var file = File.Create(Temporary))
            {
                using var hash = SHA256.Create();
                using (var writer = new BinaryWriter(new CryptoStream(file, hash, CryptoStreamMode.Write, leaveOpen: true), Encoding.UTF8))
                {
                    Write(writer, probe);
                }

                file.Write(hash.Hash);
            }

            File.Move(Temporary, _path, overwrite: true);
            _run.History.CheckpointProblem = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _run.History.CheckpointProblem = $"the checkpoint of {epoch} could not be written: {e.Message}";
        }
        finally
        {
            Delete(Temporary);
        }
    }

    /// <summary>Continues from the file, if it is there.</summary>
    /// <exception cref="CheckpointException">The file is damaged or belongs to another training.</exception>
    public void Load()
    {
        if (!File.Exists(_path))
        {
            return;
        }

        var bytes = File.ReadAllBytes(_path);
        var content = bytes.AsSpan(0, Math.Max(0, bytes.Length - SHA256.HashSizeInBytes));
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(bytes.AsSpan(content.Length)))
        {
            throw new CheckpointException(_path, "The file is damaged or is not a checkpoint.");
        }

        using var reader = new BinaryReader(new MemoryStream(bytes, 0, content.Length), Encoding.UTF8);
        Read(reader);
    }

    /// <summary>
    /// Figures that tell data from other data and that rounding hardly changes: for each tensor the scale of the third figure, the
    /// sum of squares, and a sum in which each sample and each feature has its own weight.
    /// </summary>
    public static double[] DataFigures(params Tensor?[] tensors)
    {
        const int Slice = 1024;
        var figures = new List<double>();
        using var scope = NewDisposeScope();
        foreach (var tensor in tensors.OfType<Tensor>())
        {
            var (squares, weighted) = (0.0, 0.0);
            using var features = arange(tensor.numel() / tensor.shape[0], dtype: float64).add(1).sqrt().cos().add(2);
            for (long start = 0; start < tensor.shape[0]; start += Slice)
            {
                using var slice = NewDisposeScope();
                var rows = tensor.narrow(0, start, Math.Min(Slice, tensor.shape[0] - start)).cpu().to(float64);
                rows = rows.reshape(rows.shape[0], -1);
                var samples = arange(start + 1, start + 1 + rows.shape[0], dtype: float64) / tensor.shape[0];
                squares += rows.square().sum().ToDouble();
                weighted += rows.mv(features).dot(samples).ToDouble();
            }

            figures.AddRange([3 * Math.Sqrt(squares * tensor.numel()), squares, weighted]);
        }

        return [.. figures];
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be deleted stays; the checkpoint itself is whole.
        }
    }

    private void Write(BinaryWriter writer, double probe)
    {
        using var scope = NewDisposeScope();
        writer.Write(Magic);
        WritePairs(writer, _identity);
        WritePairs(writer, _settings);
        WritePairs(writer, OptimizerSettings().Select(s => (s.Name, s.Value)));
        WriteNumbers(writer, [.. _run.BaseRates]);
        WriteNumbers(writer, _data);
        writer.Write(probe);
        writer.Write(_run.History.Epochs.Count);
        foreach (var e in _run.History.Epochs)
        {
            foreach (
                var value in (double[])
                    [e.TrainLoss, e.TrainAccuracy, e.ValidationLoss, e.ValidationAccuracy, e.LearningRate, e.Seconds, e.SamplesPerSecond]
            )
            {
                writer.Write(value);
            }
        }

        WriteTensors(writer, _run.Model.state_dict());
        WriteTensors(writer, _run.Best);
        get_rng_state().Save(writer);
        _run.Order.get_state().Save(writer);
        _optimizer.save_state_dict(writer);
    }

    private void Read(BinaryReader reader)
    {
        if (reader.ReadString() != Magic)
        {
            throw new CheckpointException(_path, "The checkpoint was written by another version.");
        }

        var differences = new List<string>();
        foreach (var ((name, value), (_, found)) in _identity.Zip(ReadPairs(reader)))
        {
            if (found != value)
            {
                throw new CheckpointException(_path, $"It belongs to another training: its {name} {Be(name)} {found}, but here {value}.");
            }
        }

        foreach (var ((name, value), (_, found)) in _settings.Zip(ReadPairs(reader)))
        {
            Tell(name, value, found);
        }

        var kept = OptimizerSettings().ToList();
        var theirs = ReadPairs(reader);
        if (!kept.Select(s => s.Name).SequenceEqual(theirs.Select(s => s.Name)))
        {
            throw new CheckpointException(_path, "It belongs to a training with another optimizer.");
        }

        foreach (var (setting, (_, found)) in kept.Zip(theirs).Where(pair => pair.First.Value != pair.Second.Value))
        {
            // A switch decides which tensors the optimizer's state has.
            if (setting.Field.FieldType == typeof(bool?))
            {
                throw new CheckpointException(
                    _path,
                    $"It belongs to a training with another optimizer: its {setting.Name} is {found}, but here {setting.Value}."
                );
            }

            Tell(setting.Name, setting.Value, found);
        }

        Tell("learning rate", Words(_run.BaseRates), Words(ReadNumbers(reader)));
        SameData(ReadNumbers(reader));
        var probe = reader.ReadDouble();
        var epochs = new List<EpochResult>();
        for (var (i, count) = (0, reader.ReadInt32()); i < count; i++)
        {
            epochs.Add(
                new EpochResult(
                    i + 1,
                    reader.ReadDouble(),
                    reader.ReadDouble(),
                    reader.ReadDouble(),
                    reader.ReadDouble(),
                    reader.ReadDouble(),
                    reader.ReadDouble(),
                    reader.ReadDouble()
                )
            );
        }

        // The optimizer keeps the tensors that it reads, so no scope that ends here may dispose them; Fit's scope outlives the optimizer.
        var weights = ReadTensors(reader);
        var best = ReadTensors(reader);
        var state = _run.Model.state_dict();
        var missing = state.Keys.FirstOrDefault(name =>
            !weights.TryGetValue(name, out var t) || !t.shape.SequenceEqual(state[name].shape) || t.dtype != state[name].dtype
        );
        if (missing is not null || weights.Count != state.Count)
        {
            throw new CheckpointException(
                _path,
                $"It belongs to another model: {(missing is null ? "it has more parameters" : $"{missing} differs or is missing")}."
            );
        }

        SameLoss(probe, weights);
        using var generator = TensorExtensionMethods.Load(reader);
        using var order = TensorExtensionMethods.Load(reader);
        try
        {
            _optimizer.load_state_dict(reader);
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException or EndOfStreamException)
        {
            throw new CheckpointException(_path, $"It belongs to a training with another optimizer. {e.Message}", inner: e);
        }

        foreach (var (name, _, field, options, value) in kept)
        {
            field.SetValue(options, value);
        }

        _run.SetWeights(weights);
        foreach (var tensor in weights.Values)
        {
            tensor.Dispose();
        }

        set_rng_state(generator);
        _run.Order.set_state(order);
        _run.Resume(epochs, best);
        _run.History.Resumed = FormattableString.Invariant(
            $"resumed after epoch {epochs.Count}{(differences.Count > 0 ? " with " : "")}{string.Join(", ", differences)}"
        );

        void Tell(string name, string value, string found)
        {
            if (found != value)
            {
                differences.Add($"{name} {value} (was {found})");
            }
        }
    }

    private void SameData(double[] found)
    {
        var same = found.Length == _data.Length;
        for (var i = 0; same && i < _data.Length; i += 3)
        {
            same = Close(_data[i + 1], found[i + 1], _data[i + 1]) && Close(_data[i + 2], found[i + 2], _data[i]);
        }

        if (!same)
        {
            throw new CheckpointException(
                _path,
                "It belongs to another training: its training or validation data differ from these, though the shapes may be the same."
            );
        }

        static bool Close(double here, double there, double scale) => here.Equals(there) || Math.Abs(here - there) <= 1e-6 * scale;
    }

    /// <summary>
    /// Recognises another loss function by its value with the file's weights; the model's own weights are put back when it differs.
    /// </summary>
    private void SameLoss(double expected, Dictionary<string, Tensor> weights)
    {
        using var scope = NewDisposeScope();
        var own = _run.Model.state_dict().ToDictionary(kv => kv.Key, kv => kv.Value.detach().clone());
        double found;
        try
        {
            _run.SetWeights(weights);
            found = _probe();
        }
        finally
        {
            _run.SetWeights(own);
        }

        // Another processor rounds in other places, so equal losses differ by a little.
        if (Math.Abs(found - expected) > 1e-6 + (1e-3 * Math.Abs(expected)))
        {
            throw new CheckpointException(
                _path,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"It belongs to a training with another loss or forward pass: with its weights the first batch had the loss "
                        + $"{expected:0.######}, but here {found:0.######}."
                )
            );
        }
    }

    /// <summary>The numbers and switches with which the optimizer was made, the learning rates aside.</summary>
    private IEnumerable<(string Name, string Value, FieldInfo Field, object Options, object? Raw)> OptimizerSettings()
    {
        var groups = _run.Optimizer.ParamGroups.OfType<ParamGroup>().ToList();
        for (var i = 0; i < groups.Count; i++)
        {
            object options = groups[i].Options;
            foreach (
                var field in options
                    .GetType()
                    .GetFields(BindingFlags.Instance | BindingFlags.Public)
                    .OrderBy(f => f.Name, StringComparer.Ordinal)
            )
            {
                var raw = field.GetValue(options);
                var value =
                    raw is bool yes ? (yes ? "true" : "false")
                    : raw is null ? "unset"
                    : FormattableString.Invariant($"{raw}");
                yield return (
                    groups.Count == 1 ? field.Name : FormattableString.Invariant($"{field.Name} of group {i + 1}"),
                    value,
                    field,
                    options,
                    raw
                );
            }
        }
    }

    private static string Be(string name) => name.EndsWith('s') ? "are" : "is";

    private static string Words(IEnumerable<double> numbers) =>
        string.Join(" and ", numbers.Distinct().Select(x => FormattableString.Invariant($"{x:0.########}")));

    private static void WritePairs(BinaryWriter writer, IEnumerable<(string Name, string Value)> pairs)
    {
        var all = pairs.ToList();
        writer.Write(all.Count);
        foreach (var (name, value) in all)
        {
            writer.Write(name);
            writer.Write(value);
        }
    }

    private static List<(string Name, string Value)> ReadPairs(BinaryReader reader)
    {
        var pairs = new List<(string, string)>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            pairs.Add((reader.ReadString(), reader.ReadString()));
        }

        return pairs;
    }

    private static void WriteNumbers(BinaryWriter writer, double[] numbers)
    {
        writer.Write(numbers.Length);
        foreach (var number in numbers)
        {
            writer.Write(number);
        }
    }

    private static double[] ReadNumbers(BinaryReader reader)
    {
        var numbers = new double[reader.ReadInt32()];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = reader.ReadDouble();
        }

        return numbers;
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

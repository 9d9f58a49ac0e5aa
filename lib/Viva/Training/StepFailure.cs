using System.Runtime.InteropServices;
using TorchSharp.Modules;
using Viva.Runtime;
using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>What libtorch's refusal of a batch means in terms of the data that was given, where that is clear.</summary>
internal static class StepFailure
{
    /// <summary>Says what is wrong with the inputs, in one sentence with the next step; null where that is not clear.</summary>
    /// <param name="failure">What libtorch threw in the forward pass.</param>
    /// <param name="model">The model.</param>
    /// <param name="inputs">All inputs, before they were put in batches.</param>
    /// <param name="channelsLast">Whether pictures were reordered.</param>
    public static ArgumentException? OfInputs(ExternalException failure, nn.Module model, Tensor inputs, bool channelsLast) =>
        Inputs(failure, model, inputs, channelsLast) is { } said ? new ArgumentException(said, nameof(inputs), failure) : null;

    /// <summary>
    /// Says what is wrong with the targets, in one sentence with row or shape and the next step; null where that is not clear.
    /// </summary>
    /// <param name="failure">What libtorch threw in the loss.</param>
    /// <param name="targets">All targets, before they were put in batches.</param>
    /// <param name="outputs">The model's outputs for the batch.</param>
    public static ArgumentException? OfTargets(ExternalException failure, Tensor targets, Tensor outputs) =>
        Targets(failure, targets, outputs) is { } said ? new ArgumentException(said, nameof(targets), failure) : null;

    private static string? Inputs(ExternalException failure, nn.Module model, Tensor inputs, bool channelsLast)
    {
        if (TorchFailure.IsOfView(failure) && channelsLast && inputs.dim() == 4)
        {
            return "The model regroups features with view, which refuses the channels-last order in which pictures come to it. "
                + "Use reshape or flatten there, or set ChannelsLast = false.";
        }

        var weights = model.parameters().FirstOrDefault()?.dtype;
        var embeddings = model.modules().OfType<Embedding>().ToList();
        // A model may convert its inputs itself, and then fail for another reason.
        if (
            TorchFailure.IsOfTypes(failure)
            && weights is { } dtype
            && dtype != inputs.dtype
            && embeddings.Count == 0
            && (is_floating_point(dtype) || is_complex(dtype))
        )
        {
            var mend = inputs.dtype == ScalarType.Byte ? $"inputs.to({Name(dtype)}) / 255 for pictures" : $"inputs.to({Name(dtype)})";
            return $"The inputs are {Name(inputs.dtype)}, but the weights of the model are {Name(dtype)}. Pass {mend}.";
        }

        if (TorchFailure.IsOfEntry(failure) && !is_floating_point(inputs.dtype) && embeddings.Count > 0)
        {
            var entries = embeddings.Max(e => e.weight!.shape[0]);
            if (Outside(inputs, entries, ignored: null) is { } bad)
            {
                return $"The inputs hold {bad.Value} at [{bad.Place}], but the embedding has {entries} entries, 0 to {entries - 1}.";
            }
        }

        return null;
    }

    private static string? Targets(ExternalException failure, Tensor targets, Tensor outputs)
    {
        if (TorchFailure.IsOfManyTargets(failure) && targets.dim() > 1)
        {
            return $"The targets have shape ({string.Join(", ", targets.shape)}), but class numbers have shape (n)"
                + $"{(targets.shape[^1] == 1 ? $": pass targets.squeeze({targets.dim() - 1})" : "")}.";
        }

        if (is_integral(targets.dtype) && targets.dtype != ScalarType.Int64 && TorchFailure.IsOfTargetType(failure))
        {
            return $"The targets are {Name(targets.dtype)}, but class numbers must be int64. Pass targets.to(int64).";
        }

        if (
            targets.dtype == ScalarType.Int64
            && outputs.dim() >= 2
            && TorchFailure.IsOfClass(failure)
            && Outside(targets, outputs.shape[1], Metrics.ClassReading.Ignored) is { } bad
        )
        {
            return $"The targets hold class {bad.Value} at [{bad.Place}], but the model has {outputs.shape[1]} outputs, "
                + $"for the classes 0 to {outputs.shape[1] - 1}.";
        }

        return null;
    }

    /// <summary>The first value outside 0 to count - 1, and its indices.</summary>
    private static (long Value, string Place)? Outside(Tensor numbers, long count, int? ignored)
    {
        using var scope = NewDisposeScope();
        var flat = numbers.flatten().to(int64);
        var bad = flat.lt(0) | flat.ge(count);
        if (ignored is { } value)
        {
            bad &= flat.ne(value);
        }

        if (!bad.any().item<bool>())
        {
            return null;
        }

        var at = bad.to(int8).argmax().item<long>();
        var (place, rest) = (new long[numbers.dim()], at);
        for (var i = place.Length - 1; i >= 0; i--)
        {
            (rest, place[i]) = Math.DivRem(rest, numbers.shape[i]);
        }

        return (flat[at].item<long>(), string.Join(", ", place));
    }

    /// <summary>The type as cells write it.</summary>
    private static string Name(ScalarType type) =>
        type switch
        {
            ScalarType.Byte => "uint8",
            _ => type.ToString().ToLowerInvariant(),
        };
}

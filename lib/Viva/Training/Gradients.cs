using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>The gradients of one step.</summary>
internal static class Gradients
{
    /// <summary>Scales the gradients down to a norm, if one is given, unless one is not finite; returns that one's name.</summary>
    /// <param name="parameters">The trained parameters.</param>
    /// <param name="clipNorm">The largest Euclidean norm over all gradients; null for no limit.</param>
    public static string? NotFinite(List<(string Name, Parameter Parameter)> parameters, double? clipNorm)
    {
        var sum = 0.0;
        foreach (var (_, parameter) in parameters)
        {
            if (parameter.grad is { } gradient)
            {
                sum += gradient.sum().ToDouble();
            }
        }

        if (!double.IsFinite(sum))
        {
            var culprit = parameters.FirstOrDefault(p => p.Parameter.grad is { } gradient && !gradient.isfinite().all().item<bool>());
            if (culprit.Name is not null)
            {
                return culprit.Name;
            }
        }

        // A norm beyond the range of numbers would scale every gradient to 0.
        return clipNorm is { } norm && !double.IsFinite(nn.utils.clip_grad_norm_(parameters.Select(p => p.Parameter), norm))
            ? "all parameters together"
            : null;
    }
}

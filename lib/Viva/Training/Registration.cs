using System.Reflection;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>
/// Finds layers that a model holds in a field and does not list among its modules: they compute, but no optimizer ever sees their weights,
/// and the model learns badly without a word.
/// </summary>
internal static class Registration
{
    /// <exception cref="ArgumentException">A field holds weights that <c>model.parameters()</c> does not list.</exception>
    internal static void Require(nn.Module model)
    {
        nn.Module[] modules = [model, .. model.modules()];
        HashSet<nn.Module> known = [.. modules];
        HashSet<IntPtr> weights = [.. model.parameters().Select(parameter => parameter.Handle)];
        foreach (var module in modules)
        {
            foreach (var field in FieldsOf(module.GetType()))
            {
                var value = field.GetValue(module);
                var (lost, step) = value switch
                {
                    nn.Module layer => (IsLost(layer), "call RegisterComponents() at the end of its constructor"),
                    IEnumerable<nn.Module> layers => (layers.Any(IsLost), "make it a ModuleList and call RegisterComponents()"),
                    Parameter weight => (!weights.Contains(weight.Handle), "call RegisterComponents() at the end of its constructor"),
                    _ => (false, ""),
                };
                if (lost)
                {
                    throw new ArgumentException(
                        $"{module.GetType().Name} holds weights in {NameOf(field)} that its parameters() does not list, so they would "
                            + $"never be trained: {step}.",
                        nameof(model)
                    );
                }
            }
        }

        // A frozen network that a loss looks through may stay outside.
        bool IsLost(nn.Module layer) =>
            layer is not null
            && !known.Contains(layer)
            && layer.parameters().Any(weight => weight.requires_grad && !weights.Contains(weight.Handle));
    }

    // The fields that the author of the model wrote; TorchSharp's own modules know what they hold.
    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var t = type; t is not null && t.Assembly != typeof(nn.Module).Assembly; t = t.BaseType)
        {
            foreach (var field in t.GetFields(Own))
            {
                yield return field;
            }
        }
    }

    // What a primary constructor or a property holds is in a field named <name>...
    private static string NameOf(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
}

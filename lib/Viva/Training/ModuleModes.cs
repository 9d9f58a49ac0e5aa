using static TorchSharp.torch;

namespace Viva.Training;

/// <summary>Whether each module of a model is in training mode: a frozen layer inside a model that trains must stay frozen.</summary>
internal sealed class ModuleModes
{
    private readonly List<(nn.Module Module, bool Training)> _modes = [];

    public ModuleModes(nn.Module model) => Add(model);

    /// <summary>Puts back the mode of each module.</summary>
    public void Restore()
    {
        // train() sets the modules inside too, and those come later.
        foreach (var (module, training) in _modes)
        {
            module.train(training);
        }
    }

    private void Add(nn.Module module)
    {
        _modes.Add((module, module.training));
        foreach (var child in module.children())
        {
            Add(child);
        }
    }
}

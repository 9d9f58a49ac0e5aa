using System.Globalization;
using Viva.Display.Charts;
using static TorchSharp.torch;

namespace Viva.Data;

/// <summary>Labelled pictures, split for training and for the final test.</summary>
/// <param name="Name">The name in the catalogue, such as <c>mnist</c>.</param>
/// <param name="Origin">Whether this is the published data or a built-in substitute.</param>
/// <param name="Train">The pictures to learn from.</param>
/// <param name="Test">The pictures to measure on.</param>
/// <param name="ClassNames">A name for each class, in the order of the labels.</param>
public sealed record ImageDataset(string Name, DataOrigin Origin, ImageSplit Train, ImageSplit Test, IReadOnlyList<string> ClassNames)
    : IDataset
{
    /// <inheritdoc/>
    public object Sample()
    {
        using var scope = NewDisposeScope();
        var shown = Evenly.Pick([.. Enumerable.Range(0, Train.Count)], 60).Select(i => (long)i).ToArray();
        var names = shown.Select(i => ClassNames[(int)Train.Labels[i].item<long>()]);
        return Plot.Images(Train.Images[tensor(shown)], names, columns: 10, title: ToString());
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} ({(Origin == DataOrigin.Real ? "real" : "built-in")}): {Train.Count:N0} pictures for training, "
                + $"{Test.Count:N0} for the test, {ClassNames.Count} classes"
        );
}

using System.Globalization;
using Viva.Data.Generated.Faces;
using Viva.Display.Charts;
using static TorchSharp.torch;

namespace Viva.Data;

/// <summary>Portraits with labelled attributes, split for training and for the final test.</summary>
/// <param name="Name">The name in the catalogue, such as <c>faces</c>.</param>
/// <param name="Origin">Whether these are photographs or drawn here.</param>
/// <param name="Train">The portraits to learn from.</param>
/// <param name="Test">The portraits to measure on.</param>
public sealed record FaceDataset(string Name, DataOrigin Origin, FaceSplit Train, FaceSplit Test) : IDataset
{
    /// <inheritdoc/>
    public object Sample()
    {
        using var scope = NewDisposeScope();
        var shown = Evenly.Pick([.. Enumerable.Range(0, Train.Count)], 60).Select(i => (long)i).ToArray();
        return Plot.Images(
            Train.Images[tensor(shown)],
            shown.Select(i => Caption(Train.Faces[(int)i])),
            columns: 6,
            title: ToString(),
            size: 128
        );
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} ({(Origin == DataOrigin.Real ? "real" : "built-in")}): {Train.Count:N0} portraits for training, "
                + $"{Test.Count:N0} for the test"
        );

    private static string Caption(Face face)
    {
        var hair = face.Hair == FaceHair.Bald ? $"bald, {face.HairColour} brows" : $"{face.Hair} {face.HairColour} hair";
        var glasses = face.Glasses == FaceGlasses.None ? "" : $", {face.Glasses} glasses";
        return $"{face.Skin} skin, {hair}{glasses}, {face.Mouth}".ToLowerInvariant();
    }
}

using Viva.Data.Records;
using Viva.Display.Charts;

namespace Viva.Data;

/// <summary>Iris flowers of three species, in two fixed parts.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Origin">Always built-in: 150 rows are typed in here.</param>
/// <param name="Train">120 flowers to learn from, 40 of each species.</param>
/// <param name="Test">30 flowers kept for the final judgement, 10 of each.</param>
/// <param name="ClassNames">The three species.</param>
public sealed record IrisDataset(string Name, DataOrigin Origin, IrisFlower[] Train, IrisFlower[] Test, IReadOnlyList<string> ClassNames)
    : IDataset
{
    /// <inheritdoc/>
    public object Sample() =>
        Plot.Scatter(
            ClassNames
                .Select(species => Train.Where(flower => flower.Species == species).ToArray())
                .Select(group =>
                    Series.Of(group[0].Species, group.Select(flower => flower.PetalLength), group.Select(flower => flower.PetalWidth))
                ),
            ToString(),
            "petal length (cm)",
            "petal width (cm)"
        );

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name} (built-in): {Train.Length} flowers for training, {Test.Length} for the test, {ClassNames.Count} species";
}

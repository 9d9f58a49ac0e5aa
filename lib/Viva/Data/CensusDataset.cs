using System.Globalization;
using Viva.Data.Records;
using Viva.Display;

namespace Viva.Data;

/// <summary>Adults with their attributes and whether their income is above 50,000 dollars a year, in two fixed parts.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Origin">Whether these are the published rows or the built-in ones.</param>
/// <param name="Train">The rows to learn from.</param>
/// <param name="Test">The rows kept for the final judgement.</param>
public sealed record CensusDataset(string Name, DataOrigin Origin, CensusRecord[] Train, CensusRecord[] Test) : IDataset
{
    /// <inheritdoc/>
    public object Sample() => Table.Of(Evenly.Pick(Train, 30)).WithCaption(ToString());

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} ({(Origin == DataOrigin.Real ? "real" : "built-in")}): {Train.Length:N0} rows for training, "
                + $"{Test.Length:N0} for the test"
        );
}

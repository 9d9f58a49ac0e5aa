using System.Globalization;
using Viva.Data.Records;
using Viva.Display;

namespace Viva.Data;

/// <summary>Opinions with their verdicts, in two fixed parts.</summary>
/// <param name="Name">The name in the catalogue.</param>
/// <param name="Origin">Whether this is the published data or written here.</param>
/// <param name="Train">The reviews to learn from.</param>
/// <param name="Test">The reviews kept for the final judgement.</param>
public sealed record ReviewDataset(string Name, DataOrigin Origin, Review[] Train, Review[] Test) : IDataset
{
    /// <inheritdoc/>
    public object Sample()
    {
        var table = new Table("Verdict", "Domain", "Text").WithCaption(ToString());
        foreach (var review in Evenly.Pick(Train, 30))
        {
            table.Add(
                review.Positive ? "positive" : "negative",
                review.Domain,
                review.Text.Length <= 300 ? review.Text : review.Text[..300] + "..."
            );
        }

        return table;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} ({(Origin == DataOrigin.Real ? "real" : "built-in")}): {Train.Length:N0} reviews for training, "
                + $"{Test.Length:N0} for the test"
        );
}

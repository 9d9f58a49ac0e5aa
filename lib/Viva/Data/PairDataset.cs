using System.Globalization;
using Viva.Data.Records;
using Viva.Display;

namespace Viva.Data;

/// <summary>Sentences with their translations, in three fixed parts that share no sentence.</summary>
/// <param name="Name">The name in the catalogue.</param>
/// <param name="Origin">Whether this is the published data or made here.</param>
/// <param name="SourceLanguage">The language of the sources, such as <c>English</c>.</param>
/// <param name="TargetLanguage">The language of the targets.</param>
/// <param name="Train">The pairs to learn from.</param>
/// <param name="Validation">The pairs to make choices by.</param>
/// <param name="Test">The pairs kept for the final judgement.</param>
public sealed record PairDataset(
    string Name,
    DataOrigin Origin,
    string SourceLanguage,
    string TargetLanguage,
    SentencePair[] Train,
    SentencePair[] Validation,
    SentencePair[] Test
) : IDataset
{
    /// <inheritdoc/>
    public object Sample()
    {
        var table = new Table(SourceLanguage, TargetLanguage).WithCaption(ToString());
        foreach (var pair in Evenly.Pick(Train, 30))
        {
            table.Add(pair.Source, pair.Target);
        }

        return table;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} ({(Origin == DataOrigin.Real ? "real" : "built-in")}): {Train.Length:N0} pairs for training, "
                + $"{Validation.Length:N0} for validation, {Test.Length:N0} for the test"
        );
}

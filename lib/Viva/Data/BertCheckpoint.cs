using System.Globalization;
using Viva.Data.Formats;
using Viva.Display;

namespace Viva.Data;

/// <summary>A pre-trained BERT as published: its shape, its vocabulary and its weights as bytes.</summary>
/// <param name="Name">The name in the catalogue, such as <c>bert-tiny</c>.</param>
/// <param name="Origin">Whether this is the published model.</param>
/// <param name="Config">The model's shape.</param>
/// <param name="Vocabulary">The word pieces in the order of their numbers; a piece that goes on a word begins with <c>##</c>.</param>
/// <param name="WeightsFile">
/// The published name of the weights, which says their format: <c>model.safetensors</c> or <c>pytorch_model.bin</c>.
/// </param>
/// <param name="Weights">The content of that file.</param>
public sealed record BertCheckpoint(
    string Name,
    DataOrigin Origin,
    BertConfig Config,
    IReadOnlyList<string> Vocabulary,
    string WeightsFile,
    ReadOnlyMemory<byte> Weights
) : IDataset
{
    /// <inheritdoc/>
    public object Sample()
    {
        var table = new Table("Number", "Piece").WithCaption(ToString());
        foreach (var number in Evenly.Pick([.. Enumerable.Range(0, Vocabulary.Count)], 30))
        {
            table.Add(number, Vocabulary[number]);
        }

        return table;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: {Config.Layers} layers of {Config.HiddenSize} with {Config.Heads} heads, {Vocabulary.Count:N0} word "
                + $"pieces, weights of {ByteSize.Text(Weights.Length)} ({WeightsFile})"
        );
}

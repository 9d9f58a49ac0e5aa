using Viva.Data.Download;
using Viva.Data.Formats;

namespace Viva.Data;

public static partial class Datasets
{
    private static readonly string[] BertSizes = ["tiny", "mini", "small", "medium", "base"];

    /// <summary>
    /// A pre-trained English BERT, uncased, with its vocabulary. The sizes (Turc et al. 2019; base: Devlin et al. 2019), as layers x width,
    /// and their downloads: tiny 2 x 128, 18 MB; mini 4 x 256, 45 MB; small 4 x 512, 116 MB; medium 8 x 512, 167 MB; base 12 x 768, 440 MB.
    /// The weights of base are safetensors, the others PyTorch's own format.
    /// </summary>
    /// <param name="size">One of the five names.</param>
    /// <exception cref="ArgumentException">There is no such size.</exception>
    /// <exception cref="DataException">It cannot be had, or its files contradict each other.</exception>
    public static BertCheckpoint Bert(string size = "tiny") => Bert(KernelStore.Open(), size);

    internal static BertCheckpoint Bert(DataStore store, string size)
    {
        if (!BertSizes.Contains(size))
        {
            throw new ArgumentException($"'{size}' is not a size of BERT; there are {string.Join(", ", BertSizes)}.", nameof(size));
        }

        var fetched = store.Fetch("bert-" + size);
        if (!fetched.Found)
        {
            throw Missing(fetched);
        }

        var config = BertConfig.Read(fetched["config.json"], "config.json");
        var vocabulary = TextLines
            .Utf8(fetched["vocab.txt"].Span, "vocab.txt")
            .TrimEnd('\n')
            .Split('\n')
            .Select(piece => piece.TrimEnd('\r'))
            .ToArray();
        if (vocabulary.Length != config.VocabularySize)
        {
            throw new DataException(
                "vocab.txt",
                $"has {vocabulary.Length} word pieces where config.json says {config.VocabularySize}",
                "Delete both, and they are fetched again."
            );
        }

        var weights = fetched.Files.Single(file => file.File.Name is "model.safetensors" or "pytorch_model.bin");
        var model = new BertCheckpoint(fetched.Set.Name, DataOrigin.Real, config, vocabulary, weights.File.Name, weights.Payload);
        AnnounceReal(
            fetched,
            FormattableString.Invariant($"{config.Layers} layers of {config.HiddenSize}, {vocabulary.Length:N0} word pieces")
        );
        return model;
    }
}

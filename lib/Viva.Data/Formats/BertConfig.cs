using System.Text.Json;

namespace Viva.Data.Formats;

/// <summary>The shape of a BERT model, from its published <c>config.json</c>.</summary>
/// <param name="Layers">Transformer blocks (<c>num_hidden_layers</c>).</param>
/// <param name="HiddenSize">Length of a token's vector (<c>hidden_size</c>).</param>
/// <param name="Heads">Attention heads in a block (<c>num_attention_heads</c>).</param>
/// <param name="InnerSize">Width of the feed-forward layer (<c>intermediate_size</c>).</param>
/// <param name="Positions">The longest input in tokens (<c>max_position_embeddings</c>).</param>
/// <param name="VocabularySize">Word pieces (<c>vocab_size</c>).</param>
/// <param name="Json">The whole file, for whatever else a user needs.</param>
public sealed record BertConfig(int Layers, int HiddenSize, int Heads, int InnerSize, int Positions, int VocabularySize, string Json)
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="DataException">It is no JSON object, or a number is missing or out of range.</exception>
    public static BertConfig Read(ReadOnlyMemory<byte> bytes, string file)
    {
        var json = TextLines.Utf8(bytes.Span, file);
        try
        {
            using var document = JsonDocument.Parse(json);
            int Number(string name) =>
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(name, out var value)
                && value.ValueKind == JsonValueKind.Number
                && value.TryGetInt32(out var number)
                && number is > 0 and < 1_000_000
                    ? number
                    : throw new DataException(
                        file,
                        $"'{name}' is missing or not a number from 1 to 999999",
                        "Delete it, and it is fetched again."
                    );
            return new BertConfig(
                Number("num_hidden_layers"),
                Number("hidden_size"),
                Number("num_attention_heads"),
                Number("intermediate_size"),
                Number("max_position_embeddings"),
                Number("vocab_size"),
                json
            );
        }
        catch (JsonException exception)
        {
            throw new DataException(
                file,
                $"is not JSON ({exception.Message.TrimEnd('.')})",
                "Delete it, and it is fetched again.",
                innerException: exception
            );
        }
    }
}

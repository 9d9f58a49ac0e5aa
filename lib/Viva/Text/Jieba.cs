using JiebaNet.Segmenter;

namespace Viva.Text;

/// <summary>
/// Chinese word segmentation by the package jieba.NET: the most probable cut by the frequencies of its dictionary of 350,000 words, and a
/// hidden Markov model for what is not in it. Its dictionary lies beside the library.
/// </summary>
public static class Jieba
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(typeof(Jieba).Assembly.Location)!, "jieba");

    private static readonly Lazy<JiebaSegmenter> Segmenter = new(() =>
    {
        ConfigManager.ConfigFileBaseDir = Folder; // by default it looks beside the program, which in a notebook is the kernel
        return new JiebaSegmenter();
    });

    private static readonly Lazy<IReadOnlySet<string>> AllWords = new(() =>
        File.ReadLines(Path.Combine(Folder, "dict.txt")).Select(line => line.Split(' ')[0]).ToHashSet()
    );

    /// <summary>The words of its dictionary.</summary>
    public static IReadOnlySet<string> Dictionary => AllWords.Value;

    /// <summary>
    /// The words of a text, whose concatenation is the text. Half surrogate pairs, into which the package cuts characters beyond 16 bits
    /// (an emoji, a rare Chinese character), are joined again.
    /// </summary>
    /// <param name="text">Any text; an empty one has no words.</param>
    public static string[] Cut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new List<string>();
        foreach (var word in text.Length == 0 ? [] : Segmenter.Value.Cut(text))
        {
            if (words.Count > 0 && char.IsHighSurrogate(words[^1][^1]) && char.IsLowSurrogate(word[0]))
            {
                words[^1] += word;
            }
            else
            {
                words.Add(word);
            }
        }

        return [.. words];
    }
}

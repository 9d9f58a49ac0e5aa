using Viva.Data.Formats;
using Viva.Data.Records;

namespace Viva.Data.Generated.Tables;

/// <summary>
/// Reviews in one or two sentences, written for this library: half content and half not, on films, books, restaurants and more. Of each
/// verdict and domain every fifth review is for the test.
/// </summary>
public static class WrittenReviews
{
    /// <summary>The English ones.</summary>
    public static (Review[] Train, Review[] Test) English() => Resource("reviews-english.tsv");

    /// <summary>The Chinese ones (simplified characters), which translate none of the English.</summary>
    public static (Review[] Train, Review[] Test) Chinese() => Resource("reviews-chinese.tsv");

    /// <summary>
    /// Reads reviews from tab-separated lines (verdict <c>+</c> or <c>-</c>, domain, trait, text, under a header line) in file order. A
    /// review's part depends on the lines before it alone, so a line added at the end moves no other.
    /// </summary>
    /// <exception cref="DataException">A line is not in this form.</exception>
    internal static (Review[] Train, Review[] Test) Read(ReadOnlySpan<byte> utf8, string source)
    {
        var table = CsvTable.Parse(utf8, source, new CsvFormat { Separator = '\t' });
        var verdicts = table.Flags("verdict", ["+"], ["-"]);
        var (domains, traits, texts) = (Filled(table, "domain", source), Filled(table, "trait", source), Filled(table, "text", source));

        var (train, test) = (new List<Review>(), new List<Review>());
        var seen = new Dictionary<(bool, string), int>();
        for (var row = 0; row < table.RowCount; row++)
        {
            var count = seen[(verdicts[row], domains[row])] = seen.GetValueOrDefault((verdicts[row], domains[row])) + 1;
            (count % 5 == 0 ? test : train).Add(new Review(texts[row], verdicts[row], domains[row], traits[row]));
        }

        return ([.. train], [.. test]);
    }

    private static string[] Filled(CsvTable table, string column, string source) =>
        [
            .. table
                .Texts(column)
                .Select(
                    (field, row) =>
                        field ?? throw new DataException(source, $"review {row + 1}, column '{column}': empty", "Complete the line.")
                ),
        ];

    private static (Review[] Train, Review[] Test) Resource(string name)
    {
        using var stream = typeof(WrittenReviews).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read(bytes, name);
    }
}

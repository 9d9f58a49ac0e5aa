using Viva.Data.Download;
using Viva.Data.Formats;

namespace Viva.Data;

public static partial class Datasets
{
    /// <summary>
    /// English sentences with their Chinese translations, by the contributors of tatoeba.org (about 29,000 pairs). The parts are fixed and
    /// share no sentence. When it cannot be had: the pairs of <see cref="Phrases"/>, and the line shown says so.
    /// </summary>
    /// <exception cref="DataException">Its text is damaged.</exception>
    public static PairDataset TatoebaChinese() => TatoebaChinese(KernelStore.Open());

    internal static PairDataset TatoebaChinese(DataStore store)
    {
        var fetched = store.Fetch("tatoeba-cmn-eng");
        if (fetched.Found)
        {
            return Pairs(fetched, "Chinese", "cmn.txt");
        }

        var phrases = PhrasePairs(fetched.Set.Name, 20000, 1000, 2000, seed: 1);
        AnnounceSubstitute(fetched, "Sentences of a grammar", PairCounts(phrases));
        return phrases;
    }

    /// <summary>
    /// English sentences with their French translations, by the contributors of tatoeba.org (over 160,000 pairs). The parts are fixed and
    /// share no sentence.
    /// </summary>
    /// <exception cref="DataException">It cannot be had, or its text is damaged.</exception>
    public static PairDataset TatoebaFrench() => TatoebaFrench(KernelStore.Open());

    internal static PairDataset TatoebaFrench(DataStore store) => Pairs(store.Fetch("tatoeba-fra-eng"), "French", "fra.txt");

    private static PairDataset Pairs(FetchedSet fetched, string language, string file)
    {
        if (!fetched.Found)
        {
            throw Missing(fetched);
        }

        var (train, validation, test) = TatoebaFile.Split(TatoebaFile.Read(fetched[file].Span, file));
        var dataset = new PairDataset(fetched.Set.Name, DataOrigin.Real, "English", language, train, validation, test);
        AnnounceReal(fetched, PairCounts(dataset));
        return dataset;
    }

    private static string PairCounts(PairDataset pairs) =>
        FormattableString.Invariant($"{pairs.Train.Length:N0} + {pairs.Validation.Length:N0} + {pairs.Test.Length:N0} sentence pairs");
}

namespace Viva.Data;

public static partial class Datasets
{
    /// <summary>
    /// English sentences with their Chinese translations, by the contributors of tatoeba.org (about 29,000 pairs). The parts are fixed and
    /// share no sentence.
    /// </summary>
    /// <exception cref="DataException">It cannot be had, or its text is damaged.</exception>
    public static PairDataset TatoebaChinese() => TatoebaChinese(DataStore.FromEnvironment());

    internal static PairDataset TatoebaChinese(DataStore store) => Pairs(store.Fetch("tatoeba-cmn-eng"), "Chinese", "cmn.txt");

    /// <summary>
    /// English sentences with their French translations, by the contributors of tatoeba.org (over 160,000 pairs). The parts are fixed and
    /// share no sentence.
    /// </summary>
    /// <exception cref="DataException">It cannot be had, or its text is damaged.</exception>
    public static PairDataset TatoebaFrench() => TatoebaFrench(DataStore.FromEnvironment());

    internal static PairDataset TatoebaFrench(DataStore store) => Pairs(store.Fetch("tatoeba-fra-eng"), "French", "fra.txt");

    private static PairDataset Pairs(FetchedSet fetched, string language, string file)
    {
        if (!fetched.Found)
        {
            throw Missing(fetched);
        }

        var (train, validation, test) = TatoebaFile.Split(TatoebaFile.Read(fetched[file].Span, file));
        var dataset = new PairDataset(fetched.Set.Name, DataOrigin.Real, "English", language, train, validation, test);
        AnnounceReal(fetched, FormattableString.Invariant($"{train.Length:N0} + {validation.Length:N0} + {test.Length:N0} sentence pairs"));
        return dataset;
    }
}

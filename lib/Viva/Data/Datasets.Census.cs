using Viva.Data.Download;
using Viva.Data.Formats;
using Viva.Data.Generated.Tables;

namespace Viva.Data;

public static partial class Datasets
{
    /// <summary>
    /// Census income (Becker and Kohavi 1996): 32,561 + 16,281 adults of the USA in 1994 and whether their income was above 50,000 dollars.
    /// When it cannot be had: 20,000 + 10,000 rows of <see cref="HouseholdGenerator"/>, and the line shown says so.
    /// </summary>
    /// <exception cref="DataException">A file that passed its checksum cannot be read as a table.</exception>
    public static CensusDataset Census() => Census(KernelStore.Open());

    internal static CensusDataset Census(DataStore store)
    {
        var fetched = store.Fetch("adult");
        if (!fetched.Found)
        {
            var made = HouseholdRows("adult", 20000, 10000, seed: 1);
            AnnounceSubstitute(fetched, "Invented households", Rows(made));
            return made;
        }

        var census = new CensusDataset(
            fetched.Set.Name,
            DataOrigin.Real,
            CensusFile.Read(fetched["adult.data"].Span, "adult.data"),
            CensusFile.Read(fetched["adult.test"].Span, "adult.test")
        );
        AnnounceReal(fetched, Rows(census));
        return census;
    }

    /// <summary>
    /// The built-in table of invented households in the form of the census, with a documented bias in its labels (see
    /// <see cref="HouseholdGenerator"/>).
    /// </summary>
    /// <param name="train">How many rows to learn from.</param>
    /// <param name="test">How many rows to measure on.</param>
    /// <param name="seed">Which people.</param>
    public static CensusDataset Households(int train = 20000, int test = 10000, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(train);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(test);
        var made = HouseholdRows("households", train, test, seed);
        new DatasetNotice(
            "households",
            "Invented households",
            DataOrigin.BuiltIn,
            Rows(made),
            FormattableString.Invariant($"Made by this library from seed {seed}")
        ).Announce();
        return made;
    }

    private static CensusDataset HouseholdRows(string name, int train, int test, int seed)
    {
        var people = HouseholdGenerator.Make(train + test, seed);
        return new CensusDataset(name, DataOrigin.BuiltIn, people[..train], people[train..]);
    }

    private static string Rows(CensusDataset data) => FormattableString.Invariant($"{data.Train.Length:N0} + {data.Test.Length:N0} rows");
}

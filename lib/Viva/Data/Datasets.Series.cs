using Viva.Data.Download;
using Viva.Data.Formats;
using Viva.Data.Generated.Tables;
using Viva.Data.Records;

namespace Viva.Data;

public static partial class Datasets
{
    private const int EttHours = 17420;

    /// <summary>
    /// Passengers of international airlines by month, 1949 to 1960, in thousands (Box, Jenkins and Reinsel's series G): 144 rows, a trend
    /// and a season of 12 that grows with it. The published figures are typed in here, so there is nothing to download.
    /// </summary>
    public static SeriesDataset Airline() => Fact("airline", "Airline passengers 1949-1960", Facts.Airline(), season: 12);

    /// <summary>
    /// The yearly sunspot number, 1700 to 2008 (version 1 of the international series, as published until 2015): 309 rows with cycles of
    /// about 11 years. The published figures are typed in here, so there is nothing to download.
    /// </summary>
    public static SeriesDataset YearlySunspots() =>
        Fact("sunspots-yearly", "Yearly sunspot numbers 1700-2008", Facts.YearlySunspots(), season: 11);

    /// <summary>Monthly sunspot numbers, 1749 to 1983: 2,820 rows with cycles of about 11 years (a season of 132).</summary>
    /// <exception cref="DataException">It cannot be had; <see cref="YearlySunspots"/> needs no download.</exception>
    public static SeriesDataset Sunspots() => Sunspots(KernelStore.Open());

    internal static SeriesDataset Sunspots(DataStore store)
    {
        var fetched = store.Fetch("sunspots");
        return fetched.Found
            ? RealSeries(fetched, "monthly-sunspots.csv", "Month", "yyyy-MM", 132, "Sunspots")
            : throw Missing(fetched, " (Datasets.YearlySunspots() has the yearly numbers without a download)");
    }

    /// <summary>
    /// Daily minimum temperatures in Melbourne, 1981 to 1990, in degrees Celsius: 3,650 rows (leap days are left out). When it cannot be
    /// had: invented weather of the same kind, and the line shown says so.
    /// </summary>
    /// <exception cref="DataException">A file that passed its checksum cannot be read.</exception>
    public static SeriesDataset MelbourneTemperatures() => MelbourneTemperatures(KernelStore.Open());

    internal static SeriesDataset MelbourneTemperatures(DataStore store)
    {
        var fetched = store.Fetch("melbourne-temperatures");
        if (fetched.Found)
        {
            return RealSeries(fetched, "daily-min-temperatures.csv", "Date", "yyyy-MM-dd", 365, "Temp");
        }

        var (times, celsius) = DailyTemperature.Make(3650, seed: 1);
        AnnounceSubstitute(fetched, "Invented temperatures", FormattableString.Invariant($"{times.Length:N0} rows"));
        return SeriesDataset.InTenths(fetched.Set.Name, DataOrigin.BuiltIn, times, [new SeriesColumn("Temp", celsius)], 365);
    }

    /// <summary>
    /// ETTh1 (Zhou et al. 2021): six loads and the oil temperature (<c>OT</c>) of an electricity transformer, hourly for two years, 17,420
    /// rows; the parts are the usual 12, 4 and 4 months. When it cannot be had: an invented station
    /// with the same columns, and the line shown says so.
    /// </summary>
    /// <exception cref="DataException">The file cannot be read as such a table.</exception>
    public static SeriesDataset EttH1() => Ett(KernelStore.Open(), 1);

    /// <summary>ETTh2: the same as <see cref="EttH1"/> at another station.</summary>
    /// <exception cref="DataException">The file cannot be read as such a table.</exception>
    public static SeriesDataset EttH2() => Ett(KernelStore.Open(), 2);

    internal static SeriesDataset Ett(DataStore store, int station)
    {
        var fetched = store.Fetch(FormattableString.Invariant($"etth{station}"));
        if (fetched.Found)
        {
            var file = FormattableString.Invariant($"ETTh{station}.csv");
            return InEttMonths(RealSeries(fetched, file, "date", "yyyy-MM-dd HH:mm:ss", 24, HourlyLoad.Columns));
        }

        var (times, columns) = HourlyLoad.Make(EttHours, station);
        AnnounceSubstitute(fetched, "Invented loads", FormattableString.Invariant($"{times.Length:N0} rows"));
        return InEttMonths(SeriesDataset.InTenths(fetched.Set.Name, DataOrigin.BuiltIn, times, columns, 24));
    }

    /// <summary>
    /// Fisher's iris: 150 flowers of three species, typed in as Fisher printed them in 1936, so there
    /// is nothing to download. The test is every fifth flower.
    /// </summary>
    public static IrisDataset Iris()
    {
        var parts = Facts.Iris().Select((flower, i) => (flower, IsTest: i % 5 == 4)).ToLookup(pair => pair.IsTest, pair => pair.flower);
        new DatasetNotice("iris", "Fisher's iris", DataOrigin.BuiltIn, "120 + 30 flowers", "The published figures, typed in").Announce();
        return new IrisDataset("iris", DataOrigin.BuiltIn, [.. parts[false]], [.. parts[true]], ["setosa", "versicolor", "virginica"]);
    }

    private static SeriesDataset Fact(string name, string title, (DateTime[] Times, IReadOnlyList<SeriesColumn> Columns) table, int season)
    {
        new DatasetNotice(
            name,
            title,
            DataOrigin.BuiltIn,
            FormattableString.Invariant($"{table.Times.Length} rows"),
            "The published figures, typed in"
        ).Announce();
        return SeriesDataset.InTenths(name, DataOrigin.BuiltIn, table.Times, table.Columns, season);
    }

    private static SeriesDataset RealSeries(
        FetchedSet fetched,
        string file,
        string timeColumn,
        string format,
        int season,
        params string[] columns
    )
    {
        var (times, values) = SeriesFile.Read(fetched[file].Span, file, timeColumn, format, columns);
        AnnounceReal(fetched, FormattableString.Invariant($"{times.Length:N0} rows"));
        return SeriesDataset.InTenths(fetched.Set.Name, DataOrigin.Real, times, values, season);
    }

    /// <summary>The parts that papers use: months of 30 days, what is left over at the end unused.</summary>
    private static SeriesDataset InEttMonths(SeriesDataset series)
    {
        const int month = 30 * 24;
        return series.Count >= 20 * month
            ? series with
            {
                Train = ..(12 * month),
                Validation = (12 * month)..(16 * month),
                Test = (16 * month)..(20 * month),
            }
            : series; // a cut table; its tenths do
    }
}

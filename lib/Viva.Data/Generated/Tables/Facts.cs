using Viva.Data.Formats;
using Viva.Data.Records;

namespace Viva.Data.Generated.Tables;

/// <summary>Public facts typed in as tables: <c>data/builtin/*.csv</c>, which Viva.dll carries as resources.</summary>
public static class Facts
{
    /// <summary>Box, Jenkins and Reinsel's series G: passengers of international airlines by month, 1949 to 1960, in thousands.</summary>
    public static (DateTime[] Times, IReadOnlyList<SeriesColumn> Columns) Airline() =>
        SeriesFile.Read(Bytes("airline-passengers.csv"), "airline-passengers.csv", "month", "yyyy-MM", "passengers (thousands)");

    /// <summary>Yearly means of the international sunspot number, version 1 (as published until 2015), 1700 to 2008.</summary>
    public static (DateTime[] Times, IReadOnlyList<SeriesColumn> Columns) YearlySunspots() =>
        SeriesFile.Read(Bytes("sunspots-yearly.csv"), "sunspots-yearly.csv", "year", "yyyy", "sunspot number");

    /// <summary>Anderson's iris flowers as Fisher printed them in 1936 (not the copy with two misprints that many archives have).</summary>
    public static IrisFlower[] Iris()
    {
        var table = CsvTable.Parse(Bytes("iris.csv"), "iris.csv");
        var (sepalLength, sepalWidth) = (table.Numbers("sepal length"), table.Numbers("sepal width"));
        var (petalLength, petalWidth) = (table.Numbers("petal length"), table.Numbers("petal width"));
        var species = table.Texts("species");
        return
        [
            .. Enumerable
                .Range(0, table.RowCount)
                .Select(i => new IrisFlower(
                    (float)sepalLength[i],
                    (float)sepalWidth[i],
                    (float)petalLength[i],
                    (float)petalWidth[i],
                    species[i]!
                )),
        ];
    }

    private static byte[] Bytes(string name)
    {
        using var stream = typeof(Facts).Assembly.GetManifestResourceStream("builtin/" + name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

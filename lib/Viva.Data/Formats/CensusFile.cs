using Viva.Data.Records;

namespace Viva.Data.Formats;

/// <summary>The file format of the UCI census-income data: no header, a space after each comma, '?' for a missing value.</summary>
public static class CensusFile
{
    private static readonly CsvFormat Format = new()
    {
        Columns =
        [
            "age",
            "workclass",
            "fnlwgt",
            "education",
            "education-num",
            "marital-status",
            "occupation",
            "relationship",
            "race",
            "sex",
            "capital-gain",
            "capital-loss",
            "hours-per-week",
            "native-country",
            "income",
        ],
        Missing = "?",
        Trim = true,
        Comment = '|', // the original adult.test begins with such a line
    };

    /// <summary>Reads the rows of <c>adult.data</c> or <c>adult.test</c>.</summary>
    /// <exception cref="DataException">The text is not such a table.</exception>
    public static CensusRecord[] Read(ReadOnlySpan<byte> bytes, string source)
    {
        var table = CsvTable.Parse(bytes, source, Format);
        float[] Numbers(string column) => Array.ConvertAll(table.Integers(column), number => (float)number);

        var (age, weight, level) = (Numbers("age"), Numbers("fnlwgt"), Numbers("education-num"));
        var (gain, loss, hours) = (Numbers("capital-gain"), Numbers("capital-loss"), Numbers("hours-per-week"));
        var (workclass, education, marital) = (table.Texts("workclass"), table.Texts("education"), table.Texts("marital-status"));
        var (occupation, relationship) = (table.Texts("occupation"), table.Texts("relationship"));
        var (race, sex, country) = (table.Texts("race"), table.Texts("sex"), table.Texts("native-country"));
        var high = table.Flags("income", [">50K", ">50K."], ["<=50K", "<=50K."]); // adult.test ends its labels with a full stop
        return Enumerable
            .Range(0, table.RowCount)
            .Select(i => new CensusRecord
            {
                Age = age[i],
                Workclass = workclass[i],
                FinalWeight = weight[i],
                Education = education[i],
                EducationLevel = level[i],
                MaritalStatus = marital[i],
                Occupation = occupation[i],
                Relationship = relationship[i],
                Race = race[i],
                Sex = sex[i],
                CapitalGain = gain[i],
                CapitalLoss = loss[i],
                HoursPerWeek = hours[i],
                NativeCountry = country[i],
                HighIncome = high[i],
            })
            .ToArray();
    }
}

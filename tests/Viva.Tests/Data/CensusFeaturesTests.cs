using Microsoft.ML.Data;
using Viva.Data;
using Viva.Data.Records;

namespace Viva.Tests.Data;

public sealed class CensusFeaturesTests
{
    private static readonly CensusRecord[] People =
    [
        new()
        {
            Age = 20,
            HoursPerWeek = 40,
            Sex = "Male",
            Workclass = "Private",
            HighIncome = true,
        },
        new()
        {
            Age = 40,
            HoursPerWeek = 40,
            Sex = "Female",
            Workclass = "State-gov",
        },
    ];

    private static readonly string[] OthersThanAgeAndSex =
    [
        "EducationLevel",
        "CapitalGain",
        "CapitalLoss",
        "HoursPerWeek",
        "Workclass",
        "Education",
        "MaritalStatus",
        "Occupation",
        "Relationship",
        "Race",
        "NativeCountry",
    ];

    [Fact]
    public void A_number_is_standardised_and_a_category_becomes_a_column_for_each_value()
    {
        var features = CensusFeatures.Fit(People, OthersThanAgeAndSex);
        Assert.Equal(3, features.Columns);
        Assert.Equal(["Age", "Sex.Male", "Sex.Female"], features.Names);
        using var rows = features.Of(People);
        Assert.Equal([2L, 3L], rows.shape);
        // mean 30, population deviation 10
        Assert.Equal([-1f, 1f, 0f, 1f, 0f, 1f], rows.data<float>().ToArray());
    }

    [Fact]
    public void Other_rows_are_prepared_with_what_the_first_taught()
    {
        var features = CensusFeatures.Fit(People, OthersThanAgeAndSex);
        using var rows = features.Of([
            new CensusRecord
            {
                Age = 50,
                Sex = "unheard of",
                HighIncome = true,
            },
        ]);
        Assert.Equal([2f, 0f, 0f], rows.data<float>().ToArray());
    }

    [Fact]
    public void The_view_holds_the_same_features_beside_the_label()
    {
        var features = CensusFeatures.Fit(People);
        var view = features.View(People);
        using var rows = features.Of(People);
        Assert.Equal(rows.data<float>().ToArray(), view.GetColumn<float[]>("Features").SelectMany(row => row));
        Assert.Equal([true, false], view.GetColumn<bool>(nameof(CensusRecord.HighIncome)));
    }

    [Fact]
    public void What_cannot_be_prepared_is_refused()
    {
        Assert.Contains("no rows", Assert.Throws<ArgumentException>(() => CensusFeatures.Fit([])).Message, StringComparison.Ordinal);
        var unknown = Assert.Throws<ArgumentException>(() => CensusFeatures.Fit(People, nameof(CensusRecord.HighIncome)));
        Assert.Contains("'HighIncome' is not a feature; these are: Age, ", unknown.Message, StringComparison.Ordinal);
        Assert.Contains(
            "No feature is left",
            Assert.Throws<ArgumentException>(() => CensusFeatures.Fit(People, [.. OthersThanAgeAndSex, "Age", "Sex"])).Message,
            StringComparison.Ordinal
        );
    }
}

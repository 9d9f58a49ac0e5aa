using System.Text;
using Microsoft.ML;
using Viva.Data;
using Viva.Data.Catalog;
using Viva.Data.Download;
using Viva.Data.Formats;
using Viva.Data.Generated.Tables;
using Viva.Data.Records;
using Viva.Data.Tests;

namespace Viva.Tests.Data;

public sealed class CensusTests
{
    private const string Row =
        "39, State-gov, 77516, Bachelors, 13, Never-married, Adm-clerical, Not-in-family, White, Male, 2174, 0, 40, United-States, <=50K";

    private static CensusRecord[] Read(string text) => CensusFile.Read(Encoding.UTF8.GetBytes(text), "adult.data");

    [Fact]
    public void A_row_of_the_published_file_becomes_a_record()
    {
        var person = Assert.Single(Read(Row + "\n\n"));
        Assert.Equal(
            (39, 77516, 13, 2174, 0, 40),
            (person.Age, person.FinalWeight, person.EducationLevel, person.CapitalGain, person.CapitalLoss, person.HoursPerWeek)
        );
        Assert.Equal(
            ("State-gov", "Bachelors", "Never-married", "Adm-clerical"),
            (person.Workclass, person.Education, person.MaritalStatus, person.Occupation)
        );
        Assert.Equal(
            ("Not-in-family", "White", "Male", "United-States"),
            (person.Relationship, person.Race, person.Sex, person.NativeCountry)
        );
        Assert.False(person.HighIncome);
    }

    [Fact]
    public void A_question_mark_is_a_missing_value() =>
        Assert.Null(Read(Row.Replace("State-gov", "?", StringComparison.Ordinal))[0].Workclass);

    [Fact]
    public void The_test_file_has_a_comment_line_and_a_full_stop_after_the_label()
    {
        var person = Assert.Single(Read("|1x3 Cross validator\n" + Row.Replace("<=50K", ">50K.", StringComparison.Ordinal)));
        Assert.True(person.HighIncome);
    }

    [Theory]
    [InlineData("39, State", "thirty, State", "line 2, column 'age': 'thirty' is not a whole number")]
    [InlineData("<=50K", "50K", "line 2, column 'income': '50K' is not one of '>50K'")]
    [InlineData(", 40", "", "line 2: 14 fields where there are 15 columns")]
    [InlineData("2174", "?", "line 2, column 'capital-gain': '?' is not a whole number")]
    public void A_damaged_row_names_line_and_column(string find, string replace, string expected)
    {
        var error = Assert.Throws<DataException>(() => Read(Row + "\n" + Row.Replace(find, replace, StringComparison.Ordinal)));
        Assert.StartsWith("adult.data: " + expected, error.Message);
    }

    [Fact]
    public void The_real_census_holds_what_was_published()
    {
        using var folder = new DataFolder();
        var census = Datasets.Census(
            new DataStore(folder.Settings.WithMirror(RealData.Mirror("adult")) with { Offline = true }, DataCatalog.Default)
        );
        var (train, test) = (census.Train, census.Test);
        Assert.Equal(("adult", DataOrigin.Real), (census.Name, census.Origin));
        Assert.Equal((32561, 16281), (train.Length, test.Length));
        Assert.Equal((7841, 3846), (train.Count(person => person.HighIncome), test.Count(person => person.HighIncome))); // adult.names
        Assert.Equal(
            (1836, 1843, 583),
            (train.Count(p => p.Workclass is null), train.Count(p => p.Occupation is null), train.Count(p => p.NativeCountry is null))
        );
    }

    [Fact]
    public void Without_the_census_invented_households_stand_in_and_are_recorded_as_a_substitute()
    {
        using var folder = new DataFolder();
        var made = Datasets.Census(new DataStore(folder.Settings with { Offline = true }, DataCatalog.Default));
        Assert.Equal(("adult", DataOrigin.BuiltIn, 20000, 10000), (made.Name, made.Origin, made.Train.Length, made.Test.Length));
        Assert.Empty(made.Train.Intersect(made.Test));
        Assert.Contains(("adult", DataOrigin.BuiltIn), DataOrigins.Used);
        Assert.Equal("adult (built-in): 20,000 rows for training, 10,000 for the test", made.ToString());
    }

    [Fact]
    public void Households_asked_for_by_name_have_the_size_asked_for()
    {
        var made = Datasets.Households(train: 30, test: 10, seed: 2);
        Assert.Equal(("households", 30, 10), (made.Name, made.Train.Length, made.Test.Length));
        Assert.Equal(HouseholdGenerator.Make(40, seed: 2), made.Train.Concat(made.Test));
        Assert.Throws<ArgumentOutOfRangeException>(() => Datasets.Households(train: 0));
    }

    [Fact]
    public void ML_NET_reads_the_records_and_boosted_trees_beat_a_linear_model()
    {
        var people = HouseholdGenerator.Make(9000);
        var ml = new MLContext(seed: 1);
        string[] numbers = ["Age", "EducationLevel", "CapitalGain", "CapitalLoss", "HoursPerWeek"];
        string[] categories = ["Workclass", "Education", "MaritalStatus", "Occupation", "Relationship", "Sex"];
        var recipe = ml
            .Transforms.Categorical.OneHotEncoding([.. categories.Select(name => new InputOutputColumnPair(name))])
            .Append(ml.Transforms.NormalizeMeanVariance([.. numbers.Select(name => new InputOutputColumnPair(name))], fixZero: false))
            .Append(ml.Transforms.Concatenate("Features", [.. numbers, .. categories]))
            .Fit(ml.Data.LoadFromEnumerable(people[..6000]));
        var train = recipe.Transform(ml.Data.LoadFromEnumerable(people[..6000]));
        var test = recipe.Transform(ml.Data.LoadFromEnumerable(people[6000..]));

        double Auc(ITransformer model) => ml.BinaryClassification.Evaluate(model.Transform(test), "HighIncome").AreaUnderRocCurve;
        var linear = Auc(ml.BinaryClassification.Trainers.LbfgsLogisticRegression("HighIncome").Fit(ml.Data.Cache(train)));
        var trees = Auc(ml.BinaryClassification.Trainers.FastTree("HighIncome", numberOfTrees: 50).Fit(train));
        Assert.InRange(linear, 0.85, 0.93);
        Assert.InRange(trees, linear + 0.003, 0.95);
    }
}

using Viva.Data.Generated.Tables;
using Viva.Data.Records;

namespace Viva.Data.Tests.Generated.Tables;

public sealed class HouseholdsTests
{
    private static readonly CensusRecord[] People = HouseholdGenerator.Make(20_000);

    private static double Rate(IEnumerable<CensusRecord> people) => people.Average(person => person.HighIncome ? 1.0 : 0.0);

    [Fact]
    public void A_seed_gives_the_same_people_whatever_the_count()
    {
        Assert.Equal(People[..500], HouseholdGenerator.Make(500));
        Assert.NotEqual(People[..500], HouseholdGenerator.Make(500, seed: 2));
        Assert.Empty(HouseholdGenerator.Make(0));
    }

    [Fact]
    public void No_two_people_are_the_same() => Assert.Equal(People.Length, People.Distinct().Count());

    [Fact]
    public void Without_the_bias_the_people_stay_and_only_labels_of_women_rise()
    {
        var truth = HouseholdGenerator.Make(20_000, labelBias: 0);
        var changed = People.Zip(truth).Where(pair => pair.First != pair.Second).ToList();
        Assert.All(changed, pair => Assert.Equal(pair.First with { HighIncome = true }, pair.Second));
        Assert.All(changed, pair => Assert.Equal("Female", pair.First.Sex));
        var women = truth.Count(person => person is { Sex: "Female", HighIncome: true });
        Assert.InRange((double)changed.Count / women, HouseholdGenerator.LabelBias - 0.04, HouseholdGenerator.LabelBias + 0.04);
    }

    [Fact]
    public void A_bias_of_one_leaves_no_woman_with_a_high_income() =>
        Assert.DoesNotContain(HouseholdGenerator.Make(2_000, labelBias: 1), person => person is { Sex: "Female", HighIncome: true });

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_bias_that_is_no_share_is_refused(double bias) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => HouseholdGenerator.Make(1, labelBias: bias));

    [Fact]
    public void The_label_depends_on_the_attributes_as_it_does_in_a_census()
    {
        Assert.InRange(Rate(People), 0.18, 0.28);
        Assert.True(Rate(People.Where(p => p.EducationLevel >= 14)) > 4 * Rate(People.Where(p => p.EducationLevel <= 9)));
        Assert.True(
            Rate(People.Where(p => p.Occupation == "Exec-managerial")) > 5 * Rate(People.Where(p => p.Occupation == "Other-service"))
        );
        var middle = Rate(People.Where(p => p.Age is >= 40 and < 55)); // pay rises with age and falls again
        Assert.True(middle > 2 * Rate(People.Where(p => p.Age < 25)));
        Assert.True(middle > 2 * Rate(People.Where(p => p.Age >= 70)));
        Assert.True(Rate(People.Where(p => p.CapitalGain > 7000)) > 3 * Rate(People.Where(p => p.CapitalGain is > 0 and < 7000)));
    }

    [Fact]
    public void Values_stay_in_the_ranges_of_a_census_and_some_are_missing()
    {
        Assert.All(
            People,
            person =>
            {
                Assert.InRange(person.Age, 17, 90);
                Assert.InRange(person.EducationLevel, 1, 16);
                Assert.InRange(person.HoursPerWeek, 1, 99);
                Assert.InRange(person.CapitalGain, 0, 99999);
                Assert.Equal(person.Workclass is null, person.Occupation is null);
                Assert.Equal(person.MaritalStatus == "Married-civ-spouse", person.Relationship is "Husband" or "Wife");
            }
        );
        Assert.InRange(People.Count(person => person.Occupation is null), 400, 2_500);
        Assert.InRange(People.Count(person => person.NativeCountry is null), 200, 700);
    }
}

using Viva.Data.Records;

namespace Viva.Data.Generated.Tables;

/// <summary>
/// A synthetic table in the form of the census-income data: made from a seed, one row at a time, by a small structural model.
/// No row describes a real person and no number is an estimate of a real population; ethnic groups and countries have invented names.
/// </summary>
/// <remarks>
/// The model, in causal order: sex, age, group and country are drawn independently; a hidden advantage, which no column shows,
/// raises education, occupation and pay. Age limits education and shapes marital status, which with sex shapes the position in
/// the household and the hours. Education and sex shape the occupation, the occupation the employer. The logarithm of pay adds
/// education, experience (rising, then falling), occupation, employer, hours, hidden advantage and noise, with interactions: education pays
/// nothing in farming and manual service, hours beyond 45 pay only in managerial work and sales, experience pays more to the educated.
/// Capital gains come from two sources, small sales by people who live on little and large ones by the wealthy, so their effect turns sign.
/// Employer and occupation are missing together, for people between jobs; the country is missing at random.
/// <para>
/// The bias: of the women whose income truly is above the threshold, the share <see cref="LabelBias"/> is recorded as below it.
/// Nobody else's label is changed. <see cref="Make"/> with a <c>labelBias</c> of zero gives the same people with their true labels.
/// </para>
/// </remarks>
public static class HouseholdGenerator
{
    /// <summary>The share of truly high incomes of women that is recorded as low.</summary>
    public const double LabelBias = 0.3;

    private const double LogThreshold = 3.912; // the logarithm of 50, in thousands of dollars

    private static readonly string[] Levels =
    [
        "Preschool",
        "1st-4th",
        "5th-6th",
        "7th-8th",
        "9th",
        "10th",
        "11th",
        "12th",
        "HS-grad",
        "Some-college",
        "Assoc-voc",
        "Assoc-acdm",
        "Bachelors",
        "Masters",
        "Prof-school",
        "Doctorate",
    ];

    // Appeal grows by Slope with each level of education above HS-grad; ForWomen is added for women. Pay is a logarithm.
    private static readonly (string Name, double Appeal, double Slope, double ForWomen, double Pay, double Return)[] Occupations =
    [
        ("Adm-clerical", 0.3, 0.02, 1.1, -0.10, 0.05),
        ("Armed-Forces", -3.2, 0.05, -1.5, 0.00, 0.06),
        ("Craft-repair", 0.8, -0.15, -2.2, 0.05, 0.04),
        ("Exec-managerial", -0.5, 0.30, -0.2, 0.28, 0.11),
        ("Farming-fishing", -0.7, -0.20, -1.4, -0.42, 0.00),
        ("Handlers-cleaners", -0.3, -0.25, -1.4, -0.32, 0.01),
        ("Machine-op-inspct", 0.1, -0.25, -0.5, -0.18, 0.02),
        ("Other-service", 0.3, -0.15, 0.5, -0.45, 0.00),
        ("Prof-specialty", -1.0, 0.50, 0.1, 0.12, 0.12),
        ("Protective-serv", -1.6, 0.00, -0.8, 0.08, 0.05),
        ("Sales", 0.2, 0.10, 0.1, -0.02, 0.10),
        ("Tech-support", -1.3, 0.15, 0.0, 0.10, 0.06),
        ("Transport-moving", -0.3, -0.20, -2.2, -0.08, 0.01),
    ];

    private static readonly string[] Countries = ["Northland", "Eastmark", "Southshore", "Westhaven"];

    /// <summary>Makes <paramref name="count"/> people; person i depends on the seed and i alone.</summary>
    /// <param name="count">The number of rows.</param>
    /// <param name="seed">Another seed gives other people of the same population.</param>
    /// <param name="labelBias">The share of truly high incomes of women that is recorded as low, from 0 to 1.</param>
    public static CensusRecord[] Make(int count, int seed = 1, double labelBias = LabelBias)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (labelBias is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(labelBias), labelBias, "a share from 0 to 1");
        }

        var people = new CensusRecord[count];
        for (var i = 0; i < count; i++)
        {
            people[i] = Person(new Draws(seed, i), labelBias);
        }

        return people;
    }

    private static CensusRecord Person(Draws draw, double labelBias)
    {
        var woman = draw.Chance(0.44);
        var age = 17 + (int)(73 * Math.Pow(Math.Min(draw.Uniform(), draw.Uniform()), 0.95));
        var group = draw.OneOf(["A", "B", "C", "D"], [0.70, 0.15, 0.10, 0.05]);
        var foreign = draw.Chance(0.12);
        var country = foreign ? Countries[(int)(draw.Uniform() * Countries.Length)] : "Home";
        var advantage = draw.Normal();
        var weight = MathF.Round((float)Math.Exp(12 + 0.5 * draw.Normal()));

        var level = Education(draw, age, advantage);
        var marital = MaritalStatus(draw, age);
        var married = marital == "Married-civ-spouse";
        var relationship = Relationship(draw, age, marital, woman);
        var (job, pay, payReturn) = Occupation(draw, level, woman, advantage);
        var employer = Employer(draw, job, age);
        var betweenJobs = draw.Chance(
            age < 22 ? 0.15
            : age > 62 ? 0.22
            : 0.03
        );
        var hours = Hours(draw, age, woman, married, job, employer, betweenJobs);
        var (gain, loss) = Capital(draw, age, advantage);

        var experience = Math.Max(0, age - Math.Max(level, 8) - 8);
        var career = Math.Min(experience, 28) / 28.0 - Math.Pow(Math.Max(0, experience - 34) / 22.0, 2);
        var logPay =
            3.22
            + pay
            + payReturn * (level - 9)
            + career * (0.40 + 0.06 * Math.Max(0, level - 9))
            + 0.75 * Math.Log(Math.Min(hours, 45) / 40.0)
            + (hours > 45 && job is "Exec-managerial" or "Sales" ? 0.022 * (hours - 45) : 0)
            + (
                employer == "Self-emp-inc" ? 0.20
                : employer == "Self-emp-not-inc" ? -0.16
                : employer == "Federal-gov" ? 0.10
                : 0
            )
            + (married ? 0.22 : 0)
            + 0.14 * advantage
            + (
                gain > 7000 ? 1.2
                : gain > 0 ? -0.6
                : 0
            )
            + (
                loss is > 1800 and < 2000 ? 0.6
                : loss > 0 ? -0.2
                : 0
            )
            + (betweenJobs ? -0.45 : 0)
            + 0.34 * draw.Normal();
        var high = logPay > LogThreshold;
        var hidden = draw.Chance(labelBias); // drawn for everybody, so that the bias changes labels and nothing else

        return new CensusRecord
        {
            Age = age,
            Workclass = betweenJobs ? null : employer,
            FinalWeight = weight,
            Education = Levels[level - 1],
            EducationLevel = level,
            MaritalStatus = marital,
            Occupation = betweenJobs ? null : job,
            Relationship = relationship,
            Race = group,
            Sex = woman ? "Female" : "Male",
            CapitalGain = gain,
            CapitalLoss = loss,
            HoursPerWeek = hours,
            NativeCountry = draw.Chance(0.018) ? null : country,
            HighIncome = high && !(woman && hidden),
        };
    }

    private static int Education(Draws draw, int age, double advantage)
    {
        var wanted = 10.1 + 1.5 * advantage - 0.025 * Math.Max(0, age - 45) + 1.7 * draw.Normal();
        var reached = age < 24 ? Math.Min(wanted, age - 10 + 0.4 * draw.Normal()) : wanted;
        var level = Math.Clamp((int)Math.Round(reached), 1, Levels.Length);
        var finishes = draw.Uniform(); // people stop at a school's end more often than between two
        return level switch
        {
            8 when age > 18 && finishes < 0.8 => 9,
            11 or 12 when age > 20 && finishes < 0.3 => 10,
            11 or 12 when age > 22 && finishes > 0.6 => 13,
            _ => level,
        };
    }

    private static string MaritalStatus(Draws draw, int age)
    {
        var u = draw.Uniform();
        if (u > 1 / (1 + Math.Exp(-(age - 27) / 4.5)) * 0.93)
        {
            return "Never-married";
        }

        return draw.OneOf(
            ["Married-civ-spouse", "Divorced", "Separated", "Widowed", "Married-spouse-absent"],
            [0.68, 0.20, 0.045, age < 50 ? 0.01 : 0.004 * (age - 47), 0.02]
        );
    }

    private static string Relationship(Draws draw, int age, string marital, bool woman)
    {
        var u = draw.Uniform();
        if (marital == "Married-civ-spouse")
        {
            return woman ? "Wife" : "Husband";
        }

        if (marital == "Never-married" && u < 1 / (1 + Math.Exp((age - 25) / 4.0)))
        {
            return "Own-child";
        }

        return draw.OneOf(["Not-in-family", "Unmarried", "Other-relative"], [0.62, woman ? 0.40 : 0.15, 0.07]);
    }

    private static (string Name, double Pay, double Return) Occupation(Draws draw, int level, bool woman, double advantage)
    {
        Span<double> odds = stackalloc double[Occupations.Length];
        for (var k = 0; k < odds.Length; k++)
        {
            var (_, appeal, slope, forWomen, _, _) = Occupations[k];
            odds[k] = Math.Exp(appeal + slope * (level - 9 + 0.7 * advantage) + (woman ? forWomen : 0));
        }
        var chosen = Occupations[draw.Index(odds)];
        return (chosen.Name, chosen.Pay, chosen.Return);
    }

    private static string Employer(Draws draw, string job, int age)
    {
        var self =
            job is "Farming-fishing" ? 0.45
            : job is "Exec-managerial" or "Sales" or "Craft-repair" ? 0.15
            : 0.05;
        var state =
            job is "Prof-specialty" or "Protective-serv" ? 0.25
            : job is "Adm-clerical" ? 0.15
            : 0.05;
        var grown = Math.Min(1, age / 45.0);
        return draw.OneOf(
            ["Private", "Self-emp-not-inc", "Self-emp-inc", "Local-gov", "State-gov", "Federal-gov"],
            [0.9 - self - state, self * 0.7, self * 0.4 * grown, state * 0.45, state * 0.3, state * 0.25]
        );
    }

    private static float Hours(Draws draw, int age, bool woman, bool married, string job, string employer, bool betweenJobs)
    {
        var mean =
            41.0
            + (
                job == "Exec-managerial" ? 4
                : job == "Farming-fishing" ? 6
                : job is "Other-service" or "Adm-clerical" ? -3
                : 0
            )
            + (employer is "Self-emp-inc" or "Self-emp-not-inc" ? 4 : 0)
            - (woman && married ? 4 : 0)
            - (
                age < 22 ? 12
                : age > 64 ? 12
                : 0
            )
            - (betweenJobs ? 8 : 0);
        var usual = draw.Chance(0.45) && age is >= 22 and <= 64;
        var hours = mean + 9.5 * draw.Normal();
        return (float)
            Math.Clamp(
                usual ? 40
                    : draw.Chance(0.7) ? 5 * Math.Round(hours / 5)
                    : Math.Round(hours),
                1,
                99
            );
    }

    private static (float Gain, float Loss) Capital(Draws draw, int age, double advantage)
    {
        var wealth = advantage + (age - 40) / 20.0;
        var u = draw.Uniform();
        var size = draw.Normal();
        var large = 0.035 / (1 + Math.Exp(-1.4 * (wealth - 0.6)));
        if (u < 2 * large)
        {
            return ((float)Math.Min(99999, Math.Round(7001 + Math.Exp(8.6 + 0.9 * size))), 0);
        }

        if (u < 2 * large + 0.04)
        {
            return ((float)Math.Clamp(Math.Round(3000 + 1500 * size), 100, 6999), 0);
        }

        if (u < 2 * large + 0.085)
        {
            return (0, (float)Math.Clamp(Math.Round(1880 + 180 * size), 200, 3900));
        }

        return (0, 0);
    }

    /// <summary>The random numbers of one row.</summary>
    private sealed class Draws(int seed, int row)
    {
        private SeededRandom _random = new((uint)seed, (ulong)row);

        public double Uniform() => (_random.Next() >> 11) * (1.0 / (1UL << 53));

        public bool Chance(double probability) => Uniform() < probability;

        public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

        public int Index(ReadOnlySpan<double> odds)
        {
            var sum = 0.0;
            foreach (var o in odds)
            {
                sum += o;
            }

            var left = Uniform() * sum;
            for (var k = 0; k < odds.Length - 1; k++)
            {
                left -= odds[k];
                if (left < 0)
                {
                    return k;
                }
            }
            return odds.Length - 1;
        }

        public string OneOf(ReadOnlySpan<string> names, ReadOnlySpan<double> odds) => names[Index(odds)];
    }
}

namespace Viva.Data.Records;

/// <summary>
/// One adult of the census-income data or of its built-in substitute. The types are those that ML.NET's
/// <c>LoadFromEnumerable</c> takes: numbers are float, categories are text. A missing category is null.
/// </summary>
public sealed record CensusRecord
{
    /// <summary>Age in years.</summary>
    public float Age { get; init; }

    /// <summary>Kind of employer; may be missing.</summary>
    public string? Workclass { get; init; }

    /// <summary>How many people of the population this one stands for in the survey. Not a property of the person.</summary>
    public float FinalWeight { get; init; }

    /// <summary>Highest level of education.</summary>
    public string? Education { get; init; }

    /// <summary>The same level as a number from 1 (preschool) to 16 (doctorate).</summary>
    public float EducationLevel { get; init; }

    /// <summary>Marital status.</summary>
    public string? MaritalStatus { get; init; }

    /// <summary>Kind of work; may be missing.</summary>
    public string? Occupation { get; init; }

    /// <summary>Position in the household.</summary>
    public string? Relationship { get; init; }

    /// <summary>The survey's ethnic group.</summary>
    public string? Race { get; init; }

    /// <summary>Male or Female.</summary>
    public string? Sex { get; init; }

    /// <summary>Gain from sold capital in the year, in dollars.</summary>
    public float CapitalGain { get; init; }

    /// <summary>Loss from sold capital in the year, in dollars.</summary>
    public float CapitalLoss { get; init; }

    /// <summary>Working hours a week.</summary>
    public float HoursPerWeek { get; init; }

    /// <summary>Country of birth; may be missing.</summary>
    public string? NativeCountry { get; init; }

    /// <summary>The label: an income above 50,000 dollars a year, as recorded.</summary>
    public bool HighIncome { get; init; }
}
